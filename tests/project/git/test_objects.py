"""Reading git's objects through one process: in order, whatever their number and size, and never a deadlock."""

import gc
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.gitrepo import Repo
from vtexlint.project.git.objects import Blob, Wanted, contents
from vtexlint.project.git.process import Git, GitError

LIMIT = 1_000_000


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    return Repo(tmp_path / "repo")


def stored(repo: Repo, texts: list[bytes]) -> list[str]:
    """The blobs' ids; written by one git fast-import."""
    stream = b"".join(b"blob\nmark :%d\ndata %d\n%s\n" % (number, len(text), text) for number, text in enumerate(texts, 1))
    repo.git("fast-import", "--quiet", "--export-marks=marks", stdin=stream)
    marks = dict(line.split() for line in (repo.path / "marks").read_text().splitlines())
    return [marks[f":{number}"] for number in range(1, len(texts) + 1)]


def read(repo: Repo, oids: list[str], limit: int = LIMIT, path: str = "a.env") -> list[Blob]:
    return list(contents(Git(str(repo.path), str(repo.path)), (Wanted(oid, path, limit) for oid in oids)))


def test_in_order_byte_for_byte(repo: Repo) -> None:
    texts = [b"", b"\n", b"a missing\n", b"\0\r\n", b"x" * 70_000, "é".encode()]
    oids = stored(repo, texts)
    assert [blob.data for blob in read(repo, oids * 3)] == texts * 3


def test_more_answers_than_any_pipe_holds(repo: Repo) -> None:
    chance = random.Random(0)
    texts = [bytes([chance.randrange(256)]) * chance.choice([10, 1000, 300_000]) + str(number).encode() for number in range(400)]
    oids = stored(repo, texts)
    assert [blob.data for blob in read(repo, oids)] == texts


def test_more_requests_than_any_pipe_holds(repo: Repo) -> None:
    (oid,) = stored(repo, [b"small"])
    assert sum(blob.data == b"small" for blob in read(repo, [oid] * 20_000)) == 20_000


def test_requests_are_drawn_as_answers_come(repo: Repo) -> None:
    (oid,) = stored(repo, [b"x"])
    drawn = 0

    def wanted() -> Iterator[Wanted]:
        nonlocal drawn
        for _ in range(1000):
            drawn += 1
            yield Wanted(oid, "a.env", LIMIT)

    for done, _ in enumerate(contents(Git(str(repo.path), str(repo.path)), wanted())):
        assert drawn - done <= 100


def test_large_blobs_are_looked_through_and_not_kept(repo: Repo) -> None:
    oids = stored(repo, [b"#" * 5_000_000, b"#" * 3_000_000 + b"VTEX_APP_KEY=x" + b"#" * 2_000_000, b"small"])
    assert [(blob.state, blob.data) for blob in read(repo, oids)] == [("dismissed", b""), ("large", b""), ("read", b"small")]


def test_a_name_across_two_chunks_of_a_large_blob(repo: Repo) -> None:
    oids = stored(repo, [b"#" * ((1 << 20) - 3) + b"VTEX_APP_KEY=x" + b"#" * 100])
    assert [blob.state for blob in read(repo, oids, limit=1000)] == ["large"]


def test_the_limit_is_the_last_size_that_is_read(repo: Repo) -> None:
    oids = stored(repo, [b"x" * 100, b"x" * 101])
    assert [blob.state for blob in read(repo, oids, limit=100)] == ["read", "dismissed"]


def test_absent_blobs_are_told_and_the_rest_is_read(repo: Repo) -> None:
    (oid,) = stored(repo, [b"x"])
    assert [blob.state for blob in read(repo, ["0" * 40, oid, "1" * 40])] == ["absent", "read", "absent"]


def test_a_damaged_object_is_told(repo: Repo) -> None:
    oid = repo.git("hash-object", "-w", "--stdin", stdin=b"x" * 100)
    path = repo.path / ".git/objects" / oid[:2] / oid[2:]
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[:10])
    try:
        states = [blob.state for blob in read(repo, [oid])]
    except GitError:
        states = ["absent"]  # some gits give up, some call it missing
    assert states == ["absent"]


def test_a_reader_that_leaves_early_ends_git(repo: Repo) -> None:
    oids = stored(repo, [b"x" * 200_000, b"y" * 200_000])
    for blob in contents(Git(str(repo.path), str(repo.path)), (Wanted(oid, "a.env", LIMIT) for oid in oids * 100)):
        assert blob.data
        break
    # a process that is left behind warns, and a warning is an error here
    gc.collect()
