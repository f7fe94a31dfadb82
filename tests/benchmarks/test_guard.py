"""The guard's verdict, what it prints, and that its record and its cases belong together."""

import json
from pathlib import Path

import pytest

from benchmarks import callgrind, environments, guard, report
from benchmarks.guard import BARE, CASES, WORKLOAD, Case, Verdict
from benchmarks.texts import few
from vtexlint.api import check_text

TWO = (Case("a start", ("check", "x"), BARE), Case("a tree", ("check", "y"), WORKLOAD))


@pytest.mark.parametrize(
    ("was", "now", "worse", "better"),
    [(4.0, 4.0, False, False), (4.0, 5.0, False, False), (4.0, 5.01, True, False), (4.0, 3.3, False, False), (4.0, 3.1, False, True), (None, 1.0, True, False)],
)  # fmt: skip
def test_a_quarter_more_is_worse(was: float | None, now: float, worse: bool, better: bool) -> None:
    verdict = Verdict("a start", BARE, was, now)
    assert (verdict.is_worse, verdict.is_better) == (worse, better)


def test_the_failure_says_which_what_it_was_and_is_and_how_to_accept() -> None:
    verdicts = guard.compare({"a start": 2.0, "a tree": 1.0}, {"a start": 2.1, "a tree": 1.5}, TWO)
    text = guard.failure(verdicts)
    assert text is not None
    assert "a tree: 1.50 times benchmarks/workload.py (was 1.00, +50 %)" in text
    assert "a start" not in text
    assert text.endswith(guard.ACCEPT)
    assert "python -m benchmarks guard --accept" in guard.ACCEPT


def test_a_case_that_is_not_recorded_fails() -> None:
    text = guard.failure(guard.compare({"a start": 2.0}, {"a start": 2.0, "a tree": 1.0}, TWO))
    assert text is not None
    assert "a tree: 1.00 times benchmarks/workload.py (not recorded)" in text


def test_nothing_worse_nothing_said() -> None:
    assert guard.failure(guard.compare({"a start": 2.0, "a tree": 9.0}, {"a start": 2.4, "a tree": 1.0}, TWO)) is None


def test_the_record_has_each_case_and_what_it_is_divided_by() -> None:
    recorded = json.loads(guard.RECORD.read_text())
    assert {name: row["over"] for name, row in recorded["cases"].items()} == {case.name: case.over for case in CASES}
    assert all(row["ratio"] > 0 for row in recorded["cases"].values())
    assert recorded["date"]
    assert recorded["python"].startswith("CPython 3.")


def test_the_page_has_what_is_recorded() -> None:
    assert guard.as_markdown(guard.RECORD.read_text()) in report.PAGE.read_text()


def test_the_small_files_are_what_the_cases_say() -> None:
    files = few()
    found = {name: bool(check_text(text, name)) for name, text in files.items()}
    assert found == {name: name.startswith("findings.") for name in files}


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> dict[str, float]:
    """No valgrind and no environment: the ratios of the dictionary are what was counted."""
    ratios = {case.name: 2.0 for case in CASES}
    monkeypatch.setattr(guard, "RECORD", tmp_path / "instructions.json")
    (tmp_path / "speed.md").write_text("<!-- figures: instructions -->\n<!-- end -->\n")
    monkeypatch.setattr(guard, "PAGE", tmp_path / "speed.md")
    monkeypatch.setattr(guard, "lay", lambda folder: None)
    monkeypatch.setattr(guard, "counts", lambda *_, **__: dict(ratios))
    monkeypatch.setattr(environments, "vtexlint", lambda cache: cache)
    monkeypatch.setattr(callgrind, "find", lambda: "valgrind")
    return ratios


def run(tmp_path: Path, accept: bool = False) -> tuple[int, str]:
    said: list[str] = []
    return guard.main(tmp_path, accept, said.append), "\n".join(said)


def test_recorded_compared_slower_accepted(counted: dict[str, float], tmp_path: Path) -> None:
    assert run(tmp_path)[0] == 1  # nothing recorded yet
    assert run(tmp_path, accept=True)[0] == 0
    assert run(tmp_path)[0] == 0
    counted[CASES[0].name] = 2.6
    status, said = run(tmp_path)
    assert status == 1
    assert f"{CASES[0].name}: 2.60 times" in said
    assert guard.ACCEPT in said
    assert run(tmp_path, accept=True)[0] == 0
    assert run(tmp_path)[0] == 0
    assert f"| {CASES[0].name} | 2.60 | `{BARE}` | 1.3 |" in (tmp_path / "speed.md").read_text()


def test_faster_is_said_and_passes(counted: dict[str, float], tmp_path: Path) -> None:
    run(tmp_path, accept=True)
    counted[CASES[-1].name] = 0.5
    status, said = run(tmp_path)
    assert status == 0
    assert f"fewer instructions than recorded: {CASES[-1].name}" in said


def test_another_python_is_not_compared(counted: dict[str, float], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(tmp_path, accept=True)
    monkeypatch.setattr(guard, "version", lambda: "CPython 3.99")
    counted[CASES[0].name] = 100.0
    status, said = run(tmp_path)
    assert (status, "skipped: the counts are recorded for CPython 3." in said) == (0, True)


def test_without_valgrind_it_is_skipped_and_says_so(counted: dict[str, float], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(callgrind, "find", lambda: None)
    status, said = run(tmp_path)
    assert (status, "skipped: valgrind is not installed" in said) == (0, True)
    assert run(tmp_path, accept=True)[0] == 1  # nothing could be recorded
