"""Trees are read once, and what commits change is what git says."""

import random
import tempfile
from pathlib import Path

import pytest

from tests.gitrepo import Repo
from vtexlint.project.git import log
from vtexlint.project.git.log import Commit, CommitChange
from vtexlint.project.git.process import Git
from vtexlint.project.git.trees import MOST_PLACES, Walk, open_trees


def changed(repo: Repo) -> set[tuple[str, str, str]]:
    """Commit, blob and path of each change."""
    git = Git(str(repo.path), str(repo.path))
    with tempfile.TemporaryFile() as listed, open_trees(git) as trees:
        log.list_commits(git, ["--all"], None, listed)
        found = log.changes(trees, listed, repeats=True)
        return {(one.commit.id, one.oid, one.path) for one in found if isinstance(one, CommitChange)}


def as_git_says(repo: Repo) -> set[tuple[str, str, str]]:
    found = set()
    for commit in repo.git("rev-list", "--all").split():
        words = repo.git("diff-tree", "-r", "--root", "-c", "--raw", "-z", "--no-renames", "--no-abbrev", "--no-commit-id", commit).split(
            "\0"
        )
        for head, path in zip(words[::2], words[1::2], strict=False):
            parents = len(head) - len(head.lstrip(":"))
            fields = head[parents:].split(" ")
            if fields[parents] not in ("000000", "160000"):
                found.add((commit, fields[2 * parents + 1], path))
    return found


def test_the_changes_are_those_of_git(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "repo")
    chance = random.Random(5)
    names = ["a", "b/a", "b/c/a", "b/c/d", "e/f", "e", "g \u00e9/h"]
    for number in range(40):
        repo.git("rm", "-rq", "--ignore-unmatch", *chance.sample(names, 2))
        for name in chance.sample(names, 2):
            if not any((repo.path / part).is_file() for part in Path(name).parents) and not (repo.path / name).is_dir():
                repo.add(name, str(chance.randrange(3)))
        repo.commit()
        if number % 10 == 3:
            repo.git("checkout", "-q", "-B", f"side{number}")
        if number % 10 == 8:
            repo.git("checkout", "-q", "main")
            repo.attempt("merge", "-q", "-s", "ours", "-m", "m", f"side{number - 5}")
    assert changed(repo) == as_git_says(repo)


@pytest.fixture
def bomb(tmp_path: Path) -> Repo:
    """A tree of 30 levels, each of which contains the next one ten times."""
    repo = Repo(tmp_path / "bomb")
    oid = repo.git("hash-object", "-w", "--stdin", stdin=b"A=1\n")
    kind, mode = "blob", "100644"
    for _ in range(30):
        oid = repo.git("mktree", stdin="".join(f"{mode} {kind} {oid}\t{number}.env\n" for number in range(10)).encode())
        kind, mode = "tree", "040000"
    repo.git("update-ref", "refs/heads/main", repo.git("commit-tree", "-m", "x", oid))
    return repo


def test_each_tree_of_a_bomb_is_read_once(bomb: Repo) -> None:
    git = Git(str(bomb.path), str(bomb.path))
    with open_trees(git) as trees:
        entries = list(Walk(trees).changes(bomb.git("rev-parse", "HEAD^{tree}")))
        assert trees.read == 30
        assert trees.left_out
    assert len(entries) == 10 * MOST_PLACES


def test_a_commit_is_listed_with_its_date(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "repo")
    repo.add("a", "1")
    made = repo.commit(date="2024-02-03T04:05:06+01:00")
    git = Git(str(repo.path), str(repo.path))
    with tempfile.TemporaryFile() as listed, open_trees(git) as trees:
        assert log.list_commits(git, ["--all"], None, listed) == 1
        assert next(log.changes(trees, listed)) == Commit(made, "2024-02-03T04:05:06+01:00", "2024-02-03T04:05:06+01:00")
