"""Saved answers of License Manager: every form, what is odd about one, and that no secret stays in a value."""

import json
from typing import Any

import pytest

from tests import fake
from tests.accounts.answers import ACCOUNT, KEY, OTHER, read, record
from tests.run import TODAY
from vtexlint.accounts import load
from vtexlint.accounts.merge import UnnamedError, merge
from vtexlint.accounts.model import SnapshotError, SnapshotFile


def test_the_account() -> None:
    part = read(ACCOUNT)
    assert (part.account, part.active, part.is_complete, part.external, part.problems) == ("fakestore", True, True, None, ())
    key = part.keys[KEY]
    assert (key.label, key.active, key.blocked, key.roles, str(key.created)) == ("erp", True, False, None, "2025-01-02")
    assert part.keys[OTHER].active is False
    assert read({"accountName": "fakestore", "appKeys": [record(isBlocked=True)]}).keys[KEY].blocked is True


def test_the_list_of_keys_tells_its_account_by_its_keys() -> None:
    part = read([record(isActive=True), record(OTHER)])
    assert (part.account, part.active, part.is_complete) == ("fakestore", None, True)
    assert read([]).account is None


def test_one_page_of_several_is_partial_and_all_pages_are_not() -> None:
    def page(number: int, app_key: str, pages: int = 2) -> SnapshotFile:
        return read({"items": [record(app_key)], "paging": {"page": number, "perPage": 1, "total": pages, "pages": pages}})

    assert page(1, KEY, 1).is_complete
    assert not merge([page(1, KEY)], TODAY).accounts["fakestore"].is_complete
    assert not merge([page(1, KEY), page(1, KEY)], TODAY).accounts["fakestore"].is_complete
    assert merge([page(1, KEY), page(2, OTHER)], TODAY).accounts["fakestore"].is_complete
    unsure = read({"items": [record()]})
    assert not unsure.is_complete
    assert "read as one page of several" in unsure.problems[0].message


def test_the_wrapper_carries_roles_by_key_and_by_id() -> None:
    roles = {"01": [{"id": 1, "name": "Owner (Admin Super)"}], OTHER: []}
    part = read({"account": {**ACCOUNT, "appKeys": [record(), record(OTHER, id="02")]}, "roles": roles})
    assert part.problems == ()
    assert part.is_complete
    owner = part.keys[KEY].roles
    assert owner is not None
    assert owner[0].is_owner
    assert part.keys[OTHER].roles == ()
    named = read({"account": "FakeStore", "roles": {KEY: ["Catalog"]}})
    assert (named.account, named.is_complete) == ("fakestore", False)
    assert read({"roles": {KEY: []}}).account == "fakestore"


UNREADABLE: list[Any] = [{"message": "Access denied"}, None, "Access denied", 403, [5], [{"nome": "x"}], [None], [""], [[]], [{"id": True}]]


@pytest.mark.parametrize("listed", UNREADABLE, ids=str)
def test_roles_that_are_not_understood_are_not_told_and_never_none(listed: object) -> None:
    part = read({"account": "fakestore", "roles": {KEY: listed, OTHER: []}})
    assert part.keys[KEY].roles is None
    assert part.keys[OTHER].roles == ()
    assert len(part.problems) == 1
    assert read({"account": "fakestore", "appKeys": [record()], "roles": {KEY: listed}}).keys[KEY].roles is None
    if not isinstance(listed, str):  # the export's own form
        record_part = read([record(roles=listed)])
        assert record_part.keys[KEY].roles is None
        assert len(record_part.problems) == (listed is not None)


@pytest.mark.parametrize("odd", [5, None, {"nome": "x"}, "", [1]], ids=str)
def test_one_role_that_is_not_understood_leaves_the_others_untold(odd: object) -> None:
    listed = [{"id": 7, "name": "Catalog"}, odd]
    part = read({"account": "fakestore", "roles": {KEY: listed}})
    assert part.keys[KEY].roles is None
    assert "`roles" in part.problems[0].message
    assert read([record(roles=listed)]).keys[KEY].roles is None
    assert [role.name for role in read([record(roles=listed[:1])]).keys[KEY].roles or ()] == ["Catalog"]


