"""The write path: whatever happens, the file is the old one or the new one."""

import errno
import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.project.writing import NEW, OLD, at_call, leftovers, replace
from vtexlint.cli.main import run
from vtexlint.project import replace_file, scratch
from vtexlint.project.metadata import WriteError
from vtexlint.project.scratch_names import is_scratch
from vtexlint.project.write_file import UnwritableError, write_bytes

# Python 3.12 warns of forks beside threads, and the test runner has some; the children here run nothing of theirs
pytestmark = pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")


def count_of_calls(path: Path) -> int:
    with pytest.MonkeyPatch.context() as patch:
        made = at_call(10_000, lambda: None, patch)
        replace(str(path), OLD, NEW)
    path.write_bytes(OLD)
    assert {"open", "write", "fsync", "fchmod", "replace", "close", "lstat", "mkdir"} <= set(made)
    return len(made)


def test_the_new_text_and_the_old_dress(file: Path) -> None:
    os.chmod(file, 0o640)
    replace(str(file), OLD, NEW)
    assert file.read_bytes() == NEW
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert leftovers(file) == []


def test_a_link_of_the_user_s_own_stays_one(file: Path) -> None:
    """It is outside of every repository, and of the directory that vtexlint works in."""
    link = file.parent.parent / "link.env"
    link.symlink_to("d/.env")
    write_bytes(str(link), NEW, OLD, str(file.parent))
    assert os.readlink(link) == "d/.env"
    assert file.read_bytes() == NEW


