"""A Dask cluster of one's own, for `--scheduler local:N`: it is bound to 127.0.0.1, and ends with the audit, however that ends."""

import multiprocessing
import signal
import sys
import threading
from contextlib import contextmanager, suppress

from vtexlint._startup.modules import load
from vtexlint._startup.typed import TYPE_CHECKING, Any
from vtexlint.project.cluster import Scheduler
from vtexlint.project.errors import TroubleError
from vtexlint.text.messages import Template

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NOT_STARTED = Template("cluster.not-started", "cannot start the processes of `{address}` ({error})")
TOO_OLD = Template(
    "cluster.too-old", "`{address}` needs Dask {version} or later: workers of older versions also open a port to other computers"
)

_HOST = "127.0.0.1"
_BOUND = (2026, 7)  # the first version whose workers serve HTTP on the host that they are given, and not on all


@contextmanager
def own_cluster(dask: Any, scheduler: Scheduler, directory: str, level: int) -> "Iterator[Any]":
    """A scheduler in this process and workers in others, each with one thread; only they have the certificates to connect.

    `directory` is for the files of the workers, `level` that of their logs. Raises TroubleError.
    """
    cluster: Any = None
    asked: list[int] = []
    others = {child.pid for child in multiprocessing.active_children()}  # a program that calls vtexlint may have a cluster, too

    def end(number: int, frame: object) -> None:
        asked.append(number)
        if cluster is not None:
            sys.exit(128 + number)

    with _at_sigterm(end):
        try:
            with _uninterrupted():  # as are all threads and processes that begin here: Ctrl-C is for this process alone
                cluster = _started(dask, scheduler, directory, level)
            if asked:
                sys.exit(128 + asked[0])
            yield cluster
            if asked:  # the exit was raised where Python only reports it, such as in a finalizer
                sys.exit(128 + asked[0])
        finally:
            if cluster is not None:
                with suppress(Exception):  # such as of a worker that was just being started again
                    cluster.close()
            for child in multiprocessing.active_children():
                if child.pid not in others and child.name.startswith("Dask Worker"):
                    child.kill()


@contextmanager
def _uninterrupted() -> "Iterator[None]":
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    # it starts a process, too, after which it lets the signal through again
    load("multiprocessing.resource_tracker").ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _at_sigterm(end: "Callable[[int, object], None]") -> "Iterator[None]":
    """A process that is asked to end ends its own processes first; if it handles the signal already, that stays."""
    if threading.current_thread() is not threading.main_thread() or signal.getsignal(signal.SIGTERM) is not signal.SIG_DFL:
        yield
        return
    signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _started(dask: Any, scheduler: Scheduler, directory: str, level: int) -> Any:
    if tuple(map(int, dask.__version__.split(".")[:2])) < _BOUND:
        raise TroubleError(TOO_OLD(address=scheduler.address, version=".".join(map(str, _BOUND))))
    try:
        return dask.distributed.LocalCluster(
            n_workers=scheduler.processes,
            threads_per_worker=1,
            processes=True,
            protocol="tls://",
            security=dask.distributed.Security.temporary(),
            host=_HOST,
            dashboard_address=None,
            scheduler_kwargs={"dashboard_address": f"{_HOST}:0"},
            memory_limit=0,
            local_directory=directory,
            silence_logs=level,
        )
    except Exception as error:
        raise TroubleError(NOT_STARTED(address=scheduler.address, error=type(error).__name__)) from None
