"""Files that another file names: the values of secrets, the `.env` files of services, in Compose files and Kustomizations.

Sources: docs.docker.com/reference/compose-file/secrets (`file`), .../services (`env_file`, `env_file.path`);
kubectl.docs.kubernetes.io/references/kustomize (`secretGenerator`, `configMapGenerator`: `files`, `envs`, `env`). Read on 2026-11-26.
"""

import re
from collections.abc import Iterator

from vtexlint._startup.typed import NamedTuple
from vtexlint.credentials.names import classify
from vtexlint.linter.file_context import COMPOSE, KUSTOMIZATION
from vtexlint.parsers.formats import core_name, format_of
from vtexlint.parsers.model import Document, Entry, Format
from vtexlint.parsers.parse import parse
from vtexlint.text.source import Source

_NAME = re.compile(rf"(?:(?:docker|podman|container)-)?{COMPOSE}(?:[._-].*)?\.ya?ml|{KUSTOMIZATION}\.ya?ml")
_GENERATORS = ("secretGenerator", "configMapGenerator")
_Path = tuple[str | int | None, ...]


class Reference(NamedTuple):
    """What another file says about a file. `path` is as written, relative to the directory of the file that names it.

    `format` None: by its own name. `value_name`: the name of the one value that it contains; empty for any other file. `variables`:
    the names of its values that requests send as appKeys, and of those that they send as appTokens.
    """

    path: str
    format: Format | None
    value_name: str = ""
    variables: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())


def may_refer(path: str) -> bool:
    """Whether a file of this name may name others."""
    return _NAME.fullmatch(core_name(path)) is not None


def references(source: Source) -> list[Reference]:
    """The files that a Compose file or a Kustomization names, except for values whose name is not that of a credential."""
    document = parse(source, "yaml")
    return [found for entry in document.entries if entry.value for found in _named_by(document, entry, entry.value.strip())]


def _named_by(document: Document, entry: Entry, value: str) -> Iterator[Reference]:
    if not value or "$" in value or "\n" in value or "\0" in value:
        return
    match (*_path(document, entry.container), entry.name):
        case ("secrets" | "configs", str(name), "file"):
            yield from _value(value, name)
        case ("services", str(), "env_file") | ("services", str(), "env_file", None) | ("services", str(), "env_file", int(), "path"):
            yield Reference(value, format_of(value) or "dotenv")
        case (generator, int(), "env") | (generator, int(), "envs", None) if generator in _GENERATORS:
            yield Reference(value, format_of(value) or "dotenv")
        case (generator, int(), "files", None) if generator in _GENERATORS:
            name, _, path = value.rpartition("=")
            yield from _value(path, name)


def _value(path: str, name: str) -> Iterator[Reference]:
    """A file with one value, by the name that programs use for it, else by its own; not for a file with a known format."""
    stem = path.replace("\\", "/").rpartition("/")[2].partition(".")[0]
    known = next((one for one in (name, stem) if classify(one) is not None), "")
    if known and format_of(path) is None:
        yield Reference(path, "text", known)


def _path(document: Document, container: int) -> _Path:
    keys: list[str | int | None] = []
    while document.containers[container].parent != -1:
        keys.append(document.containers[container].key)
        container = document.containers[container].parent
    return tuple(reversed(keys))
