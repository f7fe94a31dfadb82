"""Progress of a long check: the share of the files that are read."""

from collections.abc import Iterator, Sequence
from typing import TextIO, TypeVar

from vtexlint.cli.progress import Progress

Item = TypeVar("Item")


def progress(files: Sequence[Item], stream: TextIO) -> Iterator[Item]:
    """The files one by one; of several processes the first tells, of its own equal share."""
    progress = Progress(stream, words="vtexlint: {} % of the files read")
    try:
        for done, file in enumerate(files):
            progress.told(100 * done // len(files))
            yield file
    finally:
        progress.clear()
