"""Whether the pairs of two open documents contradict each other, as `conflicting-pair` compares the files of a run."""

from collections import defaultdict
from collections.abc import Set as AbstractSet

from vtexlint.linter.file_result import FileResult

Pairs = AbstractSet[tuple[str, str]]
"""An appKey and the SHA-256 of an appToken each."""


def pairs_of(result: FileResult | None) -> frozenset[tuple[str, str]]:
    """The pairs of a document that may contradict those of another."""
    return frozenset((one.key, one.token) for one in result.sightings) if result else frozenset()


def contradict(one: Pairs, other: Pairs) -> bool:
    """Whether a pair of one has the key of a pair of the other with another token, or the token with another key."""
    if not one or not other:
        return False
    tokens: dict[str, set[str]] = defaultdict(set)
    keys: dict[str, set[str]] = defaultdict(set)
    for key, token in one:
        tokens[key].add(token)
        keys[token].add(key)
    return any((key in tokens and tokens[key] != {token}) or (token in keys and keys[token] != {key}) for key, token in other)
