"""Parser of a file that contains only one value, such as a Docker secret: its name is in the file that refers to it."""

from vtexlint.parsers.model import Container, Document, Entry
from vtexlint.text.source import Source, Span


def parse(source: Source) -> Document:
    """The value, named `source.value_name`. One line break at the end is the file's: editors write it, programs strip it."""
    text = source.text
    end = len(text.removesuffix("\n").removesuffix("\r"))
    entry = Entry(0, source.value_name, Span(0, 0), text[:end], Span(0, end))
    return Document("text", (entry,), (Container(-1, None, "mapping"),))


def source_map(source: Source, entry: Entry) -> list[int]:
    """The offset of each character of the value, then its end."""
    return list(range(entry.span.start, entry.span.end + 1))
