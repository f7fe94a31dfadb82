"""Run one command and print what it took, as JSON: `python -I -S one_run.py REQUEST`, where REQUEST is a `Request` as JSON.

A process of its own, because Linux counts the memory of whoever starts a program as the program's. Processor time is user and system
time of the command and of every descendant that was waited for. Memory is the largest sum over all processes of their proportional
sizes (a page that two processes share counts once), sampled, or the largest size of one process where that is more.
"""

import json
import os
import signal
import sys
import tempfile
import time
from pathlib import Path
from typing import TypedDict

if sys.platform != "win32":  # measure.py imports the two classes everywhere
    import resource

_PAUSE = 0.004  # seconds between two looks at the memory


class Request(TypedDict):
    command: list[str]
    cwd: str
    environment: dict[str, str]
    one_core: bool
    sample: bool
    timeout: float  # seconds


class Taken(TypedDict):
    status: int  # -1: stopped at the timeout
    cpu: float  # seconds
    elapsed: float  # seconds
    memory: float  # MiB
    output: str  # the end of standard output
    error: str  # the end of standard error


def _descendants(pid: int) -> list[int]:
    found = [pid]
    for parent in found:
        try:
            for task in os.listdir(f"/proc/{parent}/task"):
                found += map(int, Path(f"/proc/{parent}/task/{task}/children").read_text().split())
        except OSError:
            continue  # it ended meanwhile
    return found


def _proportional_kib(pid: int) -> int:
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:")), 0)


def _start(request: Request, output: int, error: int) -> int:
    pid = os.fork()
    if pid:
        return pid
    try:
        os.setpgid(0, 0)
        if request["one_core"] and hasattr(os, "sched_setaffinity"):
            cores = sorted(os.sched_getaffinity(0))
            os.sched_setaffinity(0, {cores[os.getpid() % len(cores)]})  # not always the same: others may be busy on it
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(output, 1)
        os.dup2(error, 2)
        os.chdir(request["cwd"])  # noqa: TID251  of a child, before it becomes the command
        os.execvpe(request["command"][0], request["command"], request["environment"])  # noqa: S606
    except OSError as problem:
        os.write(2, str(problem).encode())
    os._exit(127)


def _end(file: int, most: int = 600) -> str:
    size = os.fstat(file).st_size
    os.lseek(file, max(0, size - most), os.SEEK_SET)
    return os.read(file, most).decode("utf-8", "replace")


def run(request: Request) -> Taken:
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as error:
        began = time.perf_counter()
        pid = _start(request, output.fileno(), error.fileno())
        largest, late, done, status = 0, False, 0, 0
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        signal.signal(signal.SIGALRM, lambda *_: os.killpg(pid, signal.SIGKILL))
        signal.setitimer(signal.ITIMER_REAL, request["timeout"])
        while not done:
            done, status, usage = os.wait4(pid, os.WNOHANG if request["sample"] else 0)
            if not done:
                largest = max(largest, sum(map(_proportional_kib, _descendants(pid))))
                time.sleep(_PAUSE)
        elapsed = time.perf_counter() - began
        signal.setitimer(signal.ITIMER_REAL, 0)
        late = elapsed >= request["timeout"]
        alone = usage.ru_maxrss / (1024 if sys.platform == "darwin" else 1)
        return Taken(
            status=-1 if late else os.waitstatus_to_exitcode(status),
            cpu=usage.ru_utime + usage.ru_stime,
            elapsed=elapsed,
            memory=max(largest, alone) / 1024,
            output=_end(output.fileno()),
            error=_end(error.fileno()),
        )


if __name__ == "__main__":
    print(json.dumps(run(json.loads(sys.argv[1]))))
