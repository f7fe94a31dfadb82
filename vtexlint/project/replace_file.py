"""Replace a file's text so that nothing is lost: whatever happens, the file is either the old one or the new one.

The mechanism of `write_file`, which alone may use it.
"""

import os
import stat
import time
from contextlib import suppress

from vtexlint._startup.typed import TYPE_CHECKING
from vtexlint.project.errors import cause
from vtexlint.project.metadata import WriteError, copy_metadata
from vtexlint.project.scratch import Scratch, lock
from vtexlint.text.messages import Template

if TYPE_CHECKING:
    from collections.abc import Callable

# predicates of a file
CANNOT_BE_OPENED = Template("replace.cannot-be-opened", "cannot be opened again: {reason}; nothing was written")
CANNOT_BE_WRITTEN = Template("replace.cannot-be-written", "cannot be written: {reason}; the file is unchanged")
CHANGED = Template("replace.changed", "changed while vtexlint was running: nothing was written; run it again")
LOCKED = Template("replace.locked", "is locked by another process: nothing was written; try again")
NOT_REGULAR = Template("replace.not-regular", "is no longer a regular file; nothing was written")
HARD_LINKS = Template("replace.hard-links", "has other hard links, which would keep the old text: it was not changed; edit it by hand")
READ_ONLY = Template("replace.read-only", "is read-only: it was not changed; make it writable (chmod u+w) or edit it by hand")

_PATIENCE = 5.0  # seconds to wait for another vtexlint at the same file; on Windows for any program that has it open
_CHUNK = 4 * 1024 * 1024
_BINARY = getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | _BINARY
_MAKE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | _BINARY
_HELD_WHILE_REPLACED = os.name != "nt"  # Windows replaces no file that is open


def replace(target: str, old: bytes, new: bytes, *, executable: bool = False) -> None:
    """Replace the file, whose bytes were `old` when it was read, by one with `new`. `target` is its path, without links.

    The new text is written to a file in a scratch directory, flushed to the disk, given the file's mode, owner and attributes, and
    renamed to the file. Raises WriteError, with the file untouched, for a file that has changed since, is read-only, has other hard
    links, has an owner or access rights that the new file cannot be given, or cannot be written.
    """
    try:
        descriptor = os.open(target, _READ)
    except OSError as error:
        raise WriteError(CANNOT_BE_OPENED(reason=cause(error))) from None
    try:
        _lock(descriptor)
        status = os.fstat(descriptor)
        _demand_replaceable(target, status)

        def is_due() -> bool:
            if _is_unchanged(target, descriptor, status, old):
                return True
            if _holds(target, new):
                return False  # another vtexlint was faster
            raise WriteError(CHANGED())

        def dress(writer: int) -> None:
            copy_metadata(writer, descriptor, status)
            if executable:
                mode = stat.S_IMODE(status.st_mode)
                os.fchmod(writer, mode | (mode & 0o444) >> 2)

        _put(target, new, 0o600, dress, is_due, lambda: _holds(target, old), None if _HELD_WHILE_REPLACED else descriptor)
    except WriteError:
        raise
    except OSError as error:
        raise WriteError(CANNOT_BE_WRITTEN(reason=cause(error))) from None
    finally:
        _close(descriptor)


def create(target: str, new: bytes, *, executable: bool = False) -> None:
    """Make a file, complete or not at all; its rights are those of a new file in its directory. Raises WriteError if there is one."""

    def is_due() -> bool:
        if not os.path.lexists(target):
            return True
        if _holds(target, new):
            return False
        raise WriteError(CHANGED())

    try:
        _put(target, new, 0o777 if executable else 0o666, _leave, is_due, lambda: not os.path.lexists(target), None)
    except WriteError:
        raise
    except OSError as error:
        raise WriteError(CANNOT_BE_WRITTEN(reason=cause(error))) from None


def _leave(writer: int) -> None:
    """A new file is as it was made."""


def _put(
    target: str,
    new: bytes,
    mode: int,
    dress: "Callable[[int], None]",
    is_due: "Callable[[], bool]",
    is_same: "Callable[[], bool]",
    closed_before: int | None,
) -> None:
    """Write the new file and rename it. `dress` gives it its rights, `is_due` says at the end whether it is still to take the place.

    `is_same` says whether the place is as it was, when `closed_before` is closed.
    """
    directory, name = os.path.split(target)
    with Scratch(directory, name) as scratch:
        # no other user may read it before it has the file's own mode
        writer = os.open(scratch.path, _MAKE, mode)
        try:
            _write(writer, new)
            dress(writer)
            os.fsync(writer)
        finally:
            os.close(writer)
        if not is_due():
            return
        if closed_before is not None:
            os.close(closed_before)
        _rename(scratch.path, target, is_same)
    _sync_directory(directory)


def _rename(source: str, target: str, is_same: "Callable[[], bool]") -> None:
    """Give the new file its name. Windows refuses while an editor, an indexer or a virus scanner has one of the two open: wait for it."""
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            os.replace(source, target)
            return
        except PermissionError:
            if _HELD_WHILE_REPLACED or time.monotonic() > until:
                raise
        time.sleep(0.05)
        with suppress(PermissionError):  # it cannot be read now either
            if not is_same():
                raise WriteError(CHANGED())


def _lock(descriptor: int) -> None:
    """Wait for another vtexlint that writes the same file. The lock goes with the descriptor."""
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            lock(descriptor)
            return
        except BlockingIOError:
            if time.monotonic() > until:
                raise WriteError(LOCKED()) from None
            time.sleep(0.05)


def _demand_replaceable(target: str, status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise WriteError(NOT_REGULAR())
    if status.st_nlink > 1:
        raise WriteError(HARD_LINKS())
    # the mode is checked too, since the system lets root write everything
    if not status.st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH) or not os.access(target, os.W_OK):
        raise WriteError(READ_ONLY())


def _is_unchanged(target: str, descriptor: int, status: os.stat_result, old: bytes) -> bool:
    """Whether the path still leads to the file that was opened, and that file still contains the bytes that were read."""
    now = os.lstat(target)
    return (now.st_dev, now.st_ino, now.st_nlink) == (status.st_dev, status.st_ino, status.st_nlink) and _bytes_of(descriptor) == old


def _holds(target: str, data: bytes) -> bool:
    descriptor = os.open(target, _READ)
    try:
        return _bytes_of(descriptor) == data
    finally:
        _close(descriptor)


def _bytes_of(descriptor: int) -> bytes:
    os.lseek(descriptor, 0, os.SEEK_SET)
    parts = []
    while part := os.read(descriptor, _CHUNK):
        parts.append(part)
    return b"".join(parts)


def _write(descriptor: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def _sync_directory(directory: str) -> None:
    """Flush the new name to the disk; a system where directories cannot be opened does it alone."""
    try:
        descriptor = os.open(directory, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
    except OSError:
        return
    with suppress(OSError):  # the file is complete either way
        os.fsync(descriptor)
    _close(descriptor)


def _close(descriptor: int) -> None:
    """Close a file that was only read; a failure has no effect."""
    with suppress(OSError):
        os.close(descriptor)
