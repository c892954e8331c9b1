"""Goes on from a file that shipped: its weights, as real numbers, in a network that trains.

The file has no batch normalisation any more. Each layer gets one back that changes nothing on a batch of inputs, so
that training starts where the file stands.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn


def _parameter(constants: dict[str, np.ndarray], name: str) -> Tensor | None:
    """A float one, or one of integers with a scale for each output channel."""
    if name in constants:
        return torch.from_numpy(constants[name].astype(np.float32))
    if f"{name}/q" not in constants:
        return None
    stored = torch.from_numpy(constants[f"{name}/q"].astype(np.float32))
    return stored * torch.from_numpy(constants[f"{name}/s"]).view([-1] + [1] * (stored.ndim - 1))


def go_on_from(path: Path, network: nn.Module, batch: Tensor) -> None:
    """`network` has lists of `convolutions` and `norms`, in the order of the file's layers; `batch` are inputs like
    those it will learn from."""
    constants = {tensor.name: numpy_helper.to_array(tensor).copy() for tensor in onnx.load(str(path)).graph.initializer}
    moments: list[tuple[Tensor, Tensor]] = []

    def observe(_: nn.Module, __: tuple[Tensor, ...], output: Tensor) -> None:
        moments.append((output.mean((0, 2, 3)), output.var((0, 2, 3), unbiased=False)))

    with torch.no_grad():
        hooks = []
        biases = []
        for index, convolution in enumerate(network.convolutions):
            convolution.weight.copy_(_parameter(constants, f"{index}/w").view_as(convolution.weight))
            bias = _parameter(constants, f"{index}/b")
            biases.append(torch.zeros(len(convolution.weight)) if bias is None else bias)
            norm = network.norms[index] if index < len(network.norms) else convolution
            norm.bias.copy_(biases[-1])
            if isinstance(norm, nn.BatchNorm2d):
                norm.running_var.fill_(1 - norm.eps)
            hooks.append(convolution.register_forward_hook(observe))
        network.eval()(batch)
        for hook in hooks:
            hook.remove()
        for norm, bias, (mean, variance) in zip(network.norms, biases, moments):
            if isinstance(norm, nn.BatchNorm2d):
                norm.running_mean.copy_(mean)
                norm.running_var.copy_(variance)
                norm.weight.copy_(torch.sqrt(variance + norm.eps))
                norm.bias.copy_(bias + mean)
