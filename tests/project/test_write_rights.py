"""The write path and who may read or write: owners, modes, access lists."""

import errno
import os
import shutil
import stat
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.project.writing import NEW, OLD, leftovers, replace
from vtexlint.project.metadata import WriteError
from vtexlint.project.scratch_names import is_scratch

# Python 3.12 warns of forks beside threads, and the test runner has some; the children here run nothing of theirs
pytestmark = pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")


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
