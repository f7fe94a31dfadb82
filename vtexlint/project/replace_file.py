"""Writing a file anew so that nothing is lost: it is either the old file or the new one, whatever happens."""

import errno
import os
import stat
import time
from contextlib import suppress

try:
    from fcntl import LOCK_EX, LOCK_NB, flock
except ImportError:  # Windows: no advisory locks
    flock = None  # type: ignore[assignment]

PREFIX = ".vtexlint-"
SUFFIX = ".tmp"
_PATIENCE = 5.0  # seconds to wait for another vtexlint at the same file
_CHUNK = 4 * 1024 * 1024
_BINARY = getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


class WriteError(OSError):
    """A file that was not written, and is as it was; the text says why and what to do."""


def replace(path: str, old: bytes, new: bytes) -> None:
    """Put `new` in the place of the file, whose bytes were `old` when it was read.

    The new text is written beside the file under a name of its own (`.vtexlint-*.tmp`), brought to the disk, given the file's
    mode, owner and attributes, and takes the file's place in one step. A symbolic link stays one: its target is replaced.
    Raises WriteError, with the file untouched, for a file that has changed since, is read-only, has other hard links, belongs to
    somebody whose file cannot be made, or cannot be written.
    """
    target = os.path.realpath(path)
    try:
        descriptor = os.open(target, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | _BINARY)
    except OSError as error:
        raise WriteError(f"cannot be opened again: {error.strerror}; nothing was written") from None
    try:
        _lock(descriptor)
        _replace(target, descriptor, old, new)
    except WriteError:
        raise
    except OSError as error:
        raise WriteError(f"cannot be written: {error.strerror}; it is as it was") from None
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
            _dress(writer, descriptor, status)
            os.fsync(writer)
        finally:
            os.close(writer)
        if not _is_unchanged(target, descriptor, status, old):
            if _holds(target, new):
                return  # another vtexlint was faster
            raise WriteError("has changed while vtexlint was at work: nothing was written, run it again")
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
                raise WriteError("is locked by another process; nothing was written, try again") from None
            time.sleep(0.05)
        except OSError:
            return  # a file system without locks


def _demand_replaceable(target: str, status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise WriteError("is no regular file any more; nothing was written")
    if status.st_nlink > 1:
        raise WriteError("has other hard links, which would keep the old text: it was left alone; mend it by hand")
    # the mode is asked too, for the system lets root write everything
    if not status.st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH) or not os.access(target, os.W_OK):
        raise WriteError("is read-only: it was left alone; make it writable (chmod u+w) or mend it by hand")


def _is_unchanged(target: str, descriptor: int, status: os.stat_result, old: bytes) -> bool:
    """Whether the path still leads to the file that was opened, and that file still holds the bytes that were read."""
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


def _dress(writer: int, reader: int, status: os.stat_result) -> None:
    """Give the new file the old one's owner, attributes and mode, in this order: a change of owner clears bits of the mode."""
    if not hasattr(os, "fchown"):
        return
    mine = os.fstat(writer)
    if (mine.st_uid, mine.st_gid) != (status.st_uid, status.st_gid):
        try:
            os.fchown(writer, status.st_uid, status.st_gid)
        except OSError:
            raise WriteError("belongs to another user or group, which the new file could not be given: it was left alone") from None
    _copy_attributes(reader, writer)
    os.fchmod(writer, stat.S_IMODE(status.st_mode))


def _copy_attributes(reader: int, writer: int) -> None:
    """Extended attributes, access lists among them; those of the security modules are the system's to give."""
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
            raise WriteError(
                f"has an extended attribute ({_plain(name)}) that the new file could not be given: it was left alone"
            ) from None


def _sync_directory(directory: str) -> None:
    """Bring the new name to the disk; where directories cannot be opened the system does so by itself."""
    try:
        descriptor = os.open(directory, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
    except OSError:
        return
    with suppress(OSError):  # the file is whole either way
        os.fsync(descriptor)
    _close(descriptor)


def _close(descriptor: int) -> None:
    """Close what was only read: its failure changes nothing."""
    with suppress(OSError):
        os.close(descriptor)


def _remove(temporary: str) -> None:
    with suppress(OSError):  # what stays is told by its name
        os.unlink(temporary)


def _plain(name: str) -> str:
    return "".join(c for c in name if c.isprintable())[:60]
