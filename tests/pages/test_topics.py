"""Pages that are no rule's."""

import re
import shutil
from pathlib import Path

import pytest

from tests.paths import ROOT
from tools import generate
from vtexlint.cli.main import run
from vtexlint.pages import render
from vtexlint.pages.topics import TOPICS
from vtexlint.rules.registry import ORDER

DOCS = ROOT / "docs"
NOT_ABOUT_401 = {"name-casing", "committed-secret", "unprotected-secret", "client-exposed-secret", "syntax-error", "unreadable-file"}


@pytest.mark.parametrize("name", TOPICS)
def test_the_page_is_rendered_and_explained(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert (DOCS / f"{name}.md").read_text() == render.topic_page(name)
    assert run(["explain", name]) == 0
    text = capsys.readouterr().out
    assert text.startswith(TOPICS[name].split("\n")[0].rstrip("."))
    assert not re.search(r"```|^ *## |\*\*", text, re.MULTILINE)


def test_a_mistyped_topic_is_suggested(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "authentification"]) == 2
    assert capsys.readouterr().err == "vtexlint: unknown rule or topic `authentification`; did you mean `authentication`?\n"
    assert run(["explain", "unknown-keys"]) == 2
    assert "did you mean `unknown-key`?" in capsys.readouterr().err


def test_a_stale_topic_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("docs", "schemas", "pyproject.toml", ".pre-commit-hooks.yaml"):
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, tmp_path / name)
    (tmp_path / "vtexlint/rules").mkdir(parents=True)
    assert generate.main([], tmp_path) == 0
    assert generate.main(["--check"], tmp_path) == 0
    (tmp_path / "docs/authentication.md").write_text("old")
    (tmp_path / "docs/rules/gone-rule.md").write_text("old")
    capsys.readouterr()
    assert generate.main(["--check"], tmp_path) == 1
    assert capsys.readouterr().out.splitlines() == [
        "docs/authentication.md is stale: run `python -m tools.generate`",
        "docs/rules/gone-rule.md is stale: run `python -m tools.generate`",
    ]


def test_authentication_names_every_rule_that_bears_on_it_and_no_other() -> None:
    named = set(re.findall(r"`([a-z]+(?:-[a-z]+)+)`", TOPICS["authentication"]))
    settings = {"account-snapshots", "required-roles"}
    assert named - settings <= set(ORDER)
    missing = set(ORDER) - named - NOT_ABOUT_401 - {"unknown-suppression", "unused-suppression", "loader-dependent-value"}
    assert missing == set()
