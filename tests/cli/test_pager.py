"""A page that is longer than the terminal goes through the pager of the user, and a short one, or none, is printed."""

import os
from pathlib import Path

import pytest

from tests.cli import terminal
from tests.gitrepo import Repo

PAGE = ("explain", "authentication")  # longer than any terminal is high
PAGER = "sed s/^/|/"


def page_shown(tmp_path: Path, *arguments: str, **environment: str) -> str:
    status, shown, _ = terminal.run(*arguments, cwd=tmp_path, merged=True, environment={"LINES": "20", **environment})
    assert status == 0
    return shown


def test_a_long_page(tmp_path: Path) -> None:
    plain = page_shown(tmp_path, *PAGE, PAGER="cat")
    paged = page_shown(tmp_path, *PAGE, PAGER=PAGER)
    assert plain.count("\n") > 40
    assert paged == "".join(f"|{line}" for line in plain.splitlines(keepends=True))


@pytest.mark.parametrize("pager", ["", "cat", "no-such-program", "'", "/nowhere/less"])
def test_no_pager(tmp_path: Path, pager: str) -> None:
    printed = page_shown(tmp_path, *PAGE, PAGER=PAGER, TERM="dumb", NO_COLOR="1")
    assert "|" not in printed.split("\n")[0]
    assert page_shown(tmp_path, *PAGE, PAGER=pager, NO_COLOR="1") == printed


def test_a_pager_of_the_repository_is_not_run(tmp_path: Path) -> None:
    repo = Repo(tmp_path)
    programs = repo.write("node_modules/.bin/show-page", "#!/bin/sh\nsed 's/^/|/'\n").parent
    (programs / "show-page").chmod(0o755)
    path = f"{programs}{os.pathsep}{os.environ['PATH']}"
    assert "|" not in page_shown(tmp_path, *PAGE, PAGER="show-page", PATH=path, NO_COLOR="1").split("\n")[0]
    elsewhere = tmp_path.parent  # the user's own folder
    assert page_shown(elsewhere, *PAGE, PAGER="show-page", PATH=path, NO_COLOR="1").startswith("|")


def test_a_short_page(tmp_path: Path) -> None:
    assert "|" not in page_shown(tmp_path, "version", PAGER=PAGER)
