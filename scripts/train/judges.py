"""Ink that is no character, of validation writers and other seeds, and what the command says of it.

The command is asked and not the network: it refuses some of it before the network is asked.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from data import balanced_indices
from misgrouped import Likeness, halves, pairs, spans
from scribble import DRAWINGS, SCRIBBLES, scribbled
from strokes import Characters, Strokes, command, draw, rasterize

COUNT = 1000  # of each kind
COMPARED = 20_000


def sure(model: Path, ink: Sequence[Strokes]) -> np.ndarray:
    """Whether the command is sure of each."""
    lines = "\n".join(json.dumps({"strokes": [stroke.round(1).tolist() for stroke in strokes]}) for strokes in ink)
    answer = subprocess.run(
        [command(), "classify-ink", "--model", str(model)], input=lines.encode(), stdout=subprocess.PIPE, check=True
    )
    return np.array([json.loads(line)["sure"] for line in answer.stdout.splitlines()])


def no_characters(learned: Characters, pen: Characters, digits: Characters, words: Path) -> dict[str, list[Strokes]]:
    """By kind. `learned` are characters of other writers: what is like one of those is not judged among halves."""
    random = np.random.default_rng(777)
    cut = halves(pen, random)
    drawn = draw(learned)
    compared = drawn.take(balanced_indices(drawn, 2 * COMPARED, random)).images
    likeness = Likeness(*np.array_split(compared, 2))
    unlike = np.flatnonzero(likeness.unlike(rasterize(cut)))
    return {
        "scribbles": scribbled(SCRIBBLES, range(COUNT), random),
        "drawings, ticks, crossings-out": scribbled(DRAWINGS, range(COUNT), random),
        "two or three characters": pairs(pen, COUNT, random),
        "two or three digits": pairs(digits, COUNT, random),
        "strokes of neighbouring characters": spans(words, True, COUNT, random),
        "halves that look like no character": [cut[i] for i in unlike],
        "halves": cut,
    }
