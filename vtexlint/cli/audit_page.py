"""The report of `vtexlint audit` as a page in HTML: tokens, keys with several, repositories; with filters and charts. Needs Jinja2."""

from collections import Counter
from collections.abc import Iterable, Iterator

from vtexlint._about import __version__
from vtexlint.cli.audit_report import COPIES, KEYS, key_row, numbers_of, summary
from vtexlint.cli.console import localize, spoken
from vtexlint.cli.where_report import committed
from vtexlint.credentials.shapes import key_parts
from vtexlint.linter.places.organisation import AuditedToken, OrganisationAudit
from vtexlint.project.errors import at
from vtexlint.reporters.html_words import (
    ACCOUNT,
    ACCOUNTS,
    BY_ACCOUNT,
    BY_HEAD,
    COMMITS,
    DATE,
    FOOTER,
    FOOTER_CONTENT,
    IN_HEAD,
    NO,
    NOTHING_FOUND,
    TOKENS,
    UNKNOWN,
    YES,
)
from vtexlint.reporters.markdown import INCOMPLETE
from vtexlint.reporters.page.model import Bar, BarPart, Cell, Chart, Column, Figure, Note, Notice, Page, Table, TableRow, Tone
from vtexlint.reporters.page.render import render as render_page
from vtexlint.reporters.style import Style
from vtexlint.reporters.text import STATUS, STATUS_REASON, STATUSES
from vtexlint.text.messages import Message, Template, commas

TITLE = Template("audit.title", "vtexlint audit of git repositories")
REPOSITORIES = Template("audit.repositories", "repositories")
REPOSITORY = Template("audit.repository", "repository")
KEY = Template("audit.key", "appKey")
NUMBER = Template("audit.number", "token")
SHARED = Template("audit.shared", "in several repositories")
WITH_TOKENS = Template("audit.with-tokens", "Repositories with appTokens, and those that could not be read")
BY_STATUS = Template("audit.by-status", "Does it still work?")
BY_REPOSITORY = Template("audit.by-repository", "By repository")
READ = Template("audit.is-read", "read")
TODO = Template("audit.todo", "to do first")
FOUND = Template("audit.found", "found in")
PARTS = Template("audit.parts", "in part")
_TONES: dict[str, Tone] = {"alive": "error", "likely-dead": "good", "unknown": "warning"}
_MOST_BARS = 20


def as_html(found: OrganisationAudit) -> str:
    """The file's text, in the language of the process."""
    return render_page(_page(found), Style(language=spoken.language))


def _page(found: OrganisationAudit) -> Page:
    troubles = (*found.troubles, *(at(one.path, trouble) for one in found.repositories for trouble in one.troubles))
    notices = [Notice(tuple(map(localize, troubles)), "error", localize(INCOMPLETE()))] if troubles else []
    notices += [Notice((localize(at(one.path, note)),)) for one in found.repositories for note in one.notes]
    if found.copies:
        notices.append(Notice(tuple(localize(commas(paths)) for paths in found.copies), "info", localize(COPIES())))
    charts = (_by_status(found), _by_account(found), _by_head(found), _by_repository(found))
    return Page(
        title=localize(TITLE()),
        summary=localize(summary(found)),
        figures=tuple(_figures(found)),
        notices=tuple(notices),
        charts=tuple(chart for chart in charts if len(chart.bars) > 1),
        tables=tuple(_tables(found)),
        footer=(localize(FOOTER(version=__version__)), localize(FOOTER_CONTENT())),
    )


def _figures(found: OrganisationAudit) -> Iterator[Figure]:
    in_head = sum(token.in_head for token in found.tokens)
    yield Figure(str(len(found.tokens)), localize(TOKENS()), "error" if found.tokens else "")
    yield Figure(str(in_head), localize(IN_HEAD()), "error" if in_head else "")
    yield Figure(str(len(found.shared)), localize(SHARED()), "warning" if found.shared else "")
    yield Figure(str(len(found.accounts)), localize(ACCOUNTS()))
    yield Figure(str(len(found.repositories)), localize(REPOSITORIES()))
    yield Figure(str(sum(one.commits for one in found.repositories)), localize(COMMITS()))


