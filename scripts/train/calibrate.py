"""Makes the confidence honest: one temperature, and the confidence under which an answer is "not sure".

Works on logits alone; what they were computed from does not matter here.
"""

from __future__ import annotations

import numpy as np


def probabilities(logits: np.ndarray, temperature: float) -> np.ndarray:
    scaled = logits.astype(np.float64) / temperature
    scaled -= scaled.max(1, keepdims=True)
    exponentials = np.exp(scaled)
    return exponentials / exponentials.sum(1, keepdims=True)


def fit_temperature(sets: list[tuple[np.ndarray, np.ndarray]]) -> float:
    """The temperature with the least negative log-likelihood, every (logits, labels) set weighing the same."""

    def loss(temperature: float) -> float:
        return float(
            np.mean(
                [
                    -np.log(probabilities(logits, temperature)[np.arange(len(labels)), labels] + 1e-12).mean()
                    for logits, labels in sets
                ]
            )
        )

    return round(float(min(np.geomspace(0.3, 3.0, 231), key=loss)), 4)


def reliability(confidence: np.ndarray, correct: np.ndarray, bins: int = 15) -> list[tuple[float, float, int]]:
    """Mean confidence, accuracy and count of each bin of equal width that is not empty."""
    index = np.minimum((confidence * bins).astype(int), bins - 1)
    return [
        (float(confidence[index == i].mean()), float(correct[index == i].mean()), int((index == i).sum()))
        for i in range(bins)
        if (index == i).any()
    ]


def calibration_error(confidence: np.ndarray, correct: np.ndarray) -> float:
    """Expected calibration error: the mean gap between confidence and accuracy, weighted by the bins' counts."""
    return sum(abs(c - a) * n for c, a, n in reliability(confidence, correct)) / len(confidence)


def unsure_threshold(confidences: list[np.ndarray], flagged: float) -> float:
    """The confidence below which the share `flagged` of real characters lies in the set that is flagged most."""
    return round(float(min(np.quantile(confidence, flagged) for confidence in confidences)), 4)
