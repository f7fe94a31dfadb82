"""Which operation a call is: the templates of the table's paths and servers, compared with a call's method and address."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from vtexlint._startup.typed import NamedTuple
from vtexlint.accounts.access.addresses import ACCOUNT, UNKNOWN, VARIABLE, Address, host_of
from vtexlint.accounts.access.table import AccessTable, Operation, table
from vtexlint.text.distance import distance

_PARAMETER = re.compile(r"\{([^{}]*)\}")
_REST_OF_PATH = "{facets}"  # the only parameter that takes several parts of a path
_ACCOUNTS, _NO_ACCOUNTS = frozenset({"{accountName}", "{account}"}), frozenset({"api", "_v", "pub", "pvt"})
_LITERAL, _MIXED, _ANY, _REST = range(4)
_MOST_NEAR = 3
MOST_SIMILAR = 20
"""Unknown calls of a report for which similar ones are looked for: each takes some milliseconds, and a user does not read more."""
_COMPARED = 40
_ALIKE = 0.7  # of a path of one word: with more it is another word
_ANY_HOST = "*"
_SERVER = re.compile(r"https?://(?P<host>[^/]+)(?P<path>.*)")


class Route(NamedTuple):
    """One operation on one of its servers: its number in the table, the kind of host, and the parts of the whole path."""

    number: int
    method: str
    host: str
    parts: tuple[str, ...]
    server: str


class NearMatch(NamedTuple):
    """An operation that is similar to a call, and the server that was compared."""

    operation: Operation
    server: str

    @property
    def address(self) -> str:
        return f"{self.server}{self.operation.path}"


class Match(NamedTuple):
    """What the table knows of a call: the operations that it is, several if several pages document it; else what is similar.

    `other_methods`: where the path is documented, but not with this method. `is_similar`: the call fits an operation only if a part that
    looks like a misspelled word of another path is a value. `is_compared`: similar ones were looked for, so that an empty `near` means
    that there are none.
    """

    operations: tuple[Operation, ...]
    near: tuple[NearMatch, ...] = ()
    other_methods: tuple[str, ...] = ()
    is_similar: bool = False
    is_compared: bool = False


class Routes:
    """The routes of a table."""

    def __init__(self, table: AccessTable) -> None:
        self._table = table
        self._by_length: dict[int, list[Route]] = {}
        self._open: list[Route] = []  # with a part that takes the rest of the path
        self.all: list[Route] = []
        self._words: list[frozenset[str]] = []  # of each of these, in lowercase; made when they are first asked for
        servers: dict[str, tuple[str, tuple[str, ...]]] = {}
        for number, operation in enumerate(table.operations):
            own = tuple([part for part in operation.path.split("/") if part])
            for server in operation.servers:
                if server not in servers:
                    servers[server] = _kind_and_path(server)
                host, base = servers[server]
                route = Route(number, operation.method, host, base + own, server)
                self.all.append(route)
                if _REST_OF_PATH in route.parts:
                    self._open.append(route)
                else:
                    self._by_length.setdefault(len(route.parts), []).append(route)

    def match(self, method: str, address: Address, *, near: bool = True) -> Match:
        """What the table knows of a call; `method` in uppercase, "" if it is not known: then of each method.

        Without `near` no similar calls are looked for, which takes ten times as long as all else.
        """
        fitting = list(self._fitting(address))
        best = _best(route for route in fitting if method in ("", route[1].method))
        others = {route.method for _, route in fitting} - {method}
        if best and not self._is_doubtful(best[0], address):
            numbers = dict.fromkeys(route.number for route in best)
            return Match(tuple(self._table.operations[number] for number in numbers))
        similar = self._nearest(method, address) if near else ()
        return Match((), similar, () if best else tuple(sorted(others)), bool(best), near)

    def _fitting(self, address: Address) -> Iterator[tuple[tuple[int, ...], Route]]:
        for route in [*self._by_length.get(len(address.segments), ()), *self._open]:
            if _hosts_fit(route.host, address) and (kinds := _fit(route.parts, address.segments)) is not None:
                yield kinds, route

    def _is_doubtful(self, found: Route, address: Address) -> bool:
        """Whether a value of a parameter looks like a misspelled word that another path has there, or repeats the word before it."""
        for at, (part, value) in enumerate(zip(found.parts, address.segments, strict=False)):
            if _kind(part) == _LITERAL or VARIABLE in value or not value.replace("-", "").replace("_", "").isalpha():
                continue
            if at and value == address.segments[at - 1]:
                return True
            for route in self._by_length.get(len(address.segments), ()):
                other = route.parts[at]
                if _kind(other) == _LITERAL and _hosts_fit(route.host, address) and _is_misspelled(value, other):
                    changed = (*address.segments[:at], other, *address.segments[at + 1 :])
                    if _fit(route.parts, changed) is not None:
                        return True
        return False

    def _nearest(self, method: str, address: Address) -> tuple[NearMatch, ...]:
        """The operations with the most similar paths, the most similar first; none if no part of the path is theirs."""
        words = {segment.casefold() for segment in address.segments}
        ranked: list[tuple[float, Route]] = []
        if not self._words:
            self._words = [frozenset([part.casefold() for part in route.parts if part[0] != "{"]) for route in self.all]
        for route, known in zip(self.all, self._words, strict=True):
            shared = len(known & words)
            if shared or (len(known) == 1 and len(words) == 1):
                ranked.append((abs(len(known) - shared) + 0.5 * abs(len(route.parts) - len(address.segments)), route))
        ranked.sort(key=lambda one: one[0])
        scored = []
        for _, route in ranked[:_COMPARED]:
            cost = _difference(route.parts, address.segments) + 0.4 * (method not in ("", route.method))
            cost += 0.3 * (not _hosts_fit(route.host, address))
            if cost <= (max(1.0, len(address.segments) / 2) if len(address.segments) > 1 else _ALIKE):
                scored.append((cost, route))
        scored.sort(key=lambda one: one[0])
        found: dict[tuple[str, str], NearMatch] = {}
        for _, route in scored:
            operation = self._table.operations[route.number]
            found.setdefault((operation.method, operation.path), NearMatch(operation, route.server))
        return tuple(found.values())[:_MOST_NEAR]


class Matcher:
    """Matches the calls of a report: each different one once, and similar calls for the first unknown ones."""

    def __init__(self, routes: Routes) -> None:
        self._routes = routes
        self._plain: dict[tuple[str, Address], Match] = {}
        self._with_similar: dict[tuple[str, Address], Match] = {}
        self.is_limited = False  # of an unknown call no similar ones were looked for

    def match(self, method: str, address: Address) -> Match:
        """Without similar calls."""
        asked = method, address
        if asked not in self._plain:
            self._plain[asked] = self._routes.match(method, address, near=False)
        return self._plain[asked]

    def similar(self, method: str, address: Address) -> Match:
        """With similar calls, if the call is one of the first that are unknown."""
        found = self.match(method, address)
        asked = method, address
        if found.operations or asked in self._with_similar:
            return self._with_similar.get(asked, found)
        if len(self._with_similar) >= MOST_SIMILAR:
            self.is_limited = True
            return found
        self._with_similar[asked] = self._routes.match(method, address)
        return self._with_similar[asked]


@cache
def routes() -> Routes:
    """Those of the table of this version."""
    return Routes(table())


def _kind_and_path(server: str) -> tuple[str, tuple[str, ...]]:
    """The kind of a server's host, and the parts of its path."""
    match = _SERVER.fullmatch(server)
    host, path = (match["host"], match["path"]) if match else (server, "")
    path = tuple([part for part in path.split("/") if part])
    if host.startswith("{") and host.endswith("}") and "." not in host:
        return _ANY_HOST, path  # `{storeDomain}`, `{providerApiEndpoint}`: a domain that is not VTEX's
    return host_of(_PARAMETER.sub(_filled, host))[0], path


