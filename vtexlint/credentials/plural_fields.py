"""Credentials of several stores under two plural names: `appKeys: [K1, K2]` next to `appTokens: [T1, T2]`, `VTEX_APP_TOKENS=T1,T2`.

The first key belongs to the first token, and so on: nothing is read where one list is longer.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from vtexlint._startup.typed import NamedTuple
from vtexlint.credentials.evidence import is_vtex_shaped
from vtexlint.credentials.fields import CandidateField, DocumentIndex, is_from_elsewhere, singular
from vtexlint.credentials.names import CredentialKind, classify
from vtexlint.parsers.model import Entry
from vtexlint.parsers.parse import source_map
from vtexlint.text.source import Span

_SIGNS = r"[,;|]|\Z"
_LINES = r"[\r\n]+|\Z"
_LONGEST = 20_000


class _Place(NamedTuple):
    """A value of a list: an item's own, or a part of a text."""

    entry: Entry
    at: tuple[int, int] | None  # None: the whole item


class _List(NamedTuple):
    name: str  # of one value
    name_span: Span
    places: tuple[_Place, ...]


def from_plurals(index: DocumentIndex) -> Iterator[CandidateField]:
    """A field for each value of two lists that belong together; its name has the number of the value."""
    lists: dict[tuple[int, tuple[str, ...]], dict[CredentialKind, _List]] = defaultdict(dict)
    for container, one in (*_in_sequences(index), *_in_texts(index)):
        found = classify(one.name)
        if found is not None and one.places:
            lists[container, found.qualifier].setdefault(found.kind, one)
    for (container, _), both in lists.items():
        if len(both) < 2 or len({len(one.places) for one in both.values()}) != 1:
            continue
        if any(is_vtex_shaped(_value(place)) for one in both.values() for place in one.places):
            for one in both.values():
                yield from _fields(index, container, one)


def _in_sequences(index: DocumentIndex) -> Iterator[tuple[int, _List]]:
    items: dict[int, list[_Place]] = defaultdict(list)
    for item in index.items:
        items[item.container].append(_Place(item, None))
    for number, container in enumerate(index.document.containers):
        if container.kind == "sequence" and isinstance(container.key, str) and (name := singular(container.key)):
            yield container.parent, _List(name, container.name_span, tuple(items[number]))


def _in_texts(index: DocumentIndex) -> Iterator[tuple[int, _List]]:
    for entry in index.document.entries:
        if entry.name and entry.value and len(entry.value) <= _LONGEST and (name := singular(entry.name)):
            places = tuple(_Place(entry, part) for part in _parts(entry.value))
            if len(places) > 1:
                yield entry.container, _List(name, entry.name_span, places)


def _parts(text: str) -> list[tuple[int, int]]:
    """Where the values of a list are, without the whitespace around them; one between two signs may be empty, not the last."""
    found: list[tuple[int, int]] = []
    start = 0
    for sign in re.finditer(_SIGNS if re.search(r"[,;|]", text) else _LINES, text):
        part = text[start : sign.start()]
        begin = start + len(part) - len(part.lstrip())
        found.append((begin, max(begin, start + len(part.rstrip()))))
        start = sign.end()
    while found and found[-1][0] == found[-1][1]:
        found.pop()
    return found


def _value(place: _Place) -> str:
    value = place.entry.value or ""
    return value if place.at is None else value[slice(*place.at)]


def _fields(index: DocumentIndex, container: int, one: _List) -> Iterator[CandidateField]:
    for number, place in enumerate(one.places, start=1):
        entry, name = place.entry, f"{one.name}.{number}"
        reference = is_from_elsewhere(entry)
        if place.at is None:
            yield CandidateField(name, one.name_span, entry.value, entry.span, container, entry, "mapping", reference)
            continue
        places = source_map(index.source, index.document.format, entry)
        start, end = place.at
        span = Span(places[start], places[end]) if places is not None else entry.span
        yield CandidateField(
            name, one.name_span, _value(place), span, container, entry, "assignment", reference, start, is_part=True
        )  # fmt: skip
