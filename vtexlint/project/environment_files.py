"""The environment files of requests, and which of their variables the requests near them use as credentials."""

import os

from vtexlint._startup.typed import TYPE_CHECKING
from vtexlint.linter.references import Reference
from vtexlint.linter.sent_variables import requests_of, sent_variables
from vtexlint.project.boundary import is_below
from vtexlint.project.named_paths import is_there, repository_of
from vtexlint.project.read_file import UnreadableError, read_whole
from vtexlint.text.messages import NO_MESSAGE
from vtexlint.text.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vtexlint.project.effective_settings import EffectiveSettings
    from vtexlint.project.project import Project

_MOST_FILES = 50  # with requests, of one directory
_MOST_BYTES = 16 << 20  # of one of them
_HEADER = b"api-app"  # a part of both headers, in lowercase
_BESIDE = (".", "../collections", "..")


class Environments:
    """The environment files among some paths. `learn` is given the texts beside them, from the disk or from git's index.

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
        root = repository_of(path, self._project)
        for beside in _BESIDE:
            directory = os.path.normpath(os.path.join(os.path.dirname(self._project.absolute(path)), beside))
            if is_below(directory, root):  # by its text alone
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
                return []
            self._left[directory] -= 1
        return asking

    def learn(self, path: str, data: bytes, asking: "Iterable[str]") -> None:
        """Register what the requests in a text send from the environment files that ask for it."""
        if len(data) > _MOST_BYTES or _HEADER not in data.lower():
            return
        try:
            variables = sent_variables(Source.from_bytes(path, data))
        except Exception:  # linting the file reports what is wrong with it
            return
        for one in asking:
            self._effective.refer(one, Reference(one, None, variables=variables))


def learn_variables(paths: "Iterable[str]", project: "Project", effective: "EffectiveSettings") -> None:
    """Register with `effective` which variables of the environment files among the paths contain credentials. Each file is read once."""
    environments = Environments(paths, project, effective)
    for directory, asking in environments.asked.items():
        if any(is_there(project.display(directory), one, project) for one in asking):
            _read(directory, environments, project)


def _read(directory: str, environments: Environments, project: "Project") -> None:
    try:
        names = sorted(os.listdir(directory))
    except OSError:
        return
    for name in names:
        path = project.display(os.path.join(directory, name))
        asking = [one for one in environments.asking(path) if is_there(path, one, project)]
        if asking:
            try:
                data = read_whole(project.absolute(path), _MOST_BYTES, NO_MESSAGE)
            except UnreadableError:
                continue
            environments.learn(path, data, asking)
