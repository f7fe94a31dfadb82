"""Decide whether a field is a VTEX credential: the evidence that a weak name needs.

The evidence is names, key paths, the file name, and values next to the field that are a VTEX host or have the format of a credential.
App keys of other vendors are not reported.
"""

import re
from collections import defaultdict

from vtexlint._startup.typed import NamedTuple
from vtexlint.credentials import shapes
from vtexlint.credentials.document_kind import FLAT, FLAT_AT_THE_TOP, is_named_vtex, names_vtex
from vtexlint.credentials.evidence import is_document, is_fact, is_prose, is_vtex_shaped
from vtexlint.credentials.fields import CandidateField
from vtexlint.credentials.model import EmbeddedText
from vtexlint.credentials.names import (
    NAMED,
    SURE,
    CredentialKind,
    NameClass,
    classify,
    has_vtex,
    may_be_token,
    names_vendor,
    other_kind,
    words,
)
from vtexlint.credentials.normalize import normalize
from vtexlint.credentials.placeholders import asks_by_word
from vtexlint.credentials.references import is_reference

_LICENSE_MANAGER = frozenset({"isActive", "createdIn", "isBlocked"})
_TRANSLATIONS = frozenset("messages locale locales i18n lang langs languages translation translations intl".split())
HOST = r"(?i)\.(?:vtexcommerce(?:stable|beta)|myvtex|vtexpayments)\.com|\.vtex\.app\b"
"""A VTEX host that makes names such as `key` and `token` next to it VTEX's."""

_OF_LARAVEL = "APP_KEY"
_IDENTIFIER = r"[a-z][a-z0-9]{0,15}(?:[A-Z_.:/-][a-z0-9]{1,15}){0,3}"  # a word or a name in camelCase
_WHERE_FROM = frozenset("source store service client config provider".split())
_LONGEST_WORD = 24
_SHORTEST_TOKEN = 20  # characters of what may be meant as an appToken under the name `token`
_FEW = 200  # siblings that are examined for one field, so that a mapping of thousands does not take quadratic time


