"""Another hand's version of every line at once: slant, slope, proportions, an unsteady baseline and spacing, strokes
placed inexactly, a shaky pen, a coarse tablet."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from line.data import Lines, starts

# Path of the pen in one character, in heights of small letters.
PATH_PER_CHARACTER = 3.2


def letter_heights(lines: Lines) -> np.ndarray:
    """Roughly the height of small letters, from how far the pen went for so many characters."""
    way = np.hypot(*np.diff(lines.points, axis=0, prepend=lines.points[:1]).T)
    way[starts(lines.lengths)] = 0
    characters = np.array([len(text.replace(" ", "")) for text in lines.texts])
    total = np.add.reduceat(way, starts(lines.sizes))
    return np.maximum(total / (PATH_PER_CHARACTER * np.maximum(characters, 1)), 1e-3)


def vary(lines: Lines, random: np.random.Generator) -> Lines:
    """Points of the result are in heights of small letters."""
    count, sizes = len(lines), lines.sizes
    every_point = np.repeat(np.arange(count), sizes)

    def normal(deviation: float) -> np.ndarray:
        return random.normal(0, deviation, count).astype(np.float32)[every_point]

    points = lines.points / letter_heights(lines).astype(np.float32)[every_point, None]
    lowest = np.minimum.reduceat(points, starts(sizes))
    points = points - lowest[every_point]
    x, y = points[:, 0], points[:, 1]
    x = x * np.exp(normal(0.14)) + y * normal(0.22)
    x, y = x + y * 0, y + x * normal(0.03)
    # Two slow waves along the line: where letters stand, and how wide they are.
    for target, height in ((0, 0.12), (1, 0.16)):
        length = random.uniform(4, 16, count).astype(np.float32)[every_point]
        wave = np.sin(x * (2 * np.pi) / length + random.uniform(0, 2 * np.pi, count).astype(np.float32)[every_point])
        if target == 0:
            y = y + wave * normal(height)
        else:
            x = x + wave * normal(height)
    every_stroke = np.repeat(np.arange(len(lines.lengths)), lines.lengths)
    moved = random.normal(0, 0.04, (len(lines.lengths), 2)).astype(np.float32)[every_stroke]
    shaky = random.normal(0, 1, points.shape).astype(np.float32) * np.abs(normal(0.012))[:, None]
    points = np.stack([x, y], 1) + moved + shaky
    # A third of the tablets is coarse.
    grid = np.where(random.random(count) < 0.33, random.uniform(0.02, 0.08, count), 1e-3).astype(np.float32)
    grid = grid[every_point, None]
    return replace(lines, points=(np.round(points / grid) * grid).astype(np.float32))
