"""Whether a key may make a call: its roles, as an account snapshot lists them, compared with what the operation needs.

Nothing is derived that no page of VTEX says. A role that the account made itself (a custom role) may have any resource; the snapshot does
not contain them. Of a predefined role VTEX's page lists the resources, so that both "yes" and "no" can be known.
"""

from collections.abc import Iterable

from vtexlint._startup.typed import TYPE_CHECKING, Literal, NamedTuple
from vtexlint.accounts.access.table import AccessTable, Operation, PredefinedRole, Resource
from vtexlint.accounts.model import Key

if TYPE_CHECKING:
    from vtexlint.accounts.model import Role, Snapshots

Answer = Literal["yes", "no", "unknown"]
Reason = Literal[
    "has-role", "needs-nothing", "user-token", "other-credentials", "inactive", "no-role", "owner-lacks", "predefined", "roles-unknown",
    "not-stated", "provider", "owner", "custom-role", "maybe-role", "credentials-not-stated", "no-snapshot", "not-listed",
]  # fmt: skip

# what no role of the key changes
_OF_THE_CALL = frozenset({"needs-nothing", "user-token", "other-credentials", "provider"})
# VTEX, 2023-02-03: the role Owner no longer has it
_OWNER_LACKS = ("license manager", "save user")


class Verdict(NamedTuple):
    """The answer, why, and the roles of the key that decide it."""

    answer: Answer
    reason: Reason
    roles: tuple[str, ...] = ()


class AccountVerdict(NamedTuple):
    """A verdict in one account; `account` is empty if the call does not name it and no snapshot lists the key. `key`: as it lists it."""

    account: str
    verdict: Verdict
    key: Key | None = None


class Holder(NamedTuple):
    """A predefined role with what an operation needs: those of its resources that serve. `total`: all its resources, None if unknown."""

    name: str
    resources: tuple[Resource, ...]
    total: int | None


def holders(operation: Operation, table: AccessTable) -> list[Holder]:
    """The predefined roles that VTEX's pages name for an operation, the one with the fewest resources first."""
    found: dict[str, Holder] = {}
    for name in operation.roles or ():
        role = table.roles.get(name.casefold())
        found[name.casefold()] = Holder(name, _serving(operation, role), role.total if role else None)
    for folded, role in table.roles.items():
        serving = _serving(operation, role)
        if serving and (not operation.needs_all or len(serving) == len(operation.resources)):
            found.setdefault(folded, Holder(role.name, serving, role.total))
    return sorted(found.values(), key=lambda one: (one.total is None, one.total or 0, one.name))


def verdict(operations: Iterable[Operation], key: Key, table: AccessTable) -> Verdict:
    """The verdict for a call that these operations document: one if they agree."""
    found = list(dict.fromkeys(_verdict(operation, key, table) for operation in documented(operations)))
    for one in found:
        if one.answer == "yes":
            return one
    if len({one.answer for one in found}) == 1:
        return found[0]
    return next(one for one in found if one.answer == "unknown")


def in_accounts(
    operations: Iterable[Operation], app_key: str, account: str, snapshots: "Snapshots", table: AccessTable
) -> list[AccountVerdict]:
    """The verdict for a call with a key to an account, where the key may have other roles than in its own.

    With an empty `account`, which is one that is not known, that of each account that lists the key, the owner first.
    """
    listed = list(operations)
    found: dict[str, AccountVerdict] = {}
    for listing in snapshots.listings(app_key):
        name = listing.snapshot.account
        if account in ("", name) and name not in found:
            found[name] = AccountVerdict(name, verdict(listed, listing.key, table), listing.key)
    if found:
        return list(found.values())
    of_call = verdict(listed, Key(app_key), table)
    reason: Reason = "no-snapshot" if account and account not in snapshots.accounts else "not-listed"
    return [AccountVerdict(account, of_call if of_call.reason in _OF_THE_CALL else Verdict("unknown", reason))]


def documented(operations: Iterable[Operation]) -> list[Operation]:
    """The operations of a call that say what it needs, if any does; else all. Each different need once."""
    listed = list(operations)
    telling = [one for one in listed if one.resources] or [one for one in listed if one.open or one.security] or listed
    different: dict[object, Operation] = {}
    for one in telling:
        different.setdefault((one.method, frozenset(one.resources), one.needs_all, one.open, one.security), one)
    return list(different.values())


def _verdict(operation: Operation, key: Key, table: AccessTable) -> Verdict:
    if operation.takes_only_user_token:
        return Verdict("no", "user-token")
    if operation.open == "authentication" or (operation.open == "resource" and operation.takes_pair is not False):
        return Verdict("yes", "needs-nothing")
    if operation.open == "provider":
        return Verdict("unknown", "provider")
    if operation.takes_pair is False:
        return Verdict("no", "other-credentials")
    if key.is_dead:
        return Verdict("no", "inactive")
    if not operation.resources:
        return Verdict("unknown", "not-stated")
    if key.roles is None:
        return Verdict("unknown", "roles-unknown")
    said = _of_roles(operation, key.roles, table) if key.roles else Verdict("no", "no-role")
    if said.answer == "no" and operation.takes_pair is None:
        return Verdict("unknown", "credentials-not-stated")  # it may need none, as calls of a shopper
    return said


def _of_roles(operation: Operation, roles: "tuple[Role, ...]", table: AccessTable) -> Verdict:
    known = {holder.name.casefold() for holder in holders(operation, table)}
    having = tuple(role.name for role in roles if _folded(role.name) in known)
    if having:
        return Verdict("yes", "has-role", having)
    needed = {resource.folded for resource in operation.resources}
    predefined = [table.roles.get(_folded(role.name)) for role in roles if not role.is_owner]
    together = {resource.folded for role in predefined if role is not None for resource in role.resources}
    if operation.needs_all and needed <= together:
        return Verdict("yes", "has-role", tuple(role.name for role in roles))
    custom = tuple(_shown(role) for role in roles if not role.is_owner and _folded(role.name) not in table.roles)
    if custom:
        return Verdict("unknown", "custom-role", custom)
    if owners := tuple(_shown(role) for role in roles if role.is_owner):
        lacks = all(one == _OWNER_LACKS for one in needed)
        return Verdict("no", "owner-lacks", owners) if lacks else Verdict("unknown", "owner", owners)
    unsure = tuple(role.name for role in predefined if role is not None and not _certainly_lacks(role, operation))
    return Verdict("unknown", "maybe-role", unsure) if unsure else Verdict("no", "predefined", tuple(map(_shown, roles)))


def _certainly_lacks(role: PredefinedRole, operation: Operation) -> bool:
    """Whether two pages agree that a predefined role, which is none of those known to have it, does not have what an operation needs.

    The operation's page names the predefined roles, or says that none serves; and the page about the roles lists no resource that may be
    one of the operation's under another name: it has no other resource of these products, or the operation's page names other roles.
    """
    if operation.roles is None:
        return False
    return bool(operation.roles) or not role.products & {resource.product.casefold() for resource in operation.resources}


def _serving(operation: Operation, role: PredefinedRole | None) -> tuple[Resource, ...]:
    own = {resource.folded for resource in role.resources} if role else set()
    return tuple([resource for resource in operation.resources if resource.folded in own])


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def _shown(role: "Role") -> str:
    return role.name[:80] or f"#{role.number}"
