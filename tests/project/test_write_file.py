"""The write path: whatever happens, the file is the old one or the new one."""

import errno
import os
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from vtexlint.project import replace_file
from vtexlint.project.replace_file import WriteError, replace

# Python 3.12 warns of forks beside threads, and the test runner has some; the children here run nothing of theirs
pytestmark = pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")

OLD, NEW = b"VTEX_APP_KEY= old\n" * 500, b"VTEX_APP_KEY=new\n" * 500
CALLS = (
    "open",
    "fstat",
    "access",
    "write",
    "fsync",
    "fchown",
    "fchmod",
    "listxattr",
    "getxattr",
    "setxattr",
    "stat",
    "read",
    "lseek",
    "close",
    "replace",
)


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
    assert {"open", "write", "fsync", "fchmod", "replace", "close", "stat"} <= set(made)
    return len(made)


def test_the_new_text_and_the_old_dress(file: Path) -> None:
    os.chmod(file, 0o640)
    replace(str(file), OLD, NEW)
    assert file.read_bytes() == NEW
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert leftovers(file) == []


def test_a_symbolic_link_stays_one(file: Path) -> None:
    link = file.parent.parent / "link.env"
    link.symlink_to("d/.env")
    replace(str(link), OLD, NEW)
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
        assert (reason != "") == (not is_behind), (made[number], reason)
        assert file.read_bytes() == (NEW if is_behind else OLD)
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
    """A real SIGKILL: what is left behind is told by its name and read by nobody else."""
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
            assert name.startswith(".vtexlint-")
            assert name.endswith(".tmp")
            assert (file.parent / name).stat().st_mode & 0o077 & ~file.stat().st_mode == 0
            (file.parent / name).unlink()
            left_behind = True
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
    with pytest.raises(WriteError, match="has changed while"):
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
    with pytest.raises(WriteError, match="has changed while"):
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


def test_what_is_refused(file: Path) -> None:
    os.link(file, file.with_name("other"))
    with pytest.raises(WriteError, match="hard links"):
        replace(str(file), OLD, NEW)
    file.with_name("other").unlink()
    os.chmod(file, 0o444)
    with pytest.raises(WriteError, match="read-only"):
        replace(str(file), OLD, NEW)
    os.chmod(file, 0o644)
    with pytest.raises(WriteError, match="no regular file"):
        replace(str(file.parent), OLD, NEW)
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
    assert "cannot be written: Permission denied; it is as it was" in as_nobody(lambda: replace(str(path), OLD, NEW))
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
        "from vtexlint.project.replace_file import replace, WriteError\n"
        f"try: replace({str(file)!r}, {OLD!r}, {NEW!r})\n"
        "except WriteError as error: print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "cannot be written: File too large; it is as it was\n"
    assert (file.read_bytes(), leftovers(file)) == (OLD, [])


def test_a_full_disk(tmp_path: Path) -> None:
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=32k", "tmpfs", str(tmp_path)], capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip("a file system of its own cannot be mounted here")
    try:
        path = tmp_path / ".env"
        path.write_bytes(OLD)
        with pytest.raises(WriteError, match="cannot be written: No space left on device; it is as it was"):
            replace(str(path), OLD, OLD * 3)
        assert (path.read_bytes(), leftovers(path)) == (OLD, [])
    finally:
        subprocess.run(["umount", str(tmp_path)], check=True)
