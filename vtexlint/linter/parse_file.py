"""Parse a file once: its entries, and the credentials in them."""

from vtexlint._startup.typed import NamedTuple
from vtexlint.credentials.extract import ExtraNames, extract_credentials
from vtexlint.credentials.model import CredentialSet
from vtexlint.parsers.model import Document, Format
from vtexlint.parsers.parse import parse
from vtexlint.settings import Settings
from vtexlint.text.source import Source


class ParsedFile(NamedTuple):
    """A file's text with all that was read in it. `format` is the one it was parsed as; the document's may be the fallback's."""

    source: Source
    format: Format
    document: Document
    found: CredentialSet


def parse_file(source: Source, format: Format, settings: Settings) -> ParsedFile:
    """Entries and credentials of a text."""
    document = parse(source, format)
    return ParsedFile(source, format, document, extract_credentials(source, document, ExtraNames(*settings.extra_names)))