def _filled(match: re.Match[str]) -> str:
    return {"environment": "vtexcommercestable", "accountName": "account", "workspace": "test"}.get(match[1], "x")


def _hosts_fit(host: str, address: Address) -> bool:
    if address.host in (UNKNOWN, host):
        return True
    return address.is_foreign and host in (ACCOUNT, _ANY_HOST)  # a store's own domain leads to its account


def _fit(parts: tuple[str, ...], segments: tuple[str, ...]) -> tuple[int, ...] | None:
    """What each part of a template is, if it fits a path; else None."""
    if len(parts) != len(segments) and _REST_OF_PATH not in parts:
        return None
    kinds: list[int] = []
    for at, part in enumerate(parts):
        if part == _REST_OF_PATH:
            after = parts[at + 1 :]
            rest = segments[len(segments) - len(after) :] if after else ()
            tail = _fit(after, rest) if len(segments) - len(after) > at else None
            return None if tail is None else (*kinds, _REST, *tail)
        if at >= len(segments):
            return None
        kind = _kind(part)
        if part in _ACCOUNTS and segments[at] in _NO_ACCOUNTS:
            return None
        if (kind == _LITERAL and part != segments[at]) or (kind == _MIXED and not _pattern(part).fullmatch(segments[at])):
            return None
        kinds.append(kind)
    return tuple(kinds) if len(kinds) == len(segments) else None


def _kind(part: str) -> int:
    if "{" not in part:
        return _LITERAL
    return _ANY if part.startswith("{") and part.index("}") == len(part) - 1 else _MIXED


@cache
def _pattern(part: str) -> re.Pattern[str]:
    return re.compile("".join(f"{re.escape(text)}" if at % 2 == 0 else "[^/]+" for at, text in enumerate(_PARAMETER.split(part))))


def _best(found: Iterable[tuple[tuple[int, ...], Route]]) -> list[Route]:
    """The most specific ones: words before parameters, from the left."""
    listed = list(found)
    least = min((kinds for kinds, _ in listed), default=())
    return [route for kinds, route in listed if kinds == least]


def _is_misspelled(value: str, word: str) -> bool:
    if value == word or len(word) < 5:
        return False
    if value.casefold() == word.casefold():
        return True
    most = 1 if len(word) < 8 else 2
    return abs(len(value) - len(word)) <= most and distance(value.casefold(), word.casefold(), most) <= most


def _difference(parts: tuple[str, ...], segments: tuple[str, ...]) -> float:
    """How many parts must be added, removed or replaced; a similar word costs less than another one."""
    row = [float(number) for number in range(len(segments) + 1)]
    for part in parts:
        before, row = row, [row[0] + 1]
        for at, segment in enumerate(segments):
            row.append(min(before[at + 1] + 1, row[at] + 1, before[at] + _replaced(part, segment)))
    return row[-1]


def _replaced(part: str, segment: str) -> float:
    if "{" in part:
        return 0.7 if segment.isalpha() else 0.35
    if part == segment:
        return 0
    if VARIABLE in segment:
        return 0.8
    longest = max(len(part), len(segment))
    return min(1.2, 0.1 + 1.5 * distance(part.casefold(), segment.casefold(), longest // 2) / longest)
