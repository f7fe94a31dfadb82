"""How much work a history is: what is parsed, looked at and read, and by which processes."""

import json
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.fake import KEY, token
from tests.gitrepo import CONFIG, Repo
from tests.history_corpus import build
from vtexlint.cli.main import run
from vtexlint.project.git.objects import Wanted
from vtexlint.project.git.process import Git, GitError
from vtexlint.project.history import pool
from vtexlint.project.history.scan_blob import BlobScanner, ScannedBlob
from vtexlint.text.messages import Message


class Work:
    """Adds up what the scanners of this process did."""

    def __init__(self) -> None:
        self.scanners: list[BlobScanner] = []
        self.git: list[str] = []

    @property
    def parsed(self) -> int:
        return sum(one.parsed for one in self.scanners)

    @property
    def looked_at(self) -> int:
        return sum(one.looked_at for one in self.scanners)


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Work:
    counted = Work()
    made, start = BlobScanner.__init__, Git._start

    def init(self: BlobScanner, *arguments: object, **options: object) -> None:
        made(self, *arguments, **options)  # type: ignore[arg-type]
        counted.scanners.append(self)

    def started(self: Git, arguments: tuple[str, ...], *files: object) -> object:
        counted.git.append(" ".join(arguments))
        return start(self, arguments, *files)  # type: ignore[arg-type]

    monkeypatch.setattr(BlobScanner, "__init__", init)
    monkeypatch.setattr(Git, "_start", started)
    monkeypatch.setattr(pool, "usable_processors", lambda: 1)
    return counted


def specification(number: int, planted: str = "") -> str:
    """An API's specification, as long ones are: names of credentials, capital words in lists, one edit in each version."""
    states = ["WAITING", "INVOICED", "CANCELED", "HANDLING", "READY", "APPROVED", "PENDING", "SHIPPED", "DELIVERED", "QUEUED", "JOINED"]
    paths = {f"/api/{at}": {"X-VTEX-API-AppKey": "string", "token": f"text {at}", "enum": states} for at in range(200)}
    paths[f"/api/{number % 200}"]["token"] = f"edited {number}"
    return json.dumps({"openapi": "3.0", "paths": paths, "vtex": {"appKey": KEY, "appToken": planted}}, indent=2)


def versions(repo: Repo, contents: list[str], name: str = "api.json") -> None:
    import subprocess

    parts = []
    for number, text in enumerate(contents):
        data = text.encode()
        parts.append(f"commit refs/heads/main\ncommitter n <n@example.invalid> {1_500_000_000 + number} +0000\ndata 1\nx\n".encode())
        parts.append(f"M 100644 inline {name}\ndata {len(data)}\n".encode() + data + b"\n")
    subprocess.run(["git", *CONFIG, "fast-import", "--quiet", "--force"], cwd=repo.path, input=b"".join(parts), check=True)


def test_versions_without_a_token_are_not_parsed_and_only_what_is_new_is_looked_at(tmp_path: Path, work: Work) -> None:
    repo = Repo(tmp_path / "repo")
    contents = [specification(number) for number in range(50)]
    versions(repo, contents)
    assert run(["history", "--quiet", str(repo.path)]) == 0
    assert work.parsed == 0
    assert work.looked_at < 8 * len(contents[0])
    assert len(work.git) < 12


def test_a_token_that_stays_is_parsed_once(tmp_path: Path, work: Work, capsys: pytest.CaptureFixture[str]) -> None:
    repo = Repo(tmp_path / "repo")
    versions(repo, [specification(number, token("stays")) for number in range(40)])
    assert run(["history", "--quiet", "--format=json", str(repo.path)]) == 1
    (finding,) = json.loads(capsys.readouterr().out)["findings"]
    assert (finding["origin"]["commits"], finding["origin"]["key"]) == (40, KEY)
    assert work.parsed == 1


def test_binaries_and_minified_code_are_not_parsed(tmp_path: Path, work: Work) -> None:
    repo = Repo(tmp_path / "repo")
    repo.add("a.png", bytes(range(256)) * 400)
    repo.add("a.json", b"\0\xff\xc3\xd0" * 40_000)
    repo.add("a.min.js", 'var a="b",c=[1,2,"DEF"],token=d(e);' * 3000)
    repo.add("a.min.json", json.dumps([{"token": "a b", "k": ["BRA", "ARG", "PERU"] * 20}] * 200, separators=(",", ":")))
    repo.commit()
    assert run(["history", "--quiet", str(repo.path)]) == 0
    assert work.parsed == 0
    assert sum(one.searched for one in work.scanners) == 0


