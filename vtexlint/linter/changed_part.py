"""What differs between two versions of a file, with enough around it to judge its tokens: a history holds hundreds of versions."""

import re

_CHUNK = 1 << 16
_AROUND = 2400  # bytes: what token_prefilter looks at around a stretch of letters
_REACH = 2000
_APART = re.compile(rb"[0-9:/._=+-]")  # no stretch of letters and junk goes over one of these


def changed_part(before: bytes, after: bytes) -> bytes:
    """The part of `after` that is not in `before`, with what is around it: all of `after` where the versions have little in common.

    A stretch of letters outside of it is in `before` too, with the same bytes around it.
    """
    first = _common_start(before, after)
    last = len(after) - _common_end(before, after, min(len(before), len(after)) - first)
    low = first - _AROUND - _REACH
    match = _APART.search(after, low, low + _REACH) if low > 0 else None
    start = match.start() if match else 0
    match = _APART.search(after, last + _AROUND)
    return after[start : match.end() if match else len(after)]


def _common_start(one: bytes, other: bytes) -> int:
    at = 0
    size = _CHUNK
    while size:
        part = one[at : at + size]
        if len(part) == size and other.startswith(part, at):
            at += size
        else:
            size //= 2
    return at


def _common_end(one: bytes, other: bytes, most: int) -> int:
    """How many bytes at the end are the same, at most `most`."""
    at = 0
    size = _CHUNK
    while size:
        low = len(one) - at - size
        if at + size <= most and other.endswith(one[low : low + size], 0, len(other) - at):
            at += size
        else:
            size //= 2
    return at
