"""Parse a file once: its entries, and the credentials in them."""

from collections.abc import Sequence

from vtexlint._startup.modules import load
from vtexlint._startup.typed import NamedTuple
from vtexlint.credentials.credential_set import CredentialSet
from vtexlint.credentials.document_kind import needs_requests
from vtexlint.credentials.extract import extract_credentials
from vtexlint.credentials.model import EmbeddedText
from vtexlint.credentials.names import ExtraNames
from vtexlint.linter.prefilter import base64_places
from vtexlint.parsers.model import NOTHING_KNOWN, Container, Document, Format, Mentions
from vtexlint.parsers.parse import has_near_parser, parse, parse_near
from vtexlint.settings import Settings
from vtexlint.text.source import Source

NEAR_FROM = 20_000
"""Number of characters from which a text is read only around its credentials, if that is enough."""
SPARSE = 300
"""Characters for each mention from which that saves time."""


class ParsedFile(NamedTuple):
    """A file's text with its entries and credentials. `format` is the one it was parsed as; the document's may be the fallback's."""

    source: Source
    format: Format
    document: Document
    found: CredentialSet


def parse_file(source: Source, format: Format, settings: Settings, *, whole: bool = False) -> ParsedFile:
    """Entries and credentials of a text: of a large one the entries around its credentials, with `whole` all entries."""
    near = mentions = None
    if not whole and len(source.text) >= NEAR_FROM and has_near_parser(format, source.display_path):
        mentions = load("vtexlint.linter.mentions").mentions_in(source, format, settings.extra_name_bytes, SPARSE)
        if mentions is not None and format == "json" and not (mentions.places or mentions.manifests):
            # the parsers of other formats also read names that are no mention, such as one that an escape hides
            near = Document(format, (), (Container(-1, None, "mapping"),), is_whole=False)
        elif mentions is not None and len(mentions.places) * SPARSE < len(source.text):
            near = parse_near(source, format, mentions)
    extra = ExtraNames(*settings.extra_names)
    if near is not None and mentions is not None:
        found = _found(source, near, extra, mentions)
        if not (needs_requests(source, near, found) or load("vtexlint.linter.far_hosts").may_report_hosts(source.text, found)):
            return ParsedFile(source, format, near, found)
    document = parse(source, format)
    return ParsedFile(source, format, document, _found(source, document, extra))


def _found(source: Source, document: Document, extra: ExtraNames, mentions: Mentions = NOTHING_KNOWN) -> CredentialSet:
    """The credentials of a document, and the tokens that are in base64 anywhere else in its text."""
    found = extract_credentials(source, document, extra, mentions)
    if not mentions.has_base64 or next(base64_places(source.text.encode("latin-1", "replace")), None) is None:
        return found
    base64_text = load("vtexlint.linter.base64_text")
    known = base64_text.known_spans(found.credentials)
    more = tuple(base64_text.credentials_in_base64(EmbeddedText(source, document), known))
    return found.with_more(more) if more else found


def parse_around(source: Source, format: Format, settings: Settings, places: Sequence[int]) -> ParsedFile | None:
    """Entries and credentials around some sorted offsets of a text; None if the whole text must be read."""
    if not has_near_parser(format, source.display_path):
        return None
    mentions = load("vtexlint.linter.mentions").mentions_around(source, format, places, settings.extra_name_bytes)
    document = parse_near(source, format, mentions) if mentions is not None else None
    if document is None or document.problem is not None:
        return None
    return ParsedFile(source, format, document, _found(source, document, ExtraNames(*settings.extra_names)))


def whole(parsed: ParsedFile, settings: Settings) -> ParsedFile:
    """The file with all its entries, parsed again if it was read around its credentials: a fix must not change the other entries."""
    if parsed.document.is_whole:
        return parsed
    return parse_file(parsed.source, parsed.format, settings, whole=True)
