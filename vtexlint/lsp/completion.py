"""Rule names in ignore comments and in settings, the keys and values of settings, and references and placeholders for credentials."""

import os
import re
from collections.abc import Iterable, Mapping

from lsprotocol import types

from vtexlint._startup.typed import NamedTuple
from vtexlint.credentials.names import classify
from vtexlint.linter.places.references import reference_in, variable_for
from vtexlint.lsp.analysis import made_up_name
from vtexlint.lsp.documents import DocumentVersion
from vtexlint.lsp.exits import return_text, say
from vtexlint.lsp.insertions import settings_table
from vtexlint.lsp.positions import Encoding, Positions
from vtexlint.pages.localized import title_of
from vtexlint.parsers.formats import LANGUAGES, format_of, is_template_name
from vtexlint.project.config import NAMES, own_settings_path
from vtexlint.rules.names import TITLES
from vtexlint.settings import COLOURS, LOADERS, SCOPES, SEVERITIES
from vtexlint.settings import LANGUAGES as SPOKEN
from vtexlint.settings_table import KEYS, OWN_KEYS
from vtexlint.text.messages import Message, Template

SETTING = Template("completion.setting", "vtexlint setting")
REFERENCE = Template("completion.reference", "a reference: another program inserts the value")
PLACEHOLDER = Template("completion.placeholder", "a placeholder, for the user of this template to fill in")

_IN_COMMENT = re.compile(r"vtexlint:[ \t]*ignore(?:-file)?[ \t]*\[(?P<before>[^\]]*?)(?P<word>[\w-]*)$")
_LIST = r"[ \t]*(?:%s)[ \t]*=[ \t]*\[(?P<before>[^\]]*\"|\")(?P<word>[\w-]*)$"
_RULES = re.compile(_LIST % "select|extend-select|ignore")
_RULES_OF_FILES = re.compile(_LIST % r"\"[^\"]*\"|'[^']*'|[\w-]+")
_LOADERS = re.compile(_LIST % "loaders")
_KEY = re.compile(r"[ \t]*(?P<word>[a-z-]*)$")
_WORD = re.compile(r"[ \t]*(?P<key>[\w-]+)[ \t]*=[ \t]*\"(?P<word>[\w-]*)$")
_HEADER = re.compile(r"^[ \t]*\[[ \t]*([^\]\r\n]*?)[ \t]*\]", re.MULTILINE)
_FIELD = re.compile(
    r"[ \t]*(?:export[ \t]+|-[ \t]+)?(?P<quote>[\"']?)(?P<name>[\w.-]+)(?P=quote)[ \t]*[=:][ \t]*(?P<open>[\"']?)(?P<word>)$"
)

_VALUES: Mapping[str, tuple[str, ...]] = {"fail-on": SEVERITIES, "scope": SCOPES, "language": SPOKEN, "color": COLOURS}


class _Offer(NamedTuple):
    """What is completed: the word's match, and the labels with what each is."""

    match: re.Match[str]
    rows: tuple[tuple[str, Message], ...]
    kind: types.CompletionItemKind


def complete(snapshot: DocumentVersion, position: types.Position, encoding: Encoding) -> list[types.CompletionItem]:
    """Completions from the line, and in settings from the table above it: no keystroke must wait for the analysis."""
    source = snapshot.source
    positions = Positions(source, encoding)
    offset = positions.offset(position)
    start = source.line_starts[source.position(offset).line - 1]
    line = source.text[start:offset]
    offer = _in_comment(line)
    if offer is None:
        is_settings = os.path.basename(snapshot.path or "") in NAMES
        offer = _in_settings(snapshot, source.text[:start], line) if is_settings else _in_field(snapshot, line)
    if offer is None:
        return []
    place = positions.span(start + offer.match.start("word"), offset)
    return [
        types.CompletionItem(say(label), kind=offer.kind, detail=say(detail), text_edit=types.TextEdit(place, return_text(label)))
        for label, detail in offer.rows
    ]


def _in_comment(line: str) -> _Offer | None:
    match = _IN_COMMENT.search(line)
    return _rules(match) if match else None


def _rules(match: re.Match[str]) -> _Offer:
    before = match.groupdict().get("before") or ""
    listed = set(re.findall(r"[\w-]+", before))
    rows = tuple((name, title_of(name)) for name in TITLES if name not in listed)
    return _Offer(match, rows, types.CompletionItemKind.EnumMember)


def _in_settings(snapshot: DocumentVersion, above: str, line: str) -> _Offer | None:
    """In the tables of vtexlint alone: `ignore` in pyproject.toml may be another program's."""
    own = settings_table(snapshot.path or "")
    headers = _HEADER.findall(above)
    table = tuple(part.strip(" \t\"'") for part in headers[-1].split(".")) if headers else ()
    if table[: len(own)] != own:
        return None
    below = table[len(own) :]
    if below == ("severity",):
        return _words(_WORD.match(line), SEVERITIES) or _named(_KEY.match(line))
    if below == ("per-file-ignores",):
        match = _RULES_OF_FILES.match(line)
        return _rules(match) if match else None
    if below:
        return None
    if match := _RULES.match(line):
        return _rules(match)
    if match := _LOADERS.match(line):
        return _words(match, (name for name in LOADERS if name not in re.findall(r"[\w-]+", match["before"])))
    if match := _WORD.match(line):
        return _words(match, _VALUES.get(match["key"], ()))
    return _words(_KEY.match(line), OWN_KEYS if snapshot.path == own_settings_path() else KEYS)


def _words(match: re.Match[str] | None, words: Iterable[str]) -> _Offer | None:
    rows = tuple((word, SETTING()) for word in words)
    return _Offer(match, rows, types.CompletionItemKind.Property) if match and rows else None


def _named(match: re.Match[str] | None) -> _Offer | None:
    return _rules(match) if match else None


def _in_field(snapshot: DocumentVersion, line: str) -> _Offer | None:
    """For a credential without a value: a reference; in a template, a placeholder."""
    path = snapshot.path or ""
    format = (format_of(path) if path else None) or LANGUAGES.get(snapshot.language)
    match = _FIELD.fullmatch(line) if format is not None else None
    found = classify(match["name"]) if match else None
    if match is None or found is None or found.session:
        return None
    variable = variable_for(match["name"], found.kind)
    kind = types.CompletionItemKind.Value
    if format == "dotenv":
        return _Offer(match, ((f"<{variable}>", PLACEHOLDER()),), kind) if is_template_name(path) else None
    reference = reference_in(path or made_up_name(snapshot.uri, snapshot.language), variable, in_editor=True)
    if not reference:
        return None
    if format in ("json", "toml") and not match["open"]:
        reference = f'"{reference}"'
    return _Offer(match, ((reference, REFERENCE()),), kind)
