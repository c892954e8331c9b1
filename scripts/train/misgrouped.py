"""Ink of real characters, grouped wrongly: several at once, strokes of neighbours, halves.

Half an H can be an I: halves that look like a character are left out, by a measure that no network has a part in.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from strokes import VALIDATION_WRITERS, Characters, Strokes, any_pen, open_archive, rasterize, vary

# Real characters that the measure may call unlike any other.
SINGULAR = 0.05


def _unit(strokes: Strokes) -> Strokes:
    """Upright in a box of height 1 that begins at 0 and 0; what is wide stays low."""
    points = np.concatenate(strokes)
    low, size = points.min(0), max(float(np.ptp(points, axis=0).max()), 1e-3)
    return [(stroke - low) / size for stroke in strokes]


def together(parts: Sequence[Strokes], random: np.random.Generator) -> Strokes:
    """Mostly side by side, more or less closely; some below each other, some written over each other."""
    kind, closeness = random.random(), random.choice([-0.25, -0.1, 0.0, 0.1, 0.3])
    result: Strokes = []
    at = 0.0
    for part in parts:
        drawn = [stroke * np.exp(random.normal(0, 0.12)) for stroke in _unit(part)]
        width, height = np.concatenate(drawn).max(0)
        if kind < 0.7:
            place, step = np.array([at, (1 - height) * random.uniform(0, 1) + random.normal(0, 0.06)]), width
        elif kind < 0.8:
            place, step = np.array([random.normal(0, 0.1), at]), height
        else:
            place, step = random.normal(0, 0.12, 2), 0.0
        result += [(stroke + place) * 1000 for stroke in drawn]
        at += step + closeness + abs(random.normal(0, 0.05))
    return result


def pairs(characters: Characters, count: int, random: np.random.Generator) -> list[Strokes]:
    """Two or three characters of one writer each."""
    by_writer = [np.flatnonzero(characters.writers == writer) for writer in np.unique(characters.writers)]
    result = []
    for _ in range(count):
        own = by_writer[random.integers(len(by_writer))]
        chosen = own[random.integers(0, len(own), random.choice([2, 2, 3]))]
        result.append(together([vary(characters.strokes[i], random) for i in chosen], random))
    return result


def halves(characters: Characters, random: np.random.Generator) -> list[Strokes]:
    """Each character with the ink beyond its middle, on a random side, never written."""
    cut: list[Strokes] = []
    for strokes in characters.strokes:
        points = np.concatenate(strokes)
        middle = (points.max(0) + points.min(0)) / 2
        axis, sign = random.integers(2), random.choice([-1, 1])
        kept = [stroke[(stroke[:, axis] - middle[axis]) * sign >= 0] for stroke in strokes]
        cut.append([stroke for stroke in kept if len(stroke)])
    return cut


def spans(path: Path, held_out: bool, count: int, random: np.random.Generator) -> list[Strokes]:
    """Successive strokes of written words that belong to more than one character, from the .npz of grouped words that
    models/README.md describes: of validation writers, or of the others."""
    with open_archive(path) as archive:
        strokes = np.split(archive["points"].astype(np.float32), np.cumsum(archive["stroke_len"].astype(np.int64))[:-1])
        counts = archive["n_strokes"].astype(np.int64)
        sizes = np.split(archive["character_strokes"].astype(np.int64), np.cumsum(archive["n_characters"])[:-1])
        writers = np.random.RandomState(VALIDATION_WRITERS).permutation(np.unique(archive["writer"]))
        validating = np.isin(archive["writer"], writers[: len(writers) // VALIDATION_WRITERS])
    begins = np.cumsum(counts) - counts
    words = np.flatnonzero(validating == held_out)
    result: list[Strokes] = []
    while len(result) < count:
        word = words[random.integers(len(words))]
        borders = np.cumsum(sizes[word])
        first = random.integers(counts[word])
        last = min(counts[word], first + random.integers(2, 7))
        if np.searchsorted(borders, first, "right") == np.searchsorted(borders, last, "left"):
            continue  # of one character
        result.append(strokes[begins[word] + first : begins[word] + last])
    return result


class Likeness:
    """How near images are to real characters: the distance to the nearest of some, in glyphs of 14×14 of one length."""

    def __init__(self, real: np.ndarray, others: np.ndarray) -> None:
        """`others` are real characters too; those of `real` say which distances are usual for them."""
        self.real = self._shape(real)
        self.usual = float(np.quantile(self._distances(others), 1 - SINGULAR))

    @staticmethod
    def _shape(images: np.ndarray) -> np.ndarray:
        small = images.reshape(-1, 14, 2, 14, 2).mean((2, 4), dtype=np.float32).reshape(len(images), -1)
        return small / np.maximum(np.linalg.norm(small, axis=1, keepdims=True), 1e-3)

    def _distances(self, images: np.ndarray) -> np.ndarray:
        parts = np.array_split(self._shape(images), max(1, len(images) // 500))
        return np.concatenate([1 - (part @ self.real.T).max(1) for part in parts])

    def unlike(self, images: np.ndarray) -> np.ndarray:
        """Which are further from every character than most characters are."""
        return self._distances(images) > self.usual


def drawn(ink: list[Strokes], random: np.random.Generator, pens: int = 8) -> np.ndarray:
    """With pens of different width and softness."""
    parts = np.array_split(np.arange(len(ink)), pens)
    return np.concatenate([rasterize([ink[i] for i in part], any_pen(random)) for part in parts])
