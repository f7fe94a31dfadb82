"""One kind of work for many items, done by several processes: findings and digests pass between them, files do not.

The processes get batches of items from one queue, the largest first, so that none has a long one left at the end. One that dies takes
nothing with it: its items are done by another, one by one, and only the one on which a process dies again is lost.
"""

import os
import select

from vtexlint._startup.typed import TYPE_CHECKING, Any
from vtexlint.project.errors import MessageError
from vtexlint.project.pipes import Process

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import TypeVar

    Item = TypeVar("Item")
    Result = TypeVar("Result")
    Batch = list[int]

_MOST_ITEMS = 64  # of a batch
_MOST_BYTES = 256 * 1024  # of a batch of several
_UNDER_WAY = 2  # batches that a process has: one that it works on, and the next


def in_processes(
    work: "Callable[[Item], Result]",
    items: "Sequence[Item]",
    jobs: int,
    size: "Callable[[Item], int]",
    lost: "Callable[[Item], Result]",
    done: "Callable[[], object]" = int,
) -> "list[Result]":
    """`work(item)` of each item, in the order of the items; `lost(item)` for one on which a process dies.

    `size` is in bytes; `done` is called for each item. Raises the MessageError of the first item that has one.
    """
    jobs = min(jobs, len(items))
    if jobs < 2 or not hasattr(os, "fork"):
        return [(work(item), done())[0] for item in items]
    pool = _Pool(work, items, jobs)
    found: dict[int, Result | MessageError] = {}
    try:
        for index, answer in pool.answers(_batches(items, size, 2 * jobs)):
            found[index] = lost(items[index]) if answer is None else answer[0]
            done()
    finally:
        pool.end()
    results = []
    for index in range(len(items)):
        result = found[index]
        if isinstance(result, MessageError):
            raise result
        results.append(result)
    return results


def _batches(items: "Sequence[Item]", size: "Callable[[Item], int]", first: int) -> "Iterator[Batch]":
    """The items' indices. `first` batches come at once, in the items' order: the sizes of all others are asked for meanwhile."""
    few = max(1, min(_MOST_ITEMS, len(items) // (8 * first)))
    for start in range(0, few * first, few):
        yield list(range(start, min(start + few, len(items))))
    rest = [(size(items[index]), index) for index in range(few * first, len(items))]
    rest.sort(key=lambda one: (-one[0], one[1]))
    batch: Batch = []
    total = 0
    for length, index in rest:
        if batch and (len(batch) >= _MOST_ITEMS or total + length > _MOST_BYTES):
            yield batch
            batch, total = [], 0
        batch.append(index)
        total += length
    if batch:
        yield batch


class _Pool:
    def __init__(self, work: "Callable[[Item], Result]", items: "Sequence[Item]", jobs: int) -> None:
        self._work = work
        self._items = items
        self._workers: list[Process] = []
        for _ in range(jobs):
            self._start()

    def _start(self) -> None:
        self._workers.append(Process(self._serve, self._workers))

    def _serve(self, batches: "Iterator[Batch]") -> "Iterator[list[Any]]":
        """What each process does: the results of a batch."""
        for batch in batches:
            yield [_result(self._work, self._items[index]) for index in batch]

    def answers(self, batches: "Iterable[Batch]") -> "Iterator[tuple[int, tuple[Any] | None]]":
        """The index of each item, with its result (in a tuple) or None if the process died on it, in whatever order they come."""
        queue = iter(filter(None, batches))
        again: list[Batch] = []  # what processes that died had to do, one by one
        batch = next(queue, None)
        while True:
            for worker in self._workers:
                while batch is not None and len(worker.unanswered) < (1 if again else _UNDER_WAY):
                    worker.send(batch)
                    batch = again.pop() if again else next(queue, None)
            at_work = [worker for worker in self._workers if worker.unanswered]
            if not at_work:
                return
            for worker in select.select(at_work, [], [])[0]:
                under_way = worker.unanswered[0]
                results = worker.receive()
                if results is not None:
                    yield from zip(under_way, ((result,) for result in results), strict=True)
                    continue
                if len(under_way) == 1:
                    yield under_way[0], None
                    under_way = []
                again += [[index] for indices in (under_way, *worker.unanswered[1:]) for index in indices]
                self._workers.remove(worker)
                worker.end()
                self._start()
            if batch is None and again:
                batch = again.pop()

    def end(self) -> None:
        for worker in self._workers:
            worker.end()


def _result(work: "Callable[[Item], Result]", item: "Item") -> "Result | MessageError":
    try:
        return work(item)
    except MessageError as error:
        return error
