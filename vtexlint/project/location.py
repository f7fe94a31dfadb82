"""Which git work tree holds a path, told from the disk alone: no git is asked."""

import os


def root_of(directory: str) -> str | None:
    """The work tree that an absolute directory is in: the nearest one upward with a `.git` that git takes for a repository."""
    while True:
        mark = os.path.join(directory, ".git")
        if os.path.lexists(mark) and _is_git(mark):
            return directory
        parent = os.path.dirname(directory)
        if parent == directory:
            return None
        directory = parent


def _is_git(mark: str) -> bool:
    """A `.git` file (worktree, submodule) that names a directory, or a directory with HEAD, objects and refs, as git asks.

    Anything else of that name is passed over, as git does: a stray `.git/HEAD` must not hide the repository around it.
    """
    if os.path.isfile(mark):
        return _start_of(mark).startswith(b"gitdir:")
    # `git init` may be told to keep the objects elsewhere
    objects = os.environ.get("GIT_OBJECT_DIRECTORY") or os.path.join(mark, "objects")
    return os.path.lexists(os.path.join(mark, "HEAD")) and os.path.isdir(objects) and os.path.isdir(os.path.join(mark, "refs"))


def _start_of(file: str) -> bytes:
    try:
        with open(file, "rb") as opened:
            return opened.read(4096)
    except OSError:
        return b""


def git_directory(root: str) -> str:
    """Where a work tree's git directory lies: its `.git`, or what a `.git` file (worktree, submodule) names; a bare one is its own."""
    mark = os.path.join(root, ".git")
    if not os.path.isfile(mark):
        return mark if os.path.isdir(mark) else root
    named = _start_of(mark).partition(b"gitdir:")[2].strip()
    return os.path.join(root, os.fsdecode(named)) if named else mark


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
