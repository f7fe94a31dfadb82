"""Columns as an editor counts them: the units of the encoding that client and server agreed on."""

from bisect import bisect_right
from itertools import accumulate
from typing import Literal

from lsprotocol import types

from vtexlint.text.source import Position, Source

Encoding = Literal["utf-8", "utf-16", "utf-32"]

_BOM = "\ufeff"
_PART = 1024  # characters of a long line that are counted together


def encoding_of(kind: "types.PositionEncodingKind | str | None") -> Encoding:
    """The negotiated encoding; UTF-16 where none was, as the protocol has it."""
    match str(getattr(kind, "value", kind)):
        case "utf-8":
            return "utf-8"
        case "utf-32":
            return "utf-32"
        case _:
            return "utf-16"


def units(text: str, encoding: Encoding) -> int:
    """How many code units a text takes."""
    if encoding == "utf-32" or text.isascii():
        return len(text)
    if encoding == "utf-16":
        return len(text.encode("utf-16-le", "surrogatepass")) // 2
    return len(text.encode("utf-8", "surrogatepass"))


def code_points(line: str, count: int, encoding: Encoding) -> int:
    """How many code points the first `count` units of a line hold; a place inside a character counts as its start."""
    if encoding == "utf-32" or line.isascii():
        return min(count, len(line))
    if encoding == "utf-16":
        data = line.encode("utf-16-le", "surrogatepass")
        if count > 0 and _is_half(data, 2 * count):
            count -= 1
        return len(data[: 2 * count].decode("utf-16-le", "surrogatepass"))
    data = line.encode("utf-8", "surrogatepass")
    while 0 < count < len(data) and data[count] & 0xC0 == 0x80:
        count -= 1
    return len(data[:count].decode("utf-8", "surrogatepass"))


def _is_half(data: bytes, at: int) -> bool:
    """Whether a byte offset in UTF-16-LE is between the two halves of a surrogate pair."""
    return at < len(data) and 0xD8 <= data[at - 1] <= 0xDB and 0xDC <= data[at + 1] <= 0xDF


def offset_of(source: Source, position: types.Position, encoding: Encoding) -> int:
    """The code-point offset of a client's position; one beyond a line's end or the text's is that end."""
    if position.line >= len(source.line_starts):
        return len(source.text)
    span = source.line_span(position.line + 1)
    return span.start + code_points(source.slice(span), max(position.character, 0), encoding)


class Positions:
    """Places in one `Source`, as the client counts them.

    The source is without the byte order mark that a client may keep before the text: then `bom_offset` is 1.
    """

    def __init__(self, source: Source, encoding: Encoding, *, bom_offset: int = 0) -> None:
        self._source = source
        self._encoding = encoding
        self._bom_offset = units(_BOM, encoding) if bom_offset else 0
        self._is_counted = encoding != "utf-32" and not source.text.isascii()
        self._marks: dict[int, list[int]] = {}  # by line, 0-based: the units before each of its parts of `_PART` characters

    @property
    def source(self) -> Source:
        return self._source

    def of_offset(self, offset: int) -> types.Position:
        starts = self._source.line_starts
        line = bisect_right(starts, offset) - 1
        return self._position(line, offset - starts[line])

    def of_place(self, position: Position) -> types.Position:
        return self._position(position.line - 1, position.column - 1)

    def span(self, start: int, end: int) -> types.Range:
        return types.Range(self.of_offset(start), self.of_offset(end))

    def offset(self, position: types.Position) -> int:
        """The source's offset of a client's position."""
        if position.line == 0 and self._bom_offset:
            position = types.Position(0, max(position.character - self._bom_offset, 0))
        return offset_of(self._source, position, self._encoding)

    def _position(self, line: int, column: int) -> types.Position:
        character = self._units(line, column) if self._is_counted else column
        return types.Position(line, character + (self._bom_offset if line == 0 else 0))

    def _units(self, line: int, column: int) -> int:
        """The units before a column of a line. A long line is counted once, not again for each place on it."""
        text, start = self._source.text, self._source.line_starts[line]
        if column < _PART:
            return units(text[start : start + column], self._encoding)
        marks = self._marks.get(line)
        if marks is None:
            span = self._source.line_span(line + 1)
            parts = (text[at : min(at + _PART, span.end)] for at in range(span.start, span.end, _PART))
            marks = self._marks[line] = [0, *accumulate(units(part, self._encoding) for part in parts)]
        part = min(column // _PART, len(marks) - 1)
        return marks[part] + units(text[start + part * _PART : start + column], self._encoding)
