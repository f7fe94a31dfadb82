"""The least that a key needs for several calls: the resources of one custom role, and the smallest set of predefined roles."""

import re
from collections.abc import Iterable, Sequence
from itertools import combinations

from vtexlint._startup.typed import NamedTuple
from vtexlint.accounts.access.table import AccessTable, Operation, Resource
from vtexlint.accounts.access.verdicts import Holder, holders

_MOST_STEPS = 20_000  # of the exact search; with more, the first solution is improved no further
_CHANGE, _EVERYTHING = 10, 1000
_BROAD = re.compile(r"(?i)full access|\badmin(?:istrator)?\b|\bmain access\b")
_MOST_ROLES = 4  # of the exact search


class Predefined(NamedTuple):
    """Predefined roles that together have what calls need; `uncovered`: those for which VTEX's pages name none."""

    roles: tuple[Holder, ...]
    uncovered: tuple[Operation, ...]


def custom_role(operations: Sequence[Operation], table: AccessTable) -> tuple[Resource, ...]:
    """The resources that allow all of these operations and, of all such sets, the least besides them: the fewest documented operations,
    of which one that changes something counts as ten that only read. A resource whose name says that it is everything comes last.

    Operations without resources are left out. The exact set for what an integration usually calls; for very many calls a good one.
    """
    opened = _opened(operations, table)
    fixed = {resource for operation in operations if operation.needs_all for resource in operation.resources}
    choices = {frozenset(operation.resources) for operation in operations if operation.resources and not operation.needs_all}
    left = sorted((choice for choice in choices if not choice & fixed), key=lambda choice: (len(choice), sorted(choice)))
    weights = [1 if operation.method == "GET" else _CHANGE for operation in table.operations]
    found = _Search(left, opened, frozenset(fixed), weights).best()
    return tuple(sorted(found, key=lambda resource: tuple(part.casefold() for part in resource)))


def predefined_roles(operations: Iterable[Operation], table: AccessTable) -> Predefined:
    """The fewest predefined roles; of several such sets, the one whose roles have the fewest resources."""
    needed = {operation: {one.name: one for one in holders(operation, table)} for operation in operations if operation.resources}
    uncovered = tuple(operation for operation, having in needed.items() if not having)
    covering = [having for having in needed.values() if having]
    if not covering:
        return Predefined((), uncovered)
    by_name = {name: holder for having in covering for name, holder in having.items()}
    ranked = sorted(by_name, key=lambda name: (by_name[name].total or 1000, name))
    for size in range(1, min(_MOST_ROLES, len(ranked)) + 1):
        fitting = [names for names in combinations(ranked, size) if all(having.keys() & set(names) for having in covering)]
        if fitting:
            best = min(fitting, key=lambda names: sum(by_name[name].total or 1000 for name in names))
            return Predefined(tuple(by_name[name] for name in best), uncovered)
    chosen: list[str] = []
    while left := [having for having in covering if not having.keys() & set(chosen)]:
        chosen.append(max(ranked, key=lambda name: sum(name in having for having in left)))
    return Predefined(tuple(by_name[name] for name in chosen), uncovered)


def _opened(operations: Iterable[Operation], table: AccessTable) -> dict[Resource, frozenset[int]]:
    """For each resource of these operations the documented ones that it allows, by their numbers."""
    wanted = {resource for operation in operations for resource in operation.resources}
    found: dict[Resource, set[int]] = {resource: set() for resource in wanted}
    for number, operation in enumerate(table.operations):
        for resource in wanted.intersection(operation.resources):
            found[resource].add(number)
    return {resource: frozenset(numbers) for resource, numbers in found.items()}


def _breadth(resource: Resource) -> int:
    return _EVERYTHING if _BROAD.search(resource.name) else 0


class _Search:
    """Chooses one resource for each need so that all of them allow the least; of equal sets the smaller one."""

    def __init__(
        self, needs: list[frozenset[Resource]], opened: dict[Resource, frozenset[int]], fixed: frozenset[Resource], weights: list[int]
    ) -> None:
        self._weights = weights
        self._needs = needs
        self._opened = opened
        self._fixed = fixed
        self._best: frozenset[Resource] | None = None
        self._cost = (10**9, 10**9)
        self._steps = 0

    def best(self) -> frozenset[Resource]:
        allowed: frozenset[int] = frozenset().union(*(self._opened[resource] for resource in self._fixed))
        self._choose(0, self._fixed, allowed)
        return self._best or self._fixed

    def _choose(self, at: int, chosen: frozenset[Resource], allowed: frozenset[int]) -> None:
        cost = (self._weight(allowed) + sum(map(_breadth, chosen)), len(chosen))
        if cost >= self._cost or (self._steps > _MOST_STEPS and self._best is not None):
            return
        self._steps += 1
        while at < len(self._needs) and self._needs[at] & chosen:
            at += 1
        if at == len(self._needs):
            self._best, self._cost = chosen, cost
            return
        for resource in sorted(self._needs[at], key=lambda one: (self._weight(self._opened[one] - allowed) + _breadth(one), one)):
            self._choose(at + 1, chosen | {resource}, allowed | self._opened[resource])

    def _weight(self, numbers: frozenset[int]) -> int:
        return sum(self._weights[number] for number in numbers)
