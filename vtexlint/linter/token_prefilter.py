"""Which bytes of a config file may contain a real token: a history tests each blob before it parses it.

A real token is 128 uppercase letters anywhere, or, as the value of a credential's field, 128 letters of any case or 60 to 256 uppercase
letters; as mixed as random ones, once the value is normalized. So the letters may be separated by junk: whitespace and invisible
characters, and in a token of 128 letters also quotes, brackets and commas. Bytes beyond ASCII may be letters that look like Latin ones.

- Uppercase letters: one byte in eight and one in nine are sampled. Where five samples in a row are uppercase letters, without the junk,
  the bytes are read in full. Two distances, so that no regular grouping of letters hides between the samples.
- Letters of any case count with a word of 25 or more in them: `evidence.is_prose` reads shorter words as a text. In a .env file and near
  an appKey short words may also be a credential.
- A stretch of letters that is found this way must be as mixed as a token, and have 60 uppercase letters, or a possible name before it.
- The strings of a JSON list are not one value, so uppercase words in an enumeration are not joined.
- Escapes of letters are decoded first, UTF-16 is decoded. What the prefilter takes for a Secret's manifest passes with base64 in it, and
  base64 of an exact token anywhere.

docs/history.md lists what this misses and `check` finds.
"""

import re
from collections.abc import Iterator, Sequence
from math import log2

from vtexlint.credentials import shapes
from vtexlint.credentials.confusables import fold, is_lookalike, lookalikes
from vtexlint.credentials.normalize import CLOSING, OPENING, is_invisible
from vtexlint.credentials.placeholders import is_documented
from vtexlint.linter.prefilter import MANIFEST, base64_places
from vtexlint.parsers.model import Format
from vtexlint.text.source import UTF16_BOMS

_LENGTH = shapes.TOKEN_LENGTH
_LEAST = 60  # uppercase letters
_WORD = 25  # letters
_BLANKS = b" \t\n\r\v\f\x1c\x1d\x1e\x1f"
_JUNK = bytes(range(33)) + b"\x7f\\\"'`([{<)]}>,;"
_JOINING = _JUNK.translate(None, _BLANKS)
_SOFT = bytes(range(33)) + b"\x7f\\"
# of UTF-8: the bytes after the first one of a character, and the first bytes of lookalikes of Latin letters and invisible characters
_WILD = bytes(range(0x80, 0xC0)) + b"\xc2\xc4\xc5\xc9\xca\xcb\xcd\xce\xcf\xd0\xd1\xd2\xd3\xd4\xd5\xd6\xd8\xe1\xe2\xe3\xea\xef\xf0\xf3"


def _table(kinds: dict[str, bytes]) -> bytes:
    """A translation: each byte of a kind becomes the kind's name, any other a full stop."""
    table = bytearray(b"." * 256)
    for name, codes in kinds.items():
        for code in codes:
            table[code] = ord(name)
    return bytes(table)


_UPPER = bytes(range(65, 91)) + _WILD
_CAPITALS = _table({"A": _UPPER})
_CAPITALS_AND_JUNK = _table({"A": _UPPER + _JUNK})
_WORDS = _table({"a": _UPPER + bytes(range(97, 123)) + _JOINING, " ": _BLANKS})
_STEPS = (8, 9)
_SAMPLED = b"A" * 5
_LONG_RUN = b"A" * _LEAST
_LONG_WORD = b"a" * _WORD
_STRETCH = re.compile(rb"[^.]++")
_CHUNK = 1 << 14

