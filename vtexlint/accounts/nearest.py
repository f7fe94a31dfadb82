"""Which listed key an unknown one was probably meant to be.

Six letters have 150 neighbours with one wrong letter, so looking each of them up costs less than comparing ten thousand keys. Two
wrong letters are searched for only in short lists: long ones contain neighbours by chance.
"""

from collections.abc import Iterator, Sequence

from vtexlint.text.distance import distance

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_SHORT = 500  # keys; the chance of a neighbour at two letters is then below 2 %


class Neighbours:
    """All listed keys, ordered once for any number of questions."""

    __slots__ = ("_folded", "_listed")

    def __init__(self, listed: Sequence[str]) -> None:
        self._listed = listed
        self._folded = dict(zip(map(str.lower, listed), listed, strict=True))

    def of(self, app_key: str) -> str | None:
        """The key that differs by case, by one or two letters, or by an error in the account name; None if there is none."""
        same = self._folded.get(app_key.lower())
        if same:
            return same
        head, _, suffix = app_key.rpartition("-")
        for variant in _slips(suffix.upper()):
            found = self._folded.get(f"{head}-{variant}".lower())
            if found:
                return found
        for key in [key for key in self._listed if key.endswith(f"-{suffix}")]:
            if distance(head, key.rpartition("-")[0], 2) <= 2:
                return key
        return _at_two(head, suffix, self._listed) if len(self._listed) <= _SHORT else None


def _slips(suffix: str) -> Iterator[str]:
    """Every text with one error: a wrong, a missing, a doubled letter, two exchanged."""
    for at in range(len(suffix)):
        yield suffix[:at] + suffix[at + 1 :]
        if at + 1 < len(suffix):
            yield suffix[:at] + suffix[at + 1] + suffix[at] + suffix[at + 2 :]
        for letter in _LETTERS:
            yield suffix[:at] + letter + suffix[at + 1 :]
    for at in range(len(suffix) + 1):
        for letter in _LETTERS:
            yield suffix[:at] + letter + suffix[at:]


def _at_two(head: str, suffix: str, listed: Sequence[str]) -> str | None:
    """The one key of the account with two errors; None if there is none, or several."""
    found = {
        key
        for key in listed
        if key.startswith(head + "-")
        and abs(len(key) - len(head) - 1 - len(suffix)) <= 2
        and distance(suffix, key.rpartition("-")[2], 2) <= 2
    }
    return found.pop() if len(found) == 1 else None
