"""The edits that put a new token in the place of the old one: the token's own letters are replaced, and no other character.

What surrounds a token (quotes, spaces, `NAME=`) stays as it is. Where the token itself is interrupted (by spaces, by characters that look
like letters, by the lines of a block), the interrupted part is replaced as a whole; a token in two or three literals stays so.
"""

import re
from base64 import b64decode, b64encode

from vtexlint._startup.typed import NamedTuple
from vtexlint.credentials import bare_tokens
from vtexlint.credentials.model import Credential, EmbeddedText
from vtexlint.diagnostics import Edit, ExpectedValue
from vtexlint.fixes.edits import encoded_value, replace_characters, within_entry
from vtexlint.fixes.values import inside
from vtexlint.text.secret import Secret
from vtexlint.text.source import Source, Span

_LITERAL = r"[A-Z]{8,}"
_AROUND = " \t\r\n\"'`,;"


class Renewal(NamedTuple):
    """The edits of one place, and what is read there afterwards; None for a token that is not the value of a field."""

    edits: tuple[Edit, ...]
    meant: ExpectedValue | None = None


def renewal(credential: Credential, new: Secret) -> Renewal | None:
    """How to write the new token in the place of a credential; None if its characters are not known exactly."""
    is_encoded = credential.host.is_encoded
    if credential.host.is_between:
        edits = _in_base64_text(credential, new)
        return None if edits is None else Renewal(edits)
    if credential.entry is None or credential.form in ("text", "comment"):
        edits = _in_base64(credential, new) if is_encoded else _in_text(credential, new)
        return None if edits is None else Renewal(edits)
    raw = credential.raw.reveal()
    part = _part(raw, credential.value)
    edits = _in_encoded_field(credential, part, new) if is_encoded else _in_field(credential, part, new)
    if edits is None:
        return None
    meant = Secret(raw[: part[0]] + new.reveal() + raw[part[1] :])
    return Renewal(edits, ExpectedValue(credential.span, credential.name, meant, inside(credential)))


def _part(raw: str, core: str) -> tuple[int, int]:
    """The token in the value as it is written: all but what surrounds it."""
    exact = list(bare_tokens.in_text(raw))
    if len(exact) == 1:
        return exact[0]  # `TOKEN$x`: what comes after the token may be meant
    at = raw.find(core)
    if at != -1:
        return at, at + len(core)
    first = len(raw) - len(raw.lstrip(_AROUND))
    last = len(raw.rstrip(_AROUND))
    return (first, last) if first < last else (0, len(raw))


def _in_field(credential: Credential, part: tuple[int, int], new: Secret) -> tuple[Edit, ...] | None:
    entry, host = credential.entry, credential.host
    assert entry is not None
    within = within_entry(credential, entry, credential.raw.reveal())
    found = None
    if within is not None:
        found = replace_characters(host, entry, (within[0] + part[0], within[0] + part[1]), new.reveal())
    if found is None:
        return _written_once(credential, new)
    if len(found) == 1 and found[0][0] == entry.span and entry.style in ("literal", "folded"):
        # in two parts: an edit of the whole block would be taken for a new value without the line break that it may end with
        (start, end), text = found[0]
        found = [(Span(start, start + 1), text[:1]), (Span(start + 1, end), text[1:])]
    return tuple(Edit(host.outer(span), Secret(text)) for span, text in found)


def _written_once(credential: Credential, new: Secret) -> tuple[Edit, ...] | None:
    """The token where its letters are in the text of its value, once and together."""
    span, value = credential.span, credential.value
    text = _file(credential.host).slice(span)
    if text.count(value) != 1:
        return None
    start = span.start + text.find(value)
    return (Edit(Span(start, start + len(value)), new),)


def _in_encoded_field(credential: Credential, part: tuple[int, int], new: Secret) -> tuple[Edit, ...] | None:
    top = _encoded(credential.host)
    if top is None:
        return _packed(credential, new)
    if credential.host.source.text != top.source.text:
        return None  # a document inside a string of the encoded document: its offsets are not known
    if credential.form == "base64":
        return _within(top, [(Span(*part), new.reveal())])
    entry = credential.entry
    if entry is None or credential.form not in ("mapping", "object") or entry.value != credential.raw.reveal():
        return None
    return _within(top, replace_characters(EmbeddedText(credential.host.source, credential.host.document), entry, part, new.reveal()))


def _in_base64(credential: Credential, new: Secret) -> tuple[Edit, ...] | None:
    """A token anywhere in a decoded text; its copies there are at the same place of the file, and are replaced too."""
    top = _encoded(credential.host)
    if top is None:
        return _packed(credential, new)
    copies = [Span(*match.span()) for match in re.finditer(rf"(?<![A-Z]){re.escape(credential.value)}(?![A-Za-z0-9])", top.source.text)]
    if not copies or len(copies) != top.source.text.count(credential.value):
        return None
    return _within(top, [(span, new.reveal()) for span in copies]) or _packed(credential, new)


def _in_base64_text(credential: Credential, new: Secret) -> tuple[Edit, ...] | None:
    """A token in base64 that no parser decodes: its letters are as many as before, so that the rest of the base64 stays."""
    span, before = credential.span, credential.host.source.text
    written = _file(credential.host).slice(span)
    after = before.replace(credential.value, new.reveal())
    if len(after) != len(before):
        return None
    for start in range(4):  # the first characters may not belong to the base64
        whole = written[start : start + len(written[start:]) // 4 * 4 + (len(written[start:]) % 4 > 1) * 4]
        if _encoded_as(before, whole) == whole:
            again = _encoded_as(after, whole)
            return (Edit(Span(span.start + start, span.start + start + len(whole)), Secret(again)),)
    return None


def _encoded_as(text: str, written: str) -> str:
    """The base64 of a text without padding, in the variant of what is written."""
    found = b64encode(text.encode("latin-1"), b"-_" if "-" in written or "_" in written else b"+/").decode()
    return found.rstrip("=")


def _packed(credential: Credential, new: Secret) -> tuple[Edit, ...] | None:
    """A value that is base64 as a whole, without line breaks, where base64 is not expected: encoded again."""
    written = _file(credential.host).slice(credential.span)
    try:
        text = b64decode(written, validate=True).decode("ascii")
    except ValueError:
        return None
    if b64encode(text.encode()).decode() != written or text.count(credential.value) != 1:
        return None
    return (Edit(credential.span, Secret(b64encode(text.replace(credential.value, new.reveal()).encode()).decode())),)


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
