"""Findings and edits in the protocol's words."""

from collections.abc import Iterable, Mapping

from lsprotocol import types

from vtexlint._about import rule_page
from vtexlint.diagnostics import Edit, Finding, Location, Severity
from vtexlint.fixes.edits import file_edits
from vtexlint.lsp.analysis import Analysis
from vtexlint.lsp.exits import return_text, say
from vtexlint.lsp.positions import Encoding, Positions
from vtexlint.rules.names import COMMENT_RULES

SOURCE = "vtexlint"
NO_OTHERS: Mapping[str, tuple[str, Positions]] = {}
_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}


def show(analysis: Analysis, before: Analysis | None, encoding: Encoding, *, related: bool = True, others: Iterable[Analysis] = ()) -> None:
    """Give an analysis its diagnostics: those of the one before it where nothing of them changed. `others`: of other open documents."""
    if before is not None and _is_shown_alike(analysis, before):
        analysis.diagnostics, analysis.number = before.diagnostics, before.number
    else:
        analysis.diagnostics = diagnostics(analysis, encoding, related=related, others=others)


def _is_shown_alike(one: Analysis, other: Analysis) -> bool:
    if (one.problem, one.bom_offset, one.findings) != (other.problem, other.bom_offset, other.findings):
        return False
    # findings count characters, the client units of its encoding
    return one.source.text == other.source.text or (one.source.text.isascii() and other.source.text.isascii())


def diagnostics(analysis: Analysis, encoding: Encoding, *, related: bool = True, others: Iterable[Analysis] = ()) -> list[types.Diagnostic]:
    """All diagnostics of a document; `related`: the client shows related locations."""
    positions = analysis.positions(encoding)
    uri = analysis.snapshot.uri
    places = _places(analysis, others, encoding)
    found = [diagnostic(finding, positions, uri, related=related, others=places) for finding in analysis.findings]
    if analysis.problem is not None:
        place, message = analysis.problem
        start = positions.of_place(place)
        end = types.Position(start.line, start.character + 1)
        severity = types.DiagnosticSeverity.Error
        found.append(types.Diagnostic(types.Range(start, end), say(message), severity, code="settings", source=SOURCE))
    return found


def diagnostic(
    finding: Finding, positions: Positions, uri: str, *, related: bool = True, others: Mapping[str, tuple[str, Positions]] = NO_OTHERS
) -> types.Diagnostic:
    """`others`: the URI and the positions of other open documents, by the path that findings have."""
    rule = finding.rule
    link = rule_page(rule)
    return types.Diagnostic(
        fault_range(finding, positions),
        say(finding.message, *filter(None, (finding.help,))),
        _SEVERITIES[finding.severity],
        code=rule,
        code_description=types.CodeDescription(link) if link else None,
        source=SOURCE,
        tags=[types.DiagnosticTag.Unnecessary] if rule in COMMENT_RULES else None,
        related_information=_related(finding, positions, uri, others) if related and finding.related else None,
        data={"fingerprint": finding.fingerprint, "fix": finding.fix.safety if finding.fix else None},
    )


def _places(analysis: Analysis, others: Iterable[Analysis], encoding: Encoding) -> Mapping[str, tuple[str, Positions]]:
    """The documents that the findings of another one name as related."""
    named = {place.path for finding in analysis.findings for place in finding.related} - {analysis.source.display_path}
    if not named:
        return NO_OTHERS
    return {one.judged.name: (one.snapshot.uri, one.positions(encoding)) for one in others if one.judged and one.judged.name in named}


def fault_range(finding: Finding, positions: Positions) -> types.Range:
    """What is underlined: the part of the value that a fix of this fault alone changes, such as one space after 128 letters."""
    fix = finding.fix
    if fix is not None and len(fix.edits) == 1 and len(fix.mends) < 2 and fix.edits[0].within is None:
        (edit,) = fix.edits
        old = positions.source.slice(edit.span)
        found = _changed(old, return_text(edit.text))
        if found is not None:
            return positions.span(edit.span.start + found[0], edit.span.start + found[1])
    return place_range(finding.location, positions)


def _changed(old: str, new: str) -> tuple[int, int] | None:
    """The part of a text that another one does not have; None where it is all of it, or nothing."""
    start = _common(old, new)
    end = len(old) - _common(old[start:][::-1], new[start:][::-1])
    return (start, end) if 0 < end - start < len(old) else None


def place_range(place: Location, positions: Positions) -> types.Range:
    return types.Range(positions.of_place(place.start), positions.of_place(place.end))


def _related(
    finding: Finding, positions: Positions, uri: str, others: Mapping[str, tuple[str, Positions]]
) -> list[types.DiagnosticRelatedInformation]:
    """The related places in this document, and in the open ones of the same project."""
    own = {finding.location.path: (uri, positions)}
    found = []
    for place in finding.related:
        known = own.get(place.path) or others.get(place.path)
        if known is not None:
            location = types.Location(known[0], place_range(place, known[1]))
            found.append(types.DiagnosticRelatedInformation(location, say(place.message)))
    return found


def text_edits(edits: Iterable[Edit], positions: Positions) -> list[types.TextEdit]:
    """The edits of a fix. They touch changed characters alone: a token of which nothing is changed is not sent."""
    slice = positions.source.slice
    found = [(edit.span.start, slice(edit.span), return_text(edit.text)) for edit in file_edits(edits)]
    return [_narrow(start, old, new, positions) for start, old, new in found if old != new]


def line_edits(before: str, after: str, positions: Positions) -> list[types.TextEdit]:
    """Edits that make one text of the other and touch changed characters alone: line by line where the lines keep their number."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    if len(old) != len(new):
        old, new = [before], [after]
    edits = []
    at = 0
    for one, other in zip(old, new, strict=True):
        if one != other:
            edits.append(_narrow(at, one, other, positions))
        at += len(one)
    return edits


def _narrow(at: int, old: str, new: str, positions: Positions) -> types.TextEdit:
    """The edit that makes `new` of `old`, the text from `at` on, without what they start and end with in common."""
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    return types.TextEdit(positions.span(at + start, at + len(old) - end), return_text(new[start : len(new) - end]))


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
