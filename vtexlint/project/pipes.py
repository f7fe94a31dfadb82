"""vtexlint's own processes, forked, and the messages between them, over pipes."""

import os
import signal
from contextlib import suppress

from vtexlint._startup.modules import load
from vtexlint._startup.typed import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_HEAD = 8  # bytes of a message's length


class Process:
    """A forked process that answers each message with one, in the order of the messages; `select` waits for its answers.

    `unanswered` are the messages that it has. A system without `os.fork` has no such process.
    """

    def __init__(self, serve: "Callable[[Iterator[Any]], Iterable[object]]", others: "Iterable[Process]" = ()) -> None:
        """`serve` runs in the new process: from the messages, which end with the process, to an answer for each.

        `others` are the processes of this one that have not ended.
        """
        requests, self._requests = os.pipe()
        self._answers, answers = os.pipe()
        self.unanswered: list[Any] = []
        self._id = os.fork()
        if not self._id:
            # an end of another process's pipe that is open here, too, would keep that process from ending
            for process in (self, *others):
                os.close(process._requests)
                os.close(process._answers)
            _live(serve, requests, answers)
        os.close(requests)
        os.close(answers)

    def fileno(self) -> int:
        return self._answers

    def send(self, message: object) -> None:
        self.unanswered.append(message)
        with suppress(BrokenPipeError):  # it died: no answer will come
            _write(self._requests, message)

    def receive(self) -> Any:
        """The answer to the oldest message; None if the process has died."""
        try:
            answer = _read(self._answers)
        except Exception:  # no answer, a part of one, or one that cannot be unpickled
            return None
        self.unanswered.pop(0)
        return answer

    def end(self) -> None:
        """Close its pipes, at which it ends; in the midst of its work it is killed."""
        os.close(self._requests)
        os.close(self._answers)
        if self.unanswered:
            os.kill(self._id, signal.SIGKILL)
        os.waitpid(self._id, 0)


def _live(serve: "Callable[[Iterator[Any]], Iterable[object]]", requests: int, answers: int) -> None:
    """The life of a forked process. It never returns."""
    try:
        for answer in serve(_messages(requests)):
            _write(answers, answer)
    finally:
        os._exit(0)  # no clean-up of the parent's things


def _messages(pipe: int) -> "Iterator[Any]":
    with suppress(EOFError):
        while True:
            yield _read(pipe)


def _write(pipe: int, message: object) -> None:
    data = load("pickle").dumps(message)  # only a large run has several processes
    left = memoryview(len(data).to_bytes(_HEAD, "big") + data)
    while left:
        left = left[os.write(pipe, left) :]


def _read(pipe: int) -> Any:
    """What the other process wrote. Raises EOFError at the end, and whatever unpickling raises."""
    return load("pickle").loads(_bytes(pipe, int.from_bytes(_bytes(pipe, _HEAD), "big")))


def _bytes(pipe: int, size: int) -> bytes:
    data = bytearray()
    while len(data) < size:
        part = os.read(pipe, min(size - len(data), 1 << 20))
        if not part:
            raise EOFError
        data += part
    return bytes(data)
