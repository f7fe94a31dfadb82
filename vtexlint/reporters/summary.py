"""The counts that close a report for people."""

from __future__ import annotations

from vtexlint._startup.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from vtexlint.linter.report import LintResult
    from vtexlint.reporters.style import Style


def closing(outcome: LintResult, style: Style) -> list[str]:
    """The statistics table if it is asked for, and the line of totals."""
    lines = []
    if style.statistics:
        counts: dict[tuple[int, str], int] = {}
        for finding in outcome.findings:
            key = (-finding.severity, finding.rule)
            counts[key] = counts.get(key, 0) + 1
        width = max((len(rule) for _, rule in counts), default=0)
        lines += [f"{rule:{width}}  {count:5}" for (_, rule), count in sorted(counts.items())]
        summary = outcome.summary
        lines.append(f"{_plural(summary.files, 'file')}, {_plural(summary.credentials, 'credential')}, {_plural(summary.pairs, 'pair')}")
    return lines


def totals(outcome: LintResult) -> str:
    summary = outcome.summary
    if outcome.history is not None:
        told = _plural(len(outcome.findings), "real appToken") if outcome.findings else "no real appToken"
        more = f" ({summary.suppressed} suppressed)" if summary.suppressed else ""
        return f"{told} in {_plural(outcome.history.commits, 'commit')}, {_plural(outcome.history.blobs, 'blob')}{more}"
    parts = [
        _plural(number, noun)
        for number, noun in ((summary.errors, "error"), (summary.warnings, "warning"), (summary.infos, "info"))
        if number
    ]
    told = ", ".join(parts) if parts else "no findings"
    more = f" ({summary.suppressed} suppressed)" if summary.suppressed else ""
    return f"{told} in {_plural(summary.files, 'file')}{more}"


def fixable(outcome: LintResult) -> str:
    """`3 fixable with --fix, 1 more with --unsafe-fixes`; empty where nothing is."""
    safe = sum(finding.fix is not None and finding.fix.safety == "safe" for finding in outcome.findings)
    unsafe = sum(finding.fix is not None for finding in outcome.findings) - safe
    if not safe:
        return f"{unsafe} fixable with --fix --unsafe-fixes" if unsafe else ""
    return f"[*] {safe} fixable with --fix" + (f", {unsafe} more with --unsafe-fixes" if unsafe else "")


def _plural(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
