"""The values of names: from where one begins to its end, as an entry of the innermost scope."""

import re

from vtexlint._startup.typed import NamedTuple
from vtexlint.parsers.fallback import programs
from vtexlint.parsers.fallback.arguments import Arguments
from vtexlint.parsers.fallback.escapes import spell
from vtexlint.parsers.fallback.lines import Spread, block, line_at, quoted, triple
from vtexlint.parsers.fallback.scopes import Scope, Scopes
from vtexlint.parsers.fallback.tokens import BLOCK, PROPERTY, STYLES, Place, bare_span, kind_of, next_line, value_at
from vtexlint.parsers.model import Entry, QuoteStyle, ScalarType
from vtexlint.text.source import Span


class Name(NamedTuple):
    """What a value belongs to: a name with a separator after it, or a place in a list (`text` None)."""

    text: str | None
    span: Span
    assigns: bool = False  # by `=`, `:=` or `=>`, not by a colon
    is_first: bool = False  # on its line, so that its value may have spaces and go on below
    is_quoted: bool = False
    is_spaced: bool = False  # `ENV NAME value`: the value is all that follows


class Line(NamedTuple):
    """The line that is read."""

    end: int
    first: int  # where its first name would be; -1 in brackets
    indent: int
    is_item: bool


class Values:
    """Reads values, and adds their entries to those of the text."""

    def __init__(self, text: str, scopes: Scopes, entries: list[Entry], arguments: Arguments, *, is_code: bool, is_shell: bool) -> None:
        self._text = text
        self._scopes = scopes
        self._entries = entries
        self._arguments = arguments
        self._is_code = is_code
        self._is_shell = is_shell
        self._is_program = is_code or is_shell
        self.pending: Scope | None = None  # of a name with nothing after it: what it has is seen on the next line

    def add_in_quotes(self, inner: re.Match[str], match: re.Match[str], group: str) -> None:
        """Add the entry of a string that is `NAME: value` or `NAME=value`; in a program it may be a message, or a part of an expression."""
        kind: ScalarType = "string"
        if self._is_program and inner["sign"] != "=" and programs.is_message(inner["value"]):
            if inner["name"][:2] not in ("X-", "x-"):
                return
            kind = "template"
        elif self._is_code and programs.is_computed(self._text, match.end()):
            kind = "template"
        self.add(Name(inner["name"], Span(*inner.span("name"))), Span(*inner.span("value")), STYLES[group], kind)

    def read(self, name: Name, at: int, line: Line) -> int:
        """Read the value at `at`; the offset where reading goes on."""
        text, end = self._text, line.end
        if name.assigns and text.startswith(('"""', "'''"), at):
            spread = triple(text, at)
            return self.add_spread(name, spread) if spread else at + 3
        tag = ""
        while not name.assigns and (given := PROPERTY.match(text, at, end)):
            tag, at = given["tag"] or tag, given.end()
        match, kind = value_at(text, at, end, is_code=self._is_code)
        if match:
            group = match.lastgroup or ""
            if group in STYLES:
                self.add(name, Span(*match.span(group)), STYLES[group], kind, tag=tag)
                return match.end()
            if not name.is_spaced:
                if self._is_code and match[0] == "(":
                    self.add(name, Span(at, at + 1), kind="template")  # an expression
                self._scopes.open(match[0], line.indent, at, name.text, name.span)
                return match.end()
        if name.is_first and not name.assigns and (spread := self._spread_at(at, line)):
            return self.add_spread(name, spread, tag)
        if self._is_code and name.assigns and programs.goes_on_below(text, at, end):
            return self._below(name, at, end)
        return self._bare(name, at, line, tag)

    def _bare(self, name: Name, at: int, line: Line, tag: str) -> int:
        """Read a value without quotes."""
        text, scopes, end = self._text, self._scopes, line.end
        place: Place = "flow" if scopes.in_brackets or self._is_code else "line" if name.is_first else "word"
        ends = ",;" if name.is_quoted else ";" if name.is_spaced or self._is_shell else ""
        span = bare_span(text, at, end, place, is_shell=self._is_shell and name.assigns, ends=ends)
        if self._is_code:
            span = programs.without_default(text, span)
            if not programs.is_named(name.text) and (variable := programs.environment(text, span)):
                self._arguments.add(variable, span, "plain", "template")
        if span.start == span.end and not name.assigns:
            if at == end or text[at] == "#":
                if scopes.open("name", line.indent, name.span.end + 1, name.text, name.span):
                    self.pending = scopes.top
                return at
            if not (scopes.in_brackets or name.is_quoted):
                return at
        self.add(name, span, kind=kind_of(text[span.start : span.end], assigns=name.assigns, is_code=self._is_code), tag=tag)
        return span.end

    def _below(self, name: Name, at: int, end: int) -> int:
        """Read a program's value on the line below the sign: a string, or an expression."""
        line = line_at(self._text, line_at(self._text, end).end())
        if value := next_line(self._text, line.start("body"), is_quoted=False):
            self.add(name, *value)
            return line.end("body")
        self.add(name, Span(at, at), kind="template")
        return end

    def _spread_at(self, at: int, line: Line) -> Spread | None:
        """The block scalar whose header is at `at`, or the quoted value that opens there and goes on below."""
        if header := BLOCK.match(self._text, at, line.end):
            return block(self._text, header, line.indent)
        if at < line.end and self._text[at] in "\"'" and not self._is_program:
            return quoted(self._text, at, line.indent)
        return None

    def add_spread(self, name: Name, spread: Spread, tag: str = "") -> int:
        """Add the entry of a value that goes on over lines; the offset where reading goes on."""
        value = spell(self._text, spread.span, spread.style).value
        kind: ScalarType = "string"
        if spread.style == "plain" or (spread.style in ("literal", "folded") and "\n" not in value):
            kind = kind_of(value, assigns=spread.style != "plain", is_code=False)
        self.add(name, spread.span, spread.style, kind, spread.tail, tag)
        return spread.end

    def add(self, name: Name, span: Span, style: QuoteStyle = "plain", kind: ScalarType = "string", tail: str = "", tag: str = "") -> None:
        """Add an entry to the innermost scope; `tail` is what its value has after what is at `span`."""
        container = self._scopes.container()
        item = self._scopes.top.next_item() if name.text is None else 0
        value = None if kind == "null" else spell(self._text, span, style).value + tail
        self._entries.append(Entry(container, name.text, name.span, value, span, kind, style, tag, item=item))
