"""Lines of handwriting as pen strokes with their texts: reads them, filters them, sets writers aside.

All points of all lines lie in one array, so that a hundred thousand lines are varied at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from strokes import open_archive

BLANK, SPACE = "<blank>", "<space>"
SIGNS = ".,:;!?'\"()-_+=*/<>$%#@&"
CHARACTERS = " abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789" + SIGNS
# What the classes of the network are called in the model file: class 0 is CTC's blank.
NAMES = [BLANK, SPACE, *CHARACTERS[1:]]
_CLASS = {character: index for index, character in enumerate(CHARACTERS, 1)}

# One writer in this many is kept for validation.
VALIDATION_WRITERS = 12


def classes_of(text: str) -> np.ndarray:
    return np.array([_CLASS[character] for character in text], np.uint8)


def text_of(classes: Sequence[int]) -> str:
    return "".join(CHARACTERS[index - 1] for index in classes)


@dataclass(frozen=True)
class Lines:
    """Line i owns the next `strokes[i]` strokes, stroke j the next `lengths[j]` points; y grows downward."""

    points: np.ndarray  # float32 [n, 2]
    lengths: np.ndarray
    strokes: np.ndarray
    texts: np.ndarray
    writers: np.ndarray
    styles: np.ndarray  # PRINTED, MIXED, CURSIVE, ? or what else tells groups apart in a report

    def __len__(self) -> int:
        return len(self.texts)

    @property
    def sizes(self) -> np.ndarray:
        """Points of each line."""
        return np.add.reduceat(self.lengths, starts(self.strokes))

    def take(self, indices: np.ndarray) -> Lines:
        chosen_strokes = runs(starts(self.strokes)[indices], self.strokes[indices])
        chosen_points = runs(starts(self.lengths)[chosen_strokes], self.lengths[chosen_strokes])
        return Lines(
            self.points[chosen_points],
            self.lengths[chosen_strokes],
            self.strokes[indices],
            self.texts[indices],
            self.writers[indices],
            self.styles[indices],
        )

    def where(self, mask: np.ndarray) -> Lines:
        return self.take(np.flatnonzero(mask))


def starts(counts: np.ndarray) -> np.ndarray:
    return np.cumsum(counts) - counts


def runs(begins: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """The indices begin, begin + 1, … of each run, one run after another."""
    return np.arange(counts.sum()) + np.repeat(begins - starts(counts), counts)


def concatenate(parts: Sequence[Lines]) -> Lines:
    return Lines(*(np.concatenate([getattr(part, name) for part in parts]) for name in Lines.__dataclass_fields__))


def read_unipen_text(path: Path) -> Lines:
    """The .npz described in models/README.md; a line's style is LINE."""
    with open_archive(path) as archive:
        styles = np.where(archive["kind"] == "line", "LINE", archive["style"])
        return Lines(
            archive["points"].astype(np.float32),
            archive["stroke_len"].astype(np.int64),
            archive["n_strokes"].astype(np.int64),
            archive["text"],
            archive["writer"],
            styles,
        )


def readable(lines: Lines) -> Lines:
    """Without what the network could not learn: texts with characters that are no class, and more ink than a trace
    takes. Prints how many went."""
    known = np.array([bool(text) and text == text.strip() and all(c in _CLASS for c in text) for text in lines.texts])
    short = (lines.sizes <= 8192) & (lines.strokes <= 512)
    print(f"{len(lines)} lines: {(~known).sum()} with other characters, {(known & ~short).sum()} too long", flush=True)
    return lines.where(known & short)


def carve_validation_writers(lines: Lines) -> tuple[Lines, Lines]:
    """Training and validation part; no writer is in both."""
    writers = np.random.RandomState(VALIDATION_WRITERS).permutation(np.unique(lines.writers))
    held_out = np.isin(lines.writers, writers[: len(writers) // VALIDATION_WRITERS])
    return lines.where(~held_out), lines.where(held_out)


def halves(held_out: Lines) -> tuple[Lines, Lines]:
    """Of the validation part, by writer: to fit a few numbers on, and to measure with."""
    writers = np.random.default_rng(7).permutation(np.unique(held_out.writers))
    first = np.isin(held_out.writers, writers[: len(writers) // 2])
    return held_out.where(first), held_out.where(~first)


def measured(folder: Path, split: str = "train") -> Lines:
    """What is measured with, of the folder that models/README.md describes: all of `dev`, or a part of `train`."""
    text = readable(read_unipen_text(folder / "unipen-text" / f"{split}.npz"))
    return text if split == "dev" else halves(carve_validation_writers(text)[1])[1]


def some(lines: Lines, mask: np.ndarray, count: int) -> Lines:
    """At most so many of those, the same ones each time, in their order."""
    return lines.take(np.sort(np.random.default_rng(1).permutation(np.flatnonzero(mask))[:count]))
