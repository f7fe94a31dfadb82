"""GitLab's secret detection report (`gl-secret-detection-report.json`), which its security pages and merge requests show.

The schema is that of secret detection, version 15 (GitLab's security report schemas). The report has the exposed secrets alone: what else
vtexlint finds is in the Code Quality report (`gitlab`). No part of a value is in it.
"""

import datetime

from vtexlint._about import __version__
from vtexlint._startup.typed import Any
from vtexlint.diagnostics import Finding
from vtexlint.linter.report import LintResult
from vtexlint.pages.localized import title_of
from vtexlint.reporters.encoded import encoded
from vtexlint.reporters.plain import harmless
from vtexlint.reporters.style import Style
from vtexlint.rules.registry import rules

_VERSION = "15.0.7"
_SEVERITIES = {"error": "Critical", "warning": "Medium", "info": "Info"}
_NO_COMMIT = "0000000"  # as GitLab's own analyzer has it where no commit is known


def render(outcome: LintResult, style: Style) -> str:
    secret = {rule.name for rule in rules() if rule.risk}
    now = datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%S")
    tool = {"id": "vtexlint", "name": "vtexlint", "version": __version__, "vendor": {"name": "vtexlint"}}
    scan = {
        "analyzer": tool,
        "scanner": tool,
        "type": "secret_detection",
        "start_time": now,
        "end_time": now,
        "status": "failure" if outcome.troubles else "success",
    }
    found = [
        _vulnerability(finding, style.localize(title_of(finding.rule)), style) for finding in outcome.findings if finding.rule in secret
    ]
    return encoded({"version": _VERSION, "scan": scan, "vulnerabilities": found})


def _vulnerability(finding: Finding, title: str, style: Style) -> dict[str, Any]:
    place, origin = finding.location, finding.origin
    commit = {"sha": origin.commit or _NO_COMMIT, "date": origin.date} if origin else {"sha": _NO_COMMIT}
    return {
        "id": finding.fingerprint,
        "category": "secret_detection",
        "name": title,
        "description": harmless(style.localize(finding.message)),
        "solution": harmless(style.localize(finding.help)),
        "severity": _SEVERITIES[finding.severity.word],
        "scanner": {"id": "vtexlint", "name": "vtexlint"},
        "location": {
            "file": harmless(style.locate(place.path)),
            "start_line": place.start.line,
            "end_line": max(place.start.line, place.end.line),
            "commit": commit,
        },
        "identifiers": [{"type": "vtexlint_rule", "name": f"vtexlint {finding.rule}", "value": finding.rule}],
    }
