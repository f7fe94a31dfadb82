"""When documents are checked: in threads next to the event loop, shortly after the last keystroke."""

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import Any, TypeVar

T = TypeVar("T")

LARGE = 50_000  # characters; smaller texts take a few milliseconds


class Job:
    """Work on one document that several callers may await. `is_outdated`: its input has changed since it started."""

    __slots__ = ("about", "is_outdated", "task")

    def __init__(self, about: object) -> None:
        self.about = about
        self.is_outdated = False
        self.task: asyncio.Task[Any] | None = None


class Schedule:
    """Two threads, so that a small document never waits for a large one. `crashed` is called with exceptions of background tasks.

    Of the large ones the newest question is answered first: it is about what the user looks at, and an editor that starts opens many. More
    threads would not make them faster, because Python runs one at a time.
    """

    def __init__(self, crashed: Callable[[BaseException], None]) -> None:
        self._workers = {is_large: ThreadPoolExecutor(max_workers=1, thread_name_prefix="vtexlint") for is_large in (False, True)}
        self._large: list[tuple[Future[Any], Callable[[], Any]]] = []
        self._timers: dict[str, asyncio.TimerHandle] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._jobs: dict[str, Job] = {}
        self._crashed = crashed

    async def run(self, size: int, work: Callable[..., T], *arguments: Any) -> T:
        """The result of a function that works on a text of this size: small ones in the order of the calls, large ones the last first."""
        if size < LARGE:
            return await asyncio.get_running_loop().run_in_executor(self._workers[False], work, *arguments)
        result: Future[T] = Future()
        self._large.append((result, partial(work, *arguments)))
        self._workers[True].submit(self._newest)
        return await asyncio.wrap_future(result)

    def _newest(self) -> None:
        """In the thread of the large texts."""
        result, work = self._large.pop()
        if not result.set_running_or_notify_cancel():
            return
        try:
            result.set_result(work())
        except BaseException as error:
            result.set_exception(error)

    async def once(self, key: str, about: object, work: Callable[[Job], Coroutine[Any, Any, T]]) -> T:
        """The result of work that runs once for all who ask about the same thing under a key, after all that runs there about others."""
        job = self._jobs.get(key)
        if job is None or job.about is not about or job.is_outdated:
            before, job = job, Job(about)
            self._jobs[key] = job
            job.task = asyncio.ensure_future(self._in_turn(key, job, before, work))
        assert job.task is not None
        found: T = await asyncio.shield(job.task)  # one of those who wait may be cancelled
        return found

    async def _in_turn(self, key: str, job: Job, before: Job | None, work: Callable[[Job], Coroutine[Any, Any, T]]) -> T:
        try:
            if before is not None and before.task is not None:
                await asyncio.wait([before.task])
            return await work(job)
        finally:
            if self._jobs.get(key) is job:
                del self._jobs[key]

    def outdate(self, key: str) -> None:
        """Have what is asked under a key from now on not be answered by what runs already."""
        if key in self._jobs:
            self._jobs[key].is_outdated = True

    def after(self, delay: float, key: str, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Start `work` in `delay` seconds, in place of what was to be started under this key."""
        self.cancel(key)
        self._timers[key] = asyncio.get_running_loop().call_later(delay, self._start, key, work)

    def cancel(self, key: str) -> None:
        timer = self._timers.pop(key, None)
        if timer is not None:
            timer.cancel()

    def close(self) -> None:
        for key in list(self._timers):
            self.cancel(key)
        for worker in self._workers.values():
            worker.shutdown(wait=False, cancel_futures=True)

    def _start(self, key: str, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        self._timers.pop(key, None)
        task = asyncio.ensure_future(work())
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: "asyncio.Task[None]") -> None:
        self._tasks.discard(task)
        error = None if task.cancelled() else task.exception()
        if error is not None:
            self._crashed(error)
