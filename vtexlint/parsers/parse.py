"""Parse a text of any format into entries with exact spans."""

from vtexlint._startup.modules import load
from vtexlint.parsers.formats import row_of
from vtexlint.parsers.model import Document, Entry, Format, Mentions
from vtexlint.text.source import Source


def parse(source: Source, format: Format) -> Document:
    """The document as its format defines it; read by the fallback parser, with the problem kept, where it is not valid."""
    document: Document = load(row_of(format, source.display_path).module).parse(source)
    if document.problem is None or format in ("dotenv", "text"):
        return document
    fallback: Document = load(row_of("text", source.display_path).module).parse(source)
    return fallback._replace(problem=document.problem)


def has_near_parser(format: Format, path: str) -> bool:
    """Whether the format has a parser of what is near a mention."""
    return bool(row_of(format, path).near_module)


def parse_near(source: Source, format: Format, mentions: Mentions) -> Document | None:
    """What is near the mentions of a large text; None where the whole must be read."""
    found: Document | None = load(row_of(format, source.display_path).near_module).parse_near(source, mentions)
    return found


def source_map(source: Source, format: Format, entry: Entry) -> list[int] | None:
    """The offset of each character of the entry's value, then the value's end; None where that cannot be determined."""
    found: list[int] | None = load(row_of(format, source.display_path).module).source_map(source, entry)
    return found