@pytest.mark.parametrize(
    ("status", "active", "blocked"),
    [
        ("Ativo", True, None),
        ("Inativa", False, None),
        ("ACTIVE", True, None),
        ("Bloqueado", None, True),
        ("", None, None),
        (None, None, None),
    ],
)
def test_the_export_as_json_is_understood_as_its_csv(status: str | None, active: bool | None, blocked: bool | None) -> None:
    part = read([{"keyName": KEY, "roles": "Catalog, OMS", "status": status}, {"keyName": OTHER, "roles": "", "status": status}])
    assert part.problems == ()
    assert part.is_complete
    key = part.keys[KEY]
    assert ([role.name for role in key.roles or ()], key.active, key.blocked) == (["Catalog", "OMS"], active, blocked)
    assert part.keys[OTHER].roles == ()
    csv = f'keyName,roles,status\n{KEY},"Catalog, OMS",{status or ""}\n{OTHER},,{status or ""}\n'
    assert dict(load.read("a.csv", csv.encode()).keys) == dict(part.keys)


def test_the_external_tab_as_json_is_understood_as_its_csv() -> None:
    foreign = fake.key("otherstore")
    row = {"id": "1", "keyName": foreign, "roles": "Catalog", "account": "otherstore", "addedDate": "2025-01-02", "status": "Active"}
    part = read([row])
    csv = load.read("a.csv", f"{','.join(row)}\n{','.join(row.values())}\n".encode())
    assert (part.account, dict(part.keys), part.is_complete) == (csv.account, dict(csv.keys), csv.is_complete) == (None, {}, False)
    assert part.external is not None
    assert csv.external is not None
    assert dict(part.external) == dict(csv.external)
    assert part.external[foreign].owner == "otherstore"
    assert read([record(account="fakestore", addedDate=None)]).account == "fakestore"


def test_a_row_that_is_cut_off_does_not_tell_its_roles() -> None:
    part = load.read("a.csv", f"keyName,status,roles\n{OTHER},active,\n{KEY},active".encode())
    assert part.keys[KEY].roles is None
    assert part.keys[OTHER].roles == ()
    assert "was probably cut off" in part.problems[0].message


def test_the_wrapper_carries_lists_and_external_keys() -> None:
    foreign = fake.key("otherstore")
    part = read({"account": "fakestore", "appKeys": [record()], "externalKeys": [{"appKey": foreign}], "roles": {foreign: ["Catalog"]}})
    assert part.is_complete
    assert part.external is not None
    assert [role.name for role in part.external[foreign].roles or ()] == ["Catalog"]
    assert foreign not in part.keys


def test_files_of_one_account_are_merged_and_the_later_one_counts() -> None:
    roles = read({"account": "fakestore", "roles": {KEY: [{"id": 7, "name": "Catalog"}]}})
    later = read([record(isActive=False)])
    snapshot = merge([read(ACCOUNT), roles, later], TODAY).accounts["fakestore"]
    key = snapshot.own(KEY)
    assert key is not None
    assert (key.active, key.roles and key.roles[0].name, key.label, snapshot.is_complete) == (False, "Catalog", "erp", True)


def test_accounts_are_kept_apart_and_an_unnamed_file_is_told() -> None:
    other = read([record(fake.key("otherstore"))])
    assert set(merge([read(ACCOUNT), other], TODAY).accounts) == {"fakestore", "otherstore"}
    assert merge([read(ACCOUNT), read([])], TODAY).accounts.keys() == {"fakestore"}
    with pytest.raises(UnnamedError, match=r"which account \(fakestore, otherstore\).*ACCOUNT=account.json"):
        merge([read(ACCOUNT), other, read([])], TODAY)
    with pytest.raises(UnnamedError, match="does not name its account"):
        merge([read([])], TODAY)


