"""Pages that are no rule's."""

import re

import pytest

from tests.paths import ROOT
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


def test_authentication_names_every_rule_that_bears_on_it_and_no_other() -> None:
    named = set(re.findall(r"`([a-z]+(?:-[a-z]+)+)`", TOPICS["authentication"]))
    settings = {"account-snapshots", "required-roles"}
    assert named - settings <= set(ORDER)
    missing = set(ORDER) - named - NOT_ABOUT_401 - {"unknown-suppression", "unused-suppression", "loader-dependent-value"}
    assert missing == set()
