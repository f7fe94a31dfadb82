"""The edits that put a new token in the place of the old one: the token's own letters are replaced, and no other character.

What surrounds a token (quotes, spaces, `NAME=`) stays as it is. Where the token itself is interrupted (by spaces, by characters that look
like letters, by the lines of a block), the interrupted part is replaced as a whole; a token in two or three literals stays so.
"""

import re

from vtexlint._startup.typed import NamedTuple
from vtexlint.credentials.model import Credential, EmbeddedText
from vtexlint.diagnostics import Edit, ExpectedValue
from vtexlint.fixes.edits import encoded_value, replace_characters, within_entry
from vtexlint.fixes.values import inside
from vtexlint.text.secret import Secret
from vtexlint.text.source import Source, Span

_LITERAL = r"[A-Z]{8,}"


class Renewal(NamedTuple):
    """The edits of one place, and what is read there afterwards; None for a token that is not the value of a field."""

    edits: tuple[Edit, ...]
    meant: ExpectedValue | None = None


def renewal(credential: Credential, new: Secret) -> Renewal | None:
    """How to write the new token in the place of a credential; None if its characters are not known exactly."""
    if credential.entry is None:
        edits = _in_base64(credential, new) if credential.host.is_encoded else _in_text(credential, new)
        return None if edits is None else Renewal(edits)
    raw = credential.raw.reveal()
    start, end = _part(raw, credential.value)
    edits = _in_encoded_field(credential, (start, end), new) if credential.host.is_encoded else _in_field(credential, (start, end), new)
    if edits is None:
        return None
    meant = ExpectedValue(credential.span, credential.name, Secret(raw[:start] + new.reveal() + raw[end:]), inside(credential))
    return Renewal(edits, meant)


def _part(raw: str, core: str) -> tuple[int, int]:
    """The token in the value as it is written: all but what surrounds it."""
    at = raw.find(core)
    if at != -1:
        return at, at + len(core)
    first, last = len(raw) - len(raw.lstrip()), len(raw.rstrip())
    while first < last and not raw[first].isalpha():
        first += 1
    while last > first and not raw[last - 1].isalpha():
        last -= 1
    return (first, last) if first < last else (0, len(raw))


def _in_field(credential: Credential, part: tuple[int, int], new: Secret) -> tuple[Edit, ...] | None:
    entry, host = credential.entry, credential.host
    assert entry is not None
    within = within_entry(credential, entry, credential.raw.reveal())
    if within is None:
        return None
    found = replace_characters(host, entry, (within[0] + part[0], within[0] + part[1]), new.reveal())
    return None if found is None else tuple(Edit(host.outer(span), Secret(text)) for span, text in found)


def _in_encoded_field(credential: Credential, part: tuple[int, int], new: Secret) -> tuple[Edit, ...] | None:
    top = _encoded(credential.host)
    if top is None or credential.host.source.text != top.source.text:
        return None  # a document inside a string of the encoded document: its offsets are not known
    if credential.form == "base64":
        return _within(top, [(Span(*part), new.reveal())])
    entry = credential.entry
    if entry is None or credential.form not in ("mapping", "object") or entry.value != credential.raw.reveal():
        return None
    return _within(top, replace_characters(EmbeddedText(credential.host.source, credential.host.document), entry, part, new.reveal()))


def _in_base64(credential: Credential, new: Secret) -> tuple[Edit, ...] | None:
    """A token anywhere in a decoded text, which it is in once."""
    top = _encoded(credential.host)
    if top is None or top.source.text.count(credential.value) != 1:
        return None
    at = top.source.text.find(credential.value)
    return _within(top, [(Span(at, at + len(credential.value)), new.reveal())])


def _encoded(host: EmbeddedText) -> EmbeddedText | None:
    """The outermost text that is base64 in a value of the file."""
    while host.parent is not None and host.parent.is_encoded:
        host = host.parent
    return host if host.encoded_entry is not None and host.encoded_values is not None and host.parent is not None else None


def _within(top: EmbeddedText, found: list[tuple[Span, str]] | None) -> tuple[Edit, ...] | None:
    """The edits of a decoded text, all those of one value with the same `within`."""
    known, entry, owner = top.encoded_values, top.encoded_entry, top.parent
    assert known is not None
    assert entry is not None
    assert owner is not None
    if not known:
        known.append(encoded_value(owner, entry, top.source.text))
    within = known[0]
    return None if found is None or within is None else tuple(Edit(span, Secret(text), within) for span, text in found)


def _in_text(credential: Credential, new: Secret) -> tuple[Edit, ...] | None:
    """A token in a comment, in a longer string, in a text without a parser; also one in two or three literals."""
    source, span = _file(credential.host), credential.span
    text, value, written = source.slice(span), credential.value, new.reveal()
    if text == value:
        return (Edit(span, new),)
    parts = [match.span() for match in re.finditer(_LITERAL, text)]
    if "".join(text[start:end] for start, end in parts) != value or len(value) != len(written):
        return None
    edits: list[Edit] = []
    done = 0
    for start, end in parts:
        edits.append(Edit(Span(span.start + start, span.start + end), Secret(written[done : done + end - start])))
        done += end - start
    return tuple(edits)


def _file(host: EmbeddedText) -> Source:
    while host.parent is not None:
        host = host.parent
    return host.source