# also in JSON inside a string
_BETWEEN_STRINGS = re.compile(rb'\\{0,3}"(?:[ \t\r\n]|\\{1,3}[nrt])*,(?:[ \t\r\n]|\\{1,3}[nrt])*\\{0,3}"')
_NO_CAPITAL = re.compile(rb"[^A-Z\x80-\xff\x00- \x7f\\\"'`(\[{<)\]}>,;]")
# what may be between two letters of a token, other bytes than those of escapes, and what may be such a letter
_SEAM = rb"[\x00- \x7f-\xff\\\"'`(\[{<)\]}>,;]"
_LETTER = rb"[A-Z\x80-\xff]"
# an escape that hides a letter or an invisible character, or a space between uppercase letters; others hide nothing
_HIDING = re.compile(
    rb"\\(?:u(?:0[1-6]|1[0-9A-Da-d]|20[0256]|2[148]|3[01]|[Aa]4|[Dd]8|[Ff][EeFf])|u00(?:[46][1-9A-Fa-f]|[57][0-9Aa]|[0189Aa])|[Ux][0-9A-Fa-f]|u\{"
    rb"|[nrtbfvae0NLP_](?:" + b"|".join(rb"(?<=%b%b\\.)" % (_LETTER, _SEAM * reach) for reach in range(4)) + rb")"
    rb"(?:\\+[nrtbfvae0NLP_]|%b)*+%b)" % (_SEAM.replace(rb"\x7f-\xff", rb"\x7f").replace(rb"\\\"", rb"\""), _LETTER)
)
_CHARACTER = re.compile(rb"\\+(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|x([0-9A-Fa-f]{2})|u\{([0-9A-Fa-f]{1,6})\})")
_BLANK_ESCAPE = re.compile(rb"\\[bfvae0NLP_]")
_KIND = re.compile(rb"kind[\"'\\\s]{0,20}[:=\s]")
_BASE64 = re.compile(rb"[A-Za-z0-9+/]{16}")
_MANIFEST = re.compile(MANIFEST)
_SECRET_NEAR = 200  # bytes after `kind`
_KEY = b"vtexappkey-"
_KEY_NEAR = 2000  # bytes around an appKey
# names, objects of a name and a value, anchors, merges, comments
_BEFORE_VALUE = re.compile(rb"key|token|secret|value|default|initial|[&#*<]|//")
_NEAR = 160  # bytes before a value
# in a stretch beyond ASCII: whatever is not a letter, a lookalike or junk; more than invisible characters counts as junk here
_FOREIGN = re.compile(
    r"[^A-Za-z\x00- \x7f\\\"'`([{<)\]}>,;\xa0-\xbb\u0300-\u036f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f\u2000-\u206f\u2800"
    r"\u3000-\u3020\u3164\ufe00-\uffff\U0001d400-\U0001d7ff\U000e0000-\U000e0fff" + re.escape(lookalikes()) + "]+"
)
_RUNS = {True: re.compile("[A-Z]{60,}"), False: re.compile("[A-Za-z]{128,}")}
# n * log2(n): of their sum over a window the entropy follows
_WEIGHTS = [0.0] + [n * log2(n) for n in range(1, _LENGTH + 1)]


def may_hold_token(data: bytes, format: Format | None = None, names: Sequence[bytes] = ()) -> bool:
    """Whether the bytes must be parsed to find out if they contain a real token. `names` are those that the settings add."""
    return next(token_places(data, format, names), None) is not None


def token_places(data: bytes, format: Format | None = None, names: Sequence[bytes] = ()) -> Iterator[bytes]:
    """What may contain a token: the bytes of each stretch of letters that may be one, with the junk in it."""
    encoding = UTF16_BOMS.get(data[:2])
    if encoding is not None:
        data = data[2:].decode(encoding, "replace").encode("utf-8", "replace")
    if b"\0" in data:
        data = data.replace(b"\0", b"")
    if b"\\" in data and _HIDING.search(data):
        data = _without_escapes(data)
    if is_secret_manifest(data) and _BASE64.search(data):
        yield data
        return
    for at in base64_places(data):
        yield data[at : at + shapes.TOKEN_LENGTH]
    is_json = format == "json"
    for start, part in _capitals(data):
        for _, text in _strings(start, part, is_json):
            if _is_capital_token(text) or _is_damaged(text):
                yield text
    for start, part in _words(data, is_env=format in ("dotenv", None)):
        for at, text in _strings(start, part, is_json):
            if _is_any_case_token(text) and _is_named(data, at, text, names):
                yield text


def _without_escapes(data: bytes) -> bytes:
    """Escapes as the characters that they mean, also double escapes; those of whitespace as spaces."""
    for escape in (b"\\n", b"\\r", b"\\t"):
        data = data.replace(escape, b"  ")
    return _BLANK_ESCAPE.sub(b"  ", _CHARACTER.sub(_character, data))


def _character(match: re.Match[bytes]) -> bytes:
    code = int(match[match.lastindex or 0], 16)
    return chr(code).encode("utf-8", "replace") if code <= 0x10FFFF else b"?"


def is_secret_manifest(data: bytes) -> bool:
    """Whether a `kind` is that of a Secret, or a YAML alias."""
    if b"kind" not in data or b"Secret" not in data:
        return False
    if _MANIFEST.search(data):
        return True
    for match in _KIND.finditer(data):
        after = data[match.end() : match.end() + _SECRET_NEAR]
        if b"Secret" in after or after.lstrip()[:1] == b"*":
            return True
    return False


def may_make_secret(part: bytes) -> bool:
    """Whether a part of a file may be what makes it a Secret's manifest."""
    return b"Secret" in part or (b"kind" in part and _MANIFEST.search(part) is not None)


