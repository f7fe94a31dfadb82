"""What is read of valgrind's log, and what is done about a command that does not run."""

import os
import sys
from pathlib import Path

import pytest

from benchmarks import callgrind

LOG = """==812== Callgrind, a call-graph generating cache profiler
==812== Command: python -c pass
==812== For interactive control, run 'callgrind_control -h'.
==812== Events    : Ir
==812== Collected : 38101997
==812==
==812== I   refs:      38,101,997
"""


def test_the_count_of_a_log() -> None:
    assert callgrind.parse(LOG) == 38_101_997


@pytest.mark.parametrize("line", ["==1== Collected : 1000", "==77== I   refs:      1,000", "==77== I refs: 1,000"])
def test_either_line_is_enough(line: str) -> None:
    assert callgrind.parse(f"==1== Events    : Ir\n{line}\n") == 1000


def test_the_first_process_counts() -> None:
    assert callgrind.parse("==1== Collected : 5\n==2== Collected : 7\n") == 5


def test_a_log_without_a_count_is_an_error() -> None:
    with pytest.raises(callgrind.CallgrindError, match="no count: valgrind: cannot execute"):
        callgrind.parse("valgrind: cannot execute")
    with pytest.raises(callgrind.CallgrindError, match="no count: nothing"):
        callgrind.parse("")


@pytest.mark.integration
def test_a_command_that_fails_is_not_counted(tmp_path: Path) -> None:
    with pytest.raises(callgrind.CallgrindError, match="exit status 3"):
        callgrind.count("/nowhere/valgrind", [sys.executable, "-c", "raise SystemExit(3)"], tmp_path, frozenset({0, 1}), os.environ)
