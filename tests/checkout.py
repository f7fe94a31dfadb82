"""A copy of this checkout, with what is not committed yet."""

import shutil
from pathlib import Path

import pytest

from tests import clients
from tests.paths import ROOT


def names() -> list[str]:
    """The files that git tracks, and those that it does not know yet. Skips the test where this is not a checkout."""
    done = clients.run(ROOT, "git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", environment=clients.environment())
    if done.returncode:
        pytest.skip("this is not a checkout: git cannot list its files")
    return [name for name in done.stdout.split("\0") if name and (ROOT / name).is_file()]


def copy_to(where: Path) -> Path:
    """Copy the files, and make a repository of them with one commit."""
    for name in names():
        (where / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, where / name)
    clients.commit_all(where)
    return where


def mypy_cache(where: Path) -> Path:
    """A folder for mypy's cache; with what mypy kept of this checkout, which saves a minute, where it has run."""
    where.mkdir(parents=True, exist_ok=True)
    if (ROOT / ".mypy_cache").is_dir():
        shutil.copytree(ROOT / ".mypy_cache", where, dirs_exist_ok=True)
    return where
