"""A page in HTML, for people: it is sorted, filtered and printed in a browser, and loads nothing from elsewhere. Needs Jinja2.

What a page looks like is in `reporters/page`; here is what it says of a result.
"""

from collections.abc import Iterable, Iterator
from itertools import islice

from vtexlint._about import __version__
from vtexlint.diagnostics import Finding, Location
from vtexlint.linter.report import LintResult
from vtexlint.pages.localized import title_of
from vtexlint.pages.render import COLUMNS, TOKENS_MEAN, sections
from vtexlint.reporters import text
from vtexlint.reporters.html_charts import TONES, by_account, by_date, by_head, by_rule, periods
from vtexlint.reporters.html_words import (
    ABOUT_RULES,
    ACCOUNT,
    ACCOUNTS,
    COMMITS,
    CREDENTIALS,
    DATE,
    ERRORS,
    FILES,
    FINDINGS,
    FIX_SAFE,
    FIX_UNSAFE,
    FIXES,
    FOOTER,
    FOOTER_CONTENT,
    HISTORY_TITLE,
    IN_HEAD,
    INFOS,
    MESSAGE,
    NO,
    NOTHING_FOUND,
    PAGE_OF_RULE,
    PAIRS,
    PLACE,
    TITLE,
    TOKENS,
    UNKNOWN,
    VERSIONS,
    WARNINGS,
    YES,
)
from vtexlint.reporters.markdown import INCOMPLETE
from vtexlint.reporters.page.model import Cell, Column, Figure, Frame, Note, Notice, Page, Section, Table, TableRow
from vtexlint.reporters.page.render import OWN_BEGINNING as OWN_BEGINNING
from vtexlint.reporters.page.render import render as render_page
from vtexlint.reporters.style import Style
from vtexlint.reporters.summary import totals, unread
from vtexlint.rules.registry import rule
from vtexlint.settings import SEVERITY_WORDS
from vtexlint.text.messages import Message


def render(outcome: LintResult, style: Style) -> str:
    return render_page(page_of(outcome, style), style)


def page_of(outcome: LintResult, style: Style) -> Page:
    """What the page says, in the report's language."""
    is_history = outcome.history is not None
    say = style.localize
    notices = [Notice(tuple(map(say, outcome.troubles)), "error", say(INCOMPLETE()))] if outcome.troubles else []
    notices += [Notice((say(line),), "info") for line in outcome.notes]
    notices += [Notice((say(line),)) for line in unread(outcome)]
    made = (by_date, by_account, by_head) if is_history else (by_rule, by_account)
    charts = [make(outcome, style) for make in made]
    columns = _history_columns(outcome, style) if is_history else _columns(outcome, style)
    return Page(
        title=say((HISTORY_TITLE if is_history else TITLE)()),
        summary=say(totals(outcome)),
        figures=tuple(_history_figures(outcome, style) if is_history else _figures(outcome, style)),
        notices=tuple(notices),
        charts=tuple(chart for chart in charts if len(chart.bars) > 1 or (chart.bars and chart.column == "rule")),
        tables=(Table(say((TOKENS if is_history else FINDINGS)()), columns, tuple(_rows(outcome, columns, style)), say(NOTHING_FOUND())),),
        sections_title=say(ABOUT_RULES()),
        sections=tuple(_sections(outcome.findings, style)),
        footer=(say(FOOTER(version=__version__)), say(FOOTER_CONTENT())),
    )


def _figures(outcome: LintResult, style: Style) -> Iterator[Figure]:
    summary, say = outcome.summary, style.localize
    yield Figure(str(summary.errors), say(ERRORS()), "error" if summary.errors else "")
    yield Figure(str(summary.warnings), say(WARNINGS()), "warning" if summary.warnings else "")
    yield Figure(str(summary.infos), say(INFOS()), "info" if summary.infos else "")
    yield Figure(str(summary.credentials), say(CREDENTIALS()))
    yield Figure(str(summary.pairs), say(PAIRS()))
    yield Figure(str(summary.files), say(FILES()))


def _history_figures(outcome: LintResult, style: Style) -> Iterator[Figure]:
    assert outcome.history is not None
    say = style.localize
    in_head = sum(bool(finding.origin and finding.origin.head_paths) for finding in outcome.findings)
    accounts = {finding.account for finding in outcome.findings} - {""}
    yield Figure(str(len(outcome.findings)), say(TOKENS()), "error" if outcome.findings else "")
    yield Figure(str(in_head), say(IN_HEAD()), "error" if in_head else "")
    yield Figure(str(len(accounts)), say(ACCOUNTS()))
    yield Figure(str(outcome.history.commits), say(COMMITS()))
    yield Figure(str(outcome.history.blobs), say(VERSIONS()))


