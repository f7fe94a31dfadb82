"""The report of `vtexlint inventory` as a page in HTML: a row for each key, with filters and charts. Needs Jinja2."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from vtexlint._about import __version__
from vtexlint.cli.account import ACTIVE, BLOCKED, INACTIVE, NO_ROLE, STATE_UNKNOWN
from vtexlint.cli.console import localize, spoken
from vtexlint.cli.inventory_report import COMMITTED, KEYS, NO_KEYS, SHARED, UNPAIRED, UNTOLD, UNUSED, numbers_of, paths_of
from vtexlint.cli.where_report import ENCRYPTED, STATES, about
from vtexlint.credentials.labels import LABELS
from vtexlint.linter.places.environments import ENVIRONMENTS
from vtexlint.linter.places.inventory import Inventory, KeyRow, TokenState
from vtexlint.reporters.html_words import (
    ACCOUNT,
    ACCOUNTS,
    BY_ACCOUNT,
    FILES,
    FOOTER,
    FOOTER_CONTENT,
    NO,
    NOTHING_FOUND,
    PLACE,
    UNKNOWN,
    YES,
)
from vtexlint.reporters.markdown import INCOMPLETE
from vtexlint.reporters.page.model import Bar, BarPart, Cell, Chart, Column, Figure, Note, Notice, Page, Table, TableRow, Tone
from vtexlint.reporters.page.render import render as render_page
from vtexlint.reporters.style import Style
from vtexlint.text.messages import Message, Template, commas

TITLE = Template("inventory.title", "vtexlint inventory of the keys")
KEY = Template("inventory.key", "appKey")
APP_KEYS = Template("inventory.app-keys", "appKeys")
ENVIRONMENT = Template("inventory.environment", "environments")
TOKEN = Template("inventory.token", "appToken")
STATE = Template("inventory.state", "state")
ROLES = Template("inventory.roles", "roles")
NOT_LISTED = Template("inventory.is-not-listed", "not listed")
NO_SNAPSHOT = Template("inventory.has-no-snapshot", "no snapshot")
AGE = Template("inventory.age", "days")
RULE = Template("inventory.rule", "reported")
NAMES = Template("inventory.names-of", "names")
NOT_USED = Template("inventory.not-used", "in no file")
SHARED_PAIRS = Template("inventory.shared-pairs", "pairs in production and elsewhere")
BY_ENVIRONMENT = Template("inventory.by-environment", "By environment")
BY_STATE = Template("inventory.by-state", "In the account")
BY_RULE = Template("inventory.by-rule", "By the last rule that reports the key")
NO_RULE = Template("inventory.no-rule", "none")
TOKENS: dict[TokenState, Template] = {
    "there": Template("inventory.token-is-there", "there ({count})"),
    "referenced": Template("inventory.token-is-referenced", "referenced"),
    "missing": Template("inventory.token-is-missing", "none"),
}
_STATES = {True: ACTIVE, False: INACTIVE, None: STATE_UNKNOWN}


def as_html(found: Inventory) -> str:
    """The file's text, in the language of the process."""
    return render_page(_page(found), Style(language=spoken.language))


def _page(found: Inventory) -> Page:
    notices = [Notice(tuple(map(localize, found.troubles)), "error", localize(INCOMPLETE()))] if found.troubles else []
    notices += [Notice((localize(note),)) for note in found.notes]
    if found.encrypted:
        notices.append(Notice(tuple(localize(ENCRYPTED(path=file.path, with_what=file.encryption)) for file in found.encrypted), "info"))
    charts = (_by_environment(found), _chart(BY_ACCOUNT(), found, _account, "account"), _by_state(found), _by_rule(found))
    return Page(
        title=localize(TITLE()),
        summary=localize(KEYS(count=len(found.rows)) if found.rows else NO_KEYS()),
        figures=tuple(_figures(found)),
        notices=tuple(notices),
        charts=tuple(chart for chart in charts if len(chart.bars) > 1),
        tables=tuple(_tables(found)),
        footer=(localize(FOOTER(version=__version__)), localize(FOOTER_CONTENT())),
    )


def _figures(found: Inventory) -> Iterator[Figure]:
    committed = sum(row.committed for row in found.rows)
    yield Figure(str(len(found.rows)), localize(APP_KEYS()))
    yield Figure(str(committed), localize(COMMITTED()), "error" if committed else "")
    yield Figure(str(len(found.shared)), localize(SHARED_PAIRS()), "warning" if found.shared else "")
    yield Figure(str(len({row.account for row in found.rows})), localize(ACCOUNTS()))
    yield Figure(str(len({place.path for row in found.rows for place in row.places})), localize(FILES()))
    if _has_account(found):
        yield Figure(str(len(found.unused)), localize(NOT_USED()))


