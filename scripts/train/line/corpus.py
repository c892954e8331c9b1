"""What the line network learns from and what it is judged on: words and lines, and codes strung together, as traces.

Varied copies are drawn once each and kept in the cache folder.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from line import data, traces
from line.augment import vary
from line.batches import batch_of, batches
from line.codes import Hand, read_hands, string_codes
from line.compose import levels, side_by_side
from line.scribbles import scribbled
from line.traces import Traces

from data import LABELS
from fit import Batch
from strokes import read_samples

# Separate characters that a small EMNIST network finds less likely are mostly mislabelled.
LEGIBLE = 1e-4
# One writer of separate characters, or of signs, in this many is kept for validation.
VALIDATION_HANDS = 7
CALIBRATION_WORDS = 1000


@dataclass(frozen=True)
class Corpus:
    """`folder` keeps the varied copies: each has every line, `codes` codes, `composed` lines made of words, and
    `scribbles` that say nothing."""

    folder: Path
    lines: data.Lines | None
    hands: list[Hand]
    signs: list[Hand]
    validation: dict[str, Traces]
    calibration: data.Lines  # ink of words that are not learned from
    copies: int
    codes: int
    composed: int = 0
    scribbles: int = 0

    @cached_property
    def words(self) -> tuple[data.Lines, np.ndarray, np.ndarray]:
        """The words whose ink is plausible, with their levels; to compose lines of."""
        assert self.lines is not None
        words = self.lines.where(self.lines.styles != "LINE")
        traced = traces.trace(words)
        kept = traces.plausible(traced)
        words = words.where(kept)
        return words, *levels(words, traces.select(traced, kept))

    def copy(self, number: int) -> Traces:
        path = self.folder / f"copy{number}.npz"
        if not path.exists():
            random = np.random.default_rng(number)
            parts = [string_codes(self.hands, self.signs, self.codes, random)]
            if self.scribbles:
                parts.append(scribbled(self.scribbles, random))
            if self.lines is not None:
                parts += [self.lines, side_by_side(*self.words, self.composed, random)]
            everything = traces.trace(vary(data.concatenate(parts), random))
            kept = traces.plausible(everything)
            print(f"copy {number}: {kept.sum()} of {len(kept)} have as much ink as their text needs", flush=True)
            traces.save(traces.select(everything, kept), path)
        return traces.load(path)

    def endless(self, points: int, seed: int) -> Iterator[Batch]:
        """Batches of about `points` points, through one copy after another."""
        random = np.random.default_rng(seed)
        number = seed
        while True:
            copy = self.copy(number % self.copies)
            for indices in batches(copy, points, random):
                yield batch_of(copy, indices)
            number += 1


def split_hands(hands: list[Hand]) -> tuple[list[Hand], list[Hand]]:
    """Training and validation part."""
    names = np.random.RandomState(VALIDATION_HANDS).permutation(sorted(hand.name for hand in hands))
    held_out = set(names[: len(names) // VALIDATION_HANDS])
    return [h for h in hands if h.name not in held_out], [h for h in hands if h.name in held_out]


def _validation(held_out: data.Lines, hands: list[Hand], signs: list[Hand], folder: Path) -> dict[str, Traces]:
    """Written once into `folder`: the points of a curve compare only on one and the same set."""
    paths = {name: folder / f"validation-{name}.npz" for name in ("words", "lines", "codes")}
    if not all(path.exists() for path in paths.values()):
        random = np.random.default_rng(1)
        whole = traces.trace(held_out)
        whole = traces.select(whole, traces.plausible(whole))
        for name, count, mask in (("words", 2000, whole.styles != "LINE"), ("lines", 300, whole.styles == "LINE")):
            chosen = random.permutation(np.flatnonzero(mask))[:count]
            traces.save(traces.select(whole, np.isin(np.arange(len(whole)), chosen)), paths[name])
        traces.save(traces.trace(string_codes(hands, signs, 500, random)), paths["codes"])
    return {name: traces.load(path) for name, path in paths.items()}


def read_corpus(data_folder: Path, folder: Path, copies: int, codes: int, composed: int, scribbles: int) -> Corpus:
    """From the folder that models/README.md describes. No writer of the validation sets is learned from."""
    text = data.readable(data.read_unipen_text(data_folder / "unipen-text" / "train.npz"))
    lines, held_out = data.carve_validation_writers(text)
    separate = read_hands(data_folder / "unipen" / "train.npz", LEGIBLE)
    separate += read_hands(data_folder / "pendigits" / "train.npz")
    hands, other_hands = split_hands(separate)
    signs, other_signs = split_hands(read_hands(data_folder / "unipen-text" / "symbols.npz"))
    validation = _validation(held_out, other_hands, other_signs, folder)
    fitted, _ = data.halves(held_out)
    words = np.flatnonzero(fitted.styles != "LINE")
    calibration = fitted.take(np.random.default_rng(2).permutation(words)[:CALIBRATION_WORDS])
    return Corpus(folder, lines, hands, signs, validation, calibration, copies, codes, composed, scribbles)


def own_ink(folder: Path, copies: int, codes: int, scribbles: int) -> Corpus:
    """Codes of our own sample strokes alone, for trying the whole path without data: one hand, once with its first
    drawings and once with its last for validation."""
    samples = read_samples()
    hand, other = Hand("own/first", {}), Hand("own/last", {})
    for strokes, label in zip(samples.strokes, samples.labels):
        hand.drawings.setdefault(LABELS[label], []).append(strokes)
    for character, drawings in hand.drawings.items():
        other.drawings[character] = [drawings.pop()] if len(drawings) > 1 else drawings
    random = np.random.default_rng(3)
    held_out = string_codes([other], [], 300, random)
    validation = {"own ink": traces.trace(held_out)}
    return Corpus(folder, None, [hand], [], validation, held_out.take(np.arange(50)), copies, codes, 0, scribbles)
