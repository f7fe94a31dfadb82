"""Copies of the tree, in which modules are changed and tests run."""

import json
import os
import select
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TextIO

ROOT = Path(__file__).parents[2]
_LEFT_OUT = shutil.ignore_patterns(".git", ".venv*", "node_modules", "build", "__pycache__", ".*_cache", ".coverage", ".hypothesis")


class Tree:
    """A copy of the tree at `root`, next to which the conformance data is, where the checkout has it."""

    def __init__(self, folder: Path, source: Path = ROOT) -> None:
        self.root = folder / "tree"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(source, self.root, ignore=_LEFT_OUT)
        shared = source.parent / "shared"
        if shared.is_dir():
            (folder / "shared").symlink_to(shared)
        self._tests = folder / "tests.json"
        self._failed = folder / "failed"
        self._changes = 0
        self._is_ready = False
        self._server: tuple[subprocess.Popen[str], TextIO, TextIO] | None = None

    def change(self, module: str, text: str) -> None:
        """Write a module. Its time is one that it never had, so that no compiled module of another text is used."""
        path = self.root / module
        path.write_bytes(text.encode())
        self._changes += 1
        os.utime(path, (self._changes, self._changes))

    @property
    def failed(self) -> str:
        """The test that failed in the last run; "" for none, and where the tests could not be collected."""
        return self._failed.read_text() if self._failed.exists() else ""

    def run(self, tests: Mapping[str, float], seconds: float, extra: Sequence[str] = ("-x",)) -> tuple[int | None, str]:
        """The tests in this order, until one fails: pytest's exit status, or None after so many seconds; and the end of what it wrote.

        `tests`: a test and the seconds that it takes.
        """
        self._prepare(tests)
        files = sorted({test.partition("::")[0] for test in tests})
        environment = {"MUTATION_TESTS": str(self._tests), "MUTATION_FAILED": str(self._failed), "PYTHONDONTWRITEBYTECODE": "1"}
        return self.pytest([*extra, *files], environment, seconds)

    def serve(self, tests: Iterable[str]) -> None:
        """Start a process that has the files of these tests collected, for `run_quickly`."""
        files = sorted({test.partition("::")[0] for test in tests})
        (theirs, ours), (read, write) = os.pipe(), os.pipe()
        variables = self._environment({"MUTATION_SERVER": f"{theirs} {write}", "PYTHONDONTWRITEBYTECODE": "1"})
        process = subprocess.Popen(
            self._command(["-x", *files]), cwd=self.root, env=variables, text=True, pass_fds=(theirs, write),
            stdout=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        os.close(theirs)
        os.close(write)
        self._server = process, os.fdopen(ours, "w"), os.fdopen(read)
        self._is_ready = False

    def run_quickly(self, module: str, tests: Mapping[str, float], seconds: float) -> int | None:
        """As `run`, in a copy of the process of `serve`, where the functions of the module get their code of now. UNFIT: they cannot."""
        assert self._server is not None
        self._prepare(tests)
        _, requests, answers = self._server
        if not self._is_ready and answers.readline() != "ready\n":
            raise RuntimeError("the tests cannot be collected")
        self._is_ready = True
        wanted = {"path": str(self.root / module), "tests": str(self._tests), "failed": str(self._failed)}
        print(json.dumps(wanted), file=requests, flush=True)
        pid = int(answers.readline())
        if not select.select([answers], [], [], seconds)[0]:
            with suppress(ProcessLookupError):
                os.killpg(pid, signal.SIGKILL)
            answers.readline()
            return None
        return int(answers.readline())

    def close(self) -> None:
        if self._server is not None:
            process, requests, answers = self._server
            requests.close()
            process.wait()
            answers.close()
            self._server = None

    def pytest(self, arguments: Sequence[str], environment: Mapping[str, str], seconds: float | None = None) -> tuple[int | None, str]:
        """pytest in the tree: the same examples of property tests each time, few of them as in the fast lane."""
        process = subprocess.Popen(
            self._command(arguments), cwd=self.root, env=self._environment(environment), text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
        try:
            output, _ = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)  # with all that a test started
            process.communicate()
            return None, ""
        return process.returncode, output[-2000:]

    def _prepare(self, tests: Mapping[str, float]) -> None:
        self._tests.write_text(json.dumps(list(tests.items())))
        self._failed.unlink(missing_ok=True)
        shutil.rmtree(self.root / ".hypothesis", ignore_errors=True)

    def _command(self, arguments: Sequence[str]) -> list[str]:
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "tools.mutation.selection"]
        return [*command, "--hypothesis-profile=fast", "--hypothesis-seed=0", *arguments]

    def _environment(self, variables: Mapping[str, str]) -> dict[str, str]:
        return {**os.environ, "PYTHONPATH": str(self.root), **variables}
