"""Azure Pipelines' logging commands: one issue a finding, and the totals for readers of the log.

The form of the commands: Microsoft's "Logging commands" (task.logissue) and the escapes of azure-pipelines-task-lib. They know errors and
warnings; an info is a plain line.
"""

from vtexlint.diagnostics import Finding, Severity
from vtexlint.linter.report import LintResult
from vtexlint.reporters.plain import REMEDY, harmless, harmless_start
from vtexlint.reporters.style import Style
from vtexlint.reporters.summary import log

OWN_LINE = r"##vso\[task\.logissue type=(?:error|warning);.*;code=[a-z-]+\].*|.+:\d+:\d+: info [a-z-]+ .*"
"""A line of a report of this format, except the closing ones."""

_IN_MESSAGES = str.maketrans({"%": "%AZP25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTIES = _IN_MESSAGES | str.maketrans({"]": "%5D", ";": "%3B"})


def render(outcome: LintResult, style: Style) -> str:
    return log(outcome, style, _line)


def _line(finding: Finding, style: Style) -> str:
    start, path = finding.location.start, harmless(style.locate(finding.location.path))
    message = " ".join(harmless(style.localize(line)) for line in (finding.message, REMEDY(help=finding.help)))
    if finding.severity is Severity.INFO:
        return f"{harmless_start(path)}:{start.line}:{start.column}: info {finding.rule} {message}"
    properties = {
        "type": finding.severity.word,
        "sourcepath": path,
        "linenumber": str(start.line),
        "columnnumber": str(start.column),
        "code": finding.rule,
    }
    shown = ";".join(f"{name}={value.translate(_IN_PROPERTIES)}" for name, value in properties.items())
    return f"##vso[task.logissue {shown}]{message.translate(_IN_MESSAGES)}"
