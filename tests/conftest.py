"""A scrubbed environment for every test."""

import os
from pathlib import Path

import pytest

SHARED = Path(__file__).parents[2] / "shared"
_PREFIXES = ("VTEX", "GIT_", "GITHUB_", "GITLAB_", "PRE_COMMIT")
_NAMES = ("CI", "NO_COLOR", "FORCE_COLOR", "TERM", "COLUMNS")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="write the expectations of tests/cases anew")


@pytest.fixture(autouse=True)
def _scrubbed(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith(_PREFIXES) or name in _NAMES:
            monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of conformance data beside the checkout; a test that needs it skips where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("no ../shared beside the checkout: conformance data is not at hand")
    return SHARED
