"""The fields in the items of lists: `NAME=value`, `NAME: value`, a name and the item after it."""

import re
from collections.abc import Iterator

from vtexlint._startup.modules import load
from vtexlint.credentials import embedded
from vtexlint.credentials.evidence import is_vtex_shaped
from vtexlint.credentials.fields import NAME_ALONE, CandidateField, DocumentIndex, is_from_elsewhere, is_sure_name, shared
from vtexlint.credentials.names import SURE, classify
from vtexlint.parsers.model import Document, Entry
from vtexlint.parsers.parse import source_map
from vtexlint.text.source import Span

_COMMANDS = frozenset({"command", "args", "entrypoint", "test", "cmd", "run", "script", "commands", "before_script", "after_script"})
_GENERATORS = frozenset({"secretGenerator", "configMapGenerator"})
# the headers in the lists of gateways: `X-VTEX-API-AppKey:K`
_COLON = r":(?:(?<=(?i:appkey:))|(?<=(?i:apptoken:)))"
_ASSIGNMENT = rf"(?s)[ \t]*(?:export[ \t]+|--?[\w-]+[= ])?(?P<name>[A-Za-z_][\w.-]*)(?P<sep>[ \t]*=|:[ \t]+|{_COLON})(?P<value>.*)"
_OF_LINES = r"[\r\n\"'`;]|[ \t]="  # in an item that may be a line of a text


def from_items(index: DocumentIndex) -> Iterator[CandidateField]:
    """The fields of all items of a document."""
    before: Entry | None = None
    for entry in index.items:
        field = _from_two(index, before, entry) if before is not None else None
        if field is not None:
            yield field
            before = None
            continue
        if before is not None:
            yield from _from_item(index, before)
        before = entry
    if before is not None:
        yield from _from_item(index, before)


def _from_two(index: DocumentIndex, name: Entry, value: Entry) -> CandidateField | None:
    """The field of two adjacent items, if the first is certainly a name and the second can only be its value."""
    if value.container != name.container or value.item != name.item + 1:
        return None
    text = name.value or ""
    if not is_sure_name(text) or not is_vtex_shaped(value.value):
        return None
    if re.fullmatch(_ASSIGNMENT, value.value or ""):
        return None  # `VTEX_APP_KEY` alone, before `VTEX_APP_TOKEN=T`
    containers = index.document.containers
    # a list of lists of two, or all in one: Node's `rawHeaders`
    is_pair = name.item == 0 and containers[containers[value.container].parent].kind == "sequence"
    scope = shared(containers, value.container) if is_pair else value.container
    return CandidateField(text, name.span, value.value, value.span, scope, value, "object", is_reference=is_from_elsewhere(value))


def _from_item(index: DocumentIndex, entry: Entry) -> list[CandidateField]:
    text, document = entry.value or "", index.document
    if len(text) > 20_000:
        return []
    if re.fullmatch(NAME_ALONE, text) and not text.lower().startswith("vtexappkey-"):
        kind = classify(text)
        if kind is None or kind.strength not in SURE:
            return []
        # docker compose reads the variable from its own environment
        return [CandidateField(text, entry.span, None, entry.span, entry.container, entry, "assignment", is_reference=True)]
    match = re.fullmatch(_ASSIGNMENT, text)
    is_command = _is_command(document, entry)
    if (
        not match
        or (is_command and "\n" in text.rstrip("\r\n"))
        or embedded.variables_of_commands(text, "", by_name=is_command) is not None
    ):
        return []
    is_reference = is_from_elsewhere(entry) or _names_file(document, entry, text)
    if re.search(_OF_LINES, text) is None:
        return [assignment(index, entry, match, is_reference)]
    line = load("vtexlint.credentials.text_lines").value_of(match, document.containers[entry.container].key)
    return [assignment(index, entry, match, is_reference or line.is_expression, (line.start, line.end))]


def assignment(
    index: DocumentIndex, entry: Entry, match: re.Match[str], is_reference: bool, at: tuple[int, int] | None = None
) -> CandidateField:
    """The field of a name and a value inside the value of an entry; `at`: where the value is, if it is not all that follows the name."""
    places = source_map(index.source, index.document.format, entry)
    start, end = at or match.span("value")
    name_span = value_span = entry.span
    if places is not None:
        name_span = Span(places[match.start("name")], places[match.end("name")])
        value_span = Span(places[start], places[end])
    return CandidateField(
        match["name"], name_span, match.string[start:end], value_span, entry.container, entry, "assignment",
        is_reference=is_reference, start=start,
    )  # fmt: skip


def _is_command(document: Document, entry: Entry) -> bool:
    """Whether an item is an argument of a command, or a command."""
    return document.format == "dockerfile" or document.containers[entry.container].key in _COMMANDS


def _names_file(document: Document, entry: Entry, text: str) -> bool:
    """Whether the value is a file name: in `files` of a Kustomize generator, after `--from-file` of kubectl."""
    if text.startswith("--from-"):
        return text.startswith(("--from-file", "--from-env-file"))
    container = document.containers[entry.container]
    return container.key == "files" and not _GENERATORS.isdisjoint(document.ancestors(container.parent))
