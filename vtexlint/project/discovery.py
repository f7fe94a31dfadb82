"""Which files a run reads: what is named, and what a walk meets."""

from __future__ import annotations

import os
import stat

from vtexlint._startup.typed import TYPE_CHECKING, NamedTuple
from vtexlint.project.read_file import kind_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vtexlint.project.config import Configs
    from vtexlint.settings import Settings


class Found(NamedTuple):
    """A file to read: its path as reports show it, and whether the user named it."""

    path: str
    named: bool


class Discovery(NamedTuple):
    files: tuple[Found, ...]
    notes: tuple[str, ...] = ()
    errors: tuple[str, ...] = ()


def discover(paths: Sequence[str], configs: Configs, exclude: Sequence[str] = ()) -> Discovery:
    """The files that the named paths stand for, each once, in the order of their names."""
    named: set[str] = set()
    directories: list[str] = []
    errors: list[str] = []
    for path in paths:
        try:
            mode = os.stat(path).st_mode
        except OSError as error:
            errors.append(f"{shown_plain(path)}: {reason(error)}")
            continue
        if stat.S_ISDIR(mode):
            directories.append(path)
        elif not stat.S_ISREG(mode):
            errors.append(f"{shown_plain(path)}: is {kind_of(mode)}, not a file")
        else:
            config = configs.of_file(path)
            if not (config.settings.force_exclude and is_excluded(path, config.settings, config.directory, exclude)):
                named.add(shown(path))
    met: set[str] = set()
    notes: list[str] = []
    if directories:
        from vtexlint.project.walk import Walker  # noqa: PLC0415  an editor and a hook name files

        walker = Walker(configs, exclude)
        for directory in directories:
            walker.walk(directory)
        met = {shown(path) for path in walker.found}
        errors += walker.errors
        notes = [
            f"{count} {kind} met on the way {'was' if count == 1 else 'were'} not opened" for kind, count in sorted(walker.odd.items())
        ]
    files = tuple(Found(path, path in named) for path in sorted(named | met))
    return Discovery(files, tuple(notes), tuple(errors))


def shown(path: str) -> str:
    """A path as reports show it: relative to the current directory, with `/`."""
    absolute = os.path.abspath(path)
    here = os.getcwd()
    if absolute.startswith(here + os.sep):
        return absolute[len(here) + 1 :].replace(os.sep, "/")
    try:
        return os.path.relpath(absolute, here).replace(os.sep, "/")
    except ValueError:  # another drive
        return absolute.replace(os.sep, "/")


def is_excluded(path: str, settings: Settings, directory: str, exclude: Sequence[str]) -> bool:
    """Whether the settings' globs (relative to their directory) or the command line's (to the current one) leave a path out."""
    if not exclude and not settings.exclude:
        return False
    from vtexlint.text.globs import glob_matches  # noqa: PLC0415  most runs exclude nothing

    if any(glob_matches(pattern, shown(path)) for pattern in exclude):
        return True
    relative = os.path.relpath(os.path.abspath(path), directory).replace(os.sep, "/")
    return any(glob_matches(pattern, relative) for pattern in settings.exclude)


def reason(error: OSError) -> str:
    return "there is no such file or directory" if isinstance(error, FileNotFoundError) else f"cannot be read: {error.strerror}"


def shown_plain(path: str) -> str:
    """A path that cannot act on the terminal."""
    return "".join(c if c.isprintable() else "?" for c in path)
