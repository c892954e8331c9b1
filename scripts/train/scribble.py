"""Scribbles and drawings: ink that is no character, and says nothing. Different seeds teach and judge.

Every kind has its own small generator, in a square of side 1 or about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np

from data import Glyphs
from strokes import Strokes, any_pen, rasterize

NOTHING = -1  # the label of ink that belongs to no class

Kind = Callable[[np.random.Generator], Strokes]


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


def _line(*points: tuple[float, float]) -> np.ndarray:
    return np.array(points, float)


def _arc(middle: tuple[float, float], radius: float, begin: float, end: float) -> np.ndarray:
    """From `begin` to `end`, in turns; 0 is right, and turning goes from right to down."""
    angle = 2 * np.pi * np.linspace(begin, end, max(4, int(24 * abs(end - begin))))
    return np.stack([np.cos(angle), np.sin(angle)], 1) * radius + middle


def _unsteady(strokes: Strokes, random: np.random.Generator) -> Strokes:
    """As a hand draws it: proportions, a turn, corners that are not where they should be, a little wave."""
    turn = random.normal(0, 0.12)
    matrix = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]]) * np.exp(random.normal(0, 0.15, 2))
    waves, phases = random.normal(0, 4, (2, 2)), random.uniform(0, 2 * np.pi, 2)
    result = []
    for stroke in strokes:
        moved = stroke + random.normal(0, 0.025, stroke.shape) * (len(stroke) < 9) + random.normal(0, 0.02, 2)
        result.append((moved + np.sin(moved @ waves + phases) * 0.02) @ matrix)
    return result


def _tick(random: np.random.Generator) -> Strokes:
    """One arm much shorter than the other, which tells it from a V."""
    short = random.uniform(0.15, 0.38)
    return _unsteady([_line((0, 1 - short), (random.uniform(0.12, 0.3), 1), (random.uniform(0.6, 1.2), 0))], random)


def _crossing_out(random: np.random.Generator) -> Strokes:
    """Writing under two lines or more, or under a zigzag."""
    strokes: Strokes = []
    for letter in range(random.integers(1, 4)):
        strokes += [stroke * [0.4, 0.5] + [0.5 * letter, 0.25] for stroke in _tangle_of(random, random.integers(8, 20))]
    width = max(stroke[:, 0].max() for stroke in strokes) + 0.1
    if random.random() < 0.5:
        strokes += [_line((-0.1, y), (width, y + random.normal(0, 0.08))) for y in random.uniform(0.2, 0.8, 3)]
    else:
        turns = random.integers(5, 12)
        y = np.where(np.arange(turns) % 2, 0.9, 0.1) + random.normal(0, 0.06, turns)
        strokes.append(np.stack([np.linspace(-0.1, width, turns), y], 1))
    return strokes


def _tangle_of(random: np.random.Generator, count: int) -> Strokes:
    heading = np.cumsum(random.normal(0, 0.8, count))
    points = np.cumsum(np.stack([np.cos(heading), np.sin(heading)], 1), 0)
    return [(points - points.min(0)) / max(1.0, np.ptp(points, axis=0).max())]


def _star(random: np.random.Generator) -> Strokes:
    corners = np.arange(6) * 2 / 5 - 0.25
    return _unsteady([np.stack([np.cos(2 * np.pi * corners), np.sin(2 * np.pi * corners)], 1)], random)


def _heart(random: np.random.Generator) -> Strokes:
    t = np.linspace(0, 2 * np.pi, 40)
    x, y = 16 * np.sin(t) ** 3, -13 * np.cos(t) + 5 * np.cos(2 * t) + 2 * np.cos(3 * t) + np.cos(4 * t)
    return _unsteady([np.stack([x, y], 1) / 32], random)


def _face(random: np.random.Generator) -> Strokes:
    eyes = [_arc((x, -0.15), 0.04, 0, 1) for x in (-0.18, 0.18)]
    smile = _arc((0, 0.02), 0.28, 0.06, 0.44) * [1, random.choice([1, 1, -1])] + [0, 0.05]
    return _unsteady([_arc((0, 0), 0.5, 0, 1.03), *eyes, smile], random)


def _house(random: np.random.Generator) -> Strokes:
    walls = _line((0, 0.45), (0, 1), (1, 1), (1, 0.45), (0, 0.45), (0.5, 0), (1, 0.45))
    extras = [_line((0.4, 1), (0.4, 0.7), (0.6, 0.7), (0.6, 1)), _line((0.1, 0.55), (0.9, 0.95))]
    return _unsteady([walls, extras[random.integers(2)]], random)


def _arrow(random: np.random.Generator) -> Strokes:
    turned = np.array([[1, 0], [0, 1]])[:, :: random.choice([1, -1])] * random.choice([-1, 1], 2)
    strokes = [_line((0, 0), (1, 0)), _line((0.7, -0.22), (1, 0), (0.7, 0.22))]
    return _unsteady([stroke @ turned for stroke in strokes], random)


def _spiral(random: np.random.Generator) -> Strokes:
    turns = random.uniform(2.2, 4)
    t = np.linspace(0, 1, 60)
    angle = 2 * np.pi * turns * t * random.choice([-1, 1])
    return _unsteady([np.stack([np.cos(angle), np.sin(angle)], 1) * (0.08 + 0.42 * t)[:, None]], random)


def _wave(random: np.random.Generator) -> Strokes:
    """Of three crests or more: with two it is a hasty m or w."""
    crests, t = random.uniform(3, 6), np.linspace(0, 1, 60)
    height = random.uniform(0.06, 0.2)
    return _unsteady([np.stack([t * 1.4, np.sin(2 * np.pi * crests * t) * height], 1)], random)


def _grid(random: np.random.Generator) -> Strokes:
    """As for noughts and crosses, or a fence."""
    upright = [_line((x, 0), (x, 1)) for x in np.linspace(0.25, 0.75, random.integers(2, 5))]
    level = [_line((0, y), (1, y)) for y in np.linspace(0.33, 0.67, random.integers(2, 4))]
    return _unsteady(upright + level, random)


def _flower(random: np.random.Generator) -> Strokes:
    petals = random.integers(4, 8)
    t = np.linspace(0, 2 * np.pi, 80)
    petal = 0.28 + 0.2 * np.cos(petals * t)
    return _unsteady([np.stack([np.cos(t), np.sin(t)], 1) * petal[:, None], _arc((0, 0), 0.1, 0, 1)], random)


SCRIBBLES = [_tangle, _hatching, _sticks, _dots, _corners]
DRAWINGS = [_tick, _crossing_out, _star, _heart, _face, _house, _arrow, _spiral, _wave, _grid, _flower]
# Half of what is made are scribbles.
KINDS = SCRIBBLES * 2 + DRAWINGS
# In a line these are signs: stops, and strokes that stand for themselves.
SIGNS = [_dots, _sticks]


def scribbled(kinds: Sequence[Kind], numbers: Iterable[int], random: np.random.Generator) -> list[Strokes]:
    """Ink of one kind after another, a thousand units high or about."""
    return [[stroke * 1000 for stroke in kinds[number % len(kinds)](random)] for number in numbers]


def scribbles(count: int, seed: int, pens: int = 8) -> Glyphs:
    random = np.random.default_rng(seed)
    images = []
    for part in np.array_split(np.arange(count), pens):
        images.append(rasterize(scribbled(KINDS, part, random), any_pen(random)))
    return Glyphs(np.concatenate(images), np.full(count, NOTHING))
