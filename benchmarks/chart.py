"""Processor time against size, both axes logarithmic, as SVG: two panels, one line for each format."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

_WIDTH, _HEIGHT = 860, 400
_PANEL, _LEFT, _TOP, _BOTTOM = 330, 62, 46, 330  # a panel's width; where the first begins; the edges of both
_SECOND = _LEFT + _PANEL + 96
_COLOURS = {"json": "#1f77b4", "yaml": "#d62728", "toml": "#2ca02c", "env": "#9467bd"}
_LABELS = {"json": "JSON", "yaml": "YAML", "toml": "TOML", "env": ".env"}


@dataclass(frozen=True)
class Line:
    """Points (size, seconds) of one format; dashed for the plain parser."""

    form: str
    points: Sequence[tuple[float, float]]
    dashed: bool = False


def slope(points: Sequence[tuple[float, float]]) -> float:
    """The exponent of the growth between the middle and the last point: 1 is linear, 2 quadratic."""
    (x1, y1), (x2, y2) = points[len(points) // 2 - 1], points[-1]
    return math.log(y2 / y1) / math.log(x2 / x1)


def _ticks(least: float, most: float) -> list[float]:
    powers = range(math.floor(math.log10(least)), math.ceil(math.log10(most)) + 1)
    return [tick for power in powers for tick in (10.0**power,) if least * 0.999 <= tick <= most * 1.001]


def _text(x: float, y: float, content: str, anchor: str = "middle", size: int = 12) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}">{escape(content)}</text>'


def _time(value: float) -> str:
    return f"{value * 1000:g} ms" if value < 1 else f"{value:g} s"


def _panel(left: float, title: str, unit: str, lines: Sequence[Line], sizes: Iterable[float]) -> list[str]:
    points = [point for line in lines for point in line.points]
    if not points:
        return []
    x_least, x_most = min(x for x, _ in points), max(x for x, _ in points)
    y_least = 10 ** math.floor(math.log10(min(y for _, y in points)))
    y_most = 10 ** math.ceil(math.log10(max(y for _, y in points)))

    def x(value: float) -> float:
        return left + _PANEL * math.log(value / x_least) / math.log(x_most / x_least)

    def y(value: float) -> float:
        return _BOTTOM - (_BOTTOM - _TOP) * math.log(value / y_least) / math.log(y_most / y_least)

    parts = [_text(left + _PANEL / 2, 22, title, size=14), _text(left + _PANEL / 2, _BOTTOM + 36, unit)]
    parts.append(f'<rect x="{left}" y="{_TOP}" width="{_PANEL}" height="{_BOTTOM - _TOP}" fill="none" stroke="#888"/>')
    for tick in _ticks(y_least, y_most):
        parts.append(f'<line x1="{left}" x2="{left + _PANEL}" y1="{y(tick):.1f}" y2="{y(tick):.1f}" stroke="#ddd"/>')
        parts.append(_text(left - 6, y(tick) + 4, _time(tick), "end"))
    parts += [_text(x(size), _BOTTOM + 17, f"{size:g}", size=11) for size in sizes]
    for line in lines:
        path = " ".join(f"{x(one):.1f},{y(other):.1f}" for one, other in line.points)
        dash = ' stroke-dasharray="4 4"' if line.dashed else ""
        parts.append(f'<polyline points="{path}" fill="none" stroke="{_COLOURS[line.form]}" stroke-width="2"{dash}/>')
    return parts


def draw(sizes: Sequence[Line], pairs: Sequence[Line]) -> str:
    """The whole image: seconds for a file with one pair by its megabytes, and for a file of pairs by their number."""
    parts = _panel(_LEFT, "one pair in a large file", "MB", sizes, sorted({x for line in sizes for x, _ in line.points}))
    parts += _panel(_SECOND, "a file of faulty pairs", "pairs", pairs, sorted({x for line in pairs for x, _ in line.points}))
    at = float(_LEFT)
    for form, label in _LABELS.items():
        parts.append(f'<line x1="{at}" x2="{at + 22}" y1="388" y2="388" stroke="{_COLOURS[form]}" stroke-width="2"/>')
        parts.append(_text(at + 28, 392, label, "start"))
        at += 90
    parts.append(_text(at + 10, 392, "solid: vtexlint; dashed: the format's plain parser", "start"))
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="sans-serif" role="img">'
    return "\n".join([
        head,
        "<title>Processor time against size, logarithmic on both axes</title>",
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>',
        *parts,
        "</svg>",
    ]) + "\n"  # fmt: skip
