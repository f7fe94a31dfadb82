"""What the tests of the write path share."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from vtexlint.project.metadata import WriteError
from vtexlint.project.write_file import UnwritableError, write_bytes

OLD, NEW = b"VTEX_APP_KEY= old\n" * 500, b"VTEX_APP_KEY=new\n" * 500
CALLS = (
    "open",
    "fstat",
    "lstat",
    "mkdir",
    "removexattr",
    "access",
    "write",
    "fsync",
    "fchown",
    "fchmod",
    "listxattr",
    "getxattr",
    "setxattr",
    "read",
    "lseek",
    "close",
    "replace",
)


def replace(path: str, old: bytes, new: bytes) -> None:
    """As the writer does it, with its message."""
    try:
        write_bytes(path, new, old, os.path.dirname(path))
    except UnwritableError as error:
        raise WriteError(error.message) from None


def leftovers(path: Path) -> list[str]:
    return [name for name in os.listdir(path.parent) if name != path.name]


def at_call(number: int, deed: Callable[[], Any], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Do something instead of the number-th system call of the write path; the list holds the calls made so far."""
    made: list[str] = []

    def wrapped(name: str, honest: Any) -> Any:
        def call(*args: Any, **kwargs: Any) -> Any:
            made.append(name)
            if len(made) == number + 1:
                deed()
            return honest(*args, **kwargs)

        return call

    for name in CALLS:
        if hasattr(os, name):
            monkeypatch.setattr(os, name, wrapped(name, getattr(os, name)))
    return made
