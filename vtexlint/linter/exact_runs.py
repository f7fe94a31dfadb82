"""Exact tokens in bytes, found by their letters alone: what a version of a file has in common with the previous one."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from vtexlint.text.capitals import TOKEN_LENGTH

_CAPITALS = b"." * 65 + b"A" * 26 + b"." * 165
_STEP = 8
_SAMPLES = b"A" * (TOKEN_LENGTH // _STEP - 1)
_RUN = b"A" * TOKEN_LENGTH
# what may belong to a longer value, or hide this: letters and digits, and bytes beyond ASCII
_JOINED = frozenset(range(48, 58)) | frozenset(range(65, 91)) | frozenset(range(97, 123)) | frozenset(range(128, 256))
_HIDDEN = b"." * TOKEN_LENGTH
_NO_NAMES = bytes(code if code in b"\r\n" else ord(".") for code in range(128)) + bytes(range(128, 256))
_MULTILINE = re.compile(rb"[\"'`\\]")


def exact_runs(data: bytes) -> Iterator[int]:
    """The ranges of exactly 128 uppercase letters that are not next to letters or digits."""
    if _SAMPLES not in data[_STEP - 1 :: _STEP].translate(_CAPITALS):
        return
    kinds = data.translate(_CAPITALS)
    at = kinds.find(_RUN)
    while at != -1:
        end = at + TOKEN_LENGTH
        if not (at and data[at - 1] in _JOINED) and not (end < len(data) and data[end] in _JOINED):
            yield at
        else:
            end = kinds.find(b".", end)
            if end == -1:
                return
        at = kinds.find(_RUN, end)


def without_runs(data: bytes, runs: Iterable[int]) -> bytes:
    """The bytes with full stops instead of the runs that start there."""
    hidden = bytearray(data)
    for at in runs:
        hidden[at : at + TOKEN_LENGTH] = _HIDDEN
    return bytes(hidden)


def is_near(at: int, places: Sequence[int], reach: int) -> bool:
    """Whether a place is so near to one of the sorted places that it is read with it."""
    number = bisect_left(places, at - reach)
    return number < len(places) and places[number] <= at + reach


def env_lines_around(data: bytes, places: Sequence[int], reach: int) -> bytes:
    """A .env file's bytes with full stops instead of the lines that are not near one of the sorted offsets.

    Lines keep their length. What may be a part of a value of several lines is kept.
    """
    parts: list[bytes] = []
    end = 0
    for place in (*places, len(data) + 2 * reach):
        start = max(end, data.rfind(b"\n", 0, max(0, place - reach)) + 1)
        far = data[end:start]
        parts.append(far if _MULTILINE.search(far) else far.translate(_NO_NAMES))
        end = max(start, data.find(b"\n", place + reach) + 1 or len(data))
        parts.append(data[start:end])
    return b"".join(parts)
