"""Where a command writes: its report on one stream, errors and notes on stderr."""

import sys

from vtexlint._startup.typed import TYPE_CHECKING
from vtexlint.reporters.plain import harmless
from vtexlint.text.messages import Message, Template

if TYPE_CHECKING:
    from typing import TextIO


NOTE = Template("console.note", "note: {note}")


def write(text: str, stream: "TextIO") -> None:
    """Write a report; characters that the stream's encoding lacks are written as escapes."""
    stream.buffer.write(text.encode(stream.encoding or "utf-8", "backslashreplace"))
    stream.flush()


def print_error(message: Message) -> None:
    print(f"vtexlint: {harmless(message)}", file=sys.stderr)


def print_note(note: Message) -> None:
    print_error(NOTE(note=note))
