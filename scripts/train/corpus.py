"""What the networks learn from and what they are judged on: scanned EMNIST images and drawn pen strokes, mixed.

Draws the stroke variants once and keeps them in the cache folder.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from augment import undistorted
from data import Glyphs, balanced_indices, carve_validation, read_glyphs
from scribble import scribbles
from strokes import Characters, carve_validation_writers, draw, draw_varied, read_samples, read_unipen

CACHE = Path(os.environ.get("EMNIST_CACHE", Path.home() / ".cache" / "emnist-edge")) / "train"


# Scribbles to learn from; calibration judges on others.
NONSENSE = 30_000


@dataclass(frozen=True)
class Corpus:
    """`validation` maps the name of each set to its glyphs; the first one decides between experiments."""

    scanned: Glyphs | None
    drawn: Glyphs | None
    nonsense: Glyphs
    validation: dict[str, Glyphs]


def drawn_variants(characters: Characters, name: str, variants: int) -> Glyphs:
    """Every character as it is and `variants` times varied; all share the cache file `name`."""
    path = CACHE / f"{name}-{variants}.npz"
    if not path.exists():
        print(f"{name}: drawing {len(characters)} characters in {variants} variants", flush=True)
        everyone = np.arange(len(characters))
        parts = [draw(characters)] + [draw_varied(characters, everyone, seed) for seed in range(variants)]
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(".partial.npz")
        np.savez(
            partial,
            images=np.concatenate([part.images for part in parts]),
            labels=np.concatenate([part.labels for part in parts]),
        )
        partial.replace(path)  # interrupted while saving, it leaves nothing that looks finished
    with np.load(path) as archive:
        return Glyphs(archive["images"], archive["labels"])


def read_corpus(emnist: Path, unipen: Path | None, variants: int = 4) -> Corpus:
    train, validation = carve_validation(read_glyphs(emnist, "train"))
    if unipen is None:
        return Corpus(train, None, scribbles(NONSENSE, seed=1), {"EMNIST": validation})
    characters, held_out = carve_validation_writers(read_unipen(unipen))
    drawn = drawn_variants(characters, "unipen", variants)
    return Corpus(train, drawn, scribbles(NONSENSE, seed=1), {"EMNIST": validation, "pen": draw(held_out)})


def own_ink(variants: int = 60) -> Corpus:
    """A corpus from our own sample strokes alone, for trying the whole path without data."""
    samples = read_samples()
    held_out = draw_varied(samples, np.arange(len(samples)).repeat(10), seed=10_000)
    drawn = drawn_variants(samples, "samples", variants)
    return Corpus(None, drawn, scribbles(NONSENSE, seed=1), {"own ink": held_out})


class Sampler:
    """Endless batches of bytes and labels, class-balanced, with a share of drawn strokes and one of scribbles."""

    def __init__(self, corpus: Corpus, batch: int, pen_share: float, scribble_share: float, seed: int) -> None:
        shares = [(corpus.scanned, 1 - pen_share), (corpus.drawn, pen_share)]
        present = [(glyphs, share) for glyphs, share in shares if glyphs is not None]
        scribbled = round(batch * scribble_share)
        first = round((batch - scribbled) * present[0][1] / sum(share for _, share in present))
        counts = [first, batch - scribbled - first]
        self.sources = [(glyphs, count) for (glyphs, _), count in zip(present, counts)]
        self.nonsense, self.scribbled = corpus.nonsense, scribbled
        self.random = np.random.default_rng(seed)

    def __call__(self) -> tuple[Tensor, Tensor]:
        parts = [glyphs.take(balanced_indices(glyphs.labels, count, self.random)) for glyphs, count in self.sources]
        parts.append(self.nonsense.take(self.random.integers(0, len(self.nonsense), self.scribbled)))
        images, labels = [part.images for part in parts], [part.labels for part in parts]
        return torch.from_numpy(np.concatenate(images)), torch.from_numpy(np.concatenate(labels))


def logits_of(network: nn.Module, glyphs: Glyphs, batch: int = 1000) -> Tensor:
    with torch.no_grad():
        images = torch.from_numpy(np.array(glyphs.images))
        return torch.cat([network(undistorted(images[i : i + batch])) for i in range(0, len(images), batch)])


def balanced_accuracy(predictions: np.ndarray, labels: np.ndarray) -> float:
    """The mean of the accuracies of the classes: the validation sets hold fewer images of the rare ones."""
    return float(np.mean([(predictions[labels == label] == label).mean() for label in np.unique(labels)]))


def accuracies(network: nn.Module, corpus: Corpus) -> dict[str, float]:
    return {
        name: balanced_accuracy(logits_of(network, glyphs).argmax(1).numpy(), glyphs.labels)
        for name, glyphs in corpus.validation.items()
    }
