"""Replace a file so that nothing is lost: it is either the old file or the new one, whatever happens."""

import errno
import os
import stat
import time
from contextlib import suppress

from vtexlint.project.errors import MessageError, cause
from vtexlint.text.messages import Template

try:
    from fcntl import LOCK_EX, LOCK_NB, flock
except ImportError:  # Windows: no advisory locks
    flock = None  # type: ignore[assignment]

# predicates of a file
CANNOT_BE_OPENED = Template("replace.cannot-be-opened", "cannot be opened again: {reason}; nothing was written")
CANNOT_BE_WRITTEN = Template("replace.cannot-be-written", "cannot be written: {reason}; it is as it was")
CHANGED = Template("replace.changed", "has changed while vtexlint was at work: nothing was written, run it again")
LOCKED = Template("replace.locked", "is locked by another process; nothing was written, try again")
NOT_REGULAR = Template("replace.not-regular", "is no regular file any more; nothing was written")
HARD_LINKS = Template("replace.hard-links", "has other hard links, which would keep the old text: it was left alone; mend it by hand")
READ_ONLY = Template("replace.read-only", "is read-only: it was left alone; make it writable (chmod u+w) or mend it by hand")
OTHER_OWNER = Template("replace.other-owner", "belongs to another user or group, which the new file could not be given: it was left alone")
ATTRIBUTE = Template("replace.attribute", "has an extended attribute ({name}) that the new file could not be given: it was left alone")

PREFIX = ".vtexlint-"
SUFFIX = ".tmp"
_PATIENCE = 5.0  # seconds to wait for another vtexlint at the same file
_CHUNK = 4 * 1024 * 1024
_BINARY = getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


class WriteError(MessageError, OSError):
    """A file that was not written and is unchanged; the message says why and what to do."""


def replace(path: str, old: bytes, new: bytes) -> None:
    """Replace the file, whose bytes were `old` when it was read, by one with `new`.

    The new text is written to a temporary file in the same directory (`.vtexlint-*.tmp`), flushed to the disk, given the file's
    mode, owner and attributes, and renamed to the file. A symbolic link stays one: its target is replaced.
    Raises WriteError, with the file untouched, for a file that has changed since, is read-only, has other hard links, has an owner
    that the new file cannot be given, or cannot be written.
    """
    target = os.path.realpath(path)
    try:
        descriptor = os.open(target, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | _BINARY)
    except OSError as error:
        raise WriteError(CANNOT_BE_OPENED(reason=cause(error))) from None
    try:
        _lock(descriptor)
        _replace(target, descriptor, old, new)
    except WriteError:
        raise
    except OSError as error:
        raise WriteError(CANNOT_BE_WRITTEN(reason=cause(error))) from None
    finally:
        _close(descriptor)


def _replace(target: str, descriptor: int, old: bytes, new: bytes) -> None:
    status = os.fstat(descriptor)
    _demand_replaceable(target, status)
    directory = os.path.dirname(target)
    temporary = os.path.join(directory, f"{PREFIX}{os.getpid()}-{os.urandom(6).hex()}{SUFFIX}")
    made = True
    try:
        # nobody else may read it before it has the file's own mode
        writer = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | _BINARY, 0o600)
        try:
            _write(writer, new)
            _copy_metadata(writer, descriptor, status)
            os.fsync(writer)
        finally:
            os.close(writer)
        if not _is_unchanged(target, descriptor, status, old):
            if _holds(target, new):
                return  # another vtexlint was faster
            raise WriteError(CHANGED())
        os.replace(temporary, target)
        made = False
    except FileExistsError:
        made = False  # somebody else's
        raise
    finally:
        if made:
            _remove(temporary)
    _sync_directory(directory)


def _lock(descriptor: int) -> None:
    """Wait for another vtexlint that writes the same file. The lock goes with the descriptor."""
    if flock is None:
        return
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            flock(descriptor, LOCK_EX | LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() > until:
                raise WriteError(LOCKED()) from None
            time.sleep(0.05)
        except OSError:
            return  # a file system without locks


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
    now = os.stat(target)
    return (now.st_dev, now.st_ino, now.st_nlink) == (status.st_dev, status.st_ino, status.st_nlink) and _bytes_of(descriptor) == old


def _holds(target: str, data: bytes) -> bool:
    descriptor = os.open(target, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | _BINARY)
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


def _copy_metadata(writer: int, reader: int, status: os.stat_result) -> None:
    """Give the new file the old one's owner, attributes and mode, in this order: a change of owner clears bits of the mode."""
    if not hasattr(os, "fchown"):
        return
    mine = os.fstat(writer)
    if (mine.st_uid, mine.st_gid) != (status.st_uid, status.st_gid):
        try:
            os.fchown(writer, status.st_uid, status.st_gid)
        except OSError:
            raise WriteError(OTHER_OWNER()) from None
    _copy_attributes(reader, writer)
    os.fchmod(writer, stat.S_IMODE(status.st_mode))


def _copy_attributes(reader: int, writer: int) -> None:
    """Copy extended attributes, access lists included; the system sets those of the security modules."""
    if not hasattr(os, "listxattr"):
        return
    try:
        names = os.listxattr(reader)
    except OSError as error:
        if error.errno in (errno.ENOTSUP, errno.ENOSYS):
            return  # a file system without any
        raise
    for name in names:
        if name.startswith(("security.", "trusted.")):
            continue
        try:
            os.setxattr(writer, name, os.getxattr(reader, name))
        except OSError:
            raise WriteError(ATTRIBUTE(name=_plain(name))) from None


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


def _remove(temporary: str) -> None:
    with suppress(OSError):  # its name shows what it is
        os.unlink(temporary)


def _plain(name: str) -> str:
    return "".join(c for c in name if c.isprintable())[:60]
