"""The newest CPython, as Pyodide has it: records of `_startup/typed.py` where annotations are deferred, all cases of all rules, and the examples of
their pages.

Few machines have it, and npm has Pyodide for all of them. `NEWEST_PYTHON` is the folder that tests/startup/newest is installed in.
"""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.paths import ROOT

PYODIDE = Path(os.environ.get("NEWEST_PYTHON", Path(__file__).parent / "newest")) / "node_modules/pyodide"
NODE = shutil.which("node")


@pytest.mark.skipif(NODE is None or not PYODIDE.is_dir(), reason="Pyodide is not installed (`npm ci` in tests/startup/newest)")
@pytest.mark.parametrize("tests", ["tests/startup/test_typed.py tests/pages/test_rule_pages.py", "tests/rules/test_cases.py"])
def test_the_newest_python(tests: str) -> None:
    assert NODE
    packages = Path(pytest.__file__).parents[1]
    command = [NODE, str(ROOT / "tests/startup/newest/run.mjs"), str(PYODIDE), str(ROOT), str(packages), *tests.split()]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout[-5000:] + done.stderr[-2000:]
    assert done.stdout.startswith("Python 3.14")
    assert " passed" in done.stdout
    assert " skipped" not in done.stdout
