"""The fallback parser: names and values wherever a line plausibly assigns, in a text that no other parser understands.

It reads what is not valid YAML, JSON or TOML (Helm, Jinja, broken files) and files of unknown kind. Each line is searched for tokens
(`tokens`); indentation, brackets and headings give the containers (`scopes`); few values go on over several lines (`lines`).
"""

import re

from vtexlint._startup.typed import NamedTuple
from vtexlint.parsers.fallback import programs
from vtexlint.parsers.fallback.arguments import Arguments
from vtexlint.parsers.fallback.escapes import spell
from vtexlint.parsers.fallback.lines import BLANKS, TEMPLATE_LINE, Spread, below, block, line_at, quoted, triple, with_plain_quotes
from vtexlint.parsers.fallback.remarks import REMARK, Remarks
from vtexlint.parsers.fallback.scopes import Scope, Scopes
from vtexlint.parsers.fallback.tokens import (
    BLOCK,
    IN_QUOTES,
    PREFIX,
    PROPERTY,
    SPACED,
    STYLES,
    TOKEN,
    Place,
    bare_span,
    kind_of,
    next_line,
    value_at,
)
from vtexlint.parsers.model import Comment, Document, Entry, QuoteStyle, ScalarType
from vtexlint.text.patterns import lazy
from vtexlint.text.source import Source, Span, line_start

_DASH = lazy(r"-(?:[ \t]++|(?=[\r\n]|\Z))")
_SECTION = lazy(r"\[{1,2}[ \t]*+(?P<name>[\w.\-\"':/][\w.\-\"': /]*+)\]{1,2}[ \t]*+(?:[#;][^\r\n]*+)?(?=[\r\n]|\Z)")
_DOCUMENT = lazy(r"---(?=[ \t]*+(?:[\r\n#]|\Z))")


def parse(source: Source, *, is_data: bool = False) -> Document:
    """Every name and value that the lines show; never a problem. `is_data`: the text was meant as JSON or TOML, which have lists."""
    reader = _Reader(source, is_data=is_data)
    reader.read()
    return Document("text", reader.entries, reader.scopes.containers, reader.comments)


def source_map(source: Source, entry: Entry) -> list[int] | None:
    """The offset of each character of the value, and of its end; None where that cannot be determined."""
    if entry.value is None:
        return None
    value, places = spell(source.text, entry.span, entry.style)
    tail = entry.value[len(value) :]  # the line breaks at the end of a block scalar
    if value + tail != entry.value or tail.strip("\n"):
        return None
    return [*places, *[entry.span.end] * len(tail)]


class _Name(NamedTuple):
    """What a value belongs to: a name with a separator after it, or a place in a list (`text` None)."""

    text: str | None
    span: Span
    assigns: bool = False  # by `=`, `:=` or `=>`, not by a colon
    is_first: bool = False  # on its line, so that its value may have spaces and go on below
    is_quoted: bool = False
    is_spaced: bool = False  # `ENV NAME value`: the value is all that follows


class _Line(NamedTuple):
    """The line that is read."""

    end: int
    first: int  # where its first name would be; -1 in brackets
    indent: int
    is_item: bool


