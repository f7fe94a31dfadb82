"""The write path: whatever happens, the file is the old one or the new one."""

import errno
import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from vtexlint.cli.main import run
from vtexlint.project import replace_file, scratch
from vtexlint.project.metadata import WriteError
from vtexlint.project.scratch_names import is_scratch
from vtexlint.project.write_file import UnwritableError, write_bytes

# Python 3.12 warns of forks beside threads, and the test runner has some; the children here run nothing of theirs
pytestmark = pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")

OLD, NEW = b"VTEX_APP_KEY= old\n" * 500, b"VTEX_APP_KEY=new\n" * 500
CALLS = (
    "open",
    "fstat",
    "lstat",
    "mkdir",
    "removexattr",
    "access",
    "write",
    "fsync",
    "fchown",
    "fchmod",
    "listxattr",
    "getxattr",
    "setxattr",
    "read",
    "lseek",
    "close",
    "replace",
)


def replace(path: str, old: bytes, new: bytes) -> None:
    """As the writer does it, with its message."""
    try:
        write_bytes(path, new, old, os.path.dirname(path))
    except UnwritableError as error:
        raise WriteError(error.message) from None


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "d" / ".env"
    path.parent.mkdir()
    path.write_bytes(OLD)
    return path


def leftovers(path: Path) -> list[str]:
    return [name for name in os.listdir(path.parent) if name != path.name]


