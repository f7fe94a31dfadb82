"""Whether git's answers about a file may have changed since it was asked: by what is on disk, without running it."""

import os

from vtexlint.project.project import git_directory, root_of
from vtexlint.project.read_file import stamp_of

Stamp = tuple[object, ...]

_DIRECTORIES = 200  # of refs that are looked at; a repository with more is asked again
_OF_REPOSITORY = ("index", "HEAD", "logs/HEAD", "packed-refs", "config", "info/exclude", "reftable/tables.list")
_REFS = "refs"
_IGNORED = ".gitignore"

WATCHED = (f"**/{_IGNORED}", f"**/.git/{{{','.join(_OF_REPOSITORY)}}}", f"**/.git/{_REFS}/**")
"""Globs of the files that a stamp depends on."""


def git_stamp(path: str) -> Stamp | None:
    """Equal for equal answers of git; None if that is not known without git (a link, a worktree, a submodule, many branches).

    git writes the index and each ref by renaming a new file, which changes the time of the ref's directory too.
    """
    directory = os.path.dirname(path)
    root = root_of(directory)
    if root is None:
        return (None,)
    own = git_directory(root)
    if own != os.path.join(root, ".git") or os.path.islink(path):
        return None
    refs = _directories(os.path.join(own, _REFS))
    if refs is None:
        return None
    files = [os.path.join(own, name) for name in _OF_REPOSITORY]
    while True:
        files.append(os.path.join(directory, _IGNORED))
        if directory == root:
            break
        directory = os.path.dirname(directory)
    return (root, os.path.lexists(path), *map(stamp_of, (*files, *refs)))


def _directories(top: str) -> list[str] | None:
    """A directory and all below it; None if these are too many."""
    found = [top]
    for directory in found:
        try:
            with os.scandir(directory) as entries:
                found += sorted(entry.path for entry in entries if entry.is_dir(follow_symlinks=False))
        except OSError:
            continue
        if len(found) > _DIRECTORIES:
            return None
    return found


def is_of_git(uri: str) -> bool:
    """Whether a file that has changed, of which the client knows the URI, is in git's own directory."""
    return "/.git/" in uri
