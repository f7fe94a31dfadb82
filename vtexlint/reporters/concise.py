"""One line a finding: `path:line:column: severity rule message`."""

from vtexlint._startup.typed import TYPE_CHECKING
from vtexlint.reporters.plain import harmless, harmless_start
from vtexlint.reporters.summary import closing, totals

if TYPE_CHECKING:
    from vtexlint.linter.report import LintResult
    from vtexlint.reporters.style import Style

OWN_LINE = r".+:\d+:\d+: (?:error|warning|info) [a-z-]+ .*"
"""A line of a report of this format, but for the closing ones."""


def render(outcome: "LintResult", style: "Style") -> str:
    lines = []
    for finding in outcome.findings:
        start = finding.location.start
        lines.append(
            f"{harmless_start(harmless(finding.location.path))}:{start.line}:{start.column}: "
            f"{finding.severity.word} {finding.rule} {harmless(style.localize(finding.message))}"
        )
    if style.statistics:
        lines += [*closing(outcome, style), style.localize(totals(outcome))]
    return "".join(line + "\n" for line in lines)