@pytest.mark.parametrize(
    ("data", "place", "message"),
    [
        ({**ACCOUNT, "isActive": "yes"}, ":1:43", "`isActive`: expected true or false"),
        ({"accountName": "fakestore", "appKeys": [record(isActive="yes")]}, ":1:", "`appKeys[0].isActive`: expected true or false"),
        ({"accountName": "fakestore", "appKeys": [record(createdIn="soon")]}, ":1:", "`appKeys[0].createdIn`: not a date"),
        ({"accountName": "fakestore", "appKeys": [record(createdIn="2025-02-30")]}, ":1:", "this day does not exist"),
        ({"accountName": "fakestore", "appKeys": [record(appToken=7)]}, ":1:", "`appKeys[0].appToken`: expected null"),
        ({"accountName": "fakestore", "appKeys": ["x"]}, ":1:43", "`appKeys[0]`: expected an object with an `appKey`"),
        ({"accountName": "fakestore", "appKeys": [record("no key")]}, ":1:42", "in the format vtexappkey-"),
        ({"accountName": "fakestore", "appKeys": [record(), record()]}, ":1:", "listed more than once"),
        ({"accountName": "fakestore", "appKeys": {}}, ":1:41", "`appKeys`: expected a list of API keys"),
        ({"account": "fakestore", "rolls": {}}, ":1:35", "unknown field; expected account, appKeys, externalKeys, roles"),
        ({"account": "fakestore", "roles": {"x": []}}, ":1:", "not an appKey and not the `id` of a listed one"),
        ({"account": "fakestore", "roles": {KEY: [{}]}}, ":1:", "expected a role"),
        ({"account": "fakestore", "roles": {KEY: None}}, ":1:", "expected a list of roles"),
        ({"account": "fakestore", "roles": []}, ":1:35", "an object"),
        ({"account": 7, "roles": {KEY: []}}, ":1:13", "expected the account name"),
        ([record(), record(OTHER), record(fake.key("otherstore"))], "", "keys of several accounts"),
        ([{"keyName": KEY, "status": "asleep"}], ":1:", "expected active or inactive"),
        ([record(roles=7)], ":1:", "expected a list of roles"),
        ([record(roles=["Catalog", 5])], ":1:", "expected a list of roles"),
        ([{"keyName": KEY, "status": 5}], ":1:", "expected active or inactive"),
    ],
)
def test_what_is_not_understood_is_told_with_its_place(data: object, place: str, message: str) -> None:
    part = read(data, indent=None)
    assert len(part.problems) == 1
    assert part.problems[0].place.startswith(place)
    assert message in part.problems[0].message


def test_the_place_is_the_value_s_own_line() -> None:
    text = f'{{\n "accountName": "fakestore",\n "appKeys": [\n  {{"appKey": "{KEY}",\n   "isActive": "yes"}}\n ]\n}}\n'
    (problem,) = load.read("a.json", text.encode()).problems
    assert problem.place == ":5:17"


def test_a_record_that_is_lost_makes_the_list_partial() -> None:
    assert not read([record(), record("no key")]).is_complete
    assert not read({"accountName": "fakestore", "appKeys": [record(), "x"]}).is_complete
    assert read([record(label=None)]).is_complete


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        (b"", "", "this file is empty"),
        (b" \n", "", "this file is empty"),
        (b'{"accountName": "fakestore", "appKeys": [{"app', ":1:43", "was probably cut off"),
        (b'{"accountName": "fakestore", "appKeys": [', ":1:42", "was probably cut off"),
        (b'{"accountName" "fakestore"}', ":1:16", "there is a syntax error here"),
        (b"[" * 200_000, "", "nested too deeply"),
        (b'{"a": ' + b"9" * 5000 + b"}", "", "too long"),
        (b"\0\1\2", "", "NUL"),
        (b"%PDF-1.7", "", "is a PDF"),
        (b"<html></html>", "", "is XML or HTML"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "", "an old Excel file"),
        (b'{"name": "package"}', "", "this JSON is not an account snapshot"),
        (b"[1, 2]", "", "`[0]`"),
        (b'[{"id": 1, "name": "Owner"}]', "", "does not name its appKey"),
        (b'[{"id": 1, "name": "x", "email": "x@example.com"}]', "", "does not contain API keys"),
        (b'{"items": 7, "paging": {}}', ":1:11", "expected `items` to be a list"),
    ],
)
def test_another_file_is_told_with_its_place(text: bytes, place: str, message: str) -> None:
    if text == b"[1, 2]":
        assert [problem.message[:5] for problem in load.read("x", text).problems] == ["`[0]`", "`[1]`"]
        return
    with pytest.raises(SnapshotError, match=message.replace("?", r"\?")) as caught:
        load.read("x", text)
    assert caught.value.place == place


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings(encoding: str) -> None:
    assert load.read("a.json", json.dumps(ACCOUNT).encode(encoding)).account == "fakestore"


