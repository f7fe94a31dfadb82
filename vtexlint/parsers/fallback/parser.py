"""The line reader: names and values wherever a line plausibly assigns, in a text that no parser understands.

It takes over where YAML, JSON or TOML does not parse (Helm, Jinja, broken files), and reads files of unknown kind.
"""

import re

from vtexlint._startup.typed import NamedTuple
from vtexlint.parsers.fallback.builder import Gathered
from vtexlint.parsers.fallback.comments import REMARK, Remarks
from vtexlint.parsers.fallback.escapes import decode, spell, spell_block
from vtexlint.parsers.fallback.multiline import LINE, TAIL, TEMPLATE_LINE, Spread, below, block, quoted, triple
from vtexlint.parsers.fallback.scopes import BRACKETS, ScopeFrame
from vtexlint.parsers.fallback.tokens import BLOCK, PREFIX, PROPERTY, SPACED, TOKEN, Notation, bare_span, kind_of, with_blanks
from vtexlint.parsers.formats import guess_format
from vtexlint.parsers.model import Comment, Document, Entry, QuoteStyle, ScalarType
from vtexlint.text.patterns import lazy
from vtexlint.text.source import Source, Span, line_start

_DASH = lazy(r"-(?:[ \t]++|(?=[\r\n]|\Z))")
_SECTION = lazy(r"\[{1,2}[ \t]*+(?P<name>[\w.\-\"':/][\w.\-\"': /]*+)\]{1,2}[ \t]*+(?:[#;][^\r\n]*+)?(?=[\r\n]|\Z)")
_DOCUMENT = lazy(r"---(?=[ \t]*+(?:[\r\n#]|\Z))")
_CODE = lazy(r"(?i)\.(?:py|[cm]?[jt]sx?|php|go|rb|java|kts?|cs|rs|swift|scala|tf|hcl|vue|svelte|lua|groovy|dart)$")
_SHELL = lazy(r"(?i)\.(?:sh|bash|zsh|fish)$|(?:^|/)(?:dockerfile|containerfile|makefile|justfile)[^/]*$|\.dockerfile$")


def parse(source: Source) -> Document:
    """Every name and value that the lines show; never a problem."""
    reader = _Reader(source)
    reader.run()
    return Document("text", reader.entries, reader.scopes.containers, reader.comments)


def source_map(source: Source, entry: Entry) -> list[int] | None:
    """The offset of each character of the value, and its end; None if these are not known."""
    if entry.value is None:
        return None
    start, end = entry.span
    if entry.style in ("literal", "folded"):
        spelled = spell_block(source.text, entry.span, entry.style, "")
        missing = len(entry.value) - len(spelled.value)
        if missing > 0:
            spelled = spell_block(source.text, entry.span, entry.style, "\n" * missing)
    else:
        spelled = spell(source.text[start:end], entry.style)
    if spelled.value != entry.value:
        return None
    return [start + place for place in spelled.places]


class _Here(NamedTuple):
    """What is known of the line under the reader."""

    end: int
    head: int  # where a pair may start whose value continues to the line's end; -1 inside brackets
    indent: int
    is_item: bool


