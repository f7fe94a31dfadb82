"""One appKey with two tokens, or one appToken under two keys.

## What it says
Across all files of the run, one appKey stands with two different tokens, or one appToken under two different keys.
Only values of exact shape count. Told at each place, the others related.

## Why it matters
A key has one token; VTEX answers 401 to the others. While a renewal is in progress two tokens of one key are valid,
until it is finished ([VTEX on renewing tokens](https://help.vtex.com/en/docs/tutorials/renewing-api-tokens)): then one of
the files stops working. A token under another key never works.

## Flagged
```yaml
store: {vtexAppKey: vtexappkey-fakestore-AAAAAA, vtexAppToken: TOKEN_A}
worker: {vtexAppKey: vtexappkey-fakestore-AAAAAA, vtexAppToken: TOKEN_B}
```
```yaml
store: {vtexAppKey: vtexappkey-fakestore-AAAAAA, vtexAppToken: TOKEN_A}
worker: {vtexAppKey: vtexappkey-fakestore-BBBBBB, vtexAppToken: TOKEN_A}
```

## Accepted
```yaml
store: {vtexAppKey: vtexappkey-fakestore-AAAAAA, vtexAppToken: TOKEN_A}
worker: {vtexAppKey: vtexappkey-fakestore-AAAAAA, vtexAppToken: TOKEN_A}
```

## What to do
Find out which pair is in force, and put it everywhere. Finish the renewal in the Admin when all places have the new
token. Better: give each integration a key of its own.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from vtexlint._startup.typed import Any, NamedTuple
from vtexlint.diagnostics import Location, Severity
from vtexlint.rules.base import Rule
from vtexlint.text.messages import Message, Template

TWO_TOKENS = Template("conflicting-pair.tokens", "{key} stands with two different tokens in this run: VTEX answers 401 to all but one")
TWO_TOKENS_HELP = Template(
    "conflicting-pair.tokens-help",
    "keep the pair that is in force everywhere; while a renewal is in progress, two tokens of one key are valid until it is finished",
)
TWO_KEYS = Template("conflicting-pair.keys", "this pair's token stands under two different keys in this run: VTEX answers 401")
TWO_KEYS_HELP = Template(
    "conflicting-pair.keys-help",
    "a token belongs to the one key that it was issued with: find out which, and issue a pair of its own for the other",
)
RELATED = Template("conflicting-pair.related", "the other pair")


class Sighting:
    """A well-formed pair of one file: the key (an identifier), the SHA-256 of the token, and their location.

    `locate` gives the location: of most pairs nobody asks for it, as they are in no conflict.
    """

    __slots__ = ("_locate", "_location", "key", "name", "structure", "token")

    def __init__(
        self, key: str, token: str, name: str, structure: str, locate: Callable[[], Location] | None, location: Location | None = None
    ) -> None:
        self.key = key
        self.token = token
        self.name = name
        self.structure = structure
        self._locate = locate
        self._location = location

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sighting) and self.__reduce__() == other.__reduce__()

    def __hash__(self) -> int:
        return hash((self.key, self.token))

    def __reduce__(self) -> tuple[Any, ...]:
        return Sighting, (self.key, self.token, self.name, self.structure, None, self.location)

    @property
    def location(self) -> Location:
        if self._location is None:
            assert self._locate is not None
            self._location = self._locate()
        return self._location


class Conflict(NamedTuple):
    sighting: Sighting
    message: Message
    help: Message
    others: tuple[Location, ...]


_MOST_RELATED = 20


def check(sightings: Iterable[Sighting]) -> Iterator[Conflict]:
    """The conflicts of a whole run, one for each place, the others related."""
    by_key: dict[str, list[Sighting]] = defaultdict(list)
    by_token: dict[str, list[Sighting]] = defaultdict(list)
    for sighting in sightings:
        by_key[sighting.key].append(sighting)
        by_token[sighting.token].append(sighting)
    told: set[Location] = set()
    for conflict in _conflicts(by_key, by_token):
        if conflict.sighting.location not in told:  # a place in conflict by its key and by its token is reported once
            told.add(conflict.sighting.location)
            yield conflict


def _conflicts(by_key: dict[str, list[Sighting]], by_token: dict[str, list[Sighting]]) -> Iterator[Conflict]:
    for key, found in by_key.items():
        if len({sighting.token for sighting in found}) > 1:
            yield from _told(found, TWO_TOKENS(key=key), TWO_TOKENS_HELP())
    for found in by_token.values():
        if len({sighting.key for sighting in found}) > 1:
            yield from _told(found, TWO_KEYS(), TWO_KEYS_HELP())


def _told(found: list[Sighting], message: Message, remedy: Message) -> Iterator[Conflict]:
    variants: dict[tuple[str, str], list[Sighting]] = defaultdict(list)
    for one in found:
        variants[(one.key, one.token)].append(one)
    for one in found:
        differ = (other for variant, them in variants.items() if variant != (one.key, one.token) for other in them)
        others = tuple(other.location._replace(message=RELATED()) for other in islice(differ, _MOST_RELATED))
        yield Conflict(one, message, remedy, others)


RULE = Rule("conflicting-pair", __doc__ or "", Severity.WARNING, "0.1.0", scope="run")
