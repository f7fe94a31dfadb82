"""How long a whole `vtexlint check` takes, as a ratio to a bare interpreter of the same environment.

    python -m venv /tmp/clean && /tmp/clean/bin/pip install . && /tmp/clean/bin/python -m compileall -q /tmp/clean/lib
    python -m tests.benchmarks.startup /tmp/clean/bin

The commands run in turn, so that a machine that gets slower or faster meanwhile does so for all of them. Medians.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests import fake

RUNS = 60


def files(folder: Path) -> dict[str, str]:
    """What is measured, by name, and the file that each check reads."""
    lines = "".join(f"SETTING_{i}=value-{i}\n" for i in range(80))
    (folder / "nothing.env").write_text(lines)
    (folder / "findings.env").write_text(f"{lines}VTEX_APP_KEY={fake.TOKEN}\nVTEX_APP_TOKEN={fake.KEY} \n")
    yaml = "".join(f"      SETTING_{i}: value-{i}\n" for i in range(60))
    pair = f'      VTEX_APP_KEY: {fake.TOKEN}\n      VTEX_APP_TOKEN: "{fake.KEY} "\n'
    (folder / "findings.yaml").write_text(f"services:\n  a:\n    environment:\n{yaml}{pair}")
    return {"a file with nothing in it": "nothing.env", "a .env with findings": "findings.env", "a YAML with findings": "findings.yaml"}


def seconds(command: list[str], folder: Path) -> float:
    began = time.perf_counter()
    subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, check=False)
    return time.perf_counter() - began


def main(binaries: Path) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        bare = [str(binaries / "python"), "-I", "-c", "pass"]
        commands = {what: [str(binaries / "vtexlint"), "check", file] for what, file in files(folder).items()}
        took: dict[str, list[float]] = {what: [] for what in ["bare Python", *commands]}
        for _ in range(RUNS):
            took["bare Python"].append(seconds(bare, folder))
            for what, command in commands.items():
                took[what].append(seconds(command, folder))
    base = statistics.median(took["bare Python"])
    for what, times in took.items():
        middle = statistics.median(times)
        print(f"{what:28} {middle * 1000:6.1f} ms  {middle / base:5.2f} times bare Python")


if __name__ == "__main__":
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    main(Path(sys.argv[1]).resolve())
