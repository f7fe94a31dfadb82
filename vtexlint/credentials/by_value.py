"""Pairs under unknown or unclear names: an appKey next to a token, recognized by their values.

`VTEX_CHAVE` and `VTEX_TOKEN`, `user` and `password`, `VTEX_APP_KEY` and `VTEX_SENHA`. An appKey without a token under such a name is
not a credential of a pair: audit fields and tables of settings contain many of them.
"""

import re
from bisect import bisect
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence

from vtexlint._startup.typed import NamedTuple
from vtexlint.credentials import shapes
from vtexlint.credentials.bare_tokens import is_identifier
from vtexlint.credentials.document_kind import FLAT
from vtexlint.credentials.evidence import is_evident
from vtexlint.credentials.fields import CandidateField, plain
from vtexlint.credentials.names import NAMED, CredentialKind, NameClass, has_vtex, other_kind, words
from vtexlint.credentials.normalize import normalize
from vtexlint.credentials.references import is_reference
from vtexlint.parsers.model import Document, Entry

_SHORTEST_PART = 20  # uppercase letters of a token that was cut off, under a name that means a token
_LONGEST_KEY = 200
_LONGER_THAN_A_PASSWORD = 32  # characters: a UUID, a JSON Web Token
_LONGEST = 2000  # characters; a longer value cannot be a credential
# English, Portuguese and Spanish words for the two credentials: which one a name means, if a value shows that it is a credential
_ROLES: dict[str, CredentialKind] = {
    **dict.fromkeys("key chave clave llave user usuario usuário login id username client".split(), "key"),
    **dict.fromkeys("token secret secreto segredo senha contraseña contrasena password pass pwd passwd".split(), "token"),
}  # fmt: skip
# words for the appKey and for nothing else, in names of these words alone: `chave`, `chave_app`, `claveDeAcceso`
_KEY_NOUNS = frozenset("chave clave llave".split())
_FILLERS = frozenset(
    "vtex app api aplicacao aplicação aplicacion aplicación acesso acceso integracao integração integracion de da do la".split()
)
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
    is_shaped: bool  # its value has the form of its kind, or its name is certainly VTEX's
    means_it: bool  # a name that is not known has a word for its kind, in a place that is VTEX's


def pairs_by_value(document: Document, fields: Sequence[CandidateField], classify: Callable[[str], NameClass | None]) -> list[ByValue]:
    """Fields under unknown names next to a credential whose partner is missing; at least one of the two has a valid format."""
    keys = [field for field in fields if _is_open(field) and _is_key_like(field.value)]
    if not keys:
        return []
    containers = {field.container for field in keys}
    stores = {(key.container, _qualifier(key.name)) for key in keys if _role(key.name) == "key" and _is_exact(key)}
    halves: dict[int, dict[CredentialKind, list[_FoundHalf]]] = defaultdict(lambda: {"key": [], "token": []})
    for field in [*fields, *_long_values(document, containers, fields)]:
        known = classify(field.name) if field.container in containers else None
        if field.container in containers and (_is_open(field) or (known is not None and not field.value and not field.is_disabled)):
            kind = known.kind if known is not None else _kind(document, field, stores)
            if kind is not None:
                is_shaped = _shape(field) is not None or (known is not None and known.strength in NAMED and bool(field.value))
                means_it = known is None and _means(document, field, kind)
                half = _FoundHalf(field, known, _is_exact(field), field.span.start, is_shaped, means_it)
                halves[field.container][kind].append(half)
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


