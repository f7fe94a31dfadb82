"""Copies of the tree, in which modules are changed and tests run."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

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
        self._changes = 0

    def change(self, module: str, text: str) -> None:
        """Write a module. Its time is one that it never had, so that no compiled module of another text is used."""
        path = self.root / module
        path.write_bytes(text.encode())
        self._changes += 1
        os.utime(path, (self._changes, self._changes))

    def run(self, tests: Mapping[str, float], seconds: float) -> tuple[int | None, str]:
        """The tests in this order, until one fails: pytest's exit status, or None after so many seconds; and the end of what it wrote.

        `tests`: a test and the seconds that it takes.
        """
        self._tests.write_text(json.dumps(list(tests.items())))
        shutil.rmtree(self.root / ".hypothesis", ignore_errors=True)
        files = sorted({test.partition("::")[0] for test in tests})
        return self.pytest(["-x", *files], {"MUTATION_TESTS": str(self._tests), "PYTHONDONTWRITEBYTECODE": "1"}, seconds)

    def pytest(self, arguments: Sequence[str], environment: Mapping[str, str], seconds: float | None = None) -> tuple[int | None, str]:
        """pytest in the tree: the same examples of property tests each time, few of them as in the fast lane."""
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "tools.mutation.selection"]
        command += ["--hypothesis-profile=fast", "--hypothesis-seed=0", *arguments]
        variables = {**os.environ, "PYTHONPATH": str(self.root), **environment}
        process = subprocess.Popen(
            command, cwd=self.root, env=variables, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True
        )
        try:
            output, _ = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)  # with all that a test started
            process.communicate()
            return None, ""
        return process.returncode, output[-2000:]
