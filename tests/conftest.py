"""A scrubbed environment for every test."""

import os
import shutil
from pathlib import Path

import pytest

from tests import clients
from tests.paths import ROOT, SHARED

pytest_plugins = ["tests.plugins.lanes", "tests.plugins.skips"]

_PREFIXES = ("VTEX", "GIT_", "GITHUB_", "GITLAB_", "PRE_COMMIT")
_NAMES = ("CI", "NO_COLOR", "FORCE_COLOR", "TERM", "COLUMNS", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG", "PAGER")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="write the expectations of tests/cases anew")


@pytest.fixture(scope="session")
def _no_settings(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A folder for users' settings without any."""
    return str(tmp_path_factory.mktemp("no-settings"))


@pytest.fixture(autouse=True)
def _scrubbed(monkeypatch: pytest.MonkeyPatch, _no_settings: str) -> None:
    for name in list(os.environ):
        if name.startswith(_PREFIXES) or name in _NAMES:
            monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", clients.NO_GIT_SETTINGS)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    # no test reads the settings of whoever runs it: in the programs that a test starts, too
    monkeypatch.setenv("XDG_CONFIG_HOME", _no_settings)
    monkeypatch.setenv("APPDATA", _no_settings)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of conformance data beside the checkout; a test that needs it skips where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("no ../shared next to the checkout: conformance data is missing")
    return SHARED


@pytest.fixture(scope="session")
def own_repository(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """This checkout as a repository of its own, with what is not committed yet; and its commit."""
    where = tmp_path_factory.mktemp("own-repository")
    root = ROOT
    for name in ("vtexlint", "schemas", "docs"):
        shutil.copytree(root / name, where / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml"):
        shutil.copy(root / name, where / name)
    return where, clients.commit_all(where)
