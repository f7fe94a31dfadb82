"""vtexlint's own repository, as somebody sees it who clones it and runs the README's first command."""

import pytest

from tests.paths import ROOT
from vtexlint.cli.main import run


@pytest.mark.parametrize("start", [".", "docs", "schemas"])
def test_the_project_itself_is_clean(start: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    status = run(["check", start])
    out, err = capsys.readouterr()
    note = "vtexlint: note: no config file and no credential was found in docs\n" if start == "docs" else ""
    assert (status, err) == (0, note), out + err
    if start == ".":
        assert run(["check", "--show-files"]) == 0
        files = capsys.readouterr().out.splitlines()
        assert "pyproject.toml" in files
        assert not [file for file in files if file.startswith("tests/cases/")]


def test_but_for_the_cases_whose_faults_are_made_on_purpose(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    assert run(["check", "--no-config", "tests/cases", "--ignore", "committed-secret,unprotected-secret"]) == 1
    capsys.readouterr()
