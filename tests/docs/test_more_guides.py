"""The guides on exit codes, ignore comments, monorepos, comparison and the generated pages: what they show works."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests import run
from tests.fake import KEY, TOKEN
from tests.gitrepo import Repo
from tests.paths import ROOT
from tools import reference
from vtexlint.cli.main import COMMANDS
from vtexlint.cli.main import run as vtexlint
from vtexlint.credentials.names import classify

DOCS = ROOT / "docs"
GOOD = "VTEX_APP_KEY=${VTEX_APP_KEY}\nVTEX_APP_TOKEN=${VTEX_APP_TOKEN}\n"
DAMAGED = f"VTEX_APP_KEY={TOKEN}\nVTEX_APP_TOKEN={KEY}\n"


def blocks(page: str, kind: str) -> list[str]:
    return re.findall(rf"^ *```{kind}\n(.*?)^ *```$", (DOCS / page).read_text(), re.MULTILINE | re.DOTALL)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.integration
@pytest.mark.parametrize(
    ("text", "arguments", "said"),
    [
        (GOOD, "", "no findings"),
        (DAMAGED, "", "fix the findings above"),
        (GOOD, "--config absent.toml", "vtexlint could not check this project"),
    ],
)
def test_the_script_of_the_exit_codes(text: str, arguments: str, said: str, here: Path) -> None:
    (script,) = blocks("exit-codes.md", "sh")
    program = here / "bin/vtexlint"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\nexec '{sys.executable}' -m vtexlint \"$@\" {arguments}\n")
    program.chmod(0o755)
    (here / ".env").write_text(text)
    environment = os.environ | {"PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(["sh", "-ec", script], env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, said)


def test_the_exit_codes_of_a_check(here: Path) -> None:
    (here / ".env").write_text(DAMAGED)
    assert vtexlint(["check"]) == 1
    assert vtexlint(["check", "--exit-zero"]) == 0
    assert vtexlint(["check", "--exit-zero", ".", "absent"]) == 2
    assert vtexlint(["check", ".", "absent"]) == 2
    (here / ".env").write_text(GOOD)
    assert vtexlint(["check"]) == 0


@pytest.mark.parametrize(("name", "kind"), [("config.yaml", "yaml"), (".env", "dotenv")])
def test_the_ignore_comments_suppress(name: str, kind: str) -> None:
    found = blocks("ignore-comments.md", kind)
    assert found
    for text in found:
        assert run.rules(name, text) == []
        assert run.rules(name, re.sub(r"#.*", "", text)) == ["missing-token"]


def test_the_settings_of_a_monorepo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    root_settings, package_settings = blocks("monorepos.md", "toml")
    repo = Repo(tmp_path / "repo")
    repo.add("vtexlint.toml", re.sub("^  ", "", root_settings, flags=re.MULTILINE))
    for package in ("legacy", "erp", "shop"):
        repo.add(f"apps/{package}/.env", DAMAGED)
    monkeypatch.chdir(repo.path)
    assert vtexlint(["check", "--format", "concise", "--select", "swapped-values"]) == 1
    assert [line.split(":")[0] for line in capsys.readouterr().out.splitlines()] == ["apps/erp/.env", "apps/shop/.env"]

    assert vtexlint(["check", "--write-baseline", "apps/shop", "--quiet"]) == 0
    repo.add("apps/shop/vtexlint.toml", package_settings)
    assert vtexlint(["check", "apps/shop"]) == 0
    assert vtexlint(["check", "--isolated", "apps/shop"]) == 1
    capsys.readouterr()
    assert vtexlint(["check", "--show-settings", "apps/shop"]) == 0
    assert "apps/shop/vtexlint.toml" in capsys.readouterr().out


def test_two_packages_with_different_baselines_are_checked_separately(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repo = Repo(tmp_path / "repo")
    for package in ("erp", "shop"):
        repo.add(f"apps/{package}/.env", DAMAGED)
        repo.add(f"apps/{package}/vtexlint.toml", 'baseline = "known.json"\n')
    monkeypatch.chdir(repo.path)
    for package in ("erp", "shop"):
        assert vtexlint(["check", "--write-baseline", f"apps/{package}"]) == 0
        assert vtexlint(["check", f"apps/{package}"]) == 0
    assert vtexlint(["check", "apps/erp", "apps/shop"]) == 2


def test_comments_of_another_tool_suppress_nothing() -> None:
    text = f"VTEX_APP_KEY={TOKEN} # gitleaks:allow\nVTEX_APP_TOKEN={KEY} # gitleaks:allow\n"
    assert "swapped-values" in run.rules(".env", text)


def test_every_command_and_option_is_in_the_reference() -> None:
    page = (DOCS / "cli.md").read_text()
    assert re.findall(r"^## vtexlint (\w+)", page, re.MULTILINE) == list(COMMANDS)
    for name in COMMANDS:
        section = page.partition(f"## vtexlint {name}")[2].partition("\n## ")[0]
        options = {word for action in reference._parser_of(name)._actions for word in action.option_strings} - {"-h", "--help"}
        assert {word for word in options if f"`{word}" not in section} == set()


def test_the_names_of_the_page_are_recognized_and_the_others_are_not() -> None:
    page = (DOCS / "names.md").read_text()
    rows = re.findall(r"^\| app(Key|Token) \| (.*?) \|", page, re.MULTILINE)
    assert len(rows) == 6
    for kind, cell in rows:
        for name in re.findall(r"`([^`]+)`", cell):
            found = classify(name)
            assert found is not None
            assert found.kind == kind.lower()
    (others,) = re.findall(r"^Not recognized are, for example, (.*?):", page, re.MULTILINE)
    assert [name for name in re.findall(r"`([^`]+)`", others) if classify(name)] == []


def test_the_example_of_the_python_api(capsys: pytest.CaptureFixture[str]) -> None:
    (example, *signatures) = blocks("python-api.md", "python")
    exec(compile(example, "python-api.md", "exec"), {})
    assert "surrounding-whitespace" in capsys.readouterr().out
    assert [re.findall(r"^(?:def|class) (\w+)", text)[0] for text in signatures] == [
        "check_text", "check_paths", "call_access", "find_key", "rotate_key", "inventory", "audit", "merge_audits", "Finding", "Location", "Fix", "Severity", "KeyPlaces",
        "Place", "HistoryToken", "CommitOrigin", "Rotated", "Plan", "Refused", "Inventory", "KeyRow", "SharedPair", "OrganisationAudit", "AuditedRepository",
        "AuditedToken", "AuditedKey", "AuditedAccount", "CallAccess", "Operation",
        "Resource", "Verdict",
    ]  # fmt: skip
