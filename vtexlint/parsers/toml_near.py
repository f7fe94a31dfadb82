"""Parser of large TOML that reads what is near a mention of a credential, and passes by the rest.

tomli decides first whether the text is valid. Then the outline: where the tables start, and which statements in them matter. A value
that takes several lines is one statement: its lines are not separate statements. Last, `toml` reads these statements.
"""

import re
from collections.abc import Iterator
from heapq import merge

from vtexlint._startup.typed import Literal, NamedTuple
from vtexlint.parsers import toml
from vtexlint.parsers.flat_near import WHOLE_NAMES, folded, named_lines, words_in
from vtexlint.parsers.model import Document, Mentions
from vtexlint.parsers.toml_strings import MULTI_BASIC, MULTI_LITERAL
from vtexlint.text.source import Source, line_start

_BASIC = r'"(?:[^"\\\r\n]++|\\[^\r\n])*+"'
_LITERAL = r"'[^'\r\n]*+'"
_KEYS = rf"[ \t]*+(?:{_BASIC}|{_LITERAL}|[\w-]++)(?:[ \t]*+\.[ \t]*+(?:{_BASIC}|{_LITERAL}|[\w-]++))*+[ \t]*+"
_HEADER = re.compile(rf"(?m)^[ \t]*+\[\[?({_KEYS})\]\]?[ \t]*+(?:#.*)?\r?$")
_HEADER_START = re.compile(r"\n(?=[ \t]*+\[)")
_PART = re.compile(rf"{_BASIC}|{_LITERAL}|[\w-]++")
_OPENED = re.compile(r"=[ \t]*+(?=[\[{]|\"{3}|'{3})")
_NAMES = re.compile(_KEYS)
_DOTTED = re.compile(rf"\.[ \t\"']*+{WHOLE_NAMES}[ \t\"']*+[=.\]]".encode())  # of a folded text
_STRING = rf"{_BASIC}|{_LITERAL}"
# a container in a container, no deeper; no string of several lines. What is not this is read by `toml`
_NO_STRING = r"(?!\"{3}|'{3})"
_FLAT = rf"(?:\{{(?:[^\[\]{{}}\"'#]++|{_NO_STRING}(?:{_STRING}))*+\}}|\[(?:[^\[\]{{}}\"'#]++|{_NO_STRING}(?:{_STRING})|#[^\r\n]*+)*+\])"
_CONTAINER = re.compile(
    rf"\{{(?:[^\[\]{{}}\"'#]++|{_NO_STRING}(?:{_STRING})|{_FLAT})*+\}}|\[(?:[^\[\]{{}}\"'#]++|{_NO_STRING}(?:{_STRING})|#[^\r\n]*+|{_FLAT})*+\]"
)

_Kind = Literal["header", "value", "strong", "weak"]


def parse_near(source: Source, mentions: Mentions) -> Document | None:
    """The statements that a mention is in, and those that the rules look at around them; None if the whole must be read."""
    text = source.text
    if toml.refusal(text) is not None:
        return None
    scanner = toml.Scanner(text)
    try:
        for start in _Statements(text, mentions).starts():
            scanner.statement_at(start)
    except toml.StopError:
        return None
    return Document("toml", scanner.entries, scanner.containers, scanner.comments, is_whole=False)


class _Table(NamedTuple):
    """A table by where its header starts, and where its statements start that matter. `weak` ones matter next to others."""

    start: int  # -1: the root
    name: tuple[str, ...]
    strong: list[int]
    weak: list[int]
    values: list[int]  # containers, and strings of several lines


class _Statements:
    """Goes over a valid text once, from one place of interest to the next."""

    def __init__(self, text: str, mentions: Mentions) -> None:
        self._text = text
        self._mentions = mentions
        self._tables = [_Table(-1, (), [], [], [])]
        self._at = 0  # after the last value of several lines
        self._statement = 0  # where that one starts

    def starts(self) -> Iterator[int]:
        """Where the headers and statements to be read start, in order."""
        for place, kind in self._events():
            if kind == "header":
                self._header(place)
            elif kind == "value":
                self._value(place)
            else:
                start = line_start(self._text, place)
                table = self._tables[-1]
                (table.strong if kind == "strong" else table.weak).append(self._statement if start < self._at else start)
        above = {table.name[:depth] for table in self._tables if table.strong for depth in range(len(table.name) + 1)}
        for table in self._tables:
            if table.strong or table.name in above or table.weak[:1] == [table.start]:
                found = {*table.strong, *table.weak}
                if table.start in found:  # named in the header: all below it
                    found.update(table.values)
                yield from sorted(found | {table.start} if table.start >= 0 else found)

    def _events(self) -> Iterator[tuple[int, _Kind]]:
        text = self._text
        flat = folded(text, self._mentions)
        headers = ((match.end(), "header") for match in _HEADER_START.finditer(text))
        values = ((match.start(), "value") for match in _OPENED.finditer(text))
        strong = ((place, "strong") for place in merge(self._mentions.places, self._mentions.manifests, words_in(flat, b"vtex")))
        dotted = (match.start() for match in _DOTTED.finditer(flat))
        weak = ((place, "weak") for place in merge(words_in(flat, b"account", b"cuenta", b"conta ", b"conta="), named_lines(flat), dotted))
        if text.lstrip(" \t").startswith("["):
            yield 0, "header"
        yield from merge(headers, strong, values, weak, key=lambda event: event[0])  # type: ignore[misc]

    def _header(self, place: int) -> None:
        match = _HEADER.match(self._text, place) if place >= self._at else None
        if match:
            name = tuple(part.strip("\"'") for part in _PART.findall(match[1]))
            self._tables.append(_Table(place, name, [], [], []))

    def _value(self, place: int) -> None:
        text = self._text
        start = line_start(text, place)
        names = _NAMES.match(text, start) if start >= self._at else None
        if names is None or names.end() != place:
            return  # in a comment or in a string
        value = place + 1
        while text[value] in " \t":
            value += 1
        quoted = {'"': MULTI_BASIC, "'": MULTI_LITERAL}.get(text[value])
        match = (quoted or _CONTAINER).match(text, value)
        self._at = match.end() if match else toml.Scanner(text).statement_at(start)
        self._statement = start
        self._tables[-1].values.append(start)
