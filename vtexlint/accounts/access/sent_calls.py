"""The requests of a file that certainly fail, because the roles of the key that they send do not have what the call needs."""

from collections.abc import Iterator

from vtexlint._startup.typed import TYPE_CHECKING
from vtexlint.accounts.access.calls import Call, calls
from vtexlint.accounts.access.matching import routes
from vtexlint.accounts.access.table import Operation, table
from vtexlint.accounts.access.verdicts import documented, verdict

if TYPE_CHECKING:
    from vtexlint.accounts.model import Snapshots
    from vtexlint.parsers.model import Document
    from vtexlint.text.source import Source


def lacking(source: "Source", document: "Document", snapshots: "Snapshots") -> Iterator[tuple[str, Call, Operation]]:
    """The appKey, the call, and what it needs. Only where the account of the call says so; if that is not known, each that lists the key.

    Nothing of a call that also sends a user's token, which VTEX takes instead of the pair.
    """
    known = table()
    for call in calls(source, document.format):
        listings = snapshots.listings(call.key) if call.key else ()
        address = call.address
        if not listings or address is None or address.is_foreign or not call.method or call.has_user_token:
            continue
        # in another account an external key has other roles
        of_account = [one for one in listings if address.account in ("", one.snapshot.account)]
        found = routes().match(call.method, address, near=False).operations
        if found and of_account and all(verdict(found, one.key, known).reason == "predefined" for one in of_account):
            yield call.key, call, documented(found)[0]
