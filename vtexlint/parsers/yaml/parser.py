"""Parser of YAML with exact spans, from libyaml's events: without the composer, which fails on deep nesting."""

from vtexlint._startup.modules import load
from vtexlint._startup.typed import Any
from vtexlint.parsers.model import Container, Document, Entry, ParseError, QuoteStyle, ScalarType
from vtexlint.parsers.yaml.aliases import MAX_REPEATED, TOO_MANY_ALIASES, Repeater
from vtexlint.parsers.yaml.comments import comments_of
from vtexlint.parsers.yaml.errors import BAD_CHARACTER, BY_PROBLEM, HALF_A_PAIR, MAX_DEPTH, about, first_too_deep, too_deep
from vtexlint.parsers.yaml.libyaml import LOADER, ReaderError, YAMLError, events
from vtexlint.parsers.yaml.scalars import content_span, content_start, kind_of, source_map, value_of
from vtexlint.text.messages import NO_MESSAGE, Message
from vtexlint.text.source import Source, Span

__all__ = ["LOADER", "parse", "source_map"]

_STYLES: dict[str | None, QuoteStyle] = {None: "plain", "": "plain", "'": "single", '"': "double", "|": "literal", ">": "folded"}


def parse(source: Source) -> Document:
    """Every scalar of every document of the stream; aliases and merges repeated where they are."""
    reader = _Reader(source)
    problem = reader.run()
    return Document("yaml", reader.entries, reader.containers, comments_of(source.text, reader.scalars), problem, unread=reader.unread())


class _OpenCollection:
    """An open mapping or sequence. `name` is the pending key of a mapping; None if a key comes next."""

    __slots__ = ("container", "items", "mapping", "merges", "merging", "name", "name_span", "own", "owns")

    def __init__(self, container: int, mapping: bool, merging: "_OpenCollection | None" = None, owns: bool = False) -> None:
        self.container = container  # -1 inside a complex key: its content has no entries
        self.mapping = mapping
        self.name: str | None = None
        self.name_span = Span(0, 0)
        self.items = 0
        self.own: set[str] = set()
        self.merges: list[tuple[int, int]] = []  # containers, and the offsets of the aliases
        self.owns = owns  # not so where a merge writes into another mapping's container
        self.merging = merging  # of the list in `<<: [*a, *b]`: the mapping that merges its items


