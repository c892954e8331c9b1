"""Characters as pen strokes: reads them, varies them the way hands vary, and has the C++ core draw them.

Every stroke image a network sees comes out of `emnist rasterize`, so training and serving cannot drift apart.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from data import LABELS, Glyphs, parse_idx

# The strokes of one character: arrays [points, 2], x right, y down.
Strokes = list[np.ndarray]

REPOSITORY = Path(__file__).resolve().parents[2]
SAMPLE_STROKES = REPOSITORY / "models" / "sample-strokes.json"
# Samples that a small EMNIST network finds less likely than this are mostly cursive or mislabelled.
LEGIBLE = 1e-4
# Less likely ones are left out of what is measured as legible.
MEASURED_LEGIBLE = 1e-3
# One writer in this many is kept for validation.
VALIDATION_WRITERS = 7


@dataclass(frozen=True)
class Pen:
    """Glyph pixels: white up to `core` from the centre line, black from `core + edge` on."""

    core: float
    edge: float


def any_pen(random: np.random.Generator) -> Pen:
    """From fine to broad; the pen of the page is in the middle."""
    return Pen(random.uniform(0.0, 0.5), random.uniform(2.2, 3.4))


@dataclass(frozen=True)
class Characters:
    strokes: list[Strokes]
    labels: np.ndarray
    writers: np.ndarray

    def __len__(self) -> int:
        return len(self.labels)

    def take(self, mask: np.ndarray) -> Characters:
        indices = np.flatnonzero(mask)
        return Characters([self.strokes[i] for i in indices], self.labels[indices], self.writers[indices])


def open_archive(path: Path) -> np.lib.npyio.NpzFile:
    """One of those that models/README.md describes."""
    if not path.exists():
        raise SystemExit(f"{path} is missing; models/README.md says what it holds")
    return np.load(path)


def read_characters(path: Path, legible: float = LEGIBLE) -> Characters:
    """The .npz described in models/README.md: points, stroke_len, n_strokes, labels47 (or labels, of digits), writer,
    and perhaps legibility."""
    with open_archive(path) as archive:
        strokes = np.split(archive["points"].astype(np.float32), np.cumsum(archive["stroke_len"])[:-1])
        ends = np.cumsum(archive["n_strokes"], dtype=np.int64)
        characters = [strokes[end - count : end] for end, count in zip(ends, archive["n_strokes"])]
        labels = archive["labels47" if "labels47" in archive.files else "labels"].astype(np.int64)
        everything = Characters(characters, labels, archive["writer"].astype(np.int64))
        if "legibility" not in archive.files:
            return everything
        return everything.take(archive["legibility"].astype(np.float32) > legible)


def concatenate(parts: Sequence[Characters]) -> Characters:
    """Writers of different parts stay different."""
    writers: list[np.ndarray] = []
    for part in parts:
        first = writers[-1].max() + 1 if writers else 0
        writers.append(np.unique(part.writers, return_inverse=True)[1] + first)
    strokes = [strokes for part in parts for strokes in part.strokes]
    return Characters(strokes, np.concatenate([part.labels for part in parts]), np.concatenate(writers))


def carve_validation_writers(characters: Characters) -> tuple[Characters, Characters]:
    """Training and validation part; no writer is in both."""
    writers = np.random.RandomState(VALIDATION_WRITERS).permutation(np.unique(characters.writers))
    held_out = np.isin(characters.writers, writers[: len(writers) // VALIDATION_WRITERS])
    return characters.take(~held_out), characters.take(held_out)


def read_samples() -> Characters:
    """Our own drawings, a few variants of each class: enough to try every step without any data."""
    samples: dict[str, list[list[list[list[float]]]]] = json.loads(SAMPLE_STROKES.read_text())["classes"]
    strokes, labels = [], []
    for label, name in enumerate(LABELS):
        for variant in samples[name]:
            strokes.append([np.array(stroke, np.float32) for stroke in variant])
            labels.append(label)
    return Characters(strokes, np.array(labels), np.arange(len(labels)))


def vary(strokes: Strokes, random: np.random.Generator) -> Strokes:
    """Another hand's version: slant, turn, proportions, an unsteady line, strokes placed inexactly, ends that stop
    short, and a device that samples more coarsely."""
    points = np.concatenate(strokes)
    size = max(float(np.ptp(points, axis=0).max()), 1e-3)
    middle = (points.max(0) + points.min(0)) / 2
    angle, slant, stretch = random.normal(0, [0.07, 0.14, 0.12])
    matrix = np.array([[np.exp(stretch), slant], [0, 1]])
    matrix = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]]) @ matrix
    waves = random.normal(0, 1, (2, 2)) * 4  # two slow waves across the character
    phases, heights = random.uniform(0, 2 * np.pi, 2), random.normal(0, 0.02, (2, 2))
    jitter = abs(random.normal(0, 0.004))
    keep_every = random.choice([1, 1, 2, 3])
    result = []
    for stroke in strokes:
        short = (random.random(2) ** 4 * 0.12 * len(stroke)).astype(int)
        stroke = stroke[short[0] : max(len(stroke) - short[1], short[0] + 1)]
        stroke = np.concatenate([stroke[:-1:keep_every], stroke[-1:]])
        unit = (stroke - middle) / size
        unit = unit @ matrix.T + np.sin(unit @ waves + phases) @ heights
        unit = unit + random.normal(0, 0.012, 2) + random.normal(0, jitter, unit.shape)
        result.append(unit * 1000)
    return result


def command() -> str:
    """`build/native/emnist`, or the one EMNIST_COMMAND names."""
    path = os.environ.get("EMNIST_COMMAND", str(REPOSITORY / "build" / "native" / "emnist"))
    if not Path(path).exists():
        raise SystemExit(f"{path} is missing; scripts/build.sh builds it, or EMNIST_COMMAND names another one")
    return path


def rasterize(characters: Sequence[Strokes], pen: Pen | None = None) -> np.ndarray:
    """Bytes [n, 28, 28], by default with the pen of the page."""
    lines = "\n".join(
        json.dumps({"strokes": [stroke.round(1).tolist() for stroke in strokes]}) for strokes in characters
    )
    arguments = [command(), "rasterize"]
    if pen is not None:
        arguments += ["--pen-core", f"{pen.core:.3f}", "--pen-edge", f"{pen.edge:.3f}"]
    return parse_idx(subprocess.run(arguments, input=lines.encode() + b"\n", stdout=subprocess.PIPE, check=True).stdout)


def draw(characters: Characters) -> Glyphs:
    """As they are, with the default pen: what the page shows the network."""
    return Glyphs(rasterize(characters.strokes), characters.labels)


def draw_varied(characters: Characters, indices: np.ndarray, seed: int, pens: int = 16) -> Glyphs:
    """The characters at `indices`, each varied anew, drawn with `pens` pens of different width and softness."""
    random = np.random.default_rng(seed)
    parts = np.array_split(indices, pens)
    images = []
    for part in parts:
        images.append(rasterize([vary(characters.strokes[i], random) for i in part], any_pen(random)))
    return Glyphs(np.concatenate(images), characters.labels[indices])
