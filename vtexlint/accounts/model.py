"""Accounts, their keys, and what is known of them: frozen values without secrets."""

from collections.abc import Callable, Iterator, Mapping

from vtexlint._startup.typed import TYPE_CHECKING, Any, NamedTuple, QuietError
from vtexlint.accounts.nearest import Neighbours
from vtexlint.text.messages import Message, Template
from vtexlint.text.source import Position

if TYPE_CHECKING:
    from datetime import date

# what several readers expect
AT_FIELD = Template("snapshot.field", "`{field}`: {message}")
TRUE_OR_FALSE = Template("snapshot.true-or-false", "expected true or false")
ACTIVE_OR_INACTIVE = Template("snapshot.active-or-inactive", "expected active or inactive")
LISTED_TWICE = Template("snapshot.listed-twice", "this key is listed more than once; the last one is used")
# kinds of files
ADMIN_EXPORT = Template("snapshot.admin-export", "export of the Admin's API keys")
EXTERNAL_EXPORT = Template("snapshot.external-export", "export of the Admin's external API keys")
ACCOUNT_ANSWER = Template("snapshot.account-answer", "answer of GET /api/vlm/account")
KEYS_ANSWER = Template("snapshot.keys-answer", "answer of GET /api/vlm/appkeys")
KEY_ANSWER = Template("snapshot.key-answer", "answer about one API key")
ONE_PAGE = Template("snapshot.one-page", "one page of the API keys")
PAGE = Template("snapshot.page", "page {page} of {pages} of the API keys")
WITH_ROLES = Template("snapshot.with-roles", "account with roles")


class SnapshotError(QuietError, ValueError):
    """A file that is not an account snapshot, or is damaged. `place` is `:line:column`, `, sheet ...` or empty; no value is quoted."""

    def __init__(self, message: Message, place: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.place = place


class Role(NamedTuple):
    """A role of a key. `name` is empty if only the number is known, `number` None if only the name is."""

    name: str
    number: int | None = None
    is_admin: bool = False

    @property
    def is_owner(self) -> bool:
        """The predefined role with nearly every resource, or one with `isAdmin` in License Manager."""
        name = self.name.casefold()
        return self.is_admin or "admin super" in name or name == "owner"

    @property
    def manages_users(self) -> bool:
        """The predefined role `User Administrator - RESTRICTED`."""
        return "user administrator" in self.name.casefold()


class Key(NamedTuple):
    """One appKey as the account lists it. None: the file does not contain it."""

    app_key: str
    label: str = ""
    active: bool | None = None
    blocked: bool | None = None
    roles: tuple[Role, ...] | None = None
    created: "date | None" = None
    token_created: "date | None" = None
    renewal_started: "date | None" = None
    owner: str = ""  # of an external key: the account that owns it, as the file names it

    @property
    def is_dead(self) -> bool:
        """Inactive or blocked: its roles and the age of its token do not matter."""
        return self.active is False or self.blocked is True

    @property
    def renewal_in_progress(self) -> bool:
        """Whether two tokens are valid. A finished renewal has no date, or one that is not later than the token's own."""
        if self.renewal_started is None:
            return False
        return self.token_created is None or self.renewal_started > self.token_created

    def completed(self, other: "Key | None") -> "Key":
        """This key, completed with the values of another file."""
        if other is None:
            return self
        missing: dict[str, Any] = {name: theirs for name, mine, theirs in zip(self._fields, self, other, strict=True) if mine in (None, "")}
        return self._replace(**missing)


class Problem(NamedTuple):
    """A problem: its place (`:3:5`, `, sheet Generated, row 7`: then a Message) and what was expected. Quotes no value."""

    place: str
    message: Message


class Leak(NamedTuple):
    """A plain token. `position` in a text file; `where` in words; `digest` of an exact token, else empty."""

    where: Message
    position: Position | None
    length: int
    digest: str


class Keys(Mapping[str, Key]):
    """The keys of one list. A record becomes a Key when it is asked for: a run needs a few of ten thousand."""

    __slots__ = ("_known", "_read", "_records")

    def __init__(self, records: Mapping[str, Any], read: Callable[[str, Any], Key]) -> None:
        self._records = records
        self._read = read
        self._known: dict[str, Key] = {}

    def raw(self) -> Mapping[str, Any]:
        """The records as they were read."""
        return self._records

    def __getitem__(self, app_key: str) -> Key:
        found = self._known.get(app_key)
        if found is None:
            found = self._known[app_key] = self._read(app_key, self._records[app_key])
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._records)

    def __len__(self) -> int:
        return len(self._records)

    def __contains__(self, app_key: object) -> bool:
        return app_key in self._records


