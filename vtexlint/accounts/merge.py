"""Merge the files about each account."""

from collections.abc import Sequence

from vtexlint._startup.typed import TYPE_CHECKING
from vtexlint.accounts.model import Snapshot, SnapshotError, SnapshotFile, Snapshots
from vtexlint.text.messages import Message, Template

if TYPE_CHECKING:
    from datetime import date

UNNAMED = Template("snapshot.unnamed", "this file does not name its account: pass it as ACCOUNT={path}, with the account name")
UNNAMED_AMONG = Template(
    "snapshot.unnamed-among",
    "this file does not show which account ({accounts}) it is for: pass it as ACCOUNT={path}, with the account name",
)


class UnnamedError(SnapshotError):
    """A file that does not name its account; `path` is its path."""

    def __init__(self, path: str, message: Message) -> None:
        super().__init__(message)
        self.path = path


def merge(parts: Sequence[SnapshotFile], today: "date") -> Snapshots:
    """The accounts of all files. Raises UnnamedError for a file without an account, unless exactly one account is known."""
    named = list(dict.fromkeys(part.account for part in parts if part.account))
    accounts: dict[str, list[SnapshotFile]] = {account: [] for account in named}
    for part in parts:
        account = part.account or (named[0] if len(named) == 1 else None)
        if account is None:
            message = UNNAMED_AMONG(accounts=", ".join(named), path=part.path) if named else UNNAMED(path=part.path)
            raise UnnamedError(part.path, message)
        accounts[account].append(part)
    return Snapshots({account: Snapshot(account, tuple(found)) for account, found in accounts.items()}, today)
