"""Which documents may have requests in them: asked of every document, so that the readers are imported for few."""

import re

from vtexlint.credentials.context import is_vtex_shaped
from vtexlint.credentials.model import CredentialSet
from vtexlint.credentials.shapes import is_together
from vtexlint.parsers.model import Document, Entry
from vtexlint.text.patterns import lazy
from vtexlint.text.source import Source

HEADERS = frozenset(
    """header headers httpheaders http_headers http-headers requestheaders request_headers request-headers defaultheaders default_headers
    extraheaders extra_headers customheaders custom_headers customrequestheaders reqheaders headerparameters authheaders
    auth_headers""".split()
)
"""The names, in small letters, of what contains headers."""

QUERIES = frozenset({"querystring", "query", "queryparams", "queryparameters", "query_params", "params", "searchparams"})
"""The names, in small letters, of what contains the parameters of a query."""

_APP_KEY = lazy(r"(?i)app\W*key")
_HOLDERS = HEADERS | QUERIES
_COLLECTIONS = frozenset({"item", "resources", "collection"})
# what a collection has, of requests or of variables, wherever it is. A pattern for each word, which it starts with: the whole text is
# searched, and `\b` or `|` at the start would be asked at every character
_OF_COLLECTION = (
    r"getpostman\.com",
    r"_postman_(?<!\w_postman_)",
    r"_type(?<!\w_type)\b",
    *(rf"""{name}(?<!\w{name})["']?\s*[:=]""" for name in sorted(_COLLECTIONS)),
)


def may_have_requests(document: Document) -> bool:
    """Whether a document may have requests, or headers of some."""
    if document.format == "http":
        return True
    names = {container.key for container in document.containers}
    return any(isinstance(name, str) and (name in _COLLECTIONS or name.lower() in _HOLDERS) for name in names)


def needs_requests(source: Source, near: Document, found: CredentialSet) -> bool:
    """Whether a text that was read around its credentials must be read whole: for a fault of a header, or a collection that is filled in.

    Whether a header goes to VTEX, and which headers a request sends, is decided far from them, by addresses and folders. Where nothing
    is filled in, that does not matter.
    """
    if found.header_faults:
        return True
    if not any(one.is_set for one in found.credentials) and not any(_is_credential(entry) for entry in near.entries):
        return False
    return near.format == "http" or any(re.search(pattern, source.text) for pattern in _OF_COLLECTION)


def _is_credential(entry: Entry) -> bool:
    """Whether the value of an object that names it has the form of a credential: what no request was read for may have no name yet."""
    value = entry.value
    if entry.name != "value" or value is None or (_APP_KEY.search(value) is None and not is_together(value)):
        return False
    return is_vtex_shaped(value)
