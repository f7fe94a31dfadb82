"""A plugin of pytest: run the tests that it is told, in their order, each with a limit of processor time; or record what tests take.

The environment says which. `MUTATION_TESTS` names a file of JSON: a list of pairs, a test and its seconds.
`MUTATION_SERVER` is two numbers of open pipes: once all tests are collected, each line of the first is a mutant of a function, whose tests
run in a fork; its outcome is a line of the second.
`MUTATION_DURATIONS` names the file that the seconds of each test are written to.
"""

import functools
import gc
import json
import os
import signal
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from types import CodeType, FunctionType

import pytest
from _pytest.main import pytest_runtestloop as run_tests

TIMED_OUT = 75
"""The exit status where a test took too much processor time."""
UNFIT = 76
"""The exit status where a mutant cannot be made of functions that exist already."""
_PATIENCE = 20.0
"""A test may take this many times of what it took without a mutant, and so many seconds more."""


def _give_up(*_: object) -> None:
    os._exit(TIMED_OUT)  # a mutant in a loop may catch any exception


class _Selection:
    """Runs the tests of `seconds` in its order, and writes the name of one that fails to `failed`."""

    def __init__(self, seconds: dict[str, float], failed: Path) -> None:
        self._seconds = seconds
        self._failed = failed

    def select(self, items: list[pytest.Item]) -> list[pytest.Item]:
        places = {test: place for place, test in enumerate(self._seconds)}
        return sorted((item for item in items if item.nodeid in places), key=lambda item: places[item.nodeid])

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = self.select(items)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> object:
        signal.signal(signal.SIGPROF, _give_up)
        signal.setitimer(signal.ITIMER_PROF, _PATIENCE * (1 + self._seconds[item.nodeid]))
        try:
            return (yield)
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self._failed.write_text(report.nodeid)


class _Server:
    """Forks for each mutant: what was imported and collected serves all of them."""

    def __init__(self, incoming: int, outgoing: int) -> None:
        self._incoming = os.fdopen(incoming)
        self._outgoing = os.fdopen(outgoing, "w")

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self._say("ready")
        for line in self._incoming:
            pid = os.fork()
            if pid == 0:
                os._exit(_status(session, json.loads(line)))
            self._say(str(pid))
            self._say(str(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])))
        return True

    def _say(self, text: str) -> None:
        print(text, file=self._outgoing, flush=True)


def _status(session: pytest.Session, wanted: dict[str, str]) -> int:
    """Of the tests with the mutant: pytest's exit status, in a process that ends with it."""
    try:
        os.setpgid(0, 0)
        if not _become(wanted["path"], Path(wanted["path"]).read_text()):
            return UNFIT
        selection = _Selection(dict(json.loads(Path(wanted["tests"]).read_text())), Path(wanted["failed"]))
        session.items = selection.select(session.items)
        session.config.pluginmanager.register(selection)
        run_tests(session)
    except BaseException:  # the first failure ends the loop with one, and a mutant may raise any
        return 1
    return int(session.testsfailed > 0)


def _become(path: str, text: str) -> bool:
    """Give the functions that were defined in this file the code of this text. False where they cannot have it."""
    new: defaultdict[tuple[str, int], list[CodeType]] = defaultdict(list)
    for code in _codes(compile(text, path, "exec")):
        new[code.co_qualname, code.co_firstlineno].append(code)
    for found in gc.get_objects():
        if isinstance(found, FunctionType) and found.__code__.co_filename == path:
            codes = new[found.__code__.co_qualname, found.__code__.co_firstlineno]
            if len(codes) != 1 or codes[0].co_freevars != found.__code__.co_freevars:
                return False
            found.__code__ = codes[0]
        elif isinstance(found, functools._lru_cache_wrapper):
            found.cache_clear()
    return True


def _codes(code: CodeType) -> Iterator[CodeType]:
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield constant
            yield from _codes(constant)


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
        seconds = dict(json.loads(Path(path).read_text()))
        config.pluginmanager.register(_Selection(seconds, Path(os.environ["MUTATION_FAILED"])))
    elif pipes := os.environ.get("MUTATION_SERVER"):
        config.pluginmanager.register(_Server(*map(int, pipes.split())))
    elif (path := os.environ.get("MUTATION_DURATIONS")) and not hasattr(config, "workerinput"):
        config.pluginmanager.register(_Recording(path))
