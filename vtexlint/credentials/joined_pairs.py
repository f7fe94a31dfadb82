"""A pair in one value: `VTEX_CREDENTIALS=K:T`, `acc|K|T`, `K:T@` in a URL. Each half is a field, so that it is judged."""

import re
from collections.abc import Iterator

from vtexlint.credentials.evidence import is_vtex_shaped
from vtexlint.credentials.fields import CandidateField, DocumentIndex, is_from_elsewhere
from vtexlint.credentials.names import classify
from vtexlint.parsers.model import Entry
from vtexlint.parsers.parse import source_map
from vtexlint.text.source import Span

_KEY = r"(?P<key>(?i:vtexappkey)-[A-Za-z0-9-]{1,80}+)"
_TOKEN = r"(?P<token>[A-Za-z0-9]{60,300}+)"
_BEFORE = r"(?:https?://|(?!(?i:vtexappkey))[\w.-]{1,60}[:|;,])?"  # one key: of several, which one belongs to the token is not known
_JOINED = (
    rf"\s*{_BEFORE}{_KEY}[:|;,][ ]?{_TOKEN}(?:@\S*)?\s*",
    rf"\s*{_BEFORE}{_TOKEN}[:|;,][ ]?{_KEY}(?:@\S*)?\s*",
)
_HALVES = {"key": "appKey", "token": "appToken"}
_SHORTEST, _LONGEST = 80, 600


def from_joined(index: DocumentIndex) -> Iterator[CandidateField]:
    """The two halves of each such value; which of them comes first is the program's own choice."""
    for entry in index.named:
        match = _match(entry)
        if match is None:
            continue
        places = source_map(index.source, index.document.format, entry)
        for group, half in _HALVES.items():
            start, end = match.span(group)
            span = Span(places[start], places[end]) if places is not None else entry.span
            yield CandidateField(
                f"{entry.name}.{half}", entry.name_span, match[group], span, entry.container, entry, "assignment",
                is_from_elsewhere(entry), start, is_part=True,
            )  # fmt: skip


def _match(entry: Entry) -> re.Match[str] | None:
    """The two halves, under a name that is not a credential's."""
    value = entry.value or ""
    if not _SHORTEST <= len(value) <= _LONGEST or "vtexappkey-" not in value.lower() or classify(entry.name or "") is not None:
        return None
    match = next((found for pattern in _JOINED if (found := re.fullmatch(pattern, value))), None)
    if match is None or not is_vtex_shaped(match["token"]):
        return None
    return match
