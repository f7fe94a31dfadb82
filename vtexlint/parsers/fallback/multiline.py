"""Values of several lines, for the line reader: YAML's block scalars, folded quotes and values below their name; triple quotes."""

import re

from vtexlint._startup.typed import NamedTuple
from vtexlint.parsers.fallback.escapes import spell, spell_block
from vtexlint.parsers.model import QuoteStyle
from vtexlint.parsers.toml_strings import MULTI_BASIC, MULTI_LITERAL
from vtexlint.text.patterns import lazy
from vtexlint.text.source import Span

# Without a parser, an unclosed quote looks like a value of several lines: a longer one is not a credential.
MAX_LINES = 10
MAX_LENGTH = 10_000

LINE = lazy(r"(?P<indent>(?:[^\S\r\n]|[\u200b-\u200d\u2060\ufeff])*+)(?P<body>[^\r\n]*+)(?:\r\n?|\n|\Z)")
TEMPLATE_LINE = lazy(r"(?:(?:\{\{[^{}\r\n]*+\}\}|\{%[^%\r\n]*+%\}|<%[^%\r\n]*+%>)[ \t]*+)++(?=[\r\n]|\Z)")
_BLANKS = lazy(r"[ \t]*+")
_CLOSING = {'"': lazy(r'(?:[^"\\]++|\\[\s\S])*+"'), "'": lazy(r"(?:[^']++|'')*+'")}
TAIL = lazy(r"[ \t]*+,?[ \t]*+(?P<comment>\#[^\r\n]*+)?(?=[\r\n]|\Z)")
_ASSIGNMENT = r"(?:export[ \t]++|-[ \t]++)*+[\"']?[A-Za-z_][\w.\-]*+[\"']?[ \t]*+(?:=|:(?=[\s\"'{\[]|\Z))"
_ASSIGNS = lazy(_ASSIGNMENT)
_ASSIGNS_WITHIN = lazy(r"[\r\n][ \t]*+" + _ASSIGNMENT)
_NO_PLAIN = lazy(r"[-?](?=[ \t\r\n]|\Z)|[{\[(}\])&*!|>%@`\"'#,;]|//")
_MAPS = lazy(r":(?=[ \t\r\n]|\Z)")
_COMMENT = lazy(r"(?<=[ \t])\#")


class Spread(NamedTuple):
    """A value as `Entry` has it, and the offset after it, where reading continues."""

    value: str
    span: Span
    style: QuoteStyle
    end: int

    def __repr__(self) -> str:  # values are secret
        return f"Spread({tuple(self.span)}, {self.style}, {self.end})"


def block(text: str, header: re.Match[str], indent: int) -> Spread:
    """A block scalar: the deeper lines that follow its header, joined as YAML would; a template's lines end none."""
    line = LINE.match(text, header.end())
    content = Span(header.end(), header.end())
    at = behind = line.end() if line else header.end()
    breaks = 0
    while at < len(text) and (line := LINE.match(text, at)):
        start, end = line.span("body")
        if start < end:
            if start - at <= indent and not TEMPLATE_LINE.match(text, start):
                break
            if start - at > indent:
                if content.start == content.end:  # what follows the spaces belongs to the value, visible or not
                    blanks = _BLANKS.match(text, at, start)
                    content = Span(blanks.end() if blanks else start, end)
                content = Span(content.start, end)
                breaks, behind = 0, line.end()
        breaks += line.end() > end
        at = line.end()
    style: QuoteStyle = "literal" if header["style"] == "|" else "folded"
    chomp = header["chomp"] or header["chomp2"] or ""
    kept = 0 if chomp == "-" or content.start == content.end else breaks if chomp == "+" else min(breaks, 1)
    value = spell_block(text, content, style, "\n" * kept).value if content.start < content.end else ""
    return Spread(value, content, style, behind)


def triple(text: str, at: int) -> Spread | None:
    """The string whose three quotes open at `at`, as TOML has it; None if it contains assignments, or is never closed.

    Linear: the next three quotes of the kind close it, wherever they are.
    """
    style: QuoteStyle = "multi-double" if text[at] == '"' else "multi-single"
    match = (MULTI_BASIC if style == "multi-double" else MULTI_LITERAL).match(text, at)
    if match is None or _ASSIGNS_WITHIN.search(text, at, match.end(1)):
        return None
    span = Span(*match.span(1))
    return Spread(spell(text[span.start : span.end], style).value, span, style, match.end())


def quoted(text: str, at: int, indent: int) -> Spread | None:
    """YAML's quoted value that opens at `at` and continues on deeper lines; None if it does not look like one.

    A quote that was not closed by mistake must not include what follows: no line of it assigns, and nothing follows it on its line.
    """
    match = _CLOSING[text[at]].match(text, at + 1, _deeper(text, at, indent).end)
    if match is None or not TAIL.match(text, match.end()):
        return None
    style: QuoteStyle = "double" if text[at] == '"' else "single"
    span = Span(at + 1, match.end() - 1)
    return Spread(spell(text[span.start : span.end], style).value, span, style, match.end())


def below(text: str, start: int, indent: int) -> Spread | None:
    """The value at `start`, on the line after its name, which has the indentation `indent`; None if a mapping or list starts there."""
    if _ASSIGNS.match(text, start):
        return None
    if text[start] in "\"'":
        return quoted(text, start, indent)
    lines = _deeper(text, start, indent)
    comment = _COMMENT.search(text, start, lines.end)
    end = comment.start() if comment else lines.end
    if not lines.whole or _NO_PLAIN.match(text, start) or _MAPS.search(text, start, end):
        return None
    span = Span(start, start + len(text[start:end].rstrip()))
    return Spread(spell(text[span.start : span.end], "plain").value, span, "plain", span.end)


class _Lines(NamedTuple):
    end: int
    whole: bool  # everything deeper was included


def _deeper(text: str, at: int, indent: int) -> _Lines:
    """The lines that continue the value at `at`: deeper than `indent`, few, and none of them an assignment."""
    line = LINE.match(text, at)
    assert line is not None
    stop, behind, whole = line.end("body"), line.end(), False
    for _ in range(MAX_LINES):
        line = LINE.match(text, behind)
        assert line is not None
        start = line.start("body")
        if line["body"]:
            whole = start - behind <= indent or TEMPLATE_LINE.match(text, start) is not None
            if whole or _ASSIGNS.match(text, start):
                break
            stop = line.end("body")
        elif behind == len(text):
            whole = True
            break
        behind = line.end()
    limit = at + MAX_LENGTH
    return _Lines(stop, whole) if stop <= limit else _Lines(limit, False)
