"""Whether a path leads through a link that a repository may have brought: it can lead anywhere, so nothing is written through it."""

import os
import stat

from vtexlint.project.project import after, root_of

_JUNCTION = getattr(stat, "IO_REPARSE_TAG_MOUNT_POINT", 0xA0000003)


def foreign_link(path: str, root: str) -> str | None:
    """The first link in an absolute path that is part of a git work tree, or of the directory `root`; None if there is none.

    Links elsewhere are the user's own or the system's (`/tmp`), and so are those inside a `.git`, which no repository can bring.
    Raises OSError if that is not known.
    """
    prefixes = []
    while os.path.dirname(path) != path:
        prefixes.append(path)
        path = os.path.dirname(path)
    return next((one for one in reversed(prefixes) if _is_link(one) and _is_brought(os.path.dirname(one), root)), None)


def is_below(path: str, directory: str) -> bool:
    """Whether an absolute path is in a directory, or is it; `/` does not count, because everything is in it."""
    return bool(directory.rstrip(os.sep)) and after(directory, path + os.sep) is not None


def _is_link(path: str) -> bool:
    try:
        status = os.lstat(path)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return False
    return stat.S_ISLNK(status.st_mode) or getattr(status, "st_reparse_tag", 0) == _JUNCTION


def _is_brought(directory: str, root: str) -> bool:
    """Whether a link in a directory may come from a repository. No link that may leads to this directory."""
    repository = root_of(directory)
    if repository is not None:
        return ".git" not in directory[len(repository) :].lower().split(os.sep)
    return is_below(directory, root)
