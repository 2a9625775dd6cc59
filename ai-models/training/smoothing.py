"""Makes activations easy to quantise: a channel that now and then is far larger than the others is scaled down in front of a matrix
product, and the product's weights up by as much, so that nothing changes but the range that 8 bits have to cover.

After Xiao et al. 2023, SmoothQuant. There the scale is folded into the layer norm before; here that norm also feeds the residual, so the
scale is a multiplication of its own."""
import numpy as np
import onnx
from onnx import helper, numpy_helper

STRENGTH = 0.75


def products(graph):
    """The encoder's products of an activation and a weight: the nodes that quantisation will turn into integers."""
    weights = {i.name for i in graph.initializer}
    return [n for n in graph.node if n.op_type in ("MatMul", "Attention") and n.input[1] in weights
            and (n.op_type == "Attention" or n.name.startswith("/encoder/"))]


def largest(model, feeds):
    """For each product's input, the largest absolute value of every channel over ``feeds``, dicts from input name to int64 array."""
    import onnxruntime

    probe = onnx.ModelProto()
    probe.CopyFrom(model)
    names = sorted({n.input[0] for n in products(probe.graph)})
    probe.graph.output.extend(onnx.ValueInfoProto(name=n) for n in names)
    session = onnxruntime.InferenceSession(probe.SerializeToString(), providers=["CPUExecutionProvider"])
    result = {}
    for feed in feeds:
        for name, value in zip(names, session.run(names, feed)):
            most = np.abs(value.reshape(-1, value.shape[-1])).max(0)
            result[name] = np.maximum(result.get(name, 0), most)
    return result


def smooth(path, feeds):
    """Rewrites the fp32 model at ``path``. Channels above the median get a scale of their ratio to it to the power ``STRENGTH``."""
    model = onnx.load(path)
    ranges = largest(model, feeds)
    weights = {i.name: i for i in model.graph.initializer}
    smoothed = {n.name for n in products(model.graph)}
    nodes = []
    for node in model.graph.node:
        if node.name in smoothed:
            most = np.maximum(ranges[node.input[0]], 1e-5)
            scale = (np.maximum(1, most / np.median(most)) ** STRENGTH).astype(np.float32)
            weight = weights[node.input[1]]
            weight.CopyFrom(numpy_helper.from_array(numpy_helper.to_array(weight) * scale[:, None], weight.name))
            name = node.name + "/smoothing"
            model.graph.initializer.append(numpy_helper.from_array(1 / scale, name))
            nodes.append(helper.make_node("Mul", [node.input[0], name], [name + "/output"], name=name))
            node.input[0] = name + "/output"
        nodes.append(node)
    del model.graph.node[:]
    model.graph.node.extend(nodes)
    onnx.save(model, path)
