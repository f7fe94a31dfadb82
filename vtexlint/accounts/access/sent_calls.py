"""The requests of a file that certainly fail, because the roles of the key that they send do not have what the call needs."""

from collections.abc import Iterator

from vtexlint._startup.typed import TYPE_CHECKING
from vtexlint.accounts.access.calls import Call, calls
from vtexlint.accounts.access.matching import routes
from vtexlint.accounts.access.table import Operation, table
from vtexlint.accounts.access.verdicts import documented, in_accounts

if TYPE_CHECKING:
    from vtexlint.accounts.model import Snapshots
    from vtexlint.parsers.model import Document
    from vtexlint.text.source import Source


def lacking(source: "Source", document: "Document", snapshots: "Snapshots") -> Iterator[tuple[str, Call, Operation]]:
    """The appKey, the call, and what it needs. Only where the account of the call says so; if that is not known, each that lists the key.

    Nothing of a call that also sends a user's token: VTEX may take that instead of the pair.
    """
    known = table()
    for call in calls(source, document.format):
        address = call.address
        if not call.key or address is None or address.is_foreign or not call.method or call.has_user_token:
            continue
        found = routes().match(call.method, address, near=False).operations
        judged = in_accounts(found, call.key, address.account, snapshots, known) if found else []
        if judged and all(one.verdict.reason == "predefined" for one in judged):
            yield call.key, call, documented(found)[0]