def _columns(outcome: LintResult, style: Style) -> tuple[Column, ...]:
    say = style.localize
    rule_heading, severity_heading = say(COLUMNS[0]()), say(COLUMNS[1]())
    account = (Column("account", say(ACCOUNT()), has_filter=True),) if any(finding.account for finding in outcome.findings) else ()
    return (
        Column("severity", severity_heading, has_filter=True),
        Column("rule", rule_heading, has_filter=True),
        Column("message", say(MESSAGE())),
        Column("place", say(PLACE())),
        *account,
    )


def _history_columns(outcome: LintResult, style: Style) -> tuple[Column, ...]:
    say = style.localize
    return (
        Column("date", say(DATE()), has_filter=True),
        Column("head", say(IN_HEAD()), has_filter=True),
        Column("message", say(MESSAGE())),
        Column("place", say(PLACE())),
        Column("account", say(ACCOUNT()), has_filter=True),
    )


def _rows(outcome: LintResult, columns: tuple[Column, ...], style: Style) -> Iterator[TableRow]:
    copies = text.copies_of(outcome.findings)
    dates = periods(outcome.findings)
    for finding in outcome.findings:
        cells = _cells(finding, dates.get(_date(finding), ""), style)
        same = copies.get(text.token_key(finding), ())
        places = [one.location for one in islice((one for one in same if one is not finding), text.MOST_COPIES)]
        yield TableRow(
            tuple(cells[column.name] for column in columns),
            tuple(_frame(place, style, place is not finding.location) for place in (finding.location, *finding.related)),
            tuple(_notes(finding, places, len(same) - 1 - len(places), style)),
        )


def _cells(finding: Finding, period: str, style: Style) -> dict[str, Cell]:
    say, word = style.localize, finding.severity.word
    has_head = finding.origin is not None and bool(finding.origin.head_paths)
    unknown = say(UNKNOWN())
    return {
        "severity": Cell(say(SEVERITY_WORDS[word]()), str(3 - finding.severity), "badge", TONES[finding.severity]),
        "rule": Cell(finding.rule, look="code"),
        "message": Cell(say(finding.message)),
        "place": Cell(_place(finding.location), look="code"),
        "account": Cell(finding.account or unknown, look="strong" if finding.account else "plain"),
        "date": Cell(_date(finding) or unknown, filter=period or unknown),
        "head": Cell(say((YES if has_head else NO)()), look="badge", tone="error" if has_head else ""),
    }


def _date(finding: Finding) -> str:
    """The author date of the first commit, without the time."""
    return finding.origin.date[:10] if finding.origin else ""


def _place(place: Location) -> str:
    return f"{place.path}:{place.start.line}:{place.start.column}"


def _frame(place: Location, style: Style, is_related: bool) -> Frame:
    message = style.localize(place.message)
    if place.snippet is None:
        return Frame(_place(place), place.start.line, message=message, is_related=is_related)
    line, start, end, _ = place.snippet.localized(style.localize)
    return Frame(_place(place), place.start.line, line[:start], line[start:end], line[end:], message, is_related)


def _notes(finding: Finding, copies: list[Location], more: int, style: Style) -> Iterator[Note]:
    """`more`: how many copies are left out; not above 0 where there are none."""
    say = style.localize

    def note(label: Message, line: str) -> Note:
        return Note(say(label), say(line))

    yield note(text.HELP(), finding.help)
    if finding.fix is not None:
        form = FIX_SAFE if finding.fix.safety == "safe" else FIX_UNSAFE
        yield note(FIXES(), form(title=finding.fix.title))
    for label, line in text.origin_lines(finding.origin) if finding.origin else ():
        yield note(label, line)
    yield from (note(text.SAME(), _place(place)) for place in copies)
    if more > 0:
        yield note(text.SAME(), text.SAME_MORE(count=more))
    yield Note(say(COLUMNS[0]()), say(PAGE_OF_RULE(rule=finding.rule)), f"rule-{finding.rule}")


def _sections(findings: Iterable[Finding], style: Style) -> Iterator[Section]:
    """The page of each rule that found something."""
    for name in sorted({finding.rule for finding in findings}):
        parts = sections(rule(name), style.language)
        body = "\n\n".join(f"#### {heading}\n\n{content}" for heading, content in parts.items())
        if "TOKEN_" in body:
            body += f"\n\n{style.localize(TOKENS_MEAN())}"
        yield Section(f"rule-{name}", name, style.localize(title_of(name)), body)
