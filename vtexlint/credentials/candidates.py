"""The names and values of one document, in every structural form.

The forms are one table, at the end. Base64 and documents inside strings are in `embedded`.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Container as Collection

from vtexlint._startup.modules import load
from vtexlint._startup.typed import NamedTuple
from vtexlint.credentials import embedded
from vtexlint.credentials.document_kind import FLAT
from vtexlint.credentials.evidence import is_vtex_shaped
from vtexlint.credentials.fields import (
    HEADER_SIGN,
    NAME_ALONE,
    NUMBERED_NAME,
    UNDERSCORED,
    CandidateField,
    DocumentIndex,
    is_from_elsewhere,
    matters,
    plain,
    shared,
    singular,
)
from vtexlint.credentials.names import SURE, classify
from vtexlint.credentials.references import is_reference
from vtexlint.parsers import container_shapes
from vtexlint.parsers.container_shapes import NAME_FIELDS, OFF, VALUE_FIELDS
from vtexlint.parsers.model import Container, Document, Entry
from vtexlint.parsers.parse import source_map
from vtexlint.text.source import Source, Span

# containers whose values are the place where a program finds the secret: those of a SealedSecret, of CodeBuild
_REFERRING = frozenset({"encryptedData", "parameter-store", "secrets-manager"})
_ASSIGNED = r"(?P<name>[A-Za-z_]\w*)=(?P<value>[^\s=][^\s;&|]*)"
_HEADER = r"(?P<name>[Xx]-[A-Za-z-]{4,40}):[ \t]*(?P<value>.*\S)[ \t]*"
_NAME_FIELDS = frozenset(NAME_FIELDS)
_WITH_OBJECTS = frozenset({"json", "yaml", "toml", "tfvars"})  # in others, `k` and `v` are two variables
_MAPPING = "integration.request."
_MAPPED_FROM = r"(?:method\.request|stageVariables|context)\."
_PATH = r"/?[A-Za-z_][\w./-]*"
# what a text with arguments, or with a command that stores a value, contains; each text is between two zeros
_OF_COMMANDS = (
    "--", "-H", "-u ", "\0-u\0", "\0-D", "\0-P", "set ", "setx ", "set-", "put ", "add ", "create ", "update ", "$",
    "##", "::set-", "ParameterKey=",
)  # fmt: skip
_PAIR = 80  # characters that are certainly more than an appKey


def _from_entries(index: DocumentIndex) -> Iterator[CandidateField]:
    is_ini = index.document.format == "ini"
    for entry in index.named:
        if is_ini and embedded.variables_of_line(index.source, index.document, entry) is not None:
            continue
        yield _named(index, entry)


def _named(index: DocumentIndex, entry: Entry) -> CandidateField:
    return _assigned(index, entry) or _mapped(index, entry) or plain(entry)


def _mapped(index: DocumentIndex, entry: Entry) -> CandidateField | None:
    """`integration.request.header.X: "'K'"` of Amazon API Gateway: a value in single quotes, or where it comes from."""
    name, value = entry.name or "", entry.value or ""
    if not name.startswith(_MAPPING):
        return None
    if re.match(_MAPPED_FROM, value):
        return plain(entry)._replace(is_reference=True)
    match = re.fullmatch(r"(?s)\s*'(?P<value>.*)'\s*", value)
    if match is None:
        return None
    places = source_map(index.source, index.document.format, entry)
    span = Span(places[match.start("value")], places[match.end("value")]) if places is not None else entry.span
    return CandidateField(
        name, entry.name_span, match["value"], span, entry.container, entry, "assignment", is_from_elsewhere(entry), match.start("value")
    )  # fmt: skip


def _assigned(index: DocumentIndex, entry: Entry) -> CandidateField | None:
    """`env = VTEX_APP_KEY=K` of uWSGI, `environment: VTEX_APP_KEY=K`, `header1: "X-VTEX-API-AppKey: K"`: the name is in the value."""
    value = entry.value or ""
    is_header = value[:2] in ("X-", "x-")
    if not ("=" in value or is_header) or classify(entry.name or "") is not None:
        return None
    if index.document.format in FLAT and not is_header:
        return None
    match = re.fullmatch(_HEADER if is_header else _ASSIGNED, value)
    found = classify(match["name"]) if match else None
    if match is None or found is None or found.strength not in SURE or (is_header and not _is_header_of(entry, match["value"])):
        return None
    if embedded.variables_of_commands(value, "", by_name=True) is not None:
        return None  # several variables, read as a document
    found_field: CandidateField = load("vtexlint.credentials.list_fields").assignment(index, entry, match, is_from_elsewhere(entry))
    return found_field


def _is_header_of(entry: Entry, value: str) -> bool:
    """Whether the entry means a whole header, with this value: under the name of a credential, the header's name would be a fault."""
    return (is_vtex_shaped(value) or is_reference(value)) and not load("vtexlint.credentials.by_value").is_for_value(entry.name or "")


