"""The files of a work tree that git tracks, and those that the next `git add .` would take."""

import os

from vtexlint._startup.typed import NamedTuple
from vtexlint.project.git.process import Git, GitError, GitMissingError
from vtexlint.project.git.worktree import NOT_INSTALLED, ignores_case, pathspec
from vtexlint.project.git.worktree import ignored_directories as ignored_directories
from vtexlint.project.project import fold_case, git_name


class GitFiles(NamedTuple):
    """Paths relative to the work tree's root, with `/`; `directories` contain such a path, `tracked_directories` a tracked one.

    Where git ignores case, all of them are as `fold_case` makes them, and `spelled` has the tracked ones as git has them; else it is None.
    """

    tracked: frozenset[str]
    untracked: frozenset[str]
    directories: frozenset[str]
    tracked_directories: frozenset[str]
    spelled: dict[str, str] | None = None


def listing(root: str, base: str, below: str = "") -> GitFiles:
    """The files of a work tree that are tracked or not ignored, in the directory `below` it. Raises GitError."""
    is_folded = ignores_case(root)
    try:
        answer = Git(root, base).run("ls-files", "-z", "-t", "--cached", "--others", "--exclude-standard", "--", *_limit(root, below))
    except GitMissingError:
        raise GitError(NOT_INSTALLED(directory=root)) from None
    tracked: set[str] = set()
    untracked: set[str] = set()
    for line in git_name(os.fsdecode(answer)).split("\0"):
        (untracked if line.startswith("?") else tracked).add(line[2:])
    spelled = None
    if is_folded:
        spelled = {fold_case(name): name for name in tracked}
        tracked, untracked = set(spelled), set(map(fold_case, untracked))
    tracked_directories = _above(tracked)
    return GitFiles(frozenset(tracked), frozenset(untracked), tracked_directories | _above(untracked), tracked_directories, spelled)


def removed(root: str, base: str, below: str = "") -> tuple[str, ...]:
    """The files that HEAD has and git tracks no more (`git rm --cached`), as in `listing`. Raises GitError."""
    git = Git(root, base)
    asked = ("diff-index", "--cached", "--name-only", "-z", "--no-renames", "--diff-filter=D", "HEAD", "--", *_limit(root, below))
    try:
        answer = git.run(*asked)
    except GitError:
        if git.run("rev-parse", "--verify", "--quiet", "HEAD", accept=(0, 1)):
            raise
        return ()  # no commit yet
    return tuple(filter(None, git_name(os.fsdecode(answer)).split("\0")))


def _limit(root: str, below: str) -> tuple[str, ...]:
    return (pathspec(root, below),) if below else ()


def _above(paths: set[str]) -> frozenset[str]:
    """All directories that contain one of the paths."""
    found: set[str] = set()
    for path in paths:
        directory = path.rpartition("/")[0]
        while directory and directory not in found:
            found.add(directory)
            directory = directory.rpartition("/")[0]
    return frozenset(found)
