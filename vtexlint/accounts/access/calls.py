"""The calls in a text: the requests of Postman, Insomnia, `.http` and HAR files, commands with `curl`, and URLs in code."""

import re
from bisect import bisect
from collections.abc import Iterable, Iterator, Mapping

from vtexlint._startup.typed import NamedTuple
from vtexlint.accounts.access import curl
from vtexlint.accounts.access.addresses import METHODS, Address, address_of
from vtexlint.accounts.access.curl import KEY_HEADER, as_key
from vtexlint.credentials.requests.model import Request, SentHeader, Tree
from vtexlint.credentials.requests.read import READERS, resolved, variable_in
from vtexlint.parsers.model import Document, Entry, Format
from vtexlint.parsers.parse import parse
from vtexlint.text.source import Source, Span

MOST_TEXT = 5_000_000
"""Characters of a text that is read; of a file the bytes, so that a user learns of the limit before."""
_OPTIONS = 400  # characters in which the options of a `fetch` are looked for

_FILLED = r"\{\{[^{}\n]*\}\}|[$#]\{[^{}\n]*\}|\{[\w.\[\]\"']*\}|<[\w .-]+>"
_URL = re.compile(
    rf"(?:https?://|(?<=[\"'`])/(?=(?:api|_v)/)|(?:(?<=[\"'`\s])|^)(?:{_FILLED}|\$\w+)/(?=(?:api|_v)/))(?:{_FILLED}|[^\s\"'`<>\\()\[\]{{}}|])+"
)
_VERB = re.compile(
    r"(?:\b(?P<word>GET|HEAD|POST|PUT|PATCH|DELETE)\b[\"'`]?[ \t]*[,:]?[ \t]*(?:url[ \t]*[:=][ \t]*)?"
    r"|[.>](?P<call>get|post|put|patch|delete|head)(?:<[^<>\n]*>)?\([ \t]*|(?P<fetch>\bfetch)\([ \t]*)[frb]?[\"'`]?$",
)
_METHOD_AFTER = re.compile(r"method[\"']?\s*[:=]\s*[\"'](?P<method>[A-Za-z]+)")
_CONCATENATED = re.compile(r"[\"'`]\s*(?:\+|\.(?!\w+\()|%|&)")


class Call(NamedTuple):
    """One call: the method in uppercase ("" if it is not known), the URL with what the file fills in, its place, and the appKey.

    `key`: the appKey that is sent; "" if none is, or it is not known. `is_sent`: it is a request, not only a URL. `has_user_token`: it
    sends a user's token, or cookies of which one may be that.
    """

    method: str
    url: str
    span: Span
    key: str = ""
    is_sent: bool = True
    has_user_token: bool = False

    def __repr__(self) -> str:  # a URL may contain a secret
        return f"Call({self.method}, {tuple(self.span)})"

    @property
    def address(self) -> Address | None:
        return address_of(self.url)


def calls(source: Source, format: Format) -> list[Call]:
    """The calls of a text, in the order of the text. Those of a collection or a HAR file are all that such a file has."""
    if len(source.text) > MOST_TEXT:
        return []
    found = list(_of_document(source, parse(source, format))) if format != "text" else []
    if not (found and format in ("json", "http")):
        found += _of_text(source.text, [(call.span.start, call.span.end) for call in found])
    return sorted(found, key=lambda call: call.span.start)


def call_at(source: Source, offset: int) -> Call | None:
    """The call of the line that contains an offset, for an editor: without reading the rest of the text."""
    start, end = source.text.rfind("\n", 0, offset) + 1, source.text.find("\n", offset)
    line = source.text[start : end if end != -1 else None]
    for call in _of_text(line, []):
        span = Span(call.span.start + start, call.span.end + start)
        if span.start <= offset < span.end:
            return call._replace(span=span)
    return None


