"""Write files that vtexlint itself makes (reports, a baseline): completely or not at all."""

import os
import stat
from contextlib import suppress

from vtexlint.project.errors import MessageError, at, cause
from vtexlint.text.messages import Template

NO_NAME = Template("write.no-name", "the name of the file to write is empty")
IS_DIRECTORY = Template("write.is-directory", "is a directory, not a file")
NO_DIRECTORY = Template("write.no-directory", "there is no directory {directory}: make it first")
KEPT = Template("write.kept", "cannot be read, and so is not written over: {reason}")
CANNOT_BE_WRITTEN = Template("write.cannot-be-written", "cannot be written: {reason}")


class UnwritableError(MessageError, OSError):
    """A file that cannot be written; the message names it and says why and what to do."""


def check_writable(path: str, name: str | None = None) -> None:
    """Raise UnwritableError where a file of this path cannot be written: before the work, not after. Messages call it `name`."""
    shown = path if name is None else name
    if not shown:
        raise UnwritableError(NO_NAME())
    parent = os.path.dirname(path) or os.curdir
    if os.path.isdir(path):
        raise UnwritableError(at(shown, IS_DIRECTORY()))
    if not os.path.isdir(parent):
        raise UnwritableError(at(shown, NO_DIRECTORY(directory=parent)))


def existing_content(path: str) -> bytes:
    """What `write_text` would overwrite: empty where there is no file, and for a device or a pipe. Raises UnwritableError."""
    try:
        if _is_stream(path):
            return b""
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise UnwritableError(at(path, KEPT(reason=cause(error)))) from None


def write_text(path: str, text: str, name: str | None = None) -> None:
    """Put a text (UTF-8) into a file, in one step for its readers; a device or a pipe is written to directly.

    A link is followed, and a file that was there keeps its mode. Raises UnwritableError, in which the file is called `name`.
    """
    _write_data(path, text.encode("utf-8", "backslashreplace"), name)


def write_script(path: str, text: str) -> None:
    """Like `write_text`, for a file that is run: executable, its directory made, bytes that are not UTF-8 kept."""
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
    except OSError as error:
        raise UnwritableError(at(path, CANNOT_BE_WRITTEN(reason=cause(error)))) from None
    _write_data(path, text.encode("utf-8", "surrogateescape"), executable=True)


def _write_data(path: str, data: bytes, name: str | None = None, *, executable: bool = False) -> None:
    try:
        if _is_stream(path):
            # not emptied: /dev/stdout may be a file that somebody appends to
            _write(os.open(path, os.O_WRONLY | os.O_APPEND), data)
        else:
            _replace(os.path.realpath(path), data, executable)
    except OSError as error:
        raise UnwritableError(at(path if name is None else name, CANNOT_BE_WRITTEN(reason=cause(error)))) from None


def _is_stream(path: str) -> bool:
    """Also for a /dev/stdout that is a file: replacing the file would detach the shell's redirection."""
    if path.startswith(("/dev/std", "/dev/fd/", "/proc/")):
        return True
    return os.path.exists(path) and not stat.S_ISREG(os.stat(path).st_mode)


def _replace(path: str, data: bytes, executable: bool) -> None:
    # containers use process numbers again: a file that is left from a killed run must not prevent the next one
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
        with suppress(OSError):  # the first error is the one to report
            os.unlink(temporary)
        raise


def _write(descriptor: int, data: bytes, *, sync: bool = False) -> None:
    with os.fdopen(descriptor, "wb", buffering=0) as file:
        rest = memoryview(data)
        while rest:
            rest = rest[file.write(rest) or 0 :]
        if sync:
            os.fsync(file.fileno())
