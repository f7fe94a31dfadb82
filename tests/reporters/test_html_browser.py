"""The reports in HTML in a real browser: they work, by mouse and by keyboard, and ask nobody for anything.

`BROWSER_TOOLS` is the folder that tools/site/browser is installed in.
"""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.fake import TOKEN, key, token
from tests.paths import ROOT
from tests.run import context_of
from vtexlint.cli.audit_page import as_html
from vtexlint.cli.main import run
from vtexlint.diagnostics import CommitOrigin
from vtexlint.linter.conclude import conclude
from vtexlint.linter.lint import lint_bytes
from vtexlint.linter.places.model import HistoryToken
from vtexlint.linter.places.organisation import AuditedRepository, OrganisationAudit, together, with_statuses
from vtexlint.reporters.html import render
from vtexlint.reporters.style import Style
from vtexlint.text.messages import Message

TOOLS = Path(os.environ.get("BROWSER_TOOLS", ROOT / "tools/site/browser"))
NODE = shutil.which("node")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FILES = {
    "deploy/shop.env": f"VTEX_APP_KEY={key()} \nVTEX_APP_TOKEN={token(1)}\n",
    "deploy/shop2.env": f"VTEX_ACCOUNT=elsewhere\nVTEX_APP_KEY={key('otherstore')}\nVTEX_APP_TOKEN={token(2)}\n",
    "deploy/shop10.yaml": f"vtex:\n  appKey: {token(3)}\n  appToken: {key()}\n",
    "a\"'><img src=x onerror=hacked=1></script><script>hacked=1</script>.env": f"VTEX_APP_KEY={key()}\nVTEX_APP_TOKEN='{TOKEN} '\n",
    "[x](https:`b`<b>.env": f"VTEX_APP_KEY={key('otherstore')}\n",
}
HOSTILE = "a-long-name/" + "x" * 60 + "\"'><img src=x onerror=hacked=1></script><script>hacked=1</script>"


