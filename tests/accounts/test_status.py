"""Alive, likely dead, unknown: each condition alone decides, and nothing is likely dead that may be alive."""

import json

import pytest

from tests.fake import KEY, key
from tests.run import snapshots
from vtexlint.accounts.model import Snapshots
from vtexlint.accounts.status import TokenStatus, token_status

OTHER = key(suffix="BBBBBB")
BASE: dict[str, object] = {"keyName": KEY, "createdIn": "2020-01-01", "creationDateToken": "2024-06-10", "status": "active"}
YOUNG: dict[str, object] = {"keyName": OTHER, "createdIn": "2025-12-01", "status": "active"}


def account(*records: dict[str, object], complete: bool = False) -> Snapshots:
    """The answer with the dates; `complete`: with the one that has all keys."""
    files = {"list.json": json.dumps({"items": [*records]})}
    if complete:
        listed = [{"appKey": record["keyName"], "appToken": None, "isActive": True} for record in records]
        files = {"account.json": json.dumps({"accountName": "fakestore", "isActive": True, "appKeys": listed})} | files
    return snapshots(**files)


def status(made: Snapshots, first: str = "2024-06-01", committed: str = "", app_key: str = KEY) -> TokenStatus:
    author = f"{first}T10:00:00+02:00" if first else ""
    return token_status(made, app_key, author, f"{committed or first}T11:00:00+02:00" if committed or first else "")


@pytest.mark.parametrize(
    ("first", "committed", "expected", "reason"),
    [
        ("2024-06-01", "", "likely-dead", "a commit of 2024-06-01 has it, and the only token of the key is of 2024-06-10"),
        ("2024-06-07", "", "likely-dead", "2024-06-07"),
        ("2024-06-08", "", "unknown", "at most two days older"),
        ("2024-06-09", "", "unknown", "at most two days older"),
        ("2024-06-10", "", "alive", "the key is active"),
        ("2025-01-01", "", "alive", "the key is active"),
        ("2024-06-01", "2024-06-05", "unknown", "the author date and the committer date"),
        ("2024-06-01", "2024-07-01", "unknown", "the author date and the committer date"),
        ("2024-07-01", "2024-06-01", "unknown", "the author date and the committer date"),
        ("", "", "unknown", "no commit says"),
    ],
)
def test_the_dates(first: str, committed: str, expected: str, reason: str) -> None:
    found = status(account(BASE), first, committed)
    assert (found.status, reason in found.reason) == (expected, True)


@pytest.mark.parametrize(
    ("change", "first", "expected", "reason"),
    [
        ({"status": "inactive"}, "2024-06-01", "likely-dead", "the key is inactive"),
        ({"status": "inactive"}, "2025-12-01", "unknown", "it may be older than the token"),
        ({"status": "inactive"}, "2026-01-01", "unknown", "it may be older than the token"),
        ({"creationDateToken": None}, "2024-06-01", "unknown", "does not have the date of the token"),
        ({"status": None}, "2024-06-01", "unknown", "does not have the state"),
        ({"creationDateToken": "03/04/2025"}, "2024-06-01", "unknown", "does not have the date of the token"),
    ],
)
def test_the_key(change: dict[str, object], first: str, expected: str, reason: str) -> None:
    found = status(account({name: value for name, value in (BASE | change).items() if value is not None}, YOUNG), first)
    assert (found.status, str(found.reason)) == (expected, found.reason if reason in found.reason else reason)


def test_a_renewal_that_is_pending_keeps_the_old_token_alive() -> None:
    for started in ("2024-06-20", "2025-01-01"):
        found = status(account(BASE | {"creationDateNewToken": started}))
        assert (found.status, "a renewal is in progress" in found.reason) == ("alive", True)
    # finished: the new token is the only one
    assert status(account(BASE | {"creationDateNewToken": "2024-06-10"})).status == "likely-dead"


def test_a_deleted_key_needs_a_complete_and_younger_snapshot() -> None:
    assert status(account(YOUNG, complete=True), "2024-06-01").status == "likely-dead"
    assert "it was deleted" in status(account(YOUNG, complete=True), "2024-06-01").reason
    assert status(account(YOUNG, complete=True), "2025-12-31").status == "unknown"
    assert status(account(YOUNG, complete=True), "").status == "unknown"
    found = status(account(YOUNG), "2024-06-01")
    assert (found.status, "does not have all keys" in found.reason) == ("unknown", True)


def test_without_a_key_or_a_snapshot_of_its_account() -> None:
    assert status(account(BASE), app_key="").reason == "no appKey was found with it"
    found = status(account(BASE), app_key=key("otherstore"))
    assert (found.status, found.reason) == ("unknown", "no account snapshot lists the keys of otherstore")


def test_what_to_do_first_and_no_certainty() -> None:
    for first, beginning in (
        ("2024-06-01", "confirm it in the VTEX Admin"),
        ("2024-06-09", "treat it as alive"),
        ("2024-07-01", "stop it first"),
    ):
        found = status(account(BASE), first)
        assert found.todo.startswith(beginning)
        assert "certain" not in found.reason + found.todo
