"""The guard against getting slower: instruction counts as ratios, compared with the ones recorded in instructions.json.

A case fails where its ratio is more than a quarter above the recorded one. Short cases are divided by `python -I -c pass`, long ones by
workload.py, so that another build of the same Python gives about the same ratios; another minor version is not compared.
"""

import json
import platform
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks import callgrind, environments, measure, texts, tree
from benchmarks.report import PAGE, replace
from benchmarks.scenarios import START_UP

RECORD = Path(__file__).with_name("instructions.json")
ACCEPT = ".venv/bin/python -m benchmarks guard --accept"
TOLERANCE = 1.25
_BETTER = 0.8  # below: the record is worth renewing
SAMPLE = 150  # files of the made tree
_FOUND = frozenset({0, 1})
BARE, WORKLOAD = "python -I -c pass", "benchmarks/workload.py"


@dataclass(frozen=True)
class Case:
    """A command of vtexlint, what its count is divided by, and the ratio that it is to have."""

    name: str
    arguments: tuple[str, ...]
    over: str
    goal: float | None = None


@dataclass(frozen=True)
class Verdict:
    """`now` and `was` are ratios; `was` is None for a case that is not recorded."""

    name: str
    over: str
    was: float | None
    now: float

    @property
    def is_worse(self) -> bool:
        return self.was is None or self.now > self.was * TOLERANCE

    @property
    def is_better(self) -> bool:
        return self.was is not None and self.now < self.was * _BETTER

    def __str__(self) -> str:
        was = "not recorded" if self.was is None else f"was {self.was:.2f}, {(self.now / self.was - 1) * 100:+.0f} %"
        return f"{self.name}: {self.now:.2f} times {self.over} ({was})"


_GOALS = (1.3, 1.8, 3.2, 3.6, None, None)
CASES = (
    *(Case(f"start-up: {name}", arguments, BARE, goal) for (name, arguments), goal in zip(START_UP.items(), _GOALS, strict=True)),
    Case(f"{SAMPLE} files of a made tree", ("check", "--jobs", "1", "tree"), WORKLOAD),
    Case("one pair in 1 MB of JSON", ("check", "huge.json"), WORKLOAD),
)


def lay(folder: Path) -> None:
    """The files that the cases read, written anew."""
    content = {**texts.few(), "huge.json": texts.text("json", 1_000_000, pairs=1)}
    for name, text in content.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    tree.made(folder / "tree", SAMPLE)


def counts(
    valgrind: str, programs: Path, folder: Path, cases: tuple[Case, ...] = CASES, say: Callable[[str], None] = print
) -> dict[str, float]:
    """Case -> ratio."""
    python, variables = str(programs / "python"), measure.environment(folder / "home")

    def count(command: list[str], statuses: frozenset[int]) -> int:
        # as -I, which would ignore PYTHONHASHSEED too; the variables are none of the user's
        return callgrind.count(valgrind, [python, "-s", "-P", *command], folder, statuses, variables)

    commands = {BARE: ["-c", "pass"], WORKLOAD: [str(Path(__file__).with_name("workload.py"))]}
    bases = {over: count(commands[over], frozenset({0})) for over in dict.fromkeys(case.over for case in cases)}
    say(", ".join(f"{name}: {instructions:,} instructions" for name, instructions in bases.items()))
    found = {}
    for case in cases:
        instructions = count([str(programs / "vtexlint"), *case.arguments], _FOUND)
        found[case.name] = instructions / bases[case.over]
        say(f"{case.name}: {instructions:,} instructions, {found[case.name]:.2f} times {case.over}")
    return found


def version() -> str:
    return f"{platform.python_implementation()} {'.'.join(platform.python_version_tuple()[:2])}"


def compare(record: Mapping[str, float], now: Mapping[str, float], cases: tuple[Case, ...] = CASES) -> list[Verdict]:
    return [Verdict(case.name, case.over, record.get(case.name), now[case.name]) for case in cases]


def failure(verdicts: list[Verdict]) -> str | None:
    """What to print where a case got slower; None where none did."""
    worse = [verdict for verdict in verdicts if verdict.is_worse]
    if not worse:
        return None
    listed = "\n".join(f"  {verdict}" for verdict in worse)
    return (
        f"more instructions than recorded in benchmarks/{RECORD.name}, by more than {round((TOLERANCE - 1) * 100)} %:\n{listed}\n"
        f"Make it faster; or, if what it does is worth that, record the new counts and say why in the commit:\n  {ACCEPT}"
    )


def record(ratios: Mapping[str, float]) -> str:
    """The text of instructions.json."""
    over = {case.name: case.over for case in CASES}
    rows = {name: {"ratio": round(ratio, 3), "over": over[name]} for name, ratio in ratios.items()}
    return json.dumps({"date": datetime.now(UTC).strftime("%Y-%m-%d"), "python": version(), "cases": rows}, indent=2) + "\n"


def as_markdown(text: str) -> str:
    """The table in docs/speed.md of what is recorded."""
    recorded = json.loads(text)
    goals = {case.name: case.goal for case in CASES}
    lines = [
        f"Recorded on {recorded['date']} with {recorded['python']}:",
        "",
        "| | instructions, as a ratio | to | goal |",
        "|---|---:|---|---:|",
    ]
    for name, row in recorded["cases"].items():
        lines.append(f"| {name} | {row['ratio']:.2f} | `{row['over']}` | {goals.get(name) or ''} |")
    return "\n".join(lines) + "\n"


def main(cache: Path, accept: bool, say: Callable[[str], None] = print) -> int:
    """The exit status: 0 where nothing got slower, or where it cannot be said; 1 where something did."""
    valgrind = callgrind.find()
    if valgrind is None:
        say("guard: skipped: valgrind is not installed (Debian: apt-get install valgrind)")
        return 1 if accept else 0
    recorded: dict[str, Any] = json.loads(RECORD.read_text()) if RECORD.exists() else {"date": "-", "python": version(), "cases": {}}
    if recorded["python"] != version() and not accept:
        say(f"guard: skipped: the counts are recorded for {recorded['python']}, and this is {version()}")
        return 0
    folder = cache / "data/guard"
    lay(folder)
    ratios = counts(valgrind, environments.vtexlint(cache), folder, say=say)
    if accept:
        text = record(ratios)
        RECORD.write_text(text)
        PAGE.write_text(replace(PAGE.read_text(), "instructions", as_markdown(text)))
        say(f"guard: recorded in {RECORD} and {PAGE}")
        return 0
    verdicts = compare({name: row["ratio"] for name, row in recorded["cases"].items()}, ratios)
    for verdict in verdicts:
        if verdict.is_better:
            say(f"guard: fewer instructions than recorded: {verdict}; keep it so: {ACCEPT}")
    problem = failure(verdicts)
    say(f"guard: {problem or f'no case takes {round((TOLERANCE - 1) * 100)} % more instructions than recorded on ' + recorded['date']}")
    return 1 if problem else 0
