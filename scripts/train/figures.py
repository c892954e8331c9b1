"""What is made of models/model-card.json: pictures, and tables of documents. Measures nothing."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

from plots import Curve, chart, confusion_picture
from strokes import REPOSITORY

MODELS = REPOSITORY / "models"
# Published on EMNIST-balanced: parameters and top-1 in per cent. The linear one is counted as 784 × 47 + 47.
PUBLISHED = [("linear", 36_895, 50.9), ("LeNet-5", 65_000, 88.0), ("0.40 M network", 400_000, 90.06)]


def pictures(card: dict[str, Any]) -> dict[str, str]:
    """SVG by name."""
    shown = card["measurements"][0]
    found = {"confusion": confusion_picture(f"Confusions, {shown['set']}", card["labels"], shown["confusion"])}
    honest = card["honesty"]["reliability"]
    found["reliability"] = chart(
        "Confidence and what it is worth (validation)",
        "confidence",
        "share that is right",
        [Curve("measured", [(c, a) for c, a, _ in honest]), Curve("perfect", [(0, 0), (1, 1)])],
        [0, 0.2, 0.4, 0.6, 0.8, 1],
        [0, 0.2, 0.4, 0.6, 0.8, 1],
    )
    ours = [("ours, int8", card["model"]["parameters"], 100 * shown["top1"])]
    if "baseline" in card:
        ours.append(("of the original's size", card["baseline"]["parameters"], 100 * card["baseline"]["top1"]))
    sizes = [(math.log10(row["parameters"]), 100 * row["EMNIST"]) for row in card.get("curve", [])]
    found["parameters"] = chart(
        "Top-1 against parameters, 47 classes",
        "parameters",
        "top-1, %",
        [Curve(name, [(math.log10(count), accuracy)], line=False) for name, count, accuracy in ours + PUBLISHED]
        + [Curve("ours narrower and wider, trained briefly", sizes)] * bool(sizes),
        [4, 5, 6],
        [50, 60, 70, 80, 90, 100],
        ["10 k", "100 k", "1 M"],
    )
    for name, curve in card["robustness"].items():
        found["robustness-" + name.split(",")[0].split(":")[0]] = chart(
            f"Robustness (validation): {name}",
            name,
            "top-1, %",
            [Curve("ours", [(x, 100 * y) for x, y in curve])],
            [x for x, _ in curve],
            [0, 20, 40, 60, 80, 100],
        )
    if card["training"]:
        found["training"] = _training_picture(card["training"])
    return found


def _training_picture(training: dict[str, list[dict[str, Any]]]) -> str:
    """Accuracy of each stage's averaged weights on the first validation set, against the stage's own progress."""
    curves = []
    for stage, reports in training.items():
        name = next(iter(reports[-1]["accuracy"]))
        end = reports[-1]["step"]
        points = [(100 * entry["step"] / end, 100 * entry["accuracy"][name]) for entry in reports]
        curves.append(Curve(stage, points))
    return chart(
        "Training (validation, scanned)",
        "progress of each stage, %",
        "top-1, mean over classes, %",
        curves,
        [0, 20, 40, 60, 80, 100],
        [84, 85, 86, 87, 88, 89, 90, 91],
    )


def _percent(value: float) -> str:
    return f"{100 * value:.1f} %"


def _top1(row: dict[str, Any]) -> str:
    """With its interval, where one was computed."""
    if row["top1_interval"] is None:
        return _percent(row["top1"])
    low, high = row["top1_interval"]
    return f"{_percent(row['top1'])} ({_percent(low)} to {_percent(high)})"


def tables(card: dict[str, Any]) -> str:
    model, honest = card["model"], card["honesty"]
    lines = ["| measured set | images | top-1 (95 % interval) | top-3 |", "|---|---|---|---|"]
    for row in card["measurements"]:
        lines.append(f"| {row['set']} | {row['n']:,} | **{_top1(row)}** | {_percent(row['top3'])} |")
    if "baseline" in card:
        row = card["baseline"]
        lines.append(
            f"| {row['set']}, network of the original's size ({row['parameters']:,} weights, reconstructed) "
            f"| {row['n']:,} | {_percent(row['top1'])} | {_percent(row['top3'])} |"
        )
    if "curve" in card:
        steps = card["curve"][0]["steps"]
        lines += [
            "",
            f"The same network narrower and wider, {steps:,} steps each on the same images, in float:",
            "",
            "| parameters | multiply-adds | EMNIST-47 validation | UNIPEN validation | Pendigits validation |",
            "|---|---|---|---|---|",
        ]
        for row in card["curve"]:
            figures = " | ".join(_percent(row[name]) for name in ("EMNIST", "pen", "digits"))
            lines.append(f"| {row['parameters']:,} | {row['macs']:,} | {figures} |")
    lines += [
        "",
        "| property | value |",
        "|---|---|",
        f"| parameters, biases included | {model['parameters']:,} |",
        f"| multiply-adds | {model['macs']:,} |",
        f"| file | {model['bytes']:,} bytes |",
        f"| expected calibration error, validation | {honest['calibration_error']:.3f} |",
        f'| scanned characters called "not sure", validation | {_percent(honest["real_flagged"])} |',
    ]
    if "nothing_flagged" in honest:
        lines.append(f'| pen-drawn characters called "not sure", validation | {_percent(honest["pen_flagged"])} |')
        lines.append(f"| … digits of Pendigits | {_percent(honest['digits_flagged'])} |")
        for name, judged in honest["nothing_flagged"].items():
            lines.append(f'| {name} called "not sure" ({judged["n"]:,}) | {_percent(judged["share"])} |')
    minutes = {stage: reports[-1]["seconds"] / 60 for stage, reports in card["training"].items()}
    if minutes:
        spent = ", ".join(f"{stage} {value:.0f}" for stage, value in minutes.items())
        lines.append(f"| minutes of training, on shared processors | {spent} |")
    names = ", ".join(f"[{name}](plots/{name}.svg)" for name in pictures(card))
    lines += ["", f"Pictures: {names}."]
    if not any(row["final"] for row in card["measurements"]):
        lines += ["", "The test splits have not been touched yet."]
    worst = sorted(card["measurements"][0]["classes"], key=lambda entry: entry["top1"])
    lines += [
        "",
        f"Per class, hardest first ({card['measurements'][0]['set']}):",
        "",
        ", ".join(f"{entry['label']} {100 * entry['top1']:.0f}" for entry in worst) + ".",
    ]
    return "\n".join(lines)


def summary(card: dict[str, Any]) -> str:
    """The rows of docs/measurements.md."""
    model, honest = card["model"], card["honesty"]
    lines = [
        "| what | figure | how |",
        "|---|---|---|",
        f"| parameters / multiply-adds / model file | {model['parameters']:,} / {model['macs']:,} / "
        f"{model['bytes']:,} bytes | `emnist info` |",
    ]
    for row in card["measurements"]:
        how = "never trained or chosen on" if row["final"] else "kept out of training; choices were made on it"
        if row["writers"]:
            how = f"{row['writers']} writers, {how}"
        lines.append(
            f"| {row['set']}, top-1 / top-3 | {_top1(row)} / {_percent(row['top3'])} | {row['n']:,} characters, {how} |"
        )
    error = f"{honest['calibration_error']:.3f}"
    if "pen_calibration_error" in honest:
        error += f" / {honest['pen_calibration_error']:.3f}"
    lines += [
        f"| expected calibration error, scans / pen | {error} | validation, 15 bins |",
    ]
    if "nothing_flagged" in honest:
        for name, judged in honest["nothing_flagged"].items():
            share = _percent(judged["share"])
            lines.append(f'| {name} called "not sure" | {share} | {judged["n"]:,}, by the command |')
        lines.append(
            f'| real characters called "not sure", scans / pen | {_percent(honest["real_flagged"])} / '
            f"{_percent(honest['pen_flagged'])} | validation |"
        )
    return "\n".join(lines)


def gist(card: dict[str, Any]) -> str:
    """The README's sentence: the set that comes first in the card, and the first of pen strokes."""
    scans = card["measurements"][0]
    unseen = "that it never saw" if scans["final"] else "that were kept out of its training"
    said = f"It reads {_percent(scans['top1'])} of {scans['n']:,} scanned characters right {unseen}"
    for pen in [row for row in card["measurements"] if "UNIPEN" in row["set"]][:1]:
        said += f", and {_percent(pen['top1'])} of {pen['n']:,} drawn with a pen"
    return (
        f"{said}\n([which characters, and how](docs/measurements.md)), with {card['model']['parameters']:,} parameters."
    )


def documents(card: dict[str, Any]) -> dict[Path, str]:
    """Every file that follows from the card, as it should be."""
    found = {MODELS / "plots" / f"{name}.svg": picture for name, picture in pictures(card).items()}
    for path, block in (
        (MODELS / "README.md", tables(card)),
        (REPOSITORY / "docs" / "measurements.md", summary(card)),
        (REPOSITORY / "README.md", gist(card)),
    ):
        before, _, rest = path.read_text().partition("<!-- measured -->\n")
        _, _, after = rest.partition("<!-- /measured -->\n")
        found[path] = f"{before}<!-- measured -->\n{block}\n<!-- /measured -->\n{after}"
    return found
