"""Several processes: the results of one, whatever happens to them; and how many there are."""

import os
import signal
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fake import KEY, TOKEN, token
from vtexlint.project import workers
from vtexlint.project.effective_settings import RunOptions
from vtexlint.project.errors import MessageError, TroubleError
from vtexlint.project.processors import usable_processors
from vtexlint.project.project import Project
from vtexlint.project.run import RunResult, Session
from vtexlint.reporters.style import Style
from vtexlint.reporters.table import reporter
from vtexlint.text.messages import Message

# Python 3.12 warns of forks beside threads, and the test runner has some; the children here run nothing of theirs
pytestmark = [
    pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning"),
    pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork on Windows"),
]
HERE = os.getpid()


def in_processes(work: Callable[[int], object], items: int, jobs: int = 3) -> list[object]:
    return workers.in_processes(work, list(range(items)), jobs, lambda item: item, lambda item: f"lost {item}")


def end_on(*fatal: int) -> Callable[[int], object]:
    def work(item: int) -> object:
        if item in fatal and os.getpid() != HERE:
            os.kill(os.getpid(), signal.SIGKILL)
        return item * item

    return work


def children() -> frozenset[str]:
    """The processes that this one has, ended ones too that nobody has waited for; none where the system does not list them."""
    return frozenset(word for file in Path("/proc/self/task").glob("*/children") for word in file.read_text().split())


BEFORE: list[frozenset[str]] = []


@pytest.fixture(autouse=True)
def _children_before() -> None:
    """Other tests of this process may have left some."""
    BEFORE[:] = [children()]


def no_children() -> bool:
    return children() <= BEFORE[0]


@pytest.mark.parametrize("items", [0, 1, 2, 3, 7, 500])
@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_results_are_in_the_order_of_the_items(items: int, jobs: int) -> None:
    assert in_processes(end_on(), items, jobs) == [item * item for item in range(items)]
    assert no_children()


@pytest.mark.parametrize("fatal", [(0,), (499,), (3, 250), (10, 11, 12, 13), tuple(range(100, 160))])
def test_a_process_that_dies_loses_one_item(fatal: tuple[int, ...]) -> None:
    found = in_processes(end_on(*fatal), 500)
    assert found == [f"lost {item}" if item in fatal else item * item for item in range(500)]
    assert no_children()


def test_the_first_error_in_the_order_of_the_items_is_raised() -> None:
    def work(item: int) -> int:
        if item in (90, 40, 300):
            raise TroubleError(Message(str(item)))
        return item

    with pytest.raises(MessageError, match=r"^40$"):
        in_processes(work, 500)
    assert no_children()


def test_an_answer_that_cannot_be_sent_is_lost_alone() -> None:
    assert in_processes(lambda item: (lambda: item) if item == 4 else item, 9) == [0, 1, 2, 3, "lost 4", 5, 6, 7, 8]


def test_answers_larger_than_a_pipe() -> None:
    assert in_processes(lambda item: "x" * 300_000, 20, 2) == ["x" * 300_000] * 20


def test_the_largest_are_first_once_the_sizes_are_known() -> None:
    sizes = [5, 1, 9, 2, 300_000, 7, 400_000, 3]
    batches = list(workers._batches(range(len(sizes)), sizes.__getitem__, 2))
    assert batches[:2] == [[0], [1]]
    assert batches[2:] == [[6], [4], [2, 5, 7, 3]]


@given(st.lists(st.integers(0, 500_000), max_size=300), st.integers(1, 8))
def test_each_item_is_in_one_batch(sizes: list[int], first: int) -> None:
    batches = list(workers._batches(range(len(sizes)), sizes.__getitem__, first))
    assert sorted(index for batch in batches for index in batch) == list(range(len(sizes)))


TEXTS = [
    "PORT=1\n",
    f"VTEX_APP_KEY={KEY} \n",
    f"VTEX_APP_KEY={TOKEN}\nVTEX_APP_TOKEN={KEY}\n",
    f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={token(7)}\n",
    f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={token(8)}\n",
    "VTEX_APP_KEY=1\n# vtexlint: ignore[nothing]\n",
    f"x = '{token(9)}'\n",
    "{",
    "A" * 3000 + "\n",
]


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from([".env", "a.yaml", "b.json", "c.py", "d.toml"]), st.sampled_from(TEXTS)), min_size=2, max_size=12)
)
def test_several_processes_find_what_one_finds(tmp_path_factory: pytest.TempPathFactory, files: list[tuple[str, str]]) -> None:
    root = tmp_path_factory.mktemp("tree")
    for number, (name, text) in enumerate(files):
        (root / str(number)).mkdir()
        (root / str(number) / name).write_text(text)
    reports = []
    for jobs in (1, 3, None):
        outcome = _run(root, jobs).outcome
        reports.append([reporter(name)(outcome, Style(statistics=True)) for name in ("text", "json", "sarif")])
    assert reports[0] == reports[1] == reports[2]