def test_tokens_in_clear_are_leaks_with_their_place() -> None:
    token = fake.token()
    created = load.read("new.json", json.dumps(record(appToken=token)).encode())
    (leak,) = created.leaks
    assert (leak.position, leak.length, bool(leak.digest)) == ((1, created_column(token)), 128, True)
    renewed = read({"keyName": KEY, "creationDateToken": "2025-01-02", "creationDateNewToken": "2025-02-03", "newToken": token})
    assert [leak.where for leak in renewed.leaks] == ["`newToken`"]
    assert str(renewed.keys[KEY].renewal_started) == "2025-02-03"
    assert [leak.where for leak in read([record(appToken=token.lower())]).leaks] == ["`[0].appToken`"]
    assert len(read({**ACCOUNT, "note": f"x {token} y"}).leaks) == 1
    assert read([record(appToken="abc123xyz789")]).leaks == ()
    assert read([record(label="A" * 128)]).leaks == ()


def created_column(token: str) -> int:
    return json.dumps(record(appToken=token)).index(token) + 1


def test_no_value_keeps_a_secret() -> None:
    token = fake.token()
    part = read({**ACCOUNT, "appKeys": [record(appToken=token, label=f"key {token}", roles=[{"id": 1, "name": token}])]})
    assert token[:12] not in repr((part, dict(part.keys)))
    assert token[:12] not in repr(read([record(token), record()]))


def test_ten_thousand_plain_records_are_not_turned_into_keys() -> None:
    records = [record(fake.key(suffix="".join(chr(65 + n // 26**i % 26) for i in range(6))), isActive=True) for n in range(10_000)]
    part = read({"accountName": "fakestore", "appKeys": records})
    assert len(part.keys) == 10_000
    assert part.keys._known == {}
    assert part.keys[KEY].label == "erp"


ALL_ROLES = {
    "items": [
        {"id": 957, "name": "Catalog integration", "isAdmin": False, "roleType": 1, "products": [{"name": "Catalog", "greyName": None}]},
        {"id": 1, "name": "Owner (Admin Super)", "isAdmin": True, "roleType": 0, "products": []},
    ],
    "paging": {"page": 1, "perPage": 20, "total": 2, "pages": 1},
}
STORES = [{"id": 1, "name": "fakestore", "hosts": ["www.fakestore.com"]}]


@pytest.mark.parametrize("data", [ALL_ROLES, ALL_ROLES["items"]])
def test_all_roles_of_an_account_are_named(data: object) -> None:
    with pytest.raises(SnapshotError) as refused:
        read(data)
    assert str(refused.value.message) == (
        "these are all roles of the account (GET /api/license-manager/site/pvt/roles/list/paged), not those of a key: save the "
        "Admin's export of API keys, or the answer of GET /api/license-manager/users/{id}/roles for each key"
    )


def test_the_stores_of_an_account_are_named() -> None:
    with pytest.raises(SnapshotError) as refused:
        read(STORES)
    assert str(refused.value.message) == (
        "these are the stores of the account (GET /api/vlm/account/stores), without API keys: save the answer of GET /api/vlm/account"
    )
