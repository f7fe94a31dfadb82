"""How a loader reads a text, and the small tools that the models share."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping

from vtexlint._startup.typed import NamedTuple, QuietError
from vtexlint.text.patterns import lazy


class Assignment(NamedTuple):
    """A name and the value that the loader gives it; `start` and `end` are the span of the name.

    `value` None: only the name; the value comes from the environment or is missing. `runs`: the value is what a command prints, so
    no reader can know it; `value` is then without it.
    """

    name: str
    value: str | None
    start: int
    end: int
    runs: bool = False

    def __repr__(self) -> str:  # values are secret
        return f"Assignment({self.name!r}, {self.start}, {self.end})"


class Refusal(NamedTuple):
    """Where a loader stops. `whole`: nothing of the file is read; else what is before it is read."""

    offset: int
    whole: bool = True


class LoaderResult(NamedTuple):
    """All that one loader reads, in the order of the text."""

    assignments: list[Assignment]
    refusal: Refusal | None = None

    def values(self) -> dict[str, str | None]:
        """What the program gets: the last assignment of a name counts, and a file that is rejected as a whole gives none."""
        if self.refusal is not None and self.refusal.whole:
            return {}
        return {assignment.name: assignment.value for assignment in self.assignments}

    def __repr__(self) -> str:
        return f"LoaderResult({self.assignments!r}, {self.refusal!r})"


class Unreadable(QuietError):  # noqa: N818  a loader's own refusal, no error of ours
    """The loader rejects the file at `offset`."""

    def __init__(self, offset: int) -> None:
        super().__init__(offset)
        self.offset = offset


class Plain(NamedTuple):
    """A text without carriage returns, and how to find an offset of it in the original."""

    text: str
    breaks: list[int]  # for each removed CR, its offset less the CRs before it

    def original(self, offset: int) -> int:
        return offset + bisect_right(self.breaks, offset)

    def in_original(self, found: list[Assignment], skipped: int = 0) -> list[Assignment]:
        """The assignments at their places in the original; `skipped` characters of it are not in the text."""
        if not (self.breaks or skipped):
            return found
        return [one._replace(start=self.original(one.start) + skipped, end=self.original(one.end) + skipped) for one in found]


_CR = lazy("\r")
_CRLF = lazy("\r(?=\n)")


def without_returns(text: str, *, lone: bool = False) -> Plain:
    """CR LF as LF; with `lone` every CR is removed."""
    if "\r" not in text:
        return Plain(text, [])
    pattern = _CR if lone else _CRLF
    breaks = [match.start() - count for count, match in enumerate(pattern.finditer(text))]
    return Plain(pattern.sub("", text), breaks)


class Finder:
    """Finds the next place of a character that closes something, in linear time over all calls in ascending order.

    `str.find` from each of many openings would read the rest of the text again and again if nothing closes them.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._places: dict[str, list[int]] = {}

    def places(self, character: str) -> list[int]:
        found = self._places.get(character)
        if found is None:
            found = self._places[character] = [match.start() for match in re.finditer(re.escape(character), self._text)]
        return found

    def next(self, character: str, start: int) -> int:
        """The first place at `start` or after it, -1 if there is none."""
        places = self.places(character)
        at = bisect_left(places, start)
        return places[at] if at < len(places) else -1

    def previous(self, character: str, end: int) -> int:
        """The last place before `end`, -1 if there is none."""
        places = self.places(character)
        at = bisect_left(places, end)
        return places[at - 1] if at else -1


def known(environment: Mapping[str, str | None], name: str) -> str:
    return environment.get(name) or ""
