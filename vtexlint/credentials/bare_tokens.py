"""Tokens without a name: in comments, in longer strings, in the raw text of any file."""

import re
from collections.abc import Iterator

from vtexlint._startup.typed import NamedTuple
from vtexlint.credentials import shapes
from vtexlint.credentials.names import CredentialKind, classify, words
from vtexlint.parsers.model import Comment
from vtexlint.text.capitals import FIRST_PART, token_regions
from vtexlint.text.patterns import lazy
from vtexlint.text.source import Source, Span

_COMMENTED = r"(?P<name>[A-Za-z][\w.-]{2,60})[\"']?[ \t]*(?:=>|[:=])[ \t]*[\"'`]?(?P<value>[A-Za-z]{60,256})(?![A-Za-z0-9])"

_MARGIN = 1  # a letter or digit after a token
_LONG = 1_000  # characters; from here on the byte test is faster than the expression

# up to 8 uppercase letters before the token may belong to an escape: %AF, \xAF, \uABCD
_RUN = lazy(r"(?<![A-Z])[A-Z]{128,136}(?![A-Za-z0-9])")
# in a binary file, anything may come next: the length of a text before it, and after it the kind of the next value, which may be a letter
_RUN_IN_BINARY = lazy(
    r"""(?xs)
      (?:(?<=\x80)|(?<=\x80\x01)|(?<=\x80\0\0\0))    # the length 128 of class files, of protocol buffers, of pickles
      (?P<counted>[A-Z]{128})
    | (?<![A-Z])(?:(?<=-)[A-Z]{6})?(?P<bare>[A-Z]{128})(?![A-Z])    # in a row of SQLite, an appKey may end where the token starts
    """
)
_ESCAPE_REACH = 24
_ESCAPE = lazy(
    r"""(?x)(?:
      \\+(?:[abefnrtv]|[0-7]{1,3}|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})   # \n, \033, \x3d, \u003d
    | %(?:25)*[0-9A-Fa-f]{2}                                                         # %3D, %253D
    | =[0-9][0-9A-F]                                                                 # =3D of quoted-printable
    | \[[0-9;]{0,12}m                                                                # a terminal's colour
    | (?:\x1b|\\+(?:x1[Bb]|033|u001[Bb]|e)|\^\[)(?:\[[0-9;:?]{0,12}|[()])[A-Za-z0-9]   # other sequences of a terminal: \x1b[K
    )\Z"""
)
# the end of a literal and the start of the next: "..." + "...", '...' .\n '...', a line continued by \, quoted-printable
_JOIN = (
    r"(?:\\?(?P<quote{0}>[\"'`])[ \t]{{0,40}}(?:[+.&\\][ \t]{{0,40}}_?)?(?:\r?\n[ \t]{{0,120}})?(?:[+.&][ \t]{{0,40}})?"
    r"[bBrRuUfF@]{{0,2}}\\?(?P=quote{0})|\\\r?\n[ \t]{{0,120}}|=\r?\n)"
)
_SPLIT = lazy(
    rf"(?<![A-Z])[A-Z]{{{FIRST_PART},120}}(?={_JOIN.format(0)})"
    rf"{_JOIN.format(1)}[A-Z]{{8,88}}(?:{_JOIN.format(2)}[A-Z]{{8,80}})?(?![A-Za-z0-9])"
)
_LETTERS = lazy(r"[A-Z]{8,}")

# how VTEX's Payment Provider Protocol names its identifiers; its guides show one of 128 uppercase letters
_IDENTIFIED = frozenset(
    "payment transaction authorization authorisation cancellation settle settlement refund capture request order tid nsu".split()
)


def in_text(text: str) -> Iterator[Span]:
    """Exactly 128 uppercase letters that are not next to letters or digits; an escape such as `\\n` may be before them."""
    if len(text) <= _LONG:
        yield from _in_part(text, 0, len(text))
        return
    done = 0
    for start, stop, _ in sorted(token_regions(text.encode("ascii", "replace"))):
        for span in _in_part(text, start, stop):
            if span.start >= done:  # ranges may be adjacent, and those of UTF-16 overlap
                yield span
                done = span.end


def in_binary(text: str) -> Iterator[Span]:
    """As `in_text`, in a binary file, of which each byte is a character: there, other letters and digits may also be next to a token."""
    found = set(in_text(text))
    for start, stop, _ in token_regions(text.encode("latin-1")):
        found.update(
            Span(*match.span(match.lastgroup or 0)) for match in _RUN_IN_BINARY.finditer(text, start, min(len(text), stop + _MARGIN))
        )
    done = 0
    for span in sorted(found):
        if span.start >= done:
            yield span
            done = span.end


def _in_part(text: str, start: int, stop: int) -> Iterator[Span]:
    """Tokens that start in a part of the text; no run of uppercase letters crosses its ends."""
    for match in _RUN.finditer(text, start, min(len(text), stop + _MARGIN)):
        first = match.end() - shapes.TOKEN_LENGTH
        if match.start() < stop and is_bounded_before(text, first):
            yield Span(first, match.end())


def is_bounded_before(text: str, start: int) -> bool:
    """Whether the letters before `start` belong to an escape, or there are none."""
    before = text[start - 1 : start]
    if not (before.isascii() and before.isalnum()):
        return True
    return _ESCAPE.search(text, max(0, start - _ESCAPE_REACH), start) is not None


class SplitToken(NamedTuple):
    """A token that is written as two or three adjacent literals; the span is from the first letter to the last."""

    value: str
    span: Span


def split_in_text(text: str) -> Iterator[SplitToken]:
    """Random tokens in two or three adjacent literals, of which the first has at least 40 letters."""
    for match in _SPLIT.finditer(text):
        value = "".join(_LETTERS.findall(match[0]))
        if len(value) == shapes.TOKEN_LENGTH and shapes.is_random(value) and is_bounded_before(text, match.start()):
            yield SplitToken(value, Span(*match.span()))


def is_identifier(name: str) -> bool:
    """Whether a name is certainly that of an identifier in VTEX's payment protocol: `paymentId`, `transactionId`, `tid`."""
    parts = words(name[-80:])
    if not parts or not {"key", "token", "secret"}.isdisjoint(parts):
        return False
    return (parts[-1] == "id" and not _IDENTIFIED.isdisjoint(parts)) or parts in (("tid",), ("nsu",))


def in_comment(source: Source, comment: Comment) -> Iterator[tuple[str, Span, Span, CredentialKind]]:
    """Commented-out lines with a token, also one of another length or case: (name, its span, the span of the value, the kind)."""
    text = source.slice(comment.span)
    if len(text) < 60:
        return
    for match in re.finditer(_COMMENTED, text):
        found = classify(match["name"])
        if found and shapes.is_token_like(match["value"]):
            names, values = match.span("name"), match.span("value")
            start = comment.span.start
            yield match["name"], Span(start + names[0], start + names[1]), Span(start + values[0], start + values[1]), found.kind
