"""Where a command writes: its report on one stream, what it has to tell beside that on stderr."""

import sys

from vtexlint._startup.typed import TYPE_CHECKING
from vtexlint.reporters.plain import harmless

if TYPE_CHECKING:
    from typing import TextIO


def write(text: str, stream: "TextIO") -> None:
    """Write a report, whatever the stream's encoding can hold."""
    stream.buffer.write(text.encode(stream.encoding or "utf-8", "backslashreplace"))
    stream.flush()


def print_error(line: str) -> None:
    print(f"vtexlint: {harmless(line)}", file=sys.stderr)
