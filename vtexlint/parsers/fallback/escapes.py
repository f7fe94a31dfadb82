"""What the text of a value means, and which of its characters comes from where."""

from collections.abc import Sequence

from vtexlint._startup.typed import NamedTuple
from vtexlint.parsers import json_strings, toml_strings
from vtexlint.parsers.model import QuoteStyle
from vtexlint.parsers.yaml import scalars
from vtexlint.text.patterns import lazy
from vtexlint.text.source import Span, line_start

_LINE = lazy(r"[ \t]*+(?P<body>[^\r\n]*+)(?:\r\n?|\n|\Z)")


class Spelled(NamedTuple):
    """A value, and the offset of each of its characters and of its end."""

    value: str
    places: Sequence[int]


def spell(text: str, span: Span, style: QuoteStyle) -> Spelled:
    """Decode the value at `span`, as the format that has such quotes does; of a block scalar without the line breaks at its end."""
    start, end = span
    raw = text[start:end]
    if raw and style in ("literal", "folded"):
        return _spell_block(text, span, is_folded=style == "folded")
    if style in ("multi-single", "multi-double"):
        value, places = toml_strings.decode(raw, style)
    elif "\n" in raw or "\r" in raw or (style == "single" and "''" in raw):
        value, places = scalars.decode(raw, style)
    elif style == "double" and "\\" in raw:
        value, places = json_strings.unescaped(raw)
    else:
        return Spelled(raw, range(start, end + 1))
    return Spelled(value, [*(start + place for place in places), end])


def _spell_block(text: str, span: Span, is_folded: bool) -> Spelled:
    """Remove the first line's indentation from all lines; folding joins those that are not indented more."""
    indent = span.start - line_start(text, span.start)
    pieces: list[str] = []
    places: list[int] = []
    breaks = 0  # since the last line that is not empty
    was_deeper = False
    for match in _LINE.finditer(text, span.start - indent, span.end):
        if match["body"]:
            start = min(match.start() + indent, match.start("body"))
            line = text[start : match.end("body")]
            is_deeper = line[0] in " \t"
            joins = is_folded and breaks > 0 and not (is_deeper or was_deeper)
            glue = ("\n" * (breaks - 1) or " ") if joins else "\n" * breaks
            pieces += glue, line
            places += [start] * len(glue)
            places += range(start, start + len(line))
            breaks, was_deeper = 0, is_deeper
        breaks += 1
    return Spelled("".join(pieces), [*places, span.end])
