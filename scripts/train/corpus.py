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
from misgrouped import Likeness, drawn, halves, pairs, spans
from scribble import NOTHING, scribbles
from strokes import (
    Characters,
    carve_validation_writers,
    concatenate,
    draw,
    draw_varied,
    read_characters,
    read_samples,
)

CACHE = Path(os.environ.get("EMNIST_CACHE", Path.home() / ".cache" / "emnist-edge")) / "train"


# Scribbles and drawings, and of each kind of wrong grouping, to learn from; calibration judges on others.
SCRIBBLES, MISGROUPED = 40_000, 30_000
# Characters that others are compared with.
COMPARED = 20_000


@dataclass(frozen=True)
class Corpus:
    """`validation` maps the name of each set to its glyphs; the first one decides between experiments."""

    scanned: Glyphs | None
    drawn: Glyphs | None
    nonsense: Glyphs
    validation: dict[str, Glyphs]


def drawn_variants(characters: Characters, name: str, variants: int) -> Glyphs:
    """Every character as it is and `variants` times varied; all share the cache file `name`. Of one class a writer who
    wrote four times as much is learned from twice as often."""
    path = CACHE / f"{name}-{variants}.npz"
    if not path.exists():
        print(f"{name}: drawing {len(characters)} characters in {variants} variants", flush=True)
        everyone = np.arange(len(characters))
        parts = [draw(characters)] + [draw_varied(characters, everyone, seed) for seed in range(variants)]
        _keep(path, images=np.concatenate([part.images for part in parts]))
    own = characters.labels * (characters.writers.max() + 1) + characters.writers
    _, group, counts = np.unique(own, return_inverse=True, return_counts=True)
    weights = np.tile(1 / np.sqrt(counts[group]), variants + 1)
    with np.load(path) as archive:
        return Glyphs(archive["images"], np.tile(characters.labels, variants + 1), weights)


def _keep(path: Path, **arrays: np.ndarray) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial.npz")
    np.savez(partial, **arrays)
    partial.replace(path)  # interrupted while saving, it leaves nothing that looks finished


def nothing(characters: Characters, real: Glyphs, words: Path | None, name: str, scale: float = 1.0) -> Glyphs:
    """What is no character, made of those of the writers who are learned from; `words` are grouped ones."""
    path = CACHE / f"{name}-nothing.npz"
    if not path.exists():
        random = np.random.default_rng(1)
        compared = real.take(balanced_indices(real, 2 * round(scale * COMPARED), random)).images
        likeness = Likeness(*np.array_split(compared, 2))
        count = round(scale * MISGROUPED)
        parts = [scribbles(round(scale * SCRIBBLES), seed=1).images, drawn(pairs(characters, count, random), random)]
        if words is not None:
            parts.append(drawn(spans(words, False, count, random), random))
        # A quarter of the halves is unlike any character.
        rounds = range(max(1, 4 * count // len(characters)))
        cut = np.concatenate([drawn(halves(characters, random), random) for _ in rounds])
        parts.append(cut[likeness.unlike(cut)][:count])
        print(f"{name}: {[len(part) for part in parts]} scribbles and wrong groupings", flush=True)
        _keep(path, images=np.concatenate(parts))
    with np.load(path) as archive:
        return Glyphs(archive["images"], np.full(len(archive["images"]), NOTHING))


def read_corpus(emnist: Path, strokes: Path | None, variants: int = 4) -> Corpus:
    """`strokes` is the folder of pen strokes that models/README.md describes."""
    train, validation = carve_validation(read_glyphs(emnist, "train"))
    if strokes is None:
        return Corpus(train, None, scribbles(SCRIBBLES, seed=1), {"EMNIST": validation})
    letters, other_letters = carve_validation_writers(read_characters(strokes / "unipen" / "train.npz"))
    digits, other_digits = carve_validation_writers(read_characters(strokes / "pendigits" / "train.npz"))
    characters = concatenate([letters, digits])
    pen = drawn_variants(characters, "pen", variants)
    none = nothing(characters, pen, strokes / "unipen-text" / "grouped-train.npz", "pen")
    return Corpus(train, pen, none, {"EMNIST": validation, "pen": draw(other_letters), "digits": draw(other_digits)})


def own_ink(variants: int = 60) -> Corpus:
    """A corpus from our own sample strokes alone, for trying the whole path without data."""
    samples = read_samples()
    held_out = draw_varied(samples, np.arange(len(samples)).repeat(10), seed=10_000)
    pen = drawn_variants(samples, "samples", variants)
    return Corpus(None, pen, nothing(samples, pen, None, "samples", 0.05), {"own ink": held_out})


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
        parts = [glyphs.take(balanced_indices(glyphs, count, self.random)) for glyphs, count in self.sources]
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


def answers(logits: np.ndarray, glyphs: Glyphs) -> np.ndarray:
    """The likeliest classes among those the set has: of digits alone, no letters."""
    present = np.unique(glyphs.labels)
    return present[logits[:, present].argmax(1)]


def accuracies(network: nn.Module, corpus: Corpus) -> dict[str, float]:
    return {
        name: balanced_accuracy(answers(logits_of(network, glyphs).numpy(), glyphs), glyphs.labels)
        for name, glyphs in corpus.validation.items()
    }
