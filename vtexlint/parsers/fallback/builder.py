"""What the line reader has gathered: entries in the scopes that were open, and comments."""

import re

from vtexlint.parsers.fallback.escapes import decode
from vtexlint.parsers.fallback.scopes import Scopes
from vtexlint.parsers.fallback.tokens import IN_QUOTES, TOKEN, Notation, bare_span, kind_of
from vtexlint.parsers.model import Comment, Entry, QuoteStyle
from vtexlint.text.source import Span


class Gathered:
    """Entries and comments, and how a line's lesser forms become some: `ENV NAME value`, strings, plain items of a list."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.scopes = Scopes()
        self.entries: list[Entry] = []
        self.comments: list[Comment] = []

    def spaced(self, match: re.Match[str]) -> None:
        """`ENV NAME value`."""
        start = match.start("value")
        value = match["value"].rstrip().rstrip(";")
        style: QuoteStyle = "plain"
        if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
            style = "double" if value[0] == '"' else "single"
            value, start = value[1:-1], start + 1
        span = Span(start, start + len(value))
        entry = Entry(self.scopes.container(), match["name"], Span(*match.span("name")), decode(value, style), span, style=style)
        self.entries.append(entry)

    def string(self, match: re.Match[str]) -> None:
        """A string that is not a pair's value; it may contain a header or an assignment."""
        group = match.lastgroup or ""
        inner = IN_QUOTES.fullmatch(self.text, *match.span(group))
        if inner:
            style: QuoteStyle = "double" if group == "string" else "single"
            span = Span(*inner.span("value"))
            value = decode(inner["value"], style)
            self.entries.append(Entry(self.scopes.container(), inner["name"], Span(*inner.span("name")), value, span, "string", style))

    def plain_item(self, start: int, end: int) -> bool:
        """Read `- value` if it is not a pair. Returns whether it was read."""
        text = self.text
        first = TOKEN.search(text, start, end)
        if text[start] in "{[(!&*|>\"'" or (first and first.start() == start):
            if first is None or first.start() != start or first.lastgroup not in ("string", "apostrophes"):
                return False
            if first.end() == end:
                self.quoted_item(first)
                return True
            return False
        if first and first.lastgroup not in ("comment", "bracket", "template"):
            return False
        span = bare_span(text, start, end, Notation(head=True))
        container = self.scopes.drop_item()
        item = self.scopes.next_item()
        value = text[span.start : span.end]
        self.entries.append(Entry(container, None, Span(start, start), value, span, kind_of(value, Notation(), True), item=item))
        if first and first.lastgroup == "comment":
            self.comments.append(Comment(Span(*first.span()), own_line=False))
        return True

    def quoted_item(self, match: re.Match[str]) -> None:
        style: QuoteStyle = "double" if match.lastgroup == "string" else "single"
        span = Span(*match.span(match.lastgroup or 0))
        container = self.scopes.drop_item()
        if IN_QUOTES.fullmatch(self.text, *span):
            self.string(match)
            return
        value = decode(self.text[span.start : span.end], style)
        item = self.scopes.next_item()
        self.entries.append(Entry(container, None, Span(span.start, span.start), value, span, "string", style, item=item))

    def container(self, is_item_value: bool) -> int:
        """The container of a pair; `- NAME=value` is a value of the list itself, so that its neighbours are its siblings."""
        return self.scopes.drop_item() if is_item_value else self.scopes.container()
