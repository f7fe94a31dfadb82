"""An audit on a Dask cluster: the function that judges one repository is mapped over its workers, who answer with findings and digests.

Without Dask: what `--scheduler` may name, what a worker does, and how the work is given out. `dask_client` makes the connection.
A worker that is lost takes nothing with it: Dask gives its work to another one.
"""

import os
import pickle
import re
from importlib.util import find_spec
from ipaddress import ip_address
from itertools import zip_longest
from threading import Lock
from time import monotonic

from vtexlint._about import __version__
from vtexlint._startup.typed import TYPE_CHECKING, Any, Literal, NamedTuple
from vtexlint.project.errors import TroubleError
from vtexlint.project.missing_package import command
from vtexlint.text.messages import Template

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from contextlib import AbstractContextManager
    from typing import Protocol, TypeVar

    Item = TypeVar("Item")
    Result = TypeVar("Result")

    class Cluster(Protocol):
        """A connection to a scheduler."""

        def submit(self, number: int, data: bytes) -> None:
            """Have `judge(version, data)` done by some worker; `answers` has its result later."""

        def answers(self, seconds: float) -> "list[tuple[int, Answer]]":
            """The answers that have arrived, with their numbers; none if none arrives in this time."""

        def threads(self) -> int:
            """How many repositories the workers can judge at once; 0 without workers."""


NEEDED = Template("cluster.needed", "--scheduler needs {package}, which is not installed; to install it: {command}")
NOT_AN_ADDRESS = Template("cluster.not-an-address", "`{text}` is not `tls://HOST:PORT`, `tcp://127.0.0.1:PORT` or `local:N`")
NOT_ENCRYPTED = Template(
    "cluster.not-encrypted", "`{text}` is not on this machine, and Dask's `tcp://` is neither encrypted nor authenticated: use `tls://`"
)
NO_CERTIFICATES = Template(
    "cluster.no-certificates", "`tls://` needs certificates: --tls-ca, --tls-cert and --tls-key (or the variables {names})"
)
OTHER_VERSION = Template(
    "cluster.other-version", "a worker has version {theirs} of vtexlint, and this is version {ours}: install the same version everywhere"
)
CANNOT_WORK = Template(
    "cluster.cannot-work", "a worker cannot run vtexlint ({error}): install the same version of it where the workers are"
)
NO_WORKERS = Template("cluster.no-workers", "the scheduler has had no worker for {seconds} seconds")
LOST = Template("cluster.lost", "the connection to the scheduler was lost")

VARIABLES = ("VTEXLINT_TLS_CA", "VTEXLINT_TLS_CERT", "VTEXLINT_TLS_KEY")
"""The environment variables that name what `--tls-ca`, `--tls-cert` and `--tls-key` name."""

_PACKAGES = ("distributed", "cryptography")
_LOCAL = re.compile(r"local:([1-9][0-9]{0,2})")
_ADDRESS = re.compile(r"(?:([a-z]+)://)?(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+):([0-9]{1,5})/?")
_FIRST = 16  # items that are given out before the sizes of the others are known
_EACH = 4  # items that the scheduler has for each thread of a worker: one that it works on, and those on their way
_LEAST = 32  # items that the scheduler has, whatever its workers are: a cluster that grows by its work must see some
_WATCH = 5.0  # seconds after which a silent cluster is looked at
_PATIENCE = 60.0  # seconds without a worker
_ONE = Lock()  # a worker has threads, and judging uses what one thread at a time may use


class Certificates(NamedTuple):
    """Files in PEM format: the authority that has signed the certificates of scheduler and workers, a certificate of one's own, its key."""

    authority: str
    certificate: str
    key: str


class Scheduler(NamedTuple):
    """The scheduler at an address, or, with `processes`, one of one's own on this machine with so many workers."""

    address: str
    processes: int = 0
    certificates: Certificates | None = None


class Answer(NamedTuple):
    """What became of a repository: its result, or workers died of it, or none could begin, or the scheduler is gone.

    `result`: of "done" what `judge` has returned, of "failed" the name of the error.
    """

    kind: Literal["done", "died", "failed", "gone"]
    result: Any = None


