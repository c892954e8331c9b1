"""Ink that is no character: what "not sure" is for. Different seeds teach and judge.

Every kind has its own small generator; halves of real characters are for judging only, because half an H can be an I.
"""

from __future__ import annotations

import numpy as np

from data import Glyphs
from strokes import Characters, Strokes, any_pen, rasterize

NOTHING = -1  # the label of ink that belongs to no class


def _tangle(random: np.random.Generator) -> Strokes:
    """One wandering line that crosses itself: heading and curvature drift."""
    count = random.integers(50, 160)
    turning = np.cumsum(random.normal(0, 0.12, count)) + random.normal(0, 0.35, count)
    heading = np.cumsum(np.clip(turning, -0.9, 0.9))
    return [np.cumsum(np.stack([np.cos(heading), np.sin(heading)], 1), 0)]


def _hatching(random: np.random.Generator) -> Strokes:
    """To and fro, as one blackens a field."""
    turns = random.integers(7, 18)
    along = np.linspace(0, random.uniform(0.6, 1.6), turns) + random.normal(0, 0.04, turns)
    across = np.where(np.arange(turns) % 2, 1.0, 0.0) + random.normal(0, 0.12, turns)
    angle = random.uniform(0, np.pi)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    return [np.stack([along, across], 1) @ turn]


def _sticks(random: np.random.Generator) -> Strokes:
    """Straight strokes that do not form anything; fewer than five often would."""
    return [random.uniform(0, 1, (2, 2)) for _ in range(random.integers(5, 10))]


def _dots(random: np.random.Generator) -> Strokes:
    return [random.uniform(0, 1, (1, 2)) for _ in range(random.integers(1, 7))]


def _corners(random: np.random.Generator) -> Strokes:
    """A jagged line through random places."""
    return [random.uniform(0, 1, (random.integers(7, 16), 2))]


KINDS = [_tangle, _hatching, _sticks, _dots, _corners]


def scribbles(count: int, seed: int, pens: int = 8) -> Glyphs:
    random = np.random.default_rng(seed)
    images = []
    for part in np.array_split(np.arange(count), pens):
        strokes = [[stroke * 1000 for stroke in KINDS[i % len(KINDS)](random)] for i in part]
        images.append(rasterize(strokes, any_pen(random)))
    return Glyphs(np.concatenate(images), np.full(count, NOTHING))


def halves(characters: Characters, seed: int) -> Glyphs:
    """Each character with the ink beyond its middle, on a random side, never written."""
    random = np.random.default_rng(seed)
    cut: list[Strokes] = []
    for strokes in characters.strokes:
        points = np.concatenate(strokes)
        middle = (points.max(0) + points.min(0)) / 2
        axis, sign = random.integers(2), random.choice([-1, 1])
        kept = [stroke[(stroke[:, axis] - middle[axis]) * sign >= 0] for stroke in strokes]
        cut.append([stroke for stroke in kept if len(stroke)])
    return Glyphs(rasterize(cut), np.full(len(cut), NOTHING))
