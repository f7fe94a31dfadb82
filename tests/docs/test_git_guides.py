"""The hooks printed in docs/ work as printed."""

import os
import re
from pathlib import Path

import pytest

from tests.fake import KEY, TOKEN
from tests.gitrepo import Repo
from tests.paths import ROOT
from vtexlint.cli.history import parser

DOCS = ROOT / "docs"
PAIR = f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={TOKEN}\n"
GOOD = "VTEX_APP_KEY=${VTEX_APP_KEY}\nVTEX_APP_TOKEN=${VTEX_APP_TOKEN}\n"


def script(page: str) -> str:
    (found,) = re.findall(r"```sh\n(#!/bin/sh\n.*?)```", (DOCS / page).read_text(), re.DOTALL)
    return str(found)


@pytest.fixture
def on_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`vtexlint` as installed, whether or not this environment has the console script."""
    import sys

    program = tmp_path / "bin/vtexlint"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\nexec '{sys.executable}' -m vtexlint \"$@\"\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")


@pytest.mark.usefixtures("on_path")
def test_the_pre_commit_hook(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "repo")
    hook = script("staged.md")
    assert len([line for line in hook.splitlines() if line.strip()]) <= 10
    (repo.path / ".git/hooks").mkdir(exist_ok=True)
    path = repo.path / ".git/hooks/pre-commit"
    path.write_text(hook)
    path.chmod(0o755)
    repo.add(".env", PAIR)
    refused = repo.attempt("commit", "-m", "bad")
    assert refused.returncode == 1
    assert b"committed-secret" in refused.stderr
    assert b"stage them again" in refused.stderr
    assert TOKEN.encode() not in refused.stderr + refused.stdout
    repo.add(".env", GOOD)
    repo.git("commit", "-m", "good")
    repo.write(".env", PAIR)
    assert repo.attempt("commit", "-am", "bad").returncode == 1
    repo.git("commit", "--no-verify", "-am", "skipped")


def test_the_pre_commit_hook_without_vtexlint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repo = Repo(tmp_path / "repo")
    repo.hook("pre-commit", script("staged.md").removeprefix("#!/bin/sh\n"))
    repo.add(".env", GOOD)
    (tmp_path / "bin").mkdir()
    for name in ("git", "sh"):
        (tmp_path / "bin" / name).symlink_to(_which(name))
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    refused = repo.attempt("commit", "-m", "good")
    assert refused.returncode == 1
    assert b"vtexlint is not installed" in refused.stderr


def _which(name: str) -> str:
    import shutil

    return str(shutil.which(name))


@pytest.mark.usefixtures("on_path")
def test_the_server_hook(tmp_path: Path) -> None:
    server = Repo(tmp_path / "server.git", options=("--bare",))
    path = server.path / "hooks/pre-receive"
    path.parent.mkdir(exist_ok=True)
    path.write_text(script("git-hooks.md"))
    path.chmod(0o755)
    repo = Repo(tmp_path / "repo")
    repo.add(".env", GOOD)
    repo.commit()
    repo.git("push", "-q", str(server.path), "HEAD:main", "HEAD:other")
    repo.git("push", "-q", str(server.path), ":other")  # a deletion has no new commit
    repo.add(".env", PAIR)
    repo.commit()
    for branch in ("main", "new"):
        refused = repo.attempt("push", "-q", str(server.path), f"HEAD:{branch}")
        assert refused.returncode == 1
        assert b"committed-secret" in refused.stderr
    tip = repo.git("rev-parse", "HEAD")[:12]
    assert f"{tip} still contains it" in refused.stderr.decode()
    repo.git("rm", "-q", ".env")
    repo.commit()
    gone = repo.attempt("push", "-q", str(server.path), "HEAD:new")
    tip = repo.git("rev-parse", "HEAD")[:12]
    assert f"{tip} does not contain it, but the history does" in gone.stderr.decode()
    assert b"; HEAD" not in gone.stderr
    path.unlink()
    repo.git("push", "-q", str(server.path), "HEAD:main")
    repo.add(".env", GOOD)
    repo.commit()
    path.write_text(script("git-hooks.md"))
    path.chmod(0o755)
    repo.git("push", "-q", str(server.path), "HEAD:main")  # what the server has already is not held against a push


def test_the_guide_names_every_option() -> None:
    page = (DOCS / "history.md").read_text()
    options = {name for action in parser()._actions for name in action.option_strings if name.startswith("--")}
    missing = {name for name in options - {"--help", "--colour"} if name not in page}
    assert not missing
