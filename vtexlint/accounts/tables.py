"""Sheets of rows and cells: the common form of a spreadsheet and a CSV file."""

import csv
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from vtexlint._startup.typed import Any, NamedTuple
from vtexlint.accounts.model import Problem
from vtexlint.text.messages import Message, Template
from vtexlint.text.source import Source

SHEET_ROW = Template("sheet.row", "sheet {sheet}, row {row}")
SHEET_CELL = Template("sheet.cell", "sheet {sheet}, row {row}, column {column}")
AFTER_PATH = Template("sheet.after-path", ", {place}")
LINE = Template("sheet.line", "line {line}")
FEW_CELLS = Template(
    "sheet.few-cells",
    "{count} cells instead of {expected}; the file was probably cut off",
    "{count} cell instead of {expected}; the file was probably cut off",
)
OPEN_QUOTE = Template("sheet.open-quote", "a quote in this row is never closed, or is in the wrong place; the file was probably cut off")

_DELIMITERS = ",;\t|"


class Row(NamedTuple):
    """One row: its number as the program that shows the file counts (a CSV file's line), and its cells."""

    number: int
    cells: Sequence[Any]

    @property
    def is_blank(self) -> bool:
        return all(cell is None or (isinstance(cell, str) and not cell.strip()) for cell in self.cells)


class Sheet(NamedTuple):
    """One sheet of a spreadsheet (`name`), or a CSV file (no name; all its rows have as many cells as its heading)."""

    name: str
    rows: Sequence[Row]
    problems: tuple[Problem, ...] = ()

    def place(self, row: Row, column: int | None = None) -> str:
        """`:7` in a CSV file, `, sheet Generated, row 7, column D` in a spreadsheet."""
        return AFTER_PATH(place=self.where(row, column)) if self.name else f":{row.number}"

    def where(self, row: Row, column: int | None = None) -> Message:
        """`line 7` in a CSV file, `sheet Generated, row 7, column D` in a spreadsheet."""
        if not self.name:
            return LINE(line=row.number)
        if column is None:
            return SHEET_ROW(sheet=self.name, row=row.number)
        return SHEET_CELL(sheet=self.name, row=row.number, column=_letters(column))


def _letters(column: int) -> str:
    """0 is A, 25 Z, 26 AA."""
    out = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        out = chr(65 + rest) + out
    return out


def from_csv(source: Source) -> Sheet:
    """A CSV file's rows. The delimiter is the most frequent one in its first line: comma, semicolon, tab or bar."""
    starts = [*source.line_starts, len(source.text)]
    lines = [source.text[start:end] for start, end in pairwise(starts)]
    skipped = 0
    head = next((line for line in lines if line.strip()), "")
    delimiter = max(_DELIMITERS, key=head.count)
    if re.fullmatch(r"(?i)sep=(.)\s*", head):  # Excel's own hint, which only Excel reads
        delimiter, skipped = head[4], lines.index(head) + 1
    problems: list[Problem] = []
    rows = list(_rows(lines[skipped:], delimiter, skipped, problems))
    width = next((len(row.cells) for row in rows if not row.is_blank), 0)
    for row in rows:
        if not row.is_blank and len(row.cells) < width:
            problems.append(Problem(f":{row.number}", FEW_CELLS(count=len(row.cells), expected=width)))
    return Sheet("", rows, tuple(problems))


def _rows(lines: list[str], delimiter: str, skipped: int, problems: list[Problem]) -> Iterator[Row]:
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    at = skipped
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            problems.append(Problem(f":{at + 1}", OPEN_QUOTE()))
            return
        yield Row(at + 1, cells)
        at = skipped + reader.line_num
