"""What git says of the files in a work tree, and what a walk takes note of there."""

import os

from vtexlint._startup.typed import TYPE_CHECKING
from vtexlint.project.project import fold_case, git_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from types import ModuleType

    from vtexlint.project.git.listing import GitFiles


class ListedRepository:
    """What git says of the files below one work tree's root: `listing` None if git is not asked or refuses."""

    def __init__(self, root: str, base: str, below: str, listing: "GitFiles | None") -> None:
        self.root = root
        self.listing = listing
        self.left: dict[str, tuple[str, str]] = {}  # files and directories not read as git does not track them: the kind, the path shown
        self.seen: set[str] = set()  # what is in the directories that the walk has read
        self.closed: set[str] = set()  # directories that it has not read, or that are repositories of their own
        self._base = base
        self._below = below
        self._ignored: frozenset[str] | None = None

    def key(self, name: str) -> str:
        """A path relative to the root, as the sets of this object and of the listing have it."""
        name = git_name(name)
        return name if self.listing is None or self.listing.spelled is None else fold_case(name)

    def ignores(self, relative: str) -> bool:
        """Whether a pattern for the directory itself makes git ignore it."""
        if self.listing is not None and relative in self.listing.directories:
            return False
        if self._ignored is None:
            found: frozenset[str] = git_files().ignored_directories(self.root, self._base)
            self._ignored = frozenset(map(self.key, found))
        return relative in self._ignored

    def see(self, prefix: str, entries: "Iterable[os.DirEntry[str]]") -> None:
        """Take note of what is in a directory."""
        if self.listing is None:
            return
        if (own := self.key(prefix[:-1])) in self.listing.tracked:  # no file, and no repository: a submodule that is not checked out
            self.seen.discard(own)
        self.seen.update([self.key(prefix + entry.name) for entry in entries])

    def missing(self) -> "Iterator[str]":
        """What git tracks and the disk has not, relative to the root: a sparse checkout, a submodule that is not checked out."""
        if self.listing is None or "" in self.closed:
            return
        for name in self.listing.tracked - self.seen:
            if name and _containing(name, self.closed) is None:
                yield self.listing.spelled[name] if self.listing.spelled else name

    def removed(self) -> "Iterator[tuple[str, str]]":
        """What HEAD has of what was left: a path that is a key of `left`, and what follows it. Raises GitError."""
        if self.listing is None or not self.left:
            return
        for name in git_files().removed(self.root, self._base, self._below):
            top = _containing(self.key(name), self.left)
            if top is not None:
                yield top, name[len(top) :]


def _containing(name: str, paths: "Collection[str]") -> str | None:
    """The one of the paths that is the name, or a directory above it."""
    while name and name not in paths:
        name = name.rpartition("/")[0]
    return name or None


def git_files() -> "ModuleType":
    from vtexlint.project.git import listing  # noqa: PLC0415  subprocess: no walk outside of git needs it

    return listing
