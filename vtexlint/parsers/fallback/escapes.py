"""How the line reader's values are spelled: escapes, doubled quotes, block scalars, each with the place of every character."""

from vtexlint._startup.typed import NamedTuple
from vtexlint.parsers import toml_strings
from vtexlint.parsers.model import QuoteStyle
from vtexlint.parsers.yaml import scalars
from vtexlint.text.patterns import lazy
from vtexlint.text.source import Span, line_start

_ESCAPE = lazy(r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|[\"\\/bfnrt])")
_ESCAPED = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_DOUBLED = lazy("''")
_LINE = lazy(r"([ \t]*+)([^\r\n]*+)(?:\r\n?|\n|\Z)")


class Spelled(NamedTuple):
    """A value and, relative to the start of its text, the place of each character and of the end."""

    value: str
    places: list[int]


def decode(raw: str, style: QuoteStyle) -> str:
    """The value of a text between quotes, or of a plain one."""
    if style == "double" and "\\" in raw:
        return _ESCAPE.sub(lambda match: _unescaped(match[0]), raw)
    if style == "single" and "''" in raw:
        return raw.replace("''", "'")
    return raw


def spell(raw: str, style: QuoteStyle) -> Spelled:
    """As `decode`, with the places; a text of several lines as TOML or YAML has it."""
    if style in ("multi-single", "multi-double"):
        value, places = toml_strings.decode(raw, style)
        return Spelled(value, [*places, len(raw)])
    if "\n" in raw or "\r" in raw:
        value, places = scalars.decode(raw, style)
        return Spelled(value, [*places, len(raw)])
    if style not in ("single", "double"):
        return Spelled(raw, list(range(len(raw) + 1)))
    pattern = _ESCAPE if style == "double" else _DOUBLED
    places = []
    at = 0
    for match in pattern.finditer(raw):
        places.extend(range(at, match.start() + 1))
        at = match.end()
    places.extend(range(at, len(raw) + 1))
    return Spelled(decode(raw, style), places)


def spell_block(text: str, span: Span, style: QuoteStyle, end_breaks: str) -> Spelled:
    """The value of a block scalar whose content is at `span`, as YAML would join its lines, and `end_breaks` after it."""
    indent = span.start - line_start(text, span.start)
    pieces: list[str] = []
    places: list[int] = []
    folded = style == "folded"
    breaks = 0
    after_more_indented = False
    at = span.start - indent
    while at < span.end:
        match = _LINE.match(text, at, span.end)
        if match is None:
            break
        start = min(match.start() + indent, match.end(1)) if match[2] else match.end(1)
        line = text[start : match.end(2)]
        if line:
            more_indented = line[0] in " \t"
            glue = _glue(breaks, folded and not (more_indented or after_more_indented))
            after_more_indented = more_indented
            pieces += (glue, line)
            places.extend([start] * len(glue))
            places.extend(range(start, start + len(line)))
            breaks = 0
        breaks += 1
        at = match.end()
    pieces.append(end_breaks)
    places.extend([span.end] * (len(end_breaks) + 1))
    return Spelled("".join(pieces), [place - span.start for place in places])


def _glue(breaks: int, folded: bool) -> str:
    """What stands for the line breaks between two lines."""
    if folded and breaks:
        return "\n" * (breaks - 1) or " "
    return "\n" * breaks


def _unescaped(escape: str) -> str:
    if len(escape) == 12:
        high, low = int(escape[2:6], 16), int(escape[8:], 16)
        return chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
    if len(escape) == 6:
        code = int(escape[2:], 16)
        return escape if 0xD800 <= code < 0xE000 else chr(code)
    return _ESCAPED.get(escape[1], escape[1])
