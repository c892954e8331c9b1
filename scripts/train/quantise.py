"""The network in int8, twice: differentiable, for fine-tuning, and in integers, as the C++ core computes it.

int8 activations per tensor, symmetric int8 weights per output channel, int32 biases. A Relu is the saturation of an
output whose zero point is -128. Does not know how the network was trained or which file it ends up in.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn

from network import Layer, convolve

# A layer's input, weight and bias → its output, before additions and Relu.
Convolve = Callable[[Layer, Tensor, Tensor, Tensor | None], Tensor]

# A channel whose weights all vanished keeps a scale that every runtime accepts.
SMALLEST_WEIGHT_SCALE = 1e-5


@dataclass(frozen=True)
class Step:
    """real = scale * (stored - zero_point)."""

    scale: float
    zero_point: int


# Pixel p becomes exactly p - 128.
INPUT_STEP = Step(float(np.float32(1) / np.float32(255)), -128)


def _fake(x: Tensor, step: Step) -> Tensor:
    return torch.fake_quantize_per_tensor_affine(x, step.scale, step.zero_point, -128, 127)


def _round(x: Tensor) -> Tensor:
    """Rounds, and lets the gradient through as if it had not."""
    return x + (torch.round(x) - x).detach()


def _best_step(values: Tensor, positive: bool) -> Step:
    """The range with the least squared error on `values`: clipping rare peaks buys resolution for everything else."""
    sample = values.flatten()
    if len(sample) > 200_000:
        sample = sample[torch.randperm(len(sample), generator=torch.Generator().manual_seed(0))[:200_000]]
    low, high = (0.0 if positive else min(0.0, sample.min().item())), sample.max().item()
    candidates = []
    for share in np.linspace(0.4, 1.0, 31):
        scale = float(np.float32(max((high - low) * share / 255, 1e-6)))
        step = Step(scale, -128 if positive else int(np.clip(round(-128 - low * share / scale), -128, 127)))
        candidates.append((((_fake(sample, step) - sample) ** 2).mean().item(), step))
    return min(candidates, key=lambda pair: pair[0])[1]


def choose_steps(
    layers: Sequence[Layer],
    folded: Sequence[tuple[Tensor, Tensor]],
    images: Tensor,
    convolve: Convolve = convolve,
    input_step: Step = INPUT_STEP,
) -> dict[str, Step]:
    """One step for each activation; `<layer>.term` is the one before an addition."""
    steps = {"input": input_step}
    outputs: dict[str, Tensor] = {}
    x = images
    with torch.no_grad():
        for layer, (weight, bias) in zip(layers, folded):
            x = convolve(layer, x, weight, bias)
            if layer.adds:
                steps[f"{layer.name}.term"] = _best_step(x, positive=False)
                x = x + outputs[layer.adds]
            if layer.relu:
                x = torch.relu(x)
            steps[layer.name] = _best_step(x, positive=layer.relu)
            outputs[layer.name] = x
    return steps


def _key(name: str) -> str:
    """Module names may not contain dots."""
    return name.replace(".", "/")


class _LearnedStep(nn.Module):
    """A step whose scale is learned too (Esser et al. 2020, Learned Step Size Quantization); the zero point stays."""

    def __init__(self, step: Step) -> None:
        super().__init__()
        self.scale = nn.Parameter(torch.tensor([step.scale]))
        self.register_buffer("zero_point", torch.tensor([float(step.zero_point)]))

    def forward(self, x: Tensor) -> Tensor:
        # The gradient of a scale sums over every value it rounds; this keeps it in proportion to a weight's.
        share = 1 / (x.numel() / len(x) * 127) ** 0.5 / len(x)
        return torch._fake_quantize_learnable_per_tensor_affine(x, self.scale, self.zero_point, -128, 127, share)

    @property
    def step(self) -> Step:
        return Step(float(np.float32(self.scale.item())), int(self.zero_point.item()))


class QuantisedNetwork(nn.Module):
    """Computes in float what the int8 network computes, with gradients for its float weights and its steps."""

    input_step = INPUT_STEP
    convolve = staticmethod(convolve)

    def __init__(
        self, layers: Sequence[Layer], folded: Sequence[tuple[Tensor, Tensor]], steps: dict[str, Step]
    ) -> None:
        super().__init__()
        self.layers = list(layers)
        self.learned = nn.ModuleDict({_key(name): _LearnedStep(step) for name, step in steps.items()})
        owned: dict[str, nn.Parameter] = {}
        for layer, (weight, _) in zip(layers, folded):
            owned[layer.name] = owned[layer.shares] if layer.shares else nn.Parameter(weight.clone())
        self.weights = nn.ParameterList(owned.values())
        self.biases = nn.ParameterList(
            [nn.Parameter(bias.clone(), requires_grad=layer.biased) for layer, (_, bias) in zip(layers, folded)]
        )

    @property
    def steps(self) -> dict[str, Step]:
        names = ["input"] + [name for layer in self.layers for name in (layer.name, f"{layer.name}.term")]
        found = {name: self.learned[_key(name)].step for name in names if _key(name) in self.learned}
        return {**found, "input": self.input_step}

    @staticmethod
    def weight_scales(weight: Tensor) -> Tensor:
        return (weight.detach().abs().amax((1, 2, 3)) / 127).clamp(min=SMALLEST_WEIGHT_SCALE)

    def forward(self, x: Tensor) -> Tensor:
        outputs: dict[str, Tensor] = {}
        x, before = _fake(x, self.input_step), torch.tensor(self.input_step.scale)
        for layer, weight, bias in zip(self.layers, self.weights, self.biases):
            scales = self.weight_scales(weight)
            zeros = torch.zeros(len(scales), dtype=torch.int32)
            weight = torch.fake_quantize_per_channel_affine(weight, scales, zeros, 0, -127, 127)
            unit = scales * before
            x = self.convolve(layer, x, weight, _round(bias / unit) * unit)
            if layer.adds:
                x = self.learned[_key(f"{layer.name}.term")](x) + outputs[layer.adds]
            result = self.learned[_key(layer.name)]
            x, before = result(x), result.scale.detach()
            outputs[layer.name] = x
        return x.flatten(1)


@dataclass(frozen=True)
class IntegerLayer:
    layer: Layer
    weight: np.ndarray  # int8 [outputs, inputs of the group, kernel, kernel]
    bias: np.ndarray  # int32, in units of input scale × weight scale; zero where the layer has none
    weight_scales: np.ndarray  # float32
    source: Step
    term: Step  # of the convolution itself
    result: Step  # after the addition, if there is one; else the same


def to_integers(network: QuantisedNetwork) -> list[IntegerLayer]:
    result = []
    steps = network.steps
    before = steps["input"]
    for layer, weight, bias in zip(network.layers, network.weights, network.biases):
        scales = network.weight_scales(weight)
        stored = torch.round(weight.detach() / scales.view(-1, 1, 1, 1)).clamp(-127, 127)
        stored_bias = torch.round(bias.detach().double() / (scales.double() * before.scale))
        after = steps[layer.name]
        result.append(
            IntegerLayer(
                layer,
                stored.numpy().astype(np.int8),
                stored_bias.numpy().astype(np.int32),
                scales.numpy().astype(np.float32),
                before,
                steps.get(f"{layer.name}.term", after),
                after,
            )
        )
        before = after
    return result


def _store(real_steps: np.ndarray, step: Step) -> np.ndarray:
    return np.clip(np.rint(real_steps) + step.zero_point, -128, 127).astype(np.int8)


def run_integers(layers: Sequence[IntegerLayer], pixels: np.ndarray, convolve: Convolve = convolve) -> np.ndarray:
    """Bytes [n, rows, columns] or [n, channels, rows, columns] → int8 logits [n, classes × positions]; the reference
    that the C++ core is compared with."""
    x = (pixels.astype(np.int16) - 128).astype(np.int8)
    x = x[:, None] if x.ndim == 3 else x
    outputs: dict[str, tuple[np.ndarray, Step]] = {}
    for item in layers:
        # Sums of at most a few thousand products of bytes are exact in double precision.
        centred = torch.from_numpy(x.astype(np.float64) - item.source.zero_point)
        sums = convolve(item.layer, centred, torch.from_numpy(item.weight.astype(np.float64)), None).numpy()
        sums = (sums + item.bias.reshape(-1, 1, 1)).astype(np.float32)
        multiplier = np.float32(item.source.scale) * item.weight_scales / np.float32(item.term.scale)
        x = _store(sums * multiplier.reshape(-1, 1, 1), item.term)
        if item.layer.adds:
            other, step = outputs[item.layer.adds]
            real = (x.astype(np.float32) - item.term.zero_point) * np.float32(item.term.scale)
            real += (other.astype(np.float32) - step.zero_point) * np.float32(step.scale)
            x = _store(real / np.float32(item.result.scale), item.result)
        outputs[item.layer.name] = (x, item.result)
    return x.reshape(len(x), -1)
