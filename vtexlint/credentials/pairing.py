"""Which key and which token belong together.

First within a scope: equal names except for the kind, then equal qualifiers, then the only two that remain. Then across the
scopes of the file: a key and a token of one family that are both alone (a ConfigMap and a Secret).
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence

from vtexlint.credentials.model import Credential, Pair, Scope
from vtexlint.credentials.names import words

_NOUNS = frozenset({"key", "token", "secret"})
_RENEWAL = frozenset(
    """old new previous prev next current backup bkp antigo antiga anterior novo nova atual viejo vieja nuevo nueva
    actual renewed renovado""".split()
)


def pair_up(credentials: Iterable[Credential], sent: Sequence[Pair] = (), used: Collection[int] = frozenset()) -> tuple[Pair, ...]:
    """The pairs of a file. For a credential that is defined twice in one scope, the last definition counts.

    `sent` are the pairs that requests send, `used` the `id`s of the credentials that only requests pair.
    """
    scopes: dict[Scope, dict[str, Credential]] = defaultdict(dict)
    for credential in credentials:
        if credential.is_field and not credential.is_disabled and id(credential) not in used:
            scopes[credential.scope][credential.name] = credential
    pairs: list[Pair] = []
    lone: list[Credential] = []
    for named in scopes.values():
        left = list(named.values())
        for by in (_stem, _qualifier):
            found, left = _match(left, by)
            pairs += found
        found, left = _last_two(left)
        pairs += found
        lone += left
    return (*sent, *pairs, *_across([*sent, *pairs], lone))


def _stem(credential: Credential) -> Hashable:
    return tuple(word for word in words(credential.name) if word not in _NOUNS)


def _qualifier(credential: Credential) -> Hashable:
    return credential.qualifier


def _match(credentials: list[Credential], by: Callable[[Credential], Hashable]) -> tuple[list[Pair], list[Credential]]:
    if len(credentials) < 2:
        return [], credentials
    if len(credentials) == 2:  # most scopes have one pair
        one, other = credentials
        if one.kind == other.kind or by(one) != by(other):
            return [], credentials
        return [Pair(one, other) if one.kind == "key" else Pair(other, one)], []
    groups: dict[Hashable, dict[str, list[Credential]]] = defaultdict(lambda: {"key": [], "token": []})
    for credential in credentials:
        groups[by(credential)][credential.kind].append(credential)
    pairs: list[Pair] = []
    left: list[Credential] = []
    for group in groups.values():
        keys, tokens = group["key"], group["token"]
        count = min(len(keys), len(tokens))
        pairs += [Pair(key, token) for key, token in zip(keys[:count], tokens[:count], strict=True)]
        left += keys[count:] + tokens[count:]
    return pairs, left


def _last_two(left: list[Credential]) -> tuple[list[Pair], list[Credential]]:
    if len(left) != 2 or left[0].kind == left[1].kind:
        return [], left
    one, other = set(left[0].qualifier), set(left[1].qualifier)
    if not (one <= other or other <= one):
        return [], left
    key, token = sorted(left, key=lambda c: c.kind)
    return [Pair(key, token)], []


def _of_renewal(half: Credential) -> bool:
    return not _RENEWAL.isdisjoint(half.qualifier)


def _renewed(half: Credential) -> tuple[str, ...]:
    """The words of `VTEX_APP_TOKEN_OLD` that are those of the pair: a renewal gives a second token to the same appKey."""
    return tuple(word for word in half.qualifier if word not in _RENEWAL)


def _across(pairs: list[Pair], lone: list[Credential]) -> list[Pair]:
    """Credentials without a partner: those that have one in another scope, and those that have none."""
    if not lone:
        return []
    whole = {half.name_span for pair in pairs for half in pair.halves}
    # a mapping that is merged and completed elsewhere is not an incomplete pair
    lone = [half for half in lone if half.name_span not in whole]
    # a third credential of one family (NEXT_PUBLIC_VTEX_APP_TOKEN next to a complete pair) has its partner in that pair
    families_met = {(half.scope, half.qualifier) for pair in pairs for half in pair.halves}
    lone = [half for half in lone if (half.scope, half.qualifier) not in families_met]
    lone = [half for half in lone if not (half.kind == "token" and _of_renewal(half) and (half.scope, _renewed(half)) in families_met)]
    families: dict[tuple[str, ...], dict[str, list[Credential]]] = defaultdict(lambda: {"key": [], "token": []})
    for half in lone:
        families[half.qualifier][half.kind].append(half)
    found: list[Pair] = []
    for family in families.values():
        keys, tokens = family["key"], family["token"]
        if len(keys) == len(tokens) == 1:
            found.append(Pair(keys[0], tokens[0], shared=True))
        else:
            shared = bool(keys and tokens)
            found += [Pair(key, None, shared) for key in keys] + [Pair(None, token, shared) for token in tokens]
    return found
