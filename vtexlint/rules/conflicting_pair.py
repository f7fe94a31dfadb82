"""One appKey with different appTokens, or one appToken with different appKeys.

## What it reports
In the files of one run, an appKey appears with different appTokens, or an appToken with different appKeys. Only values
with a valid format count. Reported at each place, with up to three others as related locations, and the number of
further places.

## Why it matters
A key has one token, and VTEX rejects the others (401 or 403). While a renewal is in progress, two tokens of one key are
valid, until it is finished ([VTEX on renewing tokens](https://help.vtex.com/en/docs/tutorials/renewing-api-tokens)).
Then one of the files stops working. A token never works with another key.

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
Find out which pair is active, and use it everywhere. Finish the renewal in the Admin when every place has the new token.
Better: give each integration its own key.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from vtexlint._startup.typed import Any, NamedTuple
from vtexlint.diagnostics import Location, Severity
from vtexlint.rules.base import Rule
from vtexlint.text.messages import Message, Template

TWO_TOKENS = Template("conflicting-pair.tokens", "`{key}` appears with {count} different appTokens in the checked files")
TWO_TOKENS_HELP = Template(
    "conflicting-pair.tokens-help",
    "use the active token everywhere: VTEX rejects the others (401 or 403); only while a renewal is in progress, "
    "two tokens of one key are valid",
)
TWO_KEYS = Template("conflicting-pair.keys", "the appToken of this pair appears with {count} different appKeys in the checked files")
TWO_KEYS_HELP = Template(
    "conflicting-pair.keys-help",
    "find out which appKey this token was issued with, and give each other appKey its own token: VTEX rejects a "
    "token with another key (401 or 403)",
)
RELATED = Template("conflicting-pair.related", "another pair")
RELATED_AND_MORE = Template(
    "conflicting-pair.related-and-more", "another pair, and {count} more places", "another pair, and {count} more place"
)


class Sighting:
    """A well-formed pair of one file: the key (an identifier), the SHA-256 of the token, and their location.

    `locate` computes the location, which only pairs with a conflict need.
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


_MOST_RELATED = 3


def check(sightings: Iterable[Sighting]) -> Iterator[Conflict]:
    """The conflicts of a whole run: one for each place, with the others as related locations."""
    by_key: dict[str, list[Sighting]] = defaultdict(list)
    by_token: dict[str, list[Sighting]] = defaultdict(list)
    for sighting in sightings:
        by_key[sighting.key].append(sighting)
        by_token[sighting.token].append(sighting)
    reported: set[Location] = set()
    for conflict in _conflicts(by_key, by_token):
        if conflict.sighting.location not in reported:  # a place in conflict by its key and by its token is reported once
            reported.add(conflict.sighting.location)
            yield conflict


def _conflicts(by_key: dict[str, list[Sighting]], by_token: dict[str, list[Sighting]]) -> Iterator[Conflict]:
    for key, found in by_key.items():
        if (count := len({sighting.token for sighting in found})) > 1:
            yield from _of_places(found, TWO_TOKENS(key=key, count=count), TWO_TOKENS_HELP())
    for found in by_token.values():
        if (count := len({sighting.key for sighting in found})) > 1:
            yield from _of_places(found, TWO_KEYS(count=count), TWO_KEYS_HELP())


def _of_places(found: list[Sighting], message: Message, remedy: Message) -> Iterator[Conflict]:
    variants: dict[tuple[str, str], list[Sighting]] = defaultdict(list)
    for one in found:
        variants[(one.key, one.token)].append(one)
    for one in found:
        own = (one.key, one.token)
        others = list(islice(_differing(variants, own), _MOST_RELATED))
        more = len(found) - len(variants[own]) - len(others)
        messages = [RELATED()] * len(others)
        if more:
            messages[-1] = RELATED_AND_MORE(count=more)
        related = (other.location._replace(message=text) for other, text in zip(others, messages, strict=True))
        yield Conflict(one, message, remedy, tuple(related))


def _differing(variants: dict[tuple[str, str], list[Sighting]], own: tuple[str, str]) -> Iterator[Sighting]:
    """The places of the other pairs: first one of each pair, then the rest."""
    others = [places for pair, places in islice(variants.items(), _MOST_RELATED + 1) if pair != own]
    yield from (places[0] for places in others)
    yield from (place for places in others for place in places[1:])


RULE = Rule("conflicting-pair", __doc__ or "", Severity.WARNING, "0.1.0", scope="run")
