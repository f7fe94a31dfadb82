"""The files that Compose files and Kustomizations of a run name: read with them, as what they are there."""

from __future__ import annotations

import os

from vtexlint._startup.typed import TYPE_CHECKING
from vtexlint.linter.references import Reference, may_refer, references
from vtexlint.project.discovery import Found
from vtexlint.project.exclusion import is_excluded
from vtexlint.project.read_file import UnreadableError, read_whole
from vtexlint.text.messages import NO_MESSAGE
from vtexlint.text.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from vtexlint.project.effective_settings import EffectiveSettings
    from vtexlint.project.git.index import Staged
    from vtexlint.project.project import Project

_MOST = 1 << 20  # bytes of a file that names others


def with_referred(files: Sequence[Found], project: Project, effective: EffectiveSettings, exclude: Sequence[str]) -> tuple[Found, ...]:
    """The files with those that they name, which are linted in full; `effective` learns what each of these is.

    A file that is not there, is excluded or lies outside of the repository is not read: only a program knows what it finds there.
    """
    by_path = {file.path: file for file in files}
    for path, reference in _references(files, project):
        config = effective.config_of(path)
        if not is_excluded(project, path, config, exclude):
            effective.referred[path] = reference
            by_path[path] = Found(path, path in by_path and by_path[path].named, "full")
    return tuple(by_path[path] for path in sorted(by_path))


def referring_first(staged: Staged) -> Staged:
    """The same staged files, those first that may name others."""
    return staged._replace(files=tuple(sorted(staged.files, key=lambda wanted: not may_refer(wanted.path))))


def refer(path: str, data: bytes, project: Project, effective: EffectiveSettings) -> None:
    """Tell `effective` what the files are that a text of this path names, if it is one that names others."""
    if not may_refer(path):
        return
    for target, reference in _named_in(path, data, project):
        effective.referred[target] = reference


def _references(files: Iterable[Found], project: Project) -> Iterator[tuple[str, Reference]]:
    for file in files:
        if file.level != "full" or not may_refer(file.path):
            continue
        try:
            data = read_whole(project.absolute(file.path), _MOST, NO_MESSAGE)
        except UnreadableError:
            continue  # an error of that file, where it is linted
        for path, reference in _named_in(file.path, data, project):
            if is_plain(path, file.path, project) and os.path.isfile(project.absolute(path)):
                yield path, reference


def _named_in(path: str, data: bytes, project: Project) -> Iterator[tuple[str, Reference]]:
    """The references of a text, with the paths as reports show them: those below the repository, by their text alone."""
    try:
        found = references(Source.from_bytes(path, data))
    except Exception:  # linting the file reports what is wrong with it
        return
    directory = os.path.dirname(project.absolute(path))
    root = _root(path, project)
    for reference in found:
        target = os.path.normpath(os.path.join(directory, reference.path))
        if target.startswith(root.rstrip(os.sep) + os.sep):  # by its text alone, before anything is asked of it
            yield project.display(target), reference


def is_plain(path: str, below: str, project: Project) -> bool:
    """Whether a path is there, below the repository of the file `below`, and no link leads to it.

    Asked of the path's own parts, so that no link is followed to be judged.
    """
    root, at = _root(below, project), project.absolute(path)
    if at != root and not at.startswith(root.rstrip(os.sep) + os.sep):
        return False
    while at != root:
        if os.path.islink(at):
            return False
        at = os.path.dirname(at)
    return os.path.exists(project.absolute(path))


def _root(path: str, project: Project) -> str:
    return project.repository_of(path) or project.root
