"""How long the steps of `.ci/run` took: `show FILE` prints the table of a run, `docs` writes those of the last runs into docs/ci.md.

A run writes `build/ci/LANE.tsv`, a line for each step: its name, whole seconds, `ok` or `failed`, and the arguments that it was given after
`--`. `show` adds where and when it was, as `build/ci/LANE.json`, and to `build/ci/steps.json`, which has the last run of each step.
"""

import json
import os
import platform
import re
import subprocess
import sys
from dataclasses import astuple, dataclass, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
RECORDS = "build/ci"
PAGE = "docs/ci.md"
STEPS = "steps.json"
_PLACE = r"^(<!-- minutes: {} -->\n).*?^(<!-- end -->)$"
_COLUMNS = ("step", "minutes", "result", "date", "commit", "machine")


@dataclass(frozen=True)
class Step:
    """A step of a run. `result`: `ok` or `failed`; `given`: arguments that are not its own."""

    name: str
    seconds: int
    result: str
    given: str = ""


@dataclass(frozen=True)
class Row:
    """The last run of a step, as the page shows it; `date` is like 2026-11-27."""

    minutes: str
    result: str
    date: str
    commit: str
    machine: str


def steps_of(text: str) -> list[Step]:
    """One of each line."""
    rows = [line.split("\t") for line in text.splitlines()]
    return [Step(name, int(seconds), *others) for name, seconds, *others in rows]


def machine() -> str:
    """What matters for the figures: the processor, its cores, the system, the Python."""
    try:
        about = Path("/proc/cpuinfo").read_text()
    except OSError:
        about = ""
    model = re.search(r"^model name\s*: *(.+)$", about, re.MULTILINE)
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    processor = model[1] if model else platform.processor() or platform.machine()
    return f"{processor}, {cores} cores, {platform.system()}, Python {platform.python_version()}"


def table(steps: list[Step]) -> str:
    """As Markdown; a step that failed says so."""
    rows = [f"| {step.name} | {_minutes(step)} |{'' if step.result == 'ok' else f' {step.result} |'}" for step in steps]
    total = sum(step.seconds for step in steps) / 60
    return "\n".join(["| step | minutes |", "|---|---:|", *rows, f"| **all** | **{total:.1f}** |"]) + "\n"


def paragraph(record: dict[str, Any]) -> str:
    """What docs/ci.md says of a run."""
    steps = [Step(*step) for step in record["steps"]]
    failed = [step.name for step in steps if step.result != "ok"]
    end = f"It failed in `{failed[0]}`." if failed else "Everything passed."
    return f"{record['date']}, commit `{record['commit']}`, {record['machine']}. {end}\n\n{table(steps)}"


def rows_of(record: dict[str, Any]) -> dict[str, Row]:
    """By the name of the step."""
    about = (record["date"], f"`{record['commit']}`", record["machine"])
    steps = [Step(*step) for step in record["steps"]]
    return {step.name: Row(_minutes(step), f"{step.result}, with `{step.given}`" if step.given else step.result, *about) for step in steps}


def step_table(names: list[str], rows: dict[str, Row]) -> str:
    """The last run of each of these steps, as Markdown; a step without a row was not run yet."""
    lines = [f"| {' | '.join([name, *astuple(rows.get(name, Row('', 'not run yet', '', '', '')))])} |" for name in names]
    return "\n".join([f"| {' | '.join(_COLUMNS)} |", "|---|---:|---|---|---|---|", *lines]) + "\n"


def rows_on(page: str) -> dict[str, Row]:
    """The rows that the page has of runs, here or on another machine."""
    found = re.search(rf"(?ms){_PLACE.format('full')}", page)
    cells = [line.strip("|").split("|") for line in found[0].splitlines() if line.startswith("|")] if found else []
    rows = {name.strip(): Row(*(cell.strip() for cell in others)) for name, *others in cells if len(others) == len(fields(Row))}
    return {name: row for name, row in rows.items() if re.fullmatch(r"\d{4}-\d\d-\d\d", row.date)}


def replace(page: str, lane: str, content: str) -> str:
    """The page with another content between `<!-- minutes: LANE -->` and `<!-- end -->`. Raises ValueError where it has no such place."""
    pattern = rf"(?ms){_PLACE.format(re.escape(lane))}"
    after, count = re.subn(pattern, lambda match: match[1] + content + match[2], page)
    if count != 1:
        raise ValueError(f"{PAGE} has {count} places for the minutes of `{lane}`; one is expected")
    return after


def show(record: Path) -> None:
    """Print the table of a run, and keep it, and the last run of each step."""
    steps = steps_of(record.read_text())
    git = ["git", "-C", str(record.parent), "describe", "--always", "--dirty", "--abbrev=12", "--exclude=*"]
    commit = subprocess.run(git, capture_output=True, text=True, check=False).stdout.strip()
    about = {
        "date": f"{datetime.now(UTC):%Y-%m-%d}",
        "commit": commit or "unknown",
        "machine": machine(),
        "steps": [astuple(step) for step in steps],
    }
    record.with_suffix(".json").write_text(json.dumps(about, indent=2) + "\n")
    kept = record.with_name(STEPS)
    rows = {name: astuple(row) for name, row in (_kept(kept) | rows_of(about)).items()}
    kept.write_text(json.dumps(rows, indent=2) + "\n")
    print(table(steps), end="")


def docs(root: Path) -> bool:
    """Copy the last usual run, and the last run of each step, into the page. False: there was no run."""
    page, records = root / PAGE, root / RECORDS
    text = page.read_text()
    usual, steps = records / "usual.json", _kept(records / STEPS)
    if usual.exists():
        text = replace(text, "usual", paragraph(json.loads(usual.read_text())))
    if steps:
        rows = rows_on(text)
        rows |= {name: row for name, row in steps.items() if name not in rows or rows[name].date <= row.date}
        names = re.findall(r"^\| `([\w-]+)` \|", text, re.MULTILINE)
        text = replace(text, "full", step_table(names, rows))
    page.write_text(text)
    return usual.exists() or bool(steps)


def _minutes(step: Step) -> str:
    return f"{step.seconds / 60:.1f}"


def _kept(path: Path) -> dict[str, Row]:
    return {name: Row(*row) for name, row in json.loads(path.read_text()).items()} if path.exists() else {}


def main(arguments: list[str], root: Path = ROOT) -> int:
    match arguments:
        case ["show", record]:
            show(Path(record))
        case ["docs"]:
            if not docs(root):
                print(f"{RECORDS} has no run: start .ci/run", file=sys.stderr)
                return 1
        case _:
            print(__doc__, file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
