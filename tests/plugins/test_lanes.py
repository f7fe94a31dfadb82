"""Each test is in one lane, and the command says which tests are not."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.paths import ROOT
from tests.plugins.lanes import BY_PATH, LANES, lanes_of


@pytest.mark.parametrize(
    ("path", "marks", "lanes"),
    [
        ("rules/test_cases.py", ["parametrize"], ["fast"]),
        ("loaders/test_real.py", [], ["clients"]),
        ("loaders/test_models.py", ["slow"], ["slow"]),
        ("rules/test_cases.py", ["slow", "clients"], ["clients", "slow"]),
        ("project/git/test_index.py", [], ["integration"]),
        ("elsewhere/test_x.py", [], []),
        ("test_new.py", [], []),
    ],
)
def test_the_lane_of_a_test(path: str, marks: list[str], lanes: list[str]) -> None:
    assert lanes_of(path, marks) == lanes


def test_every_path_of_the_table_is_there() -> None:
    assert [path for path in BY_PATH if not (ROOT / "tests" / path).exists()] == []
    assert set(BY_PATH.values()) == set(LANES)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("def test_x() -> None: ...", "test_x.py::test_x: none"),
        ("import pytest\n@pytest.mark.slow\n@pytest.mark.fast\ndef test_x() -> None: ...", "test_x.py::test_x: fast and slow"),
        ("import pytest\n@pytest.mark.slow\ndef test_x() -> None: ...", "1 test collected"),
    ],
)
def test_a_collection_fails_on_a_test_in_no_lane_or_in_two(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "test_x.py").write_text(text)
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-p",
        "tests.plugins.lanes",
        "-p",
        "no:cacheprovider",
        "--collect-only",
        "--rootdir",
        str(tmp_path),
    ]
    done = subprocess.run([*command, "-c", "/dev/null", str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=False)
    assert message in done.stdout + done.stderr
    assert (done.returncode == 0) == ("collected" in message)
