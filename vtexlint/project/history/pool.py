"""Blobs read and inspected by several processes, the results in the order of the requests.

Each process has a git of its own and gets batches from one queue. Blobs do not pass between processes: a batch is ids and paths, a result
what was found, which is nearly always nothing.
"""

import os
import select
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, suppress
from itertools import chain
from time import process_time

from vtexlint.project.errors import MessageError
from vtexlint.project.git.objects import Wanted
from vtexlint.project.history.jobs import MOST_JOBS, Numbered, Queues
from vtexlint.project.history.scan_blob import ScannedBlob
from vtexlint.project.pipes import read_message, write_message
from vtexlint.project.processors import usable_processors

_ALONE = 1.0  # seconds of processor time that one process works before others help: for less they cost more than they save
_UNDER_WAY = 2  # batches that a process has: one that it works on, and the next

Scan = Callable[[Iterable[Wanted]], Iterator[ScannedBlob]]
"""Answers requests in their order, through one git process."""


Opened = Callable[[], AbstractContextManager[Scan]]


def scanned(opened: Opened, wanted: Iterable[Wanted]) -> Iterator[ScannedBlob]:
    """The results in the order of the requests: by this process alone, after a while by several. `opened` starts a git process."""
    jobs = min(usable_processors(), MOST_JOBS) if hasattr(os, "fork") else 1
    waiting: dict[int, ScannedBlob] = {}
    number = 0
    for answer in _answers(opened, enumerate(wanted), jobs):
        waiting.update(answer)
        while number in waiting:
            yield waiting.pop(number)
            number += 1


def _answers(opened: Opened, numbered: Iterator[Numbered], jobs: int) -> Iterator[dict[int, ScannedBlob]]:
    with ExitStack() as stack:
        yield from _Shared(opened, 1, stack).alone(numbered if jobs == 1 else _for_a_while(numbered))
    first = next(numbered, None)
    if first is not None:
        with ExitStack() as stack:
            yield from _Shared(opened, jobs, stack).answers(chain((first,), numbered))


def _for_a_while(numbered: Iterator[Numbered]) -> Iterator[Numbered]:
    end = process_time() + _ALONE
    while process_time() < end and (one := next(numbered, None)) is not None:
        yield one


class _Shared:
    """This process's own git, and the other processes with theirs; each is started when it is needed first."""

    def __init__(self, opened: Opened, jobs: int, stack: ExitStack) -> None:
        self._opened = opened
        self._jobs = jobs
        self._stack = stack
        self._scan: Scan | None = None
        self._processes: list[_Process] = []

    def alone(self, numbered: Iterable[Numbered]) -> Iterator[dict[int, ScannedBlob]]:
        """The answers of this process, each as it comes."""
        if self._scan is None:
            self._scan = self._stack.enter_context(self._opened())
        numbers: deque[int] = deque()

        def requests() -> Iterator[Wanted]:
            for number, one in numbered:
                numbers.append(number)
                yield one

        for answer in self._scan(requests()):
            yield {numbers.popleft(): answer}

    def answers(self, numbered: Iterator[Numbered]) -> Iterator[dict[int, ScannedBlob]]:
        """The answers of other processes, in whatever order they come. What one that died had to do is done here."""
        queues = Queues(numbered, self._jobs)
        for _ in range(self._jobs):
            process = _Process(self._opened)
            self._processes.append(process)
            self._stack.callback(process.end)
        while True:
            for job, process in enumerate(self._processes):
                while process.is_free and (batch := queues.batch(job, is_idle=not process.batches)):
                    process.send(batch)
            at_work = [process for process in self._processes if process.batches]
            if not at_work:
                break
            for process in select.select(at_work, [], [])[0]:
                answer = process.receive()
                if answer is not None:
                    yield answer
                    continue
                for lost in process.lost():
                    yield from self.alone(lost)
        while batch := queues.batch(0):  # all have died
            yield from self.alone(batch)


class _Process:
    """A forked process and the batches that it has."""

    def __init__(self, opened: Opened) -> None:
        requests_in, self._requests = os.pipe()
        self._answers, answers_out = os.pipe()
        self.batches: list[list[Numbered]] = []
        self._is_alive = True
        self._id = os.fork()
        if not self._id:
            _serve(opened, requests_in, answers_out)
        os.close(requests_in)
        os.close(answers_out)

    def fileno(self) -> int:
        return self._answers

    @property
    def is_free(self) -> bool:
        return self._is_alive and len(self.batches) < _UNDER_WAY

    def send(self, batch: list[Numbered]) -> None:
        self.batches.append(batch)
        with suppress(BrokenPipeError):  # it died: no answer will come
            write_message(self._requests, (batch, None))

    def receive(self) -> dict[int, ScannedBlob] | None:
        """The answer to the oldest batch; None where the process has died. Raises the error that ended its work."""
        try:
            answer, error = read_message(self._answers)
        except Exception:
            self._is_alive = False
            return None
        if error is not None:
            raise error
        return dict(zip((number for number, _ in self.batches.pop(0)), answer, strict=True))

    def lost(self) -> list[list[Numbered]]:
        lost, self.batches = self.batches, []
        return lost

    def end(self) -> None:
        """Close its requests, at which it ends; in the midst of its work it is ended."""
        os.close(self._requests)
        if self.batches:
            os.kill(self._id, signal.SIGTERM)
        os.close(self._answers)
        os.waitpid(self._id, 0)


def _serve(opened: Opened, requests: int, answers: int) -> None:
    """The life of a forked process. It ends with its requests, and never returns."""
    try:
        # an open end of a pipe of the parent's would keep other processes waiting
        first, last = sorted((requests, answers))
        for low, high in ((3, first), (first + 1, last), (last + 1, 4096)):
            os.closerange(low, high)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        try:
            with opened() as scan:
                while True:
                    batch, _ = read_message(requests)
                    write_message(answers, (list(scan(one for _, one in batch)), None))
        except MessageError as error:
            write_message(answers, ([], error))
    finally:
        os._exit(0)  # no clean-up of the parent's things
