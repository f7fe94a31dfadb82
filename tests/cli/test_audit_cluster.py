"""`vtexlint audit --scheduler` with Dask itself: the same report as local processes, no connection to anybody else, errors in our words."""

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
import warnings
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

import vtexlint
from tests import fake, tracing
from tests.cli.test_audit import history, pair
from tests.dask_cluster import Cluster, certificates, running
from tests.paths import ROOT
from vtexlint.cli.main import run
from vtexlint.project import dask_client

pytest.importorskip("distributed", reason="the packages of the extra `dask` are not installed")

TOKENS = [fake.token(number) for number in range(4)]
PIECES = [piece.encode() for piece in fake.pieces(*TOKENS)]
AUDIT = (sys.executable, "-m", "vtexlint", "audit", "--format", "json")

Run = Callable[..., tuple[int, str, str]]


def shown(data: bytes) -> list[bytes]:
    """The pieces of tokens in some bytes."""
    return [piece for piece in PIECES if piece in data]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six repositories: one is broken, one has a name that is a token and a file that has another; three tokens in their histories."""
    base = tmp_path_factory.mktemp("organisation")
    for number in range(4):
        history(base / f"shop{number}", ("a.env", pair(fake.key(), TOKENS[number % 2])), ("a.env", "A=1\n"), ("b.txt", f"{number}\n"))
    history(base / TOKENS[2] / "r", (f"{TOKENS[3]}.env", pair(fake.key("otherstore"), TOKENS[2])))
    for name in ("objects", "refs"):
        (base / "broken" / ".git" / name).mkdir(parents=True)
    (base / "broken" / ".git" / "HEAD").write_text("nothing")
    return base


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with running(tmp_path_factory.mktemp("cluster"), 2) as found:
        yield found


@pytest.fixture
def audit(made: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(made)

    def called(*arguments: str) -> tuple[int, str, str]:
        status = run(["audit", ".", *arguments])
        out, err = capfd.readouterr()
        assert shown(f"{out}{err}".encode()) == []
        return status, out, err

    return called


def test_the_same_report_and_files_as_of_local_processes(
    audit: Run, cluster: Cluster, tmp_path: Path, made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(cluster.folder))  # what is kept depends on where the user's settings would be
    where = ("--scheduler", cluster.address, *cluster.options)
    for form in ("text", "json", "html"):
        assert audit("--format", form, *where) == audit("--format", form)
    kinds = {"local": (), "cluster": where}
    said = {
        name: audit("--cache", str(tmp_path / name), "--sarif", str(tmp_path / f"{name}-sarif"), *words) for name, words in kinds.items()
    }
    assert said["cluster"] == said["local"]
    files = {name: sorted(file.relative_to(tmp_path / name) for file in (tmp_path / name).rglob("*.*")) for name in kinds}
    assert files["cluster"] == files["local"]
    assert len(files["local"]) == 5
    assert [(tmp_path / "local" / file).read_text() for file in files["local"]] == [
        (tmp_path / "cluster" / file).read_text() for file in files["local"]
    ]
    reports = {name: {file.name: file.read_text() for file in (tmp_path / f"{name}-sarif").rglob("*.sarif")} for name in kinds}
    assert reports["cluster"] == reports["local"] != {}
    assert shown(b"".join(file.read_bytes() for file in tmp_path.rglob("*.*") if file.is_file())) == []
    # what one has kept, the other uses
    kept = audit("--cache", str(tmp_path / "local"), *where)
    assert kept == audit("--cache", str(tmp_path / "cluster"))
    assert "5 repositories have not changed" in kept[2]
    ca, *rest = map(str, cluster.files)
    found = vtexlint.audit(".", root=made, scheduler=cluster.address, certificates=[ca, *rest])
    assert found == vtexlint.audit(".", root=made)
    assert shown(cluster.left()) == []


def watching(trace: Path) -> tuple[str, ...]:
    """What a command begins with so that its connections and processes are recorded."""
    return (tracing.strace(), "-f", "-e", "trace=socket,connect,bind,listen,sendto,execve", "-o", str(trace))


def test_it_connects_to_the_scheduler_alone(made: Path, cluster: Cluster, tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    line = [*watching(trace), *AUDIT, ".", "--scheduler", cluster.address, *cluster.options]
    done = subprocess.run(line, cwd=made, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, check=False)
    assert (done.returncode, done.stderr.count(b"\n")) == (2, 1)
    text = trace.read_text(errors="replace")
    port = cluster.address.rpartition(":")[2]
    assert set(re.findall(r"(?m)^.*(?:connect|bind|sendto)\([^\n]*AF_INET[^\n]*?(htons\(\d+\).*?inet\w+\(.*?\))", text)) == {
        f'htons({port}), sin_addr=inet_addr("127.0.0.1")'
    }
    assert "listen(" not in text
    assert shown(trace.read_bytes()) == []


def test_with_a_cluster_of_its_own(made: Path, tmp_path: Path) -> None:
    """Each connection is to loopback; settings files of Dask count for nothing; nothing is left, neither of processes nor of files."""
    settings = tmp_path / ".config" / "dask"
    settings.mkdir(parents=True)
    mark = tmp_path / "preloaded"
    (tmp_path / "evil.py").write_text(f"open({str(mark)!r}, 'w').close()\n")
    preload = {"preload": [str(tmp_path / "evil.py")]}
    (settings / "x.yaml").write_text(json.dumps({"distributed": dict.fromkeys(("client", "worker", "scheduler", "nanny"), preload)}))
    files = tmp_path / "tmp"
    files.mkdir()
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "HOME": str(tmp_path),
        "TMPDIR": str(files),
        "DASK_DISTRIBUTED__CLIENT__PRELOAD": str(tmp_path / "evil.py"),
    }
    trace = tmp_path / "trace"
    watched = () if tracing.why_not() else watching(trace)
    there = subprocess.run([*watched, *AUDIT, ".", "--scheduler", "local:2"], cwd=made, env=environment, capture_output=True, check=False)
    here = subprocess.run([*AUDIT, "."], cwd=made, env=environment, capture_output=True, check=False)
    assert (there.returncode, there.stdout, there.stderr) == (here.returncode, here.stdout, here.stderr)
    assert shown(there.stdout + there.stderr) == []
    assert not mark.exists()
    assert list(files.iterdir()) == []
    if watched:
        calls = [line for line in trace.read_text(errors="replace").splitlines() if "AF_INET" in line and "socket(" not in line]
        assert len(calls) > 10
        assert [line for line in calls if 'inet_addr("127.0.0.1")' not in line] == []
        assert shown(trace.read_bytes()) == []  # in no argument of a process
    else:
        pytest.skip(tracing.why_not())


def children(parent: int) -> list[int]:
    """The processes below one, at any depth."""
    listed = subprocess.run(["ps", "-e", "-o", "pid=,ppid="], capture_output=True, text=True, check=True).stdout.split()
    pairs = list(zip(map(int, listed[::2]), map(int, listed[1::2]), strict=True))
    found = [pid for pid, above in pairs if above == parent]
    return [*found, *(below for pid in found for below in children(pid))]


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory that takes a minute: many work trees of one repository."""
    made = tmp_path_factory.mktemp("large")
    git = history(made / "0", *((f"{at}.js", f"export const value{at} = load();\n" * 99) for at in range(1000))).path / ".git"
    for number in range(1, 100):
        (made / f"{number}").mkdir()
        (made / f"{number}" / ".git").write_text(f"gitdir: {git}\n")
    return made


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork on Windows")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_interrupted_it_leaves_no_process(large: Path, tmp_path: Path, number: int) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path)}
    line = [*AUDIT, str(large), "--scheduler", "local:2"]
    process = subprocess.Popen(
        line,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        # a shell lets its jobs in the background ignore Ctrl-C
        preexec_fn=partial(signal.signal, number, signal.SIG_DFL),  # noqa: PLW1509  it needs no lock
    )
    for _ in range(300):
        if len(children(process.pid)) >= 3:  # two workers, and what starts them
            break
        time.sleep(0.1)
    time.sleep(3)
    below = children(process.pid)
    assert len(below) >= 3
    if number == signal.SIGINT:
        os.killpg(process.pid, number)  # as a terminal does
    else:
        process.send_signal(number)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (128 + number, b"", b"")
    for _ in range(100):
        if not [pid for pid in below if Path(f"/proc/{pid}").exists()]:
            break
        time.sleep(0.1)
    assert [pid for pid in below if Path(f"/proc/{pid}").exists()] == []


