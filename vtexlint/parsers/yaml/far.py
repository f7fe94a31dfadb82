"""Large YAML without its far members: items, members of mappings and documents of which `near` would keep nothing.

libyaml's events take four times as long as its parser. So each far member becomes an empty one of the same length: all offsets and
positions stay. A member ends where the next line of its indentation starts, which is not certain: the line may be inside a value. So
libyaml reads each member as its own document, without an event: one that is valid alone ends where it was cut. What is before the
first member of a collection is read by `near`, which makes sure that the collection starts there.
"""

import re
from bisect import bisect_left
from itertools import islice

from vtexlint._startup.typed import TYPE_CHECKING, NamedTuple
from vtexlint.parsers.container_shapes import ALL_NAMES
from vtexlint.parsers.yaml.errors import levels
from vtexlint.parsers.yaml.libyaml import LOADER, YAMLError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FILLER = 5
"""The least number of characters that an empty value takes: ` 0 #` and the end of the line."""
_SHORTEST = 60  # characters of a far member, and the average from which cutting saves time
_SHARE = 0.5  # of the text that is far, from which the rest is worth it
_LARGE = 4000  # characters of a member that is cut itself
_LEVELS = 5  # of members in members: each is searched for lines
_FLOW = 20  # levels of brackets
_COLUMNS = 80  # with two containers at each, and with those of brackets, less than `errors.MAX_DEPTH`

# what may belong to a credential or an account near a mention, or says that a value is in base64
WEAK = re.compile(rb"vtex|account|cuenta|conta\b|key|token|secret|encod|base[_-]?64|\bb64|isactive|createdin|isblocked")
_NAMED = re.compile(b"vtex|account|cuenta|conta|key|token|secret")  # in the name of a credential or an account
_NAME_FIELDS = frozenset(name.encode() for name in ALL_NAMES)
_KEY = rb"(?:[\w/.][\w/.{}@+()-]*|'[^'\n\\]*'|\"[^\"\n\\]*\")"
_END = rb"(?=[ \r\n]|\Z)"
_DOCUMENT = re.compile(rb"\n---(?=[ \t\r\n]|\Z)")
_REST_OF_LINE = re.compile(rb"[ \t]*(?:#[^\n]*)?\r?\n")
_FIRST = re.compile(rb"(?:[ ]*+(?:#[^\n]*+|\r?)\n)*+( *)(?:(-)" + _END + rb"|" + _KEY + rb":" + _END + rb")")
_ITEM = re.compile(rb"-( +)(" + _KEY + rb"):" + _END)
_MEMBER = re.compile(_KEY + rb":(?:[ \t]*\r?\n( *)(?:(-)" + _END + rb"|" + _KEY + rb":" + _END + rb"))?")
_NO_VALUE = re.compile(rb"[ \t]*+(?:#|\r?\n|\Z)")  # a line without one
# directives, the end of a document, an item after a tab, many spaces, a line that is continued; each with a sign that is rare
_SEQUENCES = (
    (b"%", b"\n%"), (b".", b"\n..."), (b"\t", b"-\t"), (b" ", b"\n" + b" " * _COLUMNS), (b"\\", b"\\\n"), (b"\\", b"\\\r"),
)  # fmt: skip
_LISTS = re.compile(rb"- +- +- +- ")
_ALIAS = re.compile(rb"\*[\w-]")
_COMPLEX = re.compile(rb"(?<![^\s\[{,:-])\?(?=\s)")
_OTHER_BREAKS = "\x85\u2028\u2029\ufeff"
_LOOKALIKES = "\u212a\u017f"  # k and s, without case


class Shortened(NamedTuple):
    """A text with its far members empty.

    `empty`: where the values end that were put there; `near`: what else of the text is left, as ranges.
    `collections`: where a block collection must start, and whether it is a mapping; if one does not, the text was cut wrongly.
    """

    text: str
    empty: frozenset[int]
    near: tuple[tuple[int, int], ...]
    collections: dict[int, bool]


def shortened(text: str, places: "Sequence[int]") -> Shortened | None:
    """The text without what is far from some sorted places; None if that is not worth it or not certain."""
    flat = text.encode("latin-1", "replace")  # a byte for each character
    if not _is_plain(text, flat):
        return None
    cutter = _Cutter(flat, places)
    cutter.cut_documents()
    if cutter.saved < len(text) * _SHARE:
        return None
    try:
        LOADER("---\n" + "\n---\n".join([text[start:end] for start, end, _ in cutter.members])).raw_parse()
    except (YAMLError, UnicodeEncodeError):
        return None
    return _emptied(text, cutter)


