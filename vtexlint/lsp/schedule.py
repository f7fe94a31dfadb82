"""When documents are judged: one at a time in a thread beside the event loop, and a moment after the last keystroke."""

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")


class Schedule:
    """`crashed` hears of an exception that nobody awaits."""

    def __init__(self, crashed: Callable[[BaseException], None]) -> None:
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="vtexlint")
        self._timers: dict[str, asyncio.TimerHandle] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._crashed = crashed

    async def run(self, work: Callable[..., T], *arguments: Any) -> T:
        """The result of a function that is called in the worker thread, after all that was asked for before."""
        return await asyncio.get_running_loop().run_in_executor(self._worker, work, *arguments)

    def submit(self, work: Callable[..., object], *arguments: Any) -> None:
        """Have a function called in the worker thread, after all that was asked for before; nobody awaits it."""
        self._worker.submit(work, *arguments)

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
        self._worker.shutdown(wait=False, cancel_futures=True)

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
