"""What YAML's aliases and merges repeat: an anchored container, with all that is in it, under another parent."""

from vtexlint.parsers.model import Container, Entry
from vtexlint.text.source import Span

MAX_REPEATED = 10_000
"""Entries and containers in all; what aliases of aliases repeat beyond that is left out."""


class Repeater:
    """Adds repeated entries and containers to the lists of a reader."""

    def __init__(self, entries: list[Entry], containers: list[Container]) -> None:
        self._entries = entries
        self._containers = containers
        self._repeated = 0

    def copy(self, origin: int, parent: int, key: str | int, name_span: Span) -> None:
        """Repeat an anchored container, what is in it included, under another parent."""
        containers = self._containers
        mapped = {origin: len(containers)}
        node = containers[origin]
        members, inner = self._members(origin)
        self._repeated += len(members) + len(inner) + 1
        if self._repeated > MAX_REPEATED:
            return
        containers.append(node._replace(parent=parent, key=key, name_span=name_span, origin=origin))
        for index in inner:
            child = containers[index]
            mapped[index] = len(containers)
            containers.append(child._replace(parent=mapped[child.parent], origin=index))
        self._entries += [e._replace(container=mapped[e.container], alias=True) for e in members]

    def merge(self, origin: int, container: int, own: set[str]) -> None:
        """Repeat what an anchored mapping holds in a mapping that merges it, but for the names that are its own."""
        if container < 0 or origin == container:
            return
        direct = [entry for entry in self._entries if entry.container == origin and entry.name not in own]
        self._repeated += len(direct)
        if self._repeated > MAX_REPEATED:
            return
        self._entries += [entry._replace(container=container, alias=True) for entry in direct]
        own.update(entry.name or "" for entry in direct)
        for index, child in enumerate(list(self._containers)):
            if child.parent == origin and isinstance(child.key, str) and child.key not in own:
                own.add(child.key)
                self.copy(index, container, child.key, child.name_span)

    def _members(self, origin: int) -> tuple[list[Entry], list[int]]:
        """What stands in a container at any depth; containers come after their parents in the list."""
        inside = {origin}
        inner = []
        for index in range(origin + 1, len(self._containers)):
            if self._containers[index].parent in inside:
                inside.add(index)
                inner.append(index)
        return [entry for entry in self._entries if entry.container in inside], inner
