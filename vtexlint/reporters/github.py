"""Annotations for GitHub Actions: one workflow command a finding, and the totals for readers of the log.

The form of the commands and their escapes: GitHub's "Workflow commands for GitHub Actions" and the runner's ActionCommand.cs. Columns
are used only where start and end are on one line. GitHub shows ten annotations of each type a step; the log has them all.
"""

from vtexlint.diagnostics import Finding
from vtexlint.linter.report import LintResult
from vtexlint.reporters.plain import REMEDY, harmless
from vtexlint.reporters.style import Style
from vtexlint.reporters.summary import log

OWN_LINE = r"::(?:error|warning|notice) file=.*,title=vtexlint [a-z-]+::.*"
"""A line of a report of this format, but for the closing ones."""

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}
_IN_MESSAGES = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTIES = _IN_MESSAGES | str.maketrans({":": "%3A", ",": "%2C"})


def render(outcome: LintResult, style: Style) -> str:
    return log(outcome, style, _command)


def _command(finding: Finding, style: Style) -> str:
    start, end = finding.location.start, finding.location.end
    properties = {"file": harmless(style.locate(finding.location.path)), "line": str(start.line), "endLine": str(end.line)}
    if start.line == end.line:
        properties |= {"col": str(start.column), "endColumn": str(end.column)}
    properties["title"] = f"vtexlint {finding.rule}"
    shown = ",".join(f"{name}={value.translate(_IN_PROPERTIES)}" for name, value in properties.items())
    lines = finding.message, REMEDY(help=finding.help)
    message = "\n".join(harmless(style.localize(line)) for line in lines).translate(_IN_MESSAGES)
    return f"::{_COMMANDS[finding.severity.word]} {shown}::{message}"
