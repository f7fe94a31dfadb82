"""Which git work tree holds a path, told from the disk alone: no git is asked."""

import os


def root_of(directory: str) -> str | None:
    """The work tree that an absolute directory lies in: the nearest one upward with a `.git`."""
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


def git_directory(root: str) -> str:
    """Where a work tree's git directory lies: its `.git`, or what a `.git` file (worktree, submodule) names; a bare one is its own."""
    mark = os.path.join(root, ".git")
    if not os.path.isfile(mark):
        return mark if os.path.isdir(mark) else root
    try:
        with open(mark, "rb") as file:
            head = file.read(4096)
    except OSError:
        return mark
    return os.path.join(root, os.fsdecode(head.partition(b"gitdir:")[2].strip()))


class Root:
    """The directory that paths are told from where the current directory must not matter: in fingerprints, in CI reports."""

    __slots__ = ("_base", "_directory")

    def __init__(self, directory: str, base: str) -> None:
        """`base` is what relative paths are resolved against; both are absolute."""
        self._directory = directory
        self._base = base

    @classmethod
    def of_run(cls, here: str, baseline: str | None) -> "Root":
        """The repository's root: the baseline's, else that of `here`; outside any, the baseline's own directory, else `here`."""
        beside = os.path.dirname(os.path.normpath(os.path.join(here, baseline))) if baseline else here
        return cls(root_of(beside) or root_of(here) or beside, here)

    def locate(self, path: str) -> str:
        """The path below the root, with `/`; a path that lies elsewhere as it is, absolute."""
        absolute = os.path.normpath(os.path.join(self._base, path))
        start = self._directory.rstrip(os.sep) + os.sep
        return (absolute[len(start) :] if absolute.startswith(start) else absolute).replace(os.sep, "/")

    def absolute(self, path: str) -> str:
        return os.path.normpath(os.path.join(self._directory, path))
