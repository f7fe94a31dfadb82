"""The environment files of requests, and which of their variables the requests near them use as credentials."""

import os

from vtexlint._startup.typed import TYPE_CHECKING
from vtexlint.linter.references import Reference
from vtexlint.linter.sent_variables import requests_of, sent_variables
from vtexlint.project.boundary import is_below
from vtexlint.project.check_file import FAILED
from vtexlint.project.errors import at, where
from vtexlint.project.named_paths import is_there, repository_of
from vtexlint.project.read_file import OversizedError, UnreadableError, oversized, read_where
from vtexlint.text.messages import Template
from vtexlint.text.source import Source, UndecodableError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import TypeVar

    from vtexlint.project.effective_settings import EffectiveSettings
    from vtexlint.project.project import Project

    T = TypeVar("T")

NOT_ALL = Template(
    "environments.not-all", "of the files here that may have requests, only the first {limit} were read for the environment files near them"
)
NOT_LEARNED = Template("environments.not-learned", "which variables its requests send was not read")

_MOST_FILES = 50  # with requests, of one directory
_MOST_BYTES = 16 << 20  # of one of them
_HEADER = b"api-app"  # a part of both headers, in lowercase
_BESIDE = (".", "../collections", "..")


class Environments:
    """The environment files among some paths. `learn` is given the texts next to them, from the disk or from git's index.

    What the requests send is registered with `effective`.
    """

    def __init__(self, paths: "Iterable[str]", project: "Project", effective: "EffectiveSettings") -> None:
        self._project = project
        self._effective = effective
        self.asked: dict[str, list[str]] = {}  # by absolute directory: the environment files whose requests may be in it
        self._left: dict[str, int] = {}
        for path in paths:
            if requests_of(path) and path not in effective.referred:
                effective.refer(path, Reference(path, None))
                self._ask(path)

    def _ask(self, path: str) -> None:
        for directory in directories_beside(path, self._project):
            self.asked.setdefault(directory, []).append(path)
            self._left[directory] = _MOST_FILES

    def asking(self, path: str) -> list[str]:
        """The environment files that ask for the requests in a file of this path; none once enough files of its directory were given."""
        directory = os.path.dirname(self._project.absolute(path))
        if directory not in self.asked or requests_of(path):
            return []
        asking = [one for one in self.asked[directory] if path.lower().endswith(requests_of(one))]
        if asking:
            if not self._left[directory]:
                self._effective.notes.append(at(self._project.display(directory), NOT_ALL(limit=str(_MOST_FILES))))
                return []
            self._left[directory] -= 1
        return asking

    def learn(self, path: str, data: bytes, asking: "Iterable[str]") -> None:
        """Register what the requests in a text send from the environment files that ask for it."""
        if not _has_header(data):
            return
        if len(data) > _MOST_BYTES:
            self._effective.notes.append(at(path, oversized(len(data), _MOST_BYTES, NOT_LEARNED())))
            return
        variables = said_by(sent_variables, path, data, self._effective)
        if variables is not None:
            for one in asking:
                self._effective.refer(one, Reference(one, None, variables=variables))


def learn_variables(paths: "Iterable[str]", project: "Project", effective: "EffectiveSettings") -> None:
    """Register with `effective` which variables of the environment files among the paths contain credentials. Each file is read once."""
    environments = Environments(paths, project, effective)
    for directory, asking in environments.asked.items():
        if any(is_there(project.display(directory), one, project) for one in asking):
            _read(directory, environments, project, effective)


def said_by(work: "Callable[[Source], T]", path: str, data: bytes, effective: "EffectiveSettings") -> "T | None":
    """What a text says of others, by `work`; None for bytes that are no text, which linting reports.

    Linting does not call `work`: so its fault is a trouble of the run, and None.
    """
    try:
        return work(Source.from_bytes(path, data))
    except UndecodableError:
        return None
    except Exception as error:
        effective.troubles.append(at(path, FAILED(error=where(error))))
        return None


def request_patterns(path: str, project: "Project") -> "Iterator[str]":
    """Absolute globs of the files whose requests tell what an environment file contains, also of those that are not there yet."""
    for directory in directories_beside(path, project):
        if is_there(project.display(directory), path, project):
            yield from (os.path.join(directory, f"*{ending}") for ending in requests_of(path))


def directories_beside(path: str, project: "Project") -> "Iterator[str]":
    """Where the requests may be: the directory of the environment file, `collections` next to it, the one above it, in its repository."""
    root = repository_of(path, project)
    for beside in _BESIDE:
        directory = os.path.normpath(os.path.join(os.path.dirname(project.absolute(path)), beside))
        if is_below(directory, root):  # by its text alone
            yield directory


def _read(directory: str, environments: Environments, project: "Project", effective: "EffectiveSettings") -> None:
    try:
        names = sorted(os.listdir(directory))
    except OSError:
        return
    for name in names:
        path = project.display(os.path.join(directory, name))
        asking = [one for one in environments.asking(path) if is_there(path, one, project)]
        if asking:
            absolute = project.absolute(path)
            try:
                data = read_where(absolute, _MOST_BYTES, _has_header)
            except OversizedError:
                effective.notes.append(at(path, oversized(os.path.getsize(absolute), _MOST_BYTES, NOT_LEARNED())))
            except UnreadableError:
                continue  # an error of that file, where it is linted
            else:
                environments.learn(path, data or b"", asking)


def _has_header(data: bytes) -> bool:
    return _HEADER in data.lower()
