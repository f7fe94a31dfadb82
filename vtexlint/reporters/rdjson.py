"""Reviewdog's diagnostics (`rdjson`): https://github.com/reviewdog/reviewdog, proto/rdf/reviewdog.proto.

Reviewdog counts columns in bytes of UTF-8 and vtexlint in characters, so places have lines alone.
"""

import json

from vtexlint._startup.typed import Any
from vtexlint.diagnostics import Finding, Location
from vtexlint.linter.report import LintResult
from vtexlint.reporters.encoded import encoded
from vtexlint.reporters.plain import description, harmless
from vtexlint.reporters.style import Style


def render(outcome: LintResult, style: Style) -> str:
    return encoded({"source": {"name": "vtexlint"}, "diagnostics": [_diagnostic(finding, style) for finding in outcome.findings]})


def _diagnostic(finding: Finding, style: Style) -> dict[str, Any]:
    made: dict[str, Any] = {
        "message": description(finding, style),
        "location": _location(finding.location, style),
        "severity": finding.severity.name,
        "code": {"value": finding.rule},
    }
    related = [{"message": harmless(style.localize(place.message)), "location": _location(place, style)} for place in finding.related]
    return made | ({"relatedLocations": related} if related else {})


def _location(place: Location, style: Style) -> dict[str, Any]:
    lines = {"start": {"line": place.start.line}, "end": {"line": max(place.start.line, place.end.line)}}
    return {"path": harmless(style.locate(place.path)), "range": lines}


def is_own(text: str) -> bool:
    """Whether a text is a report of this format that vtexlint wrote."""
    try:
        found: Any = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return isinstance(found, dict) and found.get("source") == {"name": "vtexlint"} and set(found) == {"source", "diagnostics"}
