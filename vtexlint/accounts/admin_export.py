"""The Admin's export of API keys: two sheets, Generated and External, as XLSX or saved as CSV.

Columns are found by their headings, in any order: Generated has `id, keyName, roles, label, creationDate, creationDateToken,
creationDateNewToken, status`, External `id, keyName, roles, account, addedDate, status`. Source: VTEX, "Exporting API keys"
(help.vtex.com/en/docs/tutorials/exporting-api-keys), which documents neither the format of dates nor the separator of roles in a cell.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from vtexlint._startup.typed import Any
from vtexlint.accounts.dates import DateError, Order, order_of, read_date
from vtexlint.accounts.headers import BLOCKED_WORDS, Column, column_of, folded, is_external, state_of
from vtexlint.accounts.leaks import leak
from vtexlint.accounts.model import (
    ACTIVE_OR_INACTIVE,
    ADMIN_EXPORT,
    AT_FIELD,
    LISTED_TWICE,
    TRUE_OR_FALSE,
    Key,
    Keys,
    Leak,
    Problem,
    Role,
    SnapshotError,
    SnapshotFile,
)
from vtexlint.accounts.roles import split_roles
from vtexlint.accounts.shapes import account_of, as_label, is_listed_key, is_secret, key_within
from vtexlint.accounts.tables import Row, Sheet
from vtexlint.text.messages import Message, Template, clauses
from vtexlint.text.source import Position, Source

NO_SHEET = Template("admin-export.no-sheet", "this spreadsheet does not contain a sheet")
EMPTY_FILE = Template("admin-export.empty-file", "this file is empty")
EMPTY_SHEET = Template("admin-export.empty-sheet", "sheet {sheet} is empty")
FILE_WITHOUT_HEADING = Template(
    "admin-export.file-heading",
    "this file is not a list of API keys: it has no heading with a column of appKeys; expected keyName, roles, "
    "status, ... as in the Admin's export",
)
SHEET_WITHOUT_HEADING = Template(
    "admin-export.sheet-heading",
    "sheet {sheet} is not a list of API keys: it has no heading with a column of appKeys; expected keyName, roles, "
    "status, ... as in the Admin's export",
)
SEVERAL_ACCOUNTS = Template(
    "admin-export.accounts", "this list contains generated keys of several accounts; it is used for {account}, which has the most keys"
)
UNKNOWN_COLUMN = Template("admin-export.column", "the column {name} is unknown and is not read")
KEY_EXPECTED = Template("admin-export.key", "expected an appKey in the format vtexappkey-{{account}}-{{letters}}")

_TOP = 10  # rows in which the heading is searched for: users put a title above it
_DATE_COLUMNS: tuple[Column, ...] = ("created", "token_created", "renewal_started", "added")


def read(path: str, sheets: Sequence[Sheet], source: Source | None = None) -> SnapshotFile:
    """The content of an export; `source` is a CSV file's text. Raises SnapshotError if no sheet has a known heading."""
    part = SnapshotFile(path, ADMIN_EXPORT())
    problems: list[Problem] = []
    leaks: list[Leak] = []
    understood = False
    for sheet in sheets:
        reader = _Tab(sheet, source)
        problems += sheet.problems
        if reader.columns is None:
            problems.append(_about_heading(sheet))
            leaks += reader.leaks()
            continue
        understood = True
        keys = dict(reader.keys())
        broken = bool(reader.lost or sheet.problems)
        problems += reader.problems
        leaks += reader.leaks()
        if reader.is_external:
            part = part._replace(external=Keys({**(part.external.raw() if part.external else {}), **keys}, _as_read))
        else:
            part = part._replace(keys=Keys({**part.keys.raw(), **keys}, _as_read), is_complete=not broken)
    if not understood:
        raise SnapshotError(clauses(problem.message for problem in problems) if problems else NO_SHEET())
    account, told = _owner(part)
    return part._replace(account=account, problems=(*problems, *told), leaks=tuple(leaks))


def _as_read(app_key: str, key: Key) -> Key:
    return key


def _about_heading(sheet: Sheet) -> Problem:
    if all(row.is_blank for row in sheet.rows):
        return Problem("", EMPTY_SHEET(sheet=sheet.name) if sheet.name else EMPTY_FILE())
    return Problem("", SHEET_WITHOUT_HEADING(sheet=sheet.name) if sheet.name else FILE_WITHOUT_HEADING())


def _owner(part: SnapshotFile) -> tuple[str | None, list[Problem]]:
    """The account of the export: the one that issued the generated keys."""
    owners = Counter(account_of(key) for key in part.keys)
    if not owners:
        return None, []
    owner = owners.most_common(1)[0][0]
    if len(owners) == 1:
        return owner, []
    return owner, [Problem("", SEVERAL_ACCOUNTS(account=owner))]


