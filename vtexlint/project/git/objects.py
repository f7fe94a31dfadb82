"""The contents of git's objects, streamed from one `git cat-file --batch`: no filter, no textconv, flat memory."""

from collections import deque
from contextlib import contextmanager

from vtexlint._startup.typed import TYPE_CHECKING, Literal, NamedTuple
from vtexlint.linter.prefilter import may_hold_credentials

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from subprocess import Popen
    from typing import IO

    from vtexlint.project.git.process import Git

_OUTSTANDING = 3000  # bytes of requests under way: less than any system's pipe can buffer, so neither side waits for the other
_PIPE = 1 << 18  # bytes
# git keeps what it unpacked for the next object of the same file (96 MB by default), and maps whole packs
LITTLE_MEMORY = ("-c", "core.deltaBaseCacheLimit=16m", "-c", "core.packedGitWindowSize=1m", "-c", "core.packedGitLimit=16m")
"""Switches for a git that runs as long as a history is read."""

_CHUNK = 1 << 20
_OVERLAP = 4096


class Wanted(NamedTuple):
    """A blob to read: its object id, a path that it has, and the size in bytes up to which it is read whole."""

    oid: str
    path: str
    limit: int
    extra_names: tuple[bytes, ...] = ()  # for the prefilter of a larger one


BlobState = Literal["read", "absent", "large", "dismissed"]


class Blob(NamedTuple):
    """An answer: `data` where `state` is read; `large` is over the limit and may contain credentials, `dismissed` contains none."""

    wanted: Wanted
    state: BlobState
    data: bytes = b""


def contents(git: "Git", wanted: "Iterable[Wanted]") -> "Iterator[Blob]":
    """The blobs, in the order that they are asked for. `wanted` is drawn from as answers come in. Raises GitError."""
    with open_blobs(git) as blobs:
        yield from blobs.contents(wanted)


@contextmanager
def open_blobs(git: "Git") -> "Iterator[Blobs]":
    """The blobs of a repository, read by one process as long as the context lasts. Raises GitError."""
    with git.stream(*LITTLE_MEMORY, "cat-file", "--batch") as process:
        yield Blobs(process)


class Blobs:
    """Reads blobs from a running `git cat-file --batch`."""

    def __init__(self, process: "Popen[bytes]") -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self._requests, self._answers = process.stdin, process.stdout
        _widen(self._answers)

    def contents(self, wanted: "Iterable[Wanted]") -> "Iterator[Blob]":
        """The blobs, in the order that they are asked for; all answers are read when this ends."""
        return _rounds(self._requests, self._answers, iter(wanted))


def _widen(pipe: "IO[bytes]") -> None:
    """Let a pipe take more at once, where the system has that: fewer changes between the two processes."""
    try:
        import fcntl  # noqa: PLC0415  not on every system

        fcntl.fcntl(pipe.fileno(), fcntl.F_SETPIPE_SZ, _PIPE)
    except (ImportError, AttributeError, OSError):
        return


def _rounds(requests: "IO[bytes]", answers: "IO[bytes]", wanted: "Iterator[Wanted]") -> "Iterator[Blob]":
    pending: deque[Wanted] = deque()
    outstanding = 0
    more = True
    while more or pending:
        batch = []
        while more and outstanding < _OUTSTANDING:
            one = next(wanted, None)
            if one is None:
                more = False
                break
            pending.append(one)
            batch.append(one.oid)
            outstanding += len(one.oid) + 1
        if batch:
            requests.write("".join(f"{oid}\n" for oid in batch).encode())
            requests.flush()
        # half of the answers before the next requests: git has always something to do
        for _ in range((len(pending) + 1) // 2 if more else len(pending)):
            one = pending.popleft()
            outstanding -= len(one.oid) + 1
            yield _answer(answers, one)


def _answer(answers: "IO[bytes]", wanted: Wanted) -> Blob:
    head = answers.readline().split()
    if len(head) == 2 and head[1] == b"missing":
        return Blob(wanted, "absent")
    if len(head) != 3:
        raise EOFError
    size = int(head[2])
    if size <= wanted.limit:
        data = answers.read(size)
        if len(data) != size or answers.read(1) != b"\n":
            raise EOFError
        return Blob(wanted, "read", data)
    return Blob(wanted, "large" if _may_hold(answers, size, wanted) else "dismissed")


def _may_hold(answers: "IO[bytes]", size: int, wanted: Wanted) -> bool:
    """The prefilter over overlapping chunks of a large blob, which is read to its end whatever comes out."""
    found = False
    rest = b""
    while size:
        chunk = answers.read(min(size, _CHUNK))
        if not chunk:
            raise EOFError
        size -= len(chunk)
        if not found:
            found = may_hold_credentials(rest + chunk, wanted.path, wanted.extra_names)
            rest = chunk[-_OVERLAP:]
    if answers.read(1) != b"\n":
        raise EOFError
    return found
