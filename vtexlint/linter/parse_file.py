"""Parse a file once: its entries, and the credentials in them."""

from collections.abc import Sequence

from vtexlint._startup.modules import load
from vtexlint._startup.typed import NamedTuple
from vtexlint.credentials.extract import ExtraNames, extract_credentials
from vtexlint.credentials.model import CredentialSet
from vtexlint.credentials.request_documents import needs_requests
from vtexlint.parsers.model import Document, Format
from vtexlint.parsers.parse import has_near_parser, parse, parse_near
from vtexlint.settings import Settings
from vtexlint.text.source import Source

NEAR_FROM = 20_000
"""Characters from which on a text is read around what mentions a credential, where that is enough."""
SPARSE = 300
"""Characters for each mention from which on that saves time."""


class ParsedFile(NamedTuple):
    """A file's text with all that was read in it. `format` is the one it was parsed as; the document's may be the fallback's."""

    source: Source
    format: Format
    document: Document
    found: CredentialSet


def parse_file(source: Source, format: Format, settings: Settings, *, whole: bool = False) -> ParsedFile:
    """Entries and credentials of a text: of a large one the entries around what mentions a credential, with `whole` all."""
    near = None
    if not whole and len(source.text) >= NEAR_FROM and has_near_parser(format, source.display_path):
        mentions = load("vtexlint.linter.mentions").mentions_in(source, settings.extra_name_bytes, SPARSE)
        is_sparse = mentions is not None and len(mentions.places) * SPARSE < len(source.text)
        near = parse_near(source, format, mentions) if mentions is not None and is_sparse else None
    extra = ExtraNames(*settings.extra_names)
    if near is not None:
        found = extract_credentials(source, near, extra)
        if not needs_requests(source, near, found):
            return ParsedFile(source, format, near, found)
    document = parse(source, format)
    return ParsedFile(source, format, document, extract_credentials(source, document, extra))


def parse_around(source: Source, format: Format, settings: Settings, places: Sequence[int]) -> ParsedFile | None:
    """Entries and credentials around some sorted offsets of a text alone; None where the whole must be read."""
    if not has_near_parser(format, source.display_path):
        return None
    mentions = load("vtexlint.linter.mentions").mentions_around(source, places, settings.extra_name_bytes)
    document = parse_near(source, format, mentions) if mentions is not None else None
    if document is None or document.problem is not None:
        return None
    return ParsedFile(source, format, document, extract_credentials(source, document, ExtraNames(*settings.extra_names)))


def whole(parsed: ParsedFile, settings: Settings) -> ParsedFile:
    """The file with all its entries, read again if it was read around its credentials: what a fix must not change."""
    if parsed.document.is_whole:
        return parsed
    return parse_file(parsed.source, parsed.format, settings, whole=True)
