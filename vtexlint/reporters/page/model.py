"""What a page in HTML shows: tables, charts and texts as values.

All texts are in the page's language already, and none of them is HTML, except where it says so.
"""

from vtexlint._startup.typed import Literal, NamedTuple

Tone = Literal["", "error", "warning", "info", "good"]
"""The colour of a number or a notice."""


class Figure(NamedTuple):
    """A number at the top of the page, and what it counts."""

    number: str
    label: str
    tone: Tone = ""


class Notice(NamedTuple):
    """A box below the numbers: why the page may be incomplete, what was not read."""

    lines: tuple[str, ...]
    tone: Tone = ""
    heading: str = ""


class BarPart(NamedTuple):
    """A part of a bar: its colour, and how many."""

    tone: Tone
    number: int


class Bar(NamedTuple):
    """A bar of a chart. `filter`: the value in the chart's column that a click selects; empty for none."""

    label: str
    parts: tuple[BarPart, ...]
    filter: str = ""

    @property
    def total(self) -> int:
        return sum(part.number for part in self.parts)


class Chart(NamedTuple):
    """Bars below each other, or columns next to each other, as for dates. `column`: the table's column that a bar filters."""

    title: str
    bars: tuple[Bar, ...]
    form: Literal["bars", "columns"] = "bars"
    column: str = ""


class Frame(NamedTuple):
    """A place in a file: `path:line:column`, and the masked line in three pieces, the middle one underlined; all empty for no line.

    `message` is what is said of it.
    """

    place: str
    line: int
    lead: str = ""
    marked: str = ""
    rest: str = ""
    message: str = ""
    is_related: bool = False


class Note(NamedTuple):
    """A labelled line below the frames. `target`: the id of a section of the page that the line leads to."""

    label: str
    line: str
    target: str = ""


class Cell(NamedTuple):
    """A cell: its text, the value that is sorted by (empty: the text), its look, and the value that is filtered by (empty: the text)."""

    shown: str
    sort: str = ""
    look: Literal["plain", "code", "badge", "strong"] = "plain"
    tone: Tone = ""
    filter: str = ""


class TableRow(NamedTuple):
    """A row, and what is shown when it is open; a row without frames and notes does not open."""

    cells: tuple[Cell, ...]
    frames: tuple[Frame, ...] = ()
    notes: tuple[Note, ...] = ()


class Column(NamedTuple):
    """A column: a name for the page's program (letters), its heading, and whether the reader can choose one of its values."""

    name: str
    heading: str
    has_filter: bool = False
    is_number: bool = False


class Table(NamedTuple):
    """A table. `empty` is shown in place of it where it has no rows."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...]
    empty: str


class Section(NamedTuple):
    """A text that opens: an id that notes lead to, a heading, a line next to it, and Markdown."""

    id: str
    heading: str
    line: str
    markdown: str


class Page(NamedTuple):
    """A whole page."""

    title: str
    summary: str
    figures: tuple[Figure, ...] = ()
    notices: tuple[Notice, ...] = ()
    charts: tuple[Chart, ...] = ()
    tables: tuple[Table, ...] = ()
    sections_title: str = ""
    sections: tuple[Section, ...] = ()
    footer: tuple[str, ...] = ()
