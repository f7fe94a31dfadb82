"""What a call needs, as one value: for the Python interface and for an editor."""

from vtexlint._startup.typed import TYPE_CHECKING, NamedTuple
from vtexlint.accounts.access.addresses import address_of
from vtexlint.accounts.access.matching import Match, routes
from vtexlint.accounts.access.table import Operation, table
from vtexlint.accounts.access.verdicts import Verdict, documented, holders, verdict

if TYPE_CHECKING:
    from vtexlint.accounts.model import Snapshots


class CallAccess(NamedTuple):
    """What is known of a call. `operations`: empty if it is not known; several if its pages differ, or without a method.

    `near`: similar calls where it is not known, as `GET https://...`. `account`: that of the URL, or empty. `roles`: the predefined roles
    that have what the first operation needs, the one with the fewest resources first. `keys`: for each account of the snapshots that the
    call may go to, the verdict of each key that it lists, which may have other roles in another account. `date`: the day of VTEX's OpenAPI
    files.
    """

    operations: tuple[Operation, ...]
    near: tuple[str, ...]
    account: str
    roles: tuple[str, ...]
    keys: dict[str, dict[str, Verdict]]
    date: str


def answer(method: str, url: str, snapshots: "Snapshots | None" = None) -> CallAccess:
    """What is known of a call, and of the keys of the account (without one in the URL: of all accounts)."""
    known = table()
    address = address_of(url)
    match = routes().match(method.upper(), address) if address is not None else Match(())
    operations = tuple(documented(match.operations))
    keys: dict[str, dict[str, Verdict]] = {}
    account = address.account if address is not None else ""
    for snapshot in snapshots.accounts.values() if snapshots is not None and operations else ():
        if account in ("", snapshot.account):
            listed = [(name, snapshot.own(name) or snapshot.external(name)) for name in (*snapshot.app_keys(), *snapshot.external_keys())]
            keys[snapshot.account] = {name: verdict(operations, key, known) for name, key in listed if key is not None}
    near = tuple(f"{one.operation.method} {one.address}" for one in match.near)
    roles = tuple(one.name for one in holders(operations[0], known)) if operations else ()
    return CallAccess(operations, near, account, roles, keys, known.date)
