"""How many processes a history is worth, and what each of them gets to do."""

from collections import deque
from collections.abc import Iterable

from vtexlint.project.git.objects import Wanted

MOST_JOBS = 4
"""More processes would cost more memory than the time they save is worth: each runs its own git."""

BATCH = 32
"""The most requests that a process gets at once."""

_BATCH_BYTES = 16_000  # of paths: less than the capacity of a pipe, so that no process waits for a reader
_MOST_WAITING = 2_000  # requests
_MOST_PATHS = 100_000

Numbered = tuple[int, Wanted]


class Queues:
    """The requests, one queue for each process: all versions of a file go to the same one, which compares them.

    They stay in the order of the history, in which git unpacks them fastest. A process that has nothing left helps the busiest.
    """

    def __init__(self, wanted: Iterable[Numbered], jobs: int) -> None:
        self._wanted = iter(wanted)
        self._waiting: list[deque[Numbered]] = [deque() for _ in range(jobs)]
        self._given = [0] * jobs
        self._jobs: dict[str, int] = {}  # by path
        self._is_drawn = False

    def batch(self, job: int, *, is_idle: bool = True) -> list[Numbered]:
        """The next requests of a process, none if nothing is left; for one that is not idle no more than a pipe takes at once."""
        while not self._is_drawn and len(self._waiting[job]) < BATCH and sum(map(len, self._waiting)) < _MOST_WAITING:
            self._draw()
        queue = self._waiting[job] or max(self._waiting, key=len)
        batch: list[Numbered] = []
        size = 0
        while queue and len(batch) < BATCH:
            size += len(queue[0][1].path) + 100
            if size > _BATCH_BYTES and (batch or not is_idle):
                break
            batch.append(queue.popleft())
        return batch

    def _draw(self) -> None:
        one = next(self._wanted, None)
        if one is None:
            self._is_drawn = True
            return
        path = one[1].path
        job = self._jobs.get(path)
        if job is None:
            if len(self._jobs) >= _MOST_PATHS:
                self._jobs.clear()
            job = self._jobs[path] = self._given.index(min(self._given))
        self._given[job] += 1
        self._waiting[job].append(one)