def call_in(request: Request, url: str, tree_or_text: Tree | str) -> Call:
    """A request of a collection or an `.http` file as a call; `url` with variables filled in. Its key is left out."""
    if isinstance(tree_or_text, Tree):
        written = tree_or_text.text(request.container, "method")
    else:
        line = tree_or_text.rfind("\n", 0, request.url_span.start) + 1
        written = tree_or_text[line : request.url_span.start]
    method = written.strip().upper() or "GET"
    return Call(method if method in METHODS else "", url, request.url_span)  # what is not a method may be a secret


def _of_document(source: Source, document: Document) -> Iterator[Call]:
    tree = Tree(document)
    collection = next((found for reader in READERS if (found := reader(tree)) is not None), None)
    if collection is not None:
        for request in collection.requests:
            if not request.url or request.is_example:
                continue
            made = call_in(request, resolved(request.url, collection.variables), source.text if document.format == "http" else tree)
            key = _key_sent(request.headers, collection.variables)
            yield made._replace(key=key, has_user_token=_has_user_token(request.headers))
        return
    for number, _ in enumerate(document.containers):  # a HAR file, and whatever else names a method and a URL
        entries = {name.lower(): entry for name, entry in tree.entries(number).items()}
        url, method = entries.get("url"), entries.get("method")
        if url is None or method is None or not url.value or (method.value or "").upper() not in METHODS:
            continue
        headers = tree.headers(tree.child(number, "headers"))
        has_user_token = _has_user_token([*headers, *tree.headers(tree.child(number, "cookies"))])
        yield Call((method.value or "").upper(), url.value, url.span, _key_sent(headers, {}), has_user_token=has_user_token)


def _key_sent(headers: "list[SentHeader] | tuple[SentHeader, ...]", variables: Mapping[str, list[Entry]]) -> str:
    for header in headers:
        if header.name.strip().lower() == KEY_HEADER:
            named = variable_in(header.value)
            values = {entry.value for entry in variables.get(named, ())} if named else {header.value}
            return as_key(values.pop() or "") if len(values) == 1 else ""
    return ""


def _has_user_token(headers: "Iterable[SentHeader]") -> bool:
    return any(curl.may_be_user_token(header.name, header.value) for header in headers)


def _of_text(text: str, known: list[tuple[int, int]]) -> Iterator[Call]:
    """Commands with `curl`, then URLs elsewhere, that are not within these ranges of offsets."""
    covered = sorted(known)
    commands = []
    at = 0
    while match := curl.COMMAND.search(text, at):
        found = curl.command(text, match.end())
        at = max(match.end(), found.end)
        if found.url and not _is_within(found.url_span.start, covered):
            commands.append((match.start(), found.end))
            method = found.method if found.method in METHODS else ""
            yield Call(method, found.url, found.url_span, found.key, has_user_token=found.has_user_token)
    covered = sorted(covered + commands)
    for match in _URL.finditer(text):
        if not _is_within(match.start(), covered):
            url = match[0].rstrip(".,;:!?*")
            yield _written(text, url, Span(match.start(), match.start() + len(url)))


def _is_within(offset: int, ranges: list[tuple[int, int]]) -> bool:
    """Whether an offset is in one of these sorted ranges."""
    at = bisect(ranges, (offset, MOST_TEXT)) - 1
    return at >= 0 and ranges[at][0] <= offset <= ranges[at][1]


def _written(text: str, url: str, span: Span) -> Call:
    if url.endswith("/") and _CONCATENATED.match(text, span.end):
        url += "{value}"
    line = text.rfind("\n", 0, span.start) + 1
    verb = _VERB.search(text[max(line, span.start - 80) : span.start])
    if verb is None:
        return Call("", url, span, is_sent=False)
    if verb["fetch"]:
        another = text.find("fetch(", span.end, span.end + _OPTIONS)
        after = _METHOD_AFTER.search(text, span.end, another if another != -1 else span.end + _OPTIONS)
        return Call(after["method"].upper() if after and after["method"].upper() in METHODS else "GET", url, span)
    return Call((verb["word"] or verb["call"]).upper(), url, span)
