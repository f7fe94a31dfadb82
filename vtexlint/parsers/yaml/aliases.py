"""What YAML's aliases and merges repeat: an anchored container, with all that is in it, under another parent.

What an open container has is the end of both lists, so what a closed one has is one part of each.
"""

from collections.abc import Collection

from vtexlint.parsers.model import Container, Entry
from vtexlint.text.messages import Template
from vtexlint.text.source import Span

MAX_REPEATED = 20_000
"""How much the aliases and merges of a file may repeat: entries and containers that are read, and 32 characters of a value."""
_CHARACTERS = 32

TOO_MANY_ALIASES = Template(
    "yaml.too-many-aliases",
    "repeats more than {limit} values with YAML aliases and merges; values that they add from line {line} on were not checked: "
    "write the values out, or split the file",
)


class Repeater:
    """Adds repeated entries and containers to the lists of a reader. `exceeded`: the offset where there was too much; -1: nowhere."""

    def __init__(self, entries: list[Entry], containers: list[Container]) -> None:
        self._entries = entries
        self._containers = containers
        self._repeated = 0
        self._starts: dict[int, int] = {}  # of anchored containers: the number of their first entry
        self._ends: dict[int, tuple[int, int]] = {}
        self.exceeded = -1

    def opened(self, container: int) -> None:
        """An anchored container starts, the last one of the list."""
        self._starts[container] = len(self._entries)

    def closed(self, container: int) -> None:
        if container in self._starts:
            self._ends[container] = len(self._entries), len(self._containers)

    def may_repeat(self, target: Entry, at: int) -> bool:
        """Whether a scalar may be repeated at this offset."""
        return self._may(1 + len(target.value or "") // _CHARACTERS, at)

    def copy(self, origin: int, parent: int, key: str | int, name_span: Span, at: int) -> None:
        """Repeat an anchored container, what is in it included, under another parent. `at`: the alias."""
        if not self._may_repeat_in(origin, at):
            return
        entries, inner = self._members(origin)
        containers = self._containers
        mapped = {origin: len(containers)}
        containers.append(containers[origin]._replace(parent=parent, key=key, name_span=name_span, origin=origin))
        self._copy_into(mapped, inner, entries)

    def merge(self, origin: int, container: int, own: set[str], at: int) -> None:
        """Repeat what an anchored mapping has in a mapping that merges it, but for the names that are its own."""
        if container < 0 or origin == container or not self._may_repeat_in(origin, at):
            return
        direct = [entry for entry in self._members(origin)[0] if entry.container == origin and entry.name not in own]
        self._entries += [entry._replace(container=container, alias=True) for entry in direct]
        own.update(entry.name or "" for entry in direct)
        entries, inner = self._members(origin)
        taken = set()
        for index in inner:
            child = self._containers[index]
            if child.parent == origin and isinstance(child.key, str) and child.key not in own:
                own.add(child.key)
                taken.add(index)
        if taken:
            self._copy_into({}, inner, entries, taken, container)

    def _copy_into(self, mapped: dict[int, int], inner: range, entries: list[Entry], taken: Collection[int] = (), parent: int = -1) -> None:
        """Repeat the containers whose parents are in `mapped`, those `taken` under `parent`, and the entries in them."""
        containers = self._containers
        for index in inner:
            child = containers[index]
            above = parent if index in taken else mapped.get(child.parent)
            if above is not None:
                mapped[index] = len(containers)
                containers.append(child._replace(parent=above, origin=index))
        self._entries += [e._replace(container=mapped[e.container], alias=True) for e in entries if e.container in mapped]

    def _members(self, origin: int) -> tuple[list[Entry], range]:
        """The entries in an anchored container at any depth, and the containers, which come after their parents."""
        entries, containers = self._ends.get(origin, (len(self._entries), len(self._containers)))
        return self._entries[self._starts[origin] : entries], range(origin + 1, containers)

    def _may_repeat_in(self, origin: int, at: int) -> bool:
        """Whether the content of a container may be read once more."""
        entries, containers = self._ends.get(origin, (len(self._entries), len(self._containers)))
        if not self._may(entries - self._starts[origin] + containers - origin, at):
            return False
        return self._may(sum(len(entry.value or "") // _CHARACTERS for entry in self._members(origin)[0]), at)

    def _may(self, work: int, at: int) -> bool:
        self._repeated += work
        if self._repeated > MAX_REPEATED and self.exceeded < 0:
            self.exceeded = at
        return self.exceeded < 0
