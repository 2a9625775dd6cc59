"""From a trained PyTorch module to the shipped bundle: ONNX, fused for ONNX Runtime, int8 weights."""
import json
import tempfile
from pathlib import Path

import numpy as np
import torch

from smoothing import smooth


def export(model, inputs, outputs, path, layers, examples=(), reduce_range=True, quantize=True):
    """Writes ``path``. ``inputs`` maps input names, in the order of ``forward``, to example int64 tensors [batch, sequence];
    ``outputs`` maps output names to their number of axes (2: [batch, n], 3: [batch, sequence, n]; QA logits are [batch, sequence]
    and say so with the string "tokens"). ``examples``, a hundred or so of trained texts as dicts from input name to array [1, sequence], tell
    what activations are smoothed by before quantisation (smoothing.py); none, none are. ``reduce_range`` keeps weights to 7 bits, so that CPUs without VNNI do not saturate; it costs
    nothing measurable."""
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.transformers import optimizer
    from onnxruntime.transformers.fusion_options import FusionOptions

    model = model.eval().float()
    axes = {name: {0: "batch", 1: "sequence"} for name in inputs}
    for name, kind in outputs.items():
        axes[name] = {0: "batch"} if kind == 2 else {0: "batch", 1: "sequence"}
    with tempfile.TemporaryDirectory() as folder:
        plain, fused = str(Path(folder) / "plain.onnx"), str(Path(folder) / "fused.onnx")
        with torch.no_grad():
            torch.onnx.export(model, tuple(inputs.values()), plain, input_names=list(inputs), output_names=list(outputs),
                              dynamic_axes=axes, opset_version=17, dynamo=False, do_constant_folding=True)
        options = FusionOptions("bert")
        options.enable_embed_layer_norm = False  # keeps int64 inputs and the extra casing input
        result = optimizer.optimize_model(plain, model_type="bert", num_heads=12, hidden_size=384, optimization_options=options)
        counts = result.get_fused_operator_statistics()
        if counts.get("Attention", 0) != layers:
            raise RuntimeError(f"attention was not fused in every layer: {counts}")
        result.save_model_to_file(fused)
        if examples:
            smooth(fused, examples)
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        if quantize:
            # the heads are small and stay exact: their products only have the names of modules outside the encoder
            heads = [n.name + suffix for n in result.model.graph.node for suffix in ("", "_MatMul")
                     if n.op_type in ("MatMul", "Gemm") and not n.name.startswith("/encoder/")]
            quantize_dynamic(fused, path, nodes_to_exclude=heads, weight_type=QuantType.QInt8, per_channel=True, reduce_range=reduce_range,
                             extra_options={"DefaultTensorType": 1})
        else:
            Path(path).write_bytes(Path(fused).read_bytes())
    return counts


def session(path, threads=1):
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def run(onnx_session, inputs):
    return dict(zip((o.name for o in onnx_session.get_outputs()), onnx_session.run(None, inputs)))


def tensor_table(path):
    """Names and types of a bundle's tensors, for training.json."""
    s = session(path)
    return {"inputs": [{"name": i.name, "type": i.type, "shape": i.shape} for i in s.get_inputs()],
            "outputs": [{"name": o.name, "type": o.type, "shape": o.shape} for o in s.get_outputs()]}


def write_parity(path, model, examples, outputs):
    """torch-logits.json: for each example its text, its int64 inputs and the fp32 PyTorch outputs, for a test in Java."""
    model = model.eval().float()
    cases = []
    for text, inputs in examples:
        with torch.no_grad():
            result = model(*(torch.tensor([v], dtype=torch.int64) for v in inputs.values()))
        result = result if isinstance(result, tuple) else (result,)
        cases.append({"text": text, "inputs": {k: list(map(int, v)) for k, v in inputs.items()},
                      "outputs": {k: np.round(v[0].numpy().astype(float), 6).tolist() for k, v in zip(outputs, result)}})
    Path(path).write_text(json.dumps(cases, ensure_ascii=False, indent=1))
