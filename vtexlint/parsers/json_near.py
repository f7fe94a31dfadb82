"""Parser of large JSON that reads what is near a mention of a credential, and skips the rest.

First the outline: one match for each container, or for many that have nothing but scalars, keeps where the containers begin and end
that a mention is in. Then `json` reads the members of these, in one pass. Skipped members are matched against the same grammar: a
text that is not valid, or has comments, is left to `json`, which says where it is wrong.
"""

import re
from bisect import bisect_left
from collections.abc import Callable
from json.scanner import make_scanner

from vtexlint._startup.typed import NamedTuple
from vtexlint.parsers import json as whole_json
from vtexlint.parsers.formats import core_name
from vtexlint.parsers.model import Container, Document, Mentions
from vtexlint.text.patterns import lazy
from vtexlint.text.source import Source, Span

_BLANK = r"[ \t\r\n]*+"
_STRING = r'"(?:[^"\\\x00-\x1f]++|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*+"'
_SCALAR = rf"(?:{_STRING}|{whole_json.WORD})"
_NAME = rf"{_BLANK}{_STRING}{_BLANK}:{_BLANK}"
_LEAF_MAPPING = rf"\{{{_BLANK}(?:\}}|(?:{_NAME}{_SCALAR}{_BLANK},)*+{_NAME}{_SCALAR}{_BLANK}\}})"
_LEAF_SEQUENCE = rf"\[{_BLANK}(?:\]|(?:{_BLANK}{_SCALAR}{_BLANK},)*+{_BLANK}{_SCALAR}{_BLANK}\])"
_LEAF = rf"(?:{_LEAF_MAPPING}|{_LEAF_SEQUENCE})"


def _members(name: str, value: str, close: str, first: bool) -> re.Pattern[str]:
    """The members of a container up to its end, or to a member that is itself a container: with its opening bracket."""
    comma = "" if first else ","
    run = rf"(?:{name}{value}{_BLANK},)*+"
    return lazy(rf"{_BLANK}(?:{close}|{comma}{run}(?P<name>{name})(?:[{{\[]|{value}{_BLANK}{close}))", re.ASCII)


def _patterns(value: str) -> dict[tuple[str, bool], re.Pattern[str]]:
    """How the members of a container go on, by its opening bracket: behind the bracket (True), and behind a member."""
    return {
        (bracket, first): _members(name, value, close, first)
        for bracket, name, close in (("{", _NAME, r"\}"), ("[", _BLANK, r"\]"))
        for first in (True, False)
    }


_CHILD_NAMED = lazy(rf'{_BLANK}(?:\}}|(,?){_BLANK}"([^"\\\x00-\x1f]*+)"{_BLANK}:{_BLANK}(?=[{{\[]))')
_CHILD = lazy(rf"{_BLANK}(?:\]|(,?){_BLANK}(?=[{{\[]))")
_NEXT = _patterns(_SCALAR)


def _run(name: str, first: bool) -> re.Pattern[str]:
    """Members that are scalars, or containers of scalars alone."""
    value = rf"(?:{_SCALAR}|{_LEAF})"
    rest = rf"(?:{_BLANK},{name}{value})*+"
    return lazy(rf"(?:{name}{value}{rest})?+" if first else rest, re.ASCII)


_RUNS = {(bracket, first): _run(name, first) for bracket, name in (("{", _NAME), ("[", _BLANK)) for first in (True, False)}
"""By opening bracket, and whether the first member is the next one."""
_LEAF_ALONE = lazy(_LEAF, re.ASCII)
_BEGINNING = lazy(rf"\ufeff?{_BLANK}(?=[{{\[])")
# what may be a credential's or an account's beside one that is mentioned
_WEAK = lazy(r"(?i)vtex|account|key|token|secret")
_HALF = lazy(r"(?i)key|token|secret")
_FAR = 1000  # characters to the next mention, from which on a container is tried to be skipped as a whole
_MATE = 2000  # characters at both ends of an object in which its name is looked for
_LONGEST_NAME = 130  # with what parts it from its value
_NAME_FIELD = lazy(r'"(?:\w*[nN]ame|\w*[kK]ey|variable|header|NAME|KEY|id)"\s*:')


