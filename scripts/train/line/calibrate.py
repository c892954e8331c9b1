"""Makes confidences of whole texts honest, as the command gives them with its own list of words: one temperature, and
the confidence under which a text is "not sure"."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from line.data import Lines
from line.traces import json_lines

from calibrate import calibration_error
from strokes import command

# Real words that may be called "not sure".
FLAGGED = 0.06
TEMPERATURES = np.geomspace(0.5, 2.0, 9).round(3)


def confidences_of(answers: list[dict[str, Any]]) -> tuple[np.ndarray, np.ndarray]:
    """What `evaluate-lines` said: the confidence of each best text, and whether it is right; writers' case is not what
    labels say."""
    right = [answer["text"].lower() == answer["read"].lower() for answer in answers]
    return np.array([answer["confidence"] for answer in answers]), np.array(right)


def calibration_of(answers: list[dict[str, Any]]) -> float:
    confidences, right = confidences_of(answers)
    return calibration_error(np.minimum(confidences, 1 - 1e-9), right)


def read(lines: Lines, model: Path) -> list[dict[str, Any]]:
    answer = subprocess.run(
        [command(), "evaluate-lines", "--model", str(model), "--json"],
        input=json_lines(lines, 0, len(lines)),
        stdout=subprocess.PIPE,
        check=True,
    )
    return json.loads(answer.stdout)["lines"]


def set_metadata(model: Path, **entries: float) -> None:
    file = onnx.load(str(model))
    for entry in file.metadata_props:
        if entry.key in entries:
            entry.value = str(entries[entry.key])
    onnx.save(file, str(model))


def log_loss(answers: list[dict[str, Any]]) -> float:
    confidences, right = confidences_of(answers)
    likely = np.where(right, confidences, 1 - confidences)
    return float(-np.log(np.maximum(likely, 1e-6)).mean())


def calibrate(model: Path, lines: Lines) -> list[dict[str, Any]]:
    """Writes `temperature` and `unsure_below` into the file, and returns what it then says of `lines`."""
    losses = []
    for temperature in TEMPERATURES:
        set_metadata(model, temperature=temperature)
        losses.append(log_loss(read(lines, model)))
    set_metadata(model, temperature=TEMPERATURES[np.argmin(losses)])
    answers = read(lines, model)
    set_metadata(model, unsure_below=round(float(np.quantile(confidences_of(answers)[0], FLAGGED)), 4))
    return answers
