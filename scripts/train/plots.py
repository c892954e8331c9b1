"""Small SVG pictures: curves and a confusion matrix. Knows how to draw, not what the numbers mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT = 560, 340
LEFT, RIGHT, TOP, BOTTOM = 62, 16, 34, 46
COLOURS = ["#0b6bcb", "#c2410c", "#15803d", "#7e22ce", "#525252"]

Points = Sequence[tuple[float, float]]


@dataclass(frozen=True)
class Curve:
    name: str
    points: Points
    line: bool = True  # else single marks


def _svg(width: int, height: int, title: str, body: list[str]) -> str:
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img"'
            f' aria-label="{escape(title)}" font-family="system-ui, sans-serif" font-size="12">',
            f'<rect width="{width}" height="{height}" fill="#fff"/>',
            f'<text x="{width / 2}" y="20" text-anchor="middle" font-size="14">{escape(title)}</text>',
            *body,
            "</svg>\n",
        ]
    )


def _text(x: float, y: float, text: str, anchor: str = "middle", more: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="#333"{more}>{escape(text)}</text>'


def chart(
    title: str,
    x_label: str,
    y_label: str,
    curves: Sequence[Curve],
    x_ticks: Sequence[float],
    y_ticks: Sequence[float],
    x_of: Sequence[str] = (),
) -> str:
    """The ticks span the axes; `x_of` are their labels when those are not the numbers themselves."""

    def at(x: float, y: float) -> tuple[float, float]:
        right = (x - x_ticks[0]) / (x_ticks[-1] - x_ticks[0])
        up = (y - y_ticks[0]) / (y_ticks[-1] - y_ticks[0])
        return LEFT + right * (WIDTH - LEFT - RIGHT), HEIGHT - BOTTOM - up * (HEIGHT - TOP - BOTTOM)

    body = []
    for y in y_ticks:
        (x1, height), (x2, _) = at(x_ticks[0], y), at(x_ticks[-1], y)
        body.append(f'<path d="M{x1:.1f} {height:.1f}H{x2:.1f}" stroke="#ddd"/>')
        body.append(_text(x1 - 6, height + 4, f"{y:g}", "end"))
    for x, label in zip(x_ticks, x_of or [f"{x:g}" for x in x_ticks]):
        body.append(_text(at(x, y_ticks[0])[0], HEIGHT - BOTTOM + 17, label))
    body.append(_text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8, x_label))
    body.append(_text(14, HEIGHT / 2, y_label, "middle", f' transform="rotate(-90 14 {HEIGHT / 2})"'))
    for index, curve in enumerate(curves):
        colour = COLOURS[index % len(COLOURS)]
        places = [at(x, y) for x, y in curve.points if y_ticks[0] <= y <= y_ticks[-1]]
        if curve.line and places:
            path = "L".join(f"{x:.1f} {y:.1f}" for x, y in places)
            body.append(f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        else:
            body += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}"/>' for x, y in places]
        if curve.line or len(curves) > 1:
            body.append(f'<rect x="{LEFT + 10}" y="{TOP + 6 + 17 * index}" width="12" height="4" fill="{colour}"/>')
            body.append(_text(LEFT + 28, TOP + 12 + 17 * index, curve.name, "start"))
    return _svg(WIDTH, HEIGHT, title, body)


def confusion_picture(title: str, labels: Sequence[str], counts: Sequence[Sequence[int]]) -> str:
    """Rows are what was written, columns what was read; the darker, the larger the share of the row."""
    cell, margin, top = 11, 30, 50
    side = margin + cell * len(labels) + 10
    body = []
    for i, label in enumerate(labels):
        middle = i * cell + cell / 2
        body.append(_text(margin - 8, top + middle + 4, label, "middle", ' font-size="10"'))
        body.append(_text(margin + middle, top - 5, label, "middle", ' font-size="10"'))
        total = max(sum(counts[i]), 1)
        for j, count in enumerate(counts[i]):
            if count:
                # The square root makes single mistakes visible beside the diagonal.
                opacity = (count / total) ** 0.5
                body.append(
                    f'<rect x="{margin + j * cell}" y="{top + i * cell}" width="{cell}" height="{cell}"'
                    f' fill="{COLOURS[0] if i == j else COLOURS[1]}" fill-opacity="{opacity:.2f}"/>'
                )
    return _svg(side, top + side - margin, title, body)
