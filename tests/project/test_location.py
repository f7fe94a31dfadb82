"""Where a repository's root is, and how paths are told from it."""

import os
from pathlib import Path

import pytest

from tests.gitrepo import Repo
from vtexlint.project.project import Root, root_of


@pytest.fixture
def two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two repositories side by side, the second a worktree, with a place outside both."""
    for name in ("a/sub", "b/ci", "outside"):
        (tmp_path / name).mkdir(parents=True)
    for name in ("objects", "refs"):
        (tmp_path / "a/.git" / name).mkdir(parents=True)
    (tmp_path / "a/.git/HEAD").write_text("ref: refs/heads/main\n")
    (tmp_path / "b/.git").write_text("gitdir: ../elsewhere\n")
    monkeypatch.chdir(tmp_path / "a/sub")
    return tmp_path


@pytest.mark.parametrize(
    ("here", "baseline", "located"),
    [
        ("a/sub", None, "sub/x.env"),
        ("a/sub", "../b.json", "sub/x.env"),
        ("a/sub", "../../outside/b.json", "sub/x.env"),  # a baseline outside any repository: the current one counts
        ("outside", "../a/sub/b.json", "sub/x.env"),
        ("b/ci", "../../a/b.json", "sub/x.env"),
        ("outside", "b.json", "{tmp}/a/sub/x.env"),
        (".", "outside/b.json", "{tmp}/a/sub/x.env"),
        (".", None, "a/sub/x.env"),
    ],
)
def test_the_root_of_a_run(two: Path, here: str, baseline: str | None, located: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(two / here)
    root = Root.of_run(str(two / here), baseline)
    path = root.locate(str(two / "a/sub/x.env"))
    assert path == located.format(tmp=two)
    assert root.absolute(path) == str(two / "a/sub/x.env")


def test_a_path_elsewhere_stays_absolute_and_a_like_name_is_elsewhere(two: Path) -> None:
    (two / "ab").mkdir()
    assert Root.of_run(str(two / "a/sub"), None).locate("../../ab/x.env") == f"{two}/ab/x.env"
    assert Root(os.sep, str(two)).locate("/etc/x.env") == "etc/x.env"


@pytest.mark.parametrize(
    "stray", [{}, {"HEAD": "ref: refs/heads/main\n"}, {"HEAD": "ref: refs/heads/main\n", "objects/x": ""}, {"HEAD": "", "refs/x": ""}]
)
def test_a_stray_git_directory_is_not_a_repository(tmp_path: Path, stray: dict[str, str]) -> None:
    """As `git rev-parse --show-toplevel` has it."""
    repo = Repo(tmp_path / "repo")
    (repo.path / "config/.git").mkdir(parents=True)
    for name, text in stray.items():
        repo.write(f"config/.git/{name}", text)
    assert root_of(str(repo.path / "config")) == str(repo.path)
    assert Repo(repo.path / "config", init=False).git("rev-parse", "--show-toplevel") == os.path.realpath(repo.path)


def test_a_file_of_that_name_without_a_directory_is_not_a_repository(tmp_path: Path) -> None:
    Repo(tmp_path / "repo").write("config/.git", "nothing of git\n")
    assert root_of(str(tmp_path / "repo/config")) == str(tmp_path / "repo")


def test_a_work_tree_and_a_submodule_are_repositories(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "repo")
    repo.commit()
    repo.git("worktree", "add", "-q", str(tmp_path / "second"))
    assert root_of(str(tmp_path / "second")) == str(tmp_path / "second")
