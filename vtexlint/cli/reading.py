"""Progress of a long run: one line on stderr, on a terminal alone, gone before the report."""

import time
from collections.abc import Iterator, Sequence
from typing import TextIO, TypeVar

Item = TypeVar("Item")

FIRST = 0.5  # seconds before anything is shown: most runs are over by then
EVERY = 0.1  # seconds
_CLEAR = "\r\x1b[K"


def watched(files: Sequence[Item], stream: TextIO) -> Iterator[Item]:
    """The files one by one, telling how many are done; of several processes the first tells, of its own equal share."""
    told = time.monotonic() + FIRST
    shown = False
    try:
        for done, file in enumerate(files):
            if time.monotonic() >= told:
                told = time.monotonic() + EVERY
                shown = True
                stream.write(f"{_CLEAR}vtexlint: {100 * done // len(files)} % of the files read")
                stream.flush()
            yield file
    finally:
        if shown:
            stream.write(_CLEAR)
            stream.flush()
