"""The second test of the prefilter: whether letters that are close together in the bytes may belong to a token.

The letters of a token may be wrapped, quoted or separated by whitespace, control characters and escapes. Words that are separated by a
comma and a space, or by a closing and an opening quote, are a list.
"""

import re
from collections.abc import Callable

REACH = 4096
"""Bytes on each side of a run of letters in which the rest of its token is searched for."""

WHOLE = 128
"""Letters of a token."""
CUT = 60
"""Uppercase letters of a token that is cut off, in a file with a credential's name."""
_NEAR = 120  # bytes before a value in which its name, or what replaces it, is searched for
_NAMES = (b"key", b"token", b"secret")  # each name that `names.classify` knows contains one of them
_BEFORE_VALUE = re.compile(rb"(?i)key|token|secret|value|default|initial|[&#*<]|//")  # names, name-value objects, anchors, merges, comments
_BLANK_ESCAPE = re.compile(rb"\\[nrtbfvae0NLP_]")
# what may be between the letters of a token; bytes beyond ASCII may be letters that look like Latin ones
_JUNK = bytes(range(33)) + b"\x7f\\\"'`([{<)]}>,;" + bytes(range(128, 256))
_CAPITALS_AND_JUNK = bytes(range(65, 91)) + _JUNK
LETTERS_AND_JUNK = bytes(range(97, 123)) + _CAPITALS_AND_JUNK
_IN_A_LIST = re.compile(rb",(?:[ \t\r\n]|\\[nrt])|[\"'`][ \t]*,?[ \t]*[\r\n]+[ \t\r\n]*[\"'`]")
_TOGETHER = re.compile(rb"[A-Za-z\x00-\x08\x0e-\x1f\x7f-\xff]{40}")
_NO_CAPITALS = bytes(code for code in range(128) if not 65 <= code <= 90)
_NO_LETTERS = bytes(code for code in range(128) if not (65 <= code <= 90 or 97 <= code <= 122))
_OTHER_ESCAPE = re.compile(rb"\\(?:u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|x[0-9A-Fa-f]{2}|u\{[0-9A-Fa-f]+\})")
_CONTINUATION = re.compile(rb"\\\r?\n[ \t]*")  # joins two lines without a space: YAML, TOML, properties
_ASCII_ESCAPE = rb"\\(?:u00|x|U000000|u\{0*)[3-7][0-9A-Fa-f]"
_TRUE_ESCAPE = rb"(?<!\\)(?:\\\\)*" + _ASCII_ESCAPE  # not after an escaped backslash; slower


def names_a_half(lower: bytes) -> bool:
    """Whether the bytes, in lowercase, contain a word that every name of an appKey or appToken has."""
    return any(name in lower for name in _NAMES)


def has_escaped_letter(data: bytes) -> bool:
    """Whether an escape means an ASCII letter or digit (`\\u0041`, `\\x41`, `\\U00000041`, `\\u{41}`)."""
    return re.search(_ASCII_ESCAPE, data) is not None and re.search(_TRUE_ESCAPE, data) is not None


def without_escapes(data: bytes) -> bytes:
    """The bytes with continued lines joined, and each escape of another character as a character beyond ASCII."""
    return _OTHER_ESCAPE.sub(b"\xff", _CONTINUATION.sub(b"", data))


def look_at_capitals(data: bytes, at: int) -> tuple[int, int]:
    """The most uppercase letters in pieces around the offset, and the offset to continue from. Reads REACH bytes on both sides."""
    low, region = _around(_CAPITALS_AND_JUNK, data, at)
    return max((_count(piece, _NO_CAPITALS) for piece in _IN_A_LIST.split(region)), default=0), low + len(region)


def look_at_letters(data: bytes, at: int, *, named: bool = True) -> tuple[bool, int]:
    """Whether 128 letters in pieces are around the offset, after something that may name them; and the offset to continue from."""
    low, region = _around(LETTERS_AND_JUNK, data, at)
    end = low + len(region)
    may_be_token = len(region) >= WHOLE and any(
        _TOGETHER.search(piece) and _count(piece, _NO_LETTERS) >= WHOLE for piece in _IN_A_LIST.split(region)
    )
    # as far as the first piece may reach: not every parser recognizes the text before it as a list
    found = may_be_token and (not named or _BEFORE_VALUE.search(data[max(0, low - _NEAR) : end]) is not None)
    return found, end


def _around(kept: bytes, data: bytes, at: int) -> tuple[int, bytes]:
    """The bytes around an offset that are `kept`, at most REACH on each side, with spaces for their escapes; and where they start."""
    before, after = data[max(0, at - REACH) : at], data[at : at + REACH]
    left, right = _stripped(kept, before, after)
    if b"\\" in right or b"\\" in before[max(0, len(before) - len(left) - 2) :]:  # also of an escape that ends the bytes before
        left, right = _stripped(kept, _BLANK_ESCAPE.sub(b"  ", before), _BLANK_ESCAPE.sub(b"  ", after))
    return at - len(left), left + right


def _stripped(kept: bytes, before: bytes, after: bytes) -> tuple[bytes, bytes]:
    """The end of the one and the beginning of the other that consist of `kept` bytes."""
    return before[len(before.rstrip(kept)) :], after[: len(after) - len(after.lstrip(kept))]


def _count(piece: bytes, others: bytes) -> int:
    """The most letters of a piece that only whitespace, signs and invisible characters separate; lookalikes of Latin letters count."""
    if piece.isascii():
        return len(piece.translate(None, others))
    from vtexlint.credentials.confusables import is_lookalike  # noqa: PLC0415  it makes a table of some thousand characters

    text = "".join("\0" if c >= "\x80" and c.isalpha() and not is_lookalike(c) else c for c in piece.decode("utf-8", "replace"))
    return max(_letters(part, others, is_lookalike) for part in text.split("\0"))


def _letters(part: str, others: bytes, is_lookalike: Callable[[str], bool]) -> int:
    plain = len(part.encode("ascii", "ignore").translate(None, others))
    return plain + sum(is_lookalike(c) or c == "\ufffd" for c in part if c >= "\x80")
