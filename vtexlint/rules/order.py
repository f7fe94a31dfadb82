"""Who speaks first of one value: swapped, then same, then another credential, then malformed."""

from vtexlint.credentials import shapes
from vtexlint.credentials.model import Credential, Pair
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


def speaks_of_malformed(credential: Credential, subject: Subject) -> bool:
    """Whether no graver rule speaks of the value already."""
    if credential.strength == "provider" or holds_other_role(credential) or shapes.alien(credential.core):
        return False
    return not any(credential in pair.halves and holds_same(pair) for pair in subject.pairs)
