"""One run is measured whole: children, memory of all processes, exit status; and a scenario keeps what failed apart."""

import sys
from pathlib import Path

import pytest

from benchmarks import measure
from benchmarks.measure import Contender, Scenario
from benchmarks.one_run import Request, Taken

pytestmark = [
    pytest.mark.integration,
    pytest.mark.skipif(sys.platform == "win32", reason="no /dev/null, and no process that can be waited for with its usage"),
]
_NO_MEMORY = "this file system has no /proc/PID/smaps_rollup"


def take(script: str, tmp_path: Path, sample: bool = False, timeout: float = 60) -> Taken:
    command = [sys.executable, "-I", "-c", script]
    return measure.take(
        Request(command=command, cwd=str(tmp_path), environment={"PATH": "/usr/bin:/bin"}, one_core=True, sample=sample, timeout=timeout)
    )


def test_the_exit_status_the_output_and_the_directory(tmp_path: Path) -> None:
    taken = take("import os, sys; print(os.path.basename(os.path.realpath('.'))); print('bad', file=sys.stderr); sys.exit(3)", tmp_path)
    assert (taken["status"], taken["output"].strip(), taken["error"].strip()) == (3, tmp_path.name, "bad")


def test_the_processor_time_of_a_child_counts(tmp_path: Path) -> None:
    child = "import time\nwhile time.process_time() < 0.3: pass"
    taken = take(f"import subprocess, sys; subprocess.run([sys.executable, '-I', '-c', {child!r}], check=True)", tmp_path)
    assert taken["cpu"] >= 0.3


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason=_NO_MEMORY)
def test_the_memory_of_two_processes_is_added(tmp_path: Path) -> None:
    child = "import time; data = bytearray(40 << 20); time.sleep(1)"
    both = (
        "import subprocess, sys; runs = [subprocess.Popen([sys.executable, '-I', '-c', {!r}]) for _ in range(2)]; [r.wait() for r in runs]"
    )
    assert take(both.format(child), tmp_path, sample=True)["memory"] > 80


def test_a_run_that_does_not_end_is_stopped(tmp_path: Path) -> None:
    assert take("import time; time.sleep(60)", tmp_path, timeout=0.2)["status"] == -1


def test_a_program_that_is_not_there(tmp_path: Path) -> None:
    request = Request(command=["/nowhere/x"], cwd=str(tmp_path), environment={}, one_core=False, sample=False, timeout=9)
    taken = measure.take(request)
    assert taken["status"] == 127
    assert "No such file" in taken["error"]


def test_a_scenario_runs_in_turn_and_keeps_failures_apart(tmp_path: Path) -> None:
    def python(name: str, script: str, statuses: frozenset[int] = frozenset({0}), **others: bool) -> Contender:
        return Contender(name, (sys.executable, "-I", "-c", script), statuses, **others)

    note = "open('order', 'a').write({!r})"
    contenders = (
        python("a", note.format("a")),
        python("b", note.format("b") + "; raise SystemExit(1)", frozenset({1})),
        python("prints", "print('warning'); print(1.5)", prints_cpu=True),
        python("fails", "raise SystemExit('out of order')"),
    )
    said: list[str] = []
    table = measure.run(Scenario("x", "X", tmp_path, contenders, ("a",), rounds=2), tmp_path / "home", report=said.append)
    assert (tmp_path / "order").read_text() == "ababab"  # the first of each is not counted
    assert [len(row.cpu) for row in table.rows] == [2, 2, 2, 0]
    assert table.median("prints") == 1.5
    assert table.median("fails") is None
    assert table.rows[3].failure == "exit status 1: out of order"
    assert all(row.memory for row in table.rows[:3])
