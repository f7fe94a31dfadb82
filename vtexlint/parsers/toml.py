"""Parser of TOML with exact spans; tomli decides whether the text is valid."""

import re

import tomli

from vtexlint._startup.typed import QuietError
from vtexlint.parsers.model import Comment, Container, Document, Entry, ParseError, QuoteStyle, ScalarType
from vtexlint.parsers.toml_errors import about
from vtexlint.parsers.toml_strings import MULTI_BASIC, MULTI_LITERAL, decode
from vtexlint.text.messages import Message, Template
from vtexlint.text.patterns import lazy
from vtexlint.text.source import Source, Span, line_start

TOO_DEEP = Template("toml.too-deep", "nested too deeply")
OUT_OF_RANGE = Template("toml.out-of-range", "a number or a date here is out of range")
AFTER_VALUE = Template("toml.after-value", "unexpected text after the value")
NAME_EXPECTED = Template("toml.name-expected", "a name was expected")
OPEN_HEADER = Template("toml.open-header", "this table header is never closed")
TOO_DEEP_TO_FOLLOW = Template("toml.too-deep-to-follow", "nested more deeply than vtexlint reads")
EQUALS_EXPECTED = Template("toml.equals-expected", "expected `=` after the name")
ENDS_INSIDE = Template("toml.ends-inside", "the text ends inside an array or table")
OPEN_QUOTE = Template("toml.open-quote", "this quote is never closed")
VALUE_EXPECTED = Template("toml.value-expected", "a value was expected")
COMMA_EXPECTED = Template("toml.comma-expected", "expected `,` or `{close}` after the value")

MAX_DEPTH = 500
_REST = lazy(r"[^\r\n]*")  # of a line
_SPACE = lazy(r"[ \t]*+")
_GAP = lazy(r"[ \t\r\n]*+")
_COMMENT = lazy(r"#[^\r\n]*+")
_BARE_KEY = lazy(r"[A-Za-z0-9_-]++|[^\s=.\[\]{}\"'#,]++")
_BASIC = lazy(r'"((?:[^"\\\r\n]++|\\[^\r\n])*+)"')
_LITERAL = lazy(r"'([^'\r\n]*+)'")
_BARE_VALUE = lazy(r"[^\s,\]}#][^,\]}#\r\n]*")
_NUMBER = lazy(r"[+-]?(?:0x[\da-fA-F_]+|0o[0-7_]+|0b[01_]+|(?:\d[\d_]*)(?:\.[\d_]+)?(?:[eE][+-]?[\d_]+)?|inf|nan)")


def parse(source: Source) -> Document:
    """Every value, in the order of the text, duplicates included."""
    scanner = Scanner(source.text)
    found = scanner.run()
    problem = refusal(source.text) if not found or found.message.template is not TOO_DEEP_TO_FOLLOW else found
    return Document("toml", scanner.entries, scanner.containers, scanner.comments, problem)


def refusal(text: str) -> ParseError | None:
    """Why the text is not valid, None if it is."""
    try:
        tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        return ParseError(about(error.msg), min(error.pos, len(text)))
    except RecursionError:
        return ParseError(TOO_DEEP(), 0)
    except ValueError:
        return ParseError(OUT_OF_RANGE(), 0)
    return None


def source_map(source: Source, entry: Entry) -> list[int] | None:
    """The offset of each character of the value, and of its end; None if that cannot be determined."""
    if entry.value is None:
        return None
    raw = source.slice(entry.span)
    if raw == entry.value:
        return list(range(entry.span.start, entry.span.end + 1))
    text, places = decode(raw, entry.style)
    if text != entry.value:
        return None
    return [entry.span.start + place for place in places] + [entry.span.end]


class StopError(QuietError):
    """Ends the reading of one statement."""

    def __init__(self, message: Message, offset: int) -> None:
        super().__init__(message)
        self.problem = ParseError(message, offset)


