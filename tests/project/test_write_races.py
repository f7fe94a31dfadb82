"""The write path where others write, lock or open the same file."""

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.project.writing import NEW, OLD, leftovers, replace
from vtexlint.project import replace_file
from vtexlint.project.metadata import WriteError
from vtexlint.project.write_file import write_bytes

# Python 3.12 warns of forks beside threads, and the test runner has some; the children here run nothing of theirs
pytestmark = pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")


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