def _tables(found: Inventory) -> Iterator[Table]:
    account = (
        Column("state", localize(STATE()), has_filter=True),
        Column("age", localize(AGE()), is_number=True),
    )
    columns = (
        Column("key", localize(KEY())),
        Column("account", localize(ACCOUNT()), has_filter=True),
        Column("environment", localize(ENVIRONMENT()), has_filter=True),
        Column("token", localize(TOKEN()), has_filter=True),
        Column("committed", localize(COMMITTED()), has_filter=True),
        *(account if _has_account(found) else ()),
        Column("rule", localize(RULE()), has_filter=True),
        Column("files", localize(FILES()), is_number=True),
    )
    rows = tuple(TableRow(tuple(_cells(row)[column.name] for column in columns), notes=tuple(_notes(row))) for row in found.rows)
    yield Table(localize(APP_KEYS()), columns, rows, localize(NOTHING_FOUND()))
    yield from _list(SHARED(), "shared", KEY(), (one.key for one in found.shared), [paths_of(one.places) for one in found.shared])
    yield from _list(UNUSED(), "unused", KEY(), found.unused)
    yield from _list(UNTOLD(), "untold", KEY(), found.untold)
    yield from _list(UNPAIRED(), "unpaired", PLACE(), (place.shown for place in found.unpaired))


def _list(title: Message, name: str, heading: Message, lines: Iterable[str], paths: "list[list[str]] | None" = None) -> Iterator[Table]:
    """A table of one column, or of two with the files of each line; none without lines."""
    cells = [[Cell(line, look="code")] for line in lines]
    for row, files in zip(cells, paths or [], strict=False):
        row.append(Cell(localize(commas(files)), look="code"))
    columns = (Column(name, localize(heading)), *((Column("files", localize(FILES())),) if paths else ()))
    if cells:
        yield Table(localize(title).rstrip(":"), columns, tuple(TableRow(tuple(row)) for row in cells), "")


def _cells(row: KeyRow) -> dict[str, Cell]:
    token = TOKENS[row.token]
    files = len(paths_of(row.places))
    return {
        "key": Cell(row.key, look="code"),
        "account": Cell(_account(row), look="strong"),
        "environment": Cell(_environments(row)),
        "token": Cell(localize(token(count=row.tokens) if row.token == "there" else token()), look="badge"),
        "committed": Cell(_yes(row.committed), look="badge", tone="error" if row.committed else ""),
        "state": Cell(_state(row), look="badge", tone=_tone(row)),
        "age": Cell("" if row.token_days is None else str(row.token_days)),
        "rule": Cell(_rule(row), look="code"),
        "files": Cell(str(files)),
    }


def _notes(row: KeyRow) -> Iterator[Note]:
    if row.rules:
        yield Note(localize(RULE()), ", ".join(row.rules))
    if row.roles is not None:
        yield Note(localize(ROLES()), localize(commas(row.roles) if row.roles else NO_ROLE()))
    if row.names:
        yield Note(localize(NAMES()), ", ".join(row.names))
    numbers = numbers_of(row)
    for place in row.places:
        parts = [place.shown, LABELS[place.half], STATES[place.state](), about(place, numbers)]
        yield Note(localize(PLACE()), localize(commas([part for part in parts if part])))


def _has_account(found: Inventory) -> bool:
    """Whether there is a snapshot of any account."""
    return bool(found.unused) or any(row.listed is not None for row in found.rows)


def _account(row: KeyRow) -> str:
    return row.account or localize(UNKNOWN())


def _environments(row: KeyRow) -> str:
    return ", ".join(row.environments) or localize(UNKNOWN())


def _rule(row: KeyRow) -> str:
    return row.last_rule or localize(NO_RULE())


def _state(row: KeyRow) -> str:
    if row.listed is None or row.listed == "listed":
        return localize(BLOCKED() if row.blocked else _STATES[row.active]()) if row.listed else ""
    return localize((NOT_LISTED if row.listed == "not-listed" else NO_SNAPSHOT)())


def _tone(row: KeyRow) -> Tone:
    if row.listed != "listed":
        return "warning" if row.listed == "not-listed" else ""
    return "error" if row.blocked or row.active is False else "good" if row.active else ""


def _by_environment(found: Inventory) -> Chart:
    """A key can be in several environments, so a bar filters nothing."""
    counts = Counter(name for row in found.rows for name in row.environments)
    return Chart(localize(BY_ENVIRONMENT()), tuple(Bar(name, (BarPart("info", counts[name]),)) for name in ENVIRONMENTS if counts[name]))


def _by_state(found: Inventory) -> Chart:
    tones = {_state(row): _tone(row) for row in found.rows}
    return _chart(BY_STATE(), found, _state, "state", tones)


def _by_rule(found: Inventory) -> Chart:
    return _chart(BY_RULE(), found, _rule, "rule", {row.last_rule: "warning" for row in found.rows})


def _chart(
    title: Message, found: Inventory, name: Callable[[KeyRow], str], column: str, tones: "dict[str, Tone] | None" = None
) -> Chart:  # fmt: skip
    """A bar for each value of a column, the longest first."""
    counts = Counter(filter(None, map(name, found.rows)))
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    bars = (Bar(label, (BarPart((tones or {}).get(label, "info"), number),), label) for label, number in ordered)
    return Chart(localize(title), tuple(bars), column=column)


def _yes(value: bool) -> str:
    return localize((YES if value else NO)())
