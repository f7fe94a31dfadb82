"""A repository, and the command that audits it."""

from pathlib import Path

import pytest

from tests.gitrepo import Repo
from tests.project.history.audited import History


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repo:
    made = Repo(tmp_path / "repo")
    monkeypatch.chdir(made.path)
    return made


@pytest.fixture
def history(capsys: pytest.CaptureFixture[str]) -> History:
    return History(capsys)
