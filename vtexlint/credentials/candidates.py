"""The names and values of one document, whatever structural form they are written in.

The forms are one table, at the end. Base64 and documents inside strings are in `embedded`.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Container as Collection
from functools import lru_cache

from vtexlint._startup.typed import Literal, NamedTuple
from vtexlint.credentials.model import Form
from vtexlint.credentials.names import account_name, classify
from vtexlint.credentials.placeholders import is_resolved
from vtexlint.parsers.model import Container, Document, Entry
from vtexlint.parsers.parse import source_map
from vtexlint.text.source import Source, Span

NAME_FIELDS = ("name", "Name", "key", "Key", "variable", "header", "NAME", "KEY")
VALUE_FIELDS = ("value", "Value", "currentValue", "default", "initialValue", "VALUE")
_FIELDS = frozenset(NAME_FIELDS + VALUE_FIELDS)
_OFF = {"enabled": "false", "disabled": "true"}
# mappings whose values say where a machine finds the secret: a SealedSecret's, CodeBuild's
_REFERRING = frozenset({"encryptedData", "parameter-store", "secrets-manager"})

_ASSIGNMENT = r"(?s)[ \t]*(?:export[ \t]+|--?[\w-]+[= ])?(?P<name>[A-Za-z_][\w.-]*)(?P<sep>[ \t]*=|:[ \t]+)(?P<value>.*)"
_NAME_ALONE = r"[A-Za-z_][\w.-]*"


class CandidateField(NamedTuple):
    """A name, and the value under it. `value` None: null, or a reference by structure where `is_reference`."""

    name: str
    name_span: Span
    value: str | None
    span: Span
    container: int  # the container whose other slots are its siblings
    entry: Entry | None
    form: Form
    is_reference: bool = False
    start: int = 0  # index of `value` in the entry's own value
    is_disabled: bool = False  # a Postman header that is switched off


class DocumentIndex:
    """The entries of one document, sorted once by what a form looks at; nothing else of a large document is kept."""

    __slots__ = ("children", "document", "fields", "items", "named", "source")

    def __init__(self, source: Source, document: Document, extra: Collection[str]) -> None:
        """`extra` are names that the settings declare to be a credential's."""
        self.source = source
        self.document = document
        self.items: list[Entry] = []  # strings without a name
        self.named: list[Entry] = []  # entries whose name or value may be a credential's, an account's, a VTEX host
        self.fields: dict[int, list[Entry]] = defaultdict(list)  # by container: entries called `name`, `value` and the like
        for entry in document.entries:
            if entry.name is None:
                if entry.value and entry.kind == "string":
                    self.items.append(entry)
            elif entry.name in _FIELDS or entry.name in _OFF:
                self.fields[entry.container].append(entry)
            elif entry.name in extra or _matters(entry):
                self.named.append(entry)
        self.children = _children(document.containers)


def _from_entries(index: DocumentIndex) -> Iterator[CandidateField]:
    return map(_plain, index.named)


def _from_items(index: DocumentIndex) -> Iterator[CandidateField]:
    for entry in index.items:
        yield from _from_item(index.source, index.document, entry)


def _from_objects(index: DocumentIndex) -> Iterator[CandidateField]:
    for container, entries in index.fields.items():
        yield from _from_object(index.document.containers, index.children, container, entries)


def _matters(entry: Entry) -> bool:
    """Whether the name may be a credential's or an account's, or the value a VTEX host."""
    return _says_something(entry.name or "") or (entry.value is not None and ("vtex" in entry.value or "{account" in entry.value))


@lru_cache(maxsize=8192)
def _says_something(name: str) -> bool:
    return classify(name) is not None or account_name(name) is not None


def _plain(entry: Entry) -> CandidateField:
    reference = is_resolved(entry.tag) or entry.kind == "template"
    return CandidateField(entry.name or "", entry.name_span, entry.value, entry.span, entry.container, entry, "mapping", reference)


def _children(containers: Sequence[Container]) -> dict[int, list[int]]:
    children: dict[int, list[int]] = defaultdict(list)
    for index, container in enumerate(containers):
        children[container.parent].append(index)
    return children


def _from_item(source: Source, document: Document, entry: Entry) -> list[CandidateField]:
    text = entry.value or ""
    if len(text) > 20_000:
        return []
    if re.fullmatch(_NAME_ALONE, text):
        kind = classify(text)
        if kind is None or kind.strength not in ("strong", "alias"):
            return []
        # docker compose takes the variable from its own environment
        return [CandidateField(text, entry.span, None, entry.span, entry.container, entry, "assignment", is_reference=True)]
    match = re.fullmatch(_ASSIGNMENT, text)
    if not match:
        return []
    places = source_map(source, document.format, entry)
    name_span = value_span = entry.span
    if places is not None:
        name_span = Span(places[match.start("name")], places[match.end("name")])
        value_span = Span(places[match.start("value")], places[match.end("value")])
    return [
        CandidateField(
            match["name"], name_span, match["value"], value_span, entry.container, entry, "assignment",
            is_reference=is_resolved(entry.tag), start=match.start("value"),
        )
    ]  # fmt: skip


