"""Misspelled names: next to a credential whose partner is missing, a name that is nearly the partner's, with a value of its kind.

`VTEX_APP_TOKKEN` and `VETX_APP_TOKEN` next to `VTEX_APP_KEY`; `_PRD` next to `_PROD`. Every other word of the name must be the same:
`_AR` and `_CL` are two stores.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from vtexlint._startup.typed import NamedTuple
from vtexlint.credentials import shapes
from vtexlint.credentials.by_value import ByValue
from vtexlint.credentials.document_kind import HEADERS
from vtexlint.credentials.evidence import is_evident
from vtexlint.credentials.fields import CandidateField, plain
from vtexlint.credentials.names import NAMED, CredentialKind, NameClass, other_kind, published_prefix, words
from vtexlint.credentials.normalize import normalize
from vtexlint.parsers.model import Document
from vtexlint.text.distance import distance

_CORE = frozenset({"vtex", "app", "application", "api", "key", "token", "fs", "discovery"})
_DISTANCE = 2
_SHORT = 3  # letters of a word in which two errors make another word: `new` is not `key`
_WORDS = 24  # of a name: no real one has more
_SPELLINGS = 16  # of the names that are meant by the same words, in one container: `VTEX_APP_KEY`, `APP_KEY_VTEX`
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


def _matched(known: Sequence[_Known], others: Sequence[CandidateField]) -> Iterator[ByValue]:
    """Each credential takes the nearest field under a misspelled name of its partner; none is taken twice."""
    candidates: _Candidates | None = None
    for half in known:
        if others and (meant := partner_name(half.field.name)):
            candidates = candidates or _Candidates(others)
            kind = other_kind(half.name.kind)
            if (field := candidates.take(kind, meant, half.field.span.start)) is not None:
                yield ByValue(field, NameClass(kind, "alias", half.name.qualifier), meant)


class _Candidates:
    """The fields of a container that may be a partner, to be found by the name that was meant.

    A large container may have as many of them as credentials: each name is compared with those only that have its words, and each name
    and each value is looked at once.
    """

    def __init__(self, fields: Iterable[CandidateField]) -> None:
        self._named: dict[tuple[CredentialKind, str], list[CandidateField]] = defaultdict(list)
        for field in fields:
            if kind := _kind(field.value):
                self._named[kind, field.name].append(field)
        self._by_words: dict[tuple[object, ...], list[str]] = defaultdict(list)
        for kind, name in self._named:
            prefix = published_prefix(name)
            self._by_words[kind, prefix].append(name)
            for rest in _without_errors(words(name)):
                self._by_words[kind, prefix, rest].append(name)
        self._near: dict[tuple[object, ...], _Nearest] = {}
        self._asked: dict[tuple[object, ...], int] = defaultdict(int)
        self._taken: set[int] = set()

    def take(self, kind: CredentialKind, meant: str, at: int) -> CandidateField | None:
        prefix, parts = published_prefix(meant), words(meant)
        key = kind, prefix, parts
        if key not in self._near:
            rest = tuple(word for word in parts if word not in _CORE)
            # without other words, an error may split and join words: then every name of the container is compared
            place = (kind, prefix, rest) if rest else (kind, prefix)
            self._asked[place] += 1
            names = self._by_words[place] if self._asked[place] <= _SPELLINGS else []
            fields = [field for name in names if is_misspelling(name, meant) for field in self._named[kind, name]]
            self._near[key] = _Nearest(fields, self._taken)
        return self._near[key].take(at)


def _without_errors(parts: tuple[str, ...]) -> set[tuple[str, ...]]:
    """The words that distinguish a pair, if one or two others are misspelled."""
    if len(parts) > _WORDS:
        return set()
    own = [word for word in parts if word not in _CORE]
    wrong = [i for i, word in enumerate(own) if _may_be_core(word)]
    pairs = [(i, j) for i in wrong for j in wrong if i <= j]
    return {tuple(word for at, word in enumerate(own) if at not in pair) for pair in pairs}


@lru_cache(maxsize=1024)
def _may_be_core(word: str) -> bool:
    return any(distance(word, core, _DISTANCE) <= _DISTANCE for core in _CORE)


class _Nearest:
    """Fields, sorted by their places, of which the nearest that is not yet `taken` can be asked for; those that are taken are skipped."""

    def __init__(self, fields: Iterable[CandidateField], taken: set[int]) -> None:
        self._fields = sorted(fields, key=_place)
        self._starts = [*map(_place, self._fields)]
        self._taken = taken
        count = len(self._fields)
        self._before = list(range(count + 1))  # of each field, plus one: the next to its left that may be free; 0 is none
        self._behind = list(range(count + 1))  # of each field: the next to its right that may be free; `count` is none

    def take(self, at: int) -> CandidateField | None:
        middle = bisect_left(self._starts, at)
        left = self._free(self._before, middle, -1)
        right = self._free(self._behind, middle, 0)
        found = [self._fields[i] for i in (left - 1, right) if 0 <= i < len(self._fields)]
        if not found:
            return None
        field = min(found, key=lambda one: abs(one.span.start - at))
        self._taken.add(id(field))
        return field

    def _free(self, ways: list[int], at: int, shift: int) -> int:
        """Where a way ends: each step that leads to a field that is taken leads on, and is made shorter."""
        step = 1 if shift == 0 else -1
        while True:
            while ways[at] != at:
                ways[at] = ways[ways[at]]
                at = ways[at]
            index = at + shift
            if not 0 <= index < len(self._fields) or id(self._fields[index]) not in self._taken:
                return at
            ways[at] = at + step


def _place(field: CandidateField) -> int:
    return field.span.start


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
