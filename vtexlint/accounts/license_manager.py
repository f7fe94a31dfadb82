"""Saved answers of VTEX's License Manager API, as JSON.

- `GET /api/vlm/account`: an object with `accountName`, `isActive` and `appKeys`, each `{id, appKey, appToken: null, label, createdIn,
  isActive, isBlocked}`.
- `GET /api/vlm/appkeys`: the same list without `isBlocked`; in pages: `{"items": [...], "paging": {...}}`.
- `GET /api/license-manager/users/{id}/roles`: `[{"id", "name"}]`, which does not name a key; so vtexlint reads it in a wrapper:
  `{"account": <the first answer, or a name>, "roles": {"<appKey>": [...]}}`.
- The answer to creating or renewing a key (`appToken`, `newToken` in plain text): read, and reported as a leak.

Sources: VTEX's "License Manager API" and "VTEX ID API" specifications (developers.vtex.com). The formats are also in
schemas/account-snapshot.schema.json.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping

from vtexlint._startup.typed import Any
from vtexlint.accounts.json_paths import Path, Places, spelled
from vtexlint.accounts.leaks import in_slots, in_text
from vtexlint.accounts.model import (
    ACCOUNT_ANSWER,
    AT_FIELD,
    EXTERNAL_EXPORT,
    KEY_ANSWER,
    KEYS_ANSWER,
    LISTED_TWICE,
    NO_KEYS,
    ONE_PAGE,
    PAGE,
    TRUE_OR_FALSE,
    WITH_ROLES,
    Keys,
    Leak,
    Problem,
    Role,
    SnapshotError,
    SnapshotFile,
)
from vtexlint.accounts.records import key_of, name_of, plain, problems_of
from vtexlint.accounts.roles import role_of, roles_of
from vtexlint.accounts.shapes import account_of, is_listed_key
from vtexlint.text.messages import Message, Template
from vtexlint.text.source import Source

NOT_A_SNAPSHOT = Template(
    "license-manager.other",
    "this JSON is not an account snapshot: expected the answer of GET /api/vlm/account or GET /api/vlm/appkeys, or "
    '{"account": ..., "roles": {"<appKey>": [...]}}',
)
BARE_ROLES = Template(
    "license-manager.bare-roles",
    'this list of roles does not name its appKey: put it into {"account": "<name>", "roles": {"<appKey>": <this list>}}',
)
LIST_OF_ROLES = Template(
    "license-manager.list-of-roles",
    "these are all roles of the account (GET /api/license-manager/site/pvt/roles/list/paged), not those of a key: save the Admin's "
    "export of API keys, or the answer of GET /api/license-manager/users/{{id}}/roles for each key",
)
STORES = Template(
    "license-manager.stores",
    "these are the stores of the account (GET /api/vlm/account/stores), without API keys: save the answer of GET /api/vlm/account",
)
CUT_OFF = Template("license-manager.cut-off", "not valid JSON: it ends too early, so the file was probably cut off")
NOT_JSON = Template("license-manager.not-json", "not valid JSON: there is a syntax error here")
TOO_DEEP = Template("license-manager.too-deep", "this JSON is nested too deeply, or contains a number that is too long")
NO_KEYS_IN_LIST = Template(
    "license-manager.no-keys",
    "this list does not contain API keys: expected the answer of GET /api/vlm/appkeys, whose items have an `appKey`",
)
ITEMS_EXPECTED = Template("license-manager.items", "expected `items` to be a list of API keys")
PAGES_EXPECTED = Template("license-manager.pages", "expected `pages` and `total`; without them the list is read as one page of several")
UNKNOWN_FIELD = Template("license-manager.unknown-field", "unknown field; expected {fields}")
ACCOUNT_EXPECTED = Template("license-manager.account", "expected the account name, or the answer of GET /api/vlm/account")
ROLES_EXPECTED = Template("license-manager.roles", 'expected an object {"<appKey>": [{"id": 1, "name": "..."}]}')
NOT_A_KEY = Template("license-manager.not-a-key", "not an appKey and not the `id` of a listed one")
ROLE_LIST_EXPECTED = Template("license-manager.role-list", "expected a list of roles, empty if the key has none")
ROLE_EXPECTED = Template("license-manager.role", 'expected a role: {"id": 1, "name": "..."} or its name')
KEY_LIST_EXPECTED = Template("license-manager.key-list", "expected a list of API keys")
KEY_EXPECTED = Template("license-manager.key", "expected an object with an `appKey` in the format vtexappkey-{{account}}-{{letters}}")
SEVERAL_ACCOUNTS = Template(
    "license-manager.accounts", "this list contains keys of several accounts; it is used for {account}, which has the most keys"
)
TEXT_EXPECTED = Template("license-manager.text", "expected a string")

_WRAPPER = ("account", "appKeys", "externalKeys", "roles")


def read(source: Source) -> SnapshotFile:
    """Parse a JSON file. Raises SnapshotError for a text that is not JSON, or not in one of the formats above."""
    try:
        data = json.loads(source.text)
    except json.JSONDecodeError as error:
        message = CUT_OFF() if _is_cut(source.text, error.pos) else NOT_JSON()
        raise SnapshotError(message, f":{error.lineno}:{error.colno}") from None
    except (RecursionError, ValueError):
        raise SnapshotError(TOO_DEEP()) from None
    reader = _Reader(source)
    part = reader.read(data)
    leaks = in_text(source) + in_slots(source, reader.tokens, reader.places)
    return part._replace(problems=tuple(reader.problems), leaks=_once(leaks))


def _is_cut(text: str, at: int) -> bool:
    """Whether the error is at the end, or in a string that is never closed."""
    return at >= len(text.rstrip()) or (text[at : at + 1] == '"' and '"' not in text[at + 1 :])


def _once(leaks: Iterable[Leak]) -> tuple[Leak, ...]:
    return tuple({(leak.position or leak.where): leak for leak in leaks}.values())


class _Reader:
    """Distinguishes the formats and collects the problems."""

    def __init__(self, source: Source) -> None:
        self.places = Places(source)
        self.problems: list[Problem] = []
        self.tokens: list[tuple[Path, str]] = []  # the texts in `appToken` and `newToken`
        self._path = source.display_path

    def read(self, data: object) -> SnapshotFile:
        if isinstance(data, list):
            return self._list(data, ())
        if not isinstance(data, dict):
            raise SnapshotError(NOT_A_SNAPSHOT())
        if "accountName" in data:
            return self._account(data, ())
        if name_of(data) is not None:
            return self._single(data)
        if "items" in data:
            return self._page(data, ())
        if not data.keys().isdisjoint(_WRAPPER):
            return self._wrapper(data)
        raise SnapshotError(NOT_A_SNAPSHOT())

    def _tell(self, path: Path, message: Message) -> None:
        self.problems.append(Problem(self.places.of(path), AT_FIELD(field=spelled(path), message=message) if path else message))

    def _account(self, data: Mapping[str, Any], path: Path) -> SnapshotFile:
        keys = self._keys(data["appKeys"], (*path, "appKeys")) if "appKeys" in data else NO_KEYS
        complete = "appKeys" in data and not self.problems
        name = self._text(data.get("accountName"), (*path, "accountName"))
        active = self._flag(data.get("isActive"), (*path, "isActive"))
        found = SnapshotFile(self._path, ACCOUNT_ANSWER(), name.lower() or None, active, keys, None, complete)
        return found._replace(is_named=bool(name))

    def _list(self, data: object, path: Path) -> SnapshotFile:
        if isinstance(data, list) and data and all(isinstance(item, dict) and name_of(item) is None for item in data):
            _refuse_other_lists(data)
            if all(item.keys() & {"id", "name"} and "email" not in item for item in data):
                raise SnapshotError(BARE_ROLES())
            raise SnapshotError(NO_KEYS_IN_LIST())
        keys = self._keys(data, path)
        if _is_external_tab(data):
            return SnapshotFile(self._path, EXTERNAL_EXPORT(), external=keys)
        part = SnapshotFile(self._path, KEYS_ANSWER(), self._owner(keys, path), None, keys)
        return part._replace(is_complete=not self.problems)

    def _page(self, data: Mapping[str, Any], path: Path) -> SnapshotFile:
        items, paging = data.get("items"), data.get("paging")
        if not isinstance(items, list):
            raise SnapshotError(ITEMS_EXPECTED(), self.places.of((*path, "items")))
        part = self._list(items, (*path, "items"))
        paging = paging if isinstance(paging, dict) else {}
        pages, total = paging.get("pages"), paging.get("total")
        if not isinstance(pages, int) or not isinstance(total, int):
            self._tell((*path, "paging"), PAGES_EXPECTED())
            return part._replace(kind=ONE_PAGE(), is_complete=False)
        if pages <= 1:
            return part
        return part._replace(kind=PAGE(page=str(paging.get("page", "?")), pages=pages), is_complete=False, total=total)

    def _single(self, data: Mapping[str, Any]) -> SnapshotFile:
        keys = self._keys([data], (), single=True)
        return SnapshotFile(self._path, KEY_ANSWER(), self._owner(keys, ()), None, keys)

    def _wrapper(self, data: Mapping[str, Any]) -> SnapshotFile:
        for field in data:
            if field not in _WRAPPER:
                self._tell((field,), UNKNOWN_FIELD(fields=", ".join(_WRAPPER)))
        account = data.get("account")
        part = SnapshotFile(self._path, WITH_ROLES())
        if isinstance(account, dict):
            part = self._account(account, ("account",))
        elif isinstance(account, str):
            part = part._replace(account=account.strip().lower() or None, is_named=bool(account.strip()))
        elif account is not None:
            self._tell(("account",), ACCOUNT_EXPECTED())
        if "appKeys" in data:
            listed = data["appKeys"]
            other = self._page(listed, ("appKeys",)) if isinstance(listed, dict) else self._list(listed, ("appKeys",))
            part = other._replace(account=part.account or other.account, active=part.active, is_named=part.is_named)
        if "externalKeys" in data:
            part = part._replace(external=self._keys(data["externalKeys"], ("externalKeys",)))
        if "roles" in data:
            part = self._with_roles(part, data["roles"])
        return part._replace(kind=WITH_ROLES(), account=part.account or self._owner(part.keys, ()))

    def _with_roles(self, part: SnapshotFile, table: object) -> SnapshotFile:
        if not isinstance(table, dict):
            self._tell(("roles",), ROLES_EXPECTED())
            return part
        by_id = {}
        if any(not is_listed_key(name) for name in table):
            # the call takes the key's id, so users write that
            by_id = {_id_of(record): name for name, record in part.keys.raw().items() if _id_of(record)}
        own = dict(part.keys.raw())
        external = dict(part.external.raw()) if part.external is not None else {}
        for name, listed in table.items():
            app_key = name if is_listed_key(name) else by_id.get(name.casefold())
            if app_key is None:
                self._tell(("roles", name), NOT_A_KEY())
                continue
            roles = self._roles(listed, ("roles", name))
            target = external if app_key in external else own
            record = target.get(app_key) or {"appKey": app_key}
            target[app_key] = {**record, "roles": roles}
        account = part.account or self._owner_of(own)
        return part._replace(
            account=account, keys=Keys(own, key_of), external=Keys(external, key_of) if part.external is not None else None
        )

    def _roles(self, listed: object, path: Path) -> tuple[Role, ...] | None:
        if not isinstance(listed, list):
            self._tell(path, ROLE_LIST_EXPECTED())
            return None
        for index, item in enumerate(listed):
            if role_of(item) is None:
                self._tell((*path, index), ROLE_EXPECTED())
        return roles_of(listed)

    def _keys(self, records: object, path: Path, *, single: bool = False) -> Keys:
        if not isinstance(records, list):
            self._tell(path, KEY_LIST_EXPECTED())
            return NO_KEYS
        by_name = plain(records)
        if by_name is not None:
            return Keys(by_name, key_of)
        kept: dict[str, Any] = {}
        for index, record in enumerate(records):
            here = path if single else (*path, index)
            name = name_of(record)
            if name is None or not is_listed_key(name):
                self._tell(here, KEY_EXPECTED())
                continue
            for field, message in problems_of(record):
                self._tell((*here, field), message)
            self.tokens += [((*here, field), record[field]) for field in ("appToken", "newToken") if isinstance(record.get(field), str)]
            if name in kept:
                self._tell(here, LISTED_TWICE())
            kept[name] = record
        return Keys(kept, key_of)

    def _owner(self, keys: Keys, path: Path) -> str | None:
        owner = self._owner_of(keys)
        others = {account_of(key) for key in keys} - {owner} if owner else set()
        if others and owner:
            self._tell(path, SEVERAL_ACCOUNTS(account=owner))
        return owner

    @staticmethod
    def _owner_of(keys: Iterable[str]) -> str | None:
        heads = Counter(key.rpartition("-")[0] for key in keys)
        owner = account_of(f"{heads.most_common(1)[0][0]}-A") if heads else ""
        return owner or None

    def _text(self, value: object, path: Path) -> str:
        if isinstance(value, str):
            return value.strip()
        self._tell(path, TEXT_EXPECTED())
        return ""

    def _flag(self, value: object, path: Path) -> bool | None:
        if value is None or isinstance(value, bool):
            return value
        self._tell(path, TRUE_OR_FALSE())
        return None


def _is_external_tab(records: object) -> bool:
    """Whether the list is the export's sheet External: `addedDate` and the owning `account`, and the export's name for a key."""
    first = records[0] if isinstance(records, list) and records else None
    return isinstance(first, dict) and {"keyName", "account", "addedDate"} <= first.keys()


def _refuse_other_lists(items: list[dict[str, Any]]) -> None:
    """Raise SnapshotError for answers that look like a list of keys or of a key's roles: all roles of an account, its stores."""
    if any("roleType" in item or "products" in item for item in items):
        raise SnapshotError(LIST_OF_ROLES())
    if any("hosts" in item for item in items):
        raise SnapshotError(STORES())


def _id_of(record: object) -> str:
    found = record.get("id") if isinstance(record, dict) else None
    return found.casefold() if isinstance(found, str) else ""
