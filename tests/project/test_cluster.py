"""An audit on a cluster, without Dask: what is accepted as a scheduler, what a worker returns, what happens when workers die."""

import importlib.metadata
import multiprocessing
import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests import fake
from vtexlint._about import __version__
from vtexlint.cli.main import run
from vtexlint.diagnostics import CommitOrigin
from vtexlint.linter.places.model import HistoryToken
from vtexlint.linter.places.organisation import AuditedRepository
from vtexlint.project import cluster
from vtexlint.project.cluster import Answer, Certificates, Scheduler, judge, on_cluster, scheduler_named
from vtexlint.project.errors import TroubleError, at
from vtexlint.project.history.notes import BROKEN_TREES
from vtexlint.project.own_cluster import own_cluster
from vtexlint.project.quiet_copy import quiet_copy
from vtexlint.text.messages import Message, Template, commas

WORKER = "Dask Worker process (from Nanny)"
CERTIFICATES = ("/ca.pem", "/me.pem", "/me.key")


@pytest.fixture(autouse=True)
def missing(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The packages that seem not to be installed: none, but for a test that adds one."""
    names: set[str] = set()
    monkeypatch.setattr(cluster, "find_spec", lambda name: None if name in names else name)
    return names


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("local:1", Scheduler("local:1", 1)),
        ("local:64", Scheduler("local:64", 64)),
        ("tcp://127.0.0.1:8786", Scheduler("tcp://127.0.0.1:8786")),
        ("127.8.0.1:1", Scheduler("tcp://127.8.0.1:1")),
        ("tcp://[::1]:8786/", Scheduler("tcp://[::1]:8786")),
        ("localhost:8786", Scheduler("tcp://127.0.0.1:8786")),
        ("tls://node-1.example.invalid:8786", Scheduler("tls://node-1.example.invalid:8786", 0, Certificates(*CERTIFICATES))),
        ("tls://[2001:db8::1]:65535", Scheduler("tls://[2001:db8::1]:65535", 0, Certificates(*CERTIFICATES))),
        ("tls://127.0.0.1:1", Scheduler("tls://127.0.0.1:1", 0, Certificates(*CERTIFICATES))),
    ],
)
def test_schedulers(text: str, found: Scheduler) -> None:
    assert scheduler_named(text, CERTIFICATES, "/") == found


@pytest.mark.parametrize(
    "text", ["tcp://10.0.0.1:8786", "192.168.0.1:1", "0.0.0.0:8786", "tcp://[::]:1", "localhost.example:1", "tcp://node:8786"]
)
def test_no_plain_connection_leaves_the_machine(text: str) -> None:
    with pytest.raises(TroubleError, match="neither encrypted nor authenticated: use `tls://`"):
        scheduler_named(text, CERTIFICATES, "/")


@pytest.mark.parametrize(
    "text",
    ["", "local", "local:0", "local:-1", "local:1000", "local:2x", "tls://node", "tls://node:0", "tls://node:65536", "ws://127.0.0.1:1", "ucx://127.0.0.1:1",
     "inproc://127.0.0.1:1", "tls://user@node:1", "tls://node:1/x", "127.0.0.1", "tls://a b:1", "TLS://node:1"],
)  # fmt: skip
def test_what_is_not_an_address(text: str) -> None:
    with pytest.raises(TroubleError, match="is not `tls://HOST:PORT`"):
        scheduler_named(text, CERTIFICATES, "/")


@pytest.mark.parametrize("package", ["distributed", "cryptography"])
def test_without_a_package_it_says_how_to_install_it(
    missing: set[str], package: str, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.metadata, "requires", lambda name: ["pyyaml>=6", f'{package}>=9; extra == "dask"'])
    missing.add(package)
    assert run(["audit", ".", "--scheduler", "local:2"]) == 2
    out, err = capfd.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert f"--scheduler needs {package}, which is not installed; to install it: " in err
    assert f'{sys.executable} -P -m pip install "{package}>=9"' in err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--scheduler", "local:2", "--jobs", "2"], "--jobs and --scheduler contradict each other"),
        (["--tls-key", "me.key"], "--tls-ca, --tls-cert and --tls-key need --scheduler"),
        (["--scheduler", "tcp://10.0.0.1:8786"], "use `tls://`"),
        (["--scheduler", "tls://10.0.0.1:8786"], "VTEXLINT_TLS_CA, VTEXLINT_TLS_CERT, VTEXLINT_TLS_KEY"),
        (["--scheduler", "nowhere"], "`nowhere` is not `tls://HOST:PORT`"),
    ],
)
def test_a_wrong_command_line(words: list[str], said: str, capfd: pytest.CaptureFixture[str]) -> None:
    try:
        status = run(["audit", ".", *words])
    except SystemExit as end:
        status = int(str(end.code))
    out, err = capfd.readouterr()
    assert (status, out) == (2, "")
    assert said in " ".join(err.split())


def test_certificates(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    ca, mine, key = CERTIFICATES
    for files in ((None, mine, key), (ca, "", key), (ca, mine), (*CERTIFICATES, "/x.pem"), (*CERTIFICATES, "")):
        with pytest.raises(TroubleError, match="--tls-ca, --tls-cert and --tls-key"):
            scheduler_named("tls://node:1", files, str(tmp_path))
    for name, value in zip(cluster.VARIABLES, ("a", "b", ""), strict=True):
        monkeypatch.setenv(name, value)
    found = scheduler_named("tls://node:1", (None, "x.pem", "y/../k.pem"), str(tmp_path))
    assert found.certificates == Certificates(str(tmp_path / "a"), str(tmp_path / "x.pem"), str(tmp_path / "k.pem"))
    assert scheduler_named("tls://node:1", CERTIFICATES, str(tmp_path)).certificates == Certificates(*CERTIFICATES)
    with pytest.raises(TroubleError, match="--tls-ca, --tls-cert and --tls-key"):
        scheduler_named("tls://node:1", (), str(tmp_path))  # one of the variables is empty


def test_a_cluster_of_its_own_ends_its_own_workers_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that calls vtexlint may have workers of Dask, and other processes."""
    children: list[Any] = []
    killed: list[int] = []

    def start(pid: int, name: str) -> None:
        children.append(SimpleNamespace(pid=pid, name=name, kill=lambda: killed.append(pid)))

    def started(**others: object) -> SimpleNamespace:
        start(2, WORKER)
        start(3, "SpawnPoolWorker-1")
        return SimpleNamespace(close=lambda: None)

    monkeypatch.setattr(multiprocessing, "active_children", lambda: list(children))
    distributed = SimpleNamespace(LocalCluster=started, Security=SimpleNamespace(temporary=lambda: None))
    start(1, WORKER)
    with own_cluster(SimpleNamespace(__version__="2026.7.0", distributed=distributed), Scheduler("local:1", 1), "/", 50):
        assert killed == []
    assert killed == [2]


@pytest.mark.skipif(os.name == "nt", reason="a process on Windows cannot send itself SIGTERM and go on")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_signal_in_a_finalizer_ends_it_too() -> None:
    """Python reports what a finalizer raises, and goes on."""

    class Ended:
        def __del__(self) -> None:
            os.kill(os.getpid(), signal.SIGTERM)

    distributed = SimpleNamespace(
        LocalCluster=lambda **others: SimpleNamespace(close=lambda: None), Security=SimpleNamespace(temporary=lambda: None)
    )
    went_on = []

    def audit() -> None:
        with own_cluster(SimpleNamespace(__version__="2026.7.0", distributed=distributed), Scheduler("local:1", 1), "/", 50):
            Ended()
            went_on.append(True)

    with pytest.raises(SystemExit) as ended:
        audit()
    assert (ended.value.code, went_on) == (128 + signal.SIGTERM, [True])


def sent(work: Callable[[str], object], item: str) -> bytes:
    return pickle.dumps((work, item))


def shouted(item: str) -> str:
    return item.upper()


def test_a_worker_of_another_version_does_nothing() -> None:
    assert judge(__version__, sent(shouted, "a")) == "A"
    refused = judge("0.0.0", b"not even read")
    assert isinstance(refused, TroubleError)
    assert f"version {__version__} of vtexlint, and this is version 0.0.0" in refused.message


def named_token(item: str) -> AuditedRepository:
    """The result for a repository whose names are tokens, in each of its parts."""
    token = fake.token()
    origin = CommitOrigin("a" * 40, "2024-01-01", 1, (f"{token}.env", "a.env"), (f"x/{token}",), fake.KEY)
    tokens = (HistoryToken("0" * 32, fake.KEY, token, origin),)
    notes = (BROKEN_TREES(count=3), commas((token, "b")), Message(token))
    return AuditedRepository(token, ("0b" * 20,), 3, 4, tokens, 1, (at(token, at("a", Message(token))),), notes)


def test_what_leaves_a_process_has_no_token() -> None:
    found = quiet_copy(named_token("x"))
    pieces = fake.pieces(fake.token())
    data = pickle.dumps(found)
    assert [piece for piece in pieces if piece.encode() in pickle.dumps(named_token("x"))] != []
    assert [piece for piece in pieces if piece.encode() in data] == []
    assert found.tokens[0].origin.paths == ("….env", "a.env")
    assert found.notes[0] == BROKEN_TREES(count=3)
    assert found.notes[0].template == BROKEN_TREES
    assert (found.tokens[0].key, found.tokens[0].token, found.first_commits, found.commits) == (fake.KEY, "0" * 32, ("0b" * 20,), 3)
    same = AuditedRepository("shop", notes=(commas(("a", "b")), Message("x")), troubles=(at("a", BROKEN_TREES(count=1)),))
    assert quiet_copy(same) == same
    assert isinstance(quiet_copy(BROKEN_TREES), Template)


class Fake:
    """A cluster in this process. `deadly` repositories kill a worker, with all that it has; `refusing` is what each answer is instead."""

    def __init__(self, deadly: frozenset[str] = frozenset(), refusing: Answer | None = None, threads: int = 2, silent: int = 0) -> None:
        self.deadly = deadly
        self.refusing = refusing
        self.silent = silent
        self.has = threads
        self.now = 1000.0
        self.waiting: dict[int, bytes] = {}
        self.order: list[int] = []
        self.most = 0
        self.is_open = False

    @contextmanager
    def connected(self) -> "Iterator[Fake]":
        self.is_open = True
        yield self
        self.is_open = False

    def submit(self, number: int, data: bytes) -> None:
        assert self.is_open
        self.waiting[number] = data
        self.order.append(number)
        self.most = max(self.most, len(self.waiting))

    def answers(self, seconds: float) -> list[tuple[int, Answer]]:
        if self.silent:
            self.silent -= 1
            self.now += seconds
            return []
        numbers = list(self.waiting)[:3]
        data = [self.waiting.pop(number) for number in numbers]
        if self.refusing is not None:
            return [(number, self.refusing) for number in numbers]
        if any(pickle.loads(one)[1] in self.deadly for one in data):
            return [(number, Answer("died")) for number in numbers]
        return [(number, Answer("done", judge(__version__, one))) for number, one in zip(numbers, data, strict=True)][::-1]

    def threads(self) -> int:
        return self.has


ITEMS = [f"r{number}" for number in range(100)]


def audited(made: Fake, items: list[str] = ITEMS) -> tuple[list[str], int]:
    count = []
    found = on_cluster(made.connected(), shouted, items, lambda item: int(item[1:]), lambda item: f"lost {item}", lambda: count.append(1))
    assert not made.is_open
    return found, len(count)


def test_results_are_in_the_order_of_the_items_and_large_ones_begin_early() -> None:
    made = Fake()
    assert audited(made) == ([item.upper() for item in ITEMS], len(ITEMS))
    assert made.order == [*range(16), *range(99, 15, -1)]
    assert made.most == 32
    assert audited(Fake(), []) == ([], 0)
    large = Fake(threads=20)
    audited(large)
    assert large.most == 80


def test_only_what_kills_its_worker_is_lost() -> None:
    made = Fake(deadly=frozenset({"r4", "r50"}))
    found, count = audited(made)
    assert found == [f"lost {item}" if item in ("r4", "r50") else item.upper() for item in ITEMS]
    assert count == len(ITEMS)
    assert len(made.order) == len(ITEMS) + 6  # those that a dying worker had, too, are done again


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (Answer("gone"), "the connection to the scheduler was lost"),
        (Answer("failed", "ModuleNotFoundError"), r"a worker cannot run vtexlint \(ModuleNotFoundError\)"),
        (Answer("done", TroubleError(cluster.OTHER_VERSION(theirs="1", ours="2"))), "a worker has version 1 of vtexlint"),
    ],
)
def test_a_cluster_that_cannot_be_used_ends_the_audit(answer: Answer, said: str) -> None:
    with pytest.raises(TroubleError, match=said):
        audited(Fake(refusing=answer))


def test_without_workers_it_waits_for_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    def done(made: Fake) -> int:
        monkeypatch.setattr(cluster, "monotonic", lambda: made.now)
        return audited(made)[1]

    with pytest.raises(TroubleError, match="no worker for 60 seconds"):
        done(Fake(threads=0, silent=100))
    assert done(Fake(threads=0, silent=11)) == len(ITEMS)  # they came in time
    assert done(Fake(silent=100)) == len(ITEMS)  # a large repository takes as long as it takes
