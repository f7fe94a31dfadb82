""".pre-commit-config.yaml, the hooks of this repository, run by the real pre-commit in a copy of it."""

import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from tests import checkout, clients
from tests.fake import KEY, TOKEN
from tests.paths import ROOT
from vtexlint._startup.typed import NamedTuple

CONFIG = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text())
HOOKS = {hook["id"]: hook for repo in CONFIG["repos"] for hook in repo["hooks"]}
PROGRAMS = sorted({Path(hook["entry"].split()[0]).name for hook in HOOKS.values()} | {"pre-commit"})
ABSENT = [name for name in PROGRAMS if shutil.which(name, path=str(clients.BIN)) is None]
needs_programs = pytest.mark.skipif(bool(ABSENT), reason=f"not installed: {', '.join(ABSENT)} (`--group dev`)")


def test_nothing_is_fetched() -> None:
    assert [repo["repo"] for repo in CONFIG["repos"]] == ["local"]
    for hook in HOOKS.values():
        assert hook["language"] == "system"
        assert hook["entry"].startswith(".venv/bin/")
    assert {"ruff", "ruff-format", "mypy", "typos", "vtexlint", "zizmor", "workflows"} <= HOOKS.keys()


class Copy(NamedTuple):
    """A copy of the tree whose `.venv` is the environment of the tests."""

    root: Path
    caches: Path

    def pre_commit(self, *words: str) -> tuple[int, dict[str, str], str]:
        """Exit status, result of each hook by its name, and output."""
        home, mypy = str(self.caches / "pre-commit"), str(self.caches / "mypy")
        # the copy's vtexlint, not the one that is installed
        environment = clients.environment(PRE_COMMIT_HOME=home, MYPY_CACHE_DIR=mypy, PYTHONPATH=str(self.root), PIP_NO_INDEX="1")
        done = clients.run(self.root, ".venv/bin/pre-commit", *words, environment=environment)
        results = dict(re.findall(r"^(\S.*?)\.{3,}(?:\([\w ]+\))?(\w+)$", done.stdout, re.MULTILINE))
        return done.returncode, results, done.stdout

    def git(self, *words: str) -> None:
        assert clients.run(self.root, "git", *words, environment=clients.environment()).returncode == 0


@pytest.fixture(scope="module")
def caches(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("caches")
    checkout.mypy_cache(where / "mypy")
    return where


@pytest.fixture
def copy(tmp_path: Path, caches: Path) -> Copy:
    root = checkout.copy_to(tmp_path / "copy")
    (root / ".venv").symlink_to(Path(sys.prefix))
    return Copy(root, caches)


@needs_programs
def test_all_files_pass(copy: Copy) -> None:
    status, results, output = copy.pre_commit("run", "--all-files")
    assert status == 0, output
    assert results == {hook["name"]: "Passed" for hook in HOOKS.values()}


def _formatted(text: str) -> str:
    return text.replace("def ", "def  ", 1)


def _undefined(text: str) -> str:
    return text + "\n\ndef added() -> int:\n    return ''\n"


def _misspelled(text: str) -> str:
    return text + "\nA sentence that contians an error.\n"


def _unpinned(text: str) -> str:
    return re.sub(r"(actions/checkout)@\w+", r"\1@main", text, count=1)


def _unknown_key(text: str) -> str:
    return text + "    need: [nothing]\n"


def _leak(text: str) -> str:
    return text + f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={TOKEN}\n"


def _stale(text: str) -> str:
    return text.replace("# ", "# Of ", 1)


@needs_programs
@pytest.mark.parametrize(
    ("hook", "file", "change"),
    [
        ("ruff-format", "tools/minutes.py", _formatted),
        ("mypy", "tools/minutes.py", _undefined),
        ("typos", "docs/ci.md", _misspelled),
        ("zizmor", ".github/workflows/ci.yml", _unpinned),
        ("workflows", ".github/workflows/wheel.yml", _unknown_key),
        ("generate", "docs/rules/key-casing.md", _stale),
        ("vtexlint", "shop.env", _leak),
    ],
)
def test_each_stops_a_commit(copy: Copy, hook: str, file: str, change: Callable[[str], str]) -> None:
    path = copy.root / file
    before = path.read_text() if path.exists() else ""
    assert change(before) != before
    path.write_text(change(before))
    copy.git("add", "--", file)
    status, results, output = copy.pre_commit("run", hook)
    assert (status, results) == (1, {HOOKS[hook]["name"]: "Failed"}), output
    assert TOKEN not in output