NO_KEYS = Keys({}, lambda app_key, record: Key(app_key))


class SnapshotFile(NamedTuple):
    """The content of one file. `keys` are the account's own, `external` those of other accounts that it has given roles to."""

    path: str
    kind: Message
    account: str | None = None  # None: the file does not name its account
    active: bool | None = None
    keys: Keys = NO_KEYS
    external: Keys | None = None  # None: the file has no external keys
    is_complete: bool = False  # every key of the account is in `keys`
    total: int | None = None  # of a paged list: how many keys the account has
    problems: tuple[Problem, ...] = ()
    leaks: tuple[Leak, ...] = ()
    is_named: bool = False  # the file itself names the account; else `account` is that of its keys


class Snapshot(NamedTuple):
    """One account, from all files about it; if two differ, the later one counts."""

    account: str
    parts: tuple[SnapshotFile, ...]

    @property
    def active(self) -> bool | None:
        return next((part.active for part in reversed(self.parts) if part.active is not None), None)

    @property
    def is_complete(self) -> bool:
        """Whether a key that is not listed does not exist: one file has all keys, or the pages contain as many as the total."""
        if any(part.is_complete for part in self.parts):
            return True
        totals = [part.total for part in self.parts if part.total is not None and not part.problems]
        if not totals:
            return False
        return len(set().union(*(part.keys for part in self.parts if part.total is not None))) >= max(totals)

    @property
    def knows_external(self) -> bool:
        return any(part.external is not None for part in self.parts)

    def own(self, app_key: str) -> Key | None:
        return _merged([part.keys for part in self.parts], app_key)

    def external(self, app_key: str) -> Key | None:
        return _merged([part.external for part in self.parts if part.external is not None], app_key)

    @property
    def size(self) -> int:
        """The number of the account's own keys, as far as the files show it."""
        return len(self.parts[0].keys) if len(self.parts) == 1 else len(self.app_keys())

    def app_keys(self) -> list[str]:
        """The account's own keys, in the files' order."""
        return list(dict.fromkeys(app_key for part in self.parts for app_key in part.keys))

    def external_keys(self) -> list[str]:
        return list(dict.fromkeys(app_key for part in self.parts for app_key in part.external or ()))


def _merged(lists: list[Keys], app_key: str) -> Key | None:
    found: Key | None = None
    for keys in lists:
        if app_key in keys:
            found = keys[app_key].completed(found)
    return found


class Listing(NamedTuple):
    """A key as one account lists it: as its own, or as an external one."""

    snapshot: Snapshot
    key: Key
    is_own: bool


class Snapshots:
    """All known accounts, and the day on which ages are counted."""

    __slots__ = ("_neighbours", "accounts", "today")

    def __init__(self, accounts: Mapping[str, Snapshot], today: "date") -> None:
        self.accounts = accounts
        self.today = today
        self._neighbours: Neighbours | None = None

    def listings(self, app_key: str) -> tuple[Listing, ...]:
        """Every account that lists the key, the owner first."""
        found: list[Listing] = []
        for snapshot in self.accounts.values():
            if own := snapshot.own(app_key):
                found.insert(0, Listing(snapshot, own, True))
            if external := snapshot.external(app_key):
                found.append(Listing(snapshot, external, False))
        return tuple(found)

    def nearest(self, app_key: str) -> str | None:
        """The listed key that an unknown one was probably meant to be."""
        if self._neighbours is None:
            listed = [key for snapshot in self.accounts.values() for key in (*snapshot.app_keys(), *snapshot.external_keys())]
            self._neighbours = Neighbours(listed)
        return self._neighbours.of(app_key)

    def days_since(self, day: "date") -> int:
        return (self.today - day).days
