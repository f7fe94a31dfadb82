"""Pairs under unknown or unclear names: an appKey next to a token, recognized by their values.

`VTEX_CHAVE` and `VTEX_TOKEN`, `user` and `password`, `VTEX_APP_KEY` and `VTEX_SENHA`. An appKey without a token under such a name is
not a credential of a pair: audit fields and tables of settings contain many of them.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from vtexlint._startup.typed import NamedTuple
from vtexlint.credentials import shapes
from vtexlint.credentials.fields import CandidateField, plain
from vtexlint.credentials.names import CredentialKind, NameClass, has_vtex, other_kind, words
from vtexlint.credentials.normalize import normalize
from vtexlint.credentials.references import is_reference
from vtexlint.parsers.model import Document, Entry

_SHORTEST_TOKEN = 60
_LONGEST_KEY = 200
_LONGEST = 2000  # characters; a longer value cannot be a credential
# English, Portuguese and Spanish words for the two credentials: which one a name means, if a value shows that it is a credential
_ROLES: dict[str, CredentialKind] = {
    **dict.fromkeys("key chave clave llave user usuario usuário login id username client".split(), "key"),
    **dict.fromkeys("token secret secreto segredo senha contraseña contrasena password pass pwd passwd".split(), "token"),
}  # fmt: skip
_MISTYPED = r"(?i:vtex[-_. ]?(?:app|api|ap)[-_. ]?i?key)[-_. ]?[a-z0-9][\w.-]*"


class ByValue(NamedTuple):
    """A field that is recognized by its value. `meant`: the right name if its own is misspelled. `is_alone`: needs no partner."""

    field: CandidateField
    name: NameClass
    meant: str = ""
    is_alone: bool = False


class _FoundHalf(NamedTuple):
    field: CandidateField
    known: NameClass | None
    is_exact: bool
    place: int


def pairs_by_value(document: Document, fields: Sequence[CandidateField], classify: Callable[[str], NameClass | None]) -> list[ByValue]:
    """Fields under unknown names next to a credential whose partner is missing; at least one of the two has a valid format."""
    keys = [field for field in fields if _is_open(field) and _is_key_like(field.value)]
    if not keys:
        return []
    containers = {field.container for field in keys}
    halves: dict[int, dict[CredentialKind, list[_FoundHalf]]] = defaultdict(lambda: {"key": [], "token": []})
    for field in [*fields, *_long_values(document, containers, fields)]:
        if field.container in containers and _is_open(field):
            known = classify(field.name)
            kind = _kind(field, known)
            if kind is not None:
                normalized = normalize(field.value or "").value
                halves[field.container][kind].append(_FoundHalf(field, known, shapes.has_exact_shape(normalized), field.span.start))
    return [found for both in halves.values() for found in _matched(both["key"], both["token"])]


def secret_values(
    document: Document, data: frozenset[int], classify: Callable[[str], NameClass | None], decode: Callable[[str], str | None]
) -> Iterator[ByValue]:
    """Values in the `data` of Secrets under unknown names: an appToken that is not in base64, and a pair, decoded or not."""
    found: dict[int, list[tuple[Entry, CredentialKind, bool]]] = defaultdict(list)
    for entry in document.entries:
        if entry.container in data and entry.name and entry.value and len(entry.value) <= _LONGEST and classify(entry.name) is None:
            value = entry.value.strip()
            is_raw = shapes.has_exact_shape(value)
            text = value if is_raw else (decode(value) or "").strip()
            if shapes.has_exact_shape(text) and (not shapes.is_token(text) or shapes.is_random(text)):
                found[entry.container].append((entry, "token" if shapes.is_token(text) else "key", is_raw))
    for values in found.values():
        are_both = len({kind for _, kind, _ in values}) == 2
        for entry, kind, is_raw in values:
            if are_both or (is_raw and kind == "token"):
                yield ByValue(plain(entry), NameClass(kind, "alias"), is_alone=not are_both)


def unset_partners(document: Document, fields: Sequence[CandidateField], classify: Callable[[str], NameClass | None]) -> list[ByValue]:
    """Fields that are empty or references, and whose name means the missing partner of a known one: `VTEX_CHAVE=` and `VTEX_TOKEN=T`."""
    known: dict[int, list[NameClass]] = defaultdict(list)
    for field in fields:
        if found := classify(field.name):
            known[field.container].append(found)
    lone = {container: found[0] for container, found in known.items() if len(found) == 1}
    unset: dict[int, list[CandidateField]] = defaultdict(list)
    for entry in document.entries:
        if entry.container in lone and entry.name and has_vtex(entry.name) and classify(entry.name) is None:
            field = plain(entry)
            if _role(field.name) == other_kind(lone[entry.container].kind) and (field.is_reference or _is_unset(field.value)):
                unset[entry.container].append(field._replace(is_reference=field.is_reference or bool(field.value)))
    return [
        ByValue(found[0], NameClass(other_kind(lone[container].kind), "alias", lone[container].qualifier))
        for container, found in unset.items()
        if len(found) == 1
    ]


def _is_unset(value: str | None) -> bool:
    return not value or not value.strip() or is_reference(value)


def _role(name: str) -> CredentialKind | None:
    """The kind that a name means, by the last word that means one."""
    return next((_ROLES[word] for word in reversed(words(name)) if word in _ROLES), None)


def _is_open(field: CandidateField) -> bool:
    return not field.is_reference and not field.is_disabled and bool(field.value) and len(field.value or "") <= _LONGEST


def _is_key_like(value: str | None) -> bool:
    if not value or len(value) > _LONGEST_KEY or "vtex" not in value.lower():
        return False
    normalized = normalize(value).value
    return (shapes.is_key_like(normalized) and normalized.count("-") >= 2) or re.fullmatch(_MISTYPED, normalized) is not None


def _long_values(document: Document, containers: set[int], fields: Sequence[CandidateField]) -> Iterator[CandidateField]:
    """Fields in the containers whose names say nothing, and whose values may be tokens."""
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
    """Each token with the nearest unused key; known credentials that already have each other are left out."""
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
        # each name means the other kind: the values are swapped
        are_swapped = known is None and (_role(key.field.name), _role(token.field.name)) == ("token", "key")
        pair: tuple[tuple[_FoundHalf, CredentialKind], ...] = ((key, "key"), (token, "token"))
        for half, kind in pair:
            if half.known is None:
                yield ByValue(half.field, NameClass(other_kind(kind) if are_swapped else kind, "alias", qualifier))
