"""The edits that give a credential another value in the syntax of its file.

New values contain only letters, digits, hyphens and underscores (base64 aside), which no syntax escapes: a value is replaced as
a whole, inside its quotes. If the span of a value is not known exactly, there are no edits.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from vtexlint._startup.modules import load
from vtexlint.credentials.model import Credential, EmbeddedText
from vtexlint.diagnostics import Edit, EncodedValue
from vtexlint.parsers.model import Entry
from vtexlint.parsers.parse import source_map
from vtexlint.text.secret import Secret
from vtexlint.text.source import Span, line_start

_PLAIN = r"[A-Za-z][A-Za-z0-9_-]*"
_HEADER = r"(?P<style>[|>])(?P<chomp>[+-]?)[ \t]*(?:[ \t]#[^\r\n]*)?(?P<break>\r\n|\r|\n)(?P<empty>(?:[ ]*(?:\r\n|\r|\n))*)(?P<indent>[ ]*)"

Values = Sequence[tuple[Credential, str]]


def edits_for(values: Values) -> tuple[Edit, ...] | None:
    """The edits after which each credential has the value of its pair; None if they are uncertain.

    In a .env file the whitespace around the `=` is removed too.
    """
    edits: list[Edit] = []
    for credential, value in values:
        if not re.fullmatch(_PLAIN, value) or credential.entry is None:
            return None
        found = _inside_base64(credential, value) if credential.host.is_encoded else _edits(credential, value)
        if found is None:
            return None
        edits += found
    edits.sort(key=lambda edit: ((edit.within or edit).span, edit.span))
    return None if _overlap(edits) else tuple(edits)


def has_spaced_separator(credential: Credential) -> bool:
    """Whether there is whitespace around the `=` of a .env line."""
    entry = credential.entry
    if entry is None or credential.form != "mapping" or credential.host.document.format != "dotenv":
        return False
    separator = credential.host.source.slice(entry.separator)
    return has_blank_before_sign(separator) or has_blank_after_sign(separator)


def _has_wrong_separator(credential: Credential) -> bool:
    """Whether the separator of a .env line must become `=`: it has whitespace, or is the colon of `NAME:=value`, whose `=` is stray."""
    entry = credential.entry
    if has_spaced_separator(credential):
        return True
    return (
        entry is not None
        and credential.form == "mapping"
        and credential.host.document.format == "dotenv"
        and ":" in credential.host.source.slice(entry.separator)
        and credential.raw.reveal().lstrip().startswith("=")
    )


def has_blank_before_sign(separator: str) -> bool:
    """Whether a space or tab is between the name of a .env line and its `=`."""
    return separator[:1] in (" ", "\t") and _is_assigned(separator)


def has_blank_after_sign(separator: str) -> bool:
    """Whether a space or tab is between the `=` of a .env line and the quote of its value."""
    return separator[-1:] in (" ", "\t") and _is_assigned(separator)


def _is_assigned(separator: str) -> bool:
    return bool(load("vtexlint.parsers.dotenv").is_assigned(separator))


def has_spaced_sign(credential: Credential) -> bool:
    """Whether a space is before the `=` of an item in a list of variables: Docker Compose refuses the name."""
    entry = credential.entry
    if entry is None or credential.form != "assignment" or re.search(r"[ \t]=", entry.value or "") is None:
        return False
    if not load("vtexlint.credentials.text_lines").is_of_variables(credential.host.document.containers[entry.container].key):
        return False
    within = within_entry(credential, entry, credential.raw.reveal())
    return within is not None and _spaced_sign(credential, entry, within[0]) is not None


def from_fallback(credential: Credential) -> bool:
    """Whether the value was read line by line, from a text that no parser could read."""
    host: EmbeddedText | None = credential.host
    while host is not None:
        if host.document.format == "text" and host.document.entries and not host.source.value_name:
            return True
        host = host.parent
    return False


def _overlap(edits: Sequence[Edit]) -> bool:
    """For edits that are sorted by their places in the file, then by those within one value."""
    return any(
        one.span.end > other.span.start if one.within == other.within else (one.within or one).span.end > (other.within or other).span.start
        for one, other in pairwise(edits)
    )


def _edits(credential: Credential, value: str) -> list[Edit] | None:
    """In a text that is not base64: the file itself, or a document inside one of its strings."""
    entry, host = credential.entry, credential.host
    assert entry is not None
    within = within_entry(credential, entry, credential.raw.reveal())
    if within is None:
        return None
    sign = _spaced_sign(credential, entry, within[0])
    found = (
        replace_characters(host, entry, (sign.start(), within[1]), f"={value}") if sign else replace_characters(host, entry, within, value)
    )
    if found is not None and _has_wrong_separator(credential):
        found.append((entry.separator, "="))
    return None if found is None else [Edit(host.outer(span), Secret(text)) for span, text in found]


def _spaced_sign(credential: Credential, entry: Entry, start: int) -> re.Match[str] | None:
    """The ` =` of `NAME = value` in a list, whose whitespace would belong to the name."""
    return re.search(r"[ \t]+=$", (entry.value or "")[:start]) if credential.form == "assignment" else None


def within_entry(credential: Credential, entry: Entry, value: str) -> tuple[int, int] | None:
    """The range of the entry's value that is the credential's: all, the part after `NAME=`, or a reference's default."""
    whole = entry.value or ""
    if credential.form in ("mapping", "object") and whole == value:
        return 0, len(whole)
    if credential.form not in ("assignment", "default"):
        return None
    places = source_map(credential.host.source, credential.host.document.format, entry)
    if places is None:
        return None
    start = whole.find(value)
    while start != -1:
        outer = credential.host.outer(Span(places[start], places[start + len(value)]))
        if outer == credential.span:
            return start, start + len(value)
        start = whole.find(value, start + 1)
    return None


