"""Codes strung together from separate characters of one writer: digits, capitals and digits, dates, passwords, and
signs behind words' ends.

Only what separate characters lack is invented: how large each is, where it stands on the line, and the gaps.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from line.data import Lines

from strokes import open_archive

DIGITS, CAPITALS, SMALL = "0123456789", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz"
# Top and bottom over the baseline, in heights of small letters.
_TALL, _SMALL, _TAIL = (2.0, 0.0), (1.0, 0.0), (1.0, -0.9)
PLACES = {
    **{c: _TALL for c in DIGITS + CAPITALS + "bdfhkl!?&%#/"},
    **{c: _SMALL for c in "acemnorsuvwxz"},
    **{c: _TAIL for c in "gpqy"},
    "i": (1.6, 0.0),
    "t": (1.7, 0.0),
    "j": (1.6, -0.9),
    ".": (0.15, 0.0),
    ",": (0.25, -0.35),
    ":": (1.0, 0.0),
    ";": (1.0, -0.35),
    "'": (2.0, 1.4),
    '"': (2.0, 1.4),
    "(": (2.1, -0.4),
    ")": (2.1, -0.4),
    "-": (0.9, 0.6),
    "_": (0.0, -0.2),
    "+": (1.3, 0.3),
    "=": (1.1, 0.5),
    "*": (1.9, 1.0),
    "<": (1.3, 0.2),
    ">": (1.3, 0.2),
    "$": (2.2, -0.2),
    "@": (1.8, -0.2),
}
# Signs that are wide rather than high: their width, in the same unit.
_WIDTHS = {"-": 0.8, "_": 1.3, "=": 0.9}


@dataclass(frozen=True)
class Hand:
    """The separate characters of one writer: for each character its drawings, each a list of strokes [n, 2]."""

    name: str
    drawings: dict[str, list[list[np.ndarray]]]


def read_hands(path: Path, legible: float = 0.0) -> list[Hand]:
    """From an .npz of separate characters as models/README.md describes it."""
    with open_archive(path) as archive:
        strokes = np.split(archive["points"].astype(np.float32), np.cumsum(archive["stroke_len"].astype(np.int64))[:-1])
        ends = np.cumsum(archive["n_strokes"], dtype=np.int64)
        counts, characters, writers = archive["n_strokes"], archive["chars"], archive["writer"]
        kept = archive["legibility"].astype(np.float32) > legible if "legibility" in archive.files else counts > 0
        if "split" in archive.files:
            kept &= archive["split"] == "train"
    hands: dict[str, Hand] = {}
    for index in np.flatnonzero(kept & (counts > 0)):
        hand = hands.setdefault(str(writers[index]), Hand(f"{path.parent.name}/{writers[index]}", {}))
        hand.drawings.setdefault(str(characters[index]), []).append(strokes[ends[index] - counts[index] : ends[index]])
    return list(hands.values())


def some_of(random: np.random.Generator, alphabet: str, least: int, most: int) -> str:
    return "".join(random.choice(list(alphabet), random.integers(least, most + 1)))


def any_code(random: np.random.Generator, letters: bool, signs: bool) -> str:
    kind = random.random()
    if not letters or kind < 0.45:
        if signs and random.random() < 0.35:
            middle = str(random.choice(list(".,:-/+*=")))
            pattern = random.integers(3)
            if pattern == 0:
                return middle.join(some_of(random, DIGITS, 1, 4) for _ in range(random.integers(2, 4)))
            if pattern == 1:
                return str(random.choice(list("$#+-("))) + some_of(random, DIGITS, 1, 5)
            return some_of(random, DIGITS, 1, 5) + str(random.choice(list("%)!.")))
        return some_of(random, DIGITS, 2, 10)
    if kind < 0.7:
        return some_of(random, CAPITALS + DIGITS, 2, 8)
    if kind < 0.8:
        return some_of(random, CAPITALS, 2, 7)
    if kind < 0.9:
        return some_of(random, SMALL, 2, 7)
    signs_too = "!?@#&_*<>;\"'" if signs else ""
    return some_of(random, CAPITALS + SMALL + DIGITS + signs_too, 3, 8)


def _place(drawing: list[np.ndarray], character: str, x: float, random: np.random.Generator) -> list[np.ndarray]:
    points = np.concatenate(drawing)
    low, high = points.min(0), points.max(0)
    width, height = high - low
    top, bottom = PLACES[character]
    top, bottom = np.array([top, bottom]) + random.normal(0, 0.06, 2) * (top - bottom) + random.normal(0, 0.04)
    if character in _WIDTHS:
        scale = _WIDTHS[character] * np.exp(random.normal(0, 0.2)) / max(width, 1)
    else:
        scale = (top - bottom) / max(height, width / 2, 1)
    middle = -(top + bottom) / 2
    return [
        np.stack([(s[:, 0] - low[0]) * scale + x, (s[:, 1] - (low[1] + high[1]) / 2) * scale + middle], 1)
        for s in drawing
    ]


def string_codes(
    hands: list[Hand],
    signs: list[Hand],
    count: int,
    random: np.random.Generator,
    invent: Callable[[np.random.Generator, bool, bool], str] = any_code,
) -> Lines:
    """Codes of one writer each; signs come from any one other writer, for few wrote both."""
    strokes: list[np.ndarray] = []
    stroke_counts, texts, writers = [], [], []
    while len(texts) < count:
        hand = hands[random.integers(len(hands))]
        other = signs[random.integers(len(signs))] if signs else hand
        code = invent(random, "A" in hand.drawings or "a" in hand.drawings, bool(signs))
        drawings = {**other.drawings, **hand.drawings}
        if not all(c in drawings for c in code):
            continue
        x, tightness = 0.0, max(0.02, random.normal(0.45, 0.25))
        before = len(strokes)
        for character in code:
            choices = drawings[character]
            placed = _place(choices[random.integers(len(choices))], character, x, random)
            strokes += placed
            x = max(stroke[:, 0].max() for stroke in placed) + max(0.02, tightness + random.normal(0, 0.12))
        stroke_counts.append(len(strokes) - before)
        texts.append(code)
        writers.append(hand.name)
    return Lines(
        np.concatenate(strokes).astype(np.float32),
        np.array([len(s) for s in strokes]),
        np.array(stroke_counts),
        np.array(texts),
        np.array(writers),
        np.full(len(texts), "CODE"),
    )
