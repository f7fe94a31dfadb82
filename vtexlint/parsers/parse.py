"""Parse a text of any format into entries with exact spans."""

from vtexlint._startup.modules import load
from vtexlint.parsers.formats import guess_format, row_of
from vtexlint.parsers.model import Container, Document, Entry, Format, Mentions
from vtexlint.text.messages import Message, Template
from vtexlint.text.source import Source

MAX_VALUES = 1_000_000
"""How many values a document may have; each takes 300 to 650 bytes of memory and 5 to 9 microseconds."""

_SINGLE_VALUE = "vtexlint.parsers.single_value"

TOO_MANY_VALUES = Template(
    "parse.too-many-values",
    "has about {values} values, more than the limit of {limit}, and was only searched for appTokens: split it, "
    "or skip it with `exclude` in the settings",
)


def _grouped(number: int) -> Message:
    found: Message = load("vtexlint.text.numbers").grouped(number)
    return found


def parse(source: Source, format: Format) -> Document:
    """The document as its format defines it; read by the fallback parser, with the problem kept, where it is not valid."""
    # each value takes a character at least
    if len(source.text) > MAX_VALUES and (count := _values(source.text, format)) > MAX_VALUES:
        unread = TOO_MANY_VALUES(values=_grouped(count), limit=_grouped(MAX_VALUES))
        return Document(format, (), (Container(-1, None, "mapping"),), unread=unread)
    document: Document = load(_module_of(source, format)).parse(source)
    if document.problem is None or format in ("dotenv", "text"):
        return document
    other: Format = "dotenv" if guess_format(source.text) == "dotenv" else "text"
    reader = load(row_of(other, source.display_path).module)
    is_data = other == "text" and format in ("json", "toml")
    fallback: Document = reader.parse(source, is_data=True) if is_data else reader.parse(source)
    return fallback._replace(problem=document.problem)


def has_near_parser(format: Format, path: str) -> bool:
    """Whether the format has a parser of what is near a mention."""
    return bool(row_of(format, path).near_module)


def parse_near(source: Source, format: Format, mentions: Mentions) -> Document | None:
    """What is near the mentions of a large text; None if the whole must be read."""
    found: Document | None = load(row_of(format, source.display_path).near_module).parse_near(source, mentions)
    return found


def source_map(source: Source, format: Format, entry: Entry) -> list[int] | None:
    """The offset of each character of the entry's value, then the value's end; None if that cannot be determined."""
    found: list[int] | None = load(_module_of(source, format)).source_map(source, entry)
    return found


def _module_of(source: Source, format: Format) -> str:
    return _SINGLE_VALUE if source.value_name else row_of(format, source.display_path).module


def _values(text: str, format: Format) -> int:
    """About how many values, containers and comments a text has: their separators are counted, which is fast."""
    if format == "json":
        found = sum(map(text.count, (",", "[", "{", "/*"))) + text.count("//") - text.count("://")
        return max(found, 0 if found > text.count("\n") // 4 else text.count("\n"))  # JSON Lines
    return sum(map(text.count, (",", "[", "{", "- ", ";"))) + max(text.count("\n"), text.count("\r"))
