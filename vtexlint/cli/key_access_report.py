"""The reports of `vtexlint access KEY`: for the screen, and for a program."""

from vtexlint._startup.typed import TYPE_CHECKING, Any
from vtexlint.accounts.access.addresses import shown_path
from vtexlint.accounts.access.cover import Predefined, custom_role, predefined_roles
from vtexlint.accounts.access.key_calls import KeyCalls
from vtexlint.accounts.access.table import AccessTable, Operation
from vtexlint.accounts.access.verdicts import AccountVerdict, in_accounts
from vtexlint.accounts.access.words import ANSWERS, HOLDER, HOLDER_UNKNOWN, KEY, answer, roles_named
from vtexlint.cli.access_json import near_json, operation_json, verdict_json
from vtexlint.text.messages import Message, Template, commas, first_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from vtexlint.accounts.access.words import Line
    from vtexlint.accounts.model import Key, Snapshots

CALLS = Template("access-command.calls", "{key}: {count} different calls", one="{key}: {count} call")
ONE_OF = Template("access-command.one-of", "needs one of: {resources}", one="needs {resources}")
ALL_OF = Template("access-command.all-of", "needs all of: {resources}")
NOT_STATED = Template("access-command.not-stated", "its page does not say what it needs")
FREE = Template("access-command.free", "needs no resource")
CUSTOM = Template("access-command.custom", "the role to make (Account settings > Roles in the Admin), with only these resources:")
TICK = Template("access-command.tick", "[ ] `{resource}`")
PREDEFINED = Template("access-command.predefined", "or, with more than the calls need, the smallest set of predefined roles:")
UNCOVERED = Template(
    "access-command.uncovered",
    "VTEX's pages name no predefined role for {count} of the calls: they need the custom role",
    one="VTEX's pages name no predefined role for {count} of the calls: it needs the custom role",
)
TOO_MUCH = Template(
    "access-command.too-much",
    "too much: Owner (Admin Super) has nearly every resource; these calls need {count}",
)
USER_TOKEN = Template("access-command.user-token", "calls that do not take an appKey, whatever its role:")
UNCLEAR = Template("access-command.unclear", "URLs whose method is not known; it decides what they need:")
UNKNOWN = Template("access-command.unknown", "not known, since VTEX's OpenAPI files of {date} do not have them:")
NEAR = Template("access-command.near", "similar: {call}")
OTHERS = Template(
    "access-command.others",
    "{count} calls of other keys or accounts were left out",
    one="{count} call of another key or account was left out",
)
ROLES_NOW = Template("access-command.roles-now", "in account `{account}` the key has {roles}; may it make each call?")
NO_ROLES_NOW = Template(
    "access-command.no-roles-now", "the snapshot of account `{account}` lists no roles of the key; may it make each call?"
)
WITHOUT_LISTING = Template("access-command.without-listing", "in account `{account}`:")
WITH_USER_TOKEN = Template(
    "access-command.with-user-token",
    "at {places}, the request also sends a user's token (`VtexIdclientAutCookie`), or cookies that may contain one: the roles of this user "
    "may decide, not those of the key",
)

_MOST_PLACES = 3


def lines(app_key: str, found: KeyCalls, known: AccessTable, snapshots: "Snapshots | None") -> "Iterator[Line]":
    """The lines for people. With `snapshots`, also whether the key may make each call."""
    needing = {**found.operations, **found.free}
    yield 0, CALLS(key=app_key, count=len(needing) + len(found.user_token) + len(found.unclear) + len(found.unknown))
    for operation, places in needing.items():
        yield 2, _call(operation, places)
        yield 6, _needs(operation, is_free=operation in found.free)
    yield from _roles(found, known)
    yield from _without_role(found, known)
    if found.with_user_token:
        yield 0, WITH_USER_TOKEN(places=_places(found.with_user_token))
    if snapshots is not None:
        yield from _verdicts(app_key, [*needing, *found.user_token], found, known, snapshots)
    yield 0, Message("")


def _call(operation: Operation, places: list[str]) -> Message:
    return Message(f"{operation.method} {operation.path} ({_places(places)})")


def _places(places: list[str]) -> str:
    return first_of(list(dict.fromkeys(places)), _MOST_PLACES)


def _needs(operation: Operation, *, is_free: bool) -> Message:
    if not operation.resources:
        return FREE() if is_free else NOT_STATED()
    resources = commas(f"`{resource.shown}`" for resource in operation.resources)
    return ALL_OF(resources=resources) if operation.needs_all else ONE_OF(resources=resources, count=len(operation.resources))


