"""Which files a run reads, and how closely: those that are named, and those that a walk finds."""

import os
import stat

from vtexlint._startup.modules import load
from vtexlint._startup.typed import TYPE_CHECKING, NamedTuple
from vtexlint.project.config import DEFAULT_REACH, Reach
from vtexlint.project.errors import MessageError, at
from vtexlint.project.read_file import kind_of
from vtexlint.text.messages import Message, Template

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType

    from vtexlint.project.config import Config, Configs
    from vtexlint.project.levels import Level
    from vtexlint.project.project import Project
    from vtexlint.project.skips import Skips

NOT_A_FILE = Template("discovery.not-a-file", "is {kind}, not a file")

_PLAIN = (".env", ".json", ".yaml", ".yml", ".toml")
"""Endings that are certainly those of config files: a run on such a file alone does not import the table of formats."""


class Found(NamedTuple):
    """A file to read: its path as reports show it, whether the user named it, and how closely it is read."""

    path: str
    named: bool
    level: "Level"


class Discovery(NamedTuple):
    files: tuple[Found, ...]
    errors: tuple[Message, ...] = ()
    skips: "Skips | None" = None  # None: nothing was skipped


def discover(
    project: "Project", paths: "Sequence[str]", configs: "Configs", exclude: "Sequence[str]" = (), reach: Reach = DEFAULT_REACH
) -> Discovery:
    """The files that the named paths stand for, each once, in the order of their names."""
    named: dict[str, Level] = {}
    directories: list[str] = []
    errors: list[Message] = []
    left_out: list[tuple[str, str, str]] = []
    for path in paths:
        try:
            mode = os.stat(project.absolute(path)).st_mode
        except OSError as error:
            errors.append(at(_exclusion().shown_plain(path), _exclusion().reason(error)))
            continue
        if stat.S_ISDIR(mode):
            directories.append(path)
        elif not stat.S_ISREG(mode):
            errors.append(at(_exclusion().shown_plain(path), NOT_A_FILE(kind=kind_of(mode))))
        else:
            shown = project.display(path)
            why, level = _how_named(project, path, configs, exclude, reach, errors)
            if level is not None:
                named[shown] = level
            elif why is not None:
                left_out.append((shown, *why))
    if not directories and not left_out:
        return Discovery(tuple(Found(path, True, level) for path, level in sorted(named.items())), tuple(errors))
    skips: Skips = walking().Skips()
    for shown, kind, by in left_out:
        if kind == "exclude":
            skips.exclude(by, shown)
        else:
            skips.add(kind, shown)
    found = dict(named)
    if directories:
        walker = walking().Walker(project, configs, exclude, reach, skips)
        for directory in directories:
            walker.walk(project.absolute(directory))
        errors += walker.errors
        found = {**walker.found, **named}
    files = tuple(Found(path, path in named, level) for path, level in sorted(found.items()))
    return Discovery(files, tuple(errors), skips)


def _how_named(
    project: "Project", path: str, configs: "Configs", exclude: "Sequence[str]", reach: Reach, errors: list[Message]
) -> "tuple[tuple[str, str] | None, Level | None]":
    """What leaves a named file out (the kind, and the settings file), or how closely it is read; neither where that fails."""
    try:
        config = configs.of_file(path)
        by = _exclusion().excluded_by(project, path, config, exclude) if config.settings.force_exclude else None
        if by is not None:
            return ("exclude", by), None
        level = _level_of_named(project.display(path), project.absolute(path), config, reach)
        return ("scope", ""), level
    except MessageError:
        raise
    except Exception as error:
        errors.append(at(_exclusion().shown_plain(path), _exclusion().failed(error)))
        return None, None


def skipped_text(project: "Project", name: str, config: "Config", exclude: "Sequence[str]") -> "Skips | None":
    """That `force-exclude` leaves out a text of this name, as it does a named file; None if it does not."""
    by = _exclusion().excluded_by(project, name, config, exclude) if config.settings.force_exclude else None
    if by is None:
        return None
    skips: Skips = walking().Skips()
    skips.exclude(by, name)
    return skips


def _level_of_named(shown: str, absolute: str, config: "Config", reach: Reach) -> "Level | None":
    if shown.endswith(_PLAIN):
        return "full"
    level: Level | None = walking().level_of_named(shown.rpartition("/")[2], absolute, config, reach)
    return level


def walking() -> "ModuleType":
    """The walk and the levels of files: a hook on a `.env` file does without."""
    from vtexlint.project import walk  # noqa: PLC0415  the names of formats

    return walk


def _exclusion() -> "ModuleType":
    return load("vtexlint.project.exclusion")  # most runs leave nothing out and can read every file
