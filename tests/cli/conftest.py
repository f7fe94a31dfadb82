"""What the tests of several commands share."""

import pytest

from vtexlint.cli.init import command
from vtexlint.cli.init.trial import Trial


@pytest.fixture
def no_trial(monkeypatch: pytest.MonkeyPatch) -> None:
    """For tests of `init` that commit themselves; test_init_trial.py is about the trial at the end."""
    monkeypatch.setattr(command, "tried", lambda root: Trial("refused"))
