"""Where a repository's root is, and how paths are told from it."""

import os
from pathlib import Path

import pytest

from vtexlint.project.location import Root


@pytest.fixture
def two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two repositories side by side, the second a worktree, with a place outside both."""
    for name in ("a/sub", "b/ci", "outside"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "a/.git").mkdir()
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
