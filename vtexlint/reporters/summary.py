"""The counts that close a report for people."""

from __future__ import annotations

from vtexlint._startup.typed import TYPE_CHECKING
from vtexlint.text.messages import Message, Template, commas

if TYPE_CHECKING:
    from vtexlint.linter.report import LintResult
    from vtexlint.reporters.style import Style


FILES = Template("summary.files", "{count} files", one="{count} file")
CREDENTIALS = Template("summary.credentials", "{count} credentials", one="{count} credential")
PAIRS = Template("summary.pairs", "{count} pairs", one="{count} pair")
ERRORS = Template("summary.errors", "{count} errors", one="{count} error")
WARNINGS = Template("summary.warnings", "{count} warnings", one="{count} warning")
INFOS = Template("summary.infos", "{count} infos", one="{count} info")
COMMITS = Template("summary.commits", "{count} commits", one="{count} commit")
BLOBS = Template("summary.blobs", "{count} blobs", one="{count} blob")
READ = Template("summary.read", "{files}, {credentials}, {pairs}")
NO_FINDINGS = Template("summary.no-findings", "no findings in {files}")
FINDINGS = Template("summary.findings", "{findings} in {files}")
NO_TOKEN = Template("summary.no-token", "no real appToken in {commits}, {blobs}")
TOKENS = Template("summary.tokens", "{count} real appTokens in {commits}, {blobs}", one="{count} real appToken in {commits}, {blobs}")
SUPPRESSED = Template("summary.suppressed", "{totals} ({number} suppressed)")
FIXABLE = Template("summary.fixable", "[*] {safe} fixable with --fix")
FIXABLE_UNSAFE = Template("summary.fixable-unsafe", "{unsafe} fixable with --fix --unsafe-fixes")
FIXABLE_BOTH = Template("summary.fixable-both", "[*] {safe} fixable with --fix, {unsafe} more with --unsafe-fixes")


def closing(outcome: LintResult, style: Style) -> list[str]:
    """The table of statistics if it is requested."""
    lines: list[str] = []
    if style.statistics:
        counts: dict[tuple[int, str], int] = {}
        for finding in outcome.findings:
            key = (-finding.severity, finding.rule)
            counts[key] = counts.get(key, 0) + 1
        width = max((len(rule) for _, rule in counts), default=0)
        lines += [f"{rule:{width}}  {count:5}" for (_, rule), count in sorted(counts.items())]
        summary = outcome.summary
        files, credentials = FILES(count=summary.files), CREDENTIALS(count=summary.credentials)
        lines.append(READ(files=files, credentials=credentials, pairs=PAIRS(count=summary.pairs)))
    return lines


def totals(outcome: LintResult) -> Message:
    """`1 error, 2 warnings in 3 files (1 suppressed)`; of a history, its tokens, commits and blobs."""
    summary = outcome.summary
    found = _totals(outcome)
    return SUPPRESSED(totals=found, number=summary.suppressed) if summary.suppressed else found


def _totals(outcome: LintResult) -> Message:
    summary = outcome.summary
    if outcome.history is not None:
        commits, blobs = COMMITS(count=outcome.history.commits), BLOBS(count=outcome.history.blobs)
        if not outcome.findings:
            return NO_TOKEN(commits=commits, blobs=blobs)
        return TOKENS(count=len(outcome.findings), commits=commits, blobs=blobs)
    files = FILES(count=summary.files)
    counts = ((summary.errors, ERRORS), (summary.warnings, WARNINGS), (summary.infos, INFOS))
    parts = [template(count=number) for number, template in counts if number]
    return FINDINGS(findings=commas(parts), files=files) if parts else NO_FINDINGS(files=files)


def fixable(outcome: LintResult) -> str:
    """`3 fixable with --fix, 1 more with --unsafe-fixes`; empty where nothing is."""
    safe = sum(finding.fix is not None and finding.fix.safety == "safe" for finding in outcome.findings)
    unsafe = sum(finding.fix is not None for finding in outcome.findings) - safe
    if safe:
        return FIXABLE_BOTH(safe=safe, unsafe=unsafe) if unsafe else FIXABLE(safe=safe)
    return FIXABLE_UNSAFE(unsafe=unsafe) if unsafe else ""
