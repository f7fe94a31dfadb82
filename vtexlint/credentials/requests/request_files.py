"""`.http` and `.rest` files: each request is a container, the variables belong to the file."""

from vtexlint.credentials.requests.model import Collection, Request, SentHeader, Tree
from vtexlint.text.source import Span


def read(tree: Tree) -> Collection | None:
    """The requests of a file; None for another document."""
    if tree.document.format != "http":
        return None
    found = Collection([], {name: [entry] for name, entry in tree.entries(0).items()}, set())
    for member in tree.members(0):
        headers = [
            SentHeader(name, entry.name_span, entry, member, "mapping")
            for name, entry in tree.entries(member).items()
            if name not in ("url", "body")
        ]
        url = tree.entry(member, "url")
        span = url.span if url is not None else Span(0, 0)
        found.requests.append(Request(member, span, tuple(headers), (url.value or "") if url is not None else "", span))
    return found
