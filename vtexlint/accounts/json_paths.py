"""Positions of values in a JSON text. Used only for a problem: parsing with spans takes ten times as long as `json`."""

from vtexlint.text.source import Position, Source, Span

Path = tuple[str | int, ...]


class Places:
    """The offsets of one text's values."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._spans: dict[Path, Span] | None = None

    def position(self, path: Path) -> Position | None:
        """Where the value of a path starts; if it has no position, the nearest enclosing value."""
        if self._spans is None:
            self._spans = _spans(self._source)
        for length in range(len(path), 0, -1):
            if path[:length] in self._spans:
                return self._source.position(self._spans[path[:length]].start)
        return None

    def of(self, path: Path) -> str:
        position = self.position(path)
        return f":{position.line}:{position.column}" if position else ""


def spelled(path: Path) -> str:
    """`appKeys[3].isActive`, in names that are safe to show."""
    out = ""
    for step in path:
        if isinstance(step, int):
            out += f"[{step}]"
        else:
            safe = len(step) <= 40 and step.isascii() and step.replace("-", "").replace("_", "").isalnum()
            out += ("." if out else "") + (step if safe else "…")
    return out


def _spans(source: Source) -> dict[Path, Span]:
    from vtexlint.parsers import json as spans  # noqa: PLC0415  only a complaint needs a place

    document = spans.parse(source)
    found: dict[Path, Span] = {}
    paths: list[Path] = []
    for container in document.containers:
        around = paths[container.parent] if container.parent != -1 else ()
        path = around if container.key is None else (*around, container.key)
        paths.append(path)
        found.setdefault(path, Span(container.start, container.start))
    for entry in document.entries:
        step = entry.item if entry.name is None else entry.name
        found[(*paths[entry.container], step)] = entry.span
    return found
