"""Who speaks first of one value: swapped, then same, then another credential, then malformed."""

from collections.abc import Iterator

from vtexlint.credentials import shapes
from vtexlint.credentials.model import Credential, Pair
from vtexlint.credentials.names import Role
from vtexlint.rules.base import Subject


def holds_other_role(credential: Credential) -> bool:
    """The key's field holds a token, or the token's a key, by shape and in any case."""
    if credential.strength == "provider":
        return False
    held = shapes.held_role(credential.core)
    return held is not None and held != credential.role


def holds_same(pair: Pair) -> bool:
    """Both halves are set and hold one value."""
    if pair.key is None or pair.token is None or not (pair.key.is_set and pair.token.is_set):
        return False
    return bool(pair.key.core) and pair.key.core == pair.token.core


def in_same_pairs(subject: Subject) -> frozenset[int]:
    """The `id`s of the credentials of which `same-value` speaks."""
    return frozenset(id(half) for pair in subject.pairs if holds_same(pair) for half in pair.halves)


def left_to_malformed(role: Role, subject: Subject) -> Iterator[Credential]:
    """The credentials of a role of which no graver rule speaks already."""
    same = in_same_pairs(subject)
    for credential in subject.judged:
        if credential.role != role or credential.strength == "provider" or id(credential) in same:
            continue
        if not holds_other_role(credential) and not shapes.alien(credential.core):
            yield credential
