"""Charts as inline SVG. Positions are percentages of the width, so that a chart fits a phone and its letters keep their size.

The page's policy forbids styles at elements: colours are classes.
"""

from collections.abc import Iterator

from vtexlint._startup.typed import NamedTuple
from vtexlint.reporters.page.model import Bar, Chart

MOST_BARS = 12
"""Bars of one chart; the others are one bar together."""

_ROW, _BAR = 36, 10  # pixels: of a bar with its label, and of the bar
_HEIGHT, _BELOW = 120, 22  # pixels: of the columns, and of the labels below them
_LABELS = 6  # below the columns, at most
_LONGEST = 44  # characters of a label


class Rect(NamedTuple):
    """A rectangle: numbers are pixels, texts percentages."""

    x: str
    y: str
    width: str
    height: str
    tone: str


class Label(NamedTuple):
    """A text, and where it is. `anchor`: start, middle or end."""

    x: str
    y: str
    anchor: str
    shown: str


class Group(NamedTuple):
    """A bar with its labels: `title` is read aloud and shown below the mouse, `hit` the area that answers to a click."""

    title: str
    filter: str
    rects: tuple[Rect, ...]
    labels: tuple[Label, ...]
    hit: Rect


class Drawing(NamedTuple):
    """A chart's shapes, and its height in pixels."""

    title: str
    column: str
    height: int
    groups: tuple[Group, ...]


def drawn(chart: Chart, others: str) -> Drawing:
    """The shapes of a chart. `others` names the bar of those that are too many."""
    if chart.form == "columns":
        return Drawing(chart.title, chart.column, _HEIGHT + _BELOW, tuple(_columns(chart.bars)))
    bars = _few(chart.bars, others)
    return Drawing(chart.title, chart.column, _ROW * len(bars), tuple(_bars(bars)))


def _few(bars: tuple[Bar, ...], others: str) -> tuple[Bar, ...]:
    if len(bars) <= MOST_BARS:
        return bars
    kept, rest = bars[: MOST_BARS - 1], bars[MOST_BARS - 1 :]
    return (*kept, Bar(others, tuple(part for bar in rest for part in bar.parts)))


def _bars(bars: tuple[Bar, ...]) -> Iterator[Group]:
    most = max((bar.total for bar in bars), default=0) or 1
    for number, bar in enumerate(bars):
        top, x = number * _ROW, 0.0
        rects = []
        for part in bar.parts:
            if part.number:
                width = 100 * part.number / most
                rects.append(Rect(_percent(x), str(top + 19), _percent(width), str(_BAR), part.tone))
                x += width
        labels = (
            Label("0", str(top + 14), "start", _short(bar.label)),
            Label("100%", str(top + 14), "end", str(bar.total)),
        )
        yield Group(f"{bar.label}: {bar.total}", bar.filter, tuple(rects), labels, Rect("0", str(top), "100%", str(_ROW), ""))


def _columns(bars: tuple[Bar, ...]) -> Iterator[Group]:
    most = max((bar.total for bar in bars), default=0) or 1
    step = 100 / max(len(bars), 1)
    every = -(-len(bars) // _LABELS)
    for number, bar in enumerate(bars):
        left, bottom = number * step, float(_HEIGHT)
        rects = []
        for part in bar.parts:
            if part.number:
                height = (_HEIGHT - 16) * part.number / most
                bottom -= height
                rects.append(Rect(_percent(left + step * 0.1), f"{bottom:.1f}", _percent(step * 0.8), f"{height:.1f}", part.tone))
        middle = _percent(left + step / 2)
        labels = [Label(middle, f"{bottom - 4:.1f}", "middle", str(bar.total))] if bar.total else []
        if number % every == 0:
            # a label below the first column would stick out
            at, anchor = ("0", "start") if number == 0 and len(bars) > 1 else (middle, "middle")
            labels.append(Label(at, str(_HEIGHT + 16), anchor, bar.label))
        yield Group(
            f"{bar.label}: {bar.total}",
            bar.filter if bar.total else "",
            tuple(rects),
            tuple(labels),
            Rect(_percent(left), "0", _percent(step), str(_HEIGHT), ""),
        )


def _percent(number: float) -> str:
    return f"{number:.2f}%"


def _short(label: str) -> str:
    return label if len(label) <= _LONGEST else f"{label[: _LONGEST - 1]}\N{HORIZONTAL ELLIPSIS}"