def _is_plain(text: str, flat: bytes) -> bool:
    """Whether lines end only where they seem to, documents start only where they seem to, and nothing nests deep."""
    if b"\r" in flat and flat.count(b"\r") != flat.count(b"\r\n"):
        return False
    if not text.isascii() and any(one in text for one in _OTHER_BREAKS + _LOOKALIKES):
        return False
    if flat[:1] == b"%" or any(sign in flat and sequence in flat for sign, sequence in _SEQUENCES):
        return False
    return _LISTS.search(flat) is None and levels(flat, _FLOW) <= _FLOW


class _Cutter:
    """Finds the members. Of each that was cut: its start, its end, and where the rest of it is removed; -1 if it stays."""

    def __init__(self, flat: bytes, places: "Sequence[int]") -> None:
        self._flat = flat
        self._lower = flat.lower()
        # what else must be read: an alias may not be defined; a template in braces is not read as YAML
        self._kept = sorted({*places, *_found(_ALIAS, flat, b"*"), *_found(_COMPLEX, flat, b"?"), *_places(b"{{", flat)})
        self._kept.append(len(flat) + 1)
        self.members: list[tuple[int, int, int]] = []
        self.documents: set[int] = set()  # ends of what is removed of a whole document
        self.collections: dict[int, bool] = {}
        self.saved = 0

    def cut_documents(self) -> None:
        flat = self._flat
        marks = [3] if _DOCUMENT.match(b"\n" + flat[:4]) else []
        marks += (match.end() for match in _DOCUMENT.finditer(flat))
        if not marks:
            self._cut(0, len(flat), 0)
            return
        before = 0
        if flat[: marks[0] - 3].strip():
            self._document(0, 0, marks[0] - 3)
        for mark, end in zip(marks, [*(mark - 3 for mark in marks[1:]), len(flat)], strict=True):
            rest = _REST_OF_LINE.match(flat, mark, end)
            if rest:
                self._document(before, rest.end(), end)
            before = mark

    def _document(self, before: int, start: int, end: int) -> None:
        if (
            end - start >= _SHORTEST
            and not self._must_stay(before, end)
            and _FIRST.match(self._flat, start, end)
            and not self._ends_with_weak_comment(before, start)
            and not self._ends_with_weak_comment(start, end)
        ):
            self.members.append((start, end, start))
            self.documents.add(start)
            self.saved += end - start
        else:
            self._cut(start, end, 0)

    def _cut(self, start: int, end: int, level: int) -> bool:
        """Cut what starts with the line at an offset into its members; False if it stays as it is."""
        flat = self._flat
        first = _FIRST.match(flat, start, end)
        if first is None:
            return False
        indent, is_mapping = len(first[1]), first[2] is None
        begin = first.start(1)
        most = (end - begin) // _SHORTEST
        spaces = b"\n {%d}" % indent
        line = re.compile(spaces + rb"(?:[^ \n\r\t#-]|-[^ \r\n])" if is_mapping else spaces + b"-" + _END)
        starts = [begin, *(match.start() + 1 for match in islice(line.finditer(flat, begin, end), most))]
        if len(starts) >= most:
            return False
        self.collections[begin + indent] = is_mapping
        bounds = [*zip([start, *starts], starts, [*starts[1:], end], strict=False)]
        if is_mapping:
            self._members(bounds, indent, level, WEAK.search(self._lower, start, begin) is not None)
        else:
            self._items(bounds, indent)
        return True

    def _items(self, bounds: list[tuple[int, int, int]], indent: int) -> None:
        """Items of a list, by the start of the one before, their own and their end."""
        flat = self._flat
        fields = _NameFields(flat, bounds[0][1], bounds[-1][2], indent + 2)
        for before, start, end in bounds:
            rest = start + indent + 1
            head = _ITEM.match(flat, rest - 1, end) if end - rest >= _SHORTEST and not self._must_stay(before, end) else None
            if head and not (self._names_something(head, end, fields) or self._ends_with_weak_comment(start, end)):
                self.members.append((start, end, rest))
                self.saved += end - rest
            else:
                self.members.append((start, end, -1))

    def _members(self, bounds: list[tuple[int, int, int]], indent: int, level: int, is_weak: bool) -> None:
        """Those of a mapping. `is_weak`: a comment before the first counts for its name."""
        flat = self._flat
        for before, start, end in bounds:
            was_weak, is_weak = is_weak, self._ends_with_weak_comment(start, end)
            head = _MEMBER.match(flat, start + indent, end) if end - start >= _SHORTEST else None
            if head is None or head[1] is None or WEAK.search(self._lower, start, head.end()):
                self.members.append((start, end, -1))
                continue
            inner = head.start(1)
            rest = flat.index(b":", self._name_end(start + indent)) + 1
            is_container = len(head[1]) > indent or (len(head[1]) == indent and head[2] is not None)
            if is_container and end - rest >= _SHORTEST and not (was_weak or is_weak or self._must_stay(before, end)):
                self.members.append((start, end, rest))
                self.saved += end - rest
            elif not (
                is_container
                and end - start >= _LARGE
                and level < _LEVELS
                and not self._must_stay(start, inner)
                and self._cut(inner, end, level + 1)
            ):
                self.members.append((start, end, -1))

    def _name_end(self, start: int) -> int:
        """Where the name ends that starts at an offset: a quoted one may contain a colon."""
        quote = self._flat[start : start + 1]
        return self._flat.index(quote, start + 1) if quote in (b"'", b'"') else start

    def _must_stay(self, start: int, end: int) -> bool:
        return self._kept[bisect_left(self._kept, start)] < end

    def _ends_with_weak_comment(self, start: int, end: int) -> bool:
        """Whether a comment at the end of a member would count for the name after it."""
        flat = self._flat
        at = max(start, flat.rfind(b"\n", start, end - 1) + 1)
        while at > start and _NO_VALUE.match(flat, at, end):
            at = max(start, flat.rfind(b"\n", start, at - 1) + 1)
        return flat.find(b"#", at, end) != -1 and WEAK.search(self._lower, at, end) is not None

    def _names_something(self, head: "re.Match[bytes]", end: int, fields: "_NameFields") -> bool:
        """Whether an item has a field such as `name` whose value may be the name of a credential: it may belong to one near it."""
        begin = head.end()
        column = fields.indent - 1 + len(head[1])
        if column > _COLUMNS:
            return True
        ends = fields.ends(begin, end, column)
        if head[2].strip(b"'\"") in _NAME_FIELDS:
            ends.insert(0, begin)
        value = _patterns(column)[1]
        for at in ends:
            plain = value.match(self._flat, at, end)
            if plain is None:  # it may go on to the end of the item
                return _NAMED.search(self._lower, at, end) is not None
            if _NAMED.search(self._lower, at, plain.end()):
                return True
        return False


