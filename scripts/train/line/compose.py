"""Lines of several words of one writer, set side by side: real lines are few, and spaces are learned from gaps."""

from __future__ import annotations

import numpy as np
from line.data import Lines, starts
from line.traces import HEIGHT, HEIGHTS, Traces


def levels(words: Lines, traces: Traces) -> tuple[np.ndarray, np.ndarray]:
    """For each word the height of its letters and the middle of its line, as the trace found them: the trace tells
    how many heights lie between the word's highest and lowest point."""
    begins = starts(traces.lengths)
    heights = (traces.points[:, HEIGHT].astype(np.float64) - 128) / 128 * HEIGHTS
    top, bottom = np.minimum.reduceat(heights, begins), np.maximum.reduceat(heights, begins)
    point_begins = starts(words.sizes)
    highest = np.minimum.reduceat(words.points[:, 1], point_begins)
    lowest = np.maximum.reduceat(words.points[:, 1], point_begins)
    units = np.maximum(lowest - highest, 1) / np.maximum(bottom - top, 0.5)
    return units, highest - top * units


def side_by_side(
    words: Lines, units: np.ndarray, middles: np.ndarray, count: int, random: np.random.Generator
) -> Lines:
    """`count` lines of two to five words each; points are in heights of letters."""
    order = np.argsort(words.writers, kind="stable")
    _, first, many = np.unique(words.writers[order], return_index=True, return_counts=True)
    writers = random.choice(len(many), count, p=many / many.sum())
    sizes = random.integers(2, 6, count)
    writer = np.repeat(writers, sizes)
    chosen = order[first[writer] + (random.random(len(writer)) * many[writer]).astype(np.int64)]
    parts = words.take(chosen)
    every_point = np.repeat(np.arange(len(parts)), parts.sizes)
    begins = starts(parts.sizes)
    x, y = parts.points[:, 0], parts.points[:, 1]
    # The same writer's letters are about equally high in every word, and stand about on the same line.
    scales = np.exp(random.normal(0, 0.06, len(parts))) / units[chosen]
    left = np.minimum.reduceat(x, begins)
    width = (np.maximum.reduceat(x, begins) - left) * scales
    spacing = np.repeat(np.exp(random.normal(np.log(0.9), 0.35, count)), sizes)
    gaps = np.maximum(0.4, spacing * np.exp(random.normal(0, 0.25, len(parts))))
    ends = np.cumsum(width + gaps)
    place = ends - width - gaps
    place -= np.repeat(place[starts(sizes)], sizes)
    x = (x - left[every_point]) * scales[every_point] + place[every_point]
    y = (y - middles[chosen][every_point]) * scales[every_point] + random.normal(0, 0.08, len(parts))[every_point]
    line_begins = starts(sizes)
    return Lines(
        np.stack([x, y], 1).astype(np.float32),
        parts.lengths,
        np.add.reduceat(parts.strokes, line_begins),
        np.array([" ".join(parts.texts[b : b + n]) for b, n in zip(line_begins, sizes)]),
        parts.writers[line_begins],
        np.full(count, "COMPOSED"),
    )
