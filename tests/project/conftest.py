"""What the tests of several modules share."""

from pathlib import Path

import pytest

from tests.project.writing import OLD


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """An `.env` that the tests of the write path replace, in a directory of its own."""
    path = tmp_path / "d" / ".env"
    path.parent.mkdir()
    path.write_bytes(OLD)
    return path