class _Reader:
    def __init__(self, source: Source) -> None:
        self._source = source
        self._text = source.text
        self.entries: list[Entry] = []
        self.containers: list[Container] = []
        self._stack: list[_OpenCollection] = []
        self._document = -1
        self.scalars: list[Span] = []  # regions in which # does not start a comment
        self._anchored: dict[str, Entry | int] = {}
        self._defined: set[str] = set()  # every anchor, also without an entry
        self._repeater = Repeater(self.entries, self.containers)
        self._skip_to = -1  # inside a template's braces
        self._skip_depth = 0

    def run(self) -> ParseError | None:
        limit = first_too_deep(self._text)
        text = self._text if limit is None else self._text[:limit]
        loader = None
        try:
            loader = LOADER(text)
            while loader.check_event():
                event = loader.get_event()
                problem = self._take(event)
                if problem:
                    return problem
        except ReaderError as error:
            position = error.position if isinstance(error.position, int) else 0
            return ParseError(BAD_CHARACTER(), min(position, len(self._text)))
        except UnicodeEncodeError as error:
            return ParseError(HALF_A_PAIR(), error.start)
        except YAMLError as error:
            if limit is not None:
                return too_deep(limit)
            return about(error, len(self._text))
        finally:
            if loader is not None:
                loader.dispose()
        return None if limit is None else too_deep(limit)

    def _take(self, event: Any) -> ParseError | None:
        kind = type(event)
        if kind is events.ScalarEvent:
            self._scalar(event)
        elif kind is events.AliasEvent:
            return self._alias(event)
        elif kind is events.MappingStartEvent or kind is events.SequenceStartEvent:
            return self._open(event)
        elif kind is events.MappingEndEvent or kind is events.SequenceEndEvent:
            self._close(event)
        elif kind is events.DocumentStartEvent:
            self._document += 1
            self._anchored.clear()
            self._defined.clear()
        return None

    # one event each

    def _scalar(self, event: Any) -> None:
        if event.anchor:
            self._defined.add(event.anchor)
        style = _STYLES[event.style]
        start, end = event.start_mark.index, event.end_mark.index
        span = content_span(self._text, start, end, style)
        self.scalars.append(Span(span.start, max(span.start, end)))  # the header of a block may have a comment
        if self._skip_depth:
            return
        snippet = self._stack[-1] if self._stack else self._root_for_scalar(start)
        if snippet.mapping and snippet.name is None:
            snippet.name, snippet.name_span = event.value, span
            if event.anchor:
                self._anchored[event.anchor] = Entry(0, None, span, event.value, span, "string", style)
            return
        entry = self._entry(snippet, event, style, span)
        if snippet.container >= 0:
            self.entries.append(entry)
            snippet.own.add(entry.name or "")
        if event.anchor:
            self._anchored[event.anchor] = entry
        self._advance(snippet)

    def _entry(self, snippet: _OpenCollection, event: Any, style: QuoteStyle, span: Span) -> Entry:
        tag, kind, value = _read(event, style)
        name = snippet.name if snippet.mapping else None
        name_span = snippet.name_span if snippet.mapping else Span(span.start, span.start)
        return Entry(snippet.container, name, name_span, value, span, kind, style, tag, False, snippet.items)

    def _root_for_scalar(self, start: int) -> _OpenCollection:
        self.containers.append(Container(-1, None, "sequence", self._document, Span(0, 0), start))
        return _OpenCollection(len(self.containers) - 1, False)

    def _open(self, event: Any) -> ParseError | None:
        mapping = isinstance(event, events.MappingStartEvent)
        start = event.start_mark.index
        if event.anchor:
            self._defined.add(event.anchor)
        if self._skip_depth:
            self._skip_depth += 1
            return None
        if len(self._stack) >= MAX_DEPTH:
            return too_deep(start)
        parent = self._stack[-1] if self._stack else None
        if (
            mapping
            and event.flow_style
            and self._text.startswith("{{", content_start(self._text, start, len(self._text)))
            and parent is not None
            and not (parent.mapping and parent.name is None)
        ):
            self._skip_depth = 1
            self._skip_to = start
            return None
        merging = parent if parent is not None and parent.mapping and parent.name == "<<" and not mapping else None
        before = len(self.containers)
        container = self._container(parent, mapping, start, event)
        self._stack.append(_OpenCollection(container, mapping, merging, container == before))
        return None

    def _container(self, parent: _OpenCollection | None, mapping: bool, start: int, event: Any) -> int:
        """The index of a new container; -1 inside a complex key."""
        kind = "mapping" if mapping else "sequence"
        if parent is None:
            self.containers.append(Container(-1, None, kind, self._document, Span(0, 0), start))  # type: ignore[arg-type]
        elif parent.merging is not None and mapping:
            return parent.merging.container
        elif parent.container < 0 or (parent.mapping and parent.name is None):
            return -1
        elif parent.mapping and parent.name == "<<":
            # an inline merge: its entries are the merging mapping's; a list of merges holds none itself
            return parent.container if mapping else -1
        else:
            key: str | int = (parent.name or "") if parent.mapping else parent.items
            name_span = parent.name_span if parent.mapping else Span(start, start)
            self.containers.append(Container(parent.container, key, kind, self._document, name_span, start))  # type: ignore[arg-type]
            if parent.mapping:
                parent.own.add(parent.name or "")
        if event.anchor:
            self._anchored[event.anchor] = len(self.containers) - 1
            self._repeater.opened(len(self.containers) - 1)
        return len(self.containers) - 1

    def _close(self, event: Any) -> None:
        if self._skip_depth:
            self._skip_depth -= 1
            if not self._skip_depth:
                self._template(Span(self._skip_to, event.end_mark.index))
            return
        snippet = self._stack.pop()
        for origin, at in snippet.merges:
            self._repeater.merge(origin, snippet.container, snippet.own, at)
        if snippet.owns:
            self._repeater.closed(snippet.container)
        if not self._stack:
            return
        parent = self._stack[-1]
        if parent.mapping and parent.name is None:
            parent.name, parent.name_span = "", Span(event.start_mark.index, event.start_mark.index)
        else:
            self._advance(parent)

    def _template(self, span: Span) -> None:
        snippet = self._stack[-1]
        raw = self._source.slice(span)
        self.scalars.append(span)
        if snippet.container >= 0:
            name = snippet.name if snippet.mapping else None
            name_span = snippet.name_span if snippet.mapping else Span(span.start, span.start)
            self.entries.append(Entry(snippet.container, name, name_span, raw, span, "template", "plain", "", False, snippet.items))
            snippet.own.add(name or "")
        self._advance(snippet)

    def _advance(self, snippet: _OpenCollection) -> None:
        snippet.name = None
        snippet.items += 1

    # aliases

    def _alias(self, event: Any) -> ParseError | None:
        if event.anchor not in self._defined:
            return ParseError(BY_PROBLEM["found undefined alias"](), event.start_mark.index)
        if self._skip_depth or not self._stack:
            return None
        snippet = self._stack[-1]
        target = self._anchored.get(event.anchor)
        span = Span(event.start_mark.index, event.end_mark.index)
        if snippet.mapping and snippet.name is None:
            is_name = isinstance(target, Entry) and self._repeater.may_repeat(target, span.start)
            snippet.name = (target.value or "") if is_name and isinstance(target, Entry) else ""
            snippet.name_span = span
            return None
        if snippet.merging is not None:
            if isinstance(target, int):
                snippet.merging.merges.append((target, span.start))
        elif target is not None and snippet.container >= 0:
            self._repeat(snippet, target, span)
        self._advance(snippet)
        return None

    def _repeat(self, snippet: _OpenCollection, target: Entry | int, span: Span) -> None:
        name = snippet.name if snippet.mapping else None
        name_span = snippet.name_span if snippet.mapping else span
        if isinstance(target, Entry):
            if not self._repeater.may_repeat(target, span.start):
                return
            self.entries.append(
                target._replace(container=snippet.container, name=name, name_span=name_span, alias=True, item=snippet.items)
            )
            snippet.own.add(name or "")
        elif name == "<<":
            snippet.merges.append((target, span.start))
        elif any(open_.container == target for open_ in self._stack):
            return  # an alias inside its own anchor
        else:
            key: str | int = snippet.items if name is None else name
            self._repeater.copy(target, snippet.container, key, name_span, span.start)

    def unread(self) -> Message:
        """What of the aliases was not repeated."""
        at = self._repeater.exceeded
        line = self._source.position(at).line if at >= 0 else 0
        return TOO_MANY_ALIASES(limit=load("vtexlint.text.numbers").grouped(MAX_REPEATED), line=line) if at >= 0 else NO_MESSAGE


