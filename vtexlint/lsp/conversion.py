"""Findings and edits in the protocol's words."""

from collections.abc import Iterable

from lsprotocol import types

from vtexlint.diagnostics import Edit, Finding, Location, Severity
from vtexlint.fixes.edits import file_edits
from vtexlint.lsp.analysis import Analysis
from vtexlint.lsp.exits import return_text, say
from vtexlint.lsp.positions import Encoding, Positions
from vtexlint.pages.render import address
from vtexlint.rules.names import COMMENT_RULES
from vtexlint.rules.registry import rule as rule_named

SOURCE = "vtexlint"
_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}
# what has no effect is shown faded


def show(analysis: Analysis, before: Analysis | None, encoding: Encoding, *, related: bool = True) -> None:
    """Give an analysis its diagnostics: those of the one before it where nothing of them changed."""
    if before is not None and _is_shown_alike(analysis, before):
        analysis.diagnostics, analysis.number = before.diagnostics, before.number
    else:
        analysis.diagnostics = diagnostics(analysis, encoding, related=related)


def _is_shown_alike(one: Analysis, other: Analysis) -> bool:
    if (one.problem, one.bom_offset, one.findings) != (other.problem, other.bom_offset, other.findings):
        return False
    # findings count characters, the client units of its encoding
    return one.source.text == other.source.text or (one.source.text.isascii() and other.source.text.isascii())


def diagnostics(analysis: Analysis, encoding: Encoding, *, related: bool = True) -> list[types.Diagnostic]:
    """All diagnostics of a document; `related`: the client shows related locations."""
    positions = analysis.positions(encoding)
    uri = analysis.snapshot.uri
    found = [diagnostic(finding, positions, uri, related=related) for finding in analysis.findings]
    if analysis.problem is not None:
        place, message = analysis.problem
        start = positions.of_place(place)
        end = types.Position(start.line, start.character + 1)
        severity = types.DiagnosticSeverity.Error
        found.append(types.Diagnostic(types.Range(start, end), say(message), severity, code="settings", source=SOURCE))
    return found


def diagnostic(finding: Finding, positions: Positions, uri: str, *, related: bool = True) -> types.Diagnostic:
    rule = finding.rule
    link = address(rule_named(rule))
    return types.Diagnostic(
        place_range(finding.location, positions),
        say(finding.message, *filter(None, (finding.help,))),
        _SEVERITIES[finding.severity],
        code=rule,
        code_description=types.CodeDescription(link) if link else None,
        source=SOURCE,
        tags=[types.DiagnosticTag.Unnecessary] if rule in COMMENT_RULES else None,
        related_information=[_related(place, positions, uri) for place in finding.related if place.path == finding.location.path]
        if related and finding.related
        else None,
        data={"fingerprint": finding.fingerprint, "fix": finding.fix.safety if finding.fix else None},
    )


def place_range(place: Location, positions: Positions) -> types.Range:
    return types.Range(positions.of_place(place.start), positions.of_place(place.end))


def _related(place: Location, positions: Positions, uri: str) -> types.DiagnosticRelatedInformation:
    return types.DiagnosticRelatedInformation(types.Location(uri, place_range(place, positions)), say(place.message))


def text_edits(edits: Iterable[Edit], positions: Positions) -> list[types.TextEdit]:
    return [types.TextEdit(positions.span(*edit.span), return_text(edit.text)) for edit in file_edits(edits)]


def line_edits(before: str, after: str, positions: Positions) -> list[types.TextEdit]:
    """Edits that make one text of the other and touch changed characters alone: line by line where the lines keep their number."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    if len(old) != len(new):
        old, new = [before], [after]
    edits = []
    at = 0
    for one, other in zip(old, new, strict=True):
        if one != other:
            start = _common(one, other)
            end = _common(one[start:][::-1], other[start:][::-1])
            edits.append(types.TextEdit(positions.span(at + start, at + len(one) - end), return_text(other[start : len(other) - end])))
        at += len(one)
    return edits


def _common(one: str, other: str) -> int:
    """How many characters two texts start with in common."""
    shortest = min(len(one), len(other))
    return next((i for i in range(shortest) if one[i] != other[i]), shortest)


def workspace_edit(uri: str, version: int | None, edits: list[types.TextEdit], *, versioned: bool) -> types.WorkspaceEdit:
    """Edits of one document; with its version where the client understands that, so that it can refuse them for a later text."""
    if not versioned:
        return types.WorkspaceEdit(changes={uri: edits})
    document = types.OptionalVersionedTextDocumentIdentifier(uri, version)
    return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(document, list(edits))])
