"""Pages that are no rule's."""

import re

import pytest

from tests.paths import ROOT
from vtexlint.cli.main import run
from vtexlint.pages import render
from vtexlint.pages.topics import TOPICS
from vtexlint.rules.names import ACCOUNT_RULES
from vtexlint.rules.registry import ORDER

DOCS = ROOT / "docs"


@pytest.mark.parametrize("name", TOPICS)
def test_the_page_is_rendered_and_explained(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert (DOCS / f"{name}.md").read_text() == render.topic_page(name)
    assert run(["explain", name]) == 0
    text = capsys.readouterr().out
    assert text.startswith(TOPICS[name].split("\n")[0].rstrip("."))
    assert not re.search(r"```|^ *## |\*\*", text, re.MULTILINE)


@pytest.mark.parametrize("name", [*TOPICS, *ORDER])
def test_no_mark_of_markdown_is_left(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Links, bold and italics, also where they span lines."""
    assert run(["explain", name]) == 0
    text = re.sub(r"`[^`]*`", "", re.sub(r"(?m)^    .*$", "", capsys.readouterr().out))
    assert not re.search(r"\]\(|\*[\w]|[\w.]\*(?![\w*])", text)


def test_a_mistyped_topic_is_suggested(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "authentification"]) == 2
    assert capsys.readouterr().err == "vtexlint: unknown rule or topic `authentification`; did you mean `authentication`?\n"
    assert run(["explain", "unknown-keys"]) == 2
    assert "did you mean `unknown-key`?" in capsys.readouterr().err


def test_authentication_names_rules_that_exist_and_all_about_the_account() -> None:
    named = set(re.findall(r"`([a-z]+(?:-[a-z]+)+)`", TOPICS["authentication"]))
    settings = {"account-snapshots", "required-roles", "extra-key-names", "extra-token-names"}
    assert named - settings <= set(ORDER)
    assert named >= ACCOUNT_RULES