class ScopeContext:
    """Context of weakly named fields: siblings, ancestors, file name."""

    def __init__(self, host: EmbeddedText, slots: list[CandidateField], extra: dict[str, NameClass]) -> None:
        self._host = host
        self._document = host.document
        self._extra = extra
        self._slots: dict[int, list[CandidateField]] = defaultdict(list)
        for slot in slots:
            self._slots[slot.container].append(slot)
        self._names_in: dict[int, set[str]] | None = None
        self._known_beside: dict[int, _ContainerNames] = {}
        self._file_is_vtex = names_vtex(host.source)
        self._whole_is_vtex = host.vtex or is_named_vtex(host.source)
        self._text_is_vtex = self._document.format == "text" and re.search(r"(?i)vtex", host.source.text) is not None
        self._strong_pair = {"key", "token"} <= {
            found.kind for slot in slots if (found := self.classify(slot.name)) and found.strength in SURE
        }

    def _siblings(self, container: int) -> set[str]:
        """The names in a container with fields, and in the containers in it; collected when the first name needs them."""
        if self._names_in is None:
            names: dict[int, set[str]] = defaultdict(set)
            for entry in self._document.entries:
                if entry.container in self._slots and entry.name is not None:
                    names[entry.container].add(entry.name)
            for index, slots in self._slots.items():
                names[index].update(slot.name for slot in slots if "://" not in slot.name)  # an address where a name is expected
            for inner in self._document.containers:
                if isinstance(inner.key, str):
                    names[inner.parent].add(inner.key)
            self._names_in = names
        return self._names_in.get(container, set())

    def classify(self, name: str) -> NameClass | None:
        return self._extra.get(name) or classify(name)

    def class_of(self, slot: CandidateField) -> NameClass | None:
        """The field's classification. Nango's pair is `appKey` and `apiKey`: next to an appKey without a token, it is the token."""
        found = self.classify(slot.header or slot.name)
        if found and found.strength == "bare" and found.kind == "key" and self._beside(slot.container).lacks_token:
            return found._replace(kind="token")
        if found and found.kind == "key" and may_be_token(slot.name) and is_vtex_shaped(slot.value):
            return found if shapes.is_key_like(normalize(slot.value or "").value) else found._replace(kind="token")
        return found

    def accepts(self, slot: CandidateField, name: NameClass) -> bool:
        """Whether the field is a VTEX credential."""
        if slot.entry is not None and slot.entry.kind == "boolean":
            return False
        if slot.value and (self._is_prose(slot, name) or is_document(slot.value)):
            return False
        if not _LICENSE_MANAGER.isdisjoint(self._siblings(slot.container)):
            return False
        if self._is_fact(slot, name):
            return False
        if name.strength in NAMED:
            return not (self._is_translation(slot) or _says_where_from(slot, name))
        if is_vtex_shaped(slot.value):
            return True
        if slot.name.upper() == _OF_LARAVEL and (slot.value or "").startswith("base64:"):
            return False
        if name.strength == "bare":
            return self._bare(slot)
        if name.strength == "infix":
            return self._beside_shaped(slot, name)
        return self._weak(slot, name)

    def _is_prose(self, slot: CandidateField, name: NameClass) -> bool:
        """Whether the value is a text for people, as in a translation: never under a sure name of a .env file."""
        value = slot.value or ""
        if not is_prose(value) or is_reference(value) or self._beside_credential(slot):
            return False
        return self._document.format != "dotenv" or name.strength not in SURE

    def _is_fact(self, slot: CandidateField, name: NameClass) -> bool:
        """Whether the value says something about the credential of that kind next to it: `VTEX_APP_TOKEN_DIAS=90`."""
        if not name.qualifier or not is_fact(slot.value or ""):
            return False
        beside = [found for other in self._slots.get(slot.container, ())[:_FEW] if (found := self.classify(other.name))]
        if any(other.kind != name.kind and other.qualifier == name.qualifier for other in beside):
            return False  # it has a partner
        return any(other.kind == name.kind and set(other.qualifier) < set(name.qualifier) for other in beside)

    def _is_flat(self, container: int) -> bool:
        return self._document.format in FLAT or (container == 0 and self._document.format in FLAT_AT_THE_TOP)

    def _is_translation(self, slot: CandidateField) -> bool:
        folders = self._host.source.repo_path.lower().split("/")[:-1]
        return not _TRANSLATIONS.isdisjoint(folders) and not is_vtex_shaped(slot.value)

    def _bare(self, slot: CandidateField) -> bool:
        """apiKey, key, token: the parent must be for VTEX, or the whole document; or an ancestor, if the pair is complete.

        `key` and `token` alone are common words: they always need the other credential.
        """
        if self._is_flat(slot.container):
            return self._whole_is_vtex and not self._strong_pair
        if self._completes(slot):
            return True
        around = self._named_around(slot.container)
        has_both = self._has_other_half(slot)
        if len(words(slot.name)) == 1 and not has_both and not self._whole_is_vtex:
            return False
        if around is None:
            return self._whole_is_vtex or (has_both and self._has_host(slot.container))
        if len(words(slot.name)) == 1 and not self._may_be_credentials(slot.container):
            return False
        if around:
            return True
        return has_both and bool(self._is_within_vtex(slot.container) or self._has_host(slot.container))

    def _may_be_credentials(self, container: int) -> bool:
        """Whether a value under `key`, `token` and the like is not just a word of other settings: `queue: {key: orderId, token: page}`."""
        for slot in self._slots.get(container, ())[:_FEW]:
            found, value = self.classify(slot.name), slot.value or ""
            if value and found and found.strength == "bare" and (not re.fullmatch(_IDENTIFIER, value) or asks_by_word(value)):
                return True
        return False

    def _named_around(self, container: int) -> bool | None:
        """Whether the nearest name around it contains vtex; None without a name."""
        parent = next((key for key in self._document.ancestors(container) if isinstance(key, str)), None)
        return None if parent is None else has_vtex(parent)

    def _is_within_vtex(self, container: int) -> bool | None:
        """Whether the nearest name around it that names a vendor names VTEX; None if none does."""
        for key in self._document.ancestors(container):
            if isinstance(key, str):
                if has_vtex(key):
                    return True
                if names_vendor(key):
                    return False
        return None

    def _has_other_half(self, slot: CandidateField) -> bool:
        """Whether a name of the other kind is next to it: a bare one, or one of VTEX's."""
        found = self.classify(slot.name)
        if found is None:
            return False
        other = other_kind(found.kind)
        return any(kind == other for kind, _ in self._beside(slot.container).named)

    def _has_host(self, container: int) -> bool:
        """Whether a VTEX host is next to it."""
        return any(slot.value is not None and re.search(HOST, slot.value) is not None for slot in self._slots.get(container, ())[:_FEW])

    def _completes(self, slot: CandidateField) -> bool:
        """`apiKey` next to an `apiToken` with the format of a VTEX token, or the reverse; so also `key` and `token`."""
        before, value = words(slot.name)[:-1], slot.value or ""
        is_awaited = not value or is_reference(value) or asks_by_word(value)
        if not (before or is_awaited) and words(slot.name) == ("token",) and (len(value) < _SHORTEST_TOKEN or " " in value):
            return False  # `token: page2` next to the appKey that made the request
        return any(
            words(other.name)[:-1] == before and other.name != slot.name and is_vtex_shaped(other.value)
            for other in self._slots.get(slot.container, ())[:_FEW]
            if (found := self.classify(other.name)) is not None and found.strength == "bare"
        )

    def _beside_credential(self, slot: CandidateField) -> bool:
        """A text next to a credential is not a text for people, but a wrong value."""
        return any(
            other is not slot and self.classify(other.name) and is_vtex_shaped(other.value)
            for other in self._slots.get(slot.container, ())[:_FEW]
        )

    def _weak(self, slot: CandidateField, name: NameClass) -> bool:
        if self._is_translation(slot):
            return False
        if self._is_flat(slot.container):
            # a folder of VTEX's may have the settings of a framework: AdonisJS and Laravel have an APP_KEY, and no token
            if (
                self._file_is_vtex
                and not self._strong_pair
                and (other_kind(name.kind), name.qualifier) in self._beside(slot.container).of_names
            ):
                return True
            return self._beside_shaped(slot, name)
        if (of_vtex := self._is_within_vtex(slot.container)) is not None:
            return of_vtex
        if self._has_host(slot.container) and self._has_other_half(slot):
            return True
        if self._beside_shaped(slot, name):
            return True
        if self._role_is_taken(slot, name.kind):
            return False
        siblings = self._siblings(slot.container)
        return self._file_is_vtex or self._host.vtex or self._text_is_vtex or any(map(has_vtex, siblings))

    def _beside_shaped(self, slot: CandidateField, name: NameClass) -> bool:
        """Both credentials next to each other, one of them with a valid VTEX format."""
        if slot.value and slot.value.startswith("base64:"):
            return False
        return (other_kind(name.kind), name.qualifier) in self._beside(slot.container).shaped

    def _role_is_taken(self, slot: CandidateField, kind: CredentialKind) -> bool:
        """Whether a sure VTEX credential of the same kind is next to it: then this one is another vendor's."""
        return kind in self._beside(slot.container).taken

    def _beside(self, container: int) -> "_ContainerNames":
        found = self._known_beside.get(container)
        if found is None:
            found = self._known_beside[container] = _ContainerNames(set(), set(), set(), set())
            for slot in self._slots.get(container, ()):
                name = self.classify(slot.name)
                if name is None:
                    continue
                found.named.add((name.kind, name.strength == "bare"))
                found.of_names.add((name.kind, name.qualifier))
                if name.strength in ("weak", "infix") and is_vtex_shaped(slot.value):
                    found.shaped.add((name.kind, name.qualifier))
                elif name.strength in SURE:
                    found.taken.add(name.kind)
        return found


def _says_where_from(slot: CandidateField, name: NameClass) -> bool:
    """`VTEX_APP_TOKEN_SOURCE=vault`: a word, not the value of a store called `source`."""
    value = slot.value or ""
    return not _WHERE_FROM.isdisjoint(name.qualifier) and value.isalpha() and len(value) <= _LONGEST_WORD and not is_vtex_shaped(value)


class _ContainerNames(NamedTuple):
    """What one container contains: kinds and qualifiers of weak names with a VTEX-shaped value, kinds of sure names, kinds of all
    names with whether the name is bare, kinds and qualifiers of all names.
    """

    shaped: set[tuple[CredentialKind, tuple[str, ...]]]
    taken: set[CredentialKind]
    named: set[tuple[CredentialKind, bool]]
    of_names: set[tuple[CredentialKind, tuple[str, ...]]]

    @property
    def lacks_token(self) -> bool:
        return ("key", False) in self.named and not {("token", False), ("token", True)} & self.named
