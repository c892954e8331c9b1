"""The networks: the one that ships, as a list of layers, and the larger teachers.

Training, quantisation and export all walk the same list, so they cannot disagree about the network.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from data import LABELS


@dataclass(frozen=True)
class Layer:
    """A convolution and what follows. `adds` names the layer whose output is added before the Relu. `shares` names an
    earlier layer of the same shape whose weights this one uses too, with a bias of its own. A layer that is neither
    biased nor rectified hands the bias of its batch normalisation on to the 1×1 layer that follows it."""

    name: str
    inputs: int
    outputs: int
    kernel: int = 1
    stride: int = 1
    padding: int = 0
    groups: int = 1
    biased: bool = True
    relu: bool = True
    adds: str = ""
    shares: str = ""

    @property
    def parameters(self) -> int:
        weights = 0 if self.shares else self.inputs // self.groups * self.kernel**2
        return self.outputs * (weights + self.biased)


def depthwise(name: str, channels: int, kernel: int, stride: int = 1) -> Layer:
    return Layer(name, channels, channels, kernel, stride, kernel // 2, channels, biased=False, relu=False)


def shipped_layers(stem: int = 16, fine: int = 24, coarse: int = 48) -> list[Layer]:
    """Half of the parameters see 14×14 and 7×7 positions; the last depthwise layer weighs each position of the 7×7
    map by itself instead of averaging it away, which is what tells a 6 from a 9."""
    return [
        Layer("stem", 1, stem, kernel=5, stride=2, padding=2),
        depthwise("fine1.dw", stem, 5),
        Layer("fine1.pw", stem, fine),
        depthwise("fine2.dw", fine, 3),
        Layer("fine2.pw", fine, fine, adds="fine1.pw"),
        depthwise("down.dw", fine, 5, stride=2),
        Layer("down.pw", fine, coarse),
        depthwise("coarse1.dw", coarse, 3),
        Layer("coarse1.pw", coarse, coarse, adds="down.pw"),
        depthwise("coarse2.dw", coarse, 5),
        Layer("coarse2.pw", coarse, coarse, adds="coarse1.pw"),
        Layer("places", coarse, coarse, kernel=7, groups=coarse),
        Layer("classes", coarse, len(LABELS), relu=False),
    ]


def convolve(layer: Layer, x: Tensor, weight: Tensor, bias: Tensor | None) -> Tensor:
    return F.conv2d(x, weight, bias, layer.stride, layer.padding, 1, layer.groups)


class _Bias(nn.Module):
    """What follows weights that several layers use: a gain per layer could not be multiplied into them."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.bias = nn.Parameter(torch.zeros(channels))

    def forward(self, x: Tensor) -> Tensor:
        return x + self.bias.view(1, -1, 1, 1)


class LayeredNetwork(nn.Module):
    """The float network of a layer list, with batch normalisation after every layer that owns its weights alone; the
    last has none."""

    def __init__(self, layers: Sequence[Layer]) -> None:
        super().__init__()
        self.layers = list(layers)
        self.convolutions = nn.ModuleList()
        self.norms = nn.ModuleList()
        shared = {layer.shares for layer in self.layers}
        owned: dict[str, nn.Module] = {}
        for layer in self.layers:
            last = layer is self.layers[-1]
            owned[layer.name] = (
                owned[layer.shares]
                if layer.shares
                else nn.Conv2d(
                    layer.inputs,
                    layer.outputs,
                    layer.kernel,
                    layer.stride,
                    layer.padding,
                    groups=layer.groups,
                    bias=False,
                )
            )
            self.convolutions.append(owned[layer.name])
            alone = not last and not layer.shares and layer.name not in shared
            self.norms.append(nn.BatchNorm2d(layer.outputs) if alone else _Bias(layer.outputs))

    def forward(self, x: Tensor) -> Tensor:
        outputs: dict[str, Tensor] = {}
        for layer, convolution, norm in zip(self.layers, self.convolutions, self.norms):
            x = norm(convolution(x))
            if layer.adds:
                x = x + outputs[layer.adds]
            if layer.relu:
                x = F.relu(x)
            outputs[layer.name] = x
        return x.flatten(1)

    def folded(self) -> list[tuple[Tensor, Tensor]]:
        """Weight and bias of each layer with the batch normalisation multiplied in."""
        result = []
        handed_on = torch.zeros(1)
        for layer, convolution, norm in zip(self.layers, self.convolutions, self.norms):
            weight = convolution.weight.detach().double()
            arriving = (weight.sum((2, 3)) * handed_on).sum(1)
            if isinstance(norm, nn.BatchNorm2d):
                gain = norm.weight.detach().double() / torch.sqrt(norm.running_var.double() + norm.eps)
                bias = norm.bias.detach().double() - norm.running_mean.double() * gain
                weight, arriving = weight * gain.view(-1, 1, 1, 1), arriving * gain
            else:
                bias = norm.bias.detach().double()
            bias = bias + arriving
            handed_on = torch.zeros(1) if layer.biased else bias
            result.append((weight.float(), (bias if layer.biased else torch.zeros_like(bias)).float()))
        return result


def parameters(layers: Sequence[Layer]) -> int:
    return sum(layer.parameters for layer in layers)


def multiply_adds(layers: Sequence[Layer], side: int = 28) -> int:
    """Padding counted as if it were pixels."""
    total = 0
    for layer in layers:
        side = (side + 2 * layer.padding - layer.kernel) // layer.stride + 1
        total += side**2 * layer.outputs * (layer.inputs // layer.groups) * layer.kernel**2
    return total


def _normed(inputs: int, outputs: int, kernel: int, stride: int = 1) -> list[nn.Module]:
    return [nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, bias=False), nn.BatchNorm2d(outputs)]


class _Residual(nn.Module):
    def __init__(self, channels: int) -> None:
        super().__init__()
        self.body = nn.Sequential(*_normed(channels, channels, 3), nn.ReLU(), *_normed(channels, channels, 3))

    def forward(self, x: Tensor) -> Tensor:
        return F.relu(x + self.body(x))


class Teacher(nn.Module):
    """A residual network of full convolutions, about 0.75 million parameters at width 64; it never ships."""

    def __init__(self, width: int) -> None:
        super().__init__()
        wide = 2 * width
        self.body = nn.Sequential(
            *_normed(1, width, 5, 2),
            nn.ReLU(),
            _Residual(width),
            *_normed(width, wide, 3, 2),
            nn.ReLU(),
            _Residual(wide),
            _Residual(wide),
            nn.Conv2d(wide, wide, 7, groups=wide, bias=False),
            nn.BatchNorm2d(wide),
            nn.ReLU(),
            nn.Flatten(),
            nn.Dropout(0.2),
            nn.Linear(wide, len(LABELS)),
        )

    def forward(self, x: Tensor) -> Tensor:
        return self.body(x)
