"""`vtexlint access KEY`: the role that a key needs, from the calls of a tree."""

import json
from pathlib import Path

import pytest

from tests import fake
from vtexlint.cli.main import run

HOST = "https://fakestore.vtexcommercestable.com.br"
KEY, OTHER = fake.key(), fake.key(suffix="BBBBBB")


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "120")
    (tmp_path / "src").mkdir()
    (tmp_path / "src/orders.ts").write_text(
        f"""const order = await axios.get(`${{base}}/api/oms/pvt/orders/${{id}}`)
fetch("{HOST}/api/catalog/pvt/product/1", {{method: "PUT"}})
fetch("https://otherstore.vtexcommercestable.com.br/api/catalog/pvt/product/1")
fetch("https://www.example.com/api/catalog/pvt/product/1")
const u = "/api/unknown/thing"
"""
    )
    (tmp_path / "a.http").write_text(
        f"""GET {HOST}/api/oms/pvt/orders
X-VTEX-API-AppKey: {KEY}

###
POST {HOST}/api/oms/pvt/orders/1/cancel
X-VTEX-API-AppKey: {OTHER}

###
GET {HOST}/api/vtexid/pvt/user/id
"""
    )
    return tmp_path


def said(capsys: pytest.CaptureFixture[str], *words: str, status: int = 0) -> str:
    assert run(["access", *words]) == status
    return capsys.readouterr().out


def ticked(out: str) -> list[str]:
    return [line.strip().removeprefix("[ ] ").strip("`") for line in out.splitlines() if "[ ]" in line]


def test_the_role_for_all_calls_of_the_tree(capsys: pytest.CaptureFixture[str]) -> None:
    out = said(capsys, KEY)
    assert f"{KEY}: 4 different calls" in out
    assert ticked(out) == [
        "Catalog > Content > Product and SKU Management", "OMS > OMS access > List Orders", "OMS > OMS access > View order",
    ]  # fmt: skip
    assert "GET /api/oms/pvt/orders/{orderId} (src/orders.ts:1)" in out
    assert "name no predefined role for 1 of the calls" in out
    assert "too much: Owner (Admin Super)" in out
    assert "do not take an appKey, whatever its role:\n  GET /api/vtexid/pvt/user/id (a.http:9)" in out
    assert "2 calls of other keys or accounts were left out" in out  # that of the other key, that of the other account
    assert "example.com" not in out
    assert "unknown/thing" not in out  # a path alone may be of any program


def test_only_some_files(capsys: pytest.CaptureFixture[str]) -> None:
    assert ticked(said(capsys, KEY, "a.http")) == ["OMS > OMS access > List Orders"]
    assert ticked(said(capsys, OTHER.upper().replace("VTEXAPPKEY-FAKESTORE", "vtexappkey-fakestore"), "a.http")) == [
        "OMS > OMS access > Cancel order"
    ]


def test_what_is_not_known(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "src/b.py").write_text(f'requests.get("{HOST}/api/oms/pvt/order/1")\nurl = "{HOST}/api/dataentities/AD/documents/1"\n')
    out = said(capsys, KEY, status=1)
    assert "GET /api/oms/pvt/order/1 (src/b.py:1)\n      similar: GET /api/oms/pvt/orders/{orderId}" in out
    # no method, and GET needs something else than DELETE
    assert "DELETE/GET/PATCH /api/dataentities/AD/documents/{addressId} (src/b.py:2)" in out


def test_compared_with_the_roles_of_the_key(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "account.json").write_text(json.dumps({"account": "fakestore", "roles": {KEY: [{"id": 1, "name": "OMS - Read only"}]}}))
    out = said(capsys, KEY, "--account", "account.json")
    assert "in account `fakestore` the key has `OMS - Read only`; may it make each call?" in out
    assert "  yes: `OMS - Read only`\n      GET /api/oms/pvt/orders/{orderId}\n" in out
    out = said(capsys, OTHER, "a.http", "--account", "account.json")
    assert "not known: the snapshot does not list this key" in out


