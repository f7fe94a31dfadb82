"""`.http` and `.rest` files: each request is a container, the variables belong to the file."""

import re
from collections.abc import Iterator

from vtexlint.credentials.requests.model import Collection, Part, Request, SentHeader, Tree
from vtexlint.parsers.model import Entry
from vtexlint.text.source import Span

_PARAMETER = r"(?i)[?&](?P<name>x-[\w-]+)=(?P<value>[^&#\s]*)"


def _queried(url: Entry, container: int) -> Iterator[SentHeader]:
    """The parameters of a URL's query with the names of headers."""
    text = url.value or ""
    for match in re.finditer(_PARAMETER, text) if "?" in text else ():
        name, value = (Span(url.span.start + start, url.span.start + end) for start, end in (match.span("name"), match.span("value")))
        yield SentHeader(match["name"], name, url, container, "mapping", query=name, part=Part(match["value"], value))


def read(tree: Tree) -> Collection | None:
    """The requests of a file; None for another document."""
    if tree.document.format != "http":
        return None
    found = Collection([], {name: [entry] for name, entry in tree.entries(0).items()}, set(), {})
    for member in tree.members(0):
        headers = [
            SentHeader(name, entry.name_span, entry, member, "mapping")
            for name, entry in tree.entries(member).items()
            if name not in ("url", "body")
        ]
        url = tree.entry(member, "url")
        span = url.span if url is not None else Span(0, 0)
        if url is not None:
            headers += _queried(url, member)
        found.requests.append(Request(member, span, tuple(headers), (url.value or "") if url is not None else "", span))
    return found
