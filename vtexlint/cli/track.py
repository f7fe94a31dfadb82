"""Progress of a long check: the percentage of the files that are read."""

from collections.abc import Iterator, Sequence
from typing import TextIO, TypeVar

from vtexlint.cli.progress import Progress
from vtexlint.text.messages import Template

PROGRESS = Template("check.progress", "vtexlint: {percent} % of the files read")

Item = TypeVar("Item")


def progress(files: Sequence[Item], stream: TextIO) -> Iterator[Item]:
    """The files one by one, each when another one is done."""
    progress = Progress(stream, PROGRESS)
    try:
        for done, file in enumerate(files):
            progress.show(percent=100 * done // len(files))
            yield file
    finally:
        progress.clear()
