"""Messages between vtexlint's own processes, over pipes."""

import os
import pickle

from vtexlint._startup.typed import Any

_HEAD = 8  # bytes of a message's length


def write_message(pipe: int, message: object) -> None:
    data = pickle.dumps(message)
    left = memoryview(len(data).to_bytes(_HEAD, "big") + data)
    while left:
        left = left[os.write(pipe, left) :]


def read_message(pipe: int) -> Any:
    """What the other process wrote. Raises EOFError at the end, and whatever unpickling raises."""
    return pickle.loads(_bytes(pipe, int.from_bytes(_bytes(pipe, _HEAD), "big")))  # noqa: S301  our own process wrote it


def _bytes(pipe: int, size: int) -> bytes:
    data = bytearray()
    while len(data) < size:
        part = os.read(pipe, min(size - len(data), 1 << 20))
        if not part:
            raise EOFError
        data += part
    return bytes(data)
