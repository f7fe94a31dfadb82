"""Steps of the tests of git hooks: a repository, `init`, a commit that the hook judges."""

import subprocess
from pathlib import Path

import pytest

from tests import clients
from tests.fake import KEY, TOKEN

GOOD = "VTEX_APP_KEY=${KEY}\nVTEX_APP_TOKEN=${TOKEN}\n"
BAD = f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={TOKEN}\n"
PROGRAM = clients.BIN / "vtexlint"
MIRROR = ("--repo", "https://git.example.com/tools/lint", "--rev", "v1")
needs_script = pytest.mark.skipif(not PROGRAM.exists(), reason="this environment has no console script of vtexlint")


def git(where: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return clients.run(where, "git", *arguments, environment=clients.environment())


def init(where: Path, *arguments: str, program: str | Path = PROGRAM) -> "subprocess.CompletedProcess[str]":
    return clients.run(where, str(program), "init", "-y", "--no-trial", *arguments, environment=clients.environment())


def commit(where: Path, text: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    (where / "a.env").write_text(text)
    git(where, "add", "-f", "a.env")
    return git(where, "commit", "-qm", "x", *arguments)


def demand_works(where: Path) -> None:
    """A bad file is refused with its fault, a good one is not."""
    done = commit(where, BAD)
    assert (done.returncode, "error committed-secret" in done.stdout) == (1, True), done.stdout
    assert TOKEN not in done.stdout
    done = commit(where, GOOD, "--allow-empty")
    assert done.returncode == 0, done.stdout


def hook_of(where: Path) -> Path:
    return where / ".git/hooks/pre-commit"