def test_a_verdict_for_each_account(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The key of one account, given other roles in a second one, none in a third, and used in a fourth without a snapshot."""
    for account, roles in {"fakestore": ["Catalog integration"], "otherstore": ["OMS - Full access"]}.items():
        listed = {KEY: [{"id": at, "name": role} for at, role in enumerate(roles)]}
        (project / f"{account}.json").write_text(json.dumps({"account": account, "roles": listed}))
    (project / "thirdstore.json").write_text(json.dumps({"account": "thirdstore", "roles": {fake.key("thirdstore"): []}}))
    hosts = [f"https://{account}.myvtex.com" for account in ("fakestore", "otherstore", "thirdstore", "fourthstore", "{{account}}")]
    requests = [f"GET {host}/api/oms/pvt/orders/{at}\nX-VTEX-API-AppKey: {KEY}\n" for at, host in enumerate(hosts)]
    user = f"GET https://fourthstore.myvtex.com/api/vtexid/pvt/user/id\nX-VTEX-API-AppKey: {KEY}\n"
    (project / "b.http").write_text("\n###\n".join([*requests, user]))
    words = (KEY, "b.http", *(word for name in ("fakestore", "otherstore", "thirdstore") for word in ("--account", f"{name}.json")))
    out = said(capsys, *words)
    verdicts = out[out.index("in account `fakestore`") :].split("in account ")[1:]
    assert [part.splitlines()[0].partition(" ")[0].rstrip(":") for part in verdicts] == [
        "`fakestore`", "`fourthstore`", "`otherstore`", "`thirdstore`",
    ]  # fmt: skip
    own, fourth, other, third = verdicts
    assert "the key has `Catalog integration`; may it make each call?" in own
    assert "  not known: VTEX does not document `Catalog integration`" in own
    assert "yes: " not in own
    assert "  not known: there is no snapshot of account `fourthstore`\n      GET /api/oms/pvt/orders/{orderId}\n" in fourth
    assert "  no: the call takes only a user's token\n      GET /api/vtexid/pvt/user/id\n" in fourth
    assert "  yes: `OMS - Full access`\n      GET /api/oms/pvt/orders/{orderId}\n" in other
    assert "  not known: the snapshot does not list this key\n      GET /api/oms/pvt/orders/{orderId}\n" in third
    made = json.loads(said(capsys, *words, "--format", "json"))
    order, user_token = made["calls"]
    assert order["accounts"] == ["fakestore", "otherstore", "thirdstore", "fourthstore", None]
    assert {one["account"]: one["reason"] for one in order["answers"]} == {
        "fakestore": "custom-role", "otherstore": "has-role", "thirdstore": "not-listed", "fourthstore": "no-snapshot",
    }  # fmt: skip
    assert [(one["account"], one["reason"]) for one in user_token["answers"]] == [("fourthstore", "user-token")]


def test_a_user_s_token_next_to_the_pair(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "user's token (`VtexIdclientAutCookie`), or cookies" not in said(capsys, KEY, "a.http")
    (project / "a.http").write_text(f"GET {HOST}/api/oms/pvt/orders\nX-VTEX-API-AppKey: {KEY}\nVtexIdclientAutCookie: {{{{token}}}}\n")
    assert "at a.http:1, the request also sends a user's token (`VtexIdclientAutCookie`), or cookies" in said(capsys, KEY, "a.http")
    assert json.loads(said(capsys, KEY, "a.http", "--format", "json"))["with_user_token"] == ["a.http:1"]


def test_what_cannot_be_read_is_said(project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Of files that may have calls; any other file that is not text, or too large, is of no interest."""
    monkeypatch.setattr("vtexlint.cli.key_access.MOST_TEXT", 2000)
    call = f"curl {HOST}/api/oms/pvt/orders\n"
    (project / "large.sh").write_text(call + "#" * 2000)
    (project / "large.txt").write_text("#" * 2001)
    (project / "large.bin").write_bytes(b"\0/api/" + bytes(2000))
    (project / "nul.http").write_bytes(b"GET {{host}}/api/oms/pvt/orders\0\n")
    (project / "nul.sh").write_bytes(call.encode() + b"\0")
    (project / "image.png").write_bytes(b"\0{{curl")
    assert run(["access", KEY]) == 2
    done = capsys.readouterr()
    assert sorted(line.partition(": ")[2].partition(":")[0] for line in done.err.splitlines() if line) == ["large.sh", "nul.http", "nul.sh"]
    assert "more than the limit of 2,000: its calls are not read" in done.err
    assert "a.http:1" in done.out


def test_a_file_in_utf_16(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "wide.sh").write_bytes(f"curl {HOST}/api/logistics/pvt/configuration/docks\n".encode("utf-16"))
    assert "wide.sh:1" in said(capsys, KEY, "wide.sh")


def test_a_report_for_a_program(capsys: pytest.CaptureFixture[str]) -> None:
    made = json.loads(said(capsys, KEY, "--format", "json"))
    assert made["role"] == [
        ["Catalog", "Content", "Product and SKU Management"], ["OMS", "OMS access", "List Orders"], ["OMS", "OMS access", "View order"],
    ]  # fmt: skip
    assert (len(made["calls"]), made["left_out"], made["unknown"]) == (4, 2, [])


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (["nokey"], "'nokey' is not an appKey"),
        ([KEY, "missing"], "missing"),
        ([fake.key("otherthing")], "no call of vtexappkey-otherthing-AAAAAA was found in ."),
    ],
)
def test_what_is_wrong(words: list[str], text: str, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "src/orders.ts").unlink()
    try:
        status = run(["access", *words])
    except SystemExit as stop:
        status = stop.code  # type: ignore[assignment]
    assert status == 2
    assert text in capsys.readouterr().err


@pytest.mark.parametrize(("language", "text"), [("pt-BR", "o perfil a criar"), ("es", "el rol que debe crear")])
def test_in_other_languages(language: str, text: str, capsys: pytest.CaptureFixture[str]) -> None:
    out = said(capsys, KEY, "--lang", language)
    assert text in out
    assert "[ ] `OMS > OMS access > List Orders`" in out
