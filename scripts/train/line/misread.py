"""A page of misread words, to look at: the ink, what it says and what was read. It is other people's ink, so the page
is not to be published."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

import numpy as np
from line.data import Lines, starts

_HEAD = """<!doctype html><meta charset="utf-8"><title>Misread words</title>
<style>
  body { font: 14px system-ui; display: grid; grid-template-columns: repeat(6, 1fr); gap: 8px }
  figure { margin: 0; border: 1px solid #ddd; padding: 6px }
  svg { width: 100%; height: 70px }
  path { fill: none; stroke: #000; stroke-width: 2; vector-effect: non-scaling-stroke; stroke-linecap: round }
</style>
"""


def _ink(lines: Lines, index: int) -> str:
    first, count = starts(lines.strokes)[index], lines.strokes[index]
    begins = starts(lines.lengths)
    strokes = [lines.points[begins[s] : begins[s] + lines.lengths[s]] for s in range(first, first + count)]
    points = np.concatenate(strokes)
    (left, top), (width, height) = points.min(0), np.maximum(np.ptp(points, axis=0), 1)
    path = "".join("M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in [*stroke, stroke[-1]]) for stroke in strokes)
    return f'<svg viewBox="{left:.0f} {top:.0f} {width:.0f} {height:.0f}"><path d="{path}"/></svg>'


def page(lines: Lines, answers: Sequence[dict[str, Any]], most: int) -> str:
    wrong = [i for i, answer in enumerate(answers) if answer["text"].lower() != answer["read"].lower()]
    chosen = np.sort(np.random.default_rng(2).permutation(wrong)[:most])
    figures = [
        f"<figure>{_ink(lines, i)}<figcaption>{number}. {escape(answers[i]['text'])} → "
        f"<b>{escape(answers[i]['read'])}</b> {answers[i]['confidence']:.2f}</figcaption></figure>\n"
        for number, i in enumerate(chosen, 1)
    ]
    return _HEAD + "".join(figures)
