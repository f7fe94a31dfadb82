"""Tokens apart from names: in comments, in longer strings, in the raw text of any file."""

import re
from collections.abc import Iterator

from vtexlint._startup.typed import NamedTuple
from vtexlint.credentials import shapes
from vtexlint.credentials.names import CredentialKind, classify, words
from vtexlint.parsers.model import Comment
from vtexlint.text.patterns import lazy
from vtexlint.text.source import Source, Span

_COMMENTED = r"(?P<name>[A-Za-z][\w.-]{2,60})[\"']?[ \t]*(?:=>|[:=])[ \t]*[\"'`]?(?P<value>[A-Za-z]{60,256})(?![A-Za-z0-9])"

_LONG = 10_000  # characters; from here on the byte test costs less than the expression
_CLASSES = bytes(65 if 65 <= code <= 90 else 46 for code in range(256))
_STEP = 8
_PART = 40  # letters of the first part of a token that is split over several literals
_SAMPLES = b"A" * (_PART // _STEP)
_JOINS = frozenset(b"\"'`\\=")

# up to 8 capitals before the token may belong to an escape: %AF, \xAF, \uABCD
_RUN = lazy(r"(?<![A-Z])[A-Z]{128,136}(?![A-Za-z0-9])")
_ESCAPE_REACH = 24
_ESCAPE = lazy(
    r"""(?x)(?:
      \\+(?:[abefnrtv]|[0-7]{1,3}|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})   # \n, \033, \x3d, \u003d
    | %(?:25)*[0-9A-Fa-f]{2}                                                         # %3D, %253D
    | =[0-9][0-9A-F]                                                                 # =3D of quoted-printable
    | \[[0-9;]{0,12}m                                                                # a terminal's colour
    )\Z"""
)
# the end of a literal and the start of the next: "..." + "...", '...' .\n '...', a line continued by \, quoted-printable
_JOIN = (
    r"(?:\\?(?P<quote{0}>[\"'`])[ \t]{{0,40}}(?:[+.&\\][ \t]{{0,40}}_?)?(?:\r?\n[ \t]{{0,120}})?(?:[+.&][ \t]{{0,40}})?"
    r"[bBrRuUfF@]{{0,2}}\\?(?P=quote{0})|\\\r?\n[ \t]{{0,120}}|=\r?\n)"
)
_SPLIT = lazy(
    rf"(?<![A-Z])[A-Z]{{{_PART},120}}(?={_JOIN.format(0)})"
    rf"{_JOIN.format(1)}[A-Z]{{8,88}}(?:{_JOIN.format(2)}[A-Z]{{8,80}})?(?![A-Za-z0-9])"
)
_LETTERS = lazy(r"[A-Z]{8,}")

# what VTEX's Payment Provider Protocol calls its identifiers; its guides print one of 128 capitals
_IDENTIFIED = frozenset(
    "payment transaction authorization authorisation cancellation settle settlement refund capture request order tid nsu".split()
)


def may_hold_exact_token(data: bytes) -> bool:
    """Whether an exact token, whole or split over adjacent literals, may be in the bytes; ASCII, UTF-8 or UTF-16.

    Sound, linear, and fast for most files: a run of 40 capitals contains five neighbours among every eighth byte.
    """
    if len(data) < shapes.TOKEN_LENGTH:
        return False
    if _holds_run(data, 0, 1):
        return True
    return b"\0" in data and (_holds_run(data, 0, 2) or _holds_run(data, 1, 2))


def _holds_run(data: bytes, first: int, width: int) -> bool:
    """Whether `data[first::width]` has 128 capitals in a row, or 40 before what can join two literals."""
    samples = data[first + width * (_STEP - 1) :: width * _STEP].translate(_CLASSES)
    at = samples.find(_SAMPLES)
    while at != -1:
        end = samples.find(b".", at)
        if end == -1:
            end = len(samples)
        # the samples before and after are no capitals, so that no run crosses the region's ends
        region = data[first + width * at * _STEP : first + width * ((end + 1) * _STEP + 1) : width]
        if _region_holds_run(region):
            return True
        at = samples.find(_SAMPLES, end)
    return False


def _region_holds_run(region: bytes) -> bool:
    """Looks at the last byte of each stretch of 40 first: at most two stretches are read for 40 bytes."""
    classes = region.translate(_CLASSES)
    size = len(classes)
    start = 0
    while start + _PART <= size:
        gap = classes.rfind(b".", start, start + _PART)
        if gap == -1:
            gap = classes.find(b".", start + _PART)
            if gap == -1:
                gap = size
            if gap - start >= shapes.TOKEN_LENGTH or (gap < size and region[gap] in _JOINS):
                return True
        start = gap + 1
    return False


def in_text(text: str) -> Iterator[Span]:
    """Exactly 128 capitals whose neighbours are no letters or digits, or an escape such as `\\n` before them."""
    if len(text) > _LONG and not may_hold_exact_token(text.encode("ascii", "replace")):
        return
    for match in _RUN.finditer(text):
        start = match.end() - shapes.TOKEN_LENGTH
        if is_bounded_before(text, start):
            yield Span(start, match.end())


def is_bounded_before(text: str, start: int) -> bool:
    """Whether the letters before `start` belong to an escape, or there are none."""
    before = text[start - 1 : start]
    if not (before.isascii() and before.isalnum()):
        return True
    return _ESCAPE.search(text, max(0, start - _ESCAPE_REACH), start) is not None


class SplitToken(NamedTuple):
    """A token that is written as two or three adjacent literals; the span reaches from the first letter to the last."""

    value: str
    span: Span


def split_in_text(text: str) -> Iterator[SplitToken]:
    """Tokens in two or three adjacent literals, of which the first has at least 40 letters; random ones alone."""
    for match in _SPLIT.finditer(text):
        value = "".join(_LETTERS.findall(match[0]))
        if len(value) == shapes.TOKEN_LENGTH and shapes.is_random(value) and is_bounded_before(text, match.start()):
            yield SplitToken(value, Span(*match.span()))


def is_identifier(name: str) -> bool:
    """Whether a name is certainly an identifier's in VTEX's payment protocol: `paymentId`, `transactionId`, `tid`."""
    parts = words(name[-80:])
    if not parts or not {"key", "token", "secret"}.isdisjoint(parts):
        return False
    return (parts[-1] == "id" and not _IDENTIFIED.isdisjoint(parts)) or parts in (("tid",), ("nsu",))


def in_comment(source: Source, comment: Comment) -> Iterator[tuple[str, Span, Span, CredentialKind]]:
    """Commented-out lines that hold a token, also one of another length or case: (name, its span, the value's, role)."""
    text = source.slice(comment.span)
    if len(text) < 60:
        return
    for match in re.finditer(_COMMENTED, text):
        found = classify(match["name"])
        if found and shapes.is_token_like(match["value"]):
            names, values = match.span("name"), match.span("value")
            start = comment.span.start
            yield match["name"], Span(start + names[0], start + names[1]), Span(start + values[0], start + values[1]), found.kind
