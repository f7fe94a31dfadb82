"""Who speaks first of one value: swapped, then same, then another credential, then malformed."""

from collections.abc import Iterator

from vtexlint.credentials.model import Credential, CredentialSet, Pair
from vtexlint.credentials.names import CredentialKind


def holds_other_kind(credential: Credential) -> bool:
    """The key's field holds a token, or the token's a key, by shape and in any case."""
    if credential.strength == "provider":
        return False
    held = credential.shape.kind
    return held is not None and held != credential.kind


def holds_same(pair: Pair) -> bool:
    """Both halves are set and hold one value."""
    if pair.key is None or pair.token is None or not (pair.key.is_set and pair.token.is_set):
        return False
    return bool(pair.key.value) and pair.key.value == pair.token.value


def in_same_pairs(found: CredentialSet) -> frozenset[int]:
    """The `id`s of the credentials of which `same-value` speaks."""
    return found.once(_in_same_pairs)


def left_to_malformed(kind: CredentialKind, found: CredentialSet) -> Iterator[Credential]:
    """The credentials of a role that have no credential's shape, of which no graver rule speaks already."""
    same = in_same_pairs(found)
    for credential in found.shapeless:
        if credential.kind != kind or credential.strength == "provider" or id(credential) in same:
            continue
        if not holds_other_kind(credential) and not credential.shape.foreign_kind:
            yield credential


def _in_same_pairs(found: CredentialSet) -> frozenset[int]:
    return frozenset(id(half) for pair in found.pairs if holds_same(pair) for half in pair.halves)
