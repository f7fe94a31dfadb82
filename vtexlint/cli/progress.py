"""Progress of a long run: one line on stderr, on a terminal alone, gone when the work is done."""

import time
from typing import TextIO

_EVERY = 0.1  # seconds


class Progress:
    """Tells how far a walk through a history is."""

    def __init__(self, stream: TextIO, *, quiet: bool = False) -> None:
        self._stream = stream
        self._wanted = not quiet and stream.isatty()
        self._next = time.monotonic() + 5 * _EVERY  # a short run shows none
        self._shown = False

    def told(self, done: int, total: int, blobs: int) -> None:
        if self._wanted and time.monotonic() >= self._next:
            self._next = time.monotonic() + _EVERY
            self._shown = True
            self._stream.write(f"\r\x1b[K{done:,} of {total:,} commits, {blobs:,} blobs")
            self._stream.flush()

    def clear(self) -> None:
        if self._shown:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
            self._shown = False
