"""Blobs read and inspected by several processes, the results in the order of the requests.

Each process runs its own git and gets batches of requests. Blobs do not pass between processes: a batch is ids and paths, a result
what was found, which is nearly always nothing. If a process dies, nothing is lost: its requests are repeated, each in
a separate process, and only a blob on which that one dies too is not read.
"""

import os
import select
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from itertools import chain
from time import process_time

from vtexlint.project.check_file import DIED
from vtexlint.project.errors import MessageError
from vtexlint.project.git.objects import Wanted
from vtexlint.project.history.jobs import MOST_JOBS, Numbered, Queues
from vtexlint.project.history.scan_blob import FAILED, ScannedBlob
from vtexlint.project.pipes import Process
from vtexlint.project.processors import usable_processors

_ALONE = 1.0  # seconds of processor time that one process works before others help: for less they cost more than they save
_UNDER_WAY = 2  # batches that a process has: one that it works on, and the next

Scan = Callable[[Iterable[Wanted]], Iterator[ScannedBlob]]
"""Answers requests in their order, through one git process."""


Opened = Callable[[], AbstractContextManager[Scan]]


def scanned(opened: Opened, wanted: Iterable[Wanted], *, alone: bool = False) -> Iterator[ScannedBlob]:
    """The results in the order of the requests: by this process alone, after a while by several, unless it is to stay `alone`.

    `opened` starts a git process.
    """
    jobs = min(usable_processors(), MOST_JOBS) if hasattr(os, "fork") and not alone else 1
    waiting: dict[int, ScannedBlob] = {}
    number = 0
    for answer in _answers(opened, enumerate(wanted), jobs):
        waiting.update(answer)
        while number in waiting:
            yield waiting.pop(number)
            number += 1


def _answers(opened: Opened, numbered: Iterator[Numbered], jobs: int) -> Iterator[dict[int, ScannedBlob]]:
    yield from _alone(opened, numbered if jobs == 1 else _for_a_while(numbered))
    first = next(numbered, None)
    if first is not None:
        pool = _Pool(opened)
        try:
            yield from pool.answers(Queues(chain((first,), numbered), jobs), jobs)
        finally:
            pool.end()


def _for_a_while(numbered: Iterator[Numbered]) -> Iterator[Numbered]:
    end = process_time() + _ALONE
    while process_time() < end and (one := next(numbered, None)) is not None:
        yield one


def _alone(opened: Opened, numbered: Iterable[Numbered]) -> Iterator[dict[int, ScannedBlob]]:
    """The answers of this process, each as it comes; nothing is started if there is no request."""
    numbered = iter(numbered)
    first = next(numbered, None)
    if first is None:
        return
    numbers: deque[int] = deque()

    def requests() -> Iterator[Wanted]:
        for number, one in chain((first,), numbered):
            numbers.append(number)
            yield one

    with opened() as scan:
        for answer in scan(requests()):
            yield {numbers.popleft(): answer}


class _Pool:
    """The other processes, each with its own git."""

    def __init__(self, opened: Opened) -> None:
        self._opened = opened
        self._processes: list[Process] = []

    def answers(self, queues: Queues, jobs: int) -> Iterator[dict[int, ScannedBlob]]:
        """The answers, in the order in which they arrive. Raises the MessageError that ended the work of a process."""
        for _ in range(jobs):
            self._processes.append(self._started())
        while True:
            for job, process in enumerate(self._processes):
                while len(process.unanswered) < _UNDER_WAY and (batch := queues.batch(job, is_idle=not process.unanswered)):
                    process.send(batch)
            at_work = [process for process in self._processes if process.unanswered]
            if not at_work:
                return
            for process in select.select(at_work, [], [])[0]:
                answer = _received(process)
                if answer is None:
                    yield from self._of_dead(process)
                else:
                    yield answer

    def _started(self) -> Process:
        return Process(partial(_serve, self._opened), self._processes)

    def _of_dead(self, process: Process) -> Iterator[dict[int, ScannedBlob]]:
        """What a process that died had to do, each request in a new process: the one on which that dies, too, is a failure."""
        job = self._processes.index(process)
        del self._processes[job]
        process.end()
        for number, wanted in chain.from_iterable(process.unanswered):
            alone = self._started()
            try:
                alone.send([(number, wanted)])
                answer = _received(alone)
            finally:
                alone.end()
            yield answer or {number: _died(wanted)}
        self._processes.insert(job, self._started())

    def end(self) -> None:
        for process in self._processes:
            process.end()


def _serve(opened: Opened, batches: Iterator[list[Numbered]]) -> Iterator[list[ScannedBlob] | MessageError]:
    """What each process does: the results of a batch; an error is the last of its answers."""
    try:
        with opened() as scan:
            for batch in batches:
                yield list(scan(one for _, one in batch))
    except MessageError as error:
        yield error


def _received(process: Process) -> dict[int, ScannedBlob] | None:
    """The answer to the oldest batch; None if the process has died. Raises the error that ended its work."""
    batch = process.unanswered[0]
    answer = process.receive()
    if isinstance(answer, MessageError):
        raise answer
    return None if answer is None else dict(zip((number for number, _ in batch), answer, strict=True))


def _died(wanted: Wanted) -> ScannedBlob:
    """The result for a blob on which a process dies."""
    return ScannedBlob(wanted, "read", failure=FAILED(path=wanted.path, blob=wanted.oid[:12], error=DIED()))