def test_certificates_that_do_not_fit(audit: Run, cluster: Cluster, tmp_path: Path) -> None:
    def said(ca: object, certificate: object, key: object) -> str:
        words = ("--tls-ca", str(ca), "--tls-cert", str(certificate), "--tls-key", str(key))
        status, out, err = audit("--scheduler", cluster.address, *words)
        assert (status, out, err.count("\n")) == (2, "", 1)
        return err

    ca, certificate, key = cluster.files
    foreign = certificates(tmp_path / "foreign")
    assert "does not accept the encrypted connection" in said(*foreign)
    assert "does not accept the encrypted connection" in said(foreign[0], certificate, key)
    assert "must name a CA, a certificate, and the key" in said(ca, certificate, foreign[2])
    assert "must name a CA, a certificate, and the key" in said(ROOT / "README.md", certificate, key)
    assert "gone.pem: cannot be read" in said(ca, tmp_path / "gone.pem", key)


def test_no_scheduler(audit: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vtexlint.project.dask_client._CONNECT", 1)
    status, out, err = audit("--scheduler", "tcp://127.0.0.1:9")
    assert (status, out) == (2, "")
    assert re.fullmatch(r"vtexlint: cannot connect to a Dask scheduler at tcp://127\.0\.0\.1:9 \(\w+\)\n", err)


def test_another_version_of_dask_or_of_vtexlint(audit: Run, cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    where = ("--scheduler", cluster.address, *cluster.options)
    with monkeypatch.context() as patch:
        patch.setattr("vtexlint.project.dask_client.__version__", "9.9.9")
        status, out, err = audit(*where)
        assert (status, out) == (2, "")
        assert re.search(r"a worker has version [\w.]+ of vtexlint, and this is version 9\.9\.9", err)
    import distributed.versions

    own = distributed.versions.get_versions
    with monkeypatch.context() as patch:
        patch.setattr(
            distributed.versions,
            "get_versions",
            lambda packages=None: (found := own(packages))["packages"].update(distributed="2020.1.0") or found,
        )
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # as in a process that has not imported Dask itself
            status, out, err = audit(*where)
        assert (status, out) == (2, "")
        assert "this computer has Dask 2020.1.0, Python 3." in err


def test_a_version_that_would_be_open_to_other_computers(audit: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    import dask

    for version in ("2024.8.0", "2026.6.1"):
        monkeypatch.setattr(dask, "__version__", version)
        status, out, err = audit("--scheduler", "local:1")
        assert (status, out) == (2, "")
        assert "`local:1` needs Dask 2026.7 or later" in err


def test_a_scheduler_that_is_lost(audit: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It has no worker, so that the audit waits."""
    monkeypatch.setattr("vtexlint.project.dask_client._CONNECT", 1)
    monkeypatch.setitem(dask_client._SETTINGS, "distributed.comm.timeouts.connect", "1s")
    asked = threading.Event()

    def threads(self: dask_client.DaskCluster) -> int:
        asked.set()
        return 0

    monkeypatch.setattr(dask_client.DaskCluster, "threads", threads)
    with running(tmp_path / "cluster", 0) as cluster:

        def lose() -> None:
            asked.wait(30)
            time.sleep(1)
            cluster.scheduler.kill()

        killer = threading.Thread(target=lose)
        killer.start()
        assert audit("--scheduler", cluster.address, *cluster.options) == (2, "", "vtexlint: the connection to the scheduler was lost\n")
        killer.join()
