#!/usr/bin/python3
"""Writes tests/cpp/ctc-cases.json: random logits with the likeliest texts and their probabilities.

What the decoder in C++ is held against. The texts are found by a prefix search in logarithms, wide enough to lose
nothing that matters; their probabilities are PyTorch's CTC loss, which shares no line with either decoder.
"""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

import numpy as np
import torch

CASES = Path(__file__).resolve().parents[3] / "tests/cpp/ctc-cases.json"
WIDTH = 1000
NOTHING = -np.inf


def prefix_search(frames: np.ndarray) -> list[tuple[int, ...]]:
    """The texts of log-probabilities (frames, classes), class 0 being the blank, best first."""
    beam = {(): (0.0, NOTHING)}  # text: log-probability of the paths that end in a blank, and in its last character
    for frame in frames:
        longer: defaultdict[tuple[int, ...], list[float]] = defaultdict(lambda: [NOTHING, NOTHING])
        for text, (blank, label) in beam.items():
            total = np.logaddexp(blank, label)
            longer[text][0] = np.logaddexp(longer[text][0], total + frame[0])
            if text:
                longer[text][1] = np.logaddexp(longer[text][1], label + frame[text[-1]])
            for c in range(1, len(frame)):
                before = blank if text and text[-1] == c else total
                longer[(*text, c)][1] = np.logaddexp(longer[(*text, c)][1], before + frame[c])
        best = sorted(longer.items(), key=lambda item: -np.logaddexp(*item[1]))[:WIDTH]
        beam = {text: (blank, label) for text, (blank, label) in best}
    return list(beam)


def probability(frames: np.ndarray, text: tuple[int, ...]) -> float:
    loss = torch.nn.functional.ctc_loss(
        torch.tensor(frames).unsqueeze(1), torch.tensor([text]), (len(frames),), (len(text),), reduction="sum"
    )
    return float(torch.exp(-loss))


def case(frames: int, classes: int, sharpness: float, random: np.random.Generator) -> dict[str, object]:
    logits = (sharpness * random.standard_normal((frames, classes))).round(2)
    logits[:, 0] += sharpness  # blanks are common
    logarithms = torch.log_softmax(torch.tensor(logits), dim=1).numpy()
    texts = [text for text in prefix_search(logarithms) if text][:5]
    return {
        "classes": classes,
        "logits": logits.round(2).flatten().tolist(),
        "texts": [{"text": text, "probability": probability(logarithms, text)} for text in texts],
    }


def main() -> None:
    random = np.random.default_rng(1)
    shapes = [(1, 3, 1), (6, 4, 2), (12, 6, 6), (20, 8, 12), (24, 12, 16), (40, 20, 20)]
    cases = [case(*shape, random) for shape in shapes]
    CASES.write_text("[\n" + ",\n".join(json.dumps(case) for case in cases) + "\n]\n")


if __name__ == "__main__":
    main()
