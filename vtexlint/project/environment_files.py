"""The environment files of requests, and which of their variables the requests near them use as credentials."""

import os
from contextlib import suppress

from vtexlint._startup.typed import TYPE_CHECKING
from vtexlint.linter.references import Reference
from vtexlint.linter.sent_variables import requests_of, sent_variables
from vtexlint.project.named_paths import is_there
from vtexlint.project.read_file import read_whole
from vtexlint.text.messages import NO_MESSAGE
from vtexlint.text.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from vtexlint.project.effective_settings import EffectiveSettings
    from vtexlint.project.project import Project

_MOST_FILES = 50  # of requests, near one environment file
_MOST_BYTES = 16 << 20  # of one of them
_HEADER = b"api-app"  # a part of both headers, in lowercase
_BESIDE = (".", "../collections", "..")


def learn_variables(paths: "Iterable[str]", project: "Project", effective: "EffectiveSettings") -> None:
    """Register with `effective` which variables of the environment files among the paths contain credentials. Each file is read once."""
    for path in paths:
        endings = requests_of(path)
        if endings and path not in effective.referred:
            keys: dict[str, None] = {}
            tokens: dict[str, None] = {}
            for found in _variables_beside(path, endings, project):
                keys.update(dict.fromkeys(found[0]))
                tokens.update(dict.fromkeys(found[1]))
            effective.refer(path, Reference(path, None, variables=(tuple(keys), tuple(tokens))))


def _variables_beside(path: str, endings: tuple[str, ...], project: "Project") -> "Iterator[tuple[tuple[str, ...], tuple[str, ...]]]":
    for name in _requests_beside(path, endings, project):
        with suppress(Exception):  # linting the file reports what is wrong with it
            data = read_whole(project.absolute(name), _MOST_BYTES, NO_MESSAGE)
            if _HEADER in data.lower():
                yield sent_variables(Source.from_bytes(name, data))


def _requests_beside(path: str, endings: tuple[str, ...], project: "Project") -> "Iterator[str]":
    """The files that may have the requests: in the directory of the environment file, the one above it, `collections` next to it."""
    left = _MOST_FILES
    for beside in _BESIDE:
        directory = project.display(os.path.join(os.path.dirname(project.absolute(path)), beside))
        if not is_there(directory, path, project):
            continue
        try:
            names = sorted(os.listdir(project.absolute(directory)))
        except OSError:
            continue
        for name in names:
            found = project.display(os.path.join(project.absolute(directory), name))
            if name.lower().endswith(endings) and not requests_of(name) and is_there(found, path, project) and left:
                left -= 1
                yield found
