"""Progress of a long run: one line on stderr, on a terminal alone, gone when the work is done."""

import time
from typing import TextIO

FIRST = 0.5  # seconds before anything is shown
EVERY = 0.1  # seconds


class Progress:
    """Tells how far a walk is: `words` is the line, with a place for each number."""

    def __init__(self, stream: TextIO, *, quiet: bool = False, words: str = "{:,} of {:,} commits, {:,} blobs") -> None:
        self._stream = stream
        self._words = words
        self._wanted = not quiet and stream.isatty()
        self._next = time.monotonic() + FIRST  # a short run shows none
        self._shown = False

    def told(self, *numbers: int) -> None:
        if self._wanted and time.monotonic() >= self._next:
            self._next = time.monotonic() + EVERY
            self._shown = True
            self._stream.write("\r\x1b[K" + self._words.format(*numbers))
            self._stream.flush()

    def clear(self) -> None:
        if self._shown:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
            self._shown = False