def _from_items(index: DocumentIndex) -> Iterable[CandidateField]:
    """Most documents have no lists: `list_fields` is imported only for others."""
    if not index.items:
        return ()
    found: Iterable[CandidateField] = load("vtexlint.credentials.list_fields").from_items(index)
    return found


def _from_objects(index: DocumentIndex) -> Iterator[CandidateField]:
    for container, entries in index.fields.items():
        yield from _from_object(index, container, entries)


def _from_object(index: DocumentIndex, number: int, entries: list[Entry]) -> list[CandidateField]:
    """Fields of a container that has entries such as `name` and `value`: one object, or a plain mapping."""
    containers = index.document.containers
    container: Container = containers[number]
    by_name = {entry.name: entry for entry in entries}
    name = next((by_name[field] for field in NAME_FIELDS if field in by_name), None)
    values = [by_name[field] for field in VALUE_FIELDS if field in by_name] or _patterns(index, number)
    others = [_named(index, entry) for entry in entries if entry.name not in OFF and matters(entry)]
    if name is None or name.value is None or name.kind != "string":
        return others
    titled = "=" not in name.value and classify(name.value) is not None
    if not values:
        # `- name: VTEX_APP_TOKEN` with `valueFrom:` or another field: the value comes from another place
        if titled and container.parent != -1 and (index.children.get(number) or container.kind == "mapping"):
            return [
                *others,
                CandidateField(name.value, name.span, None, name.span, container.parent, name, "object", is_reference=True),
            ]
        return others
    is_disabled = any(by_name[field].value == word for field, word in OFF.items() if field in by_name)
    slots = [
        CandidateField(
            name.value, name.span, value.value, value.span, index.scope_of(number, name.value), value, "object",
            is_reference=is_from_elsewhere(value), is_disabled=is_disabled or position > 0,
        )
        for position, value in enumerate(values)
        if position == 0 or value.value
    ]  # fmt: skip
    used = {name.name, *(value.name for value in values)}
    rest = [slot for slot in others if slot.name not in used]
    # `value: VTEX_APP_KEY=K` of the object called VTEX_APP_KEY is one field, with a fault; of one called ARGS, a variable
    owned = {id(value) for value in values}
    rest = [slot._replace(container=slots[0].container) if id(slot.entry) in owned else slot for slot in rest]
    return slots + [slot for slot in rest if not titled or id(slot.entry) not in owned]


def _patterns(index: DocumentIndex, number: int) -> list[Entry]:
    """The value of an object in a list whose objects have it in `pattern`."""
    around = index.document.containers[shared(index.document.containers, number)].key
    if not isinstance(around, str) or around.lower() not in container_shapes.PATTERNS:
        return []
    return [entry for entry in index.shaped.get(number, ()) if entry.name == "pattern"]


def _from_containers(index: DocumentIndex) -> Iterable[CandidateField]:
    """Most `.env` files have one container: `container_fields` is imported only for other documents."""
    if len(index.document.containers) == 1:
        return ()
    found: Iterable[CandidateField] = load("vtexlint.credentials.container_fields").from_containers(index)
    return found


def _from_shapes(index: DocumentIndex) -> Iterator[CandidateField]:
    """Objects whose fields are a name and a value as in `container_shapes`."""
    has_objects = index.document.format in _WITH_OBJECTS
    for number, entries in index.shaped.items():
        names = [entry for entry in entries if entry.name in container_shapes.VALUES_OF and entry.kind == "string" and entry.value]
        for name in names:
            found = classify(name.value or "") if re.fullmatch(_PATH if name.name == "path" else NAME_ALONE, name.value or "") else None
            is_common = name.name in container_shapes.COMMON
            by_name = {entry.name: entry for entry in (*entries, *index.fields.get(number, ()))}
            value = next((by_name[one] for one in container_shapes.VALUES_OF[name.name or ""] if one in by_name), None)
            # under a name that says little or nothing, the value must show what it is
            is_sure = found is not None and (not is_common or found.strength in SURE)
            is_named = not _NAME_FIELDS.isdisjoint(by_name)  # by `_from_objects`
            if not is_sure and (value is None or is_named or not has_objects or not is_vtex_shaped(value.value)):
                continue
            scope = shared(index.document.containers, number)
            if value is not None:
                reference = is_from_elsewhere(value)
                yield CandidateField(
                    name.value or "", name.span, value.value, value.span, scope, value, "object", is_reference=reference
                )  # fmt: skip
            elif scope != number and not is_common:  # `UsePreviousValue`, `valueFrom`
                yield CandidateField(name.value or "", name.span, None, name.span, scope, name, "object", is_reference=True)


