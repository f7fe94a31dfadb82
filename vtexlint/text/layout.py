"""Text in lines that fit a terminal: paragraphs and tables. Widths are in columns; nothing is cut, so a long word may stick out."""

import re
from collections.abc import Iterable, Iterator, Sequence

from vtexlint.text.columns import columns

NARROWEST, WIDEST, USUAL = 40, 120, 100
_WORD = re.compile(r"`[^`\n]*`\S*|\S+")  # code is not broken, and the spaces in it are kept
_GAP = 2  # between the columns of a table
_LEAST = 24  # columns that the last one of a table needs; else it goes below the others


def wrapped(text: str, width: int, first: str = "", rest: str = "") -> Iterator[str]:
    """The words of a text in lines; `first` begins the first line, `rest` the others."""
    line, is_empty = first, True
    used = columns(first)
    for word in _words(text):
        size = columns(word)
        if not is_empty and used + 1 + size > width:
            yield line
            line, used, is_empty = rest, columns(rest), True
        line += word if is_empty else f" {word}"
        used += size + (not is_empty)
        is_empty = False
    if not is_empty:
        yield line


def _words(text: str) -> Iterator[str]:
    """A word may begin with a bracket and go on with code: `(`, then what is between backticks."""
    pending = ""
    for match in _WORD.finditer(text):
        word = pending + (" " if pending else "") + match[0]
        pending = "" if word.count("`") % 2 == 0 else word
        if not pending:
            yield word
    if pending:
        yield from pending.split()


def table(rows: Iterable[Sequence[str]], width: int, indent: int = 0) -> Iterator[str]:
    """Rows of cells as aligned columns; the last cell is wrapped, below the others where the terminal is narrow."""
    listed = [list(row) for row in rows]
    widths = [max(columns(row[number]) for row in listed) for number in range(len(listed[0]) - 1)] if listed else []
    start = indent + sum(size + _GAP for size in widths)
    is_below = width - start < _LEAST
    for row in listed:
        cells = "".join(pad(cell, size + _GAP) for cell, size in zip(row, widths, strict=False))
        lead = " " * indent + cells
        if is_below:
            yield lead.rstrip()
            yield from wrapped(row[-1], width, " " * (indent + 4), " " * (indent + 4))
        else:
            lines = list(wrapped(row[-1], width, lead, " " * start))
            yield from lines or [lead.rstrip()]


def pad(text: str, width: int) -> str:
    """The text with spaces up to a width."""
    return text + " " * (width - columns(text))
