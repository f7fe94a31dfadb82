"""One row for each key: where it is, which environments use it, and what an account snapshot says of it."""

from collections.abc import Iterable, Mapping, Sequence

from vtexlint._startup.typed import TYPE_CHECKING, Literal, NamedTuple
from vtexlint.credentials.shapes import key_parts
from vtexlint.linter.places.environments import ENVIRONMENTS, PRODUCTION, environments_of
from vtexlint.linter.places.model import FilePlaces, Place
from vtexlint.rules.registry import ORDER
from vtexlint.text.messages import Message

if TYPE_CHECKING:
    from vtexlint.accounts.model import Key, Snapshots

TokenState = Literal["there", "referenced", "missing"]
Listed = Literal["listed", "not-listed", "no-snapshot"]
_ORDER = {name: number for number, name in enumerate(ORDER)}


class KeyRow(NamedTuple):
    """One appKey. `token`: whether a place contains an appToken of it, else whether one refers to it; `tokens`: how many different ones.

    `committed`: a commit has one of the tokens. `rules`: those that report a place of the key, in their order. With account snapshots:
    `listed`, and of a key that is listed its state, the names of its roles (None: not in the snapshot) and the age of its token in days.
    """

    key: str
    account: str
    places: tuple[Place, ...]
    names: tuple[str, ...]
    environments: tuple[str, ...]
    token: TokenState
    tokens: int
    committed: bool
    rules: tuple[str, ...]
    listed: Listed | None = None
    active: bool | None = None
    blocked: bool | None = None
    roles: tuple[str, ...] | None = None
    token_days: int | None = None
    label: str = ""

    @property
    def last_rule(self) -> str:
        """The last rule that reports the key; "" for none."""
        return self.rules[-1] if self.rules else ""


class SharedPair(NamedTuple):
    """A key with the same token in production and in other environments."""

    key: str
    environments: tuple[str, ...]
    places: tuple[Place, ...]


class Inventory(NamedTuple):
    """All keys of some files.

    `unused`: keys that an account lists and no file has. `shared`: pairs of production that are elsewhere too. `untold`: keys of accounts
    that no snapshot is about, where there are snapshots. `unpaired`: places of tokens without an appKey.
    """

    rows: tuple[KeyRow, ...]
    unused: tuple[str, ...] = ()
    shared: tuple[SharedPair, ...] = ()
    untold: tuple[str, ...] = ()
    unpaired: tuple[Place, ...] = ()
    encrypted: tuple[FilePlaces, ...] = ()
    troubles: tuple[Message, ...] = ()
    notes: tuple[Message, ...] = ()


def inventory(
    places: Sequence[Place],
    reported: Mapping[tuple[str, int, int], Sequence[str]],
    committed: Iterable[tuple[str, int, int]],
    snapshots: "Snapshots | None",
) -> Inventory:
    """The inventory of some places. `reported`: the rules that report a path, line and column; `committed`: tokens that a commit has."""
    by_key: dict[str, list[Place]] = {}
    for place in places:
        if place.key:
            by_key.setdefault(place.key, []).append(place)
    in_commits = frozenset(committed)
    rows = tuple(_row(key, by_key[key], reported, in_commits, snapshots) for key in sorted(by_key))
    listed = [key for snapshot in snapshots.accounts.values() for key in snapshot.app_keys()] if snapshots is not None else []
    return Inventory(
        rows,
        tuple(key for key in dict.fromkeys(listed) if key not in by_key),
        tuple(shared for row in rows for shared in _shared(row)),
        tuple(row.key for row in rows if row.listed == "no-snapshot"),
        tuple(place for place in places if place.is_token and not place.key),
    )


def at(place: Place) -> tuple[str, int, int]:
    """What identifies a place."""
    return place.path, place.line, place.column


def _row(
    key: str,
    places: list[Place],
    reported: Mapping[tuple[str, int, int], Sequence[str]],
    committed: frozenset[tuple[str, int, int]],
    snapshots: "Snapshots | None",
) -> KeyRow:
    parts = key_parts(key)
    account = parts.account if parts is not None else ""
    tokens = [place for place in places if place.is_token]
    is_referenced = any(place.half == "token" and place.value == "reference" for place in places)
    found = {environment for place in places for environment in environments_of(place)}
    rules = {rule for place in places for rule in reported.get(at(place), ())}
    row = KeyRow(
        key,
        account,
        tuple(places),
        tuple(dict.fromkeys(place.name for place in places if place.name)),
        tuple(environment for environment in ENVIRONMENTS if environment in found),
        "there" if tokens else "referenced" if is_referenced else "missing",
        len({place.token for place in tokens}),
        any(at(place) in committed for place in tokens),
        tuple(sorted(rules, key=lambda rule: _ORDER.get(rule, len(_ORDER)))),
    )
    return row if snapshots is None else _with_account(row, snapshots)


def _with_account(row: KeyRow, snapshots: "Snapshots") -> KeyRow:
    listings = snapshots.listings(row.key)
    if not listings:
        return row._replace(listed="not-listed" if row.account in snapshots.accounts else "no-snapshot")
    key: Key = listings[0].key
    days = snapshots.days_since(key.token_created) if key.token_created is not None else None
    roles = None if key.roles is None else tuple(role.name or f"#{role.number}" for role in key.roles)
    return row._replace(listed="listed", active=key.active, blocked=key.blocked, roles=roles, token_days=days, label=key.label)


def _shared(row: KeyRow) -> Iterable[SharedPair]:
    for token in dict.fromkeys(place.token for place in row.places if place.is_token):
        # a file that names no environment may be of any
        same = [place for place in row.places if place.is_token and place.token == token and environments_of(place)]
        found = {environment for place in same for environment in environments_of(place)}
        if PRODUCTION in found and len(found) > 1 and any(PRODUCTION not in environments_of(place) for place in same):
            yield SharedPair(row.key, tuple(one for one in ENVIRONMENTS if one in found), tuple(same))
