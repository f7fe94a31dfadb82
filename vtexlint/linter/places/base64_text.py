"""Tokens in base64 in any text, such as `Authorization: Basic ...`: no reader decodes it, so that no rule reports it."""

import base64
import binascii
from collections.abc import Iterator, Sequence

from vtexlint._startup.digests import digest
from vtexlint._startup.typed import NamedTuple
from vtexlint.credentials import bare_tokens
from vtexlint.credentials.shapes import is_random
from vtexlint.linter.prefilter import base64_places
from vtexlint.text.patterns import lazy
from vtexlint.text.source import Span

_BEFORE = 400  # characters of the base64 before its token that are read: an appKey, a name
_RUN = lazy(r"[A-Za-z0-9+/_-]+")
_NOT_BASE64 = lazy(r"[^A-Za-z0-9+/_-]")


class EncodedTokens(NamedTuple):
    """A run of base64 in a text: its place there, the SHA-256 of the tokens in it, and the text that it decodes to."""

    span: Span
    tokens: tuple[str, ...]
    text: str


def encoded_tokens(text: str, known: Sequence[Span] = ()) -> Iterator[EncodedTokens]:
    """Each run of base64, in one line, with a token; without those in a value of `known`, which was decoded already."""
    data = text.encode("latin-1", "replace")  # one byte for each character
    done = 0
    for at in base64_places(data):
        if at < done:
            continue
        # a group of four characters starts at `at`, and so at each multiple of four before it
        start = at - _length_before(text[max(0, at - _BEFORE) : at]) // 4 * 4
        run = _RUN.match(text, start)
        if run is None:
            continue
        done = run.end()
        if any(span.start < done and start < span.end for span in known):
            continue
        decoded = _decoded(run[0])
        values = (decoded[span.start : span.end] for span in bare_tokens.in_text(decoded))
        tokens = tuple(dict.fromkeys(digest(value) for value in values if is_random(value)))
        if tokens:
            first = start - _length_before(text[max(0, start - 3) : start])
            yield EncodedTokens(Span(first, done), tokens, decoded)


def _length_before(text: str) -> int:
    """The number of base64's characters at the end."""
    end = 0
    for match in _NOT_BASE64.finditer(text):
        end = match.end()
    return len(text) - end


def _decoded(run: str) -> str:
    run = run.replace("-", "+").replace("_", "/")
    whole = run[: len(run) - 1] if len(run) % 4 == 1 else run
    try:
        return base64.b64decode(whole + "=" * (-len(whole) % 4)).decode("latin-1")
    except binascii.Error:
        return ""
