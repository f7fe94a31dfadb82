"""How many processes a history is worth, and what each of them gets to do."""

import os
from collections.abc import Iterable, Iterator

from vtexlint.project.git.objects import Wanted

MOST_JOBS = 4
"""More processes would need more memory than they save time: each has a git of its own."""

_BATCH = 32  # requests
_BATCH_BYTES = 16_000  # of paths: less than what a pipe takes, so that nobody waits for a reader

Numbered = tuple[int, Wanted]


def batches(wanted: Iterable[Wanted]) -> Iterator[list[Numbered]]:
    """The requests, numbered, in batches. They stay in the order of the history, in which git unpacks them fastest."""
    batch: list[Numbered] = []
    size = 0
    for one in enumerate(wanted):
        batch.append(one)
        size += len(one[1].oid) + len(one[1].path)
        if len(batch) >= _BATCH or size >= _BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def usable_processors() -> int:
    """How many processors this process may use: those that it is bound to, and what its control groups grant. At least 1."""
    count = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    for quota, period in _limits():
        if quota.isdigit() and period.isdigit() and int(period):
            count = min(count, -(-int(quota) // int(period)))
    return max(1, count)


def _limits() -> Iterator[tuple[str, str]]:
    """Quota and period of this process's control groups, of version 2 (each one's above, too) and of version 1."""
    group = next((line[3:] for line in _words("/proc/self/cgroup") if line.startswith("0::")), "/")
    names = [("/sys/fs/cgroup/cpu/cpu.cfs_quota_us", "/sys/fs/cgroup/cpu/cpu.cfs_period_us"), ("/sys/fs/cgroup/cpu.max",)]
    while group.strip("/") and ".." not in group:
        names.append((f"/sys/fs/cgroup{group}/cpu.max",))
        group = os.path.dirname(group)
    for files in names:
        words = [word for file in files for word in _words(file)]
        if len(words) == 2:
            yield words[0], words[1]


def _words(file: str) -> list[str]:
    try:
        with open(file, encoding="utf-8", errors="replace") as stream:
            return stream.read(10_000).split()
    except OSError:
        return []
