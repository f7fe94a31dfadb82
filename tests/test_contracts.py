"""The contracts that hold the code together: no hidden directory, one parse before and one after a fix, one item never ends a run."""

import ast
import os
import threading
from pathlib import Path

import pytest

from tests.fake import KEY, TOKEN
from tests.paths import ROOT
from tests.run import here
from vtexlint import check_paths
from vtexlint.cli.main import run
from vtexlint.linter import parse_file
from vtexlint.project.effective_settings import RunOptions
from vtexlint.project.project import Project
from vtexlint.project.run import Session

PACKAGE = ROOT / "vtexlint"
DIRECTORY_OF_THE_PROCESS = {"getcwd", "getcwdb", "chdir", "fchdir", "abspath", "cwd", "expanduser"}


def test_nothing_below_the_command_line_reads_the_current_directory() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.attr}"
        for path in sorted(PACKAGE.rglob("*.py"))
        if "cli" not in path.relative_to(PACKAGE).parts
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute) and node.attr in DIRECTORY_OF_THE_PROCESS
    ]
    assert found == []


def test_two_projects_in_two_threads_do_not_disturb_each_other(tmp_path: Path) -> None:
    findings: dict[str, list[str]] = {}

    def lint(name: str) -> None:
        session = Session(Project(str(tmp_path / name)), RunOptions())
        for _ in range(20):
            findings.setdefault(name, []).extend(f.location.path for f in session.check_paths().outcome.findings)

    before = os.path.realpath(".")
    for name, file in (("one", "a.env"), ("two", "deep/b.env")):
        (tmp_path / name / file).parent.mkdir(parents=True)
        (tmp_path / name / file).write_text(f"VTEX_APP_KEY={KEY} \nVTEX_APP_TOKEN=${{X}}\n")
        (tmp_path / name / "vtexlint.toml").write_text('select = ["surrounding-whitespace"]\n')
    threads = [threading.Thread(target=lint, args=(name,)) for name in ("one", "two")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert findings == {"one": ["a.env"] * 20, "two": ["deep/b.env"] * 20}
    assert os.path.realpath(".") == before


def test_the_api_lints_in_the_directory_that_it_is_given(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(f"VTEX_APP_KEY={KEY} \nVTEX_APP_TOKEN=${{X}}\n")
    assert [f.location.path for f in check_paths([".env"], root=tmp_path)] == [".env"]
    with pytest.raises(ValueError, match="an absolute path is expected"):
        check_paths([".env"], root="x")


@pytest.mark.parametrize(("options", "parses"), [(["--fix"], 2), (["--diff"], 2), ([], 1)])
def test_one_fault_costs_a_fix_two_parses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: list[str], parses: int) -> None:
    parsed: list[str] = []
    whole = parse_file.parse  # type: ignore[attr-defined]

    def counting(source, format):  # type: ignore[no-untyped-def]
        parsed.append(source.display_path)
        return whole(source, format)

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(parse_file, "parse", counting)
    Path(".env").write_text(f"VTEX_APP_KEY={KEY} \nVTEX_APP_TOKEN=${{X}}\n")
    run(["check", *options, ".env"])
    assert parsed == [".env"] * parses


class TestOneItemNeverEndsARun:
    def test_a_file(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
        from vtexlint.linter import lint

        real = lint.parse_file  # type: ignore[attr-defined]

        def broken(source, *rest):  # type: ignore[no-untyped-def]
            if source.display_path == "b.env":
                raise RecursionError(TOKEN)
            return real(source, *rest)

        monkeypatch.chdir(tmp_path)
        monkeypatch.setattr(lint, "parse_file", broken)
        for name in ("a.env", "b.env", "c.env"):
            Path(name).write_text(f"VTEX_APP_KEY={KEY} \nVTEX_APP_TOKEN=${{X}}\n")
        assert run(["check", "--format", "concise"]) == 2
        captured = capfd.readouterr()
        assert "a.env:1:14: info surrounding-whitespace" in captured.out
        assert "b.env:1:1: error unreadable-file could not be checked" in captured.out
        assert "c.env:1:14: info surrounding-whitespace" in captured.out
        assert "b.env: vtexlint failed on this file (RecursionError at test_contracts.py:" in captured.err
        assert TOKEN[:12] not in captured.out + captured.err


def test_the_current_project_is_the_current_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert here().root == os.path.realpath(tmp_path)
