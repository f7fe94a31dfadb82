"""A skip is a failure in CI, unless its reason is on the list."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.paths import ROOT

TEXT = """
import pytest

def test_listed() -> None:
    pytest.skip("root reads every directory")

@pytest.mark.skipif(True, reason="zsh is not installed")
def test_unlisted() -> None: ...

def test_unlisted_too() -> None:
    pytest.skip("fish is not installed")

@pytest.mark.xfail(reason="known")
def test_expected_to_fail() -> None:
    assert False
"""
MODULE = "import pytest\npytest.importorskip('no_such_module')\n"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere CI installs no programs, and skips are no failures")
@pytest.mark.parametrize(
    ("text", "ci", "counts", "status"),
    [
        (TEXT, "true", "1 failed, 1 skipped, 1 xfailed, 1 error", 1),
        (TEXT, "", "3 skipped, 1 xfailed", 0),
        (MODULE, "true", "1 error", 2),
        (MODULE, "", "1 skipped", 5),
    ],
)
def test_a_skip_with_a_reason_that_is_not_listed_fails_in_ci(tmp_path: Path, text: str, ci: str, counts: str, status: int) -> None:
    (tmp_path / "test_x.py").write_text(text)
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-p",
        "tests.plugins.skips",
        "-p",
        "no:cacheprovider",
        "--rootdir",
        str(tmp_path),
        "-c",
        "/dev/null",
    ]
    done = subprocess.run([*command, str(tmp_path)], cwd=ROOT, env={**os.environ, "CI": ci}, capture_output=True, text=True, check=False)
    assert f" {counts} in " in done.stdout, done.stdout
    assert done.returncode == status