def _roles(found: KeyCalls, known: AccessTable) -> "Iterator[Line]":
    wanted = custom_role(list(found.operations), known)
    if not wanted:
        return
    yield 0, CUSTOM()
    for one in wanted:
        yield 2, TICK(resource=one.shown)
    predefined: Predefined = predefined_roles(found.operations, known)
    if predefined.roles:
        yield 0, PREDEFINED()
        for holder in predefined.roles:
            yield 2, HOLDER_UNKNOWN(role=holder.name) if holder.total is None else HOLDER(role=holder.name, count=holder.total)
    if predefined.uncovered:
        yield 2, UNCOVERED(count=len(predefined.uncovered))
    yield 0, TOO_MUCH(count=len(wanted))


def _without_role(found: KeyCalls, known: AccessTable) -> "Iterator[Line]":
    if found.user_token:
        yield 0, USER_TOKEN()
    for operation, places in found.user_token.items():
        yield 2, _call(operation, places)
    if found.unclear:
        yield 0, UNCLEAR()
    for path, (methods, places) in found.unclear.items():
        yield 2, Message(f"{'/'.join(methods)} {path} ({_places(places)})")
    if found.unknown:
        yield 0, UNKNOWN(date=known.date)
    for (method, segments), (match, places) in found.unknown.items():
        yield 2, Message(f"{method} {shown_path(segments)} ({_places(places)})".strip())
        if match.near:
            yield 6, NEAR(call=f"{match.near[0].operation.method} {match.near[0].operation.path}")
    if found.others:
        yield 0, OTHERS(count=len(found.others))


def _verdicts(
    app_key: str, operations: "Iterable[Operation]", found: KeyCalls, known: AccessTable, snapshots: "Snapshots"
) -> "Iterator[Line]":
    """For each account to which a call goes, or may go, whether the key may make it there."""
    by_account: dict[str, dict[Message, list[str]]] = {}
    keys: dict[str, Key | None] = {}
    for operation in operations:
        for one in _of_operation(app_key, operation, found, known, snapshots):
            keys[one.account] = one.key
            said = by_account.setdefault(one.account, {}).setdefault(answer(one.verdict, one.account), [])
            said.append(f"{operation.method} {operation.path}")
    for account in sorted(by_account):
        yield 0, _heading(app_key, account, keys[account])
        for verdict_words, those in by_account[account].items() if account else ():
            yield 2, verdict_words
            for call in those:
                yield 6, Message(call)


def _heading(app_key: str, account: str, key: "Key | None") -> Message:
    if key is None:
        return WITHOUT_LISTING(account=account) if account else KEY(key=app_key, verdict=ANSWERS["not-listed"]())
    names = [role.name or f"#{role.number}" for role in key.roles or ()]
    return ROLES_NOW(account=account, roles=roles_named(names)) if names else NO_ROLES_NOW(account=account)


def _of_operation(
    app_key: str, operation: Operation, found: KeyCalls, known: AccessTable, snapshots: "Snapshots"
) -> "list[AccountVerdict]":
    """The verdict in each account to which an operation is called, each once."""
    judged = [one for account in found.accounts[operation] for one in in_accounts((operation,), app_key, account, snapshots, known)]
    return list({one.account: one for one in judged}.values())


def as_json(app_key: str, found: KeyCalls, known: AccessTable, snapshots: "Snapshots | None") -> dict[str, Any]:
    """The report for programs."""

    def row(operation: Operation, places: list[str]) -> dict[str, Any]:
        made = {**operation_json(operation, known), "places": places, "accounts": [one or None for one in found.accounts[operation]]}
        if snapshots is not None:
            made["answers"] = [verdict_json(one) for one in _of_operation(app_key, operation, found, known, snapshots)]
        return made

    predefined = predefined_roles(found.operations, known)
    return {
        "version": 1,
        "date": known.date,
        "key": app_key,
        "calls": [row(*one) for kind in (found.operations, found.free, found.user_token) for one in kind.items()],
        "role": [list(resource) for resource in custom_role(list(found.operations), known)],
        "predefined": {
            "roles": [{"name": one.name, "resources": one.total} for one in predefined.roles],
            "uncovered": [f"{one.method} {one.path}" for one in predefined.uncovered],
        },
        "unclear": [{"path": path, "methods": list(methods), "places": places} for path, (methods, places) in found.unclear.items()],
        "unknown": [
            {"method": method or None, "path": shown_path(segments), "places": places, "near": near_json(match)}
            for (method, segments), (match, places) in found.unknown.items()
        ],
        "with_user_token": found.with_user_token,
        "left_out": len(found.others),
    }
