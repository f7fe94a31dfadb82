"""The outline of a large JSON text: the containers that a mention of a credential is in.

Containers without a mention are matched against the grammar, many at once, or scanned by the standard library in C.
"""

import re
from collections.abc import Callable, Iterator
from json.scanner import make_scanner

from vtexlint._startup.typed import NamedTuple
from vtexlint.parsers.container_shapes import ALL_NAMES, DESCRIBING
from vtexlint.parsers.json import MAX_DEPTH, WORD
from vtexlint.parsers.model import Mentions
from vtexlint.text.patterns import lazy

BLANK = r"[ \t\r\n]*+"
_STRING = r'"(?:[^"\\\x00-\x1f]++|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*+"'
_SCALAR = rf"(?:{_STRING}|{WORD})"
_NAME = rf"{BLANK}{_STRING}{BLANK}:{BLANK}"


def _container(value: str) -> str:
    """A container whose members are all of this kind."""
    member, item = rf"{_NAME}{value}", rf"{BLANK}{value}"
    return rf"(?:\{{(?:{member}(?:{BLANK},{member})*+)?+{BLANK}\}}|\[(?:{item}(?:{BLANK},{item})*+)?+{BLANK}\])"


_LEAF = _container(_SCALAR)  # contains scalars alone
_BRANCH = _container(rf"(?:{_SCALAR}|{_LEAF})")  # contains leaves too


# before each member; no value ends with an opening bracket, so what follows one is the first
_SEPARATOR = rf"(?:{BLANK},|(?<=[{{\[]))"


def _members(name: str, close: str) -> re.Pattern[str]:
    """The members of a container up to its end, or to a member that is itself a container: with its opening bracket."""
    run = rf"(?:{name}{_SCALAR}{BLANK},)*+"
    return lazy(rf"(?:{BLANK}{close}|{_SEPARATOR}{run}(?P<name>{name})(?:[{{\[]|{_SCALAR}{BLANK}{close}))", re.ASCII)


_NEXT = {"{": _members(_NAME, r"\}"), "[": _members(BLANK, r"\]")}
"""What follows in a container, by its opening bracket: after the bracket, or after a member."""


def _run(name: str, container: str) -> re.Pattern[str]:
    """Members that are scalars, or containers of this kind."""
    return lazy(rf"(?:{_SEPARATOR}{name}(?:{_SCALAR}|{container}))*+", re.ASCII)


RUNS = {"{": _run(_NAME, _LEAF), "[": _run(BLANK, _LEAF)}
"""Members that are scalars, or containers of scalars alone, by opening bracket: after the bracket, or after a member."""
_LONG_RUNS = {"{": _run(_NAME, _BRANCH), "[": _run(BLANK, _BRANCH)}
_LONG = (
    3_000_000  # characters to the next mention from which these pay: they save up to 9 ms a million, and 14 ms are needed to compile them
)
_LEAF_ALONE = lazy(_LEAF, re.ASCII)
_BRANCH_ALONE = lazy(rf"{BLANK}{_BRANCH}", re.ASCII)
_BEGINNING = lazy(rf"{BLANK}(?=[{{\[])")
HALF = lazy(r"(?i)key|token|secret")
"""Words of the names of appKeys and appTokens."""
_FAR = 1000  # characters to the next mention, from which on a container is tried to be skipped as a whole
_LONGEST_NAME = 130  # with what parts it from its value
_NAME_FIELD = lazy(rf'"(?i:{"|".join(sorted({name.lower() for name in ALL_NAMES}))})"\s*:')


class Outline(NamedTuple):
    """Containers by the offset of their opening bracket."""

    ends: dict[int, int]  # offset after the closing bracket, except for those that were matched together with others
    read: set[int]  # their members are read
    whole: set[int]  # with everything in them
    mates: set[int]  # sequences of objects of which one is mentioned: the others may be its siblings
    around: set[int]  # these, and what is on the way to them
    roots: list[int]  # of the documents that a mention is in
    describing: list[int]  # where names at the top are that may say that the document is a description

    def end_of(self, text: str, start: int) -> int:
        """The offset after the closing bracket of a container that starts here."""
        end = self.ends.get(start)
        if end is None:
            match = _LEAF_ALONE.match(text, start) or _BRANCH_ALONE.match(text, start)
            assert match is not None  # the outline took it for one
            end = match.end()
        return end


