"""The line network as a list of layers, and its float version for training.

A sequence is a picture of one row: [n, channels, 1, points]. Sequences of different lengths share a batch; beyond a
sequence's own end every layer sees zeros, as it does beyond the end of a batch.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from line.data import NAMES
from line.traces import FEATURES
from torch import Tensor, nn

# Points that become one frame.
FRAME = 4


@dataclass(frozen=True)
class Layer:
    """A convolution along the sequence; `adds` names an earlier layer whose output is added before the Relu. Layers
    that are neither biased nor rectified hand the bias of their batch normalisation on to the next, pointwise one."""

    name: str
    inputs: int
    outputs: int
    kernel: int = 1
    stride: int = 1
    groups: int = 1
    biased: bool = True
    relu: bool = True
    adds: str = ""
    shares: str = ""  # no layer uses another one's weights

    @property
    def padding(self) -> int:
        return self.kernel // 2

    @property
    def parameters(self) -> int:
        return self.outputs * (self.inputs // self.groups * self.kernel + self.biased)


def depthwise(name: str, channels: int, kernel: int, stride: int = 1) -> Layer:
    return Layer(name, channels, channels, kernel, stride, channels, biased=False, relu=False)


def line_layers(narrow: int = 48, wide: int = 128, fine: int = 2, coarse: int = 7) -> list[Layer]:
    """A few cheap layers over pairs of points, then most of the parameters over frames of four."""
    layers = [Layer("stem", FEATURES, narrow, kernel=7, stride=2)]
    for i in range(fine):
        layers += [depthwise(f"fine{i}.dw", narrow, 7), Layer(f"fine{i}.pw", narrow, narrow, adds=layers[-1].name)]
    layers += [depthwise("down.dw", narrow, 7, stride=2), Layer("down.pw", narrow, wide)]
    for i in range(coarse):
        layers += [depthwise(f"coarse{i}.dw", wide, 9), Layer(f"coarse{i}.pw", wide, wide, adds=layers[-1].name)]
    return layers + [Layer("classes", wide, len(NAMES), relu=False)]


def parameters(layers: Sequence[Layer]) -> int:
    return sum(layer.parameters for layer in layers)


def multiply_adds(layers: Sequence[Layer]) -> float:
    """For each frame."""
    total, rate = 0.0, float(FRAME)
    for layer in layers:
        rate /= layer.stride
        total += rate * layer.outputs * (layer.inputs // layer.groups) * layer.kernel
    return total


def convolve(layer: Layer, x: Tensor, weight: Tensor, bias: Tensor | None) -> Tensor:
    return F.conv2d(x, weight, bias, (1, layer.stride), (0, layer.padding), 1, layer.groups)


def masks(x: Tensor) -> tuple[Tensor, dict[int, Tensor]]:
    """The features of a batch, and by number of positions which of them exist: the batch's last channel says it."""
    features, exists = x[:, :-1], x[:, -1:]
    points = x.shape[-1]
    return features, {points: exists, points // 2: exists[..., ::2], points // FRAME: exists[..., ::FRAME]}


class LineNetwork(nn.Module):
    """With batch normalisation after every layer but the last. [n, FEATURES + 1, 1, T] → [n, classes, T / FRAME]."""

    def __init__(self, layers: Sequence[Layer]) -> None:
        super().__init__()
        self.layers = list(layers)
        self.convolutions = nn.ModuleList(
            nn.Conv2d(
                layer.inputs,
                layer.outputs,
                (1, layer.kernel),
                (1, layer.stride),
                (0, layer.padding),
                groups=layer.groups,
                bias=layer is layers[-1],
            )
            for layer in layers
        )
        self.norms = nn.ModuleList(nn.BatchNorm2d(layer.outputs) for layer in layers[:-1])

    def forward(self, x: Tensor) -> Tensor:
        x, exist = masks(x)
        outputs: dict[str, Tensor] = {}
        for layer, convolution, norm in zip(self.layers, self.convolutions, self.norms):
            x = norm(convolution(x))
            if layer.adds:
                x = x + outputs[layer.adds]
            if layer.relu:
                x = F.relu(x)
                x = x * exist[x.shape[-1]]
            outputs[layer.name] = x
        return self.convolutions[-1](x).squeeze(2)

    def folded(self) -> list[tuple[Tensor, Tensor]]:
        """Weight and bias of each layer with the batch normalisation multiplied in."""
        result = []
        handed_on = torch.zeros(1)
        for index, (layer, convolution) in enumerate(zip(self.layers, self.convolutions)):
            weight = convolution.weight.detach().double()
            arriving = (weight.sum((2, 3)) * handed_on).sum(1)
            if index < len(self.norms):
                norm = self.norms[index]
                gain = norm.weight.detach().double() / torch.sqrt(norm.running_var.double() + norm.eps)
                bias = norm.bias.detach().double() - norm.running_mean.double() * gain
                weight, arriving = weight * gain.view(-1, 1, 1, 1), arriving * gain
            else:
                bias = convolution.bias.detach().double()
            bias = bias + arriving
            handed_on = torch.zeros(1) if layer.biased else bias
            result.append((weight.float(), (bias if layer.biased else torch.zeros_like(bias)).float()))
        return result
