"""Lines as the traces that `emnist trace` makes of them, so that training and serving cannot drift apart."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from line.data import Lines, classes_of, starts, text_of

from strokes import command

TRACE_VERSION, FEATURES = 1, 9
# The feature that says how far below the line's middle a point is; its 1 is so many heights of letters.
HEIGHT, HEIGHTS = 2, 2.5
# A trace has at most so many points, and a frame of the network is four.
LONGEST, FRAME = 1024, 4
# Points a character may have: others are mostly labelled wrongly, or incompletely.
SPARSEST, DENSEST = 5, 80


@dataclass(frozen=True)
class Traces:
    """Trace i has the next `lengths[i]` points and the next `sizes[i]` classes."""

    points: np.ndarray  # uint8 [n, FEATURES]
    lengths: np.ndarray
    classes: np.ndarray  # uint8
    sizes: np.ndarray
    styles: np.ndarray

    def __len__(self) -> int:
        return len(self.lengths)

    def of(self, index: int) -> np.ndarray:
        """The points of one trace, [n, FEATURES]."""
        return self.points[starts(self.lengths)[index] :][: self.lengths[index]]

    def text_classes(self, index: int) -> np.ndarray:
        return self.classes[starts(self.sizes)[index] :][: self.sizes[index]]

    def texts(self) -> list[str]:
        return [text_of(classes) for classes in np.split(self.classes, np.cumsum(self.sizes)[:-1])]


def json_lines(lines: Lines, begin: int, end: int) -> bytes:
    """Strokes and texts as the command reads them."""
    size = max(1e-6, float(np.abs(lines.points).max()))
    decimals = max(0, 4 - int(np.ceil(np.log10(size))))  # four digits or a little more: enough for any line
    point_ends, stroke_ends = np.cumsum(lines.lengths), np.cumsum(lines.strokes)
    text = []
    for index in range(begin, end):
        strokes = range(stroke_ends[index] - lines.strokes[index], stroke_ends[index])
        first = point_ends[strokes[0]] - lines.lengths[strokes[0]]
        points = np.rint(lines.points[first : point_ends[strokes[-1]]] * 10**decimals).astype(np.int32).tolist()
        pieces = [points[point_ends[s] - lines.lengths[s] - first : point_ends[s] - first] for s in strokes]
        text.append(json.dumps({"strokes": pieces, "text": str(lines.texts[index])}))
    return ("\n".join(text) + "\n").encode()


def trace(lines: Lines, chunk: int = 4000) -> Traces:
    parts, lengths = [], []
    for begin in range(0, len(lines), chunk):
        given = json_lines(lines, begin, min(begin + chunk, len(lines)))
        result = subprocess.run([command(), "trace"], input=given, stdout=subprocess.PIPE, check=True).stdout
        place = 0
        while place < len(result):
            length = int.from_bytes(result[place : place + 4], "little")
            parts.append(np.frombuffer(result, np.uint8, length * FEATURES, place + 4))
            lengths.append(length)
            place += 4 + length * FEATURES
    texts = [classes_of(text) for text in lines.texts]
    return Traces(
        np.concatenate(parts).reshape(-1, FEATURES),
        np.array(lengths),
        np.concatenate(texts),
        np.array([len(text) for text in texts]),
        lines.styles,
    )


def select(traces: Traces, mask: np.ndarray) -> Traces:
    return Traces(
        traces.points[np.repeat(mask, traces.lengths)],
        traces.lengths[mask],
        traces.classes[np.repeat(mask, traces.sizes)],
        traces.sizes[mask],
        traces.styles[mask],
    )


def plausible(traces: Traces) -> np.ndarray:
    """Which ones have about as much ink as their text needs, if they have one, and no more than a trace may have."""
    density = traces.lengths / np.maximum(traces.sizes, 1)
    fitting = (density >= SPARSEST) & (density <= DENSEST)
    return (fitting | (traces.sizes == 0)) & (traces.lengths < LONGEST)


def save(traces: Traces, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial.npz")
    np.savez(partial, **traces.__dict__)
    partial.replace(path)  # interrupted while saving, it leaves nothing that looks finished


def load(path: Path) -> Traces:
    with np.load(path) as archive:
        return Traces(**{name: archive[name] for name in Traces.__dataclass_fields__})


def concatenate(parts: Sequence[Traces]) -> Traces:
    return Traces(*(np.concatenate([getattr(part, name) for part in parts]) for name in Traces.__dataclass_fields__))
