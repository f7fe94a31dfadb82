"""The command that audits a repository."""

import pytest

from tests.project.history.audited import History


@pytest.fixture
def history(capsys: pytest.CaptureFixture[str]) -> History:
    return History(capsys)
