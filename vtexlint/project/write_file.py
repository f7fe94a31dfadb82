"""Writing what vtexlint itself makes (reports, a baseline): all of it or nothing."""

import os
import stat
from contextlib import suppress


class UnwritableError(OSError):
    """A file that cannot be written; its text names it and says why and what to do."""


def check_writable(path: str, name: str | None = None) -> None:
    """Raise UnwritableError where a file of this path cannot be written: before the work, not after. Messages call it `name`."""
    shown = path if name is None else name
    if not shown:
        raise UnwritableError("the name of the file to write is empty")
    parent = os.path.dirname(path) or os.curdir
    if os.path.isdir(path):
        raise UnwritableError(f"{shown}: is a directory, not a file")
    if not os.path.isdir(parent):
        raise UnwritableError(f"{shown}: there is no directory {parent}: make it first")


def existing_content(path: str) -> bytes:
    """What `write_text` would write over: empty where there is no file, and for a device or a pipe. Raises UnwritableError."""
    try:
        if _is_stream(path):
            return b""
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise UnwritableError(f"{path}: cannot be read, and so is not written over: {error.strerror}") from None


def write_text(path: str, text: str, name: str | None = None) -> None:
    """Put a text (UTF-8) into a file, in one step for whoever reads it; a device or a pipe is written to as it stands.

    A link is followed, and a file that was there keeps its mode. Raises UnwritableError, in which the file is called `name`.
    """
    _write_data(path, text.encode("utf-8", "backslashreplace"), name)


def write_script(path: str, text: str) -> None:
    """Like `write_text`, for a file that is run: executable, its directory made, bytes that are not UTF-8 kept."""
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
    except OSError as error:
        raise UnwritableError(f"{path}: cannot be written: {error.strerror}") from None
    _write_data(path, text.encode("utf-8", "surrogateescape"), executable=True)


def _write_data(path: str, data: bytes, name: str | None = None, *, executable: bool = False) -> None:
    try:
        if _is_stream(path):
            # not emptied: behind /dev/stdout a file may stand that somebody appends to
            _write(os.open(path, os.O_WRONLY | os.O_APPEND), data)
        else:
            _replace(os.path.realpath(path), data, executable)
    except OSError as error:
        raise UnwritableError(f"{path if name is None else name}: cannot be written: {error.strerror}") from None


def _is_stream(path: str) -> bool:
    """/dev/stdout also where a file stands behind it: another file in its place would part it from who writes to it."""
    if path.startswith(("/dev/std", "/dev/fd/", "/proc/")):
        return True
    return os.path.exists(path) and not stat.S_ISREG(os.stat(path).st_mode)


def _replace(path: str, data: bytes, executable: bool) -> None:
    # in containers process numbers come again: the rest of a run that was killed must not stand in the way
    name = f".{os.path.basename(path)[:80]}.{os.getpid()}-{os.urandom(6).hex()}.tmp"
    temporary = os.path.join(os.path.dirname(path), name)
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o777 if executable else 0o666)
    try:
        _write(descriptor, data, sync=True)
        if os.path.exists(path):
            mode = stat.S_IMODE(os.stat(path).st_mode)
            os.chmod(temporary, mode | (mode & 0o444) >> 2 if executable else mode)
        os.replace(temporary, path)
    except BaseException:
        with suppress(OSError):  # the first error is the one to tell
            os.unlink(temporary)
        raise


def _write(descriptor: int, data: bytes, *, sync: bool = False) -> None:
    with os.fdopen(descriptor, "wb", buffering=0) as file:
        rest = memoryview(data)
        while rest:
            rest = rest[file.write(rest) or 0 :]
        if sync:
            os.fsync(file.fileno())
