"""Runs an ONNX file node by node in real numbers, as the ONNX specification words it.

Slow and plain on purpose: it judges the exported file and the C++ core without sharing a line with either.
"""

from __future__ import annotations

from collections.abc import Sequence
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
    strides: Sequence[int] = (1, 1),
    pads: Sequence[int] = (0, 0, 0, 0),
    group: int = 1,
) -> Tensor:
    return F.conv2d(F.pad(x, (pads[1], pads[3], pads[0], pads[2])), weight, bias, strides, groups=group)


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


def run_onnx(path: Path, images: np.ndarray, batch: int = 500) -> np.ndarray:
    """Bytes [n, 28, 28] → logits [n, classes]."""
    graph = onnx.load(str(path)).graph
    constants = {
        tensor.name: torch.from_numpy(numpy_helper.to_array(tensor).astype(np.float64)) for tensor in graph.initializer
    }
    results = []
    for begin in range(0, len(images), batch):
        pixels = torch.from_numpy(images[begin : begin + batch].astype(np.float64)).unsqueeze(1)
        values = {**constants, graph.input[0].name: pixels / 255}
        for node in graph.node:
            attributes = {a.name: helper.get_attribute_value(a) for a in node.attribute}
            values[node.output[0]] = OPERATORS[node.op_type](*(values[name] for name in node.input), **attributes)
        results.append(values[graph.output[0].name].numpy())
    return np.concatenate(results)


def metadata(path: Path) -> dict[str, str]:
    return {entry.key: entry.value for entry in onnx.load(str(path)).metadata_props}