def span_of(text: str, event: Any) -> Span:
    """The content of a scalar event."""
    return content_span(text, event.start_mark.index, event.end_mark.index, _STYLES[event.style])


def entry_of(text: str, container: int, name: Any, event: Any, position: int) -> Entry:
    """The entry of a scalar event, and of its name's event; None in a sequence."""
    style, span = _STYLES[event.style], span_of(text, event)
    tag, kind, value = _read(event, style)
    name_span = Span(span.start, span.start) if name is None else span_of(text, name)
    return Entry(container, None if name is None else name.value, name_span, value, span, kind, style, tag, False, position)


def _read(event: Any, style: QuoteStyle) -> tuple[str, ScalarType, str | None]:
    """Tag, type and value."""
    tag = _written(event.tag) if event.tag and not event.implicit[0] and not event.implicit[1] else ""
    kind: ScalarType = "string" if style != "plain" or tag or (event.tag and not event.implicit[0]) else kind_of(event.value)
    return tag, kind, value_of(kind, event.value)


def _written(tag: str) -> str:
    """The tag as written; empty for tags that parsers add automatically."""
    if tag in ("", "!", "tag:yaml.org,2002:str"):
        return ""
    return tag.replace("tag:yaml.org,2002:", "!!", 1) if tag.startswith("tag:yaml.org,2002:") else tag
