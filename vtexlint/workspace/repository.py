"""Which git work tree holds a path, told from the disk alone: no git is asked."""

import os


def repository_of(path: str) -> str | None:
    """The work tree that holds a path: the nearest directory upward with a `.git`."""
    directory = os.path.dirname(os.path.abspath(path))
    return root_of(directory)


def root_of(directory: str) -> str | None:
    while True:
        mark = os.path.join(directory, ".git")
        if os.path.lexists(mark) and _is_git(mark):
            return directory
        parent = os.path.dirname(directory)
        if parent == directory:
            return None
        directory = parent


def _is_git(mark: str) -> bool:
    """A `.git` file (worktree, submodule) or a directory with a HEAD; an empty folder of that name is none."""
    return os.path.isfile(mark) or os.path.exists(os.path.join(mark, "HEAD"))