def _from_numbered(index: DocumentIndex) -> Iterable[CandidateField]:
    """Few documents have such names: `numbered_fields` is imported only for these."""
    if not any((entry.name or "").startswith(NUMBERED_NAME) for entry in index.named):
        return ()
    found: Iterable[CandidateField] = load("vtexlint.credentials.numbered_fields").from_numbered(index)
    return found


def _from_plurals(index: DocumentIndex) -> Iterable[CandidateField]:
    """Few documents have a plural name: `plural_fields` is imported only for these."""
    names = {one.name for one in index.document.entries}
    names.update(one.key for one in index.document.containers if isinstance(one.key, str))
    if not any(name and singular(name) for name in names):
        return ()
    found: Iterable[CandidateField] = load("vtexlint.credentials.plural_fields").from_plurals(index)
    return found


def _from_joined(index: DocumentIndex) -> Iterable[CandidateField]:
    """Few values have both halves: `joined_pairs` is imported only for these."""
    if not any(entry.value and len(entry.value) > _PAIR and "vtexappkey-" in entry.value.lower() for entry in index.named):
        return ()
    found: Iterable[CandidateField] = load("vtexlint.credentials.joined_pairs").from_joined(index)
    return found


def _from_arguments(index: DocumentIndex) -> Iterable[CandidateField]:
    """Few documents contain commands: `arguments` is imported only for these."""
    texts = "\0".join(["", *(entry.value or "" for entry in (*index.items, *index.named)), ""])
    if not any(sign in texts for sign in _OF_COMMANDS):
        lower = texts.lower()
        if HEADER_SIGN not in lower and UNDERSCORED not in lower:
            return ()
    found: Iterable[CandidateField] = load("vtexlint.credentials.arguments").from_arguments(index)
    return found


def _is_owned(field: CandidateField, owned: dict[int, bool]) -> bool:
    """Whether the field is the value of an object; `NAME=value` in it is the object's only if that has a credential's name."""
    has_name = owned.get(id(field.entry))
    return has_name is not None and (has_name or field.form == "mapping")


def _not_argued(fields: list[CandidateField], argued: list[CandidateField]) -> list[CandidateField]:
    """The fields except those inside an argument: a header that follows `-H` in a list is also an item `NAME: value`."""
    spans: dict[int, list[Span]] = defaultdict(list)
    for argument in argued:
        spans[id(argument.entry)].append(argument.span)
    return [
        field
        for field in fields
        if field.form != "assignment"
        or not any(one.start < field.span.end and field.span.start < one.end for one in spans[id(field.entry)])
    ]


class StructuralForm(NamedTuple):
    """A structural form: how a document writes a name and its value, and the function that finds it.

    A parser that keeps only a part of a document must keep everything that decides, besides name and value, whether the field is a
    VTEX credential, and which: the names of the containers around it, the other entries of the container, an account or a VTEX host
    in the document, and its `kind`, which makes it a Kubernetes Secret.
    """

    name: str
    find: Callable[[DocumentIndex], Iterable[CandidateField]]


FORMS = (
    StructuralForm("name: value", _from_entries),
    StructuralForm('"NAME=value" in a list', _from_items),
    StructuralForm("an object with a name field and a value field", _from_objects),
    StructuralForm("a container that is the value", _from_containers),
    StructuralForm("an object of another shape", _from_shapes),
    StructuralForm("a name and a value with one number", _from_numbered),
    StructuralForm("two lists under plural names", _from_plurals),
    StructuralForm("a pair in one value", _from_joined),
)
"""The structural forms: a new one is a row and a function. Arguments of commands come first, since others find fields inside them.
Documents inside values are read by `embedded`, each as its own document.
"""


def candidate_fields(source: Source, document: Document, extra: Collection[str] = ()) -> list[CandidateField]:
    """The fields of the document that may be a credential or an account, in no particular order; `extra`: see DocumentIndex."""
    index = DocumentIndex(source, document, extra)
    containers = document.containers
    by_form = {form.find: list(form.find(index)) for form in FORMS}
    found = [field for fields in by_form.values() for field in fields]
    # the value of an object is not also its own field, called `Valor`; `_from_objects` itself leaves out what it uses
    objects = [field for find in (_from_containers, _from_shapes, _from_numbered) for field in by_form[find] if field.form == "object"]
    if owned := {id(field.entry): classify(field.name) is not None for field in objects}:
        found = [field for field in found if field.form == "object" or not _is_owned(field, owned)]
    if argued := list(_from_arguments(index)):
        found = [*_not_argued(found, argued), *argued]
    return [field._replace(is_reference=True) if containers[field.container].key in _REFERRING else field for field in found]
