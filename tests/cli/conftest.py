"""What the tests of several commands share."""

from pathlib import Path

import pytest

from tests.cli.hook_steps import git
from vtexlint.cli.init import command
from vtexlint.cli.init.trial import Trial


@pytest.fixture
def no_trial(monkeypatch: pytest.MonkeyPatch) -> None:
    """For tests of `init` that commit themselves; test_init_trial.py is about the trial at the end."""
    monkeypatch.setattr(command, "tried", lambda root: Trial("refused"))


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current directory: a new git repository."""
    where = tmp_path / "project"
    where.mkdir()
    monkeypatch.chdir(where)
    git(where, "init", "-q", ".")
    return where
