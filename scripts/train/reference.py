"""Runs an ONNX file node by node in real numbers, as the ONNX specification words it.

Slow and plain on purpose: it judges the exported file and the C++ core without sharing a line with either.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
import torch.nn.functional as F
from onnx import helper, numpy_helper
from torch import Tensor


def _along(parameter: Tensor, x: Tensor, axis: int) -> Tensor:
    return parameter if parameter.ndim == 0 else parameter.view([-1 if i == axis else 1 for i in range(x.ndim)])


def _quantize(x: Tensor, scale: Tensor, zero_point: Tensor) -> Tensor:
    # torch.round rounds halves to even, as the specification asks.
    return torch.clamp(torch.round(x / scale) + zero_point, -128, 127)


def _dequantize(x: Tensor, scale: Tensor, zero_point: Tensor, axis: int = 1) -> Tensor:
    return (x - _along(zero_point, x, axis)) * _along(scale, x, axis)


def _conv(
    x: Tensor,
    weight: Tensor,
    bias: Tensor | None = None,
    strides: list[int] | None = None,
    pads: list[int] | None = None,
    group: int = 1,
) -> Tensor:
    """Of pictures or of sequences."""
    axes = x.ndim - 2
    before, after = (pads or [0] * 2 * axes)[:axes], (pads or [0] * 2 * axes)[axes:]
    padding = [amount for pair in reversed(list(zip(before, after))) for amount in pair]  # the last axis comes first
    convolve = F.conv2d if axes == 2 else F.conv1d
    return convolve(F.pad(x, padding), weight, bias, strides or [1] * axes, groups=group)


def _gemm(x: Tensor, weight: Tensor, bias: Tensor, transB: int = 0) -> Tensor:
    return x @ (weight.T if transB else weight) + bias


OPERATORS = {
    "QuantizeLinear": _quantize,
    "DequantizeLinear": _dequantize,
    "Conv": _conv,
    "Gemm": _gemm,
    "Relu": torch.relu,
    "Add": torch.add,
    "Flatten": lambda x: x.flatten(1),
}


def _run(graph: onnx.GraphProto, constants: dict[str, Tensor], given: Tensor) -> np.ndarray:
    values = {**constants, graph.input[0].name: given}
    for node in graph.node:
        attributes = {a.name: helper.get_attribute_value(a) for a in node.attribute}
        values[node.output[0]] = OPERATORS[node.op_type](*(values[name] for name in node.input), **attributes)
    return values[graph.output[0].name].numpy()


def _constants(graph: onnx.GraphProto) -> dict[str, Tensor]:
    return {
        tensor.name: torch.from_numpy(numpy_helper.to_array(tensor).astype(np.float64)) for tensor in graph.initializer
    }


def run_onnx(path: Path, images: np.ndarray, batch: int = 500) -> np.ndarray:
    """Bytes [n, 28, 28] → logits [n, classes]."""
    graph = onnx.load(str(path)).graph
    constants = _constants(graph)
    results = []
    for begin in range(0, len(images), batch):
        pixels = torch.from_numpy(images[begin : begin + batch].astype(np.float64)).unsqueeze(1)
        results.append(_run(graph, constants, pixels / 255))
    return np.concatenate(results)


def run_onnx_sequence(path: Path, points: np.ndarray) -> np.ndarray:
    """Bytes [points, features] → logits [classes, frames]."""
    graph = onnx.load(str(path)).graph
    real = torch.from_numpy((points.T.astype(np.float64) - 128) / 128)
    return _run(graph, _constants(graph), real.unsqueeze(0))[0]


def metadata(path: Path) -> dict[str, str]:
    return {entry.key: entry.value for entry in onnx.load(str(path)).metadata_props}
