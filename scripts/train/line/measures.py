"""What is said of a model for lines once the command has read with it: rows with intervals, curves, what went wrong."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from line.batches import edit_distance
from line.data import Lines

# Upper ends of the groups that the error is shown for.
LENGTHS = (2, 4, 6, 8, 10, 14)


def errors(answers: Sequence[dict[str, Any]], fold: bool = True) -> np.ndarray:
    """Character errors of each line."""
    pairs = [(answer["text"], answer["read"]) for answer in answers]
    return np.array([edit_distance(*((t.lower(), r.lower()) if fold else (t, r))) for t, r in pairs])


def over_writers(above: np.ndarray, below: np.ndarray, writers: np.ndarray) -> tuple[float, float]:
    """95 % interval of sum(above) / sum(below), by a bootstrap over writers: one hand's words are read alike."""
    _, group = np.unique(writers, return_inverse=True)
    count = group.max() + 1
    upper, lower = np.bincount(group, above, count), np.bincount(group, below, count)
    drawn = np.random.default_rng(0).integers(count, size=(5_000, count))
    low, high = np.quantile(upper[drawn].sum(1) / lower[drawn].sum(1), [0.025, 0.975])
    return float(low), float(high)


def row(name: str, lines: Lines, answers: Sequence[dict[str, Any]]) -> str:
    """With the intervals of what is counted with case folded."""
    sizes = np.array([len(answer["text"]) for answer in answers])
    folded, with_case = errors(answers), errors(answers, fold=False)
    shares = [
        (folded.sum() / sizes.sum(), with_case.sum() / sizes.sum(), over_writers(folded, sizes, lines.writers)),
        (
            np.mean(folded == 0),
            np.mean(with_case == 0),
            over_writers(folded == 0, np.ones(len(folded)), lines.writers),
        ),
    ]
    cells = [f"{100 * f:.1f} % ({100 * low:.1f} to {100 * high:.1f}) / {100 * c:.1f} %" for f, c, (low, high) in shares]
    return f"| {name} | {len(lines)} | {cells[0]} | {cells[1]} |"


def by_length(answers: Sequence[dict[str, Any]]) -> list[tuple[float, float]]:
    """Character errors in per cent over the mean length of a group of words."""
    wrong, sizes = errors(answers), np.array([len(answer["text"]) for answer in answers])
    group = np.searchsorted(LENGTHS, sizes)
    return [
        (float(sizes[group == g].mean()), float(100 * wrong[group == g].sum() / sizes[group == g].sum()))
        for g in np.unique(group)
    ]
