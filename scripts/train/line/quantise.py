"""The line network in int8, by the same means as the character network: only the shape of a batch differs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from line.network import Layer, LineNetwork, convolve, masks
from torch import Tensor

from quantise import SMALLEST_WEIGHT_SCALE, IntegerLayer, QuantisedNetwork, Step, choose_steps, run_integers

# Byte b becomes exactly b - 128, and means (b - 128) / 128.
INPUT_STEP = Step(1 / 128, 0)
# The largest weight of a channel, in steps: all that 127 would add is a third of the download (models/experiments.md).
LARGEST_WEIGHT = 20


class QuantisedLineNetwork(QuantisedNetwork):
    """[n, FEATURES + 1, 1, T] → [n, classes, T / FRAME], with zeros beyond each sequence's own end in every layer."""

    input_step = INPUT_STEP

    @staticmethod
    def weight_scales(weight: Tensor) -> Tensor:
        """In 16 bits, which is as good and half the bytes."""
        scales = weight.detach().abs().amax((1, 2, 3)) / LARGEST_WEIGHT
        return scales.clamp(min=SMALLEST_WEIGHT_SCALE).bfloat16().float()

    def forward(self, x: Tensor) -> Tensor:
        features, self._exist = masks(x)
        return super().forward(features).view(len(x), self.layers[-1].outputs, -1)

    def convolve(self, layer: Layer, x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
        return convolve(layer, x * self._exist[x.shape[-1]], weight, bias)


def quantised(network: LineNetwork, batch: Tensor) -> QuantisedLineNetwork:
    """With the steps that fit the values of `batch`, ready to be used or tuned."""
    features, exist = masks(batch)

    def masked(layer: Layer, x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
        return convolve(layer, x * exist[x.shape[-1]], weight, bias)

    folded = network.folded()
    return QuantisedLineNetwork(
        network.layers, folded, choose_steps(network.layers, folded, features, masked, INPUT_STEP)
    )


def run_line(layers: Sequence[IntegerLayer], points: np.ndarray) -> np.ndarray:
    """Bytes [T, FEATURES] → int8 logits [classes, T / FRAME]: the reference that the C++ core is compared with."""
    found = run_integers(layers, points.T[None, :, None, :], convolve)
    return found.reshape(layers[-1].layer.outputs, -1)


def real_logits(layers: Sequence[IntegerLayer], stored: np.ndarray) -> Tensor:
    step = layers[-1].result
    return torch.from_numpy((stored.astype(np.float32) - step.zero_point) * np.float32(step.scale))
