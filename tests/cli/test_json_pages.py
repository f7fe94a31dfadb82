"""The pages of commands that write JSON list every name of it: no page has a schema."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import fake
from tests.gitrepo import Repo
from tests.paths import ROOT
from vtexlint.cli.main import run

KEY = fake.KEY
ORDERS = "https://fakestore.vtexcommercestable.com.br/api/oms/pvt/orders"
CALLS = f"""GET {ORDERS}
X-VTEX-API-AppKey: {KEY}

###
GET https://fakestore.vtexcommercestable.com.br/api/oms/pvt/unknown
X-VTEX-API-AppKey: {KEY}

###
GET {ORDERS}/1
X-VTEX-API-AppKey: {KEY}
VtexIdclientAutCookie: {{{{cookie}}}}
"""
COMMANDS = {
    "where": ("docs/where.md", ["where", KEY, "--history", "--account", "account.json"]),
    "inventory": ("docs/inventory.md", ["inventory", "--account", "account.json"]),
    "audit": ("docs/audit.md", ["audit", ".", "--account", "account.json"]),
    "access": ("docs/access.md", ["access", KEY, "--account", "account.json"]),
    "explain access": ("docs/access.md", ["explain", "access", "calls.http", "--account", "account.json"]),
}


@pytest.fixture(autouse=True)
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = Repo(tmp_path / "r")
    made.add(".env", f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={fake.TOKEN}\n")
    made.add("calls.http", CALLS)
    made.add("src/a.ts", 'const url = "/api/catalog/pvt/product/1"\n')
    made.commit()
    made.write("vault.yml", "$ANSIBLE_VAULT;1.1;AES256\n6162\n")
    made.write("account.json", json.dumps([{"keyName": KEY, "roles": [{"name": "OMS - Full access"}]}]))
    monkeypatch.chdir(made.path)


def names(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
        value = [*value.values()]
    if isinstance(value, list):
        for one in value:
            yield from names(one)


def listed_on(page: str) -> set[str]:
    section = (ROOT / page).read_text(encoding="utf-8").partition("\n## JSON")[2].partition("\n## ")[0]
    return set(re.findall(r'[`"](\w+)[`"]', section))


@pytest.mark.parametrize("command", COMMANDS)
def test_each_name_is_on_the_page(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    page, words = COMMANDS[command]
    assert run([*words, "--format", "json"]) in (0, 1)
    written = set(names(json.loads(capsys.readouterr().out)))
    listed = listed_on(page) | (listed_on("docs/where.md") if command == "inventory" else set())  # whose places are those of `where`
    assert len(written) > 10
    assert written - listed == set()
