"""Progress: on a terminal, in a long run, and gone before the report."""

import io
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli import terminal
from tests.fake import KEY
from vtexlint.cli import track
from vtexlint.cli.main import run

# a person's run, with no waiting
PROGRAM = "import vtexlint.cli.progress as r; r.FIRST = r.EVERY = 0; from vtexlint.__main__ import main; raise SystemExit(main())"
LINE = re.compile(r"\r\x1b\[Kvtexlint: (\d+) % of the files read")


@pytest.fixture
def many(tmp_path: Path) -> Path:
    for number in range(500):
        (tmp_path / f"{number:03}.env").write_text("PORT=1\n")
    (tmp_path / "bad.env").write_text(f"VTEX_APP_KEY={KEY} \n")
    return tmp_path


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_long_run_on_a_terminal_shows_it_and_clears_it_before_the_report(many: Path, jobs: str) -> None:
    status, shown, _ = terminal.run("check", "--jobs", jobs, ".", cwd=many, merged=True, program=("-c", PROGRAM))
    assert status == 1
    told = [int(number) for number in LINE.findall(shown)]
    assert told
    assert told == sorted(told)
    assert max(told) < 100
    before, _, report = shown.rpartition("\r\x1b[K")
    assert "% of the files" not in report
    assert "surrounding-whitespace" in report
    assert "surrounding-whitespace" not in before


def test_it_is_on_stderr(many: Path) -> None:
    _, out, error = terminal.run("check", ".", cwd=many, program=("-c", PROGRAM))
    assert LINE.search(error)
    assert "% of the files" not in out


@pytest.mark.parametrize("arguments", [("check", "-q", "."), ("check", "bad.env", "001.env")])
def test_quiet_and_short_runs_show_none(many: Path, arguments: tuple[str, ...]) -> None:
    _, out, error = terminal.run(*arguments, cwd=many, program=("-c", PROGRAM))
    assert "% of the files" not in out + error


def test_a_pipe_gets_none(many: Path) -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM, "check", "."], cwd=many, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_it_waits_and_is_cleared_on_the_way_out_of_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([0.0, 0.1, 0.4, 0.6, 0.6, 0.65, 0.9, 0.9])
    monkeypatch.setattr("time.monotonic", lambda: next(clock))
    stream = Terminal()
    files = track.progress([1, 2, 3, 4, 5], stream)
    assert [next(files), next(files)] == [1, 2]
    assert stream.getvalue() == ""
    assert [next(files), next(files)] == [3, 4]
    assert LINE.findall(stream.getvalue()) == ["40"]
    files.close()  # type: ignore[attr-defined]
    assert stream.getvalue().endswith("\r\x1b[K")


def test_no_findings_is_not_said_where_nothing_was_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.env").write_text("A=1\n")
    for words, said in ((["absent"], "nothing was checked\n"), (["absent", "a.env"], "no findings in 1 config file; no credentials\n")):
        assert run(["check", *words]) == 2
        shown = capfd.readouterr()
        assert shown.out == said
        assert "absent: this file or directory does not exist" in shown.err
    errors = []
    for _ in range(2):  # the second run replaces the report of the first: it is one of ours
        assert run(["check", "absent", "--output", "text=report.txt"]) == 2
        errors.append(capfd.readouterr().err)
    assert errors[0] == errors[1]
