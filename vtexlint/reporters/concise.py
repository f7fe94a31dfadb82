"""One line a finding: `path:line:column: severity rule message`."""

from __future__ import annotations

from vtexlint.reporters.plain import harmless, harmless_start
from vtexlint.reporters.summary import closing
from vtexlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from vtexlint.outcome import Outcome
    from vtexlint.reporters import Style


def render(outcome: Outcome, style: Style) -> str:
    lines = []
    for finding in outcome.findings:
        start = finding.place.start
        lines.append(
            f"{harmless_start(harmless(finding.place.path))}:{start.line}:{start.column}: "
            f"{finding.severity.word} {finding.rule} {harmless(finding.message)}"
        )
    if style.statistics:
        lines += closing(outcome, style)
    return "".join(line + "\n" for line in lines)
