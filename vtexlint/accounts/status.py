"""Whether a token that was found still works, by what an account snapshot says of its key: never a certainty.

A client chooses the dates of a commit, an export may be older than the token, and a renewal that was undone leaves the old token alive.
So a token is likely dead only where nothing contradicts it, and unknown where anything is missing.
"""

from datetime import date, timedelta

from vtexlint._startup.typed import TYPE_CHECKING, Literal, NamedTuple
from vtexlint.credentials.labels import REVOKE
from vtexlint.credentials.shapes import account_in
from vtexlint.text.messages import Message, Template
from vtexlint.text.numbers import day as shown_day

if TYPE_CHECKING:
    from vtexlint.accounts.model import Key, Snapshot, Snapshots

Status = Literal["alive", "likely-dead", "unknown"]

_MARGIN = timedelta(days=2)

NO_KEY = Template("status.no-key", "no appKey was found with it")
NO_SNAPSHOT = Template("status.no-snapshot", "no account snapshot lists the keys of {account}")
NOT_LISTED = Template("status.not-listed", "the snapshot of {account} does not have all keys, and not this one")
NO_COMMIT = Template("status.no-commit", "no commit says when the token was there first")
DATES_DIFFER = Template("status.dates-differ", "the author date and the committer date of its first commit differ")
OLD_SNAPSHOT = Template(
    "status.old-snapshot", "nothing in the snapshot is dated after the first commit ({date}): it may be older than the token"
)
DELETED = Template("status.deleted", "{account} does not list the key: it was deleted")
INACTIVE = Template("status.inactive", "the key is inactive")
BLOCKED = Template("status.blocked", "the key is blocked")
STATE_UNKNOWN = Template("status.state-unknown", "the snapshot does not have the state of the key")
RENEWING = Template("status.renewing", "a renewal is in progress: the old token works until it is deleted")
NO_DATE = Template("status.no-date", "the snapshot does not have the date of the token")
OLDER = Template("status.older", "a commit of {date} has it, and the only token of the key is of {created}")
NEAR = Template("status.near", "its first commit ({date}) is at most two days older than the token of the key")
CURRENT = Template("status.current", "the key is active, and its token is not younger than the first commit")
# what to do first
CONFIRM = Template(
    "status.confirm", "confirm it in the VTEX Admin (Account settings > API keys); if the key is active there, treat the token as alive"
)
AS_ALIVE = Template("status.as-alive", "treat it as alive: {revoke}")
STOP = Template("status.stop", "stop it first: {revoke}")


class TokenStatus(NamedTuple):
    """What is known of a token, why, and what to do first."""

    status: Status
    reason: Message
    todo: Message


def token_status(snapshots: "Snapshots", app_key: str, author_date: str, committer_date: str) -> TokenStatus:
    """The status of a token whose first commit has these dates (ISO 8601; "" for none), by the snapshots of its key's account."""
    status, reason = _status(snapshots, app_key, _day(author_date), _day(committer_date))
    if status == "likely-dead":
        return TokenStatus(status, reason, CONFIRM())
    return TokenStatus(status, reason, (STOP if status == "alive" else AS_ALIVE)(revoke=REVOKE))


def _status(snapshots: "Snapshots", app_key: str, author: date | None, committer: date | None) -> tuple[Status, Message]:
    account = account_in(app_key)
    if not app_key:
        return "unknown", NO_KEY()
    snapshot = snapshots.accounts.get(account)
    if snapshot is None:
        return "unknown", NO_SNAPSHOT(account=account)
    key = snapshot.own(app_key)
    if key is None and not snapshot.is_complete:
        return "unknown", NOT_LISTED(account=account)
    if key is not None and not key.is_dead:
        return _of_living(key, author, committer)
    if author is None or committer is None:
        return "unknown", NO_COMMIT()
    newest = _newest(snapshot)
    if newest is None or newest <= max(author, committer):
        return "unknown", OLD_SNAPSHOT(date=shown_day(max(author, committer).isoformat()))
    if key is None:
        return "likely-dead", DELETED(account=account)
    return "likely-dead", BLOCKED() if key.blocked else INACTIVE()


def _of_living(key: "Key", author: date | None, committer: date | None) -> tuple[Status, Message]:
    """Of a key that is active, as far as the snapshot says."""
    if key.renewal_in_progress:
        return "alive", RENEWING()
    if key.active is None:
        return "unknown", STATE_UNKNOWN()
    created = key.token_created
    if created is None:
        return "unknown", NO_DATE()
    if author is None or committer is None:
        return "unknown", NO_COMMIT()
    first = shown_day(author.isoformat())
    if max(author, committer) >= created:
        is_after = min(author, committer) >= created
        return ("alive", CURRENT()) if is_after else ("unknown", DATES_DIFFER())
    if author != committer:
        return "unknown", DATES_DIFFER()
    if created - author <= _MARGIN:
        return "unknown", NEAR(date=first)
    return "likely-dead", OLDER(date=first, created=shown_day(created.isoformat()))


def _newest(snapshot: "Snapshot") -> date | None:
    """The latest day in a snapshot: it is at least as young."""
    keys = (snapshot.own(name) for name in snapshot.app_keys())
    days = (day for key in keys if key is not None for day in (key.created, key.token_created, key.renewal_started) if day is not None)
    return max(days, default=None)


def _day(text: str) -> date | None:
    """The day of a commit's date, where it is in the world."""
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None
