"""All formats of one run tell the same findings at the same places: every case, read back from each format."""

from collections.abc import Callable
from importlib import import_module

import pytest

from tests.case_files import FOLDERS, lint_folder
from tests.fake import KEY, TOKEN, token
from tests.reporters.read_back import github
from tests.reporters.read_back.told import Told
from tests.run import check
from vtexlint.linter.report import LintResult
from vtexlint.reporters.plain import harmless
from vtexlint.reporters.style import Style
from vtexlint.reporters.table import FORMATS, TABLE, reporter
from vtexlint.rules.registry import rule

READERS: dict[str, Callable[[str], list[Told]]] = {
    row.name: import_module(f"tests.reporters.read_back.{row.module.rpartition('.')[2]}").read for row in TABLE
}
"""How each format is read back: a module for each that writes reports."""


@pytest.fixture(autouse=True)
def every_copy_is_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vtexlint.reporters.text.MOST_COPIES", 1000)


def of_outcome(outcome: LintResult) -> list[Told]:
    return [
        Told(f.rule, f.severity.word, f.location.path, f.location.start.line, f.location.start.column, harmless(f.message))
        for f in outcome.findings
    ]


def assert_agreement(outcome: LintResult) -> None:
    every = of_outcome(outcome)
    secrets = [told for told in every if rule(told.rule).risk]
    for row in TABLE:
        name, expected = row.name, secrets if row.only_secrets else every
        told = READERS[name](reporter(name)(outcome, Style()))
        assert len(told) == len(expected), name
        inside = expected
        if name == "text":  # shows the copies of a token with the first one
            told, inside = (sorted(listed, key=lambda one: (one.path, one.line, one.column, one.rule)) for listed in (told, expected))
        for one, other in zip(told, inside, strict=True):
            # a format without columns, or one that ends the sentence
            assert one._replace(column=other.column, message=other.message) == other, name
            assert one.column in (0, other.column), name
            assert one.message.rstrip(".") == other.message.rstrip("."), name


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_case(folder: str) -> None:
    assert_agreement(lint_folder(folder))


def test_a_finding_over_several_lines() -> None:
    outcome = check(
        "a.yaml", f"vtex:\n  appKey: {KEY}\n  appToken: >-\n    {TOKEN[:64]}\n    {TOKEN[64:]}\n", state="tracked", snippets=True
    )
    assert any(f.location.end.line > f.location.start.line for f in outcome.findings)
    assert_agreement(outcome)
    (line,) = [line for line in reporter("github")(outcome, Style()).splitlines() if "inner-whitespace" in line]
    assert "endLine=5" in line
    assert "col=" not in line


def test_columns_are_told_where_they_count() -> None:
    outcome = check(".env", f"VTEX_APP_KEY={token(1)}\nVTEX_APP_TOKEN={KEY}\n", snippets=True)
    assert [told.column for told in github.read(reporter("github")(outcome, Style()))] == [14]


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_found_is_a_valid_report_too(name: str) -> None:
    assert READERS[name](reporter(name)(LintResult((), check("a.env", "").summary), Style())) == []
