"""Progress of a long run: one line on stderr, only on a terminal, removed when the work is done."""

import time
from typing import TextIO

from vtexlint.cli.console import localize, show_progress
from vtexlint.text.messages import Template
from vtexlint.text.numbers import grouped

FIRST = 0.5  # seconds before anything is shown
EVERY = 0.1  # seconds


class Progress:
    """Shows how far a walk is. `line` has a field for each number."""

    def __init__(self, stream: TextIO, line: Template, *, quiet: bool = False) -> None:
        self._stream = stream
        self._line = line
        self._wanted = not quiet and stream.isatty()
        self._next = time.monotonic() + FIRST  # a short run shows none
        self._shown = False

    def show(self, **numbers: int) -> None:
        """Show the line with these numbers, but not more often than every 0.1 seconds."""
        if self._wanted and time.monotonic() >= self._next:
            self._next = time.monotonic() + EVERY
            self._shown = True
            show_progress(localize(self._line(**{name: grouped(number) for name, number in numbers.items()})), self._stream)

    def clear(self) -> None:
        if self._shown:
            show_progress("", self._stream)
            self._shown = False