def parse_near(source: Source, mentions: Mentions) -> Document | None:
    """The members of each container that a mention is in, and the names around it; None where the whole text must be read.

    Positions in a sequence count the items that were read.
    """
    name = core_name(source.display_path)
    if name.endswith(".json5"):
        return None
    outline = _Outliner(source.text, mentions).outline(many=name.endswith((".jsonl", ".ndjson")))
    if outline is None:
        return None
    reader = _NearReader(source.text, outline)
    try:
        reader.run()
    except whole_json.Stop:
        return None
    return Document("json", reader.entries, reader.containers, is_whole=False)


class _Outline(NamedTuple):
    """Containers by the offset of their opening bracket."""

    ends: dict[int, int]  # offset behind the closing bracket, but of those that have scalars alone
    read: set[int]  # their members are read
    whole: set[int]  # with everything in them
    mates: set[int]  # sequences of objects of which one is mentioned: the others may be its siblings
    around: set[int]  # these, and what is on the way to them
    roots: list[int]  # of the documents that a mention is in


class _Outliner:
    """Goes over the containers of a text once."""

    def __init__(self, text: str, mentions: Mentions) -> None:
        self._text = text
        self._places = sorted({*mentions.places, *mentions.manifests, len(text) + 1})
        self._manifests = frozenset(mentions.manifests)
        self._index = 0
        self._found = _Outline({}, set(), set(), set(), set(), [])
        self._skip = _skipper(text)
        self._spare = len(text)  # characters that may be read in vain, to find out where a container ends

    def outline(self, many: bool) -> _Outline | None:
        """The containers that a mention is in; None for what is not strict JSON, or too deep. `many`: JSON lines."""
        text = self._text
        at = 0
        while (begin := _BEGINNING.match(text, at)) is not None:
            start = begin.end()
            end = self._skip(start) if many and self._places[self._index] > start else 0
            if end < 0:
                return None
            if not 0 < end <= self._places[self._index]:
                self._found.roots.append(start)
                end = self._walk(start)
                if end == 0:
                    return None
            at = end
            if not many:
                break
        return self._found if at and not text[at:].strip(" \t\r\n") else None

    def _walk(self, start: int) -> int:
        """Go over the containers of one document; its end, 0 for what is not strict JSON, or too deep."""
        text, ends = self._text, self._found.ends
        if text[start] == "{":
            self._found.read.add(start)  # its names say what kind of document this is
        self._found.around.add(start)
        stack = [start]
        at, first = start + 1, True
        while True:
            match = self._match(start, at, first)
            if match is None or len(stack) > whole_json.MAX_DEPTH:
                return 0
            at = match.end()
            first = text[at - 1] in "{["
            if self._places[self._index] < at:
                self._mark(stack, match, opens=first)
            if not first:
                ends[start] = at
                stack.pop()
                if not stack:
                    return at
                if start in self._found.read and _makes_mates(text, start, at, stack[-1]):
                    self._found.mates.add(stack[-1])
                start = stack[-1]
            elif end := self._passed_by(at - 1):
                ends[at - 1] = at = end
                first = False
            else:
                start = at - 1
                stack.append(start)

    def _match(self, start: int, at: int, first: bool) -> re.Match[str] | None:
        """The next members of the container, those that no mention is in before the others."""
        bracket = self._text[start]
        run = _RUNS[bracket, first].match(self._text, at, self._places[self._index])
        if run and run.end() > at:
            at, first = run.end(), False
        return _NEXT[bracket, first].match(self._text, at)

    def _passed_by(self, start: int) -> int:
        """The end of a container that no mention is in, found in C; 0 where it must be gone into."""
        place = self._places[self._index]
        if place - start <= _FAR or self._spare <= 0:
            return 0
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


def _makes_mates(text: str, start: int, end: int, parent: int) -> bool:
    """Whether a container that a mention is in may be read together with those next to it."""
    if text[parent] == "[":
        return _NAME_FIELD.search(text, start, end) is not None
    return _HALF.search(text, max(parent, start - _LONGEST_NAME), start) is not None


