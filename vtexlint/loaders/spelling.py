"""The spelling of a value that several loaders read the same way."""

from collections.abc import Iterable

from vtexlint.loaders.table import LOADERS


def common_spelling(name: str, value: str, loaders: Iterable[str]) -> str | None:
    """`NAME=value`, without quotes if possible, as every one of the loaders reads it; None if there is no such spelling.

    Verified by the models, for the line alone: other lines may still keep a loader from reading it.
    """
    names = tuple(loaders)
    return next((line for mark in ("", "'", '"') if _is_read(line := f"{name}={mark}{value}{mark}", name, value, names)), None)


def _is_read(line: str, name: str, value: str, loaders: tuple[str, ...]) -> bool:
    for loader in loaders:
        reading = LOADERS[loader](f"{line}\n")
        runs = any(assignment.runs for assignment in reading.assignments)
        if reading.refusal is not None or runs or reading.values() != {name: value}:
            return False
    return True
