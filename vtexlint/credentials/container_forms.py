"""Forms in which a container names a value: as the value of its own name, or by two of its fields. The shapes: `container_shapes`."""

import re
from collections import defaultdict
from collections.abc import Iterator

from vtexlint.credentials import container_shapes
from vtexlint.credentials.fields import CandidateField, DocumentIndex, is_from_elsewhere, shared
from vtexlint.credentials.names import classify
from vtexlint.credentials.requests.documents import HEADERS
from vtexlint.parsers.model import Document, Entry

_IDENTIFIER = r"[A-Za-z_][\w.-]*"


def from_containers(index: DocumentIndex) -> list[CandidateField]:
    """`VTEX_APP_TOKEN: {valueFrom: ...}` is a reference by structure; `{"value": "..."}` (ARM parameters) a value."""
    found: list[CandidateField] = []
    items: dict[int, list[Entry]] = defaultdict(list)
    for item in index.items:
        items[item.container].append(item)
    for number, container in enumerate(index.document.containers):
        name = container.key
        if not isinstance(name, str) or container.parent == -1 or classify(name) is None:
            continue
        if container.kind == "sequence":
            found.append(_from_sequence(index, number, name, items.get(number, [])))
            continue
        shape, value = _valued(index, number)
        if shape is None or value is None or (shape.is_default and not value.value):
            found.append(CandidateField(name, container.name_span, None, container.name_span, container.parent, None, "mapping", True))
        else:
            reference = is_from_elsewhere(value)
            found.append(CandidateField(name, container.name_span, value.value, value.span, container.parent, value, "mapping", reference))
    return found


def _from_sequence(index: DocumentIndex, number: int, name: str, items: list[Entry]) -> CandidateField:
    """A header with a list of one value has that value (VCR's cassettes); any other list has several tokens, in rotation."""
    containers = index.document.containers
    container = containers[number]
    around = containers[container.parent].key
    if (name.lower().startswith("x-") or (isinstance(around, str) and around.lower() in HEADERS)) and len(items) == 1:
        value, reference = items[0], is_from_elsewhere(items[0])
        return CandidateField(name, container.name_span, value.value, value.span, container.parent, value, "mapping", reference)
    return CandidateField(name, container.name_span, None, container.name_span, container.parent, None, "mapping", True)


def _valued(index: DocumentIndex, number: int) -> tuple[container_shapes.ContainerShape | None, Entry | None]:
    """The first shape of a container that names a value, and its value."""
    entries = {entry.name: entry for entry in (*index.fields.get(number, ()), *index.shaped.get(number, ()))}
    for shape in container_shapes.NAMED if entries else ():
        if shape.value in entries and (not shape.below or shape.below == _around(index.document, number)):
            return shape, entries[shape.value]
    return None, None


def _around(document: Document, number: int) -> str:
    """The name of the container around one, in small letters; positions in lists are no names."""
    return next((key.lower() for key in document.ancestors(document.containers[number].parent) if isinstance(key, str)), "")


def from_objects(index: DocumentIndex) -> Iterator[CandidateField]:
    """Objects whose fields are a name and a value as in `container_shapes`."""
    for number, entries in index.shaped.items():
        names = [entry for entry in entries if entry.name in container_shapes.OF_OBJECTS and entry.kind == "string" and entry.value]
        for name in names:
            if not re.fullmatch(_IDENTIFIER, name.value or "") or classify(name.value or "") is None:
                continue
            by_name = {entry.name: entry for entry in (*entries, *index.fields.get(number, ()))}
            value = next((by_name[one] for one in container_shapes.VALUES_OF[name.name or ""] if one in by_name), None)
            if value is not None:
                reference = is_from_elsewhere(value)
                yield CandidateField(
                    name.value or "", name.span, value.value, value.span, shared(index.document.containers, number), value, "object",
                    is_reference=reference,
                )  # fmt: skip