def _capitals(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The stretches of 60 uppercase letters or more that only junk separates, and where each starts."""
    if not any(_SAMPLED in data[step - 1 :: step].translate(_CAPITALS, _JUNK) for step in _STEPS):
        return
    if _LONG_RUN not in data.translate(_CAPITALS, _JUNK):
        return
    start = 0
    while start < len(data):
        end = _end_of(_NO_CAPITAL.search(data, start + _CHUNK), len(data))
        chunk = data[start:end]
        if _LONG_RUN in chunk.translate(_CAPITALS, _JUNK):
            at = start
            for part in chunk.translate(_CAPITALS_AND_JUNK).split(b"."):
                if len(part) >= _LEAST:
                    yield at, data[at : at + len(part)]
                at += len(part) + 1
        start = end


def _end_of(match: re.Match[bytes] | None, size: int) -> int:
    return match.start() if match else size


def _words(data: bytes, *, is_env: bool) -> Iterator[tuple[int, bytes]]:
    """The stretches of 128 letters or more that only junk separates and that are not a text for people, and where each starts."""
    kinds = data.translate(_WORDS)
    at = kinds.find(_LONG_WORD)
    low = 0
    while at != -1:
        start = kinds.rfind(b".", low, at) + 1 or low
        low = _found(kinds.find(b".", at), len(kinds))
        if low - start >= _LENGTH and not is_env:
            part = data[start:low]
            if len(max(part.translate(None, _JOINING).split(), key=len, default=b"")) >= _WORD:
                yield start, part
        at = kinds.find(_LONG_WORD, low)
    for first, last in ((0, len(data)),) if is_env else _around_keys(data):
        for match in _STRETCH.finditer(kinds, first, last):
            start, end = match.span()
            if end - start >= _LENGTH:
                yield start, data[start:end]


def _found(at: int, otherwise: int) -> int:
    return otherwise if at == -1 else at


def _around_keys(data: bytes) -> Iterator[tuple[int, int]]:
    end = 0
    at = data.find(_KEY)
    while at != -1:
        start = max(end, at - _KEY_NEAR)
        end = at + _KEY_NEAR
        yield start, end
        at = data.find(_KEY, end)


def _strings(start: int, part: bytes, is_json: bool) -> Iterator[tuple[int, bytes]]:
    """The part, in JSON cut between the strings of a list, and where each piece starts."""
    at = 0
    for match in _BETWEEN_STRINGS.finditer(part) if is_json else ():
        yield start + at, part[at : match.start()]
        at = match.end()
    yield start + at, part[at:]


def _is_named(data: bytes, start: int, text: bytes, names: Sequence[bytes]) -> bool:
    """Whether a name of a value, or what replaces one, is before the text or in it."""
    before = data[max(0, start - _NEAR) : start + len(text)].lower()
    return _BEFORE_VALUE.search(before) is not None or any(name.lower() in before for name in names)


def _is_capital_token(part: bytes) -> bool:
    """Whether 128 uppercase letters are a random token, without quotes and commas."""
    return any(_has_token(run, _LENGTH) for run in _runs(part, upper=True, quotes=False) if len(run) >= _LENGTH)


def _is_damaged(part: bytes) -> bool:
    """Whether 60 to 256 uppercase letters may be a cut or a doubled token."""
    return any(_has_token(run, _LEAST) for run in _runs(part, upper=True, quotes=True))


def _is_any_case_token(part: bytes) -> bool:
    return any(_has_token(run, _LENGTH) for run in _runs(part, upper=False, quotes=False))


def _has_token(run: str, size: int) -> bool:
    if len(run) == _LENGTH:
        return shapes.is_random(run) and not is_documented(run)
    return _is_mixed(run.upper(), size) or (len(run) <= 2 * _LENGTH and shapes.is_random(run))


def _runs(part: bytes, *, upper: bool, quotes: bool) -> Iterator[str]:
    """The runs of letters in a stretch without its whitespace; also without quotes and commas, unless these separate runs (`quotes`)."""
    least = _LEAST if upper else _LENGTH
    if b"\\" in part:
        part = _without_escapes(part)
    if part.isascii():
        yield from _RUNS[upper].findall(part.translate(None, _SOFT if quotes else _JUNK).decode("ascii"))
        return
    for text in _FOREIGN.split(part.decode("utf-8", "replace")):
        if len(text) >= least:
            folded = text.translate(_FOLDING)
            yield from _RUNS[upper].findall((folded.upper() if upper else folded) if quotes else folded.replace('"', ""))


class _Folding(dict[int, str]):
    """What a character is among the letters of a token: a letter, nothing, a quote, or a full stop for anything else."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if character.isascii() and character.isalpha():
            found = character
        elif is_invisible(character) or character.isspace() or character == "\\":
            found = ""
        elif is_lookalike(character):
            found = fold(character)
        else:
            found = '"' if character in OPENING + CLOSING else "."
        self[code] = found
        return found


_FOLDING = _Folding()


def _is_mixed(run: str, size: int) -> bool:
    """Whether some `size` letters of the run are as mixed as `shapes.is_random` requires for this number."""
    most = size * (log2(size) - log2(26) + 64 / size) + 1e-6
    least = shapes.LEAST_LETTERS if size >= _LENGTH else 0
    counts = [0] * 128
    weight = 0.0
    kinds = 0
    for index, letter in enumerate(run.encode("ascii")):
        if index >= size:
            old = ord(run[index - size])
            counts[old] -= 1
            kinds -= not counts[old]
            weight += _WEIGHTS[counts[old]] - _WEIGHTS[counts[old] + 1]
        kinds += not counts[letter]
        counts[letter] += 1
        weight += _WEIGHTS[counts[letter]] - _WEIGHTS[counts[letter] - 1]
        if index >= size - 1 and weight <= most and kinds >= least:
            return True
    return False