def named_partners(document: Document, fields: Sequence[CandidateField], classify: Callable[[str], NameClass | None]) -> list[ByValue]:
    """Fields whose name means the missing partner of a known credential, whatever their value: `VTEX_CHAVE=` and `VTEX_TOKEN=T`.

    A value that is set counts only under a word for the appKey: a user or a password next to a token may be those of a person.
    """
    known: dict[int, list[NameClass]] = defaultdict(list)
    for field in fields:
        if (found := classify(field.name)) and is_evident(field, found):
            known[field.container].append(found)
    there = {(container, one.kind, one.qualifier) for container, all_known in known.items() for one in all_known}
    lone = {
        (container, one.qualifier): one
        for container, all_known in known.items()
        for one in all_known
        if (container, other_kind(one.kind), one.qualifier) not in there
    }
    only = {container for container, all_known in known.items() if len(all_known) == 1}
    wanted = {container for container, _ in lone}
    seen = {id(field.entry) for field in fields}
    others = (plain(entry) for entry in document.entries if entry.container in wanted and _role(entry.name or "") and id(entry) not in seen)
    partners: dict[tuple[int, tuple[str, ...]], list[CandidateField]] = defaultdict(list)
    for field in (*(field for field in fields if field.container in wanted and _role(field.name)), *others):
        if classify(field.name) is not None or field.is_disabled or len(field.value or "") > _LONGEST:
            continue
        is_unset = field.is_reference or _is_unset(field.value)
        place = (field.container, _qualifier(field.name))
        if place not in lone and is_unset and field.container in only:
            place = (field.container, known[field.container][0].qualifier)
        if place in lone and _means(document, field, other_kind(lone[place].kind)) and (is_unset or _is_for_key(field.name)):
            partners[place].append(field._replace(is_reference=field.is_reference or (is_unset and bool(field.value))))
    return [
        ByValue(found[0], NameClass(other_kind(lone[place].kind), "alias", place[1]))
        for place, found in partners.items()
        if len(found) == 1
    ]


def _qualifier(name: str) -> tuple[str, ...]:
    """The words of a name that distinguish stores, as in `NameClass`."""
    return tuple(word for word in words(name) if word not in _ROLES and word not in _FILLERS)


def _means(document: Document, field: CandidateField, kind: CredentialKind) -> bool:
    """Whether the name means this kind, and the name, a name around it or a word for the appKey shows that it is VTEX's."""
    if _role(field.name) != kind:
        return False
    if has_vtex(field.name):
        return True
    if document.format in FLAT:
        return False
    return (kind == "key" and _is_for_key(field.name)) or any(
        isinstance(name, str) and has_vtex(name) for name in document.ancestors(field.container)
    )


def _is_for_key(name: str) -> bool:
    """Whether the words of a name are a word for the appKey, and nothing else but a store."""
    parts = set(words(name))
    return not _KEY_NOUNS.isdisjoint(parts) and ("vtex" in parts or (_KEY_NOUNS | _FILLERS).issuperset(parts))


def _is_unset(value: str | None) -> bool:
    return not value or not value.strip() or is_reference(value)


def _role(name: str) -> CredentialKind | None:
    """The kind that a name means, by the last word that means one."""
    return next((_ROLES[word] for word in reversed(words(name)) if word in _ROLES), None)


def is_for_value(name: str) -> bool:
    """Whether a name means a credential: `CHAVE`, but not `KEY_HEADER`, which is the whole header."""
    return _role(name) is not None and not {"header", "headers", "cabecalho", "cabecera"}.intersection(words(name))


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
        if entry.container not in containers or not entry.name or len(entry.value or "") < _SHORTEST_PART or id(entry) in seen:
            continue
        if not is_identifier(entry.name):
            yield plain(entry)


def _shape(field: CandidateField) -> CredentialKind | None:
    """The kind that the value has the form of."""
    if _is_key_like(field.value):
        return "key"
    value = field.value or ""
    return "token" if shapes.is_token_like(normalize(value).value) and shapes.is_together(value) else None


def _is_exact(field: CandidateField) -> bool:
    return shapes.has_exact_shape(normalize(field.value or "").value)