def _tables(found: OrganisationAudit) -> Iterator[Table]:
    numbers = numbers_of(found)
    has_status = any(token.status for token in found.tokens)
    columns = (
        Column("token", localize(NUMBER()), is_number=True),
        Column("head", localize(IN_HEAD()), has_filter=True),
        *((Column("status", localize(STATUS()), has_filter=True),) if has_status else ()),
        Column("account", localize(ACCOUNT()), has_filter=True),
        Column("key", localize(KEY())),
        Column("repository", localize(REPOSITORIES())),
        Column("date", localize(DATE())),
    )
    rows = tuple(_token_row(token, numbers[token.token], columns) for token in found.tokens)
    yield Table(localize(TOKENS()), columns, rows, localize(NOTHING_FOUND()))
    if found.with_several:
        several = (key_row(one.key, one.tokens, one.head_tokens, numbers) for one in found.with_several)
        key_rows = tuple(TableRow((Cell(localize(row)),)) for row in several)
        yield Table(localize(KEYS()), (Column("several", localize(KEY())),), key_rows, "")
    if repositories := tuple(_repository_rows(found)):
        headings = (
            Column("path", localize(REPOSITORY())),
            Column("tokens", localize(TOKENS()), is_number=True),
            Column("tip", localize(IN_HEAD()), is_number=True),
            Column("commits", localize(COMMITS()), is_number=True),
            Column("read", localize(READ()), has_filter=True),
        )
        yield Table(localize(WITH_TOKENS()), headings, repositories, "")


def _token_row(token: AuditedToken, number: int, columns: tuple[Column, ...]) -> TableRow:
    accounts, paths = _accounts(token), token.repositories
    cells = {
        "token": Cell(str(number)),
        "head": Cell(_yes(token.in_head), look="badge", tone="error" if token.in_head else ""),
        "status": Cell(_status(token), look="badge", tone=_TONES.get(token.status, "")),
        "account": Cell(accounts, look="strong"),
        "key": Cell(", ".join(token.keys) or localize(UNKNOWN()), look="code"),
        "repository": Cell(paths[0] if len(paths) == 1 else f"{paths[0]} + {len(paths) - 1}", str(len(paths)), look="code"),
        "date": Cell(token.oldest.origin.date[:10] or localize(UNKNOWN())),
    }
    return TableRow(tuple(cells[column.name] for column in columns), notes=tuple(_notes(token)))


def _notes(token: AuditedToken) -> Iterator[Note]:
    if token.status:
        yield Note(localize(STATUS()), localize(STATUS_REASON(status=STATUSES[token.status](), reason=token.reason)))
        yield Note(localize(TODO()), localize(token.todo))
    for sighting in token.sightings:
        yield Note(localize(FOUND()), localize(committed(sighting.repository, sighting.origin)))


def _repository_rows(found: OrganisationAudit) -> Iterator[TableRow]:
    for one in found.repositories:
        if one.tokens or one.troubles:
            in_head = sum(bool(sighting.origin.head_paths) for sighting in one.tokens)
            read = localize(PARTS()) if one.is_read and one.troubles else _yes(one.is_read)
            cells = (
                Cell(one.path, look="code"),
                Cell(str(len(one.tokens))),
                Cell(str(in_head)),
                Cell(str(one.commits)),
                Cell(read, look="badge", tone="error" if one.troubles else ""),
            )
            yield TableRow(cells)


def _by_status(found: OrganisationAudit) -> Chart:
    counts = Counter(token.status for token in found.tokens if token.status)
    bars = (Bar(localize(STATUSES[name]()), (BarPart(tone, counts[name]),), localize(STATUSES[name]())) for name, tone in _TONES.items())
    return _chart(BY_STATUS(), (bar for bar in bars if bar.total), "status")


def _by_account(found: OrganisationAudit) -> Chart:
    counts = Counter(map(_accounts, found.tokens))
    return _chart(BY_ACCOUNT(), (Bar(name, (BarPart("error", number),), name) for name, number in _ordered(counts)), "account")


def _by_head(found: OrganisationAudit) -> Chart:
    counts = Counter(token.in_head for token in found.tokens)
    tones: dict[bool, Tone] = {True: "error", False: "warning"}
    bars = (Bar(_yes(has), (BarPart(tone, counts[has]),), _yes(has)) for has, tone in tones.items() if counts[has])
    return _chart(BY_HEAD(), bars, "head")


def _by_repository(found: OrganisationAudit) -> Chart:
    """Those with most tokens; a token can be in several repositories, so its bar filters nothing."""
    counts = Counter({one.path: len(one.tokens) for one in found.repositories if one.tokens})
    return _chart(BY_REPOSITORY(), (Bar(name, (BarPart("error", number),)) for name, number in _ordered(counts)[:_MOST_BARS]), "")


def _chart(title: Message, bars: Iterable[Bar], column: str) -> Chart:
    return Chart(localize(title), tuple(bars), column=column)


def _ordered(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _accounts(token: AuditedToken) -> str:
    found = dict.fromkeys(parts.account for key in token.keys if (parts := key_parts(key)))
    return ", ".join(found) or localize(UNKNOWN())


def _status(token: AuditedToken) -> str:
    return localize(STATUSES[token.status]()) if token.status else ""


def _yes(value: bool) -> str:
    return localize((YES if value else NO)())
