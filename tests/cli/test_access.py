"""`vtexlint explain access` as a user types it."""

import io
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from tests import fake
from tests.paths import ROOT
from vtexlint.accounts.access.calls import MOST_TEXT
from vtexlint.accounts.access.matching import MOST_SIMILAR
from vtexlint.accounts.access.table import Operation
from vtexlint.accounts.access.verdicts import AccountVerdict, in_accounts
from vtexlint.cli import access
from vtexlint.cli.main import run

HOST = "https://fakestore.vtexcommercestable.com.br"
ORDERS = f"{HOST}/api/oms/pvt/orders"
KEY, OTHER = fake.key(), fake.key(suffix="BBBBBB")
ROLES = {
    KEY: [{"id": 7, "name": "Logistics - Full access"}],
    OTHER: [{"id": 8, "name": "OMS - Read only"}],
    fake.key(suffix="CCCCCC"): [{"id": 9, "name": "Catalog integration"}],
    fake.key(suffix="DDDDDD"): [{"id": 1, "name": "Owner (Admin Super)"}],
    fake.key(suffix="EEEEEE"): [],
}


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "120")
    (tmp_path / "account.json").write_text(json.dumps({"account": "fakestore", "roles": ROLES}))
    return tmp_path


def said(capsys: pytest.CaptureFixture[str], *words: str, status: int = 0) -> str:
    assert run(words) == status
    return capsys.readouterr().out


def test_a_call(capsys: pytest.CaptureFixture[str]) -> None:
    out = said(capsys, "explain", "access", "get", f"{ORDERS}/1234-01")
    assert "GET /api/oms/pvt/orders/{orderId}\n" in out
    assert "page `Orders API`" in out
    assert "    `OMS > OMS access > View order`\n    `Checkout > CheckoutResources > Orders Full Access`\n" in out
    assert out.index("`OMS - Read only` (2 resources)") < out.index("`OMS - Full access` (14 resources)")
    assert "account: `fakestore`" in out
    assert "2026-08-07" in out


def test_a_call_that_is_not_known(capsys: pytest.CaptureFixture[str]) -> None:
    out = said(capsys, "explain", "access", "GET", f"{HOST}/api/oms/pvt/order", status=1)
    assert "not known" in out
    assert "/api/oms/pvt/orders\n" in out
    assert "resource" not in out


def test_a_method_that_is_not_documented(capsys: pytest.CaptureFixture[str]) -> None:
    assert "documented for GET" in said(capsys, "explain", "access", "PATCH", f"{ORDERS}/1", status=1)


def test_without_a_method_each_documented_one_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    out = said(capsys, "explain", "access", f"{HOST}/api/catalog/pvt/product/1")
    assert "GET /api/catalog/pvt/product/{productId}\n" in out
    assert "PUT /api/catalog/pvt/product/{productId}\n" in out


def test_only_a_user_s_token(capsys: pytest.CaptureFixture[str]) -> None:
    out = said(capsys, "explain", "access", "GET", f"{HOST}/api/vtexid/pvt/user/id", "--account", "account.json", "--key", KEY)
    assert "takes only a user's token" in out
    assert f"{KEY}: no: the call takes only a user's token" in out


def test_the_role_of_a_user(capsys: pytest.CaptureFixture[str]) -> None:
    """A call that takes no appKey may still need a resource: then a user's role must have it."""
    out = said(capsys, "explain", "access", "GET", f"{HOST}/api/dataentities/shopper/schemas/v1")
    assert "takes only a user's token" in out
    assert "a role of the user must have one of these 4 resources" in out
    assert "a role of the key" not in out


def test_the_keys_of_the_account(capsys: pytest.CaptureFixture[str]) -> None:
    out = said(capsys, "explain", "access", "GET", ORDERS, "--account", "account.json")
    lines = [line.strip() for line in out.splitlines() if "vtexappkey" in line]
    assert [line.partition(": ")[2].partition(":")[0] for line in lines] == [
        "not known", "probably, but not known", "no", "no", "no",
    ]  # fmt: skip
    # `List Orders` is another resource than `View order`
    assert f"{OTHER}: no: VTEX's pages do not list this resource for `OMS - Read only`" in out
    assert "no: the key has no role" in out
    out = said(capsys, "explain", "access", "GET", f"{ORDERS}/1", "--account", "account.json", "--key", OTHER)
    assert f"{OTHER}: yes: `OMS - Read only`" in out
    assert KEY not in out


