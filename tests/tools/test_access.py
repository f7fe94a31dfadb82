"""The table of operations is made from OpenAPI files: a small made checkout, and the committed table next to the facts."""

import json
import subprocess
import zlib
from pathlib import Path
from typing import Any

import pytest

from tests.paths import ROOT, SHARED
from tools import access
from vtexlint.accounts.access.table import USER_TOKEN, Resource, read

FACTS = SHARED / "access/operations.json"
PAIR_OR_USER: list[dict[str, list[str]]] = [{"appKey": [], "appToken": []}, {"VtexIdclientAutCookie": []}]
TABLE_OF_RESOURCES = """Gets it.\r
\r
## Permissions\r
\r
Any user or [API key](https://a.example/keys) must have at least one of the appropriate [License Manager resources](https://a.example/r) to run it:\r
\r
| **Product** | **Category** | **Resource** |\r
| --------------- | ----------------- | ----------------- |\r
| OMS | OMS access | **View order** |\r
| Checkout         | CheckoutResources | **Orders Full Access** |\r
\r
You can [create a custom role](https://a.example/c) or use one of the following [predefined roles](https://a.example/p):\r
\r
| **Role** | **Resource** |\r
| --------------- | ----------------- |\r
| OMS - Full access | View order |\r
| Checkout admin | <p>View order</p><p>Orders Full Access</p> |\r
| Allows you to view an order | View order |\r
"""
CUSTOM = """## Permissions

Any user or API key must have the appropriate [License Manager resources](https://a.example/r). These are the applicable resources:

| **Product** | **Category** | **Resource** |
| --- | --- | --- |
| CMS | cms | **Settings** |
| CMS | GraphQL | **CMS GraphQL API** |

There are no applicable [predefined roles](https://a.example/p) for this resource list. You must create a custom role and add the resources above."""
FREE = "## Permissions\n\nThis endpoint does not require [authentication](https://a.example/a) or [permissions](https://a.example/p).\n"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    servers = [{"url": "https://{accountName}.{environment}.com.br/"}]
    orders = {
        "openapi": "3.0.0",
        "info": {"title": "Orders  API"},
        "servers": servers,
        "security": PAIR_OR_USER,
        "paths": {
            "/api/orders/{id}": {
                "parameters": [],
                "get": {"summary": "Get order", "description": TABLE_OF_RESOURCES},
                "delete": {"operationId": "drop", "description": TABLE_OF_RESOURCES.replace("View order", "view order"), "security": []},
            },
            "/pages": {"servers": [{"url": "https://{accountName}.myvtex.com"}], "get": {"summary": "Pages", "description": CUSTOM}},
            "/free": {"get": {"summary": "Free", "description": FREE, "security": [], "servers": [{"url": "https://api.vtex.com"}]}},
            "/me": {"post": {"summary": "Me", "security": [{"VtexIdclientAutCookie": []}]}},
        },
    }
    (tmp_path / "VTEX - Orders API.json").write_text(json.dumps(orders))
    (tmp_path / "package.json").write_text('{"name": "x"}')
    (tmp_path / "list.json").write_text("[]")
    return tmp_path


def make(checkout: Path, capsys: pytest.CaptureFixture[str]) -> bytes:
    target = checkout / "made.bin"
    assert access.main([str(checkout), "--date", "2026-01-15", "--to", str(target)]) == 0
    assert "5 operations" in capsys.readouterr().out
    return target.read_bytes()


