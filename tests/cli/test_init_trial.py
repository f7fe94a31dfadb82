"""The end of `vtexlint init`: the hook is tried with a bad file, in a temporary repository."""

import os
import re
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import clients
from vtexlint.cli.init import trial
from vtexlint.cli.init.shell_hook import ANYWHERE, new
from vtexlint.cli.main import run


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    where = tmp_path / "project"
    where.mkdir()
    monkeypatch.chdir(where)
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    for name, value in clients.environment().items():
        monkeypatch.setenv(name, value)
    git(where, "init", "-q", ".")
    return where


def git(where: Path, *arguments: str) -> str:
    return clients.run(where, "git", *arguments, environment=clients.environment()).stdout


def hook(where: Path, text: str) -> None:
    path = where / ".git/hooks/pre-commit"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    path.chmod(0o755)


def test_the_hook_refuses_and_the_repository_is_as_it_was(here: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "a.txt").write_text("x")
    git(here, "add", "a.txt")
    (here / ".env").write_text("VTEX_APP_TOKEN=\n")
    before = git(here, "ls-files", "-s")
    assert run(["init", "-y"]) == 0
    out = capsys.readouterr().out
    assert "The hook works: it refused vtexlint-probe.env" in out
    assert git(here, "ls-files", "-s") == before
    assert git(here, "log").startswith("fatal: ")
    assert sorted(path.name for path in here.iterdir()) == [".env", ".git", ".gitignore", "a.txt", "vtexlint.toml"]
    assert list((tmp_path / "tmp").iterdir()) == []
    assert not re.search("[A-Z]{100}", out)


def _others(where: Path) -> None:
    hook(where, "#!/bin/sh\necho vtexlint check >/dev/null\n")


def _settings(where: Path) -> None:
    run(["init", "-y"])
    (where / "vtexlint.toml").write_text('exclude = ["*.env"]\nforce-exclude = true\n')


@pytest.mark.parametrize("prepare", [_others, _settings])
def test_a_hook_that_lets_the_file_through(here: Path, capsys: pytest.CaptureFixture[str], prepare: Callable[[Path], None]) -> None:
    prepare(here)
    capsys.readouterr()
    assert run(["init", "-y"]) == 1
    out, err = capsys.readouterr()
    assert "vtexlint: the hook does not work: git committed vtexlint-probe.env" in err
    assert "The hook works" not in out


def test_a_hook_that_fails_for_another_reason(here: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hook(here, "#!/bin/sh\n/gone/vtexlint check --staged --quiet || { echo '\033[31mno program' >&2; exit 1; }\n")
    assert run(["init", "-y"]) == 1
    err = capsys.readouterr().err
    assert "for another reason, and named no finding of vtexlint. Its output:" in err
    assert "no program" in err
    assert "\033" not in err
    assert list((tmp_path / "tmp").iterdir()) == []


def test_a_committed_hook_needs_the_program_on_path(
    here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    git(here, "config", "core.hooksPath", "hooks")
    (here / "hooks").mkdir()
    (here / "hooks/pre-commit").write_text(new(ANYWHERE))
    (here / "hooks/pre-commit").chmod(0o755)
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    assert run(["init", "-y"]) == 1
    assert "`vtexlint` is not on PATH" in capsys.readouterr().err


def test_a_hook_that_does_not_end_is_ended(here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    hook(here, "#!/bin/sh\necho vtexlint check >/dev/null\nexec sleep 60\n")
    monkeypatch.setattr(trial, "_SECONDS", 0.2)
    assert run(["init", "-y"]) == 1
    assert "the hook could not be tried: git did not answer" in capsys.readouterr().err


def test_no_trial(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hook(here, "#!/bin/sh\necho vtexlint check >ran\n")
    assert run(["init", "-y", "--no-trial"]) == 0
    assert "Trying" not in capsys.readouterr().out
    assert not os.path.exists("ran")
