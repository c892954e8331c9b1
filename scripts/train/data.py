"""Characters as arrays: reads and writes IDX files and carves the validation set out of the training set.

Knows nothing of networks, and nothing of strokes.
"""

from __future__ import annotations

import gzip
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np

LABELS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabdefghnqrt"

# The validation set: at most this many images of a class, and never more than one eighth of a rare class.
VALIDATION_PER_CLASS = 200
VALIDATION_SHARE = 8
VALIDATION_SEED = 20170217
# Images of EMNIST-Balanced as NIST hands it out. We trained on other images of the same archive, split otherwise.
OFFICIAL = {"train": 112_800, "test": 18_800}


@dataclass(frozen=True)
class Glyphs:
    """Images [n, 28, 28] of bytes, white ink on black, upright; labels [n] index LABELS. `weights` say how often each
    is learned from, against others of its class; equally often without."""

    images: np.ndarray
    labels: np.ndarray
    weights: np.ndarray | None = None

    def __len__(self) -> int:
        return len(self.labels)

    def take(self, indices: np.ndarray) -> Glyphs:
        weights = None if self.weights is None else self.weights[indices]
        return Glyphs(self.images[indices], self.labels[indices], weights)


def parse_idx(content: bytes) -> np.ndarray:
    """IDX of unsigned bytes, the only element type EMNIST uses."""
    zeros, element_type, dimensions = struct.unpack_from(">HBB", content)
    if zeros != 0 or element_type != 0x08:
        raise ValueError("not an IDX file of unsigned bytes")
    shape = struct.unpack_from(f">{dimensions}I", content, 4)
    return np.frombuffer(content, np.uint8, offset=4 + 4 * dimensions).reshape(shape)


def read_idx(path: Path) -> np.ndarray:
    content = path.read_bytes()
    return parse_idx(gzip.decompress(content) if path.suffix == ".gz" else content)


def write_idx(stream: BinaryIO, array: np.ndarray) -> None:
    stream.write(struct.pack(f">HBB{array.ndim}I", 0, 0x08, array.ndim, *array.shape))
    stream.write(np.ascontiguousarray(array, np.uint8).tobytes())


def read_glyphs(folder: Path, split: str) -> Glyphs:
    """The pair `<split>-images-idx3-ubyte[.gz]` and `<split>-labels-idx1-ubyte[.gz]` of a folder."""

    def find(name: str) -> Path:
        for path in (folder / name, folder / f"{name}.gz"):
            if path.exists():
                return path
        raise SystemExit(f"{folder / name}[.gz] is missing; scripts/fetch-emnist fetches the official archive")

    images = read_idx(find(f"{split}-images-idx3-ubyte"))
    labels = read_idx(find(f"{split}-labels-idx1-ubyte"))
    return Glyphs(images, labels.astype(np.int64))


def carve_validation(glyphs: Glyphs) -> tuple[Glyphs, Glyphs]:
    """Training and validation part, the same for the same files on every machine."""
    random = np.random.RandomState(VALIDATION_SEED)  # this generator's stream is frozen across numpy versions
    held_out = np.zeros(len(glyphs), bool)
    for label in range(len(LABELS)):
        members = np.flatnonzero(glyphs.labels == label)
        held_out[random.permutation(members)[: min(VALIDATION_PER_CLASS, len(members) // VALIDATION_SHARE)]] = True
    return glyphs.take(np.flatnonzero(~held_out)), glyphs.take(np.flatnonzero(held_out))


def name_of(glyphs: Glyphs, split: str) -> str:
    """What figures measured on this split are called, so that no two sets share a name."""
    if len(glyphs) == OFFICIAL[split]:
        return f"EMNIST-Balanced {split}, official split: the shipped model may have trained on some of it"
    return {"train": "EMNIST-47 validation", "test": "EMNIST-47 hold-out"}[split]


def balanced_indices(glyphs: Glyphs, count: int, random: np.random.Generator) -> np.ndarray:
    """`count` indices, every class that occurs equally likely."""
    order = np.argsort(glyphs.labels, kind="stable")
    weights = np.ones(len(order)) if glyphs.weights is None else glyphs.weights[order]
    sums = np.concatenate([[0], np.cumsum(weights)])
    borders = np.searchsorted(glyphs.labels[order], np.arange(len(LABELS) + 1))
    begins, ends = sums[borders[:-1]], sums[borders[1:]]
    classes = random.choice(np.flatnonzero(np.diff(borders)), count)
    places = begins[classes] + random.random(count) * (ends - begins)[classes]
    return order[np.minimum(np.searchsorted(sums, places, side="right") - 1, len(order) - 1)]