class Scanner:
    """Tolerant: it continues with the next line after what it cannot read, which tomli reports."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self.entries: list[Entry] = []
        self.containers: list[Container] = [Container(-1, None, "mapping")]
        self.comments: list[Comment] = []
        self._children: dict[tuple[int, str | int], int] = {}
        self._sizes: dict[int, int] = {}
        self._table = 0

    def run(self) -> ParseError | None:
        first: ParseError | None = None
        while True:
            self._gap()
            if self._at >= len(self._text):
                return first
            try:
                self._statement()
            except StopError as stop:
                first = first or stop.problem
                self._next_line()

    def statement_at(self, start: int) -> int:
        """Read a comment, a header or a pair on the line that starts at `start`; returns the offset after it."""
        self._at = start
        self._space()
        if self._at < len(self._text) and self._text[self._at] not in "#\r\n":
            self._statement()
        else:
            self._end_of_line()
        return self._at

    def _statement(self) -> None:
        if self._text[self._at] == "[":
            self._header()
        else:
            self._pair(self._table)
        self._end_of_line()

    def _gap(self) -> None:
        """Skip whitespace, line breaks and comments."""
        text = self._text
        while True:
            self._at = _GAP.match(text, self._at).end()  # type: ignore[union-attr]
            if not text.startswith("#", self._at):
                return
            self._comment()

    def _comment(self) -> None:
        match = _COMMENT.match(self._text, self._at)
        assert match is not None
        line = self._text[line_start(self._text, self._at) : self._at]
        self.comments.append(Comment(Span(self._at, match.end()), not line.strip()))
        self._at = match.end()

    def _space(self) -> None:
        self._at = _SPACE.match(self._text, self._at).end()  # type: ignore[union-attr]

    def _end_of_line(self) -> None:
        self._space()
        if self._text.startswith("#", self._at):
            self._comment()
        if self._at < len(self._text) and self._text[self._at] not in "\r\n":
            raise StopError(AFTER_VALUE(), self._at)

    def _next_line(self) -> None:
        self._at = _REST.match(self._text, self._at).end() + 1  # type: ignore[union-attr]

    # keys and tables

    def _keys(self) -> list[tuple[str, Span]]:
        keys = [self._key()]
        self._space()
        while self._text.startswith(".", self._at):
            self._at += 1
            self._space()
            keys.append(self._key())
            self._space()
        return keys

    def _key(self) -> tuple[str, Span]:
        start = self._at
        for pattern, style in ((_BASIC, "double"), (_LITERAL, "single")):
            match = pattern.match(self._text, start)
            if match:
                self._at = match.end()
                return decode(match[1], style)[0], Span(*match.span(1))  # type: ignore[arg-type]
        match = _BARE_KEY.match(self._text, start)
        if not match:
            raise StopError(NAME_EXPECTED(), start)
        self._at = match.end()
        return match[0], Span(start, match.end())

    def _header(self) -> None:
        start = self._at
        double = self._text.startswith("[[", start)
        self._at += 2 if double else 1
        self._space()
        keys = self._keys()
        close = "]]" if double else "]"
        if not self._text.startswith(close, self._at):
            raise StopError(OPEN_HEADER(), start)
        self._at += len(close)
        table = 0
        for name, span in keys[:-1]:
            table = self._below(table, name, span)
        name, span = keys[-1]
        self._table = self._element(table, name, span, start) if double else self._below(table, name, span)

    def _below(self, parent: int, name: str, span: Span) -> int:
        """The table of a name in a table: the existing or a new one; of an array its last element."""
        found = self._children.get((parent, name))
        if found is None:
            return self._new(parent, name, "mapping", span, span.start)
        if self.containers[found].kind == "sequence" and self._sizes.get(found):
            return self._children[(found, self._sizes[found] - 1)]
        return found

    def _element(self, parent: int, name: str, span: Span, start: int) -> int:
        array = self._children.get((parent, name))
        if array is None or self.containers[array].kind != "sequence":
            array = self._new(parent, name, "sequence", span, start)
        number = self._sizes.get(array, 0)
        self._sizes[array] = number + 1
        return self._new(array, number, "mapping", Span(start, start), start)

    def _new(self, parent: int, key: str | int, kind: str, span: Span, start: int) -> int:
        self.containers.append(Container(parent, key, kind, 0, span, start))  # type: ignore[arg-type]
        self._children[(parent, key)] = len(self.containers) - 1
        return len(self.containers) - 1

    # values

    def _pair(self, table: int) -> None:
        """`a.b = value`, whatever the depth of the value: no recursion."""
        pending = [self._name(table)]
        stack: list[tuple[int, int]] = []  # an open array or inline table, and how many items it has
        while pending or stack:
            if pending:
                container, name, span, item = pending.pop()
                opened = self._value(container, name, span, item)
                if opened is not None:
                    if len(stack) >= MAX_DEPTH:
                        raise StopError(TOO_DEEP_TO_FOLLOW(), self._at)
                    stack.append((opened, 0))
                elif not stack:
                    return
            following = self._next_in(stack)
            if following:
                pending.append(following)

    def _name(self, table: int) -> tuple[int, str | None, Span, int]:
        keys = self._keys()
        if not self._text.startswith("=", self._at):
            raise StopError(EQUALS_EXPECTED(), self._at)
        self._at += 1
        self._space()
        for name, span in keys[:-1]:
            table = self._below(table, name, span)
        return table, keys[-1][0], keys[-1][1], 0

    def _next_in(self, stack: list[tuple[int, int]]) -> tuple[int, str | None, Span, int] | None:
        """The next item of the innermost open container; None if it ends, and then it is closed."""
        container, count = stack[-1]
        mapping = self.containers[container].kind == "mapping"
        close = "}" if mapping else "]"
        self._gap()
        if count and self._text.startswith(",", self._at):
            self._at += 1
            self._gap()
        elif count and not self._text.startswith(close, self._at):
            raise StopError(COMMA_EXPECTED(close=close), self._at)
        if self._text.startswith(close, self._at):
            self._at += 1
            stack.pop()
            return None
        if self._at >= len(self._text):
            raise StopError(ENDS_INSIDE(), self._at)
        stack[-1] = (container, count + 1)
        return self._name(container) if mapping else (container, None, Span(self._at, self._at), count)

    def _value(self, container: int, name: str | None, name_span: Span, item: int) -> int | None:
        """Read a value; the index of the container that it opens, None for a scalar."""
        text, start = self._text, self._at
        if text[start : start + 1] in ("[", "{"):
            self._at += 1
            kind = "sequence" if text[start] == "[" else "mapping"
            return self._new(container, item if name is None else name, kind, name_span, start)
        for lead, pattern, style in _STRINGS:
            if text.startswith(lead, start):
                match = pattern.match(text, start)
                if not match:
                    raise StopError(OPEN_QUOTE(), start)
                value = decode(match[1], style)[0] if "\\" in match[1] or "\r" in match[1] else match[1]
                self._add(container, name, name_span, value, Span(*match.span(1)), "string", style, item)
                self._at = match.end()
                return None
        match = _BARE_VALUE.match(text, start)
        if not match:
            raise StopError(VALUE_EXPECTED(), start)
        word = match[0].rstrip(" \t")
        kind_of: ScalarType = "boolean" if word in ("true", "false") else "number" if _NUMBER.fullmatch(word) else "other"
        self._at = start + len(word)
        self._add(container, name, name_span, word, Span(start, self._at), kind_of, "plain", item)
        return None

    def _add(
        self, container: int, name: str | None, name_span: Span, value: str, span: Span, kind: ScalarType, style: QuoteStyle, item: int
    ) -> None:
        self.entries.append(Entry(container, name, name_span, value, span, kind, style, "", False, item))


_STRINGS: tuple[tuple[str, re.Pattern[str], QuoteStyle], ...] = (
    ('"""', MULTI_BASIC, "multi-double"),
    ("'''", MULTI_LITERAL, "multi-single"),
    ('"', _BASIC, "double"),
    ("'", _LITERAL, "single"),
)
