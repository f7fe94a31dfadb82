"""Pages that are no rule's."""

import re

import pytest

from tests.docs.test_facts import facts
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


def _rows_with_statements() -> list[tuple[str, str, str]]:
    """(first column, whole row, statement's id) of the two tables of `explain authentication`; a row may take two lines."""
    rows = []
    for block in re.findall(r"```text\n(.*?)```", TOPICS["authentication"], re.DOTALL):
        if not block.split("\n")[0].endswith("statement"):
            continue
        for line in block.rstrip("\n").split("\n")[1:]:
            cells = re.split(r" {2,}", line)
            if cells[0]:
                rows.append((cells[0], line, cells[-1]))
            else:
                rows[-1] = (rows[-1][0], f"{rows[-1][1]} {line.strip()}", rows[-1][2])
    return rows


def test_the_tables_of_authentication_say_what_the_facts_say() -> None:
    known = {fact.id: fact for fact in facts()}
    rows = _rows_with_statements()
    assert len(rows) == 14
    for first, row, id in rows:
        fact = known[id]
        assert "authentication" in fact.pages, row
        told = f"{fact.statement} {fact.source} {fact.of}"
        for number in re.findall(r"20\d\d-\d\d-\d\d|\b40[13]\b|ORD062|\b\d+ seconds", row):
            assert number in told, (row, number)
        for name in re.findall(r"Payments Notification|Save user|View Seller|ManageStore|ViewPayments|Owner \(Admin Super\)", row):
            assert name in told, (row, name)
        assert first == "every service" or first in told or first.lower() in told.lower().replace("-", " "), row
