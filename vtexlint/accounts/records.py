"""One record of a JSON answer: from an object to a Key, and its problems."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from operator import itemgetter

from vtexlint._startup.typed import Any
from vtexlint.accounts.dates import DateError, read_date
from vtexlint.accounts.headers import BLOCKED_WORDS, folded, state_of
from vtexlint.accounts.model import ACTIVE_OR_INACTIVE, TRUE_OR_FALSE, Key, Role
from vtexlint.accounts.roles import roles_of, split_roles
from vtexlint.accounts.shapes import as_label, is_listed_key
from vtexlint.text.messages import Message, Template

ROLES_EXPECTED = Template("snapshot.roles", 'expected a list of roles: {"id": 1, "name": "..."} or names')
NULL_EXPECTED = Template("snapshot.null", "expected null")

_DATES = {
    "createdIn": "created",
    "creationDate": "created",
    "creationDateToken": "token_created",
    "creationDateNewToken": "renewal_started",
}
_FLAGS = ("isActive", "isBlocked")
_ODD = frozenset({"roles", "status", "newToken", "keyName", "creationDateToken", "creationDateNewToken", "creationDate"})


def name_of(record: object) -> str | None:
    """The appKey of a record: `appKey`, or `keyName` as in the export and the renewal."""
    if not isinstance(record, dict):
        return None
    name = record.get("appKey", record.get("keyName"))
    return name if isinstance(name, str) else None


def plain(records: list[Any]) -> dict[str, Any] | None:
    """The records by appKey if every one of them is as VTEX documents it; None if they must be examined one by one.

    A few passes at C's speed, so that ten thousand keys cost a run little; `problems_of` finds the reason if the answer is None.
    """
    columns = _columns(records)
    if columns is None or not _ODD.isdisjoint(columns):
        return None
    names = columns.get("appKey", [])
    try:
        flags = {*columns.get("isActive", ()), *columns.get("isBlocked", ())}
        tokens = {*columns.get("appToken", ())}
        days = {*columns.get("createdIn", ())} - {None}
    except TypeError:  # a list or an object instead of a plain value
        return None
    if not flags <= {True, False, None} or tokens - {None} or not _are_keys(names) or not _are_days(days):
        return None
    named = dict(zip(names, records, strict=False))
    return named if len(named) == len(records) else None


def _columns(records: list[Any]) -> dict[str, list[Any]] | None:
    """The records' values by field, if all of them have the same fields."""
    if not set(map(type, records)) <= {dict} or len(set(map(len, records))) > 1:
        return None
    try:
        return {field: list(map(itemgetter(field), records)) for field in (records[0] if records else ())}
    except KeyError:
        return None


def _are_keys(names: list[Any]) -> bool:
    """Whether each can be an appKey that an account lists."""
    if not set(map(type, names)) <= {str}:
        return False
    if not names:
        return True
    # nearly all keys of a list have one account before six letters: without that of the first key, only letters remain
    head = names[0][:-6]
    lines = "\n" + "\n".join(names)
    tails = lines.replace(f"\n{head}", "")
    if len(tails) == 6 * len(names) and tails.isalpha() and tails.isascii():
        return is_listed_key(names[0])
    return all(map(is_listed_key, names))


def _are_days(values: Collection[Any]) -> bool:
    """Whether each starts with a day as ISO 8601 writes it, or is empty."""
    if not set(map(type, values)) <= {str} or not {value[10:11] for value in values} <= {"", "T", " "}:
        return False
    days = {value[:10] for value in values} - {""}
    try:
        return not any("W" in day for day in days) and all(day.year > 1990 for day in map(date.fromisoformat, days))
    except ValueError:
        return False


def key_of(app_key: str, record: Mapping[str, Any]) -> Key:
    """The record as a value; fields with a problem are left unknown."""
    days: dict[str, date | None] = {}
    for field, name in _DATES.items():
        try:
            days[name] = days.get(name) or read_date(record.get(field))
        except DateError:
            days[name] = None
    active, blocked = (record.get(flag) if isinstance(record.get(flag), bool) else None for flag in _FLAGS)
    said = _status(record.get("status"))
    active = said[0] if active is None else active
    blocked = said[1] if blocked is None else blocked
    label = record.get("label")
    owner = record.get("account")
    return Key(
        app_key,
        as_label(label) if isinstance(label, str) else "",
        active,
        blocked,
        _roles(record.get("roles")),
        days["created"],
        days["token_created"],
        days["renewal_started"],
        as_label(owner) if isinstance(owner, str) else "",
    )


def problems_of(record: Mapping[str, Any]) -> Iterator[tuple[str, Message]]:
    """Field and problem of everything in a record that is not valid."""
    for flag in _FLAGS:
        if not isinstance(record.get(flag), (bool, type(None))):
            yield flag, TRUE_OR_FALSE()
    for field in _DATES:
        try:
            read_date(record.get(field))
        except DateError as error:
            yield field, error.message
    status = record.get("status")
    if status not in (None, "") and _status(status) == (None, None):
        yield "status", ACTIVE_OR_INACTIVE()
    roles = record.get("roles")
    if roles is not None and _roles(roles) is None:
        yield "roles", ROLES_EXPECTED()
    for field in ("appToken", "newToken"):
        if record.get(field) not in (None, "") and not isinstance(record[field], str):
            yield field, NULL_EXPECTED()


def _roles(value: object) -> tuple[Role, ...] | None:
    """A list as the API returns it, or the text of the export's column."""
    return split_roles(value) if isinstance(value, str) else roles_of(value)


def _status(value: object) -> tuple[bool | None, bool | None]:
    """Active and blocked, by the word in the export's column."""
    if not isinstance(value, str):
        return None, None
    return (None, True) if folded(value) in BLOCKED_WORDS else (state_of(value), None)
