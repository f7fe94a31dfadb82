"""Which documents may have requests in them: asked of every document, so that the readers are imported for few."""

from vtexlint.credentials.model import CredentialSet
from vtexlint.parsers.model import Document

HEADERS = frozenset(
    """header headers httpheaders http_headers http-headers requestheaders request_headers request-headers defaultheaders default_headers
    extraheaders extra_headers customheaders custom_headers customrequestheaders reqheaders headerparameters authheaders
    auth_headers""".split()
)
"""The names, in small letters, of what contains headers."""

_COLLECTIONS = frozenset({"item", "resources", "collection"})


def may_have_requests(document: Document) -> bool:
    """Whether a document may have requests, or headers of some."""
    if document.format == "http":
        return True
    names = {container.key for container in document.containers}
    return any(isinstance(name, str) and (name in _COLLECTIONS or name.lower() in HEADERS) for name in names)


def may_be_collection(document: Document) -> bool:
    """Whether a document may be a collection of requests, by the containers at its top."""
    containers = document.containers
    tops = {container.key for container in containers if container.parent != -1 and containers[container.parent].parent == -1}
    return document.format == "http" or not _COLLECTIONS.isdisjoint(tops)


def needs_requests(near: Document, found: CredentialSet) -> bool:
    """Whether a text that was read around its credentials must be read whole: a collection that is filled in.

    Which headers a request sends is decided far from them, in the folders around it. Where nothing is filled in, that does not matter.
    """
    return any(one.is_set for one in found.credentials) and may_be_collection(near)
