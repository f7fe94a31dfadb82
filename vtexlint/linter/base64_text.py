"""Tokens in base64 in any text, such as `Authorization: Basic ...` in source code or in a comment, which no parser decodes.

Also the appKey that a token has in the same base64, or in the same value.
"""

import base64
import binascii
from collections.abc import Iterable, Iterator, Sequence

from vtexlint._startup.typed import NamedTuple
from vtexlint.credentials import bare_tokens, near
from vtexlint.credentials.credential_set import CredentialSet
from vtexlint.credentials.model import Credential, EmbeddedText, Scope
from vtexlint.credentials.normalize import Normalized
from vtexlint.credentials.placeholders import is_placeholder
from vtexlint.credentials.shapes import is_random
from vtexlint.linter.prefilter import base64_places
from vtexlint.parsers.model import Container, Document
from vtexlint.text.patterns import lazy
from vtexlint.text.secret import Secret
from vtexlint.text.source import Source, Span

_BEFORE = 400  # characters of the base64 before its token that are read: an appKey, a name
_LONGEST = 2000  # characters of a value whose appKey belongs to the token in it: a longer one is a text with many things
_RUN = lazy(r"[A-Za-z0-9+/_-]+")
_NOT_BASE64 = lazy(r"[^A-Za-z0-9+/_-]")


class EncodedTokens(NamedTuple):
    """A run of base64 in a text: its place there, the different tokens in it, and the text that it decodes to."""

    span: Span
    tokens: tuple[Secret, ...]
    text: Secret


def credentials_in_base64(host: EmbeddedText, known: Sequence[Span] = ()) -> Iterator[Credential]:
    """The tokens in the base64 of a text, at the place of the base64; without those in a value of `known` (see `known_spans`)."""
    for one in encoded_tokens(host.source.text, known):
        inner = EmbeddedText(
            Source(host.source.display_path, one.text.reveal(), repo_path=host.source.repo_path),
            Document("text", (), (Container(-1, None, "mapping"),)),
            [one.span.start] * len(one.text.reveal()) + [one.span.end],
            is_encoded=True,
            parent=host,
        )
        for token in one.tokens:
            value = token.reveal()
            yield Credential(
                kind="token", strength="strong", name="", name_span=Span(one.span.start, one.span.start), raw=token, span=one.span,
                state="placeholder" if is_placeholder(value, value) else "set", normalized=Normalized(value), form="text",
                scope=Scope(0, 0, 0), entry=None, host=inner,
            )  # fmt: skip


def key_with(token: Credential) -> Credential | None:
    """The only appKey in the same base64, at the same place."""
    key = _only_key(token.host.source.text)
    if not key:
        return None
    return Credential(
        kind="key", strength="strong", name="", name_span=token.name_span, raw=Secret(key), span=token.span, state="set",
        normalized=Normalized(key), form="text", scope=token.scope, entry=None, host=token.host,
    )  # fmt: skip


def keys_of_bare(found: CredentialSet) -> dict[int, str]:
    """The only appKey in the same base64 or the same value as a token that is not a field: by the `id` of the token.

    `AUTH=KEY:TOKEN`, `Authorization: Basic` with the base64 of that: neither is in a field.
    """
    keys: dict[int, str] = {}  # by the `id` of a text that may have many tokens
    by_token: dict[int, str] = {}
    for token in found.credentials:
        if token.form != "text" or token.kind != "token" or not (token.host.is_encoded or token.entry):
            continue
        source = token.host.source
        place, text = (id(token.entry), token.entry.value or "") if token.entry else (id(source), source.text)
        if place not in keys:
            keys[place] = _only_key(text) if token.host.is_encoded or len(text) <= _LONGEST else ""
        if keys[place]:
            by_token[id(token)] = keys[place]
    return by_token


def _only_key(text: str) -> str:
    """The appKey in a text; "" where there is none, or more than one."""
    keys = {text[span.start : span.end] for span in near.keys_near(text, [Span(0, len(text))])}
    return keys.pop() if len(keys) == 1 else ""


def known_spans(credentials: Iterable[Credential]) -> list[Span]:
    """Where the credentials of a file are; of one in the base64 of a field, the whole value."""
    return [_whole(one) for one in credentials]


def _whole(credential: Credential) -> Span:
    host = credential.host
    while host.parent is not None and host.parent.is_encoded:
        host = host.parent
    if host.is_encoded and host.parent is not None and host.encoded_entry is not None:
        return host.parent.outer(host.encoded_entry.span)
    return credential.span


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
        tokens = dict.fromkeys(filter(is_random, values))
        if tokens:
            first = start - _length_before(text[max(0, start - 3) : start])
            yield EncodedTokens(Span(first, done), tuple(map(Secret, tokens)), Secret(decoded))


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
