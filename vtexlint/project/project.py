"""One project: the directory that a run works in. Nothing below the command line reads the current directory or changes it."""

import os

from vtexlint.project.location import root_of


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
        """A path as reports show it: relative to the root where that can be told, with `/`."""
        absolute = self.absolute(path)
        if absolute.startswith(self._prefix):
            return absolute[len(self._prefix) :].replace(os.sep, "/")
        return relative_to(self.root, absolute)

    def repository_of(self, path: str) -> str | None:
        """The root of the git work tree that a file lies in; None outside of any."""
        directory = os.path.dirname(self.absolute(path))
        if directory not in self._roots:
            self._roots[directory] = root_of(directory)
        return self._roots[directory]


def relative_to(directory: str, path: str) -> str:
    """An absolute path relative to an absolute directory, with `/`; as it is where it lies on another drive."""
    try:
        return os.path.relpath(path, directory).replace(os.sep, "/")
    except ValueError:
        return path.replace(os.sep, "/")
