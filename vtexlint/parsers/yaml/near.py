"""Reader of large YAML that keeps what is near a mention of a credential.

The events are the same; nothing is made of a scalar in which no word of a credential's or an account's name is, and a container
without a mention in it is dropped when it closes. Memory is that of one scope. Anchors, merges, templates and names that are
containers are left to `parser`, and so is what is not valid.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence

from vtexlint._startup.typed import Any, Literal, QuietError
from vtexlint.parsers.container_shapes import ALL_NAMES, ALL_VALUES, OFF
from vtexlint.parsers.model import Comment, Container, Document, Entry, Mentions
from vtexlint.parsers.yaml import parser
from vtexlint.parsers.yaml.comments import comment_at
from vtexlint.parsers.yaml.errors import MAX_DEPTH, first_too_deep
from vtexlint.parsers.yaml.far import WEAK, Shortened, shortened
from vtexlint.parsers.yaml.libyaml import IS_LIBYAML, YAMLError, events
from vtexlint.text.source import Source, Span, line_start

_FIELDS = ALL_NAMES | ALL_VALUES | OFF.keys() | {"kind", "flags"}
_NAMED = re.compile(r"(?i)vtex|account|cuenta|conta\b|key|token|secret")
_MOST_MATES = 10_000


def parse_near(source: Source, mentions: Mentions) -> Document | None:
    """The members near a mention of each container that has one in it, and the names around; None if the whole must be read."""
    # `data` may come before the `kind: Secret` that makes it base64
    if mentions.manifests or not IS_LIBYAML or first_too_deep(source.text) is not None:
        return None
    short = shortened(source.text, mentions.places)
    reader = _read(source, mentions.places, short) if short is not None else None
    if reader is None or reader.is_cut_wrongly:
        reader = _read(source, mentions.places)
    if reader is None:
        return None
    entries = sorted(reader.entries, key=lambda entry: entry.span.start)
    return Document("yaml", entries, reader.containers, reader.comments, is_whole=False)


def _read(source: Source, places: Sequence[int], short: Shortened | None = None) -> "_EventReader | None":
    """What is near the places; None if the whole must be read."""
    reader = _EventReader(source, places, short)
    try:
        reader.run()
    except (_Unusual, YAMLError, UnicodeEncodeError):
        return None
    return reader


class _Unusual(QuietError):  # noqa: N818  not an error of ours
    """What this reader leaves to the other."""


class _Frame:
    """An open container. Most are dropped when they close: what they have in common is their class's, so that little is set for each."""

    index = -1  # among the document's containers, once it is one
    items = 0
    name: Any = None  # the event of a name whose value comes next
    is_named_near = False  # also of an item after an option
    place: tuple[Any, int] | None = None  # the event of its name and its position, once it is closed

    def __init__(self, start: int, parent: "_Frame | None", depth: int, is_mapping: bool, is_whole: bool, seen: int) -> None:
        self.start = start
        self.parent = parent
        self.depth = depth
        self.is_mapping = is_mapping
        self.is_whole = is_whole  # below a name of VTEX's: all is kept
        self.seen = seen  # mentions before it
        self.kept: list[tuple[Any, Any, int]] = []  # members that may matter, as events: name, value, position
        self.mates: list[_Frame] = []  # containers in it without a mention, which may belong to one with a mention


