"""Pairs whose names say nothing: an appKey next to a token, told by their values.

`VTEX_CHAVE` and `VTEX_TOKEN`, `user` and `password`. An appKey alone under such a name is no half of a pair: audit fields and tables
of settings are full of them.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from vtexlint._startup.typed import NamedTuple
from vtexlint.credentials import shapes
from vtexlint.credentials.fields import CandidateField, plain
from vtexlint.credentials.names import CredentialKind, NameClass
from vtexlint.credentials.normalize import normalize
from vtexlint.parsers.model import Document

_SHORTEST_TOKEN = 60
_LONGEST_KEY = 200
_LONGEST = 2000  # characters of a value that was meant to be a credential


class ByValue(NamedTuple):
    """A field that its value tells, as one of a pair. `meant`: where its name is misspelled, the right one."""

    field: CandidateField
    name: NameClass
    meant: str = ""


class _FoundHalf(NamedTuple):
    field: CandidateField
    known: NameClass | None
    is_exact: bool
    place: int


def pairs_by_value(document: Document, fields: Sequence[CandidateField], classify: Callable[[str], NameClass | None]) -> list[ByValue]:
    """The fields under unknown names that are the other half of one beside them; of the two at least one has the exact form."""
    keys = [field for field in fields if _is_open(field) and classify(field.name) is None and _is_key_like(field.value)]
    if not keys:
        return []
    containers = {field.container for field in keys}
    halves: dict[int, dict[CredentialKind, list[_FoundHalf]]] = defaultdict(lambda: {"key": [], "token": []})
    for field in [*fields, *_long_values(document, containers, fields)]:
        if field.container in containers and _is_open(field):
            known = classify(field.name)
            kind = _kind(field, known)
            if kind is not None:
                core = normalize(field.value or "").value
                halves[field.container][kind].append(_FoundHalf(field, known, shapes.has_exact_shape(core), field.span.start))
    return [found for both in halves.values() for found in _matched(both["key"], both["token"])]


def _is_open(field: CandidateField) -> bool:
    return not field.is_reference and not field.is_disabled and bool(field.value) and len(field.value or "") <= _LONGEST


def _is_key_like(value: str | None) -> bool:
    if not value or len(value) > _LONGEST_KEY or value.count("-") < 2 or "vtex" not in value.lower():
        return False
    core = normalize(value).value
    return shapes.is_key_like(core) and core.count("-") >= 2


def _long_values(document: Document, containers: set[int], fields: Sequence[CandidateField]) -> Iterator[CandidateField]:
    """What stands in the containers under names that say nothing at all, and may be a token."""
    seen = {id(field.entry) for field in fields}
    for entry in document.entries:
        if entry.container in containers and entry.name and entry.value and len(entry.value) >= _SHORTEST_TOKEN and id(entry) not in seen:
            yield plain(entry)


def _kind(field: CandidateField, known: NameClass | None) -> CredentialKind | None:
    if known is not None:
        return known.kind
    if _is_key_like(field.value):
        return "key"
    value = field.value or ""
    return "token" if shapes.is_token_like(normalize(value).value) and shapes.is_together(value) else None


def _matched(keys: list[_FoundHalf], tokens: list[_FoundHalf]) -> Iterator[ByValue]:
    """Each token with the nearest key that is left; known halves that have one another are left out."""
    has_both = any(half.known for half in keys) and any(half.known for half in tokens)
    left = [half for half in keys if half.known is None or not has_both]
    for token in sorted(tokens, key=lambda half: half.place):
        if not left or (token.known is not None and has_both):
            continue
        key = min(left, key=lambda half: abs(half.place - token.place))
        if (key.known and token.known) or not (key.is_exact or token.is_exact):
            continue
        left.remove(key)
        known = key.known or token.known
        qualifier = known.qualifier if known else ()
        pair: tuple[tuple[_FoundHalf, CredentialKind], ...] = ((key, "key"), (token, "token"))
        for half, kind in pair:
            if half.known is None:
                yield ByValue(half.field, NameClass(kind, "alias", qualifier))
