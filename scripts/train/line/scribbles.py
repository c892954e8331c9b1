"""Ink that says nothing, as lines whose text is empty: scribbles and drawings as large and as wide as words."""

from __future__ import annotations

import numpy as np
from line.data import Lines

from scribble import KINDS, SIGNS


def scribbled(count: int, random: np.random.Generator) -> Lines:
    strokes: list[np.ndarray] = []
    counts = []
    kinds = [kind for kind in KINDS if kind not in SIGNS]
    for number in range(count):
        ink = kinds[number % len(kinds)](random)
        wide = np.exp(random.uniform(0, np.log(5)))
        strokes += [stroke * [1000 * wide, 1000] for stroke in ink]
        counts.append(len(ink))
    return Lines(
        np.concatenate(strokes).astype(np.float32),
        np.array([len(stroke) for stroke in strokes]),
        np.array(counts),
        np.full(count, ""),
        np.full(count, "nobody"),
        np.full(count, "SCRIBBLE"),
    )