def test_a_bomb_of_trees_ends_and_hides_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str], work: Work) -> None:
    repo = Repo(tmp_path / "repo")
    oid = repo.git("hash-object", "-w", "--stdin", stdin=f"VTEX_APP_TOKEN={token('deep')}\n".encode())
    kind, mode = "blob", "100644"
    for _ in range(25):
        oid = repo.git("mktree", stdin="".join(f"{mode} {kind} {oid}\t{number}.env\n" for number in range(10)).encode())
        kind, mode = "tree", "040000"
    repo.git("update-ref", "refs/heads/main", repo.git("commit-tree", "-m", "x", oid))
    assert run(["history", "--quiet", "--format=json", str(repo.path)]) == 1
    out, err = capsys.readouterr()
    assert len(json.loads(out)["findings"]) == 1
    assert "directories with the same content are in more than 100 places" in err


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a system without fork")
def test_several_processes_report_what_one_does(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    repo = build(tmp_path / "long", commits=60, size=400_000)
    reports = []
    for processors, alone in ((1, 1.0), (3, 0.0), (3, 0.0)):
        monkeypatch.setattr(pool, "usable_processors", lambda count=processors: count)
        monkeypatch.setattr(pool, "_ALONE", alone)
        assert run(["history", "--format=json", str(repo.path)]) == 1
        reports.append(capsys.readouterr().out)
    assert reports[0] == reports[1] == reports[2]


def _fatal(wanted: Wanted) -> None:
    """End a process on a blob: always where it `dies`, the first time alone where it is a file's name."""
    first = wanted.path.startswith("/") and Path(wanted.path).exists()
    if os.getpid() != PARENT and (wanted.path == "dies" or first):
        if first:
            Path(wanted.path).unlink()
        os.kill(os.getpid(), signal.SIGKILL)


@contextmanager
def _numbers() -> Iterator[pool.Scan]:
    def scan(wanted: "Iterator[Wanted]") -> Iterator[ScannedBlob]:
        for one in wanted:
            _fatal(one)
            yield ScannedBlob(one, "read")

    yield scan  # type: ignore[misc]


PARENT = os.getpid()


@pytest.fixture
def parent(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have several processes do all of the work."""
    monkeypatch.setattr(pool, "_ALONE", 0.0)
    monkeypatch.setitem(globals(), "PARENT", os.getpid())


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a system without fork")
@pytest.mark.parametrize("processors", [1, 2, 4])
@pytest.mark.usefixtures("parent")
def test_each_request_has_one_result_in_its_place_whoever_dies(processors: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(pool, "usable_processors", lambda: processors)
    wanted = [Wanted(str(number), "x" * 30_000 if number % 97 == 5 else f"{number % 7}", 1) for number in range(3000)]
    wanted[100] = wanted[101] = wanted[2000] = Wanted("0123456789abcdef", "dies", 1)
    for number in (0, 700):
        (tmp_path / str(number)).touch()
        wanted[number] = Wanted(str(number), str(tmp_path / str(number)), 1)
    found = list(pool.scanned(_numbers, wanted))
    assert [one.wanted for one in found] == wanted
    failure = "dies (blob 0123456789ab): vtexlint failed on it (its process ended); please report this"
    failures = {number: one.failure for number, one in enumerate(found) if one.failure}
    assert failures == (dict.fromkeys((100, 101, 2000), failure) if processors > 1 else {})
    assert sorted(path.name for path in tmp_path.iterdir()) == ([] if processors > 1 else ["0", "700"])


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a system without fork")
@pytest.mark.usefixtures("parent")
def test_a_git_error_in_another_process_is_raised_here(monkeypatch: pytest.MonkeyPatch) -> None:
    @contextmanager
    def refused() -> Iterator[pool.Scan]:
        if os.getpid() != PARENT:
            raise GitError(Message("refused"))
        with _numbers() as scan:
            yield scan

    monkeypatch.setattr(pool, "usable_processors", lambda: 3)
    with pytest.raises(GitError, match=r"^refused$"):
        list(pool.scanned(refused, [Wanted(str(number), "a", 1) for number in range(100)]))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a system without fork")
@pytest.mark.usefixtures("parent")
def test_a_blob_on_which_a_process_dies_is_named_and_the_others_are_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    repo = Repo(tmp_path / "repo")
    for number in range(80):
        repo.add(f"{number:02}.env", f"VTEX_APP_TOKEN={token(number)}\n")
    repo.commit()
    inspect = BlobScanner.inspect

    def fatal(self: BlobScanner, path: str, data: bytes) -> object:
        if path == "41.env":
            os.kill(os.getpid(), signal.SIGKILL)
        return inspect(self, path, data)

    monkeypatch.setattr(BlobScanner, "inspect", fatal)
    monkeypatch.setattr(pool, "usable_processors", lambda: 3)
    assert run(["history", "--format=json", str(repo.path)]) == 2
    out, err = capsys.readouterr()
    paths = [finding["origin"]["paths"] for finding in json.loads(out)["findings"]]
    assert sorted(paths) == [[f"{number:02}.env"] for number in range(80) if number != 41]
    blob = repo.git("rev-parse", "HEAD:41.env").strip()
    assert f"41.env (blob {blob[:12]}): vtexlint failed on it (its process ended); please report this" in err