def test_a_table_from_a_small_checkout(checkout: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = read(make(checkout, capsys))
    assert (made.date, made.source) == ("2026-01-15", "vtex/openapi-schemas")
    order, drop, pages, free, me = made.operations
    view, full = Resource("OMS", "OMS access", "View order"), Resource("Checkout", "CheckoutResources", "Orders Full Access")
    assert tuple(order) == (
        "Orders API", "GET", "/api/orders/{id}", "Get order", ("https://{accountName}.{environment}.com.br",), (view, full), False,
        ("OMS - Full access", "Checkout Admin"), (("appKey", "appToken"), USER_TOKEN), "",
    )  # fmt: skip
    assert order.takes_pair
    # the same resource in another case; no security; a name where there is no summary
    assert (drop.resources, drop.security, drop.takes_pair, drop.summary) == ((view, full), (), None, "drop")
    assert (pages.needs_all, pages.roles, pages.servers) == (True, (), ("https://{accountName}.myvtex.com",))
    assert (free.open, free.resources, free.servers) == ("authentication", (), ("https://api.vtex.com",))
    assert me.takes_only_user_token
    assert me.roles is None
    assert "oms - full access" in made.roles
    assert view in made.roles["oms - full access"].resources


def test_the_same_checkout_gives_the_same_table(
    checkout: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """In whatever order a disk lists its files, and in another folder; a change of one operation changes it."""
    other = json.loads((checkout / "VTEX - Orders API.json").read_text())
    other["info"]["title"] = "Another API"
    (checkout / "VTEX - Another API.json").write_text(json.dumps(other))
    target = tmp_path / "made.bin"

    glob = Path.glob

    def made(where: Path, *, backwards: bool = False) -> bytes:
        monkeypatch.setattr(Path, "glob", lambda self, pattern: iter(sorted(glob(self, pattern), reverse=backwards)))
        assert access.main([str(where), "--date", "2026-01-15", "--to", str(target)]) == 0
        return target.read_bytes()

    first = made(checkout)
    assert len(read(first).operations) == 10
    copy = tmp_path / "copy"
    copy.mkdir()
    for file in checkout.glob("*.json"):
        (copy / file.name).write_bytes(file.read_bytes())
    assert made(copy, backwards=True) == first
    (copy / "VTEX - Another API.json").write_text(json.dumps({**other, "info": {"title": "A third API"}}))
    assert made(copy) != first


def test_the_date_is_that_of_the_commit(checkout: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        access.main([str(checkout), "--to", str(checkout / "made.bin")])
    assert "--date" in capsys.readouterr().err
    git = ["git", "-C", str(checkout), "-c", "user.name=a", "-c", "user.email=a@b.example"]
    subprocess.run([*git, "init", "-q"], check=True)
    subprocess.run([*git, "commit", "-q", "--allow-empty", "-m", "x", "--date", "2026-01-02T00:00:00Z"], check=True)
    assert access.main([str(checkout), "--to", str(checkout / "made.bin")]) == 0
    assert len(read((checkout / "made.bin").read_bytes()).date) == 10


def test_a_role_that_is_only_its_own_resource_is_a_mistake_of_the_page() -> None:
    said = access.permissions(TABLE_OF_RESOURCES.replace("OMS - Full access", "View order").replace("Checkout admin", "View order"))
    row: dict[str, Any] = {
        "api": "A", "method": "GET", "path": "/a", "summary": "a", "servers": [], "security": None,
        "permissions": said._replace(roles=[("View order", "View order")]),
    }  # fmt: skip
    made = access.table([row], {"updated": "2026-01-01", "roles": {}}, "x", "2026-01-01")
    assert made["apis"][0][1][0][6] is None  # not "none serves"


@pytest.mark.parametrize(
    ("text", "opened"),
    [
        (FREE, "authentication"),
        ("## Permissions\n\nThis endpoint does not require [License Manager resources](https://a.example).", "resource"),
        ("## Permissions\n\nThis endpoint does not require authentication or permissions for public sales channels.", ""),
        ("## Permissions\n\nCheck with your service provider to know what permissions are needed.", "provider"),
        ("This endpoint does not require permissions.", ""),  # not in the section
        ("", ""),
    ],
)
def test_what_the_section_says_in_words(text: str, opened: str) -> None:
    assert access.permissions(text).open == opened


def test_the_table_can_be_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert access.main(["--show"]) == 0
    assert '"/api/oms/pvt/orders"' in capsys.readouterr().out


def test_the_committed_table() -> None:
    data = access.TABLE.read_bytes()
    assert len(data) < 30_000  # of the 60 KB that it may have in the wheel
    made = read(data)
    assert len(made.operations) == 1062
    assert sum(bool(one.resources) for one in made.operations) == 844
    assert sum(one.takes_only_user_token for one in made.operations) == 80
    assert made.date in (ROOT / "docs/access.md").read_text()
    assert made.roles_date in (ROOT / "docs/access.md").read_text()


def test_the_committed_table_says_what_the_facts_say() -> None:
    """The facts were collected by another program; seven operations more have a table that it did not read."""
    if not FACTS.exists():
        pytest.skip(f"no ../shared next to the checkout: {FACTS}")
    facts = json.loads(FACTS.read_text())["operations"]
    own = read(access.TABLE.read_bytes()).operations
    compared = 0
    for fact in facts:
        candidates = [one for one in own if (one.method, one.path) == (fact["method"], fact["path"])]
        if len(candidates) != 1:
            continue
        (one,) = candidates
        compared += 1
        assert [list(way) for way in one.security or ()] == fact["security"]
        assert {_key(server) for server in one.servers} <= {_key(server) for server in fact["servers"]}
        if fact["resources"]:
            assert {resource.folded for resource in one.resources} == {(p.casefold(), r.casefold()) for p, _, r in fact["resources"]}
        named = {" ".join(role.casefold().split()) for role, _ in fact["roles"]}
        assert {role.casefold() for role in one.roles or ()} <= named or "change-summary" in one.path
    assert compared > 900


def _key(server: str) -> str:
    return server.rstrip("/")


def test_the_data_is_plain() -> None:
    """No text of VTEX's pages: names, paths and titles."""
    made = json.loads(zlib.decompress(access.TABLE.read_bytes()))
    longest = max(len(row[2]) for _, rows in made["apis"] for row in rows)
    assert longest < 160
