"""Parser of Java's `.properties` files, by the rules of `java.util.Properties.load`.

A value keeps its trailing spaces and its quotes; its leading whitespace is not part of it. A backslash at the end of a line
continues the line. Where an escape is not valid, Java refuses the whole file.

Spring Boot reads a comment `#---` or `!---` alone on a line as the end of a document, and each document may be for a profile
(docs.spring.io, Externalized Configuration, "Working With Multi-Document Files"). To Java it is a comment.
"""

import re

from vtexlint.parsers.model import Comment, Container, Document, Entry, ParseError
from vtexlint.text.messages import Template
from vtexlint.text.patterns import lazy
from vtexlint.text.source import Source, Span

BAD_ESCAPE = Template("properties.bad-escape", "`\\u` needs four hexadecimal digits after it")

_CONTINUED = r"\\(?:\r\n?|\n|\Z)[ \t\f]*+"
_LINE = lazy(
    rf"""(?x)
    [ \t\f]*+
    (?:(?P<comment>[\#!][^\r\n]*+)
      |(?P<name>(?:[^\ \t\f\r\n=:\\]++|{_CONTINUED}|\\[^\r\n])*+)
       (?P<sep>(?:[\ \t\f]++|{_CONTINUED})*+(?:[=:](?:[\ \t\f]++|{_CONTINUED})*+)?+)
       (?P<value>(?:[^\r\n\\]++|{_CONTINUED}|\\[^\r\n])*+))
    (?:\r\n?|\n|\Z)
    """
)
_ESCAPE = lazy(rf"\\u(?P<code>[0-9a-fA-F]{{4}})|(?P<bad>\\u)|(?P<continued>{_CONTINUED})|\\(?P<letter>[^\r\n])")
_OF_SPRING = "spring."
_SEPARATORS = ("#---", "!---")
_LETTERS = {"t": "\t", "n": "\n", "r": "\r", "f": "\f"}


def parse(source: Source) -> Document:
    """Every property, all in one mapping; one for each document of Spring's."""
    reader = PropertiesReader(source.text)
    for line in _LINE.finditer(source.text):
        reader.line(line)
    return reader.document()


def source_map(source: Source, entry: Entry) -> list[int] | None:
    """The offset of each character of the value, and its end; None if that cannot be determined."""
    if entry.value is None:
        return None
    raw = source.slice(entry.span)
    text, offsets = _decode(raw)
    if text != entry.value:
        return None
    return [entry.span.start + offset for offset in offsets] + [entry.span.end]


def has_documents(text: str) -> bool:
    """Whether the text is one of Spring's with several documents."""
    return _OF_SPRING in text and any(separator in text for separator in _SEPARATORS)


class PropertiesReader:
    """Reads a text line by line, with what continues a line."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.entries: list[Entry] = []
        self.comments: list[Comment] = []
        self.problem: ParseError | None = None
        self._containers = [Container(-1, None, "mapping")]
        self._has_documents = has_documents(text)

    def document(self) -> Document:
        return Document("properties", self.entries, tuple(self._containers), self.comments, self.problem)

    def line_at(self, start: int) -> int:
        """Read the line that starts at `start`; returns the offset after it."""
        match = _LINE.match(self.text, start)
        assert match is not None  # any line is one
        self.line(match)
        return match.end()

    def line(self, line: re.Match[str]) -> None:
        if line["comment"] is not None:
            self.comments.append(Comment(Span(*line.span("comment")), own_line=True))
            is_separator = line.start() == line.start("comment") and line["comment"].rstrip(" \t\f") in _SEPARATORS
            if self._has_documents and is_separator and self.entries:
                self._containers.append(Container(-1, None, "mapping", len(self._containers), start=line.end()))
            return
        name = _decoded(line["name"])
        if not (name or line["sep"] or line["value"]):
            return  # a line without characters, or with line continuations alone
        if self.problem is None and "\\u" in line[0]:
            self.problem = _bad_escape(line["name"], line.start("name")) or _bad_escape(line["value"], line.start("value"))
        name_span, span, separator = (Span(*line.span(group)) for group in ("name", "value", "sep"))
        self.entries.append(Entry(len(self._containers) - 1, name, name_span, _decoded(line["value"]), span, separator=separator))


def _bad_escape(raw: str, start: int) -> ParseError | None:
    bad = next((match for match in _ESCAPE.finditer(raw) if match["bad"] is not None), None)
    return ParseError(BAD_ESCAPE(), start + bad.start()) if bad else None


def _decoded(raw: str) -> str:
    return _decode(raw)[0] if "\\" in raw else raw


def _decode(raw: str) -> tuple[str, list[int]]:
    """The text without its escapes, and where each of its characters starts."""
    out: list[str] = []
    offsets: list[int] = []
    at = 0
    high = -1  # where the last escape ended, if it is the first of a surrogate pair
    for match in _ESCAPE.finditer(raw):
        if match.start() > at:
            out.append(raw[at : match.start()])
            offsets.extend(range(at, match.start()))
        at = match.end()
        character = _meaning(match)
        if "\udc00" <= character <= "\udfff" and high == match.start():
            out[-1] = chr(0x10000 + (ord(out[-1]) - 0xD800) * 0x400 + ord(character) - 0xDC00)
            high = -1
            continue
        high = at if "\ud800" <= character <= "\udbff" else -1
        out.append(character)
        offsets.extend([match.start()] * len(character))
    out.append(raw[at:])
    offsets.extend(range(at, len(raw)))
    return "".join(out), offsets


def _meaning(match: re.Match[str]) -> str:
    if match["code"] is not None:
        return chr(int(match["code"], 16))
    if match["continued"] is not None:
        return ""
    letter = match["letter"] or "u"
    return _LETTERS.get(letter, letter)
