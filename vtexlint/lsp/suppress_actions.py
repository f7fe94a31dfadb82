"""Where an ignore comment goes, and what a settings file gains where a format has no comments."""

import re

from vtexlint.diagnostics import Finding
from vtexlint.lsp.analysis import Analysis
from vtexlint.lsp.insertions import Insertion, in_table, line_break, settings_table
from vtexlint.parsers.formats import core_name, row_of
from vtexlint.project.errors import ConfigError
from vtexlint.project.settings_file import parsed
from vtexlint.rules.names import UNSUPPRESSIBLE
from vtexlint.text.source import Span

_IGNORE_LINE = re.compile(r"[ \t]*(?:#|//|;|!)[ \t]*vtexlint:[ \t]*ignore[ \t]*\[(?P<rules>[a-z, \t-]*)\][ \t]*")
_SPECIAL = re.compile(r"[*?\[\]{},\\]")


def comment(analysis: Analysis, finding: Finding) -> Insertion | None:
    """The ignore comment on the line above a finding; None if no comment there would be one, or would cover the finding."""
    mark = _mark(analysis)
    if mark is None or finding.rule in UNSUPPRESSIBLE:
        return None
    source = analysis.source
    start = source.offset(*finding.location.start)
    if _is_in_body(analysis, start):
        return None  # a comment there would be sent
    line = source.position(_anchor(analysis, start)).line
    if line != _first_line(analysis, finding, start):
        return None
    above = source.line_span(line - 1) if line > 1 else Span(0, 0)
    present = _IGNORE_LINE.fullmatch(source.slice(above))
    if present:
        at = above.start + present.end("rules")
        return Insertion(at, f", {finding.rule}" if present["rules"].strip() else finding.rule)
    span = source.line_span(line)
    text = source.slice(span)
    indent = text[: len(text) - len(text.lstrip(" \t"))]
    return Insertion(span.start, f"{indent}{mark} vtexlint: ignore[{finding.rule}]{line_break(source)}")


def _mark(analysis: Analysis) -> str | None:
    """What opens a comment in the document; None if it cannot have comments."""
    row = row_of(analysis.format, analysis.path)
    is_commented = core_name(analysis.path).rpartition(".")[2] in row.commented or analysis.snapshot.language in row.commented
    return row.comment or ("//" if is_commented else None)


def _is_in_body(analysis: Analysis, offset: int) -> bool:
    """Whether an offset is in the body of a request of a `.http` file."""
    if analysis.format != "http":
        return False
    return any(entry.name == "body" and entry.span.start <= offset <= entry.span.end for entry in analysis.parsed.document.entries)


def _anchor(analysis: Analysis, offset: int) -> int:
    """Where the entry around an offset starts: a comment between its lines would be a part of its value."""
    for entry in analysis.parsed.document.entries:
        if entry.alias:
            continue
        start = entry.name_span.start if entry.name_span.end > entry.name_span.start else entry.span.start
        if min(start, entry.span.start) <= offset <= entry.span.end:
            return min(start, entry.span.start)
    return offset


def _first_line(analysis: Analysis, finding: Finding, offset: int) -> int:
    """The first line that an ignore comment may cover to silence the finding: as `check` has it."""
    first = finding.location.start.line
    for credential in analysis.parsed.found.credentials:
        if credential.span.start == offset:
            first = min(first, analysis.source.position(credential.name_span.start).line)
    return first


def glob_for(relative: str) -> str:
    """A glob that matches a path, relative to the settings' directory, and no other of that name below it."""
    plain = _SPECIAL.sub("?", relative)
    return plain if "/" in plain else f"/{plain}"


def per_file_ignore(path: str, text: str, relative: str, rule: str) -> Insertion | None:
    """What must be added to a settings file of this text to ignore a rule in one file; None if that is not certain."""
    glob = glob_for(relative)
    insertion = in_table(text, (*settings_table(path), "per-file-ignores"), glob, rule)
    after = text[: insertion.offset] + insertion.text + text[insertion.offset :]
    try:
        settings = parsed(path, after.encode("utf-8", "replace"))
    except ConfigError:
        return None
    return insertion if rule in dict(settings.per_file_ignores).get(glob, ()) else None
