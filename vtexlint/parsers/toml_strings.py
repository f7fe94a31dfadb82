"""How TOML spells a string: the quotes that span lines, the escapes, which character comes from where."""

import re

from vtexlint.parsers.model import QuoteStyle
from vtexlint.text.patterns import lazy

MULTI_BASIC = lazy(r'"""(?:\r\n|\n)?((?:[^"\\]++|\\[\s\S]|"(?!"")|"(?="""))*+)"""')
MULTI_LITERAL = lazy(r"'''(?:\r\n|\n)?((?:[^']++|'(?!'')|'(?='''))*+)'''")
_ESCAPE = lazy(r"\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([ \t]*(?:\r\n|\n)[ \t\r\n]*)|([\s\S]))")
_SIMPLE = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "e": "\x1b"}


def decode(raw: str, style: QuoteStyle) -> tuple[str, list[int]]:
    """What a string means, and where each of its characters starts; CR LF is read as LF, as tomli does."""
    out: list[str] = []
    places: list[int] = []
    at = 0
    escapes = style in ("double", "multi-double")
    while at < len(raw):
        c = raw[at]
        if c == "\\" and escapes and (match := _ESCAPE.match(raw, at)):
            text = _escaped(match, style)
            at_end = match.end()
        elif c == "\r" and raw.startswith("\r\n", at):
            text, at_end = "\n", at + 2
        else:
            text, at_end = c, at + 1
        out.append(text)
        places.extend([at] * len(text))
        at = at_end
    return "".join(out), places


def _escaped(match: re.Match[str], style: QuoteStyle) -> str:
    code = match[1] or match[2] or match[3]
    if code:
        number = int(code, 16)
        return chr(number) if number < 0x110000 else "\ufffd"
    if match[4] is not None:
        return "" if style == "multi-double" else match[0]
    return _SIMPLE.get(match[5], match[5])
