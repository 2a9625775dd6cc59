"""The base encoder: a plain BERT in PyTorch, and its conversion from an ONNX file.

The Java artefacts ``dev.langchain4j:langchain4j-embeddings-*`` carry sentence encoders as ONNX files. Their embedding, bias
and layer-norm weights keep the Hugging Face names; the dense weights are anonymous (``onnx::MatMul_123``) and transposed, and
are found through the bias ``Add`` that follows each ``MatMul``. Parameter names here equal those of ``transformers.BertModel``,
so a checkpoint folder of the hub (``model.safetensors`` + ``config.json``) loads just as well.

    python encoder.py all-minilm-l6-v2.onnx base/minilm        # convert, and compare with ONNX Runtime
"""
import json
import sys
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional as F

HIDDEN, HEADS, VOCAB, POSITIONS = 384, 12, 30522, 512


class Dropout(nn.Module):
    """Dropout whose mask is cut out of one long random mask at a random place: on a CPU, drawing a fresh one for
    every call takes a tenth of a training step."""

    LENGTH = 1 << 23
    masks = {}

    def __init__(self, p):
        super().__init__()
        self.p = p

    def forward(self, x):
        if not self.training or self.p == 0:
            return x
        key = (self.p, x.dtype)
        if key not in self.masks:
            self.masks[key] = (torch.rand(self.LENGTH) >= self.p).to(x.dtype) / (1 - self.p)
        n = x.numel()
        if n > self.LENGTH // 2:
            return F.dropout(x, self.p)
        at = int(torch.randint(0, self.LENGTH - n, (1,)))
        return x * self.masks[key][at:at + n].view(x.shape)


class Embeddings(nn.Module):
    def __init__(self, dropout, casings=0):
        super().__init__()
        self.word_embeddings = nn.Embedding(VOCAB, HIDDEN)
        self.position_embeddings = nn.Embedding(POSITIONS, HIDDEN)
        self.token_type_embeddings = nn.Embedding(2, HIDDEN)
        self.LayerNorm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.dropout = Dropout(dropout)
        if casings:  # an extra input for uncased encoders: how each word piece's word is written
            self.casing_embeddings = nn.Embedding(casings, HIDDEN)
            nn.init.zeros_(self.casing_embeddings.weight)

    def forward(self, ids, types=None, casing=None):
        x = self.word_embeddings(ids) + self.position_embeddings.weight[: ids.shape[1]]
        x = x + (self.token_type_embeddings.weight[0] if types is None else self.token_type_embeddings(types))
        if casing is not None:
            x = x + self.casing_embeddings(casing)
        return self.dropout(self.LayerNorm(x))