def test_a_key_that_the_snapshot_does_not_list(capsys: pytest.CaptureFixture[str]) -> None:
    out = said(capsys, "explain", "access", "GET", ORDERS, "--account", "account.json", "--key", fake.key(suffix="ZZZZZZ"))
    assert "not known: the snapshot does not list this key" in out


@pytest.mark.parametrize("named", [(), ("--key", OTHER)])
def test_an_account_without_a_snapshot(named: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    """There the key may have other roles than in its own account."""
    words = ("explain", "access", "GET", ORDERS.replace("fakestore", "otherstore"), "--account", "account.json", *named)
    out = said(capsys, *words)
    assert "not known: there is no snapshot of account `otherstore`" in out
    assert "`OMS - Read only`:" not in out
    assert [line for line in out.splitlines() if "vtexappkey" in line and "not known" not in line] == []
    (call,) = json.loads(said(capsys, *words, "--format", "json"))["calls"]
    expected = [{"key": OTHER, "account": "otherstore", "answer": "unknown", "reason": "no-snapshot", "roles": []}] if named else []
    assert call["keys"] == expected


def test_a_key_in_two_accounts(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each account gives it its own roles. A URL that names the account is judged by these alone, any other by both."""
    (project / "other.json").write_text(json.dumps({"account": "otherstore", "roles": {KEY: [{"id": 3, "name": "OMS - Full access"}]}}))
    both = ("--account", "account.json", "--account", "other.json", "--key", KEY)
    out = said(capsys, "explain", "access", "GET", ORDERS, *both)
    assert f"  {KEY}: no: VTEX's pages do not list this resource for `Logistics - Full access`\n" in out
    out = said(capsys, "explain", "access", "GET", ORDERS.replace("fakestore", "otherstore"), *both)
    assert f"  {KEY}: yes: `OMS - Full access`\n" in out
    words = ("explain", "access", "GET", ORDERS.replace("fakestore", "{{account}}"), *both)
    out = said(capsys, *words)
    assert f"{KEY} in account `otherstore`: yes: `OMS - Full access`\n" in out
    assert f"{KEY} in account `fakestore`: no: " in out
    (call,) = json.loads(said(capsys, *words, "--format", "json"))["calls"]
    assert sorted((one["account"], one["answer"]) for one in call["keys"]) == [("fakestore", "no"), ("otherstore", "yes")]


def test_what_does_not_depend_on_the_key(capsys: pytest.CaptureFixture[str]) -> None:
    user = f"{HOST}/api/vtexid/pvt/user/id"
    words = ("--account", "account.json", "--key", fake.key(suffix="ZZZZZZ"))
    assert "no: the call takes only a user's token" in said(capsys, "explain", "access", "GET", user, *words)
    assert "no: the call takes only a user's token" in said(capsys, "explain", "access", "GET", user.replace("fakestore", "other"), *words)


USER_TOKEN = "the request sends a user's token (`VtexIdclientAutCookie`), or cookies that may contain one"


@pytest.mark.parametrize(
    "header", ["VtexIdclientAutCookie: {{token}}", "Cookie: a=1; VtexIdclientAutCookie_fakestore={{token}}", "cookie: {{c}}"]
)
def test_a_user_s_token_next_to_the_pair(header: str, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing says which of the two counts, so that the verdict about the key is not the whole answer."""
    (project / "a.http").write_text(f"GET {ORDERS}/1\nX-VTEX-API-AppKey: {OTHER}\n{header}\n\n###\nGET {ORDERS}\nCookie: a=1\n")
    out = said(capsys, "explain", "access", "a.http", "--account", "account.json")
    assert out.count(USER_TOKEN) == 1
    first = out.partition("a.http:6")[0]
    assert USER_TOKEN in first
    assert "VTEX's pages do not say which of the two counts" in " ".join(first.split())
    assert f"{OTHER}: yes" in first
    made = json.loads(said(capsys, "explain", "access", "a.http", "--format", "json"))
    assert [call["user_token"] for call in made["calls"]] == [True, False]


def test_similar_calls_that_were_not_looked_for(project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """An empty list says that nothing is similar; null that it is not known."""
    monkeypatch.setattr("vtexlint.accounts.access.matching.MOST_SIMILAR", 2)
    paths = ("api/oms/pvt/order", "nothing/like/this", "api/oms/pvt/feeds", "api/oms/pvt/orders")
    (project / "a.http").write_text("\n###\n".join(f"GET {HOST}/{path}\n" for path in paths))
    made = json.loads(said(capsys, "explain", "access", "a.http", "--format", "json", status=1))
    first, *others = [call["near"] for call in made["calls"]]
    assert first[0] == {"method": "GET", "url": "https://{accountName}.{environment}.com.br/api/oms/pvt/orders"}
    assert others == [[], None, []]  # the last one is known
    made = json.loads(said(capsys, "access", KEY, "a.http", "--format", "json", status=1))
    assert [one["near"] if not one["near"] else "found" for one in made["unknown"]] == ["found", [], None]


def test_calls_of_a_file(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "a.http").write_text(f"GET {ORDERS}/1\nX-VTEX-API-AppKey: {OTHER}\n\n###\nPOST {ORDERS}/1/cancel\n")
    out = said(capsys, "explain", "access", "a.http", "--account", "account.json")
    assert "a.http:1\nGET /api/oms/pvt/orders/{orderId}\n" in out
    assert "a.http:5\nPOST /api/oms/pvt/orders/{orderId}/cancel\n" in out
    first, second = out.split("a.http:5")
    assert f"{OTHER}: yes" in first
    assert KEY not in first
    assert f"{KEY}: no" in second


def test_the_same_call_in_many_places_is_answered_once(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "a.http").write_text(f"GET {ORDERS}/1\n\n###\n" * 2 + f"POST {ORDERS}/1/cancel\n\n###\n" + f"GET {ORDERS}/2\n\n###\n" * 5)
    out = said(capsys, "explain", "access", "a.http")
    places = "".join(f"a.http:{line}\n" for line in (1, 4, 10, 13, 16))
    assert out.startswith(f"{places}and in 2 more places\nGET /api/oms/pvt/orders/{{orderId}}\n")
    assert out.count("GET /api/oms/pvt/orders/{orderId}\n") == 1
    assert "\n\na.http:7\nPOST /api/oms/pvt/orders/{orderId}/cancel\n" in out


@pytest.mark.parametrize("form", ["text", "json"])
def test_each_key_is_judged_once_for_the_same_calls(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    judged: list[str] = []

    def noted(operations: Iterable[Operation], app_key: str, *others: Any) -> list[AccountVerdict]:
        judged.append(app_key)
        return in_accounts(operations, app_key, *others)

    monkeypatch.setattr(access, "in_accounts", noted)
    (project / "calls.http").write_text("".join(f"GET {ORDERS}/{number}\n\n###\n" for number in range(7)))
    out = said(capsys, "explain", "access", "calls.http", "--account", "account.json", "--format", form)
    assert sorted(judged) == sorted(ROLES)
    if form == "json":
        answers = [[(row["key"], row["answer"]) for row in call["keys"]] for call in json.loads(out)["calls"]]
        assert answers == [answers[0]] * 7
        assert (OTHER, "yes") in answers[0]
    said(capsys, "explain", "access", "GET", f"{ORDERS}/1", "--account", "account.json")
    assert len(judged) == 2 * len(ROLES)  # another command knows nothing of it


def test_a_file_without_calls(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "a.txt").write_text("nothing")
    assert run(["explain", "access", "a.txt"]) == 2
    assert "no call to VTEX was found in a.txt" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (["missing.http"], "missing.http: cannot be opened"),
        ([""], "CALL is empty"),
        (["GET", " "], "not an empty text"),
        (["FETCH", ORDERS], "'FETCH' is not a method"),
        (["GET", ORDERS, "x"], "expected METHOD URL"),
        (["GET", ORDERS, "--key", KEY], "--key needs --account FILE"),
        (["GET", ORDERS, "--account", "none.json"], "none.json"),
    ],
)
def test_what_is_wrong(words: list[str], text: str, capsys: pytest.CaptureFixture[str]) -> None:
    try:
        status = run(["explain", "access", *words])
    except SystemExit as stop:
        status = stop.code  # type: ignore[assignment]
    assert status == 2
    assert text in capsys.readouterr().err


def test_a_report_for_a_program(capsys: pytest.CaptureFixture[str]) -> None:
    made = json.loads(said(capsys, "explain", "access", "GET", f"{ORDERS}/1", "--account", "account.json", "--format", "json"))
    (call,) = made["calls"]
    assert (made["date"], call["known"], call["account"], call["place"]) == ("2026-08-07", True, "fakestore", None)
    (operation,) = call["operations"]
    assert operation["resources"][0] == ["OMS", "OMS access", "View order"]
    answers = {one["key"]: (one["answer"], one["reason"]) for one in call["keys"]}
    assert answers[OTHER] == ("yes", "has-role")
    assert answers[KEY] == ("no", "predefined")


def test_without_a_call_it_is_a_page(capsys: pytest.CaptureFixture[str]) -> None:
    assert "What a call needs" in said(capsys, "explain", "access")
    assert "What a call needs" in said(capsys, "explain", "access", "--lang", "en")


def test_a_secret_of_a_url_is_not_repeated(capsys: pytest.CaptureFixture[str]) -> None:
    for url in (f"{HOST}/api/{fake.TOKEN}/x", f"{ORDERS}?token={fake.TOKEN}", f"{HOST}/{fake.TOKEN}"):
        run(["explain", "access", "GET", url])
        done = capsys.readouterr()
        assert fake.TOKEN[:20] not in done.out + done.err


@pytest.mark.parametrize("url", ["/", HOST, f"{HOST}/", "https://fakestore.myvtex.com", "{{base}}"])
def test_a_url_without_a_path(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert "the path of a call is missing" in said(capsys, "explain", "access", "GET", url, status=1)


def test_what_is_not_a_url(capsys: pytest.CaptureFixture[str]) -> None:
    assert "not a URL" in said(capsys, "explain", "access", "GET", "some text", status=1)


def test_a_file_over_the_limit(project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("vtexlint.accounts.access.calls.MOST_TEXT", 100)
    text = f"GET {ORDERS}\n"
    (project / "a.http").write_text(text)
    assert "OMS" in said(capsys, "explain", "access", "a.http")
    (project / "a.http").write_text(text + "#" * 100)
    assert run(["explain", "access", "a.http"]) == 2
    assert "a.http: has 167 bytes, more than the limit of 100: name a smaller file" in capsys.readouterr().err
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO((text + "#" * 100).encode())))
    assert run(["explain", "access", "-"]) == 2
    assert "has more than 100 bytes" in capsys.readouterr().err


def test_a_secret_in_place_of_a_method_is_not_repeated(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    requests = [{"name": "a", "request": {"method": fake.TOKEN[:20], "url": url}} for url in (ORDERS, f"{HOST}/api/oms/none")]
    schema = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"
    (project / "a.json").write_text(json.dumps({"info": {"name": "x", "schema": schema}, "item": requests}))
    for words in (["explain", "access", "a.json"], ["access", KEY, "a.json"]):
        for form in ("text", "json"):
            run([*words, "--format", form])
            done = capsys.readouterr()
            assert "oms" in done.out
            assert fake.TOKEN[:20] not in done.out + done.err


@pytest.mark.parametrize(("language", "text"), [("pt-BR", "chave"), ("es", "clave")])
def test_in_other_languages(language: str, text: str, capsys: pytest.CaptureFixture[str]) -> None:
    out = said(capsys, "explain", "access", "GET", ORDERS, "--account", "account.json", "--lang", language)
    assert text in out
    assert "a role of the key" not in out


def test_the_page_tells_the_limits() -> None:
    text = (ROOT / "docs/access.md").read_text()
    assert text.count(f"more than {MOST_TEXT:,} bytes") == 2
    assert f"first {MOST_SIMILAR} unknown calls" in text