def at_call(number: int, deed: Callable[[], Any], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Do something instead of the number-th system call of the write path; the list holds the calls made so far."""
    made: list[str] = []

    def wrapped(name: str, honest: Any) -> Any:
        def call(*args: Any, **kwargs: Any) -> Any:
            made.append(name)
            if len(made) == number + 1:
                deed()
            return honest(*args, **kwargs)

        return call

    for name in CALLS:
        if hasattr(os, name):
            monkeypatch.setattr(os, name, wrapped(name, getattr(os, name)))
    return made


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


def written(path: Path) -> Path:
    path.write_bytes(OLD)
    return path


CHANGES: list[Callable[[Path], Any]] = [
    lambda p: p.write_bytes(b"edited meanwhile\n"),
    lambda p: p.write_bytes(OLD + b"\n"),
    lambda p: os.replace(written(p.with_name("x")), p),
    lambda p: os.link(p, p.with_name("other")),
]


@pytest.mark.parametrize("change", CHANGES)
def test_a_file_that_changed_meanwhile_is_left_alone(file: Path, change: Callable[[Path], object], monkeypatch: pytest.MonkeyPatch) -> None:
    honest = os.fsync
    done: list[bytes] = []

    def edit(descriptor: int) -> None:
        honest(descriptor)
        if not done:
            change(file)
            done.append(file.read_bytes())

    monkeypatch.setattr(os, "fsync", edit)
    with pytest.raises(WriteError, match="changed while"):
        replace(str(file), OLD, NEW)
    assert file.read_bytes() == done[0]
    assert [name for name in leftovers(file) if name.endswith(".tmp")] == []


def test_a_file_that_was_removed_meanwhile_is_not_made_again(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    honest = os.fsync

    def remove(descriptor: int) -> None:
        honest(descriptor)
        file.unlink(missing_ok=True)

    monkeypatch.setattr(os, "fsync", remove)
    with pytest.raises(WriteError, match="cannot be written"):
        replace(str(file), OLD, NEW)
    assert os.listdir(file.parent) == []


def test_other_bytes_than_were_read(file: Path) -> None:
    with pytest.raises(WriteError, match="changed while"):
        replace(str(file), OLD + b"#", NEW)
    assert file.read_bytes() == OLD


def test_another_vtexlint_that_was_faster_is_no_error(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    honest = os.fsync

    def other(descriptor: int) -> None:
        honest(descriptor)
        file.with_name("x").write_bytes(NEW)
        os.replace(file.with_name("x"), file)

    monkeypatch.setattr(os, "fsync", other)
    replace(str(file), OLD, NEW)
    assert file.read_bytes() == NEW
    assert leftovers(file) == []


def test_many_processes_at_one_file(file: Path) -> None:
    children = []
    for _ in range(8):
        child = os.fork()
        if child == 0:
            try:
                replace(str(file), OLD, NEW)
                os._exit(0)
            except BaseException:
                os._exit(1)
        children.append(child)
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * 8
    assert file.read_bytes() == NEW
    assert leftovers(file) == []


def test_a_lock_that_is_never_given_up(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fcntl = pytest.importorskip("fcntl")
    monkeypatch.setattr(replace_file, "_PATIENCE", 0.1)
    with file.open("rb") as holder:
        fcntl.flock(holder, fcntl.LOCK_EX)
        with pytest.raises(WriteError, match="locked by another process"):
            replace(str(file), OLD, NEW)
    assert file.read_bytes() == OLD


class TestAnotherProgramHasItOpen:
    """As on Windows, where a file that an editor or a virus scanner has open cannot be replaced."""

    @pytest.fixture
    def attempts(self, monkeypatch: pytest.MonkeyPatch) -> list[Callable[[], object]]:
        """What happens at each attempt that fails; after the last one, renaming works."""
        still: list[Callable[[], object]] = []
        rename = os.replace

        def held(source: str, target: str) -> None:
            if still:
                still.pop(0)()
                raise PermissionError(errno.EACCES, "used by another process")
            rename(source, target)

        monkeypatch.setattr(replace_file, "_HELD_WHILE_REPLACED", False)
        monkeypatch.setattr(os, "replace", held)
        return still

    def test_it_is_written_when_the_other_one_is_done(self, file: Path, attempts: list[Callable[[], object]]) -> None:
        attempts += [lambda: None] * 2
        replace(str(file), OLD, NEW)
        assert (file.read_bytes(), leftovers(file), attempts) == (NEW, [], [])
        attempts += [lambda: None]
        write_bytes(str(file.with_name("new")), NEW, None, str(file.parent))
        assert file.with_name("new").read_bytes() == NEW

    def test_it_is_given_up_after_a_while(self, file: Path, attempts: list[Callable[[], object]], monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(replace_file, "_PATIENCE", 0.1)
        attempts += [lambda: None] * 1000
        with pytest.raises(WriteError, match=r"cannot be written: .*; the file is unchanged"):
            replace(str(file), OLD, NEW)
        assert (file.read_bytes(), leftovers(file)) == (OLD, [])
        assert 1000 - len(attempts) > 1

    def test_what_the_other_one_has_saved_is_kept(self, file: Path, attempts: list[Callable[[], object]]) -> None:
        attempts += [lambda: file.write_bytes(b"saved meanwhile\n"), lambda: None]
        with pytest.raises(WriteError, match="changed while vtexlint was running"):
            replace(str(file), OLD, NEW)
        assert (file.read_bytes(), leftovers(file)) == (b"saved meanwhile\n", [])

    def test_elsewhere_a_refusal_is_final(self, file: Path, attempts: list[Callable[[], object]], monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(replace_file, "_HELD_WHILE_REPLACED", True)
        attempts += [lambda: None] * 3
        with pytest.raises(WriteError, match="cannot be written"):
            replace(str(file), OLD, NEW)
        assert (len(attempts), file.read_bytes()) == (2, OLD)


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


@pytest.fixture
def open_to_all() -> Iterator[Path]:
    """A directory that every user can reach, which pytest's own are not."""
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        os.chmod(folder, 0o755)
        yield Path(folder)


def as_nobody(deed: Callable[[], object]) -> str:
    """Run as a user without rights; the text of the WriteError, empty for none."""
    if os.geteuid() != 0:
        pytest.skip("only root can become another user")
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.setgroups([])
            os.setgid(65534)
            os.setuid(65534)
            deed()
        except WriteError as error:
            os.write(writer, str(error).encode())
        except BaseException as error:
            os.write(writer, type(error).__name__.encode())
        os._exit(0)
    os.close(writer)
    os.waitpid(child, 0)
    with os.fdopen(reader) as pipe:
        return pipe.read()


def test_a_read_only_directory(open_to_all: Path) -> None:
    path = open_to_all / ".env"
    path.write_bytes(OLD)
    if os.geteuid() == 0:
        os.chown(path, 65534, 65534)
    assert "cannot be written: Permission denied; the file is unchanged" in as_nobody(lambda: replace(str(path), OLD, NEW))
    assert path.read_bytes() == OLD


def test_somebody_else_s_file_is_not_taken_over(open_to_all: Path) -> None:
    os.chmod(open_to_all, 0o777)
    path = open_to_all / ".env"
    path.write_bytes(OLD)
    os.chmod(path, 0o666)
    assert "belongs to another user" in as_nobody(lambda: replace(str(path), OLD, NEW))
    assert (path.read_bytes(), leftovers(path)) == (OLD, [])
    os.chmod(path, 0o644)
    assert "read-only" in as_nobody(lambda: replace(str(path), OLD, NEW))


def test_the_owner_is_kept(file: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can give files away")
    os.chown(file, 65534, 65533)
    os.chmod(file, 0o4750)
    replace(str(file), OLD, NEW)
    status = file.stat()
    assert (status.st_uid, status.st_gid, stat.S_IMODE(status.st_mode)) == (65534, 65533, 0o4750)


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


class TestAccessLists:
    """Never wider: who may read the old file, and nobody else, may read the new one."""

    @pytest.fixture
    def listed(self, file: Path) -> Path:
        if shutil.which("setfacl") is None:
            pytest.skip("setfacl is not installed")
        done = subprocess.run(["setfacl", "-d", "-m", "u:nobody:rwx,g:daemon:r", str(file.parent)], capture_output=True, check=False)
        if done.returncode:
            pytest.skip("this file system has no access lists")
        os.chmod(file, 0o640)
        return file

    def test_the_directory_s_list_gives_nobody_the_new_file(self, listed: Path) -> None:
        assert access_list(listed) == ["user::rw-", "group::r--", "other::---"]
        replace(str(listed), OLD, NEW)
        assert listed.read_bytes() == NEW
        assert access_list(listed) == ["user::rw-", "group::r--", "other::---"]

    def test_the_file_s_own_list_is_kept(self, listed: Path) -> None:
        subprocess.run(["setfacl", "-m", "u:daemon:r", str(listed)], check=True)
        before = access_list(listed)
        assert "user:daemon:r--" in before
        replace(str(listed), OLD, NEW)
        assert access_list(listed) == before

    def test_a_list_that_cannot_be_removed_is_refused(self, listed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(*_: object) -> None:
            raise PermissionError(errno.EPERM, "not permitted")

        monkeypatch.setattr(os, "removexattr", refuse)
        with pytest.raises(WriteError, match=r"would get a new extended attribute \(system\.posix_acl_access\)"):
            replace(str(listed), OLD, NEW)
        assert (listed.read_bytes(), leftovers(listed)) == (OLD, [])

    def test_a_list_that_stays_in_silence_is_refused(self, listed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(os, "removexattr", lambda *_: None)
        with pytest.raises(WriteError, match="would get a new extended attribute"):
            replace(str(listed), OLD, NEW)
        assert (listed.read_bytes(), leftovers(listed)) == (OLD, [])

    @pytest.mark.parametrize("call", ["fchmod", "fchown"])
    def test_another_mode_or_owner_is_refused(self, file: Path, call: str, monkeypatch: pytest.MonkeyPatch) -> None:
        if call == "fchown":
            if os.geteuid() != 0:
                pytest.skip("only root can give files away")
            os.chown(file, 65534, 65533)
        os.chmod(file, 0o640)
        monkeypatch.setattr(os, call, lambda *_: None)
        with pytest.raises(WriteError, match="another user or group" if call == "fchown" else r"has a mode \(0640\)"):
            replace(str(file), OLD, NEW)
        assert (file.read_bytes(), leftovers(file)) == (OLD, [])

    def test_nobody_else_can_reach_the_new_file_before_it_is_dressed(self, listed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        seen = []
        honest = os.write

        def look(descriptor: int, data: bytes) -> int:
            (outer,) = (path for path in listed.parent.iterdir() if is_scratch(path.name))
            seen.append(any("#effective:---" not in line for line in access_list(outer) if line.count(":") > 1 and "nobody" in line))
            seen.append(bool(outer.stat().st_mode & 0o077))
            return honest(descriptor, data)

        monkeypatch.setattr(os, "write", look)
        replace(str(listed), OLD, NEW)
        assert seen == [False, False]


def access_list(path: Path) -> list[str]:
    done = subprocess.run(["getfacl", "-cpE" if path.is_file() else "-cp", str(path)], capture_output=True, text=True, check=True)
    return [line.replace("\t", " ") for line in done.stdout.splitlines() if line and not line.startswith("default:")]


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
