"""What is remembered of the versions of files, those that were seen last."""

from typing import Generic, TypeVar

Kept = TypeVar("Kept")


class Versions(Generic[Kept]):
    """What is kept of the last version of each path, those that were kept last; of no more than so many bytes."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._size = 0
        self._kept: dict[str, tuple[Kept, int]] = {}

    def __contains__(self, path: str) -> bool:
        return path in self._kept

    def pop(self, path: str, otherwise: Kept) -> Kept:
        kept, size = self._kept.pop(path, (otherwise, 0))
        self._size -= size
        return kept

    def keep(self, path: str, kept: Kept, size: int) -> None:
        self._kept[path] = kept, size
        self._size += size
        while self._size > self._most:
            self._size -= self._kept.pop(next(iter(self._kept)))[1]