class _Tab:
    """One sheet: its columns, and its keys row by row."""

    def __init__(self, sheet: Sheet, source: Source | None) -> None:
        self._sheet = sheet
        self._source = source
        self.problems: list[Problem] = []
        self.lost = False  # a row whose key is not valid
        self._heading, self.columns = self._find_heading()
        columns = self.columns or {}
        self.is_external = is_external(sheet.name, columns)
        self._orders = {name: order_of(self._column(columns[name])) for name in _DATE_COLUMNS if name in columns}
        # the export writes all its dates in one format
        certain = {order for order in self._orders.values() if order}
        self._order: Order | None = certain.pop() if len(certain) == 1 else None

    def _find_heading(self) -> tuple[int, dict[Column, int] | None]:
        for index, row in enumerate(self._sheet.rows[:_TOP]):
            columns: dict[Column, int] = {}
            for at, heading in enumerate(row.cells):
                name = column_of(heading)
                if name is not None:
                    columns.setdefault(name, at)
            if "key" in columns and len(columns) >= 2:
                self._tell_unknown(row, columns)
                return index, columns
        return 0, None

    def _tell_unknown(self, row: Row, columns: Mapping[Column, int]) -> None:
        known = set(columns.values())
        for at, heading in enumerate(row.cells):
            if at not in known and heading not in (None, ""):
                name = as_label(str(heading))
                self.problems.append(Problem(self._sheet.place(row, at), UNKNOWN_COLUMN(name=repr(name))))

    def _rows(self) -> Iterator[Row]:
        return (row for row in self._sheet.rows[self._heading + 1 :] if not row.is_blank)

    def _column(self, at: int) -> Iterator[Any]:
        return (row.cells[at] for row in self._rows() if at < len(row.cells))

    def keys(self) -> Iterator[tuple[str, Key]]:
        seen = set()
        for row in self._rows():
            text = self._text(row, "key")
            app_key, rest = (text, "") if is_listed_key(text) else key_within(text) or ("", "")
            if not app_key:
                self.lost = True
                self._tell(row, "key", KEY_EXPECTED())
                continue
            if app_key in seen:
                self._tell(row, "key", LISTED_TWICE())
            seen.add(app_key)
            yield app_key, self._key(row, app_key, rest)

    def _key(self, row: Row, app_key: str, rest: str) -> Key:
        active, blocked = self._status(row)
        return Key(
            app_key,
            as_label(self._text(row, "label") or rest),
            active,
            blocked,
            self._roles(row),
            self._date(row, "created"),
            self._date(row, "token_created"),
            self._date(row, "renewal_started"),
            as_label(self._text(row, "owner")).lower(),
        )

    def _status(self, row: Row) -> tuple[bool | None, bool | None]:
        word = self._text(row, "status")
        blocked: bool | None = None
        if said := self._text(row, "blocked"):
            blocked = state_of(said)
            if blocked is None:
                self._tell(row, "blocked", TRUE_OR_FALSE())
        if not word:
            return None, blocked
        if folded(word) in BLOCKED_WORDS:
            return None, True
        active = state_of(word)
        if active is None:
            self._tell(row, "status", ACTIVE_OR_INACTIVE())
        return active, blocked

    def _roles(self, row: Row) -> tuple[Role, ...] | None:
        at = (self.columns or {}).get("roles")
        # a spreadsheet omits the empty cells at the end of a row; a CSV file that does is cut off, which is reported
        if at is None or (at >= len(row.cells) and not self._sheet.name):
            return None
        return split_roles(self._text(row, "roles"))

    def _date(self, row: Row, name: Column) -> Any:
        assert self.columns is not None
        at = self.columns.get(name)
        if at is None or at >= len(row.cells):
            return None
        try:
            return read_date(row.cells[at], self._orders.get(name) or self._order)
        except DateError as error:
            self._tell(row, name, error.message)
            return None

    def _text(self, row: Row, name: Column) -> str:
        assert self.columns is not None
        at = self.columns.get(name)
        if at is None or at >= len(row.cells) or row.cells[at] is None:
            return ""
        return str(row.cells[at]).strip()

    def _tell(self, row: Row, name: Column, message: Message) -> None:
        assert self.columns is not None
        heading = as_label(str(self._sheet.rows[self._heading].cells[self.columns[name]]))
        self.problems.append(Problem(self._sheet.place(row, self.columns[name]), AT_FIELD(field=heading, message=message)))

    def leaks(self) -> list[Leak]:
        """The cells that contain a token."""
        found = []
        for row in self._sheet.rows:
            for at, cell in enumerate(row.cells):
                if isinstance(cell, str) and len(cell) >= 60 and is_secret(cell.strip()):
                    found.append(leak(cell.strip(), self._sheet.where(row, at), self._position(cell.strip())))
        return found

    def _position(self, text: str) -> Position | None:
        return self._source.position(max(0, self._source.text.find(text))) if self._source else None