def _run(root: Path, jobs: int | None) -> RunResult:
    return Session(Project(str(root)), RunOptions(jobs=jobs, snippets=True, assume_tracked=True)).check_paths()


def test_a_file_on_which_a_process_dies_is_named_and_the_others_are_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(60):
        (tmp_path / f"{number:02}.env").write_text(f"VTEX_APP_KEY={KEY} \n")
    session = Session(Project(str(tmp_path)), RunOptions(jobs=2))
    check = session.checker._lint_one

    def fatal(path: str, level: str) -> object:
        if path == "31.env":
            os.kill(os.getpid(), signal.SIGKILL)
        return check(path, level)

    monkeypatch.setattr(session.checker, "_lint_one", fatal)
    run = session.check_paths()
    assert [str(trouble) for trouble in run.troubles] == [
        "31.env: vtexlint failed on this file (its process ended); please report it, with the file's structure, without its values"
    ]
    rules = {(finding.location.path, finding.rule) for finding in run.outcome.findings if finding.rule != "missing-token"}
    assert rules == {(f"{number:02}.env", "unreadable-file" if number == 31 else "surrounding-whitespace") for number in range(60)}


def test_processes_are_started_once_they_pay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    forks: list[int] = []

    def in_processes(work: Callable[[Any], object], items: Sequence[Any], *others: object) -> list[object]:
        forks.append(len(items))
        return list(map(work, items))

    monkeypatch.setattr("vtexlint.project.processors.usable_processors", lambda: 2)
    monkeypatch.setattr(workers, "in_processes", in_processes)
    for number in range(300):
        (tmp_path / f"{number:03}.env").write_text("PORT=1\n")
    assert _run(tmp_path, None).outcome.summary.files == 300
    assert forks == []
    for number in range(300):
        (tmp_path / f"{number:03}.env").write_text(f"VTEX_APP_KEY={KEY}\n" + "A=1\n" * 1000)
    assert _run(tmp_path, None).outcome.summary.files == 300
    assert forks
    assert forks[0] > 200


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({}, 64),
        ({"sys/fs/cgroup/cpu.max": "200000 100000\n"}, 2),
        ({"sys/fs/cgroup/cpu.max": "150000 100000\n"}, 2),
        ({"sys/fs/cgroup/cpu.max": "10000 100000\n"}, 1),
        ({"sys/fs/cgroup/cpu.max": "max 100000\n"}, 64),
        ({"sys/fs/cgroup/cpu.max": "nonsense\n"}, 64),
        ({"proc/self/cgroup": "0::/a/b\n", "sys/fs/cgroup/a/b/cpu.max": "max 100000\n", "sys/fs/cgroup/a/cpu.max": "300000 100000\n"}, 3),
        ({"proc/self/cgroup": "0::/../../x\n", "sys/fs/cgroup/cpu.max": "300000 100000\n"}, 3),
        (
            {
                "proc/self/cgroup": "5:memory:/m\n4:cpu,cpuacct:/docker/x\n",
                "sys/fs/cgroup/cpu,cpuacct/docker/x/cpu.cfs_quota_us": "250000\n",
                "sys/fs/cgroup/cpu,cpuacct/docker/x/cpu.cfs_period_us": "100000\n",
            },
            3,
        ),
        ({"sys/fs/cgroup/cpu/cpu.cfs_quota_us": "-1\n", "sys/fs/cgroup/cpu/cpu.cfs_period_us": "100000\n"}, 64),
        ({"sys/fs/cgroup/cpu/cpu.cfs_quota_us": "400000\n", "sys/fs/cgroup/cpu/cpu.cfs_period_us": "100000\n"}, 4),
    ],
)
def test_control_groups_limit_the_processors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files: dict[str, str], expected: int) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda process: set(range(64)), raising=False)
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    assert usable_processors(str(tmp_path)) == expected