def scheduler_named(text: str, files: "Sequence[str | None]", root: str) -> Scheduler:
    """The scheduler that a user names. Raises TroubleError, also without Dask.

    `files`: authority, certificate and key, relative to the absolute directory `root`; the environment names what is missing or empty.
    Only loopback is used without TLS: who can write to a plain connection of Dask can run any program at its other end.
    """
    for package in _PACKAGES:
        if find_spec(package) is None:
            raise TroubleError(NEEDED(package=package, command=command(package)))
    if found := _LOCAL.fullmatch(text):
        return Scheduler(text, int(found[1]))
    parts = _ADDRESS.fullmatch(text)
    if parts is None or text.startswith("local:") or parts[1] not in (None, "tcp", "tls") or not 0 < int(parts[3]) < 65_536:
        raise TroubleError(NOT_AN_ADDRESS(text=text))
    scheme, host, port = parts[1] or "tcp", parts[2], parts[3]
    if scheme == "tcp":
        if host == "localhost":
            host = "127.0.0.1"  # whatever a file says about the name
        if not _is_loopback(host):
            raise TroubleError(NOT_ENCRYPTED(text=text))
        return Scheduler(f"tcp://{host}:{port}")
    named = [path or os.environ.get(name, "") for path, name in zip_longest(files, VARIABLES, fillvalue="")]
    if len(named) != len(VARIABLES) or "" in named:
        raise TroubleError(NO_CERTIFICATES(names=", ".join(VARIABLES)))
    absolute = (os.path.normpath(os.path.join(root, path)) for path in named)
    return Scheduler(f"tls://{host}:{port}", certificates=Certificates(*absolute))


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def judge(version: str, data: bytes) -> Any:
    """What a worker does with a repository: its result, or a TroubleError that ends the audit. It raises only what unpickling does.

    `data` is the pickled work and what to do it with, as bytes: Dask may log the arguments of a function, and a path may be a token.
    """
    if version != __version__:
        return TroubleError(OTHER_VERSION(theirs=__version__, ours=version))
    work, item = pickle.loads(data)  # noqa: S301  who may submit to a worker may run anything there
    with _ONE:
        return work(item)


def on_cluster(
    connected: "AbstractContextManager[Cluster]",
    work: "Callable[[Item], Result]",
    items: "Sequence[Item]",
    size: "Callable[[Item], int]",
    lost: "Callable[[Item], Result]",
    done: "Callable[[], object]" = int,
) -> "list[Result]":
    """`work(item)` of each item by a worker, in the order of the items; `lost(item)` for one on which workers die.

    `size` is in bytes: large ones are started early. `done` is called for each item. Raises TroubleError if the cluster cannot be used.
    """
    found: dict[int, Result] = {}
    with connected as cluster:
        deaths = []
        for number, answer in _answers(cluster, work, items, _order(items, size), _EACH):
            if answer.kind == "died":
                deaths.append(number)
                continue
            found[number] = answer.result
            done()
        # workers that died had others under way, too: one by one, only that which they die of is lost
        for number, answer in _answers(cluster, work, items, iter(deaths), 0):
            found[number] = lost(items[number]) if answer.kind == "died" else answer.result
            done()
    return [found[number] for number in range(len(items))]


def _order(items: "Sequence[Item]", size: "Callable[[Item], int]") -> "Iterator[int]":
    """The items' numbers: some at once, then the others, the largest first."""
    yield from range(min(_FIRST, len(items)))
    rest = range(_FIRST, len(items))
    yield from sorted(rest, key=lambda number: (-size(items[number]), number))


def _answers(
    cluster: "Cluster", work: "Callable[[Item], Result]", items: "Sequence[Item]", order: "Iterator[int]", each: int
) -> "Iterator[tuple[int, Answer]]":
    """The answers in the order in which they arrive; `each`: how many items a thread of a worker has, 0 for one item after the other."""
    under_way: set[int] = set()
    most = max(_LEAST, each * cluster.threads()) if each else 1
    heard = monotonic()
    while True:
        while len(under_way) < most and (number := next(order, None)) is not None:
            cluster.submit(number, pickle.dumps((work, items[number])))
            under_way.add(number)
        if not under_way:
            return
        arrived = cluster.answers(_WATCH)
        if not arrived:
            threads = cluster.threads()
            most = max(most, each * threads)
            if threads:
                heard = monotonic()
            elif monotonic() - heard >= _PATIENCE:
                raise TroubleError(NO_WORKERS(seconds=int(monotonic() - heard)))
        for number, answer in arrived:
            heard = monotonic()
            under_way.discard(number)
            if answer.kind == "gone":
                raise TroubleError(LOST())
            if answer.kind == "failed":
                raise TroubleError(CANNOT_WORK(error=answer.result))
            if isinstance(answer.result, TroubleError):
                raise answer.result
            yield number, answer
