"""The same work in several processes; what comes back are findings and digests, in the order of the input."""

import os
import pickle
from collections.abc import Callable, Sequence
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


class WorkerError(Exception):
    """A process that ended without an answer."""


def in_processes(work: Callable[[Sequence[Item]], list[Result]], items: Sequence[Item], jobs: int) -> list[Result]:
    """`work(items)`, each process with every jobs-th item; the callers sort what order they need."""
    slices = [items[start::jobs] for start in range(jobs)]
    children = [_fork(work, part) for part in slices[1:]]
    found = list(work(slices[0]))
    failure: BaseException | None = None
    for child, pipe in children:
        with os.fdopen(pipe, "rb") as stream:
            answer = stream.read()
        os.waitpid(child, 0)
        try:
            part, error = pickle.loads(answer)  # noqa: S301  our own child wrote it
        except Exception:
            failure = failure or WorkerError("a process of vtexlint died; run with --jobs 1")
            continue
        failure = failure or error
        found += part
    if failure is not None:
        raise failure
    return found


def _fork(work: Callable[[Sequence[Item]], list[Result]], items: Sequence[Item]) -> tuple[int, int]:
    reader, writer = os.pipe()
    child = os.fork()
    if child:
        os.close(writer)
        return child, reader
    try:
        os.close(reader)
        try:
            answer = pickle.dumps((work(items), None))
        except Exception as error:
            answer = pickle.dumps(([], error if _is_plain(error) else WorkerError(type(error).__name__)))
        with os.fdopen(writer, "wb") as stream:
            stream.write(answer)
    finally:
        os._exit(0)  # no clean-up of the parent's things


def _is_plain(error: Exception) -> bool:
    """Errors of our own carry texts for the user; others could quote a value."""
    return type(error).__module__.startswith("vtexlint.")
