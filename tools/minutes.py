"""How long the steps of `.ci/run` took: `show FILE` prints the table of a run, `docs` writes those of the last runs into docs/ci.md.

A run writes `build/ci/LANE.tsv`, a line for each step: its name, whole seconds, `ok` or `failed`. `show` adds where and when it was, as
`build/ci/LANE.json`.
"""

import json
import os
import platform
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
RECORDS = "build/ci"
PAGE = "docs/ci.md"
LANES = ("usual", "full")


def steps_of(text: str) -> list[tuple[str, int, str]]:
    """(Name, seconds, `ok` or `failed`) of each line."""
    rows = [line.split("\t") for line in text.splitlines()]
    return [(name, int(seconds), result) for name, seconds, result in rows]


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


def table(steps: list[tuple[str, int, str]]) -> str:
    """As Markdown; a step that failed says so."""
    rows = [f"| {name} | {seconds / 60:.1f} |{'' if result == 'ok' else f' {result} |'}" for name, seconds, result in steps]
    total = sum(seconds for _, seconds, _ in steps) / 60
    return "\n".join(["| step | minutes |", "|---|---:|", *rows, f"| **all** | **{total:.1f}** |"]) + "\n"


def paragraph(record: dict[str, Any]) -> str:
    """What docs/ci.md says of a run."""
    steps = [tuple(step) for step in record["steps"]]
    failed = [name for name, _, result in steps if result != "ok"]
    end = f"It failed in `{failed[0]}`." if failed else "Everything passed."
    return f"{record['date']}, commit `{record['commit']}`, {record['machine']}. {end}\n\n{table(steps)}"


def replace(page: str, lane: str, content: str) -> str:
    """The page with another content between `<!-- minutes: LANE -->` and `<!-- end -->`. Raises ValueError where it has no such place."""
    pattern = rf"(?ms)^(<!-- minutes: {re.escape(lane)} -->\n).*?^(<!-- end -->)$"
    after, count = re.subn(pattern, lambda match: match[1] + content + match[2], page)
    if count != 1:
        raise ValueError(f"{PAGE} has {count} places for the minutes of `{lane}`; one is expected")
    return after


def show(record: Path) -> None:
    """Print the table of a run, and keep it."""
    steps = steps_of(record.read_text())
    git = ["git", "-C", str(record.parent), "describe", "--always", "--dirty", "--abbrev=12", "--exclude=*"]
    commit = subprocess.run(git, capture_output=True, text=True, check=False).stdout.strip()
    about = {"date": f"{datetime.now(UTC):%Y-%m-%d}", "commit": commit or "unknown", "machine": machine(), "steps": steps}
    record.with_suffix(".json").write_text(json.dumps(about, indent=2) + "\n")
    print(table(steps), end="")


def docs(root: Path) -> int:
    """Copy the last run of each lane into the page; answers how many there were."""
    page = root / PAGE
    text = page.read_text()
    found = [lane for lane in LANES if (root / RECORDS / f"{lane}.json").exists()]
    for lane in found:
        text = replace(text, lane, paragraph(json.loads((root / RECORDS / f"{lane}.json").read_text())))
    page.write_text(text)
    return len(found)


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