def _from_object(containers: Sequence[Container], children: dict[int, list[int]], index: int, entries: list[Entry]) -> list[CandidateField]:
    """Slots of a container that has fields such as `name` and `value`: one object, or a plain mapping after all."""
    container: Container = containers[index]
    by_name = {entry.name: entry for entry in entries}
    name = next((by_name[field] for field in NAME_FIELDS if field in by_name), None)
    values = [by_name[field] for field in VALUE_FIELDS if field in by_name]
    plain = [_plain(entry) for entry in entries if entry.name not in _OFF and _matters(entry)]
    if name is None or name.value is None or name.kind != "string":
        return plain
    titled = classify(name.value) is not None
    if not values:
        # `- name: VTEX_APP_TOKEN` with `valueFrom:` or another field: the value comes from elsewhere
        if titled and container.parent != -1 and (children.get(index) or container.kind == "mapping"):
            return [
                *plain,
                CandidateField(name.value, name.span, None, name.span, container.parent, name, "object", is_reference=True),
            ]
        return plain
    is_disabled = any(by_name[field].value == word for field, word in _OFF.items() if field in by_name)
    slots = [
        CandidateField(
            name.value, name.span, value.value, value.span, _shared(containers, index), value, "object",
            is_reference=is_resolved(value.tag) or value.kind == "template", is_disabled=is_disabled or position > 0,
        )
        for position, value in enumerate(values)
        if position == 0 or value.value
    ]  # fmt: skip
    used = {name.name, *(value.name for value in values)}
    return slots + [slot for slot in plain if slot.name not in used]


def _shared(containers: Sequence[Container], index: int) -> int:
    """The container that the objects of one list share: the list; the object itself where it stands alone."""
    parent = containers[index].parent
    return parent if parent != -1 else index


def _from_containers(index: DocumentIndex) -> list[CandidateField]:
    """`VTEX_APP_TOKEN: {valueFrom: ...}` is a reference by structure; `{"value": "..."}` (ARM parameters) a value."""
    found: list[CandidateField] = []
    for number, container in enumerate(index.document.containers):
        name = container.key
        if not isinstance(name, str) or container.parent == -1 or classify(name) is None:
            continue
        if container.kind == "sequence":  # several tokens, in rotation: the half is there
            found.append(CandidateField(name, container.name_span, None, container.name_span, container.parent, None, "mapping", True))
            continue
        value = next((entry for entry in index.fields.get(number, ()) if entry.name in ("value", "Value")), None)
        if value is not None:
            reference = is_resolved(value.tag) or value.kind == "template"
            found.append(CandidateField(name, container.name_span, value.value, value.span, container.parent, value, "mapping", reference))
        else:
            found.append(CandidateField(name, container.name_span, None, container.name_span, container.parent, None, "mapping", True))
    return found


Need = Literal["ancestors", "siblings", "account", "file-name", "manifest"]
"""What decides, besides a field's own name and value, whether it is a VTEX credential, and whose.

`ancestors`: the names of the containers around it. `siblings`: the other entries of its container. `account`: an account or a VTEX
host named in the file. `file-name`: the file's name and folder. `manifest`: the whole document that it is in (`kind: Secret`).
"""


class StructuralForm(NamedTuple):
    """A way in which a document writes a name and its value: the function that finds it, and the context that it needs.

    A parser that keeps only a part of a document must keep what the forms need: the entries that mention a credential, and this.
    """

    name: str
    find: Callable[[DocumentIndex], Iterable[CandidateField]]
    needs: frozenset[Need]


_AROUND: frozenset[Need] = frozenset({"ancestors", "siblings", "account", "file-name"})

FORMS = (
    StructuralForm("name: value", _from_entries, _AROUND | {"manifest"}),  # in a Secret's `data` the value is base64
    StructuralForm('"NAME=value" in a list', _from_items, _AROUND),
    StructuralForm("an object with a name field and a value field", _from_objects, _AROUND),
    StructuralForm("a container that is the value", _from_containers, _AROUND),
)
"""The structural forms: a new one is a row and a function. Documents inside values are opened by `embedded`, each as its own."""


def candidate_fields(source: Source, document: Document, extra: Collection[str] = ()) -> list[CandidateField]:
    """The fields of the document that may be a credential's or an account's, in no particular order; `extra`: see DocumentIndex."""
    index = DocumentIndex(source, document, extra)
    containers = document.containers
    found = [field for form in FORMS for field in form.find(index)]
    return [field._replace(is_reference=True) if containers[field.container].key in _REFERRING else field for field in found]
