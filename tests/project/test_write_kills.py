"""Killed at each system call of a write: the file is the old one or the new one, and git would take nothing else.

The whole command runs below strace, once for each call from the first that touches the file to the last, and is killed when it makes it.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests import tracing
from tests.fake import KEY, TOKEN, token
from tests.gitrepo import Repo

pytestmark = pytest.mark.slow

CALLS = "%file,%desc,flock"
SCRATCH = re.compile(r"\.vtexlint-[0-9a-f]{16}")
BAD = f"VTEX_APP_KEY={KEY} \nVTEX_APP_TOKEN={TOKEN}\n"
GOOD = f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={TOKEN}\n"

# the words of the command; the file that it writes, from the repository's root; whether that is there before
WRITES: dict[str, tuple[list[str], str, bool]] = {
    "fix": (["check", "--fix", "-q", "shop/a.env"], "shop/a.env", True),
    "new report": (["check", "-q", "--output", "sarif=report.sarif", "shop/a.env"], "report.sarif", False),
    "report": (["check", "-q", "--output", "json=report.json", "shop/a.env"], "report.json", True),
    "new baseline": (["check", "-q", "--write-baseline", "shop/a.env"], ".vtexlint-baseline.json", False),
    "baseline": (["check", "-q", "--write-baseline", "--baseline", "known.json", "shop/a.env"], "known.json", True),
    "settings and hook": (["init", "--yes", "--no-trial"], "vtexlint.toml", False),
    "rotation": (["rotate", KEY, "shop/a.env", "--also-tracked", "--yes"], "shop/a.env", True),
}
ENTERED = {"rotation": token("new").encode()}


@pytest.fixture(scope="module")
def strace() -> str:
    return tracing.strace()


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    made = Repo(tmp_path / "r")
    # neither the file's directory nor its name says that a copy elsewhere is to be ignored
    made.add(".gitignore", "/shop/a.env\n!*.env\n!.vtexlint*\n")
    made.add("shop/b.txt", "1\n")
    made.commit()
    made.write("shop/a.env", BAD)
    return made


def command(words: list[str]) -> list[str]:
    return [sys.executable, "-m", "vtexlint", *words]


def calls_of(log: Path) -> list[tuple[str, int]]:
    """Each call of the log around those that name a scratch directory, with its number among the calls of its name."""
    counts: dict[str, int] = {}
    found: list[tuple[str, int]] = []
    named: list[int] = []
    for line in log.read_text(errors="replace").splitlines():
        if match := re.match(r"(\w+)\(", line):
            counts[match[1]] = counts.get(match[1], 0) + 1
            found.append((match[1], counts[match[1]]))
            if SCRATCH.search(line):
                named.append(len(found) - 1)
    return found[named[0] - 10 : named[-1] + 8]


def some(points: list[tuple[str, int]], kind: str) -> list[tuple[str, int]]:
    """`init` writes three files, each as the others are written: of its many calls, a third."""
    return points[::3] if kind == "settings and hook" else points


def taken(repo: Repo) -> set[str]:
    """What git would add, whatever is ignored by the user's patterns and however it is told to."""
    by_all = repo.git("add", "--all", "--dry-run").splitlines() + repo.git("add", "--force", "--dry-run", ".").splitlines()
    return {line.removeprefix("add '").removesuffix("'") for line in by_all}


@pytest.mark.parametrize("kind", WRITES)
def test_killed_at_each_call(kind: str, repo: Repo, strace: str, tmp_path: Path) -> None:
    words, name, is_there = WRITES[kind]
    file, log = repo.path / name, tmp_path / "log"
    if kind in ("report", "baseline"):  # an old one that the run replaces
        repo.write("shop/a.env", GOOD.replace("=", " ="))
        subprocess.run(command(words), cwd=repo.path, check=False, capture_output=True, input=ENTERED.get(kind))
        repo.write("shop/a.env", BAD)
    old = file.read_bytes() if is_there else None
    source = (repo.path / "shop/a.env").read_bytes()
    hook = repo.path / ".git/hooks/pre-commit"

    def start_again() -> None:
        shutil.rmtree(repo.path / ".git/hooks", ignore_errors=True)
        (repo.path / "vtexlint.toml").unlink(missing_ok=True)
        (repo.path / ".gitignore").write_text("/shop/a.env\n!*.env\n!.vtexlint*\n")
        (repo.path / "shop/a.env").write_bytes(source)
        if old is None:
            file.unlink(missing_ok=True)
        else:
            file.write_bytes(old)

    # twice: the first run makes what Python keeps of its modules
    for _ in range(2):
        start_again()
        traced = [strace, "-o", str(log), "-e", f"trace={CALLS}", "--", *command(words)]
        assert subprocess.run(traced, cwd=repo.path, check=False, capture_output=True, input=ENTERED.get(kind)).returncode in (0, 1)
    new = file.read_bytes()
    assert new != old
    points = calls_of(log)
    assert {"mkdir", "write", "fsync", "close", "rmdir"} <= {call for call, _ in points}
    assert any(call.startswith("rename") for call, _ in points)
    start_again()
    before = taken(repo)
    seen: set[bytes | None] = set()
    left = missed = 0
    for call, number in some(points, kind):
        start_again()
        killed = [
            strace,
            "-o",
            "/dev/null",
            "-e",
            f"trace={CALLS}",
            "-e",
            f"inject={call}:signal=KILL:when={number}",
            "--",
            *command(words),
        ]
        done = subprocess.run(killed, cwd=repo.path, check=False, capture_output=True, input=ENTERED.get(kind))
        if done.returncode in (0, 1):  # other tests have compiled modules in the meantime: it makes fewer calls than before
            missed += 1
            continue
        assert done.returncode == -9, (call, number, done.stderr)
        seen.add(salted(file.read_bytes()) if file.exists() else None)
        may_come = {name, ".gitignore"} if kind == "settings and hook" else {name}
        assert taken(repo) - before - may_come == set(), (call, number)
        assert not SCRATCH.search(repo.git("status", "--porcelain", "--untracked-files=all")), (call, number)
        left += any(leftovers(repo.path))
    assert missed <= len(points) // 8
    assert seen == {None if old is None else salted(old), salted(new)}
    assert left
    # the next run removes what is left and does its work
    start_again()
    assert subprocess.run(command(words), cwd=repo.path, check=False, capture_output=True, input=ENTERED.get(kind)).returncode in (0, 1)
    assert salted(file.read_bytes()) == salted(new)
    assert list(leftovers(repo.path)) == []
    assert kind != "settings and hook" or hook.exists()


def salted(data: bytes) -> bytes:
    """A file without what is drawn by lot each time: the salt of a new baseline, and its digests."""
    return re.sub(rb'"(salt|value|digest|fingerprint)": "[0-9a-f]+"', b"", data)


def leftovers(folder: Path) -> list[Path]:
    return [path for path in folder.rglob(".vtexlint-*") if SCRATCH.fullmatch(path.name)]
