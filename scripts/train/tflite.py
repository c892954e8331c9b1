"""Turns the int8 ONNX file into a TFLite file of the same network: same weights, same steps, same answers.

Reads only what export.py writes. Images and logits are float32, because that is what the runtimes' interfaces take;
everything between them is int8. Numbers of fields, operators and types are those of TFLite's schema (version 3).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import flatbuffers
import numpy as np
import onnx
from onnx import helper, numpy_helper

FLOAT32, INT32, INT8 = 0, 2, 9
TENSOR_TYPES = {"float32": FLOAT32, "int32": INT32, "int8": INT8}
SAME, VALID = 0, 1
NO_ACTIVATION, RELU = 0, 1

# name: (operator code, version that knows int8, type of its options)
OPERATORS = {
    "ADD": (0, 2, 11),
    "CONV_2D": (3, 3, 1),
    "DEPTHWISE_CONV_2D": (4, 3, 2),
    "DEQUANTIZE": (6, 2, 0),
    "RESHAPE": (22, 1, 17),
    "PAD": (34, 2, 22),
    "QUANTIZE": (114, 1, 0),
}


@dataclass(frozen=True)
class Tensor:
    name: str
    shape: tuple[int, ...]
    kind: int
    data: np.ndarray | None = None
    scales: np.ndarray | None = None
    zero_point: int = 0
    axis: int = 0  # of the scales, when there are several


@dataclass(frozen=True)
class Operation:
    operator: str
    inputs: tuple[int, ...]
    output: int
    options: dict[int, tuple[str, int]]  # field number → (type, value)


@dataclass
class Graph:
    tensors: list[Tensor] = field(default_factory=list)
    operations: list[Operation] = field(default_factory=list)

    def tensor(self, name: str, shape: Sequence[int], kind: int, **facts: Any) -> int:
        self.tensors.append(Tensor(name, tuple(shape), kind, **facts))
        return len(self.tensors) - 1

    def constant(self, name: str, data: np.ndarray, scales: np.ndarray | None = None, axis: int = 0) -> int:
        for index, tensor in enumerate(self.tensors):
            if tensor.name == name:  # a tensor that several layers use
                return index
        return self.tensor(name, data.shape, TENSOR_TYPES[data.dtype.name], data=data, scales=scales, axis=axis)

    def add(self, operator: str, inputs: Sequence[int], output: int, **options: tuple[str, int]) -> int:
        numbered = {int(key[1:]): value for key, value in options.items()}
        self.operations.append(Operation(operator, tuple(inputs), output, numbered))
        return output


def read(model: onnx.ModelProto) -> Graph:
    """Walks the ONNX nodes once. A real value is kept back as a `pending` operation until the QuantizeLinear that
    says in which steps its result is stored."""
    constants = {tensor.name: numpy_helper.to_array(tensor) for tensor in model.graph.initializer}
    graph = Graph()
    image = graph.tensor("image", (1, 28, 28, 1), FLOAT32)
    stored: dict[str, int] = {}  # ONNX name → int8 tensor
    weights: dict[str, tuple[str, np.ndarray, np.ndarray]] = {}  # ONNX name → name, integers, scales
    pending: dict[str, tuple[str, Any]] = {model.graph.input[0].name: ("QUANTIZE", image)}
    for node in model.graph.node:
        result = node.output[0]
        if node.op_type == "DequantizeLinear" and node.input[0] in constants:
            name = node.input[0]
            weights[result] = (name, constants[name], constants[node.input[1]])
        elif node.op_type == "DequantizeLinear":
            stored[result] = stored[node.input[0]]
        elif node.op_type in ("Conv", "Gemm"):
            pending[result] = ("CONVOLUTION", (node, stored[node.input[0]], [weights[name] for name in node.input[1:]]))
        elif node.op_type == "Add":
            pending[result] = ("ADD", [stored[name] for name in node.input])
        elif node.op_type == "Relu":
            pending[result] = ("RELU", pending[node.input[0]])
        elif node.op_type == "Flatten":
            pending[result] = ("NOTHING", stored[node.input[0]])
        elif node.op_type == "QuantizeLinear":
            scale, zero_point = (constants[name] for name in node.input[1:])
            stored[result] = _emit(graph, pending[node.input[0]], scale.reshape(1), int(zero_point), result)
        else:
            raise SystemExit(f"{node.op_type}: export.py writes no such operator")
    last = stored[model.graph.output[0].name]
    classes = graph.tensors[last].shape[-1]
    flat = graph.tensor(
        "flat", (1, classes), INT8, scales=graph.tensors[last].scales, zero_point=graph.tensors[last].zero_point
    )
    shape = graph.constant("shape", np.array([1, classes], np.int32))
    graph.add("RESHAPE", [last, shape], flat)
    graph.add("DEQUANTIZE", [flat], graph.tensor("logits", (1, classes), FLOAT32))
    return graph


def _emit(graph: Graph, pending: tuple[str, Any], scale: np.ndarray, zero_point: int, name: str) -> int:
    kind, what = pending
    activation = NO_ACTIVATION
    if kind == "RELU":
        (kind, what), activation = what, RELU

    def result(shape: Sequence[int]) -> int:
        return graph.tensor(name, shape, INT8, scales=scale, zero_point=zero_point)

    if kind == "NOTHING":
        return int(what)
    if kind == "QUANTIZE":
        return graph.add("QUANTIZE", [what], result(graph.tensors[what].shape))
    if kind == "ADD":
        return graph.add("ADD", what, result(graph.tensors[what[0]].shape), _0=("int8", activation))
    return _convolution(graph, *what, result, activation)


def _convolution(
    graph: Graph, node: onnx.NodeProto, source: int, constants: Sequence[Any], result: Any, activation: int
) -> int:
    attributes = {entry.name: helper.get_attribute_value(entry) for entry in node.attribute}
    weight_name, weight, scales = constants[0]
    weight = weight.reshape(*weight.shape, *[1] * (4 - weight.ndim))  # a Gemm is a convolution over one position
    outputs, _, kernel, _ = weight.shape
    stride, padding = attributes.get("strides", [1])[0], attributes.get("pads", [0])[0]
    units = graph.tensors[source].scales * scales
    if len(constants) > 1:
        bias = graph.constant(constants[1][0], constants[1][1], units)
    else:  # some runtimes insist on one
        # Named after its input, too: layers that share weights have different units.
        name = f"{weight_name}/no bias/{graph.tensors[source].name}"
        bias = graph.constant(name, np.zeros(outputs, np.int32), units)
    scheme = SAME if padding else VALID
    if padding and stride > 1:
        source, scheme = _padded(graph, source, padding, stride, kernel), VALID
    side = graph.tensors[source].shape[1]
    side = side if scheme == SAME else (side - kernel) // stride + 1
    output = result((1, side, side, outputs))
    common = {"_0": ("int8", scheme), "_1": ("int32", stride), "_2": ("int32", stride)}
    if attributes.get("group", 1) == 1:
        weights = graph.constant(weight_name, weight.transpose(0, 2, 3, 1), scales, axis=0)
        return graph.add("CONV_2D", [source, weights, bias], output, **common, _3=("int8", activation))
    weights = graph.constant(weight_name, weight.transpose(1, 2, 3, 0), scales, axis=3)
    return graph.add(
        "DEPTHWISE_CONV_2D", [source, weights, bias], output, **common, _3=("int32", 1), _4=("int8", activation)
    )


def _padded(graph: Graph, source: int, padding: int, stride: int, kernel: int) -> int:
    """TFLite's SAME puts the odd row of padding behind, ONNX's files of ours before, so it is written out."""
    tensor = graph.tensors[source]
    positions = (tensor.shape[1] + 2 * padding - kernel) // stride + 1
    behind = (positions - 1) * stride + kernel - tensor.shape[1] - padding
    amounts = np.array([[0, 0], [padding, behind], [padding, behind], [0, 0]], np.int32)
    side = tensor.shape[1] + padding + behind
    output = graph.tensor(
        f"{tensor.name}/padded",
        (1, side, side, tensor.shape[3]),
        INT8,
        scales=tensor.scales,
        zero_point=tensor.zero_point,
    )
    return graph.add("PAD", [source, graph.constant(f"{tensor.name}/padding", amounts)], output)


class Writer:
    """Graph → flatbuffer."""

    def __init__(self) -> None:
        self.builder = flatbuffers.Builder(32 * 1024)

    def table(self, fields: dict[int, tuple[str, int]]) -> int:
        """Fields by number: ("offset", where) or (type of scalar, value)."""
        self.builder.StartObject(max(fields, default=-1) + 1)
        for slot, (kind, value) in fields.items():
            if kind == "offset":
                self.builder.PrependUOffsetTRelativeSlot(slot, value, 0)
            else:  # None: written even if it is the default
                getattr(self.builder, f"Prepend{kind.capitalize()}Slot")(slot, value, None)
        return int(self.builder.EndObject())

    def tables(self, offsets: Sequence[int]) -> tuple[str, int]:
        self.builder.StartVector(4, len(offsets), 4)
        for offset in reversed(offsets):
            self.builder.PrependUOffsetTRelative(offset)
        return "offset", self.builder.EndVector()

    def numbers(self, array: np.ndarray) -> tuple[str, int]:
        return "offset", self.builder.CreateNumpyVector(np.ascontiguousarray(array))

    def text(self, text: str) -> tuple[str, int]:
        return "offset", self.builder.CreateString(text)

    def buffer(self, data: bytes) -> int:
        if not data:
            return self.table({})
        # The schema asks for data aligned to 16 bytes.
        self.builder.StartVector(1, len(data), 16)
        self.builder.head -= len(data)
        self.builder.Bytes[self.builder.head : self.builder.head + len(data)] = data
        return self.table({0: ("offset", self.builder.EndVector())})

    def tensor(self, tensor: Tensor, buffer: int) -> int:
        fields = {0: self.numbers(np.array(tensor.shape, np.int32)), 1: ("int8", tensor.kind), 2: ("uint32", buffer)}
        fields[3] = self.text(tensor.name)
        if tensor.scales is not None:
            zero_points = np.full(len(tensor.scales), tensor.zero_point, np.int64)
            fields[4] = (
                "offset",
                self.table(
                    {
                        2: self.numbers(tensor.scales.astype(np.float32)),
                        3: self.numbers(zero_points),
                        6: ("int32", tensor.axis),
                    }
                ),
            )
        return self.table(fields)

    def operation(self, operation: Operation, code: int) -> int:
        fields = {
            0: ("uint32", code),
            1: self.numbers(np.array(operation.inputs, np.int32)),
            2: self.numbers(np.array([operation.output], np.int32)),
        }
        _, _, options = OPERATORS[operation.operator]
        if options:
            fields |= {3: ("uint8", options), 4: ("offset", self.table(operation.options))}
        return self.table(fields)

    def model(self, graph: Graph, description: str, metadata: dict[str, str]) -> bytes:
        used = sorted({operation.operator for operation in graph.operations})
        # Buffer 0 is empty by convention; tensors without data point there.
        contents = [b""] + [tensor.data.tobytes() for tensor in graph.tensors if tensor.data is not None]
        contents += [text.encode() for text in metadata.values()]
        number = iter(range(1, len(contents)))
        tensors = [self.tensor(tensor, 0 if tensor.data is None else next(number)) for tensor in graph.tensors]
        operations = [self.operation(entry, used.index(entry.operator)) for entry in graph.operations]
        subgraph = self.table(
            {
                0: self.tables(tensors),
                1: self.numbers(np.array([0], np.int32)),
                2: self.numbers(np.array([len(tensors) - 1], np.int32)),
                3: self.tables(operations),
            }
        )
        codes = []
        for name in used:
            code, version, _ = OPERATORS[name]
            codes.append(self.table({0: ("int8", code), 2: ("int32", version), 3: ("int32", code)}))
        entries = [self.table({0: self.text(key), 1: ("uint32", next(number))}) for key in metadata]
        root = self.table(
            {
                0: ("uint32", 3),
                1: self.tables(codes),
                2: self.tables([subgraph]),
                3: self.text(description),
                4: self.tables([self.buffer(content) for content in contents]),
                6: self.tables(entries),
            }
        )
        self.builder.Finish(root, file_identifier=b"TFL3")
        return bytes(self.builder.Output())
