"""How many instructions a command takes, by `valgrind --tool=callgrind`: the same on a busy machine as on an idle one."""

import os
import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

_COLLECTED = re.compile(r"^==\d+== (?:Collected : ([\d ]+)$|I +refs: +([\d,]+)$)", re.MULTILINE)


class CallgrindError(Exception):
    """The command did not run to its end, or valgrind printed no count."""


def find() -> str | None:
    return shutil.which("valgrind")


def parse(log: str) -> int:
    """The instructions of the process that valgrind started; those that it started itself are not counted."""
    found = [int((one or other).replace(",", "").replace(" ", "")) for one, other in _COLLECTED.findall(log)]
    if not found:
        last = log.strip().splitlines()
        raise CallgrindError(f"valgrind printed no count: {last[-1] if last else 'nothing'}")
    return found[0]


def count(valgrind: str, command: Sequence[str], cwd: Path, statuses: frozenset[int], environment: Mapping[str, str]) -> int:
    """The instructions of one command. It runs once before, so that caches and compiled files are there."""
    variables = {**environment, "PYTHONHASHSEED": "0"}
    done = subprocess.run(command, cwd=cwd, env=variables, capture_output=True, text=True, check=False)
    if done.returncode not in statuses:
        raise CallgrindError(f"{' '.join(command)}: exit status {done.returncode}: {done.stderr.strip()[-300:]}")
    read, write = os.pipe()
    with os.fdopen(read) as log:
        whole = [valgrind, "--tool=callgrind", "--callgrind-out-file=/dev/null", "--trace-children=no", f"--log-fd={write}", *command]
        run = subprocess.Popen(
            whole, cwd=cwd, env=variables, pass_fds=[write], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        os.close(write)
        text = log.read()
        status = run.wait()
    if status not in statuses:
        raise CallgrindError(f"{' '.join(command)} under valgrind: exit status {status}: {text.strip()[-300:]}")
    return parse(text)
