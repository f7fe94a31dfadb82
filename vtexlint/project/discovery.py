"""Which files a run reads: what is named, and what a walk meets."""

from __future__ import annotations

import os
import stat

from vtexlint._startup.typed import TYPE_CHECKING, NamedTuple
from vtexlint.project.exclusion import is_excluded, reason, shown_plain
from vtexlint.project.read_file import kind_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vtexlint.project.config import Configs
    from vtexlint.project.project import Project


class Found(NamedTuple):
    """A file to read: its path as reports show it, and whether the user named it."""

    path: str
    named: bool


class Discovery(NamedTuple):
    files: tuple[Found, ...]
    notes: tuple[str, ...] = ()
    errors: tuple[str, ...] = ()


def discover(project: Project, paths: Sequence[str], configs: Configs, exclude: Sequence[str] = ()) -> Discovery:
    """The files that the named paths stand for, each once, in the order of their names."""
    named: set[str] = set()
    directories: list[str] = []
    errors: list[str] = []
    for path in paths:
        try:
            mode = os.stat(project.absolute(path)).st_mode
        except OSError as error:
            errors.append(f"{shown_plain(path)}: {reason(error)}")
            continue
        if stat.S_ISDIR(mode):
            directories.append(path)
        elif not stat.S_ISREG(mode):
            errors.append(f"{shown_plain(path)}: is {kind_of(mode)}, not a file")
        else:
            config = configs.of_file(path)
            if not (config.settings.force_exclude and is_excluded(project, path, config, exclude)):
                named.add(project.display(path))
    met: set[str] = set()
    notes: list[str] = []
    if directories:
        from vtexlint.project.walk import Walker  # noqa: PLC0415  parsers' names: an editor and a hook name files

        walker = Walker(project, configs, exclude)
        for directory in directories:
            walker.walk(project.absolute(directory))
        met = {project.display(path) for path in walker.found}
        errors += walker.errors
        notes = [
            f"{count} {kind} met on the way {'was' if count == 1 else 'were'} not opened" for kind, count in sorted(walker.odd.items())
        ]
    files = tuple(Found(path, path in named) for path in sorted(named | met))
    return Discovery(files, tuple(notes), tuple(errors))
