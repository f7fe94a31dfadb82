"""Every file goes through `write_file.write_bytes`: nothing else in the package makes, opens for writing, renames or removes one."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.paths import ROOT

PACKAGE = ROOT / "vtexlint"
WRITER = {f"project/{name}.py" for name in ("write_file", "replace_file", "scratch", "metadata")}

# what else writes, none of it into a file that has a name
OTHERS = {
    ("accounts/spreadsheet.py", "zipfile.ZipFile"): "bytes in memory, which are read",
    ("cli/console.py", "os.open"): "the null device, in the place of an output that nobody reads any more",
    ("cli/closed_streams.py", "os.open"): "the null device, in the place of a closed stream",
    ("cli/closed_streams.py", "open"): "the same",
    ("cli/init/trial.py", "os.symlink"): "a temporary repository",
    ("cli/init/trial.py", "tempfile.TemporaryDirectory"): "a temporary repository",
    ("cli/server.py", "os.fdopen"): "the editor's pipe",
    ("project/pipes.py", "os.write"): "the pipes to other processes",
    ("project/dask_client.py", "tempfile.TemporaryDirectory"): "the lock files of Dask's processes",
    ("project/git/process.py", "tempfile.TemporaryFile"): "git's error output",
    ("project/git/exposure.py", "tempfile.TemporaryFile"): "the requests to git",
    ("project/history/audit.py", "tempfile.TemporaryFile"): "the list of commits",
}
OF_OS = set(
    """
    chflags chmod chown fchmod fchmodat fchown ftruncate lchmod lchown link linkat makedirs mkdir mkfifo mknod open remove removedirs
    removexattr rename renames replace rmdir setxattr symlink truncate unlink utime write pwrite sendfile copy_file_range fdopen
    """.split()
)
OF_A_PATH = {"write_text", "write_bytes", "touch", "symlink_to", "hardlink_to", "unlink", "rmdir", "rename", "mkdir", "chmod"}
MODULES = {"tempfile", "shutil", "sqlite3", "shelve", "dbm", "mmap", "zipfile", "tarfile", "fileinput"}


def writes(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """The line and the name of each call that may change a file."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module in ("os", *MODULES):
            yield from ((node.lineno, f"from {node.module} import {name.name}") for name in node.names if name.name in OF_OS - {"open"})
        if not isinstance(node, ast.Call):
            continue
        words = [word.value for word in (*node.args, *(key.value for key in node.keywords)) if isinstance(word, ast.Constant)]
        is_read = not any(isinstance(word, str) and set(word) & set("wax+") and set(word) <= set("rwaxbt+") for word in words)
        if isinstance(node.func, ast.Name) and node.func.id == "open":
            # a mode that is no constant may be any
            constant = len(node.args) < 2 or isinstance(node.args[1], ast.Constant) or ast.unparse(node.args[1]) == "O_RDONLY"
            if not (is_read and constant):
                yield node.lineno, "open"
        elif isinstance(node.func, ast.Attribute):
            owner, name = ast.unparse(node.func.value), node.func.attr
            if owner == "os" and name in OF_OS:
                flags = {one.attr for one in ast.walk(node) if isinstance(one, ast.Attribute)} | {
                    word.value for word in ast.walk(node) if isinstance(word, ast.Constant) and isinstance(word.value, str)
                }
                if name == "open" and "O_RDONLY" in flags and not flags & {"O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC", "O_APPEND"}:
                    continue
                yield node.lineno, f"os.{name}"
            elif owner in MODULES and name != "which":
                yield node.lineno, f"{owner}.{name}"
            elif name in OF_A_PATH or (name == "open" and owner in ("io", "codecs", "gzip")):
                yield node.lineno, f".{name}"


def test_there_is_no_second_writer() -> None:
    found = {
        (path.relative_to(PACKAGE).as_posix(), name): line
        for path in PACKAGE.rglob("*.py")
        for line, name in writes(ast.parse(path.read_text()))
    }
    seconds = [f"{path}:{line} {name}" for (path, name), line in found.items() if path not in WRITER and (path, name) not in OTHERS]
    assert seconds == []
    assert [one for one in OTHERS if one not in found] == []
    assert {path for path, _ in found} >= WRITER


@pytest.mark.parametrize(
    "code",
    [
        "open(path, 'w')",
        "open(path, mode='ab')",
        "open(path, mode)",
        "path.write_text(text)",
        "path.open and path.write_bytes(data)",
        "os.open(path, os.O_WRONLY | os.O_CREAT)",
        "os.open(path, flags)",
        "os.rename(a, b)",
        "os.replace(a, b)",
        "shutil.copyfile(a, b)",
        "tempfile.NamedTemporaryFile()",
        "from os import replace",
    ],
)
def test_each_way_to_write_would_be_found(code: str) -> None:
    assert len(list(writes(ast.parse(code)))) == 1


@pytest.mark.parametrize(
    "code", ["open(path, 'rb')", "open(path)", "os.open(path, os.O_RDONLY)", "text.replace('w', 'a')", "os.stat(path)"]
)
def test_what_only_reads_is_not(code: str) -> None:
    assert list(writes(ast.parse(code))) == []


def test_the_mechanism_has_one_door() -> None:
    importing = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ImportFrom) and node.module in ("vtexlint.project.replace_file", "vtexlint.project.scratch")
    }
    assert importing == {"project/write_file.py", "project/replace_file.py"}


def test_each_who_writes_uses_it() -> None:
    using = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if "vtexlint.project.write_file import" in Path(path).read_text()
    }
    assert using == {
        "cli/audit_sarif.py", "cli/init/planner.py", "cli/init/trial.py", "cli/outputs.py", "project/apply_fixes.py", "project/baseline_file.py",
        "project/kept_audits.py", "project/organisation.py", "project/rotate.py",
    }  # fmt: skip
