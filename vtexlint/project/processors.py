"""How many processors a run may use."""

import os

from vtexlint._startup.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_CONTROLLER = "cpu"  # of control groups of version 1, which a container mounts under one of the names below
_MOUNTS = ("cpu,cpuacct", "cpu")


def usable_processors(root: str = "/") -> int:
    """The processors that this process is bound to, or fewer where its control groups grant less. At least 1.

    `root` is where `proc` and `sys` are.
    """
    count = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    for quota, period in _quotas(root):
        if quota.isdigit() and period.isdigit() and int(period):  # `max` and -1: no limit
            count = min(count, -(-int(quota) // int(period)))
    return max(1, count)


def _quotas(root: str) -> "Iterator[tuple[str, str]]":
    """Quota and period, in microseconds, of this process's control groups and of those above them."""
    groups = os.path.join(root, "sys/fs/cgroup")
    places = {groups, *(os.path.join(groups, mount) for mount in _MOUNTS)}  # a container sees its own group as the topmost
    for line in _content(os.path.join(root, "proc/self/cgroup")).splitlines():
        number, _, rest = line.partition(":")
        controllers, _, group = rest.partition(":")
        parts = group.strip("/").split("/")
        if ".." in parts:
            continue
        mounts = [groups] if number == "0" else [os.path.join(groups, m) for m in _MOUNTS] if _CONTROLLER in controllers.split(",") else []
        places.update(os.path.join(mount, *parts[:depth]) for mount in mounts for depth in range(len(parts) + 1))
    for place in sorted(places):
        words = _content(os.path.join(place, "cpu.max")).split()
        if not words:
            words = [word for name in ("quota", "period") for word in _content(os.path.join(place, f"cpu.cfs_{name}_us")).split()]
        if len(words) == 2:
            yield words[0], words[1]


def _content(file: str) -> str:
    try:
        with open(file, encoding="utf-8", errors="replace") as stream:
            return stream.read(10_000)
    except OSError:
        return ""
