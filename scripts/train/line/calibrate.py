"""Makes confidences of whole texts honest: one temperature, and the confidence under which a text is "not sure"."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

# Real words that may be called "not sure".
FLAGGED = 0.04


def log_likelihoods(logits: Sequence[Tensor], classes: Sequence[np.ndarray], temperature: float) -> np.ndarray:
    """Of each text given its own logits [classes, frames]: the probabilities of all texts add up to one."""
    result = []
    for row, text in zip(logits, classes):
        steps = torch.log_softmax(row / temperature, 0).T.unsqueeze(1)
        truth = torch.from_numpy(text.astype(np.int64))
        sizes = torch.tensor([steps.shape[0]]), torch.tensor([len(text)])
        result.append(-F.ctc_loss(steps, truth.unsqueeze(0), *sizes, reduction="sum").item())
    return np.array(result)


def fit_temperature(logits: Sequence[Tensor], classes: Sequence[np.ndarray]) -> float:
    """The temperature under which the true texts are likeliest; one that is impossible counts as very unlikely."""
    candidates = np.geomspace(0.5, 3.0, 25)
    return round(min(candidates, key=lambda t: -np.maximum(log_likelihoods(logits, classes, t), -50.0).mean()), 4)


def unsure_threshold(confidences: np.ndarray) -> float:
    return round(float(np.quantile(confidences, FLAGGED)), 4)
