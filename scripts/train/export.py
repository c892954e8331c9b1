"""Writes the network as an ONNX file: int8 with QuantizeLinear / DequantizeLinear around each operator, or float.

Only plain operators of opset 13, so that any ONNX runtime runs the same file as the C++ core.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from network import Layer
from quantise import IntegerLayer, Step

OPSET = 13


@dataclass
class _Graph:
    """Of a picture, [1, 1, 28, 28] → [1, classes], or of a sequence, [1, features, points] → [1, classes, frames]."""

    sequence: bool = False
    nodes: list[onnx.NodeProto] = field(default_factory=list)
    initializers: dict[str, onnx.TensorProto] = field(default_factory=dict)

    def constant(self, name: str, array: np.ndarray) -> str:
        self.initializers.setdefault(name, numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def node(self, operator: str, inputs: Sequence[str], output: str, name: str = "", **attributes: object) -> str:
        """Attributes and names that say nothing are left out: the file travels to every visitor."""
        self.nodes.append(helper.make_node(operator, list(inputs), [output], name=name or None, **attributes))
        return output

    def quantised(self, real: str, name: str, step: Step) -> str:
        """Rounds `real` to int8 and gives it back as real numbers: the pair that runtimes fuse into int8 operators."""
        parameters = [
            self.constant(f"{name}/s", np.array(step.scale, np.float32)),
            self.constant(f"{name}/z", np.array(step.zero_point, np.int8)),
        ]
        stored = self.node("QuantizeLinear", [real, *parameters], f"{name}/q")
        return self.node("DequantizeLinear", [stored, *parameters], name)

    def stored(self, name: str, array: np.ndarray, scales: np.ndarray) -> str:
        """A constant kept in integers, one scale for each index of its first axis; written once, however often used."""
        if f"{name}/q" in self.initializers:
            return name
        kind = array.dtype.name
        zeros = self.constant(f"z{kind[3:]}/{len(scales)}", np.zeros(len(scales), array.dtype))
        inputs = [self.constant(f"{name}/q", array), self.constant(f"{name}/s", scales), zeros]
        return self.node("DequantizeLinear", inputs, name, axis=0)

    def convolution(self, layer: Layer, inputs: Sequence[str], output: str, last: bool) -> str:
        if last and not self.sequence:  # one position is left: a fully connected layer
            return self.node("Gemm", inputs, output, layer.name, transB=1)
        axes = 1 if self.sequence else 2
        attributes: dict[str, object] = {}
        if layer.stride != 1:
            attributes["strides"] = [layer.stride] * axes
        if layer.padding:
            attributes["pads"] = [layer.padding] * 2 * axes
        if layer.groups != 1:
            attributes["group"] = layer.groups
        return self.node("Conv", inputs, output, layer.name, **attributes)

    def shaped(self, weight: np.ndarray, last: bool) -> np.ndarray:
        """Layers are of two axes here; a sequence has one, and a fully connected layer none."""
        if self.sequence:
            return weight.squeeze(2)
        return weight.reshape(len(weight), -1) if last else weight

    @property
    def source(self) -> str:
        return "trace" if self.sequence else "image"

    def model(self, output: str, layers: Sequence[Layer], metadata: Mapping[str, str]) -> onnx.ModelProto:
        classes = layers[-1].outputs
        given, found = [1, 1, 28, 28], [1, classes]
        if self.sequence:
            given, found = [1, layers[0].inputs, "points"], [1, classes, "frames"]
        graph = helper.make_graph(
            self.nodes,
            "emnist-edge",
            [helper.make_tensor_value_info(self.source, TensorProto.FLOAT, given)],
            [helper.make_tensor_value_info(output, TensorProto.FLOAT, found)],
            list(self.initializers.values()),
        )
        model = helper.make_model(graph, producer_name="emnist-edge", opset_imports=[helper.make_opsetid("", OPSET)])
        model.ir_version = 7
        helper.set_model_props(model, dict(metadata))
        onnx.checker.check_model(model, full_check=True)
        return model


def int8_model(layers: Sequence[IntegerLayer], metadata: Mapping[str, str], sequence: bool = False) -> onnx.ModelProto:
    graph = _Graph(sequence)
    x = graph.quantised(graph.source, "i", layers[0].source)
    values: dict[str, str] = {}
    tags: dict[str, str] = {}  # which layer's weights a layer uses
    for index, item in enumerate(layers):
        # Nodes carry the names of the layers; values, which are repeated everywhere, just count.
        layer, tag, last = item.layer, str(index), item is layers[-1]
        owner = tags[layer.name] = tags.get(layer.shares, tag)
        if last and not sequence:
            x = graph.quantised(graph.node("Flatten", [x], "f/r"), "f", item.source)
        inputs = [x, graph.stored(f"{owner}/w", graph.shaped(item.weight, last), item.weight_scales)]
        if layer.biased:
            inputs.append(graph.stored(f"{tag}/b", item.bias, np.float32(item.source.scale) * item.weight_scales))
        real = graph.convolution(layer, inputs, f"{tag}/c", last)
        if layer.adds:
            term = graph.quantised(real, f"{tag}/t", item.term)
            real = graph.node("Add", [values[layer.adds], term], f"{tag}/a", f"{layer.name}.add")
        if layer.relu:
            real = graph.node("Relu", [real], f"{tag}/r")
        x = values[layer.name] = graph.quantised(real, "logits" if last else tag, item.result)
    return graph.model(x, [item.layer for item in layers], metadata)


def float_model(
    layers: Sequence[Layer],
    folded: Sequence[tuple[torch.Tensor, torch.Tensor]],
    metadata: Mapping[str, str],
    sequence: bool = False,
) -> onnx.ModelProto:
    graph = _Graph(sequence)
    x = graph.source
    values: dict[str, str] = {}
    tags: dict[str, str] = {}  # which layer's weights a layer uses
    for index, (layer, (weight, bias)) in enumerate(zip(layers, folded)):
        tag, last = str(index), layer is layers[-1]
        owner = tags[layer.name] = tags.get(layer.shares, tag)
        if last and not sequence:
            x = graph.node("Flatten", [x], "f")
        inputs = [x, graph.constant(f"{owner}/w", graph.shaped(weight.numpy(), last))]
        if layer.biased:
            inputs.append(graph.constant(f"{tag}/b", bias.numpy()))
        x = graph.convolution(layer, inputs, "logits" if last else f"{tag}/c", last)
        if layer.adds:
            x = graph.node("Add", [values[layer.adds], x], f"{tag}/a", f"{layer.name}.add")
        if layer.relu:
            x = graph.node("Relu", [x], f"{tag}/r")
        values[layer.name] = x
    return graph.model(x, layers, metadata)
