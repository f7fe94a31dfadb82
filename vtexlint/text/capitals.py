"""Long runs of uppercase letters in bytes: the test that excludes nearly every file from a search for tokens.

A run of 40 uppercase letters contains five neighbours among every eighth byte, so one byte in eight is sampled. What passes is read
from the end of each sequence of 40, at most twice. So the time is linear for any bytes.
"""

from vtexlint._startup.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

TOKEN_LENGTH = 128
FIRST_PART = 40
"""The least letters of the first part of a token that is split over adjacent literals."""

_CLASSES = b"." * 65 + b"A" * 26 + b"." * 165
_STEP = 8
_SAMPLES = b"A" * (FIRST_PART // _STEP)
_JOINS = frozenset(b"\"'`\\=")  # what can follow the first part


def may_hold_exact_token(data: bytes) -> bool:
    """Whether an exact token, whole or split over adjacent literals, may be in the bytes; ASCII, UTF-8 or UTF-16. Sound."""
    return next(token_regions(data), None) is not None


def token_regions(data: bytes) -> "Iterator[tuple[int, int, int]]":
    """Where tokens may be, and how many bytes a letter has (2: UTF-16). Each region contains a whole run of uppercase letters."""
    if len(data) < TOKEN_LENGTH:
        return
    yield from _regions(data, 0, 1)
    if b"\0" in data:
        yield from _regions(data, 0, 2)
        yield from _regions(data, 1, 2)


def _regions(data: bytes, first: int, width: int) -> "Iterator[tuple[int, int, int]]":
    """The places in `data[first::width]` with 128 uppercase letters in a row, or 40 before something that can join two literals."""
    samples = data[first + width * (_STEP - 1) :: width * _STEP].translate(_CLASSES)
    at = samples.find(_SAMPLES)
    while at != -1:
        end = samples.find(b".", at)
        if end == -1:
            end = len(samples)
        # the samples before and after are not uppercase letters, so that no run crosses the region's ends
        start, stop = first + width * at * _STEP, first + width * ((end + 1) * _STEP + 1)
        has_width = width == 1 or data.count(b"\0", max(0, start - 1), stop) >= TOKEN_LENGTH - 1
        if has_width and _holds_run(data[start:stop:width]):
            yield start, min(stop, len(data)), width
        at = samples.find(_SAMPLES, end)


def _holds_run(region: bytes) -> bool:
    classes = region.translate(_CLASSES)
    size = len(classes)
    start = 0
    while start + FIRST_PART <= size:
        gap = classes.rfind(b".", start, start + FIRST_PART)
        if gap == -1:
            gap = classes.find(b".", start + FIRST_PART)
            if gap == -1:
                gap = size
            if gap - start >= TOKEN_LENGTH or (gap < size and region[gap] in _JOINS):
                return True
        start = gap + 1
    return False
