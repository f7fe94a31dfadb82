"""How JSON and JSON5 spell strings: what an escape means, and which character comes from where."""

import re

from vtexlint.text.patterns import lazy

_ESCAPE = lazy(r"\\(?:u([\da-fA-F]{4})|x([\da-fA-F]{2})|(\r\n|[\s\S]))")
_SIMPLE = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v", "0": "\0"}


def unescaped(raw: str) -> tuple[str, list[int]]:
    """The decoded text, and where each of its characters starts in `raw`."""
    out: list[str] = []
    places: list[int] = []
    at = 0
    for match in _ESCAPE.finditer(raw):
        if match.start() > at:
            out.append(raw[at : match.start()])
            places.extend(range(at, match.start()))
        decoded = _decoded(match)
        at = match.end()
        if decoded and "\udc00" <= decoded <= "\udfff" and places and out and _joins(out, places, decoded, match.start()):
            continue
        out.append(decoded)
        places.extend([match.start()] * len(decoded))
    out.append(raw[at:])
    places.extend(range(at, len(raw)))
    return "".join(out), places


def _joins(out: list[str], places: list[int], low: str, at: int) -> bool:
    """Make one character of a surrogate pair of two escapes."""
    high = out[-1]
    if len(high) != 1 or not "\ud800" <= high <= "\udbff" or places[-1] != at - 6:
        return False
    out[-1] = chr(0x10000 + (ord(high) - 0xD800) * 0x400 + ord(low) - 0xDC00)
    return True


def _decoded(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    if code:
        return chr(int(code, 16))
    character = match[3]
    if character in ("\n", "\r", "\r\n", "\u2028", "\u2029"):
        return ""  # JSON5 continues the line
    return _SIMPLE.get(character, character)
