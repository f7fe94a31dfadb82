"""`vtexlint inventory`: one row a key, with and without account snapshots."""

import csv
import io
import json
import re
from base64 import b64encode
from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

import vtexlint
from tests import fake
from tests.cli.calls import call
from tests.gitrepo import Repo
from tests.reporters.read_back.html import rows as rows_of_page

KEY, OTHER, UNUSED, FOREIGN = fake.KEY, fake.key(suffix="BBBBBB"), fake.key(suffix="CCCCCC"), fake.key("otherstore")
TOKEN, SECOND = fake.TOKEN, fake.token(2)
PIECES = fake.pieces(TOKEN, SECOND)

Inventory = Callable[..., tuple[int, str, str]]


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repo:
    made = Repo(tmp_path / "r")
    monkeypatch.chdir(made.path)
    made.write(".gitignore", ".env*\naccount.json\n")
    made.write(".env.production", f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={TOKEN}\n")
    made.write(".env.staging", f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={TOKEN}\n")
    made.add("k8s/dev/x.yaml", f"vtex:\n  appKey: {OTHER}\n  appToken: ${{VTEX_APP_TOKEN}}\n")
    made.add("other.json", json.dumps({"vtexAppKeyProd": FOREIGN, "vtexAppTokenProd": SECOND}))
    made.commit()
    made.add("staged.yaml", f"vtexAppKey: {fake.key(suffix='DDDDDD')}\nvtexAppToken: {fake.token(4)}\n")
    made.write("lone.txt", f"{fake.token(5)}\n")
    listed = [
        {
            "keyName": KEY,
            "createdIn": "2020-01-01",
            "creationDateToken": "2025-01-15",
            "status": "active",
            "roles": [{"id": 1, "name": "Catalog"}],
        },
        {"keyName": OTHER, "status": "inactive", "roles": []},
        {"keyName": UNUSED, "status": "active"},
    ]
    made.write("account.json", json.dumps({"items": listed}))
    return made


@pytest.fixture
def inventory(repo: Repo, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Inventory:
    def called(*arguments: str) -> tuple[int, str, str]:
        return call(monkeypatch, capsys, ["inventory", "--now", "2026-01-15", *arguments], PIECES)

    return called


def rows(report: str) -> dict[str, dict[str, Any]]:
    return {row["key"]: row for row in json.loads(report)["keys"]}


def test_a_row_for_each_key(inventory: Inventory) -> None:
    status, out, err = inventory("--format", "json")
    assert (status, err) == (0, "")
    found = rows(out)
    staged = fake.key(suffix="DDDDDD")
    # the snapshot is a file like any other where it is not named as one
    assert list(found) == [KEY, OTHER, UNUSED, staged, FOREIGN]
    about = {key: (row["account"], row["environments"], row["token"], row["tokens"], row["committed"]) for key, row in found.items()}
    assert about == {
        KEY: ("fakestore", ["production", "staging"], "there", 1, False),
        OTHER: ("fakestore", ["development"], "referenced", 0, False),
        UNUSED: ("fakestore", [], "missing", 0, False),
        staged: ("fakestore", [], "there", 1, False),
        FOREIGN: ("otherstore", ["production"], "there", 1, True),
    }
    assert found[FOREIGN]["names"] == ["vtexAppKeyProd", "vtexAppTokenProd"]
    assert "committed-secret" in found[FOREIGN]["rules"]
    assert (found[KEY]["listed"], found[KEY]["active"], found[KEY]["roles"]) == (None, None, None)
    report = json.loads(out)
    assert [(one["key"], one["environments"], one["paths"]) for one in report["shared"]] == [
        (KEY, ["production", "staging"], [".env.production", ".env.staging"])
    ]
    assert [one["path"] for one in report["unpaired"]] == ["lone.txt"]
    assert (report["unused"], report["no_snapshot"]) == ([], [])


def test_what_the_account_says(inventory: Inventory) -> None:
    _, out, _ = inventory("--format", "json", "--account", "account.json")
    found = rows(out)
    assert list(found) == [KEY, OTHER, fake.key(suffix="DDDDDD"), FOREIGN]
    assert [(row["listed"], row["active"], row["roles"], row["token_days"]) for row in found.values()] == [
        ("listed", True, ["Catalog"], 365),
        ("listed", False, [], None),
        ("not-listed", None, None, None),
        ("no-snapshot", None, None, None),
    ]
    assert (found[KEY]["rule"], found[OTHER]["rules"]) == ("stale-token", ["inactive-key", "unlinked-key"])
    report = json.loads(out)
    assert (report["unused"], report["no_snapshot"]) == ([UNUSED], [FOREIGN])


def test_for_people_and_spreadsheets(repo: Repo, inventory: Inventory) -> None:
    _, out, _ = inventory("--account", "account.json")
    for line in (
        "4 appKeys",
        f"{KEY}: 4 places in 2 files",
        "  environments: production, staging",
        "  its appToken is in the files, committed",
        "  active; roles: Catalog; token 365 days old",
        "  no snapshot of this account",
        "The same pair in production and elsewhere:",
        "In the account, and in no file:",
        f"  {UNUSED}",
        "appTokens without an appKey:",
        "  lone.txt:1:1",
    ):
        assert line in out.splitlines()
    _, table, _ = inventory("--format", "csv", "--account", "account.json")
    found = {row["key"]: row for row in csv.DictReader(io.StringIO(table))}
    assert found[KEY] | {"rules": ""} == {
        "key": KEY, "account": "fakestore", "environments": "production, staging", "names": "VTEX_APP_KEY, VTEX_APP_TOKEN", "places": "4",
        "files": ".env.production .env.staging", "token": "there", "tokens": "1", "committed": "no", "listed": "listed", "active": "yes",
        "blocked": "", "roles": "Catalog", "token_days": "365", "rule": "stale-token", "rules": "",
    }  # fmt: skip
    assert (found[UNUSED]["places"], found[UNUSED]["listed"]) == ("0", "listed")


def test_troubles_and_nothing(repo: Repo, inventory: Inventory) -> None:
    assert inventory("--account", "gone.json")[0] == 2
    assert inventory("gone")[0] == 2
    (repo.path / "empty").mkdir()
    assert inventory("empty")[:2] == (0, "no appKey was found\n")


def test_python(repo: Repo) -> None:
    found = vtexlint.inventory(root=repo.path, accounts=["account.json"], now=datetime(2026, 1, 15, tzinfo=UTC))
    assert [row.key for row in found.rows] == [KEY, OTHER, fake.key(suffix="DDDDDD"), FOREIGN]
    assert found.rows[0].token_days == 365
    assert [piece for piece in PIECES if piece in repr(found)] == []
    with pytest.raises(vtexlint.TroubleError):
        vtexlint.inventory("gone", root=repo.path)


def test_a_call_that_the_roles_of_the_key_do_not_allow(repo: Repo, inventory: Inventory) -> None:
    """The rule reports the call; the row is that of the appKey that it sends."""
    repo.write("roles.json", json.dumps({"account": "fakestore", "roles": {KEY: [{"id": 8, "name": "OMS - Read only"}]}}))
    repo.write(
        "a.http",
        "POST https://fakestore.vtexcommercestable.com.br/api/oms/pvt/orders/1/cancel\n"
        f"X-VTEX-API-AppKey: {KEY}\nX-VTEX-API-AppToken: {TOKEN}\n",
    )
    _, out, _ = inventory("--account", "roles.json", "--format", "json")
    rules = {row["key"]: row["rules"] for row in json.loads(out)["keys"]}
    assert "insufficient-role" in rules[KEY]
    assert [key for key, named in rules.items() if "insufficient-role" in named] == [KEY]


def test_a_missing_version_is_an_error(repo: Repo, inventory: Inventory) -> None:
    repo.add("t.yaml", f"vtexAppKey: {KEY}\nvtexAppToken: {TOKEN}\n")
    repo.commit()
    assert inventory("t.yaml")[0] == 0
    blob = repo.git("rev-parse", "HEAD:t.yaml")
    (repo.path / ".git/objects" / blob[:2] / blob[2:]).unlink()
    status, out, err = inventory("t.yaml")
    assert status == 2
    assert KEY in out
    assert "t.yaml: whether a commit has the appToken could not be determined" in err


def test_the_page(repo: Repo, inventory: Inventory) -> None:
    """What a browser makes of it is tested in tests/reporters/test_html_browser.py."""
    repo.write("<b>\"'.env", f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={TOKEN}\n")
    status, page, err = inventory("--account", "account.json", "--format", "html")
    assert (status, err, page.isascii()) == (0, "", True)
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    for directive, tag in (("style-src", "style"), ("script-src", "script")):
        (content,) = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        assert f"{directive} &#39;sha256-{b64encode(sha256(content.encode()).digest()).decode()}&#39;" in policy
    assert "<b>" not in page
    assert re.findall(r"(?:src|href)=", page) == []
    found = {row["key"]: row for row in rows_of_page(page) if "rule" in row}
    assert list(found) == [KEY, OTHER, fake.key(suffix="DDDDDD"), FOREIGN]
    assert [(row["token"], row["committed"], row["state"], row.get("age", ""), row["rule"], row["files"]) for row in found.values()] == [
        ("there (1)", "no", "active", "365", "stale-token", "3"),
        ("referenced", "no", "inactive", "", "unlinked-key", "1"),
        ("there (1)", "no", "not listed", "", "committed-secret", "1"),
        ("there (1)", "yes", "no snapshot", "", "committed-secret", "1"),
    ]
    for part in (
        "In the account, and in no file",
        UNUSED,
        "lone.txt:1:1",
        ".env.production:2:16, appToken, ignored by git, token 1",
        "Catalog",
    ):
        assert part in page
    alone = inventory("--format", "html")[1]
    assert ('data-column="state"' in page, 'data-column="state"' in alone) == (True, False)
    (repo.path / "empty").mkdir()
    nothing = inventory("empty", "--format", "html")[1]
    assert ("Nothing was found." in nothing, "no appKey was found" in nothing) == (True, True)


def test_the_page_says_what_prevented_a_part_of_it(repo: Repo, inventory: Inventory) -> None:
    repo.write("vault.yml", "$ANSIBLE_VAULT;1.1;AES256\n6162\n")
    status, page, _ = inventory(".", "gone", "--format", "html")
    assert status == 2
    assert "gone: this file or directory does not exist" in page
    assert "vault.yml is encrypted (Ansible Vault)" in page


def test_the_page_needs_a_package(inventory: Inventory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vtexlint.cli.extras.find_spec", lambda name: None)
    status, out, err = inventory("--format", "html")
    assert (status, out) == (2, "")
    assert "the report format `html` needs jinja2" in err
    assert inventory("--format", "csv")[0] == 0


def test_a_file_of_no_environment_is_not_elsewhere(repo: Repo, inventory: Inventory) -> None:
    pair = f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={TOKEN}\n"
    repo.write("app.env", pair)
    shared = json.loads(inventory("--format", "json")[1])["shared"]
    assert [(one["environments"], one["paths"]) for one in shared] == [(["production", "staging"], [".env.production", ".env.staging"])]
    (repo.path / ".env.staging").unlink()
    assert json.loads(inventory("--format", "json")[1])["shared"] == []
    repo.write("production/.env.test", pair)  # both, and nothing elsewhere
    assert json.loads(inventory("--format", "json")[1])["shared"] == []


def test_it_has_no_quiet_way(inventory: Inventory) -> None:
    """There is no progress and no summary to leave out, and a note says what was not searched."""
    status, out, err = inventory("--quiet")
    assert (status, out) == (2, "")
    assert "--quiet is an option of `vtexlint check`" in err
