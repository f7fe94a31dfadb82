"""The machine's report; its contract is schemas/report.schema.json."""

from vtexlint._about import __version__
from vtexlint._startup.typed import Any
from vtexlint.diagnostics import Finding, Location
from vtexlint.linter.report import LintResult
from vtexlint.reporters.encoded import encoded
from vtexlint.reporters.style import Style
from vtexlint.text.source import Position


def render(outcome: LintResult, style: Style) -> str:
    report: dict[str, Any] = {
        "version": 1,
        "tool": {"name": "vtexlint", "version": __version__},
        "findings": [_finding(finding, style) for finding in outcome.findings],
        "summary": outcome.summary._asdict(),
    }
    if outcome.history is not None:
        report["history"] = outcome.history._asdict()
    else:
        coverage = outcome.coverage
        report["coverage"] = {
            "excluded": [
                {"by": one.by or None, "files": list(one.files), "directories": list(one.directories)} for one in coverage.excluded
            ],
            "skipped": [{"reason": one.kind, "count": one.total, "paths": list(one.paths)} for one in coverage.skipped],
            "rules_off": [{"settings": one.settings, "glob": one.glob or None, "rules": list(one.rules)} for one in coverage.rules_off],
        }
        report["notes"] = [style.localize(note) for note in outcome.notes]
    return encoded(report)


def _finding(finding: Finding, style: Style) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "rule": finding.rule,
        "severity": finding.severity.word,
        "path": finding.location.path,
        "start": _position(finding.location.start),
        "end": _position(finding.location.end),
        "message": style.localize(finding.message),
        "help": style.localize(finding.help),
        "name": finding.name,
        "fix": finding.fix.safety if finding.fix else None,
        "related": [_related(place, style) for place in finding.related],
        "fingerprint": finding.fingerprint,
    }
    if finding.origin is not None:
        entry["origin"] = finding.origin.values(style.localize) | {"in_head": bool(finding.origin.head_paths)}
    return entry


def _related(place: Location, style: Style) -> dict[str, Any]:
    return {"path": place.path, "start": _position(place.start), "end": _position(place.end), "message": style.localize(place.message)}


def _position(position: Position) -> dict[str, int]:
    return {"line": position.line, "column": position.column}
