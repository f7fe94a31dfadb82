"""Misspelled names: next to a credential whose partner is missing, a name that is nearly the partner's, with a value of its kind.

`VTEX_APP_TOKKEN` and `VETX_APP_TOKEN` next to `VTEX_APP_KEY`; `_PRD` next to `_PROD`. Every other word of the name must be the same:
`_AR` and `_CL` are two stores.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from vtexlint._startup.typed import NamedTuple
from vtexlint.credentials import shapes
from vtexlint.credentials.by_value import ByValue
from vtexlint.credentials.evidence import is_evident
from vtexlint.credentials.fields import CandidateField, plain
from vtexlint.credentials.names import NAMED, CredentialKind, NameClass, other_kind, published_prefix, words
from vtexlint.credentials.normalize import normalize
from vtexlint.credentials.request_documents import HEADERS
from vtexlint.parsers.model import Document
from vtexlint.text.distance import distance

_CORE = frozenset({"vtex", "app", "application", "api", "key", "token", "fs", "discovery"})
_DISTANCE = 2
_SHORT = 3  # letters of a word in which two errors make another word: `new` is not `key`
_SHORTEST, _LONGEST = 16, 2000  # characters; a shorter value cannot be a credential
_ENVIRONMENTS = (
    ("prd", "prod", "production", "producao", "produccion"),
    ("hml", "hom", "homolog", "homologacao", "homologacion"),
    ("stg", "stage", "staging"),
    ("dev", "develop", "development", "desenvolvimento", "desarrollo"),
)
_ENVIRONMENT = {word: row[0] for row in _ENVIRONMENTS for word in row}


class _Known(NamedTuple):
    field: CandidateField
    name: NameClass


def misspelled(document: Document, fields: Sequence[CandidateField], classify: Callable[[str], NameClass | None]) -> list[ByValue]:
    """The fields under misspelled names, each next to the credential that it belongs to."""
    # `header-name` reports the name of a header
    fields = [field for field in fields if not (field.is_part or field.header or _is_among_headers(document, field))]
    halves: dict[int, list[_Known]] = defaultdict(list)
    for field in fields:
        name = classify(field.name)
        if name is not None and not field.is_disabled:
            halves[field.container].append(_Known(field, name))
    lone = {container: found for container, known in halves.items() if (found := list(_lone(known)))}
    if not lone:
        return []
    odd: list[ByValue] = []
    others = _others(document, fields, lone, classify)
    for container, known in lone.items():
        odd += _matched(known, others.get(container, []))
        odd += _environments(known)
    return odd


def _is_among_headers(document: Document, field: CandidateField) -> bool:
    name = document.containers[field.container].key if field.container < len(document.containers) else None
    return isinstance(name, str) and name.lower() in HEADERS


def _lone(known: Sequence[_Known]) -> Iterator[_Known]:
    """The credentials of a container, by their names or values, without a partner in it."""
    there = {(half.name.kind, half.name.qualifier) for half in known}
    for half in known:
        if is_evident(half.field, half.name) and (other_kind(half.name.kind), half.name.qualifier) not in there:
            yield half


def _others(
    document: Document, fields: Sequence[CandidateField], lone: dict[int, list[_Known]], classify: Callable[[str], NameClass | None]
) -> dict[int, list[CandidateField]]:
    """Other fields in these containers, whose names are not certainly a credential's, with the value of a credential."""
    found: dict[int, list[CandidateField]] = defaultdict(list)
    seen = {id(field.entry) for field in fields}
    for field in fields:
        if field.container in lone and not field.is_reference and not field.is_disabled and _kind(field.value):
            name = classify(field.name)
            if name is None or name.strength not in NAMED:
                found[field.container].append(field)
    for entry in document.entries:
        if entry.container in lone and entry.name and id(entry) not in seen and _kind(entry.value):
            field = plain(entry)
            if not field.is_reference:
                found[entry.container].append(field)
    return found


def _kind(value: str | None) -> CredentialKind | None:
    if value is None or not _SHORTEST <= len(value) <= _LONGEST:
        return None
    normalized = normalize(value).value
    if shapes.is_key_like(normalized):
        return "key" if normalized.count("-") >= 2 else None
    return "token" if shapes.is_token_like(normalized) and shapes.is_together(value) else None


def _matched(known: Sequence[_Known], others: list[CandidateField]) -> Iterator[ByValue]:
    left = list(others)
    for half in known:
        kind = other_kind(half.name.kind)
        meant = partner_name(half.field.name)
        near = [field for field in left if _kind(field.value) == kind and is_misspelling(field.name, meant)]
        if not meant or not near:
            continue
        field = min(near, key=lambda one: abs(one.span.start - half.field.span.start))
        left.remove(field)
        yield ByValue(field, NameClass(kind, "alias", half.name.qualifier), meant)


def _environments(known: Sequence[_Known]) -> Iterator[ByValue]:
    """An appToken whose name has another word for the same environment than the appKey next to it."""
    keys: dict[tuple[str, ...], list[tuple[_Known, str]]] = defaultdict(list)
    for half in known:
        if half.name.kind == "key" and half.name.qualifier and (meant := partner_name(half.field.name)):
            keys[_environment(words(meant))].append((half, meant))
    for token in known:
        if token.name.kind == "token" and token.field.entry is not None and (left := keys.get(_environment(words(token.field.name)))):
            key, meant = left.pop(0)
            yield ByValue(token.field, token.name._replace(qualifier=key.name.qualifier), meant)


def _environment(parts: Sequence[str]) -> tuple[str, ...]:
    return tuple(_ENVIRONMENT.get(word, word) for word in parts)


def partner_name(name: str) -> str:
    """`VTEX_APP_TOKEN_BR` for `VTEX_APP_KEY_BR`, in the same case; empty for a name without one of the two words."""
    for word, other in (("key", "token"), ("token", "key")):
        at = name.lower().rfind(word)
        if at != -1:
            old = name[at : at + len(word)]
            new = other.upper() if old.isupper() else other.capitalize() if old[0].isupper() else other
            return name[:at] + new + name[at + len(word) :]
    return ""


def is_misspelling(name: str, meant: str) -> bool:
    """Whether a name differs from the expected one in at most two letters of the words that make it a credential's."""
    if published_prefix(name) != published_prefix(meant):
        return False
    parts, right = words(name), words(meant)
    if len(parts) != len(right):
        # words that the error split or joined: only if no other word could differ
        return _CORE.issuperset(right) and 0 < distance("".join(parts), "".join(right), _DISTANCE) <= _DISTANCE
    total = 0
    for one, other in zip(parts, right, strict=True):
        if one == other:
            continue
        if other not in _CORE or one in _CORE:
            return False
        off = distance(one, other, _DISTANCE)
        if len(other) <= _SHORT and off > 1:
            return False
        total += off
    return 0 < total <= _DISTANCE