class SelfAttention(nn.Module):
    def __init__(self):
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(HIDDEN, HIDDEN) for _ in range(3))

    def forward(self, x, mask):
        def split(t):
            return t.view(t.shape[0], t.shape[1], HEADS, HIDDEN // HEADS).transpose(1, 2)

        q, k, v = split(self.query(x)), split(self.key(x)), split(self.value(x))
        if torch.jit.is_tracing() or torch.onnx.is_in_onnx_export():  # the pattern that ONNX Runtime fuses
            scores = torch.matmul(q, k.transpose(-1, -2)) / (HIDDEN // HEADS) ** 0.5 + mask
            y = torch.matmul(torch.softmax(scores, -1), v)
        else:
            y = F.scaled_dot_product_attention(q, k, v, attn_mask=mask.to(q.dtype))
        y = y.transpose(1, 2).contiguous()
        return y.view(y.shape[0], y.shape[1], HIDDEN)


class Output(nn.Module):
    def __init__(self, size, dropout):
        super().__init__()
        self.dense = nn.Linear(size, HIDDEN)
        self.LayerNorm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.dropout = Dropout(dropout)

    def forward(self, x, residual):
        return self.LayerNorm(self.dropout(self.dense(x)) + residual)


class Layer(nn.Module):
    def __init__(self, dropout):
        super().__init__()
        self.attention = nn.ModuleDict({"self": SelfAttention(), "output": Output(HIDDEN, dropout)})
        self.intermediate = nn.ModuleDict({"dense": nn.Linear(HIDDEN, 4 * HIDDEN)})
        self.output = Output(4 * HIDDEN, dropout)

    def forward(self, x, mask):
        x = self.attention["output"](self.attention["self"](x, mask), x)
        return self.output(F.gelu(self.intermediate["dense"](x)), x)


class Encoder(nn.Module):
    """BERT with hidden size 384; 6 layers for all-MiniLM-L6-v2, 12 for bge-small-en-v1.5."""

    def __init__(self, layers, dropout=0.1, casings=0):
        super().__init__()
        self.embeddings = Embeddings(dropout, casings)
        self.encoder = nn.ModuleDict({"layer": nn.ModuleList(Layer(dropout) for _ in range(layers))})

    def forward(self, input_ids, attention_mask, token_type_ids=None, casing=None):
        x = self.embeddings(input_ids, token_type_ids, casing)
        mask = (1.0 - attention_mask[:, None, None, :].to(torch.float32)) * -10000.0
        for layer in self.encoder["layer"]:
            x = layer(x, mask)
        return x


def load_base(folder, dropout=0.1, casings=0):
    """Loads a folder written by this script, or a BERT checkpoint folder of the hub with the same sizes."""
    from safetensors.torch import load_file

    folder = Path(folder)
    state = {k.removeprefix("bert."): v for k, v in load_file(folder / "model.safetensors").items()}
    layers = json.loads((folder / "config.json").read_text())["num_hidden_layers"]
    model = Encoder(layers, dropout, casings)
    missing, _ = model.load_state_dict({k: v.float() for k, v in state.items() if k in model.state_dict()}, strict=False)
    if [k for k in missing if "casing" not in k]:
        raise ValueError(f"{folder} lacks {missing}")
    return model


def save_base(state, folder):
    """Writes the folder that ``load_base`` reads."""
    from safetensors.torch import save_file

    layers = 1 + max(int(k.split(".")[2]) for k in state if k.startswith("encoder.layer."))
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    save_file({k: v for k, v in state.items() if k in Encoder(layers).state_dict()}, folder / "model.safetensors")
    (folder / "config.json").write_text(json.dumps(
        {"model_type": "bert", "num_hidden_layers": layers, "hidden_size": HIDDEN, "num_attention_heads": HEADS,
         "intermediate_size": 4 * HIDDEN, "vocab_size": VOCAB, "max_position_embeddings": POSITIONS}, indent=1))


def state_from_onnx(path):
    """Reads the weights of a BERT encoder out of its ONNX graph, under the names of ``transformers.BertModel``."""
    import onnx
    from onnx import numpy_helper

    graph = onnx.load(path).graph
    tensors = {t.name: torch.from_numpy(numpy_helper.to_array(t).copy()) for t in graph.initializer}
    bias_of = {}  # output of a MatMul -> the bias that is added to it
    for node in graph.node:
        if node.op_type == "Add":
            for bias, other in (node.input, reversed(node.input)):
                if bias.endswith(".bias"):
                    bias_of[other] = bias
    state = {k: v for k, v in tensors.items() if not k.startswith("onnx::") and v.is_floating_point() and v.dim() > 0}
    for node in graph.node:
        if node.op_type == "MatMul" and node.input[1] in tensors and node.output[0] in bias_of:
            state[bias_of[node.output[0]].removesuffix("bias") + "weight"] = tensors[node.input[1]].T.contiguous()
    return state


def convert(onnx_path, folder):
    """Converts, saves, and returns the largest difference from ONNX Runtime's output."""
    import numpy as np
    import onnxruntime

    save_base(state_from_onnx(onnx_path), folder)
    model = load_base(folder).eval()
    ids = torch.randint(1000, 30000, (3, 40), generator=torch.Generator().manual_seed(1))
    mask = torch.ones_like(ids)
    mask[1, 20:] = 0
    with torch.no_grad():
        ours = model(ids, mask).numpy()
    theirs = onnxruntime.InferenceSession(str(onnx_path)).run(None, {
        "input_ids": ids.numpy(), "attention_mask": mask.numpy(), "token_type_ids": np.zeros_like(ids.numpy())})[0]
    return float(np.abs((ours - theirs) * mask.numpy()[:, :, None]).max())


if __name__ == "__main__":
    difference = convert(sys.argv[1], sys.argv[2])
    print(f"largest difference from ONNX Runtime: {difference:.2e}")
    sys.exit(difference > 5e-5)
