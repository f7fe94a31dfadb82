"""Parser of `.http` and `.rest` request files, as VS Code's REST Client and JetBrains' HTTP client read them.

Variables (`@name = value`) belong to the file. Each request is a separate mapping: its URL, its headers, and its body, which is one
value and is read as a document if it is one. A line of three `#` starts the next request.
"""

import re

from vtexlint.parsers.model import Comment, Container, Document, Entry, ScalarType
from vtexlint.text.patterns import lazy
from vtexlint.text.source import Source, Span

_LINE = lazy(r"(?P<text>[^\r\n]*+)(?:\r\n?|\n|\Z)")
_COMMENT = lazy(r"(?:#|//)[^\r\n]*+")
_VARIABLE = lazy(r"[ \t]*+@(?P<name>[^\s=]++)(?P<sep>[ \t]*+=[ \t]*+)(?P<value>[^\r\n]*+)")
_REQUEST = lazy(
    r"(?i)[ \t]*+(?:(?:GET|HEAD|POST|PUT|DELETE|CONNECT|OPTIONS|TRACE|PATCH|LOCK|UNLOCK|PROPFIND|PROPPATCH|COPY|MOVE|MKCOL|GRAPHQL"
    r"|WEBSOCKET|GRPC)[ \t]++(?P<url>\S[^\r\n]*+)|(?P<bare>(?:https?://|\{\{)[^\r\n]*+))"
)
_HEADER = lazy(r"[ \t]*+(?P<name>[^\s:]++)(?P<sep>[ \t]*+:[ \t]*+)(?P<value>[^\r\n]*+)")
_PROTOCOL = lazy(r"(?<![ \t])[ \t]++HTTP/[\d.]++[ \t]*+\Z")
_SCRIPT = ("< {%", "> {%", "<{%", ">{%")


def parse(source: Source) -> Document:
    """Variables, URLs, headers and bodies, in the order of the text."""
    reader = _Reader(source.text)
    reader.read()
    return Document("http", reader.entries, reader.containers, reader.comments)


def source_map(source: Source, entry: Entry) -> list[int] | None:
    """The offset of each character of the value, and its end; None if that cannot be determined."""
    if entry.value is None or source.slice(entry.span) != entry.value:
        return None
    return list(range(entry.span.start, entry.span.end + 1))


class _Reader:
    """Reads line by line; `_state` is the part of a request that comes next."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.entries: list[Entry] = []
        self.containers = [Container(-1, None, "mapping")]
        self.comments: list[Comment] = []
        self._request = 0
        self._requests = 0
        self._state = "start"
        self._body = Span(0, 0)
        self._is_script = False

    def read(self) -> None:
        for line in _LINE.finditer(self.text):
            self._line(line["text"], line.start())
        self._end_request()

    def _line(self, line: str, start: int) -> None:
        end = start + len(line)
        stripped = line.strip()
        if line.startswith("###"):
            self._end_request()
            self.comments.append(Comment(Span(start, end), own_line=True))
        elif self._is_script or stripped.startswith(_SCRIPT):
            self._is_script = "%}" not in stripped
        elif self._state == "body":
            if stripped:
                first = self._body.start if self._body.end else start
                self._body = Span(first, end)
        elif comment := _COMMENT.match(self.text, start + len(line) - len(line.lstrip()), end):
            self.comments.append(Comment(Span(*comment.span()), own_line=True))
        elif not stripped:
            if self._state == "headers":
                self._state = "body"
        elif variable := _VARIABLE.match(self.text, start, end):
            self._add(0, variable)
        elif self._state == "start":
            self._open(_REQUEST.match(self.text, start, end))
        elif line[0] in " \t" and stripped[0] in "?&/":
            pass  # the URL's query, on separate lines
        elif header := _HEADER.match(self.text, start, end):
            self._add(self._request, header)

    def _open(self, match: re.Match[str] | None) -> None:
        if match is None:
            return
        self._requests += 1
        self._request = len(self.containers)
        self.containers.append(Container(0, self._requests, "mapping", start=match.start()))
        self._state = "headers"
        group = "url" if match["url"] is not None else "bare"
        start, end = match.span(group)
        protocol = _PROTOCOL.search(self.text, start, end)
        end = protocol.start() if protocol else start + len(match[group].rstrip(" \t"))
        self.entries.append(Entry(self._request, "url", Span(start, start), self.text[start:end], Span(start, end)))

    def _add(self, container: int, match: re.Match[str]) -> None:
        value = match["value"].rstrip(" \t")  # what HTTP removes: a no-break space is sent
        start = match.start("value")
        kind: ScalarType = "template" if value.startswith("{{") and value.endswith("}}") else "string"
        span = Span(start, start + len(value))
        name_span = Span(*match.span("name"))
        self.entries.append(Entry(container, match["name"], name_span, value, span, kind, separator=Span(*match.span("sep"))))

    def _end_request(self) -> None:
        """Add the body, if there is one."""
        if self._body.end:
            start, end = self._body
            self.entries.append(Entry(self._request, "body", Span(start, start), self.text[start:end], self._body))
        self._body = Span(0, 0)
        self._state = "start"
        self._is_script = False
