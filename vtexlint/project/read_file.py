"""Read regular files, up to a limit of bytes."""

import os
import stat

from vtexlint._startup.modules import load
from vtexlint._startup.typed import TYPE_CHECKING
from vtexlint.linter.prefilter import may_hold_credentials
from vtexlint.project.errors import MessageError, cause
from vtexlint.text.messages import Message, Template

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from vtexlint.settings import Settings

# The largest sizes, in bytes, of what a run reads besides the files that it checks. Each is far above what there is in practice, and
# bounds the memory: JSON that has been read takes 25 to 45 times its size.
SETTINGS_LIMIT = 1024 * 1024  # a pyproject.toml too
BASELINE_LIMIT = 16 * 1024 * 1024  # some 70,000 findings
SNAPSHOT_LIMIT = 16 * 1024 * 1024  # an account of tens of thousands of users and keys

_SEARCHED = 16  # a file that is only searched may be so many times larger

# predicates of a file
CANNOT_BE_OPENED = Template("read.cannot-be-opened", "cannot be opened: {reason}")
CANNOT_BE_READ = Template("read.cannot-be-read", "cannot be read: {reason}")
NOT_REGULAR = Template("read.not-regular", "is {kind}, not a regular file")
TOO_LARGE = Template(
    "read.too-large",
    "is larger than the limit of {limit} bytes and may contain credentials; to read it, raise `max-file-size` in the settings",
)

OVERSIZED = Template("read.oversized", "has {size} bytes, more than the limit of {limit}: {remedy}")

DIRECTORY = Template("kind.directory", "a directory")
FIFO = Template("kind.fifo", "a FIFO")
SOCKET = Template("kind.socket", "a socket")
DEVICE = Template("kind.device", "a device")
OTHER_KIND = Template("kind.other", "something else")

_CHUNK = 4 * 1024 * 1024
_SMALL = 16 * 1024
_OVERLAP = 4096


class UnreadableError(MessageError, OSError):
    """A file that cannot be read; the message is why, as a predicate of the file."""


class OversizedError(UnreadableError):
    """A file that is larger than what is read of its kind."""


def limit_of(settings: "Settings", level: str) -> int:
    """The size in bytes up to which a file is read whole."""
    return settings.max_file_size * (_SEARCHED if level == "search" else 1)


def read_bytes(path: str, limit: int, place: str = "", extra_names: "Sequence[bytes]" = ()) -> bytes | None:
    """The bytes of a regular file; None if it is larger than `limit` bytes and certainly contains no credential.

    Raises UnreadableError for what cannot be opened, is not a regular file, or is over the limit and may contain a credential.
    """
    return read_where(path, limit, lambda chunk: may_hold_credentials(chunk, place or path, extra_names))


def read_whole(path: str, limit: int, remedy: Message) -> bytes:
    """The bytes of a regular file. Raises UnreadableError; OversizedError, with the remedy, for one of more than `limit` bytes."""
    try:
        data = read_where(path, limit, lambda chunk: True)
    except OversizedError:
        raise OversizedError(oversized(os.path.getsize(path), limit, remedy)) from None
    assert data is not None
    return data


def _grouped(number: int) -> Message:
    found: Message = load("vtexlint.text.numbers").grouped(number)  # few files are too large
    return found


def oversized(size: int, limit: int, remedy: Message) -> Message:
    """What is wrong with a file of `size` bytes, over the limit of its kind, as a predicate of it, and what to do."""
    return OVERSIZED(size=_grouped(size), limit=_grouped(limit), remedy=remedy)


def stamp_of(path: str) -> tuple[int, int, int] | None:
    """Time, size and inode: equal for a file that is as it was. None if there is none."""
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino


def read_where(path: str, limit: int, may_hold: "Callable[[bytes], bool]") -> bytes | None:
    """As `read_bytes`; `may_hold` is the test that a file over the limit must pass, chunk by chunk."""
    try:
        # O_NONBLOCK: a FIFO put in the file's place must not hang the run
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except OSError as error:
        raise UnreadableError(CANNOT_BE_OPENED(reason=cause(error))) from None
    try:
        return _read(descriptor, limit, may_hold)
    except OSError as error:
        if isinstance(error, UnreadableError):
            raise
        raise UnreadableError(CANNOT_BE_READ(reason=cause(error))) from None
    finally:
        os.close(descriptor)


def _read(descriptor: int, limit: int, may_hold: "Callable[[bytes], bool]") -> bytes | None:
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableError(NOT_REGULAR(kind=kind_of(status.st_mode)))
    if status.st_size <= limit:
        data = _read_up_to(descriptor, limit + 1, status.st_size)
        if len(data) <= limit:
            return data
        os.lseek(descriptor, 0, os.SEEK_SET)
    if _large_file_may_hold(descriptor, may_hold):
        raise OversizedError(too_large(limit))
    return None


def too_large(limit: int) -> Message:
    """Why a file over the limit was not read."""
    return TOO_LARGE(limit=_grouped(limit))


def _read_up_to(descriptor: int, size: int, expected: int) -> bytes:
    """At most `size` bytes. `expected` is the file's size: a large buffer for each of many small files takes time."""
    parts = []
    asked = expected + 1
    while size > 0:
        part = os.read(descriptor, min(size, asked, _CHUNK))
        if not part:
            break
        parts.append(part)
        size -= len(part)
        asked = max(_SMALL, expected - len(part))
    return b"".join(parts) if len(parts) != 1 else parts[0]


def _large_file_may_hold(descriptor: int, may_hold: "Callable[[bytes], bool]") -> bool:
    """Apply the prefilter to overlapping chunks, so that memory use does not grow with the file."""
    rest = b""
    while True:
        chunk = os.read(descriptor, _CHUNK)
        if not chunk:
            return False
        if may_hold(rest + chunk):
            return True
        rest = chunk[-_OVERLAP:]


def kind_of(mode: int) -> Message:
    """`a directory`, `a FIFO`...: what a path is that is not a regular file."""
    kinds = ((stat.S_ISDIR, DIRECTORY), (stat.S_ISFIFO, FIFO), (stat.S_ISSOCK, SOCKET), (stat.S_ISCHR, DEVICE))
    return next((name for test, name in kinds if test(mode)), OTHER_KIND)()
