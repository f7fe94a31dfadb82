"""Which files a run reads: the named ones, and those below the named directories."""

from __future__ import annotations

import os
import stat

from vtexlint._startup.typed import TYPE_CHECKING, NamedTuple
from vtexlint.project.errors import at
from vtexlint.project.exclusion import is_excluded, reason, shown_plain
from vtexlint.project.read_file import kind_of
from vtexlint.text.messages import Message, Template

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vtexlint.project.config import Configs
    from vtexlint.project.project import Project


NOT_A_FILE = Template("discovery.not-a-file", "is {kind}, not a file")


class Found(NamedTuple):
    """A file to read: its path as reports show it, and whether the user named it."""

    path: str
    named: bool


class Discovery(NamedTuple):
    """The files to read, each once, and what could not be read."""

    files: tuple[Found, ...]
    notes: tuple[Message, ...] = ()
    errors: tuple[Message, ...] = ()


def discover(project: Project, paths: Sequence[str], configs: Configs, exclude: Sequence[str] = ()) -> Discovery:
    """The named files and those below the named directories, each once, sorted."""
    named: set[str] = set()
    directories: list[str] = []
    errors: list[Message] = []
    for path in paths:
        try:
            mode = os.stat(project.absolute(path)).st_mode
        except OSError as error:
            errors.append(at(shown_plain(path), reason(error)))
            continue
        if stat.S_ISDIR(mode):
            directories.append(path)
        elif not stat.S_ISREG(mode):
            errors.append(at(shown_plain(path), NOT_A_FILE(kind=kind_of(mode))))
        else:
            config = configs.of_file(path)
            if not (config.settings.force_exclude and is_excluded(project, path, config, exclude)):
                named.add(project.display(path))
    met: set[str] = set()
    notes: list[Message] = []
    if directories:
        from vtexlint.project.walk import Walker  # noqa: PLC0415  parsers' names: an editor and a hook name files

        walker = Walker(project, configs, exclude)
        for directory in directories:
            walker.walk(project.absolute(directory))
        met = {project.display(path) for path in walker.found}
        errors += walker.errors
        notes = walker.notes()
    files = tuple(Found(path, path in named) for path in sorted(named | met))
    return Discovery(files, tuple(notes), tuple(errors))
