"""Where a command writes: its report on one stream, what it has to tell beside that on stderr."""

import sys

from vtexlint._startup.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import TextIO


def write(text: str, stream: "TextIO") -> None:
    """Write a report, whatever the stream's encoding can hold."""
    stream.buffer.write(text.encode(stream.encoding or "utf-8", "backslashreplace"))
    stream.flush()


def print_error(line: str) -> None:
    from vtexlint.reporters.plain import harmless  # noqa: PLC0415  most runs tell nothing

    print(f"vtexlint: {harmless(line)}", file=sys.stderr)
