"""What each dotenv loader makes of a text: a model of its grammar, behind one door."""

from collections.abc import Callable

from vtexlint.loaders import docker, golang, lines, node, python, shell
from vtexlint.loaders.model import Assignment, LoaderResult, Refusal

LOADERS: dict[str, Callable[[str], LoaderResult]] = {
    "dotenv": lines.javascript,
    "node": node.read,
    "python-dotenv": python.read,
    "compose": golang.compose,
    "godotenv": golang.godotenv,
    "ruby": lines.ruby,
    "bash": shell.read,
    "docker-run": docker.read,
}
__all__ = ["LOADERS", "Assignment", "LoaderResult", "Refusal"]
