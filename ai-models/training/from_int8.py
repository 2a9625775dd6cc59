"""Turns a shipped network's 8-bit weights back into a checkpoint to train on from: what quantisation lost stays lost.

    python from_int8.py ../src/main/resources/models/climate-bert/1.0.0/model.onnx base/minilm cb.pt

Word embeddings are the base encoder's, which training leaves as they are. Works on what ``export.py`` writes: fused
attention, and dense layers found through the bias that is added behind each.
"""
import sys

import onnx
import torch
from onnx import numpy_helper

from encoder import load_base


def checkpoint(path, base):
    """State of the module with an ``encoder`` and linear heads that the ONNX file was exported from."""
    graph = onnx.load(path).graph
    tensors = {t.name: torch.from_numpy(numpy_helper.to_array(t).copy()) for t in graph.initializer}
    state = {f"encoder.{k}": v.clone() for k, v in load_base(base).state_dict().items()}
    state |= {k: v for k, v in tensors.items() if k in state}
    users = {}
    for node in graph.node:
        for name in node.input:
            users.setdefault(name, []).append(node)

    def dense(name):
        whole, zero = tensors[f"{name}_quantized"].float(), tensors[f"{name}_zero_point"].float()
        return ((whole - zero) * tensors[f"{name}_scale"]).T.contiguous()

    def bias_behind(node):
        while True:
            node = users[node.output[0]][0]
            for name in node.input:
                if name.endswith(".bias") and "LayerNorm" not in name:
                    return name

    for node in graph.node:
        if node.op_type == "QAttention":
            name = node.input[1].removesuffix("_weight_quantized")
            layer = f"encoder.encoder.layer.{name.split('_')[1]}.attention.self"
            for part, weight, bias in zip(("query", "key", "value"), dense(f"{name}_weight").chunk(3),
                                          tensors[f"{name}_bias"].chunk(3)):
                state |= {f"{layer}.{part}.weight": weight.clone(), f"{layer}.{part}.bias": bias.clone()}
        elif node.op_type == "MatMulInteger":
            state[bias_behind(node).removesuffix("bias") + "weight"] = dense(node.input[1].removesuffix("_quantized"))
        elif node.op_type == "MatMul" and node.input[1] in tensors:
            head = bias_behind(node).removesuffix("bias")
            state |= {f"{head}weight": tensors[node.input[1]].T.contiguous(), f"{head}bias": tensors[f"{head}bias"]}
        elif node.op_type == "Gather" and node.input[0].endswith("casing_embeddings.weight_quantized"):
            name = node.input[0].removesuffix("_quantized")
            state[name] = dense(name).T.contiguous()
        elif node.op_type == "Add" and node.input[1].startswith("onnx::Add_"):
            state["encoder.embeddings.token_type_embeddings.weight"][0] = tensors[node.input[1]]
    return state


if __name__ == "__main__":
    torch.save(checkpoint(sys.argv[1], sys.argv[2]), sys.argv[3])
