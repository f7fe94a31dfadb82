"""Rule precedence for one value: swapped, then same, then another credential, then malformed."""

from collections.abc import Iterator

from vtexlint.credentials.credential_set import CredentialSet
from vtexlint.credentials.model import Credential, EmbeddedText, Pair, Scope
from vtexlint.credentials.names import SURE, CredentialKind
from vtexlint.parsers.model import Document
from vtexlint.text.source import Span

_PROTOCOLS = ("payment", "antifraud", "giftcard", "gift-card", "gift_card")


def has_other_kind(credential: Credential) -> bool:
    """The appKey's field contains a token, or the appToken's a key, by format and in any case."""
    if credential.strength == "provider":
        return False
    held = credential.shape.kind
    return held is not None and held != credential.kind


def has_same_values(pair: Pair) -> bool:
    """The two credentials of a pair are set and have one value."""
    if pair.key is None or pair.token is None or not (pair.key.is_set and pair.token.is_set):
        return False
    return bool(pair.key.value) and pair.key.value == pair.token.value


def in_same_pairs(found: CredentialSet) -> frozenset[int]:
    """The `id`s of the credentials that `same-value` reports."""
    return found.once(_in_same_pairs)


def left_to_malformed(kind: CredentialKind, found: CredentialSet) -> Iterator[Credential]:
    """The credentials of a kind without a valid format that no rule with precedence reports."""
    same = in_same_pairs(found)
    for credential in found.shapeless:
        if credential.kind != kind or credential.strength == "provider" or id(credential) in same:
            continue
        if not has_other_kind(credential) and not credential.shape.foreign_kind:
            yield credential


def holding_foreign(found: CredentialSet) -> Iterator[tuple[Credential, str]]:
    """The credentials with a value of another kind (a row of `foreign.KINDS`) that does not belong there, and the kind."""
    same = in_same_pairs(found)
    scopes: set[Scope] | None = None
    providers = _Providers()
    for credential in found.shapeless:
        kind = credential.shape.foreign_kind
        if kind is None or id(credential) in same:
            continue
        scopes = _scopes_without_token(found) if scopes is None else scopes
        if not _is_legal(kind, credential, scopes, providers):
            yield credential, kind


def judged_as_foreign(found: CredentialSet) -> frozenset[Span]:
    """The places of the values that `wrong-credential` reports."""
    return found.once(_foreign_spans)


def _scopes_without_token(found: CredentialSet) -> set[Scope]:
    """The scopes with an appKey whose token is missing, or is only a session token."""
    return {pair.key.scope for pair in found.pairs if pair.key is not None and (pair.token is None or pair.token.session)}


def _is_legal(kind: str, credential: Credential, scopes_without_token: set[Scope], providers: "_Providers") -> bool:
    if credential.strength == "provider":
        return True
    if kind == "uuid":
        # Serverless and Terraform name a cloud under `provider:`
        places = _PROTOCOLS if credential.strength in SURE else (*_PROTOCOLS, "provider")
        return any(place in part.lower() for part in credential.path for place in places) or providers.have(credential)
    if kind != "jwt" or not credential.session:
        return False
    # a session JWT is accepted under VTEX_TOKEN, VTEX_AUTH_TOKEN without an appKey in the same scope
    return credential.scope not in scopes_without_token


def _in_same_pairs(found: CredentialSet) -> frozenset[int]:
    return frozenset(id(half) for pair in found.pairs if has_same_values(pair) for half in pair.halves)


def _foreign_spans(found: CredentialSet) -> frozenset[Span]:
    return frozenset(credential.span for credential, _ in holding_foreign(found))


class _Providers:
    """Which documents are about a provider protocol, by their title; which containers are the answer of its authorization flow."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[bool, frozenset[int]]] = {}  # by `id` of the document

    def have(self, credential: Credential) -> bool:
        if credential.scope.container in self._of(credential.host.document)[1]:
            return True
        host: EmbeddedText | None = credential.host
        while host is not None:
            if self._of(host.document)[0]:
                return True
            host = host.parent
        return False

    def _of(self, document: Document) -> tuple[bool, frozenset[int]]:
        found = self._known.get(id(document))
        if found is None:
            titles = [
                entry.value.lower()
                for entry in document.entries
                if entry.name in ("name", "title") and entry.value and document.containers[entry.container].key == "info"
            ]
            named = any(place in title for title in titles for place in (*_PROTOCOLS, "provider"))
            answers = frozenset(entry.container for entry in document.entries if entry.name == "applicationId")
            found = self._known[id(document)] = (named, answers)
        return found
