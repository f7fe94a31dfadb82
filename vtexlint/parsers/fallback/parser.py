"""The fallback parser: names and values wherever a line plausibly assigns, in a text that no other parser understands.

It reads what is not valid YAML, JSON or TOML (Helm, Jinja, broken files) and files of unknown kind. Each line is searched for tokens
(`tokens`); indentation, brackets and headings give the containers (`scopes`); `values` reads what a name has, which may go on over several
lines (`lines`).
"""

import re

from vtexlint.parsers.fallback import programs
from vtexlint.parsers.fallback.arguments import Arguments
from vtexlint.parsers.fallback.escapes import spell
from vtexlint.parsers.fallback.lines import BLANKS, TEMPLATE_LINE, below, line_at, with_plain_quotes
from vtexlint.parsers.fallback.remarks import REMARK, Remarks
from vtexlint.parsers.fallback.scopes import Scopes
from vtexlint.parsers.fallback.tokens import IN_QUOTES, PREFIX, SPACED, STYLES, TOKEN, next_line
from vtexlint.parsers.fallback.values import Line, Name, Values
from vtexlint.parsers.model import Comment, Document, Entry
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
        self._template: Span | None = None  # a template's line below that name: it may be the value
        self._arguments = Arguments(self.text, self.scopes, self.entries, is_code=self._is_code, is_data=is_data)
        self._values = Values(self.text, self.scopes, self.entries, self._arguments, is_code=self._is_code, is_shell=self._is_shell)
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
            self._values.add(Name(injected["name"], Span(*injected.span("name"))), Span(*injected.span("double")), "double")
            start = injected.end()
        first = -1
        if not scopes.in_brackets:
            if spaced := SPACED.match(text, start, end):
                name = Name(spaced["name"], Span(*spaced.span("name")), is_first=True, is_spaced=True)
                return max(self._values.read(name, spaced.end(), Line(end, start, indent, is_item=False)), end)
            prefix = PREFIX.match(text, start, end)
            first = prefix.end() if prefix else start
        line = Line(end, first, indent, is_item)
        if is_item and self._is_item(start, end):
            scopes.drop_item()
            start = self._values.read(Name(None, Span(start, start), is_first=True), start, line)
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
        scope, template = self._values.pending, self._template
        self._values.pending = self._template = None
        if scope is None:
            return start
        name = Name(scope.key, scope.name_span)
        is_deeper = indent > scope.indent
        if is_deeper and not (template or self._is_program) and (spread := below(self.text, start, scope.indent)):
            self.scopes.open_ones.pop()
            return self._values.add_spread(name, spread)
        is_quoted = self.text[name.span.end : name.span.end + 1] in ("'", '"')
        if is_deeper and self._is_code and not template and (value := next_line(self.text, start, is_quoted=is_quoted)):
            self.scopes.open_ones.pop()
            self._values.add(name, *value)
            return line_at(self.text, start).end("body")
        if is_deeper or scope.contains(indent, self.text[start : start + 1]):
            return start
        self.scopes.open_ones.pop()
        if template:
            self._values.add(name, template, kind="template")
        elif not self._is_code:
            self._values.add(name, Span(scope.start, scope.start), kind="null")
        return start

    def _scan(self, at: int, line: Line) -> int:
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
                self._values.add_in_quotes(inner, match, group)
            elif group in STYLES:
                self._arguments.add_string(match.start(), Span(*match.span(group)), STYLES[group], self._line_start)
        return at

    def _read_bracket(self, match: re.Match[str], line: Line) -> None:
        if match[0] in "}])":
            self.scopes.close(match[0])
            return
        if match[0] != "{" and self._is_code and (called := programs.call(self.text, match.start())):
            self._arguments.add_called(called, match.start(), self._line_start)
        self.scopes.open(match[0], line.indent, match.start())

    def _is_item(self, start: int, end: int) -> bool:
        """Whether what comes after the dash of a list is the item's value or a bracket, not a pair or what has one in it."""
        token = TOKEN.search(self.text, start, end)
        group = token.lastgroup if token else None
        if token and token.start() == start and group in STYLES:
            return not IN_QUOTES.fullmatch(self.text, *token.span(group))
        if token and token.start() == start:
            return self.text[start] in "{[(" and group == "bracket"
        return self.text[start] not in "!&*|>" and group in (None, "comment", "bracket", "template")

    def _read_pair(self, match: re.Match[str], line: Line) -> int:
        """Read a name with a separator, and its value; the offset where reading goes on."""
        group = "quoted" if match["quoted"] is not None else "bare"
        name = Name(match[group], Span(*match.span(group)), "=" in match["sep"], match.start() == line.first, group == "quoted")
        if name.is_quoted and self.text.startswith("]", name.span.end + 1):
            self.scopes.close("]")  # os.environ["NAME"] = "value"
        if line.is_item and name.is_first and name.assigns:
            self.scopes.drop_item()  # `- NAME=value`: the pairs of the list are siblings
        if name.assigns and 0 <= line.first < match.start() and programs.assigns_several(
            self.text, line.first, match.start(), match.end(), line.end
        ):  # fmt: skip
            return match.end()
        return self._values.read(name, match.end(), line)
