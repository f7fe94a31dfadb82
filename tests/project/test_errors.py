"""Errors leave worker processes as they are."""

import pickle
from importlib import import_module
from pkgutil import walk_packages

import pytest

import vtexlint.project
from vtexlint.project.errors import ConfigError, MessageError
from vtexlint.text.messages import Template
from vtexlint.text.source import Position

MESSAGE = Template("errors.test", "{count} faults", one="{count} fault")(count=2)

for module in walk_packages(vtexlint.project.__path__, "vtexlint.project."):
    import_module(module.name)


def kinds(kind: type[MessageError]) -> list[type[MessageError]]:
    """The class and all that are made from it in `project`: what a worker process answers where it cannot go on."""
    below = [one for sub in kind.__subclasses__() for one in kinds(sub)]
    return [kind, *(one for one in below if one.__module__.startswith("vtexlint.project."))]


@pytest.mark.parametrize("kind", [one for one in kinds(MessageError) if one is not ConfigError])
def test_an_error_survives_pickle(kind: type[MessageError]) -> None:
    again = pickle.loads(pickle.dumps(kind(MESSAGE)))
    assert (type(again), again.message, str(again)) == (kind, MESSAGE, "2 faults")
    assert again.message.parameters == {"count": 2}


@pytest.mark.parametrize("position", [None, Position(3, 7)])
def test_an_error_in_the_settings_survives_pickle(position: Position | None) -> None:
    error = ConfigError("a/vtexlint.toml", MESSAGE, position)
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), again.path, again.reason, again.position) == (ConfigError, "a/vtexlint.toml", MESSAGE, position)
    assert (again.message, str(again)) == (error.message, str(error))