class _EventReader:
    def __init__(self, source: Source, places: Sequence[int], short: Shortened | None) -> None:
        self._text = source.text
        self._short = short or Shortened(source.text, frozenset(), ((0, len(source.text)),), {})
        self._collections = dict(self._short.collections)  # where one must start and did not yet
        self.entries: list[Entry] = []
        self.containers: list[Container] = []
        self.comments: list[Comment] = []
        self._places = [*places, len(source.text) + 1]
        self._document = -1
        self._seen = 0  # mentions

    def run(self) -> None:
        """Take every event, in one loop: a large text has a million of them."""
        loader = parser.LOADER(self._short.text)
        empty = self._short.empty
        get_event = loader.get_event
        scalar, mapping_start, sequence_start = events.ScalarEvent, events.MappingStartEvent, events.SequenceStartEvent
        mapping_end, sequence_end = events.MappingEndEvent, events.SequenceEndEvent
        weak = iter(self._weak_places())
        following = next(weak)
        frame: _Frame | None = None
        end = before = 0
        try:
            while (event := get_event()) is not None:
                kind = type(event)
                if kind is scalar:
                    if event.anchor or frame is None:
                        raise _Unusual
                    before, end = end, event.end_mark.index
                    is_near = end > following
                    if is_near:
                        self._see(event.start_mark.index, end, before)
                        while following < end:
                            following = next(weak)
                    name = frame.name
                    if name is None and frame.is_mapping:
                        frame.name, frame.is_named_near = event, is_near
                        continue
                    is_option = name is None and _is_option(event.value)
                    may_matter = is_near or is_option or frame.is_named_near or frame.is_whole
                    if (may_matter or (name is not None and name.value in _FIELDS)) and end not in empty:
                        frame.kept.append((name, event, frame.items))
                    frame.name = None
                    frame.is_named_near = is_option
                    frame.items += 1
                elif kind is mapping_start or kind is sequence_start:
                    frame = self._open(event, frame, kind is mapping_start, end)
                elif kind is mapping_end or kind is sequence_end:
                    frame = self._close(frame, event.end_mark.index, end)
                elif kind is events.AliasEvent:
                    raise _Unusual
                elif kind is events.DocumentStartEvent:
                    self._document += 1
            self._see(len(self._text), len(self._text), end)
        finally:
            loader.dispose()

    def _weak_places(self) -> list[int]:
        flat = self._text.encode("latin-1", "replace").lower()  # a byte for each character
        weak = (match.start() for start, end in self._short.near for match in WEAK.finditer(flat, start, end))
        return [*sorted({*weak, *self._places}), len(flat) + 2]

    @property
    def is_cut_wrongly(self) -> bool:
        """Whether a collection is not where it was taken for one."""
        return bool(self._collections)

    def _see(self, start: int, end: int, before: int) -> None:
        """Count the mentions up to an end. Those between the last scalar's end and the start of this one are in comments."""
        while (place := self._places[self._seen]) < end:
            self._seen += 1
            if place < start:
                self._comment(place, before)

    def _comment(self, place: int, before: int) -> None:
        text = self._text
        if self.comments and place < self.comments[-1].span.end:
            return
        begin = line_start(text, place)
        at = text.find("#", max(begin, before), place + 1)
        while at > begin and text[at - 1] not in " \t":
            at = text.find("#", at + 1, place + 1)
        if at == -1 or (self.comments and self.comments[-1].span.start == at):
            return
        self.comments.append(comment_at(text, at))

    def _open(self, event: Any, parent: _Frame | None, is_mapping: bool, before: int) -> _Frame:
        start = event.start_mark.index
        if self._places[self._seen] < start:
            self._see(start, start, before)
        if self._collections and self._collections.get(start) is is_mapping and not event.flow_style:
            del self._collections[start]
        depth = parent.depth + 1 if parent is not None else 1
        if event.anchor or (event.flow_style and self._text.startswith("{{", start)) or depth > MAX_DEPTH:
            raise _Unusual
        return _Frame(start, parent, depth, is_mapping, self._is_whole(parent), self._seen)

    def _is_whole(self, parent: _Frame | None) -> bool:
        """Whether all of a container is kept that opens here."""
        if parent is None or not parent.is_mapping:
            return parent is not None and parent.is_whole
        if parent.name is None or parent.name.value == "<<":
            raise _Unusual
        return parent.is_whole or (parent.is_named_near and self._is_mentioned(parent.name))

    def _is_mentioned(self, name: Any) -> bool:
        at = bisect_left(self._places, name.start_mark.index)
        return self._places[at] < int(name.end_mark.index)

    def _close(self, frame: _Frame | None, end: int, before: int) -> _Frame | None:
        """Keep a container with a mention, drop any other; continue with its parent."""
        assert frame is not None
        if self._places[self._seen] < end:
            self._see(end, end, before)
        parent = frame.parent
        if frame.is_whole or self._seen > frame.seen:
            self._flush(frame)
        elif parent is not None and (parent.is_named_near if parent.is_mapping else frame.kept and _names_something(frame)):
            frame.place = parent.name, parent.items
            parent.mates.append(frame)
            if len(parent.mates) > _MOST_MATES:
                raise _Unusual  # the whole text costs less memory than their events
        if parent is not None:
            parent.name = None
            parent.is_named_near = False
            parent.items += 1
        return parent

    def _flush(self, frame: _Frame) -> None:
        for one in (frame, *frame.mates):
            index = self._index(one)
            for name, event, position in one.kept:
                self.entries.append(parser.entry_of(self._text, index, name, event, position))

    def _index(self, frame: _Frame) -> int:
        """The frame's container, made after those around it."""
        if frame.index >= 0:
            return frame.index
        parent = frame.parent
        named, position = frame.place or ((parent.name, parent.items) if parent is not None else (None, 0))
        outer = self._index(parent) if parent is not None else -1
        key: str | int | None = None if parent is None else named.value if named is not None else position
        if parent is None:
            span = Span(0, 0)
        elif named is None:
            span = Span(frame.start, frame.start)
        else:
            span = parser.span_of(self._text, named)
        kind: Literal["mapping", "sequence"] = "mapping" if frame.is_mapping else "sequence"
        self.containers.append(Container(outer, key, kind, self._document, span, frame.start))
        frame.index = len(self.containers) - 1
        return frame.index


def _is_option(item: str) -> bool:
    """Whether an item of a list is an option of a command, which names the item after it; a negative number is none."""
    return item[:1] == "-" and not item[1:2].isdigit()


def _names_something(frame: _Frame) -> bool:
    """Whether a container is an object that names what may be a credential or an account: `{name: apiToken, value: ...}`.

    An appKey, as in `{vtexAppKey: vtexappkey-...}`, is not such a name.
    """
    return any(
        name is not None
        and name.value in ALL_NAMES
        and not event.value.startswith("vtexappkey-")
        and _NAMED.search(event.value) is not None
        for name, event, _ in frame.kept
    )
