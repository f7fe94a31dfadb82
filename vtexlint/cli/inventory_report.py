"""The reports of `vtexlint inventory`: text, JSON, CSV. The page in HTML is in `inventory_page`."""

from collections.abc import Iterable, Iterator

from vtexlint._startup.typed import Any
from vtexlint.cli.account import ACTIVE, BLOCKED, INACTIVE, NO_ROLE, ROLES, STATE_UNKNOWN, TOKEN_AGE
from vtexlint.cli.console import localize
from vtexlint.cli.terminal import terminal_width
from vtexlint.cli.where_report import ENCRYPTED, HEADING, PLACES, place_json, rows_as_csv
from vtexlint.linter.places.inventory import Inventory, KeyRow, Listed, TokenState
from vtexlint.linter.places.model import Place
from vtexlint.reporters.encoded import encoded
from vtexlint.reporters.plain import harmless, shown
from vtexlint.reporters.summary import FILES
from vtexlint.text.layout import table
from vtexlint.text.messages import Message, Template, clauses, commas, first_of

NO_KEYS = Template("inventory.no-keys", "no appKey was found")
KEYS = Template("inventory.keys", "{count} appKeys", one="{count} appKey")
ENVIRONMENTS = Template("inventory.environments", "environments: {names}")
NAMES = Template("inventory.names", "names: {names}")
FILES_OF = Template("inventory.files", "in {paths}")
TOKENS: dict[TokenState, Template] = {
    "there": Template("inventory.token-there", "{count} different appTokens in the files", one="its appToken is in the files"),
    "referenced": Template("inventory.token-referenced", "its appToken is referenced"),
    "missing": Template("inventory.token-missing", "no appToken"),
}
COMMITTED = Template("inventory.committed", "committed")
RULES = Template("inventory.rules", "reported: {rules}")
LISTED: dict[Listed, Template] = {
    "not-listed": Template("inventory.not-listed", "not in the account snapshot"),
    "no-snapshot": Template("inventory.no-snapshot", "no snapshot of this account"),
}
UNUSED = Template("inventory.unused", "In the account, and in no file:")
SHARED = Template("inventory.shared", "The same pair in production and elsewhere:")
SHARED_ROW = Template("inventory.shared-row", "{key}: {environments}; {paths}")
UNTOLD = Template("inventory.untold", "Keys of accounts without a snapshot:")
UNPAIRED = Template("inventory.unpaired", "appTokens without an appKey:")
_STATES = {True: ACTIVE, False: INACTIVE, None: STATE_UNKNOWN}
_FEW = 5
_COLUMNS = (
    "key", "account", "environments", "names", "places", "files", "token", "tokens", "committed", "listed", "active", "blocked", "roles",
    "token_days", "rule", "rules",
)  # fmt: skip


def as_text(found: Inventory) -> Iterator[str]:
    """The lines for people."""
    yield localize(KEYS(count=len(found.rows)) if found.rows else NO_KEYS())
    for row in found.rows:
        counted = PLACES(count=len(row.places), files=FILES(count=len({place.path for place in row.places})))
        yield harmless(localize(HEADING(key=row.key, what=counted)))
        for line in _about(row):
            yield f"  {harmless(localize(line))}"
    yield from _listed(SHARED, (_shared(one.key, one.environments, one.places) for one in found.shared))
    yield from _listed(UNUSED, found.unused)
    yield from _listed(UNTOLD, found.untold)
    yield from _listed(UNPAIRED, (place.shown for place in found.unpaired))
    for file in found.encrypted:
        yield harmless(localize(ENCRYPTED(path=file.path, with_what=file.encryption)))


def _about(row: KeyRow) -> Iterator[Message]:
    yield FILES_OF(paths=first_of(paths_of(row.places), _FEW))
    if row.names:
        yield NAMES(names=first_of(row.names, _FEW))
    if row.environments:
        yield ENVIRONMENTS(names=commas(row.environments))
    token = TOKENS[row.token](count=row.tokens) if row.token == "there" else TOKENS[row.token]()
    yield commas((token, COMMITTED())) if row.committed else token
    if row.listed == "listed":
        yield clauses(_account(row))
    elif row.listed is not None:
        yield LISTED[row.listed]()
    if row.rules:
        yield RULES(rules=commas(row.rules))


def _account(row: KeyRow) -> Iterator[Message]:
    yield BLOCKED() if row.blocked else _STATES[row.active]()
    if row.roles is not None:
        yield ROLES(roles=commas(row.roles)) if row.roles else NO_ROLE()
    if row.token_days is not None:
        yield TOKEN_AGE(count=row.token_days)


def _listed(heading: Template, items: Iterable[str]) -> Iterator[str]:
    rows = [[shown(localize(item))] for item in items]
    if rows:
        yield localize(heading())
        yield from table(rows, max(terminal_width(), 120), indent=2)


def _shared(key: str, environments: tuple[str, ...], places: tuple[Place, ...]) -> Message:
    return SHARED_ROW(key=key, environments=commas(environments), paths=first_of(paths_of(places), _FEW))


def paths_of(places: Iterable[Place]) -> list[str]:
    """The files of some places, each once."""
    return list(dict.fromkeys(place.path for place in places))


def as_json(found: Inventory) -> str:
    """The report for programs; its contract is docs/inventory.md. Tokens are numbered within each key."""
    return encoded(
        {
            "version": 1,
            "keys": [_row_json(row) for row in found.rows],
            "unused": list(found.unused),
            "shared": [{"key": one.key, "environments": list(one.environments), "paths": paths_of(one.places)} for one in found.shared],
            "no_snapshot": list(found.untold),
            "unpaired": [place_json(place, {}) for place in found.unpaired],
            "encrypted": [{"path": file.path, "with": file.encryption} for file in found.encrypted],
        }
    )


def numbers_of(row: KeyRow) -> dict[str, int]:
    """A number for each token of a key, in place of its digest."""
    tokens = dict.fromkeys(place.token for place in row.places if place.is_token)
    return {token: number for number, token in enumerate(tokens, 1)}


def _row_json(row: KeyRow) -> dict[str, Any]:
    numbers = numbers_of(row)
    return {
        "key": row.key,
        "account": row.account,
        "places": [place_json(place, numbers) for place in row.places],
        "names": list(row.names),
        "environments": list(row.environments),
        "token": row.token,
        "tokens": row.tokens,
        "committed": row.committed,
        "rule": row.last_rule or None,
        "rules": list(row.rules),
        "listed": row.listed,
        "active": row.active,
        "blocked": row.blocked,
        "roles": None if row.roles is None else list(row.roles),
        "token_days": row.token_days,
    }


def as_csv(found: Inventory) -> str:
    """One row for each key of the files, then one for each that only the account has."""
    rows: list[dict[str, object]] = []
    for row in found.rows:
        values: dict[str, object] = {name: _cell(getattr(row, name)) for name in _COLUMNS if hasattr(row, name)}
        rows.append(values | {"places": len(row.places), "files": " ".join(paths_of(row.places)), "rule": row.last_rule})
    for key in found.unused:
        rows.append({"key": key, "places": 0, "listed": "listed"})
    return rows_as_csv(_COLUMNS, rows)


def _cell(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(map(str, value)) if isinstance(value, tuple) else value