class _Reader:
    def __init__(self, source: Source, *, is_data: bool) -> None:
        self.text = with_plain_quotes(source.text)
        self.scopes = Scopes()
        self.entries: list[Entry] = []
        self.comments: list[Comment] = []
        self._is_code = programs.is_code(source.display_path)
        self._is_shell = source.text.startswith("#!") or programs.is_shell(source.display_path)
        self._is_program = self._is_code or self._is_shell
        self._line_start = 0
        self._pending: Scope | None = None  # of a name with nothing after it: what it has is seen on the next line
        self._template: Span | None = None  # a template's line below that name: it may be the value
        self._arguments = Arguments(self.text, self.scopes, self.entries, is_code=self._is_code, is_data=is_data)
        self._remarks = Remarks(self.text, self.comments)

    def read(self) -> None:
        at = 0
        while at < len(self.text):
            line = line_at(self.text, at)
            start, end = line.span("body")
            stop = end if start == end else self._read_line(start, end)
            if stop > end:  # a value or a comment over several lines
                self._line_start = line_start(self.text, stop)
            elif stop == end:
                self._line_start = stop = line.end()
            at = stop
        self._settle(-1, len(self.text))

    def _read_line(self, start: int, end: int) -> int:
        """Read one line, or what is left of it after a comment; the offset where reading goes on."""
        text, scopes = self.text, self.scopes
        stop = self._read_special(start, end)
        while stop is not None and stop < end:  # a comment is before the rest of the line, which is not looked for again
            blanks = BLANKS.match(text, stop, end)
            start = blanks.end() if blanks else stop
            stop = self._read_special(start, end) if start < end else end
        if stop is not None:
            return stop
        indent = start - self._line_start
        stop = self._settle(indent, start)
        if stop > start:
            return stop
        dash = None if scopes.in_brackets else _DASH.match(text, start, end)
        scopes.begin_line(indent, text[start])
        is_item = dash is not None
        while dash is not None:
            scopes.begin_item(indent, start)
            start = dash.end()
            indent = start - self._line_start
            dash = _DASH.match(text, start, end)
        if start == end:
            return end
        if text[start] == "@" and self._is_code and (injected := programs.injected(text, start, end)):
            self._add(_Name(injected["name"], Span(*injected.span("name"))), Span(*injected.span("double")), "double")
            start = injected.end()
        first = -1
        if not scopes.in_brackets:
            if spaced := SPACED.match(text, start, end):
                name = _Name(spaced["name"], Span(*spaced.span("name")), is_first=True, is_spaced=True)
                return max(self._read_value(name, spaced.end(), _Line(end, start, indent, is_item=False)), end)
            prefix = PREFIX.match(text, start, end)
            first = prefix.end() if prefix else start
        line = _Line(end, first, indent, is_item)
        if is_item and self._is_item(start, end):
            scopes.drop_item()
            start = self._read_value(_Name(None, Span(start, start), is_first=True), start, line)
        return max(self._scan(start, line), end)

    def _read_special(self, start: int, end: int) -> int | None:
        """Where a comment, a template's line, a heading or `---` ends; None where the line is none of them."""
        text = self.text
        first = text[start]
        if first in "#;" or text.startswith("//", start):
            self.comments.append(Comment(Span(start, end), own_line=line_at(text, self._line_start).start("body") == start))
            return end
        if first in "/<{" and (remark := REMARK.match(text, start)):
            return self._remarks.read(remark, len(text), own_line=True)
        if first in "{<" and TEMPLATE_LINE.match(text, start):
            self._template = Span(start, start + len(text[start:end].rstrip()))
            return end
        if first == "-" and start == self._line_start and _DOCUMENT.match(text, start):
            self._settle(-1, end)
            self.scopes.begin_document(end)
            return end
        if first == "[" and not self.scopes.in_brackets and (heading := _SECTION.match(text, start, end)):
            self._settle(-1, end)
            name = heading["name"].rstrip()
            at = heading.start("name")
            self.scopes.begin_section(name, Span(at, at + len(name)), start)
            return end
        return None

    def _settle(self, indent: int, start: int) -> int:
        """Decide what the name that ended the line before has, at the next one: a value on it, a scope, nothing; where reading goes on."""
        scope, template = self._pending, self._template
        self._pending = self._template = None
        if scope is None:
            return start
        name = _Name(scope.key, scope.name_span)
        is_deeper = indent > scope.indent
        if is_deeper and not (template or self._is_program) and (spread := below(self.text, start, scope.indent)):
            self.scopes.open_ones.pop()
            return self._add_spread(name, spread)
        is_quoted = self.text[name.span.end : name.span.end + 1] in ("'", '"')
        if is_deeper and self._is_code and not template and (value := next_line(self.text, start, is_quoted=is_quoted)):
            self.scopes.open_ones.pop()
            self._add(name, *value)
            return line_at(self.text, start).end("body")
        if is_deeper or scope.contains(indent, self.text[start : start + 1]):
            return start
        self.scopes.open_ones.pop()
        if template:
            self._add(name, template, kind="template")
        elif not self._is_code:
            self._add(name, Span(scope.start, scope.start), kind="null")
        return start

    def _scan(self, at: int, line: _Line) -> int:
        """Everything on the line from `at`; the offset where reading goes on."""
        while at < line.end and (match := TOKEN.search(self.text, at, line.end)):
            at = match.end()
            group = match.lastgroup or ""
            if group == "sep":
                at = self._read_pair(match, line)
            elif group == "tag":
                self.scopes.open_tag(line.indent, match.start())
            elif group == "bracket":
                self._read_bracket(match, line)
            elif group == "comment":
                self.comments.append(Comment(Span(*match.span()), own_line=False))
            elif group == "remark":
                at = self._remarks.read(match, line.end, own_line=False) or at
            elif group in STYLES and (inner := IN_QUOTES.fullmatch(self.text, *match.span(group))):
                if line.is_item and match.start() == line.first:
                    self.scopes.drop_item()
                self._add_in_quotes(inner, match, group)
            elif group in STYLES:
                self._arguments.add_string(match.start(), Span(*match.span(group)), STYLES[group], self._line_start)
        return at

    def _read_bracket(self, match: re.Match[str], line: _Line) -> None:
        if match[0] in "}])":
            self.scopes.close(match[0])
            return
        if match[0] != "{" and self._is_code and (called := programs.call(self.text, match.start())):
            self._arguments.add_called(called, match.start(), self._line_start)
        self.scopes.open(match[0], line.indent, match.start())

    def _add_in_quotes(self, inner: re.Match[str], match: re.Match[str], group: str) -> None:
        """Add the entry of a string that is `NAME: value` or `NAME=value`; in a program it may be a message, or a part of an expression."""
        kind: ScalarType = "string"
        if self._is_program and inner["sign"] != "=" and programs.is_message(inner["value"]):
            if inner["name"][:2] not in ("X-", "x-"):
                return
            kind = "template"
        elif self._is_code and programs.is_computed(self.text, match.end()):
            kind = "template"
        self._add(_Name(inner["name"], Span(*inner.span("name"))), Span(*inner.span("value")), STYLES[group], kind)

    def _is_item(self, start: int, end: int) -> bool:
        """Whether what comes after the dash of a list is the item's value or a bracket, not a pair or what has one in it."""
        token = TOKEN.search(self.text, start, end)
        group = token.lastgroup if token else None
        if token and token.start() == start and group in STYLES:
            return not IN_QUOTES.fullmatch(self.text, *token.span(group))
        if token and token.start() == start:
            return self.text[start] in "{[(" and group == "bracket"
        return self.text[start] not in "!&*|>" and group in (None, "comment", "bracket", "template")

    def _read_pair(self, match: re.Match[str], line: _Line) -> int:
        """Read a name with a separator, and its value; the offset where reading goes on."""
        group = "quoted" if match["quoted"] is not None else "bare"
        name = _Name(match[group], Span(*match.span(group)), "=" in match["sep"], match.start() == line.first, group == "quoted")
        if name.is_quoted and self.text.startswith("]", name.span.end + 1):
            self.scopes.close("]")  # os.environ["NAME"] = "value"
        if line.is_item and name.is_first and name.assigns:
            self.scopes.drop_item()  # `- NAME=value`: the pairs of the list are siblings
        if name.assigns and 0 <= line.first < match.start() and programs.assigns_several(
            self.text, line.first, match.start(), match.end(), line.end
        ):  # fmt: skip
            return match.end()
        return self._read_value(name, match.end(), line)

    def _read_value(self, name: _Name, at: int, line: _Line) -> int:
        """Read the value at `at`; the offset where reading goes on."""
        text, end = self.text, line.end
        if name.assigns and text.startswith(('"""', "'''"), at):
            spread = triple(text, at)
            return self._add_spread(name, spread) if spread else at + 3
        tag = ""
        while not name.assigns and (given := PROPERTY.match(text, at, end)):
            tag, at = given["tag"] or tag, given.end()
        match, kind = value_at(text, at, end, is_code=self._is_code)
        if match:
            group = match.lastgroup or ""
            if group in STYLES:
                self._add(name, Span(*match.span(group)), STYLES[group], kind, tag=tag)
                return match.end()
            if not name.is_spaced:
                if self._is_code and match[0] == "(":
                    self._add(name, Span(at, at + 1), kind="template")  # an expression
                self.scopes.open(match[0], line.indent, at, name.text, name.span)
                return match.end()
        if name.is_first and not name.assigns and (spread := self._spread_at(at, line)):
            return self._add_spread(name, spread, tag)
        if self._is_code and name.assigns and programs.goes_on_below(text, at, end):
            return self._read_below(name, at, end)
        return self._read_bare(name, at, line, tag)

    def _read_bare(self, name: _Name, at: int, line: _Line, tag: str) -> int:
        """Read a value without quotes."""
        text, scopes, end = self.text, self.scopes, line.end
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
                    self._pending = scopes.top
                return at
            if not (scopes.in_brackets or name.is_quoted):
                return at
        self._add(name, span, kind=kind_of(text[span.start : span.end], assigns=name.assigns, is_code=self._is_code), tag=tag)
        return span.end

    def _read_below(self, name: _Name, at: int, end: int) -> int:
        """Read a program's value on the line below the sign: a string, or an expression."""
        line = line_at(self.text, line_at(self.text, end).end())
        if value := next_line(self.text, line.start("body"), is_quoted=False):
            self._add(name, *value)
            return line.end("body")
        self._add(name, Span(at, at), kind="template")
        return end

    def _spread_at(self, at: int, line: _Line) -> Spread | None:
        """The block scalar whose header is at `at`, or the quoted value that opens there and goes on below."""
        if header := BLOCK.match(self.text, at, line.end):
            return block(self.text, header, line.indent)
        if at < line.end and self.text[at] in "\"'" and not self._is_program:
            return quoted(self.text, at, line.indent)
        return None

    def _add_spread(self, name: _Name, spread: Spread, tag: str = "") -> int:
        """Add the entry of a value that goes on over lines; the offset where reading goes on."""
        value = spell(self.text, spread.span, spread.style).value
        kind: ScalarType = "string"
        if spread.style == "plain" or (spread.style in ("literal", "folded") and "\n" not in value):
            kind = kind_of(value, assigns=spread.style != "plain", is_code=False)
        self._add(name, spread.span, spread.style, kind, spread.tail, tag)
        return spread.end

    def _add(
        self, name: _Name, span: Span, style: QuoteStyle = "plain", kind: ScalarType = "string", tail: str = "", tag: str = ""
    ) -> None:
        """Add an entry to the innermost scope; `tail` is what its value has after what is at `span`."""
        container = self.scopes.container()
        item = self.scopes.top.next_item() if name.text is None else 0
        value = None if kind == "null" else spell(self.text, span, style).value + tail
        self.entries.append(Entry(container, name.text, name.span, value, span, kind, style, tag, item=item))