def _kind(document: Document, field: CandidateField, stores: Collection[tuple[int, tuple[str, ...]]]) -> CredentialKind | None:
    """The kind of a field under an unknown name: by its value, or by its name in a place that is VTEX's.

    Next to an appKey of the same store (`stores`), a name that means the token is the token's, whatever the value is; that of a
    password only with a value that is longer than one. Elsewhere `senha: <50 uppercase letters>` was cut off: a password would have
    other characters too.
    """
    if (field.container, _qualifier(field.name)) in stores and _means(document, field, "token"):
        is_long = len(field.value or "") >= _LONGER_THAN_A_PASSWORD or _is_key_like(field.value)
        if is_long or "token" in words(field.name):
            return "token"
    if shape := _shape(field):
        return shape
    value = normalize(field.value or "").value
    is_part = len(value) >= _SHORTEST_PART and value.isascii() and value.isalpha() and value.isupper()
    return "token" if is_part and _means(document, field, "token") else None


def _matched(keys: list[_FoundHalf], tokens: list[_FoundHalf]) -> Iterator[ByValue]:
    """Each token with its key; known credentials that already have each other are left out."""
    has_both = any(half.known for half in keys) and any(half.known for half in tokens)
    left = [half for half in keys if half.known is None or not has_both]
    waiting = [half for half in tokens if half.known is None or not has_both]
    waiting.sort(key=lambda half: (not half.is_shaped, half.place))
    for key, token in _couples(left, waiting):
        known = key.known or token.known
        qualifier = known.qualifier if known else _store(key)
        # each name means the other kind: the values are swapped
        are_swapped = known is None and (_role(key.field.name), _role(token.field.name)) == ("token", "key")
        pair: tuple[tuple[_FoundHalf, CredentialKind], ...] = ((key, "key"), (token, "token"))
        for half, kind in pair:
            if half.known is not None:
                if not half.is_shaped:  # nothing else shows that a weak name is VTEX's
                    yield ByValue(half.field, half.known)
            else:
                yield ByValue(half.field, NameClass(other_kind(kind) if are_swapped else kind, "alias", qualifier))


def _couples(left: list[_FoundHalf], waiting: list[_FoundHalf]) -> Iterator[tuple[_FoundHalf, _FoundHalf]]:
    """Each token with the nearest key: first of those whose names are of the same store (`USER_BR`, `PASS_BR`), then of all."""
    used: set[int] = set()
    for by_store in (_store, lambda _: ()):
        keys: dict[tuple[str, ...], list[_FoundHalf]] = defaultdict(list)
        for key in sorted(left, key=_place):
            if id(key) not in used:
                keys[by_store(key)].append(key)
        for token in waiting:
            near = keys[by_store(token)] if id(token) not in used else []
            if not near:
                continue
            at = bisect(near, token.place, key=_place)
            at = min(range(max(0, at - 1), min(at + 1, len(near))), key=lambda one: abs(near[one].place - token.place))
            if _belong(near[at], token):
                used.update((id(near[at]), id(token)))
                yield near.pop(at), token


def _place(half: _FoundHalf) -> int:
    return half.place


def _belong(key: _FoundHalf, token: _FoundHalf) -> bool:
    """Whether a key and a token may be a pair: one of them is unknown, and one is certain, or their names are."""
    if (key.known and token.known) or not (key.is_exact or token.is_exact or _are_meant(key, token)):
        return False
    return _fits(key, token) and _fits(token, key)


def _are_meant(key: _FoundHalf, token: _FoundHalf) -> bool:
    """Whether two damaged values are known by their names: `chave` and `token` below `vtex`."""
    return key.means_it and key.is_shaped and token.is_shaped and (token.means_it or token.known is not None)


def _store(half: _FoundHalf) -> tuple[str, ...]:
    """The words of a name that distinguish stores."""
    return half.known.qualifier if half.known else _qualifier(half.field.name)


def _fits(half: _FoundHalf, other: _FoundHalf) -> bool:
    """Whether a credential under a known name whose value shows nothing belongs to the other one: not `token: page2` to an audit field."""
    return half.known is None or half.is_shaped or other.means_it