class Outliner:
    """Goes over the containers of a text once."""

    def __init__(self, text: str, mentions: Mentions, *, many: bool) -> None:
        """`many`: JSON lines."""
        self._text = text
        self._many = many
        describing = _describing(text, 0, len(text)) if many else ()  # in a line without a mention too
        self._places = sorted({*mentions.places, *mentions.manifests, *describing, len(text) + 1})
        self._manifests = frozenset(mentions.manifests)
        self._index = 0
        self._found = Outline({}, set(), set(), set(), set(), [], [])
        self._skip = _skipper(text)
        self._spare = len(text)  # characters that may be read in vain, to find out where a container ends

    def outline(self) -> Outline | None:
        """The containers that a mention is in; None for what is not strict JSON, or too deep."""
        text = self._text
        at = 0
        while (begin := _BEGINNING.match(text, at)) is not None:
            start = begin.end()
            end = self._skip(start) if self._many and self._places[self._index] > start else 0
            if end < 0:
                return None
            if not 0 < end <= self._places[self._index]:
                self._found.roots.append(start)
                end = self._walk(start)
                if end == 0:
                    return None
            at = end
            if not self._many:
                break
        return self._found if at and not text[at:].strip(" \t\r\n") else None

    def _walk(self, start: int) -> int:
        """Go over the containers of one document; its end, 0 for what is not strict JSON, or too deep."""
        text, ends = self._text, self._found.ends
        if text[start] == "{":
            self._found.read.add(start)  # its names say what kind of document this is
        self._found.around.add(start)
        stack = [start]
        at = start + 1
        while True:
            match = self._match(start, at)
            if match is None or len(stack) > MAX_DEPTH:
                return 0
            if len(stack) == 1:
                self._found.describing.extend(_describing(text, at, match.end()))
            at = match.end()
            opens = text[at - 1] in "{["
            if self._places[self._index] < at:
                self._mark(stack, match, opens=opens)
            if not opens:
                ends[start] = at
                stack.pop()
                if not stack:
                    return at
                if start in self._found.read and _makes_mates(text, start, at, stack[-1]):
                    self._found.mates.add(stack[-1])
                start = stack[-1]
            elif end := self._passed_by(at - 1):
                ends[at - 1] = at = end
            else:
                start = at - 1
                stack.append(start)

    def _match(self, start: int, at: int) -> re.Match[str] | None:
        """The next members of the container, those that no mention is in before the others."""
        bracket = self._text[start]
        place = self._places[self._index]
        run = (RUNS if place - at <= _LONG else _LONG_RUNS)[bracket].match(self._text, at, place)
        return _NEXT[bracket].match(self._text, run.end() if run else at)

    def _passed_by(self, start: int) -> int:
        """The end of a container that no mention is in, found in C; 0 if it must be gone into."""
        place = self._places[self._index]
        if place - start <= _FAR or self._spare <= 0:
            return 0
        if place - start > _LONG and self._text[start] == "[" and _BRANCH_ALONE.match(self._text, start + 1, place):
            return 0  # its members are passed by, many at once: there are as many as that, or few
        end = self._skip(start)
        if end <= place:
            return max(end, 0)
        self._spare -= end - start
        return 0

    def _mark(self, stack: list[int], match: re.Match[str], *, opens: bool) -> None:
        """Mark the container that a mention is in, and the one in whose name it is."""
        found = self._found
        found.read.add(stack[-1])
        found.around.update(stack)
        end = match.end()
        while (place := self._places[self._index]) < end:
            self._index += 1
            if place in self._manifests:
                found.whole.add(stack[-1])
            if opens and place >= match.start("name"):
                for marked in (found.read, found.whole, found.around):
                    marked.add(end - 1)


def _skipper(text: str) -> Callable[[int], int]:
    """What gives the end of the container at an offset, by the standard library's scanner in C; -1 where that finds an error."""
    scan = make_scanner(_Skipping())  # type: ignore[arg-type]

    def skip(start: int) -> int:
        try:
            return int(scan(text, start)[1])
        except (StopIteration, ValueError, RecursionError):
            return -1

    return skip


class _Skipping:
    """How the scanner reads: each object is dropped as it ends, so that nothing but the scalars of one sequence is in memory."""

    strict = True
    object_hook = len
    object_pairs_hook = None
    parse_float = len
    parse_int = len

    def __init__(self) -> None:
        self.memo: dict[str, str] = {}

    @staticmethod
    def parse_constant(word: str) -> None:
        raise ValueError(word)  # NaN, Infinity: no JSON


def _describing(text: str, start: int, end: int) -> Iterator[int]:
    """Where in a part of the text names are that may say what kind of document it is."""
    for name in DESCRIBING:
        at = text.find(f'"{name}"', start, end)
        while at != -1:
            yield at
            at = text.find(f'"{name}"', at + 1, end)


def _makes_mates(text: str, start: int, end: int, parent: int) -> bool:
    """Whether a container that a mention is in may be read together with those next to it."""
    if text[parent] == "[":
        return _NAME_FIELD.search(text, start, end) is not None
    return HALF.search(text, max(parent, start - _LONGEST_NAME), start) is not None
