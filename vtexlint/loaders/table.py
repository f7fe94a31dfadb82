"""How each dotenv loader reads a text: a model of its grammar, with one interface."""

from collections.abc import Callable

from vtexlint._startup.typed import NamedTuple
from vtexlint.loaders import docker, golang, lines, node, node20, python, shell
from vtexlint.loaders.model import Assignment, LoaderResult, Refusal


class Loader(NamedTuple):
    """A loader: its name in the settings, the program and the version that the model is of, and the model."""

    name: str
    program: str
    version: str
    read: Callable[[str], LoaderResult]


TABLE: tuple[Loader, ...] = (
    Loader("dotenv", "dotenv for JavaScript (motdotla); Next.js, Vite and many others include it", "16.6, 17.4, 18.0", lines.javascript),
    Loader("node", "`node --env-file` and `util.parseEnv`", "22.16 to 24.19", node.read),
    Loader("node-20", "the same in older Node.js", "20.12 to 22.14", node20.read),
    Loader("python-dotenv", "python-dotenv", "1.2", python.read),
    Loader("compose", "docker compose v2 (compose-go), for `.env` and `env_file`", "2.13 of compose-go", golang.compose),
    Loader("godotenv", "godotenv for Go", "1.5.1", golang.godotenv),
    Loader("ruby", "dotenv for Ruby", "3.2", lines.ruby),
    Loader("bash", "`set -a; . ./.env`, and direnv's `.envrc`", "5.2", shell.read),
    Loader("docker-run", "`docker run --env-file`", "28.2", docker.read),
)
"""tests/loaders/test_real.py compares each model with a program of its version."""

LOADERS: dict[str, Callable[[str], LoaderResult]] = {loader.name: loader.read for loader in TABLE}
__all__ = ["LOADERS", "TABLE", "Assignment", "Loader", "LoaderResult", "Refusal"]
