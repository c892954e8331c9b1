"""Batches of traces of about the same length, CTC's loss, and what is read without any prior."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
import torch
import torch.nn.functional as F
from line.data import starts, text_of
from line.traces import FEATURES, FRAME, Traces
from torch import Tensor, nn

# Classes of each line, one after another; how many each line has; frames of each line.
Targets = tuple[Tensor, Tensor, Tensor]


def batch_of(traces: Traces, indices: np.ndarray) -> tuple[Tensor, Targets]:
    lengths, sizes = traces.lengths[indices], traces.sizes[indices]
    inputs = np.zeros((len(indices), 1, lengths.max(), FEATURES + 1), np.float32)
    begins, class_begins = starts(traces.lengths), starts(traces.sizes)
    for row, (index, length) in enumerate(zip(indices, lengths)):
        begin = begins[index]
        inputs[row, 0, :length, :FEATURES] = traces.points[begin : begin + length]
        inputs[row, 0, :length, :FEATURES] -= 128
        inputs[row, 0, :length, FEATURES] = 128
    inputs *= 1 / 128
    classes = np.concatenate([traces.classes[class_begins[i] : class_begins[i] + traces.sizes[i]] for i in indices])
    targets = (torch.from_numpy(classes.astype(np.int64)), torch.from_numpy(sizes), torch.from_numpy(lengths // FRAME))
    return torch.from_numpy(inputs).permute(0, 3, 1, 2), targets  # channels last in memory


def batches(traces: Traces, points: int, random: np.random.Generator | None = None) -> Iterator[np.ndarray]:
    """Indices of about `points` points in all, once through all traces; in another order each time with `random`."""
    spread = traces.lengths if random is None else traces.lengths * random.uniform(0.95, 1.05, len(traces))
    order = np.argsort(-spread, kind="stable")
    cuts, begin = [], 0
    while begin < len(order):
        longest = traces.lengths[order[begin]]
        end = begin + max(1, int(points // longest))
        cuts.append(order[begin:end])
        begin = end
    if random is not None:
        random.shuffle(cuts)
    yield from cuts


def ctc_loss(logits: Tensor, targets: Targets) -> Tensor:
    """For each character of the texts."""
    classes, sizes, frames = targets
    likelihoods = torch.log_softmax(logits, 1).permute(2, 0, 1)
    loss = F.ctc_loss(likelihoods, classes, frames, sizes, reduction="sum", zero_infinity=True)
    return loss / sizes.sum().clamp(min=1)  # a batch may be scribbles alone


def greedy(logits: Tensor, frames: Tensor) -> list[str]:
    best = logits.argmax(1).numpy()
    texts = []
    for row, count in zip(best, frames.tolist()):
        row = row[:count]
        texts.append(text_of(row[np.flatnonzero((row != 0) & (row != np.concatenate([[0], row[:-1]])))]))
    return texts


def edit_distance(a: str, b: str) -> int:
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        above, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            above, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, above + (x != y))
    return row[-1]


def read_all(network: Callable[[Tensor], Tensor], traces: Traces, points: int = 8000) -> list[str]:
    texts = [""] * len(traces)
    with torch.no_grad():
        for indices in batches(traces, points):
            inputs, (_, _, frames) = batch_of(traces, indices)
            for index, text in zip(indices, greedy(network(inputs), frames)):
                texts[index] = text
    return texts


def scores(truth: Sequence[str], read: Sequence[str]) -> dict[str, float]:
    """Character errors, for each character of the truth, and exact texts; case folded and with case."""
    result = {}
    for kind, fold in (("folded", str.lower), ("case", str)):
        pairs = [(fold(t), fold(r)) for t, r in zip(truth, read)]
        result[f"errors {kind}"] = round(sum(edit_distance(t, r) for t, r in pairs) / sum(map(len, truth)), 5)
        result[f"exact {kind}"] = round(float(np.mean([t == r for t, r in pairs])), 5)
    return result


def accuracies(network: nn.Module, sets: dict[str, Traces]) -> dict[str, float]:
    """The scores of each set, read without any prior."""
    return {
        f"{name} {kind}": score
        for name, traces in sets.items()
        for kind, score in scores(traces.texts(), read_all(network, traces)).items()
    }


def table(network: nn.Module, sets: dict[str, Traces]) -> str:
    """The same for each style of each set, as rows of a Markdown table."""
    rows = [
        "| set | style | n | character errors, folded / with case | exact, folded / with case |",
        "|---|---|---|---|---|",
    ]
    for name, traces in sets.items():
        truth, read = np.array(traces.texts()), np.array(read_all(network, traces))
        for style in ["all", *np.unique(traces.styles)]:
            mask = (traces.styles == style) | (style == "all")
            found = [f"{100 * score:.1f} %" for score in scores(truth[mask], read[mask]).values()]
            rows.append(f"| {name} | {style} | {mask.sum()} | {found[0]} / {found[2]} | {found[1]} / {found[3]} |")
    return "\n".join(rows)
