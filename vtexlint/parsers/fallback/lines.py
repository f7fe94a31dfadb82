"""Values that go on over several lines: block scalars, quotes, values below their name."""

import re

from vtexlint._startup.typed import NamedTuple
from vtexlint.parsers.model import QuoteStyle
from vtexlint.parsers.toml_strings import MULTI_BASIC, MULTI_LITERAL
from vtexlint.text.patterns import lazy
from vtexlint.text.source import Span

# a quote that is not closed looks like one that goes on; no credential has more lines
_MAX_LINES = 10

LINE = lazy(r"(?:[^\S\r\n]|[\u200b-\u200d\u2060\ufeff])*+(?P<body>[^\r\n]*+)(?:\r\n?|\n|\Z)")
TEMPLATE_LINE = lazy(r"(?:(?:\{\{[^{}\r\n]*+\}\}|\{%[^%\r\n]*+%\}|<%[^%\r\n]*+%>)[ \t]*+)++(?=[\r\n]|\Z)")
BLANKS = lazy(r"[ \t]*+")
_CLOSING = {'"': lazy(r'(?:[^"\\]++|\\[\s\S])*+"'), "'": lazy(r"(?:[^']++|'')*+'")}
_NOTHING_MORE = lazy(r"[ \t]*+,?[ \t]*+(?:\#|[\r\n]|\Z)")
_ASSIGNMENT = r"(?:export[ \t]++|-[ \t]++)*+[\"']?[A-Za-z_][\w.\-]*+[\"']?[ \t]*+(?:=|:(?=[\s\"'{\[]|\Z))"
_ASSIGNS = lazy(_ASSIGNMENT)
_ASSIGNS_WITHIN = lazy(r"[\r\n][ \t]*+" + _ASSIGNMENT)
_NOT_PLAIN = lazy(r"[-?](?=[ \t\r\n]|\Z)|[{\[(}\])&*!|>%@`\"'#,;]|//")
_MAPS = lazy(r":(?=[ \t\r\n]|\Z)")
_COMMENT = lazy(r"(?<=[ \t])\#")
_TYPOGRAPHIC = str.maketrans("“”„", '"""')


class Spread(NamedTuple):
    """A value as `Entry` has it, and the offset after it, where reading goes on; `tail`: line breaks at its end."""

    span: Span
    style: QuoteStyle
    end: int
    tail: str = ""


def block(text: str, header: re.Match[str], indent: int) -> Spread:
    """The block scalar below `header`: all lines deeper than `indent`, a template's own lines between them included."""
    at = after = line_at(text, header.end()).end()
    start = stop = -1
    breaks = 0
    while at < len(text):
        line = line_at(text, at)
        body, end = line.span("body")
        if body < end:
            if body - at > indent:
                if start == -1:  # other whitespace than spaces and tabs is the value's, so that it can be reported
                    blanks = BLANKS.match(text, at, body)
                    start = blanks.end() if blanks else body
                stop, after, breaks = end, line.end(), 0
            elif not TEMPLATE_LINE.match(text, body):
                break
        breaks += line.end() > end
        at = line.end()
    style: QuoteStyle = "literal" if header["style"] == "|" else "folded"
    if start == -1:
        return Spread(Span(header.end(), header.end()), style, after)
    kept = {"+": breaks, "-": 0}.get(header["chomp"], min(breaks, 1))
    return Spread(Span(start, stop), style, after, "\n" * kept)


def triple(text: str, at: int) -> Spread | None:
    """The string in three quotes that opens at `at`; None where it is never closed or has assignments, which are better read as such."""
    match = (MULTI_BASIC if text[at] == '"' else MULTI_LITERAL).match(text, at)
    if match is None or _ASSIGNS_WITHIN.search(text, at, match.end(1)):
        return None
    return Spread(Span(*match.span(1)), "multi-double" if text[at] == '"' else "multi-single", match.end())


def quoted(text: str, at: int, indent: int) -> Spread | None:
    """The quoted value that opens at `at` and goes on over deeper lines; None where nothing closes it as the last on its line."""
    match = _CLOSING[text[at]].match(text, at + 1, _deeper(text, at, indent)[0])
    if match is None or not _NOTHING_MORE.match(text, match.end()):
        return None
    return Spread(Span(at + 1, match.end() - 1), "double" if text[at] == '"' else "single", match.end())


def below(text: str, start: int, indent: int) -> Spread | None:
    """The value at `start`, on a line below its name at `indent`; None where a mapping or a list begins there."""
    if _ASSIGNS.match(text, start):
        return None
    if text[start] in "\"'":
        return quoted(text, start, indent)
    end, is_whole = _deeper(text, start, indent)
    comment = _COMMENT.search(text, start, end)
    end = comment.start() if comment else end
    if not is_whole or _NOT_PLAIN.match(text, start) or _MAPS.search(text, start, end):
        return None
    end = start + len(text[start:end].rstrip(" \t\r\n\f\v"))  # as in `tokens`
    return Spread(Span(start, end), "plain", end)


def line_at(text: str, at: int) -> re.Match[str]:
    """What `LINE` matches at `at`, which is something in any text."""
    match = LINE.match(text, at)
    assert match is not None
    return match


def _deeper(text: str, at: int, indent: int) -> tuple[int, bool]:
    """Where the lines end that the value at `at` may go on over, and whether these are all that are deeper than `indent`."""
    line = line_at(text, at)
    stop, after = line.end("body"), line.end()
    for _ in range(_MAX_LINES):
        line = line_at(text, after)
        start, end = line.span("body")
        if start == end == len(text) or (start < end and (start - after <= indent or TEMPLATE_LINE.match(text, start))):
            return stop, True
        if _ASSIGNS.match(text, start):
            break
        if start < end:
            stop = end
        after = line.end()
    return stop, False


def with_plain_quotes(text: str) -> str:
    """The text with the quotes of a program, where it has those of a word processor alone: `{“appKey”: “K”}`."""
    return text.translate(_TYPOGRAPHIC) if "“" in text and '"' not in text else text
