"""The distillation set: distorted images with what the teachers say about them, made once and learned from many times.

A teacher costs several times what the shipped network costs; asking it once for each image instead of once for each
step is what makes long training of many small networks affordable on a laptop.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from augment import distort, undistorted
from corpus import Sampler
from data import LABELS
from fit import Batch, multiplies_bfloat16
from scribble import NOTHING


@dataclass(frozen=True)
class DistillationSet:
    """Bytes [n, 28, 28] and target probabilities [n, classes] as float16."""

    images: np.ndarray
    targets: np.ndarray

    def batches(self, size: int, seed: int) -> DistillationBatches:
        return DistillationBatches(self, size, seed)


class DistillationBatches:
    """Endless batches in an order that is shuffled anew for each pass."""

    def __init__(self, distillation: DistillationSet, size: int, seed: int) -> None:
        self.distillation, self.size = distillation, size
        self.random = np.random.default_rng(seed)
        self.order = np.empty(0, np.int64)

    def __call__(self) -> Batch:
        if len(self.order) < self.size:
            self.order = self.random.permutation(len(self.distillation.images))
        indices, self.order = np.sort(self.order[: self.size]), self.order[self.size :]
        images = torch.from_numpy(self.distillation.images[indices])
        return undistorted(images), torch.from_numpy(self.distillation.targets[indices].astype(np.float32))


def targets_for(labels: Tensor, teaching: Tensor, trust: float) -> Tensor:
    """`trust` of the teachers' opinion and the rest of the label; no opinion at all on ink that is no character."""
    known = torch.zeros_like(teaching)
    known[torch.arange(len(labels)), labels.clamp(min=0)] = 1
    mixed = trust * teaching + (1 - trust) * known
    return torch.where((labels == NOTHING).unsqueeze(1), torch.full_like(mixed, 1 / len(LABELS)), mixed)


def make_distillation_set(
    teachers: Sequence[nn.Module], sampler: Sampler, count: int, strength: float, trust: float, path: Path
) -> DistillationSet:
    if not path.exists():
        images = np.empty((count, 28, 28), np.uint8)
        targets = np.empty((count, len(LABELS)), np.float16)
        done = 0
        while done < count:
            pixels, labels = sampler()
            inputs = distort(pixels, strength)
            with torch.no_grad(), torch.autocast("cpu", torch.bfloat16, enabled=multiplies_bfloat16()):
                answers = [teacher(inputs.contiguous(memory_format=torch.channels_last)) for teacher in teachers]
            teaching = torch.stack([torch.softmax(answer.float(), 1) for answer in answers]).mean(0)
            new = min(count - done, len(labels))
            images[done : done + new] = (inputs[:new, 0] * 255).round().byte().numpy()
            targets[done : done + new] = targets_for(labels, teaching, trust)[:new].numpy()
            done += new
            if done // 50_000 != (done - new) // 50_000:
                print(f"{path.stem}: {done} of {count}", flush=True)
        partial = path.with_suffix(".partial.npz")
        np.savez(partial, images=images, targets=targets)
        partial.replace(path)  # interrupted while saving, it leaves nothing that looks finished
    with np.load(path) as archive:
        return DistillationSet(archive["images"], archive["targets"])
