"""What a piece of work costs, in processor time of this process, and how that grows: measured again where it was not linear."""

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from vtexlint._startup.typed import NamedTuple

T = TypeVar("T")
Work = Callable[[], object]

SMALL = 0.03  # seconds: above what the clock of a virtual machine resolves (4 ms were seen)
MOST = 2.0  # seconds, for four times as much
RATIO = 6.0  # of four times the input; a square gives 16
TRIES = 4


class Growth(NamedTuple):
    """The size of the small input, the seconds that it took, and those of four times as much."""

    size: int
    small: float
    big: float

    @property
    def ratio(self) -> float:
        return self.big / max(self.small, 1e-6)

    @property
    def is_linear(self) -> bool:
        return self.big < MOST and (self.ratio < RATIO or self.big < SMALL)


@contextmanager
def without_collections() -> Iterator[None]:
    """The garbage collector runs when others have left enough behind; what it takes then is not this work's."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """The seconds that work takes, and what comes of it."""
    with without_collections():
        began = time.process_time()
        result = work()
        return time.process_time() - began, result


def seconds(work: Work) -> float:
    return timed(work)[0]


def growth(prepared: Callable[[int], Work], start: int, most: int = 1 << 15) -> Growth:
    """How the cost grows. `prepared(n)` makes the work of size n; sizes grow from `start` until the work is worth measuring."""
    size = start
    small = seconds(prepared(size))
    while small < SMALL and size < most:
        size *= 2 if small > SMALL / 3 else 4
        small = seconds(prepared(size))
    found = Growth(size, small, seconds(prepared(4 * size)))
    for again in sizes_again(size):
        if found.is_linear:
            break
        found = Growth(again, seconds(prepared(again)), seconds(prepared(4 * again)))
    return found


def sizes_again(size: int) -> Iterator[int]:
    """The sizes for which a growth that was not linear is measured again, each time anew.

    Another program may have had the caches, or a small measurement was too short for the clock. A square grows sixteenfold each time.
    """
    for attempt in range(TRIES):
        yield size << attempt // 2