def replace_characters(host: EmbeddedText, entry: Entry, within: tuple[int, int], new: str) -> list[tuple[Span, str]] | None:
    """The edits of the host's own text after which this part of the entry's value is `new`."""
    if entry.kind != "string":
        return None
    value = entry.value or ""
    start, end = within
    # the fix for the line break at the end of a block scalar is in its header; `NAME=` before it does not change
    if entry.style in ("literal", "folded") and end == len(value) and (start == 0 or value.endswith("\n")) and "\n" not in value[:start]:
        return _replace_block(host, entry, value[:start] + new) if host.document.format == "yaml" else None
    places = source_map(host.source, host.document.format, entry)
    if places is None:
        return None
    return [(Span(places[start], places[end]), new)]


def _replace_block(host: EmbeddedText, entry: Entry, new: str) -> list[tuple[Span, str]] | None:
    """A block scalar: its lines joined to one, and `-` in its header if a line break at the end was kept."""
    text = host.source.text
    value = entry.value or ""
    if not entry.span.end > entry.span.start:
        return None
    header = _header(text, entry)
    if header is None:
        return None
    found: list[tuple[Span, str]] = []
    if value.endswith("\n") and header["chomp"] != "-":
        found.append((Span(header.start("style"), header.end("chomp")), header["style"] + "-"))
    if header["empty"]:
        found.append((Span(header.start("empty"), header.end("empty")), ""))
    found.append((entry.span, new))
    return found


def _header(text: str, entry: Entry) -> re.Match[str] | None:
    """The `|` or `>` of a block scalar, up to its first content character; None for one with an indentation digit."""
    pattern = re.compile(_HEADER)
    behind = _lines_above(text, entry.span.start)
    at = max(behind, entry.name_span.end if entry.name is not None else 0)
    while at < entry.span.start:
        match = pattern.match(text, at)
        if match and match.end() == entry.span.start and text[at - 1] in " \t":
            return match
        at += 1
    return None


def _lines_above(text: str, at: int) -> int:
    """Start of the nearest line above the one at `at` that is not empty."""
    start = line_start(text, at)
    while start > 0:
        above = line_start(text, start - (2 if text[start - 2 : start] == "\r\n" else 1))
        if text[above:start].strip():
            return above
        start = above
    return 0


# base64


def _inside_base64(credential: Credential, value: str) -> list[Edit] | None:
    """The edits of a base64 value's text, which is encoded again when all fixes of the value are known."""
    top = credential.host
    while top.parent is not None and top.parent.is_encoded:
        top = top.parent
    entry, owner, text = top.encoded_entry, top.parent, top.source.text
    known = top.encoded_values
    if entry is None or owner is None or known is None or credential.host.source.text != text:
        return None  # a document inside a string of the encoded document: its offsets are not known
    found = _in_text(credential, text, value)
    if not known:  # computed once, however many credentials it has
        known.append(encoded_value(owner, entry, text))
    within = known[0]
    if found is None or within is None:
        return None
    return [Edit(span, Secret(new), within) for span, new in found]


def _in_text(credential: Credential, text: str, value: str) -> list[tuple[Span, str]] | None:
    """The edits of the decoded text."""
    if credential.form == "base64":
        return [(Span(0, len(text)), value)]
    inside = EmbeddedText(credential.host.source, credential.host.document)
    entry = credential.entry
    if entry is None or credential.form not in ("mapping", "object") or entry.value != credential.raw.reveal():
        return None
    found = replace_characters(inside, entry, (0, len(entry.value)), value)
    if found is not None and _has_wrong_separator(credential):
        found.append((entry.separator, "="))
    return found


def encoded_value(owner: EmbeddedText, entry: Entry, text: str) -> EncodedValue | None:
    """None if the characters of the value cannot be mapped to those of the file."""
    whole = (0, len(entry.value or ""))
    if replace_characters(owner, entry, whole, "") is None:
        return None

    def encode(edits: Sequence[Edit]) -> list[Edit]:
        packed = load("vtexlint.credentials.encodings").encode_base64(applied(text, edits))
        return [Edit(owner.outer(span), Secret(new)) for span, new in replace_characters(owner, entry, whole, packed) or ()]

    return EncodedValue(owner.outer(entry.span), encode)


def file_edits(edits: Iterable[Edit]) -> list[Edit]:
    """The edits of the file itself, sorted: those within one base64 value become one edit of that value. They must not overlap."""
    found: list[Edit] = []
    inside: dict[EncodedValue, list[Edit]] = {}
    for edit in edits:
        if edit.within is None:
            found.append(edit)
        else:
            inside.setdefault(edit.within, []).append(edit)
    for value, inner in inside.items():
        found += value.encode(sorted(inner, key=lambda edit: edit.span))
    return sorted(found, key=lambda edit: edit.span)


def applied(text: str, edits: Iterable[Edit]) -> str:
    """The text with the edits applied, which are sorted and do not overlap."""
    out: list[str] = []
    at = 0
    for edit in edits:
        out += (text[at : edit.span.start], edit.text.reveal())
        at = edit.span.end
    out.append(text[at:])
    return "".join(out)
