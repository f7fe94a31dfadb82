"""From a field to a credential: whether it is one, its value, its span, and whether it is set."""

from vtexlint._startup.modules import load
from vtexlint._startup.typed import TYPE_CHECKING
from vtexlint.credentials import context, evidence, shapes
from vtexlint.credentials.fields import CandidateField
from vtexlint.credentials.model import Credential, EmbeddedText, Scope, State
from vtexlint.credentials.names import NameClass, is_known_name, other_kind
from vtexlint.credentials.normalize import Normalized, normalize
from vtexlint.credentials.placeholders import asks_by_word, is_placeholder
from vtexlint.credentials.references import default_span, is_command, is_reference
from vtexlint.parsers.model import Document
from vtexlint.parsers.parse import source_map
from vtexlint.text.memory import remembered
from vtexlint.text.secret import Secret
from vtexlint.text.source import Span

if TYPE_CHECKING:
    from vtexlint.credentials.by_value import ByValue
    from vtexlint.credentials.packed import PackedField

_SHORTEST_BASE64 = 24  # of an appKey


def accepts(
    around: context.ScopeContext, slot: CandidateField, found: NameClass, unpacked: "PackedField | None", data: frozenset[int]
) -> bool:
    """Whether a field is a VTEX credential, as written or without its base64."""
    if unpacked is None:
        return around.accepts(slot, found)
    # if Kubernetes decodes the value, the text before decoding says nothing
    as_written = slot.container not in data and around.accepts(slot, found)
    return as_written or (unpacked.is_evident and around.accepts(unpacked.field, found))


def fields_by_value(
    document: Document, slots: list[CandidateField], around: context.ScopeContext, data: frozenset[int]
) -> "dict[int, ByValue]":
    """Fields that are recognized by their value, under a misspelled or unknown name, by the `id` of their entries.

    Entries with several fields are left out: the result would apply to each of them.
    """
    assigned = {id(slot.entry) for slot in slots if slot.form == "assignment"}
    slots = [slot for slot in slots if not slot.is_part and (slot.form == "assignment" or id(slot.entry) not in assigned)]
    found: list[ByValue] = []
    has_lone_half = _has_lone_half(slots, around)
    if any(slot.value and "vtex" in slot.value.lower() and (has_lone_half or around.classify(slot.name) is None) for slot in slots):
        found += load("vtexlint.credentials.by_value").pairs_by_value(document, slots, around.classify)
    if has_lone_half:
        found += load("vtexlint.credentials.by_value").named_partners(document, slots, around.classify)
        found += load("vtexlint.credentials.misspelled").misspelled(document, slots, around.classify)
    if data:
        found += load("vtexlint.credentials.by_value").secret_values(
            document, data, around.classify, load("vtexlint.credentials.encodings").decode_base64
        )
    return {id(one.field.entry): one for one in found}


def _has_lone_half(slots: list[CandidateField], around: context.ScopeContext) -> bool:
    """Whether a container has a credential, by its name or value, without its partner."""
    known = [(slot, found) for slot in slots if (found := around.classify(slot.name)) is not None]
    there = {(slot.container, found.kind, found.qualifier) for slot, found in known}
    alone = ((slot, found) for slot, found in known if (slot.container, other_kind(found.kind), found.qualifier) not in there)
    return any(evidence.is_evident(slot, found) for slot, found in alone)


def may_be_packed(slot: CandidateField, data: frozenset[int]) -> bool:
    """Whether the value of a field may be in base64, in the `data` of a Secret or elsewhere."""
    value = slot.value or ""
    return slot.container in data or (len(value) >= _SHORTEST_BASE64 and not shapes.has_exact_shape(value.strip()))


def is_name_alone(slot: CandidateField) -> bool:
    """Whether the value does not have the form of an issued credential: a type, a text, a placeholder."""
    value = slot.value or ""
    return slot.is_reference or not evidence.is_vtex_shaped(value) or state_of(value, normalize(value)) != "set"


def credential_from(slot: CandidateField, found: NameClass, host: EmbeddedText, scope: Scope, in_secret: bool) -> Credential:
    """The credential of a field; if the field is a reference with a default, the default is the credential."""
    value, span, form = slot.value or "", slot.span, slot.form
    owner = host.parent if form == "base64" else host
    assert owner is not None
    if (not slot.is_reference or _is_template(slot)) and (default := default_span(value)) and slot.entry is not None:
        real = value[default[0] : default[1]]
        if state_of(real, normalize(real)) == "set":
            span = _inner_span(owner, slot, default)
            value, form = real, "default"
    normalized = normalize(value)
    state: State = "reference" if slot.is_reference and form != "default" else state_of(value, normalized)
    if state == "set" and slot.entry is not None and slot.entry.style == "backtick" and is_command(value):
        state = "reference"
    return Credential(
        kind=found.kind, strength=found.strength, name=slot.name, name_span=owner.outer(slot.name_span), raw=Secret(value),
        span=owner.outer(span), state=state, normalized=normalized, form=form, scope=scope, entry=slot.entry, host=host,
        qualifier=found.qualifier, session=found.session, alias=slot.entry is not None and slot.entry.alias,
        path=path_of(owner.document, slot.container, slot.name), in_secret_manifest=in_secret, is_disabled=slot.is_disabled,
        header=slot.header,
    )  # fmt: skip


def _is_template(slot: CandidateField) -> bool:
    """Whether a field is a reference because it is a template without quotes: its default is a value as in one with quotes."""
    return slot.entry is not None and slot.entry.kind == "template"


def _inner_span(owner: EmbeddedText, slot: CandidateField, inner: tuple[int, int]) -> Span:
    if slot.form == "base64" or slot.entry is None:
        return slot.span
    places = source_map(owner.source, owner.document.format, slot.entry)
    if places is None:
        return slot.span
    return Span(places[slot.start + inner[0]], places[slot.start + inner[1]])


@remembered
def state_of(value: str, normalized: Normalized) -> State:
    """Whether a value is set, a placeholder for a person, or a reference that a program resolves."""
    if not normalized.value and not normalized.delimiters and not value.strip():
        return "empty"
    if is_known_name(value.strip()) and not asks_by_word(value):
        return "reference"  # a setting that names the variable, or the header, that will contain the value
    if shapes.has_shape_but_for_case(normalized.value):
        return "placeholder" if is_placeholder(value, normalized.value) else "set"
    if is_reference(value):
        return "reference"
    return "placeholder" if is_placeholder(value, normalized.value) else "set"


def path_of(document: Document, container: int, name: str) -> tuple[str, ...]:
    """The key path without indices, outermost first."""
    keys = [key for key in document.ancestors(container) if isinstance(key, str)]
    return (*reversed(keys), name)