def visited(script: str, file: Path) -> dict[str, Any]:
    """What happened to a reader of a page."""
    command = [str(NODE), str(ROOT / "tests/reporters/browser" / script), str(TOOLS), str(CHROMIUM), file.as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    found = json.loads(done.stdout)
    assert isinstance(found, dict)
    return found


def audited() -> OrganisationAudit:
    """Three tokens of two accounts in five repositories, of which one could not be read and one has a hostile name."""

    def sighting(name: str, token: int, key: str, *head: str) -> HistoryToken:
        origin = CommitOrigin(
            "a1" * 20, f"202{token}-01-02T00:00:00+00:00", 2, (".env",), head, key, "", "", "b2" * 20, "2024-02-03T00:00:00+00:00"
        )
        return HistoryToken(f"{token:032x}", key, name, origin)

    repositories = [
        AuditedRepository("shop", ("0c",), 12, 30, (sighting("shop", 1, key()), sighting("shop", 2, key()))),
        AuditedRepository("team/worker", ("1c",), 7, 9, (sighting("team/worker", 2, key(), ".env"),)),
        AuditedRepository(HOSTILE, ("2c",), 100, 9, (sighting(HOSTILE, 3, key("otherstore")),)),
        AuditedRepository("clean", ("2c",), 100, 9),
        AuditedRepository("broken", troubles=(Message("is broken"),), is_read=False),
    ]
    known = {key("otherstore"): "alive", key(): "likely-dead"}
    whole = together(repositories)
    return with_statuses(
        whole, lambda one, used: (known[used] if one.token[-1] != "1" else "unknown", Message("it is so"), Message("do it"))
    )


NEEDS_BROWSER = pytest.mark.skipif(
    NODE is None or CHROMIUM is None or not (TOOLS / "node_modules/playwright-core").is_dir(),
    reason="Chromium or playwright-core is not installed (`npm ci` in tools/site/browser)",
)


@NEEDS_BROWSER
def test_a_reader_of_an_audit(tmp_path: Path) -> None:
    file = tmp_path / "audit.html"
    file.write_text(as_html(audited()))
    found = visited("visit_audit.mjs", file)
    assert (found["requests"], found["errors"]) == ([file.as_uri()], [])
    assert found["rows"] == found["reset"] == [3, 1, 4]  # tokens, keys with several, repositories with tokens or troubles
    assert found["searched"] == [1, 1, 4]
    assert (found["head"], found["status"], found["account"]) == (["yes"], ["alive"], ["otherstore"])
    assert (found["ofAccount"], found["ofBoth"]) == (["fakestore", "fakestore"], [])
    assert found["barsOfRepositories"] == [[None, False]] * 3
    assert found["unread"] == [3, 1, 1]
    assert (found["byCommits"], found["byNumber"]) == (["0", "7", "12", "100"], ["3", "2", "1"])
    assert found["open"] == [3, 0, 1]
    assert [text.split("\n")[:4] for text in found["opened"]] == [["status", "unknown: it is so", "to do first", "do it"]]
    assert found["focused"] == [True, "solid"]
    assert (found["wide"], found["dates"]) == (1280, [1, 1, 1])
    assert found["light"] != found["dark"]
    assert found["phone"] <= 360
    assert "appTokens" in found["labelled"]  # a number alone says nothing
    assert found["hostile"] == ["undefined", 0]


@NEEDS_BROWSER
def test_a_reader_in_chromium(tmp_path: Path) -> None:
    results = [lint_bytes(path, text.encode(), context_of(snippets=True)) for path, text in FILES.items()]
    outcome = conclude(results, dict.fromkeys(FILES, "tracked"))
    file = tmp_path / "report.html"
    file.write_text(render(outcome, Style()))
    found = visited("visit.mjs", file)

    rules = [finding.rule for finding in outcome.findings]
    total = len(rules)
    assert found["requests"] == [file.as_uri()]
    assert found["before"] == []
    assert (found["rows"], found["reset"], found["said"]) == (total, total, f"{total} of {total} shown")
    committed = [f for f in outcome.findings if f.rule == "committed-secret" and f.location.path.startswith("deploy/")]
    assert found["searched"] == len(committed) == 3
    assert 0 < found["warnings"] == outcome.summary.warnings < total
    assert set(found["ofAccount"]) == {"fakestore"}
    assert found["ofBoth"] == ["swapped-values"]
    assert found["nothing"] == [0, True]
    assert (found["ascending"], found["descending"]) == ("error", "info")
    numbered = [place for place in found["places"] if place.startswith("deploy/")]
    assert [place.split(":")[0] for place in dict.fromkeys(numbered)][:1] == ["deploy/shop.env"]
    assert numbered.index(next(p for p in numbered if "shop2" in p)) < numbered.index(next(p for p in numbered if "shop10" in p))
    assert found["open"] == [0, 1, total, 0]
    assert found["openRow"] == "open"
    assert found["helped"].startswith("rule-")
    assert found["light"] != found["dark"]
    assert found["printed"] == [False, total]
    assert found["phone"] <= 360
    assert found["hostile"] == ["undefined", 0]
    # whatever got into the page could ask for nothing, run nothing, and not even change a colour
    assert found["refused"] == [["connect-src", "img-src", "script-src-elem", "style-src-attr"], "undefined"]


@NEEDS_BROWSER
def test_a_reader_of_the_inventory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "r").mkdir()
    monkeypatch.chdir(tmp_path / "r")
    everywhere, blocked, other = key(), key(suffix="BBBBBB"), key("otherstore")
    hostile = "a\"'><img src=x onerror=hacked=1></script><script>hacked=1<b>.env"
    pairs = {".env.production": everywhere, ".env.staging": everywhere, hostile: blocked, "x.yaml.env": other}
    for name, value in pairs.items():
        Path(name.replace("/", "")).write_text(f"VTEX_APP_KEY={value}\nVTEX_APP_TOKEN={token(value)}\n")
    listed = [
        {"keyName": everywhere, "status": "active", "roles": [{"id": 1, "name": "<b>Owner"}]},
        {"keyName": blocked, "status": "blocked"},
    ]
    (tmp_path / "account.json").write_text(json.dumps({"items": listed}))
    assert run(["inventory", "--account", "../account.json", "--format", "html"]) == 0
    file = tmp_path / "inventory.html"
    file.write_text(capsys.readouterr().out)
    found = visited("inventory.mjs", file)
    assert (found["requests"], found["errors"]) == ([file.as_uri()], [])
    assert found["keys"] == [everywhere, blocked, other]
    assert found["said"] == "3 of 3 shown"
    assert (found["blocked"], found["ofAccount"], found["ofState"], found["searched"]) == ([blocked], [other], [blocked], [everywhere])
    assert (found["mostFiles"], found["closed"]) == (everywhere, 0)
    assert ".env.staging:2:16, appToken, outside git, token 1" in found["opened"]
    assert "<b>Owner" in found["opened"]
    assert found["light"] != found["dark"]
    assert (found["width"], found["phone"] <= 360) == (1280, True)
    assert found["hostile"] == ["undefined", 0]
