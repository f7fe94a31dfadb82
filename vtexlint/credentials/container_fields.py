"""Containers whose name is that of a credential: objects around a value, references by structure, tables by store, lists."""

from collections import defaultdict
from collections.abc import Container as Collection
from collections.abc import Iterator, Mapping

from vtexlint.credentials import shapes
from vtexlint.credentials.document_kind import HEADERS
from vtexlint.credentials.evidence import is_vtex_shaped
from vtexlint.credentials.fields import CandidateField, DocumentIndex, is_from_elsewhere, singular
from vtexlint.credentials.names import CredentialKind, classify, other_kind
from vtexlint.parsers.container_shapes import ALL_NAMES, ALL_VALUES, NAME_FIELDS, NAMED, ContainerShape
from vtexlint.parsers.model import Document, Entry

_DESCRIBING = ALL_NAMES | ALL_VALUES
_BY_KEY = "vtexAppKey"
_HEADERS = ("x-vtex-api-appkey", "x-vtex-api-apptoken")


def from_containers(index: DocumentIndex) -> list[CandidateField]:
    """`VTEX_APP_TOKEN: {valueFrom: ...}` is a reference by structure; `{"value": "..."}` (ARM parameters) is a value."""
    found: list[CandidateField] = []
    items: dict[int, list[Entry]] = defaultdict(list)
    for item in (*index.items, *index.empty):
        items[item.container].append(item)
    tables = {
        (container.parent, named.kind)
        for container in index.document.containers
        if container.kind == "mapping" and isinstance(container.key, str) and (named := classify(singular(container.key) or container.key))
    }
    for number, container in enumerate(index.document.containers):
        name = container.key
        if not isinstance(name, str) or container.parent == -1:
            continue
        if classify(name) is None:
            if container.kind == "mapping" and (one := singular(name)):
                found += _by_store(index, number, one, tables)
            if container.kind == "mapping" and shapes.key_parts(name) and _kinds(index, number) == {"token"}:  # `{K: {"appToken": T}}`
                found.append(CandidateField(_BY_KEY, container.name_span, None, container.name_span, number, None, "mapping", True))
            continue
        if container.kind == "sequence":
            found.append(_from_sequence(index, number, name, items.get(number, [])))
            continue
        if _names_header(index, number):
            continue  # `api_key: {key: X-VTEX-API-AppKey, value: K}` in Terraform: an object that names a header
        shape, value = _valued(index, number)
        if shape is None and (each := list(_by_store(index, number, name, tables))):
            found += each
            continue
        if shape is None and (only := _only_value(index, number, items)) is not None:
            found.append(_with_value(index, number, name, only))
            continue
        if shape is None or value is None or (shape.is_default and not value.value):
            found.append(CandidateField(name, container.name_span, None, container.name_span, container.parent, None, "mapping", True))
        else:
            found.append(_with_value(index, number, name, value))
    return found


def _kinds(index: DocumentIndex, number: int) -> set[CredentialKind]:
    """The kinds of the credentials that the names in a container mean."""
    return {found.kind for entry in index.entries_in(number) if (found := classify(entry.name or ""))}


def _names_header(index: DocumentIndex, number: int) -> bool:
    """Whether a field of an object names a header of VTEX."""
    return any(entry.name in NAME_FIELDS and (entry.value or "").lower() in _HEADERS for entry in index.fields.get(number, ()))


def _with_value(index: DocumentIndex, number: int, name: str, value: Entry) -> CandidateField:
    container, reference = index.document.containers[number], is_from_elsewhere(value)
    return CandidateField(name, container.name_span, value.value, value.span, container.parent, value, "mapping", reference)


def _only_value(index: DocumentIndex, number: int, items: Mapping[int, list[Entry]]) -> Entry | None:
    """The only value of a header of Prometheus: `X-VTEX-API-AppToken: {values: [T]}`, or `secrets`."""
    containers = index.document.containers
    around = containers[containers[number].parent].key
    inner = [child for child in index.children.get(number, ()) if containers[child].key in ("values", "secrets")]
    if len(inner) != 1 or not (isinstance(around, str) and around.lower() in HEADERS):
        return None
    found = items.get(inner[0], [])
    return found[0] if len(found) == 1 else None


def _by_store(index: DocumentIndex, number: int, name: str, tables: Collection[tuple[int, CredentialKind]]) -> Iterator[CandidateField]:
    """`appToken: {br: T, mx: T}`: a value for each store or environment. Each is a field next to the container, with both names.

    Nothing if one of its names describes a value, as `type` and `default` do, or is a credential's own, or if the other credential is
    not a table: `appToken: {current: T, previous: T}` next to one appKey.
    """
    found, parent = classify(name), index.document.containers[number].parent
    entries = index.entries_in(number)
    if found is None or not any(is_vtex_shaped(entry.value) for entry in entries):
        return
    if (parent, other_kind(found.kind)) not in tables:
        return
    for entry in entries:
        own = entry.name or ""
        named = classify(f"{name}.{own}") if own not in _DESCRIBING and classify(own) is None else None
        if named is None or named.kind != found.kind:
            return
    for entry in entries:
        full = f"{name}.{entry.name}"
        yield CandidateField(full, entry.name_span, entry.value, entry.span, parent, entry, "mapping", is_from_elsewhere(entry))


def _from_sequence(index: DocumentIndex, number: int, name: str, items: list[Entry]) -> CandidateField:
    """A list of one value has that value, if it is a header's (VCR cassettes) or looks like a credential; others rotate."""
    containers = index.document.containers
    container = containers[number]
    around = containers[container.parent].key
    is_header = name.lower().startswith("x-") or (isinstance(around, str) and around.lower() in HEADERS)
    if len(items) == 1 and not index.children.get(number) and (is_header or is_vtex_shaped(items[0].value)):
        return _with_value(index, number, name, items[0])
    return CandidateField(name, container.name_span, None, container.name_span, container.parent, None, "mapping", True)


def _valued(index: DocumentIndex, number: int) -> tuple[ContainerShape | None, Entry | None]:
    """The first shape of a container that names a value, and its value."""
    entries = {entry.name: entry for entry in (*index.fields.get(number, ()), *index.shaped.get(number, ()))}
    for shape in NAMED if entries else ():
        if shape.value in entries and (not shape.below or shape.below == _around(index.document, number)):
            return shape, entries[shape.value]
    return None, None


def _around(document: Document, number: int) -> str:
    """The name of the container around one, in lowercase; positions in lists do not count as names."""
    return next((key.lower() for key in document.ancestors(document.containers[number].parent) if isinstance(key, str)), "")