class _NameFields:
    """Where fields for a name end in the items of a list, which mostly have the same indentation: all are searched for at once."""

    def __init__(self, flat: bytes, start: int, end: int, indent: int) -> None:
        self._flat = flat
        self._range = start, end
        self.indent = indent
        self._all: list[int] | None = None

    def ends(self, start: int, end: int, column: int) -> list[int]:
        """Those of one item whose members are at a column."""
        fields = _patterns(column)[0]
        if column != self.indent:
            return [match.end() for match in fields.finditer(self._flat, start, end)]
        if self._all is None:
            self._all = [match.end() for match in fields.finditer(self._flat, *self._range)]
        return self._all[bisect_left(self._all, start) : bisect_left(self._all, end)]


_known: "dict[int, tuple[re.Pattern[bytes], re.Pattern[bytes]]]" = {}


def _patterns(column: int) -> "tuple[re.Pattern[bytes], re.Pattern[bytes]]":
    """For the members of a block mapping at a column: a field for a name, or a tag; and a value that certainly ends with its line."""
    if column not in _known:
        name = b"|".join(sorted(_NAME_FIELDS))
        field = rb"\n {%d}(?:[\"']?(?:%b)[\"']?\s*:|[!&])" % (column, name)
        value = rb" +(?:[\w/.$+(<=~^-][^\n]*|\"[^\"\\\n]*\"[ \t]*\r?|'[^'\n]*'[ \t]*\r?)(?:\Z|\n(?: {0,%d}(?=[^ \r\n])|\Z))" % column
        _known[column] = re.compile(field), re.compile(value)
    return _known[column]


def _places(word: bytes, flat: bytes) -> "Iterator[int]":
    at = flat.find(word)
    while at != -1:
        yield at
        at = flat.find(word, at + 1)


def _found(pattern: "re.Pattern[bytes]", flat: bytes, sign: bytes) -> "Iterator[int]":
    """Where a pattern matches that starts with a sign, which is searched for first: that is faster."""
    return (at for at in _places(sign, flat) if pattern.match(flat, at))


def _emptied(text: str, cutter: _Cutter) -> Shortened:
    pieces: list[str] = []
    near: list[tuple[int, int]] = []
    empty: list[int] = []
    at = 0
    for start, end, removed in cutter.members:
        if removed < 0:
            continue
        if at < start:
            near.append((at, start))
        # a value that is complete: the next token must not be taken for it
        word = "[] #" if start in cutter.documents else " 0 #"
        if start not in cutter.documents:
            empty.append(removed + 2)
        last = "\n" if text[end - 1] == "\n" else "#"
        pieces += text[at:removed], word, "#" * (end - removed - len(word) - 1), last
        at = end
    near.append((at, len(text)))
    pieces.append(text[at:])
    return Shortened("".join(pieces), frozenset(empty), tuple(near), cutter.collections)
