"""Scenarios: commands that do comparable work, run in turn, so that a machine that gets slower meanwhile does so for all of them."""

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from benchmarks.one_run import Request, Taken

VTEXLINT = "vtexlint"
_ONE_RUN = str(Path(__file__).with_name("one_run.py"))


@dataclass(frozen=True)
class Contender:
    """One row of a table: a command, and the exit statuses of a run that did its work."""

    name: str
    command: tuple[str, ...]
    statuses: frozenset[int] = frozenset({0})
    prints_cpu: bool = False  # the command prints its own processor time: its start does not count
    rounds: int | None = None  # fewer than the others, where it takes long


@dataclass(frozen=True)
class Goal:
    """What vtexlint must show: at most `most` times the processor time of `over`; or, with over "MiB" or "s", at most so much itself."""

    over: str
    most: float


@dataclass(frozen=True)
class Scenario:
    """`bases` are the contenders that ratios are given to; `missing` maps a peer that could not be run to the reason."""

    key: str
    title: str
    cwd: Path
    contenders: tuple[Contender, ...]
    bases: tuple[str, ...]
    goals: tuple[Goal, ...] = ()
    one_core: bool = False
    rounds: int = 5
    with_memory: bool = True
    missing: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Row:
    """What one contender took: processor and elapsed seconds of each round, MiB at the peak; `failure`: why it did not do its work."""

    name: str
    command: list[str]
    cpu: list[float] = field(default_factory=list)
    elapsed: list[float] = field(default_factory=list)
    memory: float | None = None
    failure: str | None = None

    @property
    def median(self) -> float | None:
        return statistics.median(self.cpu) if self.cpu and not self.failure else None


@dataclass
class Table:
    """A scenario's results."""

    key: str
    title: str
    bases: list[str]
    goals: list[dict[str, float | str]]
    one_core: bool
    rows: list[Row]
    missing: dict[str, str]

    def median(self, name: str) -> float | None:
        return next((row.median for row in self.rows if row.name == name), None)


def environment(home: Path) -> dict[str, str]:
    """The variables of every measured command: nobody's settings, no colours, no compiled files that a run would have to write."""
    home.mkdir(parents=True, exist_ok=True)
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TMPDIR") if name in os.environ}
    return kept | {
        "HOME": str(home),
        "XDG_CACHE_HOME": str(home / ".cache"),
        "LANG": "C.UTF-8",
        "NO_COLOR": "1",
        "GIT_CONFIG_NOSYSTEM": "1",
    }


def take(request: Request) -> Taken:
    done = subprocess.run([sys.executable, "-I", "-S", _ONE_RUN, json.dumps(request)], capture_output=True, text=True, check=True)
    taken: Taken = json.loads(done.stdout)
    return taken


def run(scenario: Scenario, home: Path, rounds: int | None = None, report: Callable[[str], None] = print, timeout: float = 900) -> Table:
    """Each contender once without being counted (caches, compiled files; memory, where it is asked for), then in rounds."""
    rows = [Row(one.name, list(one.command)) for one in scenario.contenders]
    variables = environment(home)

    def once(contender: Contender, row: Row, sample: bool) -> Taken | None:
        taken = take(
            Request(
                command=list(contender.command), cwd=str(scenario.cwd), environment=variables,
                one_core=scenario.one_core, sample=sample, timeout=timeout,
            )
        )  # fmt: skip
        if taken["status"] in contender.statuses:
            return taken
        last = (taken["error"] or taken["output"]).strip().splitlines()
        why = f"stopped after {timeout:.0f} s" if taken["status"] == -1 else f"exit status {taken['status']}: {last[-1] if last else ''}"
        row.failure = why
        return None

    for contender, row in zip(scenario.contenders, rows, strict=True):
        report(f"{scenario.key}: {contender.name}, first run")
        taken = once(contender, row, scenario.with_memory)
        if taken and scenario.with_memory:
            row.memory = taken["memory"]
    wanted = rounds or scenario.rounds
    for number in range(wanted):
        report(f"{scenario.key}: round {number + 1} of {wanted}")
        for contender, row in zip(scenario.contenders, rows, strict=True):
            if row.failure or number >= (contender.rounds or wanted):
                continue
            taken = once(contender, row, sample=False)
            if taken:
                row.cpu.append(float(taken["output"].split()[-1]) if contender.prints_cpu else taken["cpu"])
                row.elapsed.append(taken["elapsed"])
    goals: list[dict[str, float | str]] = [asdict(goal) for goal in scenario.goals]
    return Table(scenario.key, scenario.title, list(scenario.bases), goals, scenario.one_core, rows, dict(scenario.missing))
