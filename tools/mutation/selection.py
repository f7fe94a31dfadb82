"""A plugin of pytest: run the tests that a file lists, in its order, each with a limit of processor time; or record what tests take.

`MUTATION_TESTS` in the environment names the file: JSON, a list of pairs of a test and its seconds. `MUTATION_DURATIONS` names the file to
write.
"""

import json
import os
import signal
from collections import defaultdict
from pathlib import Path

import pytest

TIMED_OUT = 75
"""The exit status where a test took too much processor time."""
_PATIENCE = 20.0
"""A test may take this many times of what it took without a mutant, and so many seconds more."""


def _give_up(*_: object) -> None:
    os._exit(TIMED_OUT)  # a mutant in a loop may catch any exception


class _Selection:
    def __init__(self, path: str) -> None:
        self._seconds: dict[str, float] = dict(json.loads(Path(path).read_text()))

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        places = {test: place for place, test in enumerate(self._seconds)}
        items[:] = sorted((item for item in items if item.nodeid in places), key=lambda item: places[item.nodeid])

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> object:
        signal.signal(signal.SIGPROF, _give_up)
        signal.setitimer(signal.ITIMER_PROF, _PATIENCE * (1 + self._seconds[item.nodeid]))
        try:
            return (yield)
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)


class _Recording:
    """Of each test that passed: its seconds. With xdist the process that starts the others writes the file."""

    def __init__(self, path: str) -> None:
        self._path = Path(path)
        self._seconds: defaultdict[str, float] = defaultdict(float)
        self._passed: set[str] = set()
        self._failed: set[str] = set()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self._seconds[report.nodeid] += report.duration
        if report.failed:
            self._failed.add(report.nodeid)
        elif report.when == "call" and report.passed:
            self._passed.add(report.nodeid)

    def pytest_sessionfinish(self) -> None:
        passed = self._passed - self._failed
        self._path.write_text(json.dumps({test: round(self._seconds[test], 4) for test in sorted(passed)}))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """The processes that a test starts know which it was: covering.py measures them too."""
    if settings := os.environ.get("MUTATION_CHILDREN"):
        os.environ.update(COVERAGE_PROCESS_START=settings, MUTATION_TEST=item.nodeid)


def pytest_configure(config: pytest.Config) -> None:
    if path := os.environ.get("MUTATION_TESTS"):
        config.pluginmanager.register(_Selection(path))
    elif (path := os.environ.get("MUTATION_DURATIONS")) and "PYTEST_XDIST_WORKER" not in os.environ:
        config.pluginmanager.register(_Recording(path))
