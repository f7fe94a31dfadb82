"""One project: the directory that a run works in, and the git work tree around a path, read from disk without running git.

Nothing below the command line reads the current directory or changes it.
"""

import os
import sys

from vtexlint._startup.modules import load

_LOWER = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}


class Project:
    """The directory that relative paths are resolved against, and that reports show paths relative to.

    `root` is absolute. Several projects in one process, or in two threads, do not disturb each other.
    """

    __slots__ = ("_prefix", "_roots", "root")

    def __init__(self, root: str) -> None:
        """Raises ValueError for a directory that is not absolute."""
        if not os.path.isabs(root):
            raise ValueError(f"an absolute path is expected, not {root!r}")
        self.root = os.path.normpath(root)
        self._prefix = self.root.rstrip(os.sep) + os.sep
        self._roots: dict[str, str | None] = {}

    def absolute(self, path: str) -> str:
        """The absolute path of a path as a user or a report names it."""
        return os.path.normpath(os.path.join(self.root, path))

    def display(self, path: str) -> str:
        """A path as reports show it: relative to the root if possible, with `/`."""
        absolute = self.absolute(path)
        if absolute.startswith(self._prefix):
            return absolute[len(self._prefix) :].replace(os.sep, "/")
        return relative_to(self.root, absolute)

    def true_name(self, path: str) -> str:
        """A path that a user named, as the disk has it where it ignores case: `.ENV` may be the file `.env`."""
        return true_name(self.root, path)

    def repository_of(self, path: str) -> str | None:
        """The root of the git work tree that contains a file; None outside of any."""
        directory = os.path.dirname(self.absolute(path))
        passed = []  # each directory is looked into once, however many are below it
        while directory not in self._roots:
            passed.append(directory)
            parent = os.path.dirname(directory)
            if is_work_tree(directory):
                self._roots[directory] = directory
            elif parent == directory:
                self._roots[directory] = None
            else:
                directory = parent
        found = self._roots[directory]
        self._roots.update(dict.fromkeys(passed, found))
        return found


def true_name(root: str, path: str) -> str:
    """As `Project.true_name`; `root` is the absolute directory that the path is relative to."""
    if path == ".":
        return path
    absolute = os.path.normpath(os.path.join(root, path))
    directory, name = os.path.split(absolute)
    other = name.swapcase()
    if other == name or "\0" in path or not (os.path.lexists(os.path.join(directory, other)) and os.path.lexists(absolute)):
        return path  # case counts here, as on nearly every disk of Linux
    found: str = load("vtexlint.project.true_names").on_disk(root, path)
    return found


def after(directory: str, path: str) -> str | None:
    """What an absolute path has after an absolute directory, with `/`; None if it is not below it. Windows ignores case."""
    start = directory.rstrip(os.sep) + os.sep
    if os.path.normcase(path[: len(start)]) != os.path.normcase(start):
        return None
    return path[len(start) :].replace(os.sep, "/")


def git_name(path: str) -> str:
    """A path as git has it. On macOS git composes the letters of names (`core.precomposeunicode`) that the disk may list decomposed."""
    if sys.platform != "darwin" or path.isascii():
        return path
    composed: str = load("unicodedata").normalize("NFC", path)
    return composed


def fold_case(name: str) -> str:
    """A path as git compares it where `core.ignorecase` is set: of ASCII letters alone it ignores the case."""
    return name.lower() if name.isascii() else name.translate(_LOWER)


def relative_to(directory: str, path: str) -> str:
    """An absolute path relative to an absolute directory, with `/`; unchanged if it is on another drive."""
    below = after(directory, path)
    if below and os.path.normpath(path) == path:
        return below  # nearly all are: `relpath` takes ten times as long
    try:
        return os.path.relpath(path, directory).replace(os.sep, "/")
    except ValueError:
        return path.replace(os.sep, "/")


def root_of(directory: str) -> str | None:
    """The work tree that an absolute directory is in: the nearest one upward with a `.git` that git takes for a repository."""
    while True:
        if is_work_tree(directory):
            return directory
        parent = os.path.dirname(directory)
        if parent == directory:
            return None
        directory = parent


def broken_git_above(directory: str) -> str | None:
    """The nearest directory upward with a `.git` that git takes for no repository, below the work tree that contains this directory.

    Such a repository is damaged: git answers for the one around it, or for none, so the state of its files is not known.
    """
    while not is_work_tree(directory):
        if os.path.lexists(os.path.join(directory, ".git")):
            return directory
        parent = os.path.dirname(directory)
        if parent == directory:
            return None
        directory = parent
    return None


def is_work_tree(directory: str) -> bool:
    """Whether an absolute directory is the root of a git work tree."""
    mark = os.path.join(directory, ".git")
    return os.path.lexists(mark) and _is_git(mark)


def _is_git(mark: str) -> bool:
    """A `.git` file (worktree, submodule) that names a directory, or a directory with HEAD, objects and refs, as git asks.

    Anything else with that name is skipped, as git does: a stray `.git/HEAD` must not hide the repository around it.
    """
    if os.path.isfile(mark):
        return _start_of(mark).startswith(b"gitdir:")
    return is_git_directory(mark)


def is_git_directory(directory: str) -> bool:
    """Whether an absolute directory is a `.git` or a bare repository: it has HEAD, objects and refs."""
    # an environment variable may place the objects elsewhere
    objects = os.environ.get("GIT_OBJECT_DIRECTORY") or os.path.join(directory, "objects")
    return os.path.lexists(os.path.join(directory, "HEAD")) and os.path.isdir(objects) and os.path.isdir(os.path.join(directory, "refs"))


def _start_of(file: str) -> bytes:
    try:
        with open(file, "rb") as opened:
            return opened.read(4096)
    except OSError:
        return b""


def git_directory(root: str) -> str:
    """The git directory of a work tree: its `.git`, or what a `.git` file (worktree, submodule) names; a bare one is its own."""
    mark = os.path.join(root, ".git")
    if not os.path.isfile(mark):
        return mark if os.path.isdir(mark) else root
    named = _start_of(mark).partition(b"gitdir:")[2].strip()
    return os.path.join(root, os.fsdecode(named)) if named else mark


class Root:
    """The base directory of paths in fingerprints and CI reports, which must not depend on the current directory."""

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
        """The path below the root, with `/`; a path elsewhere stays absolute."""
        absolute = os.path.normpath(os.path.join(self._base, path))
        below = after(self._directory, absolute)
        return absolute.replace(os.sep, "/") if below is None else below

    def absolute(self, path: str) -> str:
        return os.path.normpath(os.path.join(self._directory, path))
