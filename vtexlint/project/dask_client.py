"""The connection to a Dask cluster; the only module that imports Dask, and the only one that opens a network connection.

It connects to the scheduler that the user names and to nothing else, not even to the workers. Dask's own settings files and environment
variables do not count. A cluster of one's own is bound to 127.0.0.1, with certificates made for it; each process writes them to a directory
that only the user can read, for the moment in which it loads them.
"""

import logging
import sys
import tempfile
import warnings
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from importlib import import_module
from time import monotonic, sleep
from uuid import uuid4

from vtexlint._about import __version__
from vtexlint._startup.typed import TYPE_CHECKING, Any
from vtexlint.project.cluster import LOST, Answer, Certificates, Scheduler, judge
from vtexlint.project.errors import TroubleError, at, cause
from vtexlint.project.own_cluster import own_cluster
from vtexlint.project.read_file import CANNOT_BE_READ
from vtexlint.text.messages import Template

UNUSABLE_SETTINGS = Template("cluster.unusable-settings", "Dask cannot read one of its settings files: correct or remove it")
NO_CONNECTION = Template("cluster.no-connection", "cannot connect to a Dask scheduler at {address} ({error})")
NOT_ACCEPTED = Template(
    "cluster.not-accepted",
    "{address} does not accept the encrypted connection ({error}): each side needs a certificate that the CA of the other has signed",
)
NOT_CERTIFICATES = Template(
    "cluster.not-certificates", "--tls-ca, --tls-cert and --tls-key must name a CA, a certificate, and the key of this certificate (PEM)"
)
OTHER_DASK = Template(
    "cluster.other-dask", "the scheduler or a worker has {theirs}, this computer has {ours}: install the same versions everywhere"
)

if TYPE_CHECKING:
    from collections.abc import Iterator

_CONNECT = 10  # seconds
_GATHER = 30  # seconds
_POLL = 0.02  # seconds
_SETTINGS = {
    "distributed.scheduler.http.routes": [],  # both serve HTTP on loopback: with this, no page
    "distributed.worker.http.routes": [],
    "distributed.diagnostics.nvml": False,
    "distributed.deploy.lost-worker-timeout": "365d",  # else one that dies twice in a quarter of a minute may not be started again
    "distributed.comm.timeouts.connect": f"{_CONNECT}s",
}
_LOGGERS = ("distributed", "distributed.client", "distributed.gc", "tornado", "tornado.application", "asyncio")
_SILENT = logging.CRITICAL + 1


class DaskCluster:
    """A connection; its methods are those of `cluster.Cluster`."""

    def __init__(self, dask: Any, client: Any) -> None:
        self._client = client
        self._completed = dask.distributed.as_completed([], loop=client.loop)
        self._numbers: dict[str, int] = {}  # of the futures, by their keys

    def submit(self, number: int, data: bytes) -> None:
        key = f"vtexlint-{uuid4().hex}"  # without a path: Dask's logs show it
        self._numbers[key] = number
        self._completed.add(self._client.submit(judge, __version__, data, key=key, pure=False))

    def answers(self, seconds: float) -> list[tuple[int, Answer]]:
        end = monotonic() + seconds
        while not self._completed.has_ready() and monotonic() < end:
            sleep(_POLL)
        arrived = self._completed.next_batch(block=False)
        found = []
        for future, answer in zip(arrived, self._outcomes(arrived), strict=True):
            if answer is None:
                self._completed.add(future)  # the worker is gone, and its result: another one makes it again
            else:
                found.append((self._numbers.pop(future.key), answer))
        return found

    def _outcomes(self, futures: list[Any]) -> list[Answer | None]:
        """What became of each; all results at once, if they can be had."""
        if futures and all(future.status == "finished" for future in futures):
            gather = partial(self._client.gather, futures, asynchronous=True)
            with suppress(Exception):  # it is one of them that cannot be had
                return [Answer("done", result) for result in self._client.sync(gather, callback_timeout=_GATHER)]
        return [_outcome(future) for future in futures]

    def threads(self) -> int:
        try:
            return sum(self._client.nthreads().values())
        except Exception:  # without a connection: the work says so, too
            return 0


def _outcome(future: Any) -> Answer | None:
    """What became of it; None if it is still expected."""
    if future.status == "cancelled":  # by a client that has lost its scheduler
        return Answer("gone")
    if future.status == "error":
        error = _error(future)
        return Answer("died") if type(error).__name__ == "KilledWorker" else Answer("failed", type(error).__name__)
    if future.status != "finished":
        return None
    try:
        return Answer("done", future.result(timeout=_GATHER))
    except TimeoutError:
        return None
    except Exception as error:
        return Answer("failed", type(error).__name__) if future.status == "finished" else None


