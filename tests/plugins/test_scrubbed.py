"""The environment in which tests run."""

import subprocess
from pathlib import Path

import pytest

from tests import clients


@pytest.mark.parametrize("environment", [None, clients.environment()], ids=["a test", "a program that it starts"])
def test_git_reads_and_changes_no_settings_but_a_repository_s_own(tmp_path: Path, environment: dict[str, str] | None) -> None:
    def git(*arguments: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(["git", "config", *arguments], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)

    read = git("--list")
    assert (read.returncode, read.stdout) == (0, "")
    written = git("--global", "user.name", "x")
    assert written.returncode != 0
    assert "could not lock config file" in written.stderr
