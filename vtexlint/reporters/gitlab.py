"""GitLab's Code Quality report: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format"""

import json

from vtexlint._startup.typed import Any
from vtexlint.diagnostics import Finding
from vtexlint.linter.report import LintResult
from vtexlint.reporters.encoded import encoded
from vtexlint.reporters.plain import description, harmless
from vtexlint.reporters.style import Style

# of info, minor, major, critical, blocker: an error is a pair that VTEX refuses or a secret that others read
_SEVERITIES = {"error": "critical", "warning": "minor", "info": "info"}


def render(outcome: LintResult, style: Style) -> str:
    return encoded([_issue(finding, style) for finding in outcome.findings])


def _issue(finding: Finding, style: Style) -> dict[str, Any]:
    place = finding.location
    return {
        "description": description(finding, style),
        "check_name": finding.rule,
        "fingerprint": finding.fingerprint,
        "severity": _SEVERITIES[finding.severity.word],
        "location": {
            "path": harmless(style.locate(place.path)),
            "lines": {"begin": place.start.line, "end": max(place.start.line, place.end.line)},
        },
    }


_ISSUE = ("description", "check_name", "fingerprint", "severity", "location")  # in the order of `_issue`


def is_own(text: str) -> bool:
    """Whether a text is a report of this format. It names no program: it has what `render` writes, all of it and nothing else."""
    try:
        found: Any = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return isinstance(found, list) and all(isinstance(issue, dict) and tuple(issue) == _ISSUE for issue in found)