class _NearReader(whole_json.Reader):
    """The reader of `json` that passes by what is in no wanted container."""

    def __init__(self, text: str, outline: _Outline) -> None:
        super().__init__(text, is_json5=False, many=False)
        self._in_strides = True
        self._outline = outline
        self._wanted = sorted(outline.around)
        self._wanted_at = -1
        self._whole: list[bool] = []  # for each open container

    def run(self) -> None:
        for root in self._outline.roots:
            self.at = root
            self._root()
            self._members()

    def _open(self, parent: int, key: str | int | None, name_span: Span, document: int) -> None:
        start = self.at
        outer = self._stack[-1] if self._stack else -1
        is_whole = (bool(self._whole) and self._whole[-1]) or start in self._outline.whole
        if is_whole or start in self._outline.around or (outer != -1 and self._is_mate(self.containers[outer], start, key)):
            super()._open(parent, key, name_span, document)
            self._whole.append(is_whole or start not in self._outline.around)
            return
        if self.containers[outer].start in self._outline.read:
            kind = "mapping" if self.text[start] == "{" else "sequence"
            self.containers.append(Container(parent, key, kind, document, name_span, start))  # type: ignore[arg-type]
        self.at = self._end(start)

    def _is_mate(self, outer: Container, start: int, key: str | int | None) -> bool:
        """Whether a container next to one that a mention is in is read with it: an object that names something, a named value."""
        if outer.start not in self._outline.mates:
            return False
        if isinstance(key, str):
            return _HALF.search(key) is not None
        end = self._end(start)
        parts = ((start, end),) if end - start < 2 * _MATE else ((start, start + _MATE), (end - _MATE, end))
        return any(_WEAK.search(self.text, *part) for part in parts)

    def _end(self, start: int) -> int:
        end = self._outline.ends.get(start)
        if end is None:
            leaf = _LEAF_ALONE.match(self.text, start)
            assert leaf is not None  # the outline took it for one
            end = leaf.end()
        return end

    def _close(self) -> None:
        super()._close()
        self._whole.pop()

    def _step(self) -> None:
        """As in `json`; in one match where the container ends, or a container follows."""
        me, number = self._stack[-1], self._counts[-1]
        is_mapping = self.containers[me].kind == "mapping"
        match = (_CHILD_NAMED if is_mapping else _CHILD).match(self.text, self.at)
        if match is None or (match[1] is not None and (match[1] == ",") != (number > 0)):
            super()._step()
            return
        if match[1] is None:
            self.at = match.end() - 1
            self._close()
            return
        self.at = match.end()
        self._counts[-1] += 1
        span = Span(*match.span(2)) if is_mapping else Span(self.at, self.at)
        self._open(me, match[2] if is_mapping else number, span, 0)

    def _stride(self) -> None:
        container = self.containers[self._stack[-1]]
        if not (self._whole[-1] or container.start in self._outline.read):
            if container.kind == "sequence" and container.start not in self._outline.mates:
                self._jump(container)
                return
            run = _RUNS[self.text[container.start], not self._counts[-1]].match(self.text, self.at, self._next_wanted())
            if run and run.end() > self.at:
                self._counts[-1] += 1
                self.at = run.end()
                return
        super()._stride()

    def _jump(self, container: Container) -> None:
        """Open the next item of a list that a mention is in, or go to the list's end."""
        at = bisect_left(self._wanted, self.at)
        end = self._outline.ends[container.start]
        if at == len(self._wanted) or self._wanted[at] >= end:
            self.at = end - 1
            return
        self.at = self._wanted[at]
        number = self._counts[-1]
        self._counts[-1] += 1
        self._value(self._stack[-1], None, Span(self.at, self.at), number)

    def _next_wanted(self) -> int:
        """The offset of the next container on the way to a mention, or of the next word that may matter beside it."""
        if self._wanted_at < self.at:
            at = bisect_left(self._wanted, self.at)
            end = self._wanted[at] if at < len(self._wanted) else len(self.text)
            weak = _WEAK.search(self.text, self.at, end)
            self._wanted_at = weak.start() if weak else end
        return self._wanted_at