def test_extended_attributes_are_kept(file: Path) -> None:
    try:
        os.setxattr(file, "user.note", b"mine")
    except OSError:
        pytest.skip("this file system has no extended attributes")
    replace(str(file), OLD, NEW)
    assert os.getxattr(file, "user.note") == b"mine"


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS])
def test_every_call_may_fail(file: Path, error: int, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(count_of_calls(file)):
        file.write_bytes(OLD)
        with pytest.MonkeyPatch.context() as patch:

            def fail() -> None:
                raise OSError(error, os.strerror(error))

            made = at_call(number, fail, patch)
            reason = outcome(file)
        # behind the step that puts the new file in place nothing fails any more
        is_behind = "replace" in made[:number]
        # `realpath` takes a part of a path that it cannot look at for no link, and the file is compared with what is opened
        assert made[number] == "lstat" or (reason != "") == (not is_behind), (made[number], reason)
        assert file.read_bytes() == (OLD if reason else NEW)
        assert leftovers(file) == []


def outcome(path: Path) -> str:
    """Why a file was not written; empty where it was."""
    try:
        replace(str(path), OLD, NEW)
    except WriteError as error:
        return str(error) or "no reason given"
    return ""


class KilledError(BaseException):
    pass


def test_interrupted_at_every_call(file: Path) -> None:
    seen = set()
    for number in range(count_of_calls(file)):
        file.write_bytes(OLD)
        with pytest.MonkeyPatch.context() as patch:

            def interrupt() -> None:
                raise KilledError

            at_call(number, interrupt, patch)
            with pytest.raises(KilledError):
                replace(str(file), OLD, NEW)
        seen.add(file.read_bytes())
        assert leftovers(file) == []
    assert seen == {OLD, NEW}


def test_killed_at_every_call(file: Path) -> None:
    """A real SIGKILL: what is left is read by nobody else, taken by no git (test_write_kills.py), and removed by the next run."""
    seen = set()
    left_behind = False
    for number in range(count_of_calls(file)):
        file.write_bytes(OLD)
        child = os.fork()
        if child == 0:
            with pytest.MonkeyPatch.context() as patch:
                at_call(number, lambda: os.kill(os.getpid(), signal.SIGKILL), patch)
                replace(str(file), OLD, NEW)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        assert os.WTERMSIG(status) == signal.SIGKILL
        seen.add(file.read_bytes())
        for name in leftovers(file):
            assert is_scratch(name)
            assert (file.parent / name).stat().st_mode & 0o077 == 0
            assert {path.parts[-2:] for path in (file.parent / name).rglob("*") if path.is_file()} <= {(".git", ".env")}
            left_behind = True
        file.write_bytes(OLD)
        replace(str(file), OLD, NEW)  # the next run removes what is left
        assert leftovers(file) == []
    assert seen == {OLD, NEW}
    assert left_behind


def test_what_is_refused(file: Path) -> None:
    os.link(file, file.with_name("other"))
    with pytest.raises(WriteError, match="hard links"):
        replace(str(file), OLD, NEW)
    file.with_name("other").unlink()
    os.chmod(file, 0o444)
    with pytest.raises(WriteError, match="read-only"):
        replace(str(file), OLD, NEW)
    os.chmod(file, 0o644)
    with pytest.raises(WriteError, match="no longer a regular file"):
        replace_file.replace(str(file.parent), OLD, NEW)
    with pytest.raises(WriteError, match="cannot be opened again: No such file"):
        replace(str(file) + "x", OLD, NEW)
    assert file.read_bytes() == OLD
    assert leftovers(file) == []


def test_no_room(file: Path) -> None:
    """The system itself refuses to write more than a part of it."""
    code = (
        "import resource, signal, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000)); "
        "from vtexlint.project.write_file import write_bytes, UnwritableError\n"
        f"try: write_bytes({str(file)!r}, {NEW!r}, {OLD!r}, '/', '.env')\n"
        "except UnwritableError as error: print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == ".env: cannot be written: File too large; the file is unchanged\n"
    assert (file.read_bytes(), leftovers(file)) == (OLD, [])


def test_a_full_disk(tmp_path: Path) -> None:
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=32k", "tmpfs", str(tmp_path)], capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip("a file system of its own cannot be mounted here")
    try:
        path = tmp_path / ".env"
        path.write_bytes(OLD)
        with pytest.raises(WriteError, match="cannot be written: No space left on device; the file is unchanged"):
            replace(str(path), OLD, OLD * 3)
        assert (path.read_bytes(), leftovers(path)) == (OLD, [])
    finally:
        subprocess.run(["umount", str(tmp_path)], check=True)


class TestNewFiles:
    def test_one_is_made_whole_with_the_rights_of_any_new_file(self, file: Path) -> None:
        path = file.with_name("report.json")
        before = os.umask(0o027)
        try:
            write_bytes(str(path), NEW, None, str(file.parent))
        finally:
            os.umask(before)
        assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (NEW, 0o640)
        assert leftovers(file) == ["report.json"]

    def test_what_came_to_be_there_meanwhile_stays(self, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        path = file.with_name("report.json")
        honest = os.fsync

        def other(descriptor: int) -> None:
            honest(descriptor)
            path.write_bytes(b"mine")

        monkeypatch.setattr(os, "fsync", other)
        with pytest.raises(UnwritableError, match=r"report\.json: changed while"):
            write_bytes(str(path), NEW, None, str(file.parent), "report.json")
        assert path.read_bytes() == b"mine"

    def test_a_script_is_executable_where_the_file_is_readable(self, file: Path) -> None:
        os.chmod(file, 0o640)
        write_bytes(str(file), NEW, OLD, str(file.parent), executable=True)
        assert stat.S_IMODE(file.stat().st_mode) == 0o750


class TestLeftovers:
    NAME = ".vtexlint-0123456789abcdef"

    def leave(self, directory: Path, name: str = NAME) -> Path:
        inner = directory / name / ".git"
        inner.mkdir(parents=True)
        (inner / ".env").write_bytes(OLD)
        return directory / name

    def test_they_are_removed_and_nothing_else_is(self, file: Path) -> None:
        left = self.leave(file.parent)
        others = [
            file.parent / ".vtexlint-0123456789abcdeg",
            file.parent / ".vtexlint-0123",
            file.parent / "vtexlint-0123456789abcdef",
            file.parent / ".vtexlint-fedcba9876543210",  # as a repository can bring it: without a .git
        ]
        for path in others[:3]:
            self.leave(file.parent, path.name)
        others[3].mkdir()
        (others[3] / "kept.env").write_bytes(OLD)
        outside = file.parent.parent / "outside"
        self.leave(outside, "x")
        (file.parent / ".vtexlint-00000000000000aa").symlink_to(outside / "x")
        (file.parent / ".vtexlint-00000000000000bb").mkdir()
        (file.parent / ".vtexlint-00000000000000bb/.git").symlink_to(outside / "x/.git")
        replace(str(file), OLD, NEW)
        assert not left.exists()
        assert [path.exists() for path in others] == [True] * 4
        assert (others[3] / "kept.env").exists()
        assert (outside / "x/.git/.env").read_bytes() == OLD

    def test_one_that_a_run_still_works_with_stays(self, file: Path) -> None:
        fcntl = pytest.importorskip("fcntl")
        left = self.leave(file.parent)
        descriptor = os.open(left, os.O_RDONLY)
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        replace(str(file), OLD, NEW)
        assert left.exists()
        os.close(descriptor)
        scratch.remove_leftovers(str(file.parent))
        assert not left.exists()

    def test_without_locks_the_old_ones_are_removed(self, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(scratch, "flock", None)
        new, old = self.leave(file.parent), self.leave(file.parent, ".vtexlint-00000000000000aa")
        os.utime(old, (0, 0))
        scratch.remove_leftovers(str(file.parent))
        assert (new.exists(), old.exists()) == (True, False)

    def test_the_next_check_names_them(self, file: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
        first = self.leave(file.parent)
        monkeypatch.chdir(file.parent)
        file.write_text("PORT=1\n")
        words = "not read: {} with an unfinished copy of a file, left by a run that was killed: delete {} (--verbose"
        assert run(["check"]) == 0
        assert words.format("1 directory", first.name) in capfd.readouterr().out
        left = [self.leave(file.parent, f".vtexlint-00000000000000a{number}").name for number in range(4)]
        assert run(["check"]) == 0
        named = ", ".join(sorted([first.name, *left])[:3])
        assert words.format("5 directories", f"{named} and 2 more") in capfd.readouterr().out