def _error(future: Any) -> BaseException:
    try:
        found: BaseException = future.exception()
    except Exception as unreadable:
        return unreadable
    return found


@contextmanager
def connected(scheduler: Scheduler) -> "Iterator[DaskCluster]":
    """A connection to a scheduler, or to a new cluster, which ends with it. Raises TroubleError."""
    is_ours = "dask" not in sys.modules  # else another program uses Dask in this process, with its own settings
    dask = _imported(is_ours=is_ours)
    with ExitStack() as stack:
        if is_ours:
            stack.enter_context(_silence())
        stack.enter_context(dask.config.set(_SETTINGS))
        address, security = scheduler.address, _security(dask, scheduler.certificates)
        if scheduler.processes:
            directory = stack.enter_context(tempfile.TemporaryDirectory(prefix="vtexlint-", ignore_cleanup_errors=True))  # for lock files
            quiet = {"DASK_LOGGING": repr(dict.fromkeys(_LOGGERS, "critical"))}
            stack.enter_context(dask.config.set({"temporary-directory": directory, "distributed.nanny.pre-spawn-environ": quiet}))
            cluster = stack.enter_context(own_cluster(dask, scheduler, directory, _SILENT))
            address, security = cluster.scheduler_address, cluster.security
        client = stack.enter_context(_client(dask, address, security, is_encrypted=scheduler.certificates is not None))
        _compare_versions(client)
        yield DaskCluster(dask, client)


def _imported(*, is_ours: bool) -> Any:
    """The package `dask` with `dask.distributed`, which are of an extra. Raises TroubleError."""
    try:
        config = import_module("dask.config")  # the door to all of Dask
    except ValueError:
        raise TroubleError(UNUSABLE_SETTINGS()) from None
    if is_ours:
        config.refresh(paths=[], env={})  # before the next import, which sets up what the settings say
    import dask.distributed  # noqa: PLC0415  the rest of it

    return dask


@contextmanager
def _silence() -> "Iterator[None]":
    """Dask's messages are for programmers, and may quote: what a user needs to know is an error of ours."""
    loggers = {name: logging.getLogger(name) for name in _LOGGERS}
    levels = {name: logger.level for name, logger in loggers.items()}
    for logger in loggers.values():
        logger.setLevel(_SILENT)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        for name, logger in loggers.items():
            logger.setLevel(levels[name])


def _security(dask: Any, certificates: Certificates | None) -> Any:
    if certificates is None:
        return dask.distributed.Security(require_encryption=False)
    for path in certificates:
        try:
            with open(path, "rb"):
                pass
        except OSError as error:
            raise TroubleError(at(path, CANNOT_BE_READ(reason=cause(error)))) from None
    authority, certificate, key = certificates
    security = dask.distributed.Security(require_encryption=True, tls_ca_file=authority, tls_client_cert=certificate, tls_client_key=key)
    try:
        security.get_connection_args("client")
    except (OSError, ValueError):  # ssl.SSLError is an OSError
        raise TroubleError(NOT_CERTIFICATES()) from None
    return security


def _client(dask: Any, address: str, security: Any, *, is_encrypted: bool) -> Any:
    try:
        return dask.distributed.Client(
            address, security=security, timeout=_CONNECT, direct_to_workers=False, set_as_default=False, name="vtexlint"
        )
    except Exception as error:
        reason = error.__cause__ or error
        refused = is_encrypted and any(word in type(one).__name__ for one in (error, reason) for word in ("Fatal", "SSL"))
        said = NOT_ACCEPTED if refused else NO_CONNECTION
        raise TroubleError(said(address=address, error=type(reason).__name__)) from None


def _compare_versions(client: Any) -> None:
    """Dask exchanges pickled objects of its classes, which need the same version of it and of Python. Raises TroubleError."""
    try:
        found = client.get_versions()
    except Exception:
        raise TroubleError(LOST()) from None
    ours = _versions(found["client"])
    for one in (found["scheduler"], *found["workers"].values()):
        if _versions(one) != ours:
            raise TroubleError(OTHER_DASK(theirs=_versions(one), ours=ours))


def _versions(host: Any) -> str:
    packages = host["packages"]
    return f"Dask {packages['distributed']}, Python {'.'.join(packages['python'].split('.')[:2])}"