class _Reader(Gathered):
    def __init__(self, source: Source) -> None:
        super().__init__(source.text)
        self._is_code = _CODE.search(source.display_path) is not None
        self._is_shell = source.text.startswith("#!") or _SHELL.search(source.display_path) is not None
        self._is_program = self._is_code or self._is_shell
        self._keeps_blanks = not self._is_program and guess_format(source.text) == "dotenv"
        self._line_start = 0
        self._pending: ScopeFrame | None = None  # a name without a value: a scope, unless nothing deeper follows
        self._template: Span | None = None  # a template's line after that name: it may be the value
        self._remarks = Remarks(source.text)
        self.comments = self._remarks.comments

    def run(self) -> None:
        at, size = 0, len(self.text)
        while at < size:
            self._line_start = max(self._line_start, at)
            at = self._line(at)
        self._settle(-1, "")

    def _line(self, at: int) -> int:
        """Read one line, or its rest after a comment. Returns the offset of the next one."""
        match = LINE.match(self.text, at)
        assert match is not None
        start, end = match.span("body")
        if start == end:
            self._line_start = match.end()
            return match.end()
        behind = self._aside(start, end)
        if behind is not None and behind > end:  # a comment over several lines
            self._line_start = line_start(self.text, behind)
            return behind
        if behind is not None:
            return behind if behind < end else self._next(match)
        indent = start - self._line_start
        goes_on = self._below(start, indent)
        if goes_on is None:
            self._settle(indent, self.text[start])
            goes_on = self._body(start, end, indent)
        return goes_on if goes_on > end else self._next(match)

    def _next(self, match: re.Match[str]) -> int:
        self._line_start = match.end()
        return match.end()

    def _aside(self, start: int, end: int) -> int | None:
        """Where a comment, a template's line, a heading or `---` ends; None if the line is none of them."""
        text = self.text
        first = text[start]
        if first in "#;" or text.startswith("//", start):
            self.comments.append(Comment(Span(start, end), own_line=True))
            return end
        if first in "/<{" and (remark := REMARK.match(text, start)):
            return self._remarks.record(remark[0], start, len(text), own_line=True)
        if first in "{<" and TEMPLATE_LINE.match(text, start):
            if self._pending is not None:
                self._template = Span(start, start + len(text[start:end].rstrip()))
            return end
        if first == "-" and _DOCUMENT.match(text, start) and start == self._line_start:
            self._settle(-1, "")
            self.scopes.new_document(end, not self.entries and len(self.scopes.containers) == 1)
            return end
        if first == "[" and not self.scopes.in_brackets and (heading := _SECTION.match(text, start, end)):
            self._settle(-1, "")
            name = heading["name"].rstrip()
            at = heading.start("name")
            self.scopes.section(name, Span(at, at + len(name)), start)
            return end
        return None

    def _settle(self, indent: int, first: str) -> None:
        """Resolve a pending name without a value by the next line: a scope, or null."""
        snippet, self._pending = self._pending, None
        template, self._template = self._template, None
        self.scopes.named = None
        if snippet is None or self.scopes.top is not snippet:
            return
        if (indent > snippet.indent or (indent == snippet.indent and first == "-")) and first not in ("{", "["):
            return
        self.scopes.snippets.pop()
        if first in ("{", "[") and indent >= snippet.indent:
            self.scopes.named = snippet
        elif not self._is_code:
            span = template or Span(snippet.start, snippet.start)
            value = self.text[span.start : span.end] if template else None
            kind: ScalarType = "template" if template else "null"
            self.entries.append(Entry(self.scopes.container(), str(snippet.key), snippet.name_span, value, span, kind))

    def _below(self, start: int, indent: int) -> int | None:
        """Read the value of a name at the end of its line, if one starts at `start`. Returns the offset after it."""
        snippet = self._pending
        if snippet is None or self._template or self._is_program or indent <= snippet.indent or self.scopes.top is not snippet:
            return None
        spread = below(self.text, start, snippet.indent)
        if spread is None:
            return None
        self._pending = None
        self.scopes.snippets.pop()
        kind = kind_of(spread.value, Notation(), False) if spread.style == "plain" else "string"
        return self._spread(Entry(self.scopes.container(), str(snippet.key), snippet.name_span, None, Span(0, 0), kind), spread)

    def _spread(self, entry: Entry, spread: Spread) -> int:
        """Add the entry with a value that `multiline` found. Returns the offset where reading continues."""
        value = None if entry.kind == "null" else spread.value
        self.entries.append(entry._replace(value=value, span=spread.span, style=spread.style))
        end = spread.end
        self._line_start = line_start(self.text, end)
        tail = None if end == self._line_start else TAIL.match(self.text, end)
        if tail is None:
            return end
        if tail["comment"] is not None:
            self.comments.append(Comment(Span(*tail.span("comment")), own_line=False))
        return tail.end()

    def _body(self, start: int, end: int, indent: int) -> int:
        text, scopes = self.text, self.scopes
        is_item = False
        dash = None if scopes.in_brackets else _DASH.match(text, start, end)
        scopes.line(indent, dash is not None)
        while dash is not None:
            scopes.item(indent, start)
            is_item, start = True, dash.end()
            indent = start - self._line_start
            dash = _DASH.match(text, start, end)
        if start == end:
            return end
        head = start
        if not scopes.in_brackets:
            if (spaced := SPACED.match(text, start, end)) and "=" not in spaced["value"].split(" ")[0]:
                self.spaced(spaced)
                return end
            prefix = PREFIX.match(text, start, end)
            head = prefix.end() if prefix else start
        else:
            head = -1
        return self._scan(start, _Here(end, head, indent, is_item))

    def _scan(self, start: int, here: _Here) -> int:
        """Everything on the line from `start`. Returns the offset where reading continues."""
        text, scopes = self.text, self.scopes
        at, end = start, here.end
        if here.is_item and self.plain_item(start, end):
            return end
        while at < end and (match := TOKEN.search(text, at, end)):
            at = match.end()
            match match.lastgroup:
                case "bracket":
                    bracket = match["bracket"]
                    if bracket in BRACKETS:
                        if here.is_item and match.start() == start:
                            scopes.drop_item()  # `- {`: the bracket is the item
                        scopes.open(BRACKETS[bracket], here.indent, match.start())
                    else:
                        scopes.close(bracket)
                case "comment":
                    self.comments.append(Comment(Span(*match.span()), own_line=False))
                case "string" | "apostrophes":
                    self.string(match)
                case "remark":
                    at = self._remarks.record(match[0], match.start(), end, own_line=False) or at
                case "template":
                    pass
                case _:
                    at = self._pair(match, here)
        return at

    def _pair(self, match: re.Match[str], here: _Here) -> int:
        group = "quoted" if match["quoted"] is not None else "bare"
        name, name_span = match[group], Span(*match.span(group))
        if group == "quoted" and self.text.startswith("]", name_span.end + 1):
            self.scopes.close("]")  # os.environ["NAME"] = "value"
        is_item_value = here.is_item and match.start() == here.head and "=" in match["sep"]
        if match["triple"] is not None:
            return self._triple(name, name_span, match, is_item_value)
        style: QuoteStyle
        for style in ("double", "single", "backtick"):
            if match[style] is not None:
                container = self.container(is_item_value)
                value = decode(match[style], style)
                self.entries.append(Entry(container, name, name_span, value, Span(*match.span(style)), "string", style))
                return match.end()
        return self._unquoted(name, name_span, match, here)

    def _triple(self, name: str, name_span: Span, match: re.Match[str], is_item_value: bool) -> int:
        spread = triple(self.text, match.start("triple"))
        if spread is None:
            return match.end()
        return self._spread(Entry(self.container(is_item_value), name, name_span, None, Span(0, 0)), spread)

    def _unquoted(self, name: str, name_span: Span, match: re.Match[str], here: _Here) -> int:
        text, scopes = self.text, self.scopes
        end, is_head = here.end, match.start() == here.head
        at, is_assignment = match.end(), "=" in match["sep"]
        if at < end and text[at] in BRACKETS and not text.startswith(("{{", "{%"), at):
            scopes.open(BRACKETS[text[at]], here.indent, at, name, name_span)
            return at + 1
        tag = ""
        while not is_assignment and (given := PROPERTY.match(text, at, end)):
            tag, at = given["tag"] or tag, given.end()
        if is_head and not is_assignment and (spread := self._several_lines(at, here)):
            kind: ScalarType = "string"
            if spread.style in ("literal", "folded") and spread.value.count("\n") <= 1:
                kind = kind_of(spread.value, Notation(), is_assignment=True)
            return self._spread(Entry(scopes.container(), name, name_span, None, Span(0, 0), kind, tag=tag), spread)
        listed = match["quoted"] is not None
        notation = Notation(scopes.in_brackets, is_head, self._is_shell and is_assignment, self._is_code, listed)
        span = bare_span(text, at, end, notation)
        separator = Span(0, 0)
        if is_head and match["sep"] == "=" and self._keeps_blanks:
            separator = Span(name_span.end, match.end("sep"))
            span = with_blanks(text, separator.end, span, end)
        if span.start == span.end and not is_assignment:
            if text[at:end].strip() in ("", "|", ">") or text[at : at + 1] == "#":
                scopes.open("block", here.indent, name_span.end + 1, name, name_span)
                self._pending = scopes.top if scopes.top.key == name else None
                return max(at, match.end())
            if not scopes.in_brackets and not listed:
                return max(at, match.end())
        value = text[span.start : span.end]
        kind = kind_of(value, notation, is_assignment)
        container = self.container(here.is_item and is_head and is_assignment)
        self.entries.append(
            Entry(container, name, name_span, None if kind == "null" else value, span, kind, "plain", tag, separator=separator)
        )
        return max(span.end, match.end())

    def _several_lines(self, at: int, here: _Here) -> Spread | None:
        """The block scalar with its header at `at`, or the quoted value that opens there and continues below."""
        if header := BLOCK.match(self.text, at, here.end):
            return block(self.text, header, here.indent)
        if at < here.end and self.text[at] in "\"'" and not self._is_program:
            return quoted(self.text, at, here.indent)
        return None
