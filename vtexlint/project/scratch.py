"""Where a new text is written before it takes a file's place: a directory next to the file, in which git takes nothing.

It is `.vtexlint-<16 hex digits>/.git/<the file's name>`. git adds nothing below a directory called `.git`, whatever the patterns and even
with `add -f`, so there is no moment in which a killed run leaves a copy that `git add .` would stage; other patterns that are about the
file's name (.dockerignore, .npmignore) cover the copy, too. No repository can bring a directory with such an entry, so what is found here
later was left by vtexlint.
"""

import os
import stat
import time
from contextlib import suppress

from vtexlint.project.scratch_names import DIGITS, PREFIX, is_scratch

try:
    from fcntl import LOCK_EX, LOCK_NB, flock
except ImportError:  # Windows: no advisory locks
    flock = None  # type: ignore[assignment]

INNER = ".git"
_OLD = 24 * 60 * 60  # seconds after which a directory counts as a leftover if it cannot be locked
_PRIVATE = 0o777 if os.name == "nt" else 0o700  # Windows: 0o700 would be an access list that the new file inherits
_TRIES = 5


class Scratch:
    """A new directory in `directory`, removed at the end of the `with`; `path` is where the new file is to be made. Raises OSError."""

    __slots__ = ("_lock", "_outer", "path")

    def __init__(self, directory: str, name: str) -> None:
        for number in range(_TRIES):
            self._outer = os.path.join(directory, PREFIX + os.urandom(DIGITS // 2).hex())
            self.path = os.path.join(self._outer, INNER, name)
            self._lock: int | None = None
            try:
                os.mkdir(self._outer, _PRIVATE)
                self._lock = _locked(self._outer)
                os.mkdir(os.path.dirname(self.path), _PRIVATE)
            except (FileNotFoundError, BlockingIOError):  # another run took it for a leftover before it was locked
                self._end()
                if number == _TRIES - 1:
                    raise
            except BaseException:
                self._end()
                raise
            else:
                break

    def __enter__(self) -> "Scratch":
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def _end(self) -> None:
        _remove(self._outer, [os.path.basename(self.path)])
        if self._lock is not None:
            with suppress(OSError):
                os.close(self._lock)


def remove_leftovers(directory: str) -> None:
    """Remove what runs that were killed have left in a directory; what a run still works with stays."""
    try:
        names = [name for name in os.listdir(directory) if is_scratch(name)]
    except OSError:
        return  # may be written to, but not listed
    for name in names:
        path = os.path.join(directory, name)
        with suppress(OSError):
            lock = _locked(path) if _is_mine(path) else None
            try:
                if lock is not None or (_is_mine(path) and _is_old(path)):
                    _remove(path, _left_in(os.path.join(path, INNER)))
            finally:
                if lock is not None:
                    os.close(lock)


def lock(descriptor: int) -> bool:
    """Lock a file or directory, as long as the descriptor is open; False where there are no locks. Raises BlockingIOError if locked."""
    if flock is None:
        return False
    try:
        flock(descriptor, LOCK_EX | LOCK_NB)
    except BlockingIOError:
        raise
    except OSError:
        return False  # a file system without locks
    return True


def _locked(path: str) -> int | None:
    """A descriptor with the lock of a directory; None if the system has no locks. Raises OSError, also if another run has the lock."""
    if flock is None:
        return None
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    is_locked = False
    try:
        is_locked = lock(descriptor)
    finally:
        if not is_locked:
            os.close(descriptor)
    return descriptor if is_locked else None


def _is_mine(path: str) -> bool:
    status = os.lstat(path)
    return stat.S_ISDIR(status.st_mode) and (not hasattr(os, "geteuid") or status.st_uid == os.geteuid())


def _is_old(path: str) -> bool:
    return time.time() - os.lstat(path).st_mtime > _OLD


def _left_in(inner: str) -> list[str]:
    if os.path.islink(inner):
        return []
    try:
        return os.listdir(inner)
    except FileNotFoundError:  # killed before it was made
        return []


def _remove(outer: str, names: list[str]) -> None:
    """Remove a scratch directory with these files; one with anything else in it stays."""
    inner = os.path.join(outer, INNER)
    for name in names:
        with suppress(OSError):
            os.unlink(os.path.join(inner, name))
    for directory in (inner, outer):
        with suppress(OSError):
            os.rmdir(directory)
