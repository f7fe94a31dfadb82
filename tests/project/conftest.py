"""What the tests of several modules share."""

from pathlib import Path

import pytest

from tests.gitrepo import Repo
from tests.project.writing import OLD


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """An `.env` that the tests of the write path replace, in its own directory."""
    path = tmp_path / "d" / ".env"
    path.parent.mkdir()
    path.write_bytes(OLD)
    return path


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repo:
    """A new repository, which is the current directory."""
    made = Repo(tmp_path / "repo")
    monkeypatch.chdir(made.path)
    return made
