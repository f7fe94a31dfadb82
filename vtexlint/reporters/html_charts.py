"""The charts of the report in HTML: what findings have in common."""

from collections import Counter
from collections.abc import Callable, Iterable

from vtexlint.diagnostics import Finding, Severity
from vtexlint.linter.report import LintResult
from vtexlint.reporters.html_words import BY_ACCOUNT, BY_DATE, BY_HEAD, BY_RULE, NO, UNKNOWN, YES
from vtexlint.reporters.page.model import Bar, BarPart, Chart, Tone
from vtexlint.reporters.style import Style

_MOST_MONTHS = 24
TONES: dict[Severity, Tone] = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "info"}


def by_rule(outcome: LintResult, style: Style) -> Chart:
    return Chart(style.localize(BY_RULE()), _bars(outcome.findings, lambda finding: finding.rule), column="rule")


def by_account(outcome: LintResult, style: Style) -> Chart:
    """Without bars where no account is known."""
    unknown = style.localize(UNKNOWN())
    findings = outcome.findings if any(finding.account for finding in outcome.findings) else ()
    return Chart(style.localize(BY_ACCOUNT()), _bars(findings, lambda finding: finding.account or unknown), column="account")


def by_head(outcome: LintResult, style: Style) -> Chart:
    has = [bool(finding.origin and finding.origin.head_paths) for finding in outcome.findings]
    yes, no = style.localize(YES()), style.localize(NO())
    bars = (Bar(yes, (BarPart("error", sum(has)),), yes), Bar(no, (BarPart("warning", len(has) - sum(has)),), no))
    return Chart(style.localize(BY_HEAD()), tuple(bar for bar in bars if bar.total), column="head")


def by_date(outcome: LintResult, style: Style) -> Chart:
    """A column for each month, or for each year of a long time; those without a token too."""
    shown_in = periods(outcome.findings)
    counts = Counter(shown_in[date] for date in _dates(outcome.findings))
    names = _between(min(counts), max(counts)) if counts else []
    return Chart(
        style.localize(BY_DATE()), tuple(Bar(name, (BarPart("error", counts[name]),), name) for name in names), "columns", column="date"
    )


def periods(findings: Iterable[Finding]) -> dict[str, str]:
    """Each date, and the month (`2024-02`) or the year that it is shown in."""
    dates = sorted(set(_dates(findings)))
    if not dates:
        return {}
    is_short = _month(dates[-1]) - _month(dates[0]) < _MOST_MONTHS
    return {date: date[:7] if is_short else date[:4] for date in dates}


def _dates(findings: Iterable[Finding]) -> list[str]:
    return [finding.origin.date[:10] for finding in findings if finding.origin and finding.origin.date]


def _month(date: str) -> int:
    return int(date[:4]) * 12 + int(date[5:7]) - 1


def _between(first: str, last: str) -> list[str]:
    """The months or years from one to another, both included."""
    if len(first) == len("2024"):
        return [f"{year:04}" for year in range(int(first), int(last) + 1)]
    return [f"{month // 12:04}-{month % 12 + 1:02}" for month in range(_month(f"{first}-01"), _month(f"{last}-01") + 1)]


def _bars(findings: Iterable[Finding], name: Callable[[Finding], str]) -> tuple[Bar, ...]:
    """A bar for each name, the longest first, in parts by severity."""
    counts: dict[str, Counter[Severity]] = {}
    for finding in findings:
        counts.setdefault(name(finding), Counter())[finding.severity] += 1
    ordered = sorted(counts.items(), key=lambda item: (-item[1].total(), item[0]))
    return tuple(Bar(label, tuple(BarPart(tone, count[severity]) for severity, tone in TONES.items()), label) for label, count in ordered)
