"""What differs between two versions of a file, with enough context to judge its tokens: a history contains hundreds of versions."""

import re
from collections.abc import Iterator

_CHUNK = 1 << 16
_AROUND = 2400  # bytes: what token_prefilter examines around a stretch of letters
_REACH = 2000
_APART = re.compile(rb"[0-9:/._=+-]")  # no stretch of letters and junk crosses one of these
_SKIPS = (200, 1000, 5000, 25_000)  # bytes after a difference at which the versions may be the same again
_ANCHOR = 100  # bytes that are then searched
_MOST_PARTS = 100


def changed_parts(before: bytes, after: bytes) -> Iterator[bytes]:
    """The parts of `after` that are not in `before`, with their context: all of `after` if the versions have little in common.

    A stretch of letters outside of them is also in `before`, with the same bytes around it.
    """
    start = end = -1
    for first, last in _differences(before, after):
        low, high = _widened(after, first, last)
        if low <= end:
            end = max(end, high)
            continue
        if end != -1:
            yield after[start:end]
        start, end = low, high
    if end != -1:
        yield after[start:end]


def _widened(data: bytes, first: int, last: int) -> tuple[int, int]:
    low = first - _AROUND - _REACH
    match = _APART.search(data, low, low + _REACH) if low > 0 else None
    start = match.start() if match else 0
    match = _APART.search(data, last + _AROUND)
    return start, match.end() if match else len(data)


def _differences(before: bytes, after: bytes) -> Iterator[tuple[int, int]]:
    """The ranges of `after` that differ from `before` in the same order; what is between them is in both."""
    old = new = _common_start(before, 0, after, 0)
    size = len(after)
    if new == size == len(before):
        return
    last = size - _common_end(before, after, min(len(before), size) - new)
    for _ in range(_MOST_PARTS):
        at = -1
        for skip in _SKIPS:
            anchor = after[new + skip : new + skip + _ANCHOR]
            if new + skip + _ANCHOR > last:
                break
            at = before.find(anchor, old, old + 2 * skip + _CHUNK)
            if at != -1:
                break
        if at == -1:
            break
        yield new, new + skip
        same = _common_start(before, at, after, new + skip)
        old, new = at + same, new + skip + same
        if new >= last:
            # the end of the file may be the same as another place of `before`
            yield min(new, size), min(new, size)
            return
    yield new, max(new, last)


def _common_start(one: bytes, first: int, other: bytes, second: int) -> int:
    """The number of bytes that are the same from two places on."""
    at = 0
    size = _CHUNK
    while size:
        part = one[first + at : first + at + size]
        if len(part) == size and other.startswith(part, second + at):
            at += size
        else:
            size //= 2
    return at


def _common_end(one: bytes, other: bytes, most: int) -> int:
    """The number of bytes at the end that are the same, at most `most`."""
    at = 0
    size = _CHUNK
    while size:
        low = len(one) - at - size
        if at + size <= most and other.endswith(one[low : low + size], 0, len(other) - at):
            at += size
        else:
            size //= 2
    return at
