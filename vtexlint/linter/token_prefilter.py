"""Which bytes may hold a real token: a stricter test than the prefilter's, for a history, where nothing else is sought.

It is sound: whatever it dismisses has no `committed-secret`. A real token is 60 to 256 capitals or 128 letters in any case, as mixed as
chance makes them, once the value's dress is off. So whatever can stand between its letters is taken out (blanks, control characters,
quotes, brackets, commas, escapes), bytes beyond ASCII stand for a letter of any kind, and what is left must hold such a run. UTF-16,
manifests of `kind: Secret` (base64) and escapes of ASCII letters hide letters: they pass.
"""

import re
from math import log2

from vtexlint.credentials import shapes

_JUNK = bytes(range(33)) + b"\x7f\\\"'`([{<)]}>,;"
_CLASSES = bytes(65 if 65 <= code <= 90 or code >= 128 else 97 if 97 <= code <= 122 else 46 for code in range(256))
_ANY_CASE = bytes(97 if code in (65, 97) else 46 for code in range(256))
_CAPITALS = b"A" * 60
_LENGTH = 128
_LETTERS = b"a" * _LENGTH
_RUN = re.compile(rb"[a-z\x80-\xff]{%d,}" % _LENGTH)
_ASCII_ESCAPE = re.compile(rb"\\(?:u00|x|U000000|u\{0*)[3-7][0-9A-Fa-f]")
_OTHER_ESCAPE = re.compile(rb"\\(?:u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|x[0-9A-Fa-f]{2}|u\{[0-9A-Fa-f]+\})")
_BLANK_ESCAPE = re.compile(rb"\\[nrtbfvae0NLP_]")
# n * log2(n): of their sum over a window the entropy follows
_WEIGHTS = [0.0] + [n * log2(n) for n in range(1, _LENGTH + 1)]


def may_hold_token(data: bytes) -> bool:
    """Whether the bytes must be read and parsed to tell if a real token stands in them."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or (b"Secret" in data and b"kind" in data):
        return True
    if b"\\" in data:
        if _ASCII_ESCAPE.search(data):
            return True
        data = _BLANK_ESCAPE.sub(b"", _OTHER_ESCAPE.sub(b"\xff", data))
    classes = data.translate(_CLASSES, _JUNK)
    if _CAPITALS in classes:
        return True
    if _LETTERS not in classes.translate(_ANY_CASE):
        return False
    return any(_is_mixed(run[0]) for run in _RUN.finditer(data.translate(None, _JUNK).lower()))


def _is_mixed(run: bytes) -> bool:
    """Whether some 128 letters of the run are as mixed as `shapes.is_random` asks of a token."""
    if not run.isascii():
        return True
    most = _LENGTH * (log2(_LENGTH) - log2(26) + 64 / _LENGTH) + 1e-6
    counts = [0] * 128
    weight = 0.0
    kinds = 0
    for index, letter in enumerate(run):
        if index >= _LENGTH:
            old = run[index - _LENGTH]
            counts[old] -= 1
            kinds -= not counts[old]
            weight += _WEIGHTS[counts[old]] - _WEIGHTS[counts[old] + 1]
        kinds += not counts[letter]
        counts[letter] += 1
        weight += _WEIGHTS[counts[letter]] - _WEIGHTS[counts[letter] - 1]
        if index >= _LENGTH - 1 and weight <= most and kinds >= shapes.LEAST_LETTERS:
            return True
    return False
