"""What an account snapshot proves: the more exact rule reports alone, and what is legal is not reported."""

import json
from typing import Any

import pytest

from tests.fake import KEY, TOKEN
from tests.run import check, snapshots
from vtexlint.accounts.model import Role
from vtexlint.diagnostics import Severity
from vtexlint.settings import Settings

MISMATCH = f"VTEX_ACCOUNT=otherstore\nVTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={TOKEN}\n"
ROLE = [{"id": 7, "name": "Catalog integration"}]


def reported(text: str, settings: Settings = Settings(), **files: Any) -> list[str]:  # noqa: B008  immutable
    accounts = snapshots(**{name: json.dumps(data) for name, data in files.items()})
    return [finding.rule for finding in check(".env", text, settings=settings, accounts=accounts).findings]


def other(**more: Any) -> dict[str, Any]:
    return {"account": "otherstore", "appKeys": [], "externalKeys": [{"appKey": KEY, **more}]}


def test_a_mismatch_is_reported_where_nothing_is_known() -> None:
    assert [finding.rule for finding in check(".env", MISMATCH).findings] == ["account-mismatch"]
    assert reported(MISMATCH, a={"account": "thirdstore", "appKeys": []}) == ["account-mismatch"]
    # whether the external key has a role is not known
    assert reported(MISMATCH, a=other()) == ["account-mismatch"]


def test_an_external_key_with_a_role_is_legal() -> None:
    assert reported(MISMATCH, a={**other(isActive=True), "roles": {KEY: ROLE}}) == []
    # of the account that is named, not of another one
    elsewhere = {**other(isActive=True), "account": "thirdstore", "roles": {KEY: ROLE}}
    assert reported(MISMATCH, a=elsewhere) == ["account-mismatch"]


@pytest.mark.parametrize(
    ("snapshot", "expected"),
    [
        ({"account": "otherstore", "appKeys": [], "externalKeys": []}, "unknown-key"),
        ({**other(isActive=False), "roles": {KEY: ROLE}}, "inactive-key"),
        ({**other(isActive=True), "roles": {KEY: []}}, "unlinked-key"),
    ],
)
def test_the_more_exact_rule_reports_alone(snapshot: dict[str, Any], expected: str) -> None:
    assert reported(MISMATCH, a=snapshot) == [expected]


def test_a_rule_that_is_off_takes_nothing_over() -> None:
    settings = Settings(ignore=("unknown-key",))
    assert reported(MISMATCH, settings, a={"account": "otherstore", "appKeys": [], "externalKeys": []}) == ["account-mismatch"]


def test_in_several_stores_only_the_key_that_is_proven_is_left_out() -> None:
    second = KEY.replace("AAAAAA", "BBBBBB")
    text = "".join(
        f"VTEX_ACCOUNT_{n}=otherstore\nVTEX_APP_KEY_{n}={key}\nVTEX_APP_TOKEN_{n}={TOKEN}\n" for n, key in (("A", KEY), ("B", second))
    )
    snapshot = {"account": "otherstore", "externalKeys": [{"appKey": KEY}, {"appKey": second}], "roles": {KEY: ROLE}}
    accounts = snapshots(a=json.dumps(snapshot))
    found = [f for f in check(".env", text, accounts=accounts).findings if f.rule == "account-mismatch"]
    assert [finding.location.start.line for finding in found] == [5]


PAIR = f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={TOKEN}\n"
OWNER = {"id": 1, "name": "Owner (Admin Super)"}


@pytest.mark.parametrize("required", ["Payments Notifier", "Users"])
def test_a_required_role_is_required_of_an_owner_too(required: str) -> None:
    settings = Settings(required_roles=(("vtexappkey-*", (required,)),))
    snapshot = {"account": "fakestore", "roles": {KEY: [OWNER]}}
    assert "insufficient-role" in reported(PAIR, settings, a=snapshot)
    snapshot["roles"] = {KEY: [OWNER, {"id": 2, "name": required}]}
    assert "insufficient-role" not in reported(PAIR, settings, a=snapshot)


def test_the_user_administrators_role_is_too_much() -> None:
    snapshot = {"account": "fakestore", "roles": {KEY: [*ROLE, {"id": 3, "name": "User Administrator - RESTRICTED"}]}}
    [finding] = check(".env", PAIR, accounts=snapshots(a=json.dumps(snapshot))).findings
    assert (finding.rule, finding.severity) == ("overprivileged-key", Severity.WARNING)
    assert finding.message == (
        "this key has the role `User Administrator - RESTRICTED` in account `fakestore`, which can manage users and API keys"
    )
    assert not Role("Catalog integration").manages_users
    # the owner's role has more
    snapshot["roles"] = {KEY: [{"name": "User Administrator - RESTRICTED"}, OWNER]}
    [finding] = check(".env", PAIR, accounts=snapshots(a=json.dumps(snapshot))).findings
    assert "Owner (Admin Super)" in finding.message


def test_a_key_that_is_active_here_may_be_inactive_elsewhere() -> None:
    own = {"account": "fakestore", "appKeys": [{"appKey": KEY, "isActive": True}]}
    elsewhere = {"account": "otherstore", "externalKeys": [{"appKey": KEY, "isActive": False}]}
    assert reported(PAIR, a=own) == []
    assert reported(PAIR, a=own, b=elsewhere) == ["inactive-key"]


@pytest.mark.parametrize(
    ("day", "words", "severity"),
    [
        ("2026-01-15", "started today", Severity.INFO),
        ("2026-01-14", "started 1 day ago", Severity.INFO),
        ("2026-01-08", "started 7 days ago", Severity.INFO),
        ("2026-01-07", "started 8 days ago", Severity.WARNING),
    ],
)
def test_when_a_renewal_started(day: str, words: str, severity: Severity) -> None:
    keys = [{"keyName": KEY, "creationDateToken": "2025-01-01", "creationDateNewToken": day}]
    [finding] = check(".env", PAIR, accounts=snapshots(a=json.dumps(keys))).findings
    assert (finding.rule, finding.severity) == ("unfinished-renewal", severity)
    assert words in finding.message


def test_a_key_of_another_account_is_told_of_the_account_that_the_file_names() -> None:
    text = PAIR.replace("fakestore", "thirdstore")
    known: dict[str, Any] = {name: {"account": name, "appKeys": [], "externalKeys": []} for name in ("fakestore", "otherstore")}
    accounts = snapshots(**{name: json.dumps(data) for name, data in known.items()})

    def message(before: str) -> str:
        return next(one.message for one in check(".env", before + text, accounts=accounts).findings if one.rule == "unknown-key")

    assert message("").endswith("is not an external key of fakestore and otherstore")
    assert message("VTEX_ACCOUNT=otherstore\n").endswith("is not an external key of otherstore")
    for name in ("thirdstore", "ThirdStore"):
        assert reported(text, Settings(external_accounts=(name,)), **known) == []


def test_a_long_name_of_a_role_is_shortened() -> None:
    settings = Settings(required_roles=(("vtexappkey-*", ("R" * 90,)),))
    [finding] = check(
        ".env", PAIR, settings=settings, accounts=snapshots(a=json.dumps({"account": "fakestore", "roles": {KEY: ROLE}}))
    ).findings
    assert f"`{'R' * 80}`" in finding.message
