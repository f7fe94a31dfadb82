"""Requests as a form: the fields of a document once its requests are read.

A collection gives each request the headers that are sent with it. In any document, the headers below a name such as `headers` are
checked for names that VTEX does not read.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from vtexlint._startup.typed import NamedTuple
from vtexlint.credentials.document_kind import HEADERS, QUERIES
from vtexlint.credentials.fields import CandidateField, is_from_elsewhere, plain
from vtexlint.credentials.header_faults import HeaderFault, HeaderFaultKind
from vtexlint.credentials.names import classify
from vtexlint.credentials.requests import header_names, insomnia, postman, request_files
from vtexlint.credentials.requests.model import Collection, Login, Request, SentHeader, Tree
from vtexlint.parsers.model import Document, Entry
from vtexlint.text.source import Span

READERS = (postman.read, insomnia.read, request_files.read)
"""The kinds of collections: each returns the requests of its documents, None for any other."""

_VARIABLE = r"\{\{\s*(?:_\.)?([\w.-]+)\s*\}\}"
_ADDRESS = r"(?i)^\s*(?:[a-z]+://)?(?:[^/?#\s]*@)?(?P<host>[^/?#\s:]+)"
_HOST_OF_VTEX = r"(?i)(?:^|\.)(?:vtex[a-z]*|myvtex)\.(?:com|com\.br|app|io|cloud)$"
_ADDRESS_NAMES = frozenset("url uri raw endpoint baseurl base_url host hostname origin target server address".split())
_URL = r"https?://[^\s\"'`<>\\]+"
_MOST_DEPTH = 4
_MOST_VALUES = 20  # of one variable: environments
_LONGEST_URL = 2000


class Reading(NamedTuple):
    """A document's fields as its requests send them, the requests, and the headers that VTEX does not read."""

    fields: list[CandidateField]
    requests: list["Sent"]
    faults: list[HeaderFault]
    is_collection: bool


class Sent(NamedTuple):
    """A request: the entries whose values are sent, by header, and its URL with variables filled in.

    `halves`: for each header of a credential the entries of its value, which are those of a variable if one is sent.
    """

    request: Request
    url: str
    halves: tuple[tuple[SentHeader, tuple[Entry, ...]], ...]
    has_scripts: bool


def read(document: Document, fields: list[CandidateField]) -> Reading:
    """Read the requests of a document, given its fields as the other forms read them."""
    tree = Tree(document, fields)
    collection = next((found for reader in READERS if (found := reader(tree)) is not None), None)
    if collection is None:
        return _Fields(fields).reading((), _swept(tree), is_collection=False)
    if not document.is_whole:
        collection.requests.extend(_unread(collection))
    own = _Fields([field for field in fields if id(field.entry) not in collection.settled])
    return own.reading(_sent(collection), (), is_collection=document.format != "http")


def _unread(collection: Collection) -> Iterator[Request]:
    """For each inherited header that no request sends a request that does: in a text that was read near its mentions, those are missing."""
    sent = {id(header.entry) for request in collection.requests for header in request.headers}
    for number, header in collection.inherited.items():
        if number not in sent:
            yield Request(header.container, header.name_span, (header,), "", Span(0, 0))


def _sent(collection: Collection) -> Iterator[Sent]:
    for request in collection.requests:
        halves = []
        for header in request.headers:
            named = variable_in(header.entry.value)
            values = collection.variables.get(named, ())[:_MOST_VALUES] if named else ()
            halves.append((header, (*values,) or (header.entry,)))
        yield Sent(request, resolved(request.url, collection.variables), tuple(halves), collection.has_scripts)


def variable_in(value: str | None) -> str:
    """The variable that is the whole value."""
    match = re.fullmatch(_VARIABLE, value.strip()) if value and "{{" in value else None
    return match[1] if match else ""


def resolved(text: str, variables: Mapping[str, list[Entry]]) -> str:
    """The text with the variables filled in that have one value."""
    for _ in range(_MOST_DEPTH):
        if "{{" not in text or len(text) > _LONGEST_URL:
            break
        text = re.sub(_VARIABLE, partial(_filled, variables), text)
    return text[:_LONGEST_URL]


def _filled(variables: Mapping[str, list[Entry]], match: re.Match[str]) -> str:
    values = {entry.value for entry in variables.get(match[1], ())[:_MOST_VALUES]}
    value = values.pop() if len(values) == 1 else None
    return match[0] if value is None else value


def goes_to_vtex(url: str) -> bool | None:
    """Whether the host of a URL is VTEX's; None if it is not known."""
    match = re.match(_ADDRESS, url)
    host = match["host"] if match else ""
    if not host or "{" in host or "$" in host or "<" in host or "." not in host:
        return None
    return re.search(_HOST_OF_VTEX, host) is not None


def _swept(tree: Tree) -> Iterator[tuple[SentHeader, bool | None]]:
    """The headers of a document that is not a collection, and whether they are sent to VTEX."""
    containers = tree.document.containers
    known: dict[int, bool | None] = {}
    for index, container in enumerate(containers):
        name = container.key.lower() if isinstance(container.key, str) else ""
        if not (name in HEADERS or name in QUERIES) or _is_answer(tree, container.parent):
            continue
        if name in HEADERS and (own := tree.header(index)) is not None:
            headers = [] if tree.is_off(index) else [own]
        else:
            headers = tree.headers(index)
        if name in QUERIES:
            headers = [header._replace(query=header.name_span) for header in headers if header_names.good_kind(header.value)]
        for member in tree.members(index):  # a header with a list of values; a list below one more name
            key, items = containers[member].key, tree.items(member)
            if isinstance(key, str) and len(items) == 1:
                headers.append(SentHeader(key, containers[member].name_span, items[0], index, "mapping"))
            elif isinstance(key, str) and containers[member].kind == "sequence":
                headers += tree.headers(member)
        if headers:
            to_vtex = _called(tree, container.parent, known)
            yield from ((header, to_vtex) for header in headers)


def _is_answer(tree: Tree, container: int) -> bool:
    key = tree.document.containers[container].key if container != -1 else None
    return isinstance(key, str) and key.lower() in ("response", "responses")


def argument_faults(document: Document, fields: Iterable[CandidateField]) -> Iterator[HeaderFault]:
    """The faults of headers that are arguments of commands."""
    wrong = [field for field in fields if field.is_part and (field.header or field.name.lower() in header_names.WITH_CREDENTIALS)]
    containers = {field.container for field in wrong}
    to_vtex: dict[int, bool] = {}
    for entry in document.entries:
        if entry.container in containers and entry.value:
            for url in re.findall(_URL, entry.value):
                if (known := goes_to_vtex(url)) is not None:
                    to_vtex.setdefault(entry.container, known)
    for field in wrong:
        goes = to_vtex.get(field.container)
        if field.header and not header_names.is_of_gateway(field.name, goes):
            new = header_names.spelled(field.header, field.name)
            yield HeaderFault("name", field.name, field.name_span, field.span, new, goes)
        elif field.name.lower() == "cookie" or goes is not False:
            kind: HeaderFaultKind = "session-token" if field.name.lower() == "cookie" else "authorization"
            yield HeaderFault(kind, field.name, field.name_span, field.span, "", goes, is_in_place=False)


def _called(tree: Tree, container: int, known: dict[int, bool | None]) -> bool | None:
    """Whether the address next to headers, or around them, is a VTEX host; `known`: by container."""
    for _ in range(_MOST_DEPTH):
        if container == -1:
            break
        if container not in known:
            known[container] = _addressed(tree, container)
        if (found := known[container]) is not None:
            return found
        container = tree.document.containers[container].parent
    return None


def _addressed(tree: Tree, container: int) -> bool | None:
    for at in (container, *(tree.child(container, name) for name in ("url", "request"))):
        for name, entry in tree.entries(at).items() if at != -1 else ():
            if entry.value and name.lower() in _ADDRESS_NAMES and (found := goes_to_vtex(entry.value)) is not None:
                return found
    return None


class _Fields:
    """The fields of a document, to which those of its requests are added."""

    def __init__(self, fields: list[CandidateField]) -> None:
        self._fields = fields
        self._by_entry = {id(field.entry): field for field in fields if field.entry is not None}
        self._changed: dict[int, CandidateField] = {}  # by `id` of the entry
        self._faults: list[HeaderFault] = []

    def reading(self, requests: Iterable[Sent], headers: Iterable[tuple[SentHeader, bool | None]], *, is_collection: bool) -> Reading:
        sent = list(requests)
        for one in sent:
            self._request(one)
        for header, to_vtex in headers:
            self._header(header, (header.entry,), to_vtex)
        fields = [field for field in self._fields if id(field.entry) not in self._changed] + list(self._changed.values())
        return Reading(fields, sent, self._faults, is_collection)

    def _request(self, sent: Sent) -> None:
        request = sent.request
        to_vtex = goes_to_vtex(sent.url)
        for header, values in sent.halves:
            self._header(header, values, to_vtex, is_example=request.is_example)
        if request.login is not None and not request.is_example:
            self._login(request.login, to_vtex)

    def _header(self, header: SentHeader, values: tuple[Entry, ...], to_vtex: bool | None, *, is_example: bool = False) -> None:
        """Add the field of a header, if it is a credential's, and that of the variable that it sends."""
        right = header_names.RIGHT.get(header.name.lower(), "")
        value = header.value if values[0] is header.entry else values[0].value or ""
        if header.query is not None:
            named = header_names.fault_of(header.name)
            right = right or (named.right if named else "")
            if right and not is_example:
                self._report(HeaderFault("query", header.name, header.query, header.value_span, right, to_vtex, False))
                if header.part is not None:
                    return  # in a URL
        elif right == header_names.SESSION:
            if header_names.good_kind(value) == "token":
                self._report_name("session-token", header, header_names.TOKEN, to_vtex, is_example)
            right = ""
        elif not right:
            right = self._misnamed(header, value, to_vtex, is_example)
        if right:
            self._put(header, values, right, is_example)

    def _misnamed(self, header: SentHeader, value: str, to_vtex: bool | None, is_example: bool) -> str:
        """The name that the header was meant to have, if its credential counts as one; "" for any other header."""
        found = header_names.fault_of(header.name)
        if found is not None and not header_names.is_of_gateway(header.name, to_vtex):
            is_session = found.right == header_names.SESSION
            kind: HeaderFaultKind = "space" if found.is_space else "session-name" if is_session else "name"
            self._report_name(kind, header, found.right, to_vtex, is_example)
            return "" if is_session else found.right
        if header.name.lower() in ("authorization", "proxy-authorization"):
            if header_names.in_authorization(value) and to_vtex is not False:
                self._report_name("authorization", header, "", to_vtex, is_example)
            return ""
        if header.name.lower() == "cookie":
            if header_names.has_token_as_session(value):
                self._report_name("session-token", header, "", to_vtex, is_example)
            return ""
        good = header_names.good_kind(value)
        if good is None or header_names.is_of_gateway(header.name, to_vtex):
            return ""
        is_vtex = header_names.resembles(header.name)
        right = header_names.of_name(header.name, good)
        self._report_name("name", header, right, to_vtex, is_example)
        return right if to_vtex or is_vtex else ""

    def _report_name(self, kind: HeaderFaultKind, header: SentHeader, right: str, to_vtex: bool | None, is_example: bool) -> None:
        if not is_example:
            new = header_names.spelled(right, header.name) if right else ""
            self._report(HeaderFault(kind, header.name, header.name_span, header.value_span, new, to_vtex, bool(new)))

    def _report(self, fault: HeaderFault) -> None:
        if all(fault.span != other.span or fault.kind != other.kind for other in self._faults[-50:]):
            self._faults.append(fault)

    def _login(self, login: Login, to_vtex: bool | None) -> None:
        good = next((entry for entry in login.parts if header_names.good_kind(entry.value or "")), None)
        if good is not None and to_vtex is not False:
            self._report(HeaderFault("authorization", "Authorization", good.span, good.span, "", to_vtex, False))

    def _put(self, header: SentHeader, values: tuple[Entry, ...], right: str, is_example: bool) -> None:
        entry = header.entry
        known = self._changed.get(id(entry)) or self._by_entry.get(id(entry))
        if known is None or known.name != header.name:
            reference = is_from_elsewhere(entry)
            known = CandidateField(
                header.name, header.name_span, entry.value, entry.span, header.container, entry, header.form, is_reference=reference
            )
        self._changed[id(entry)] = known._replace(header=right, is_disabled=known.is_disabled or is_example)
        for variable in values:
            if variable is entry:
                continue
            field = self._changed.get(id(variable)) or self._by_entry.get(id(variable)) or plain(variable)
            if not field.header and not _says_otherwise(field.name, right):
                self._changed[id(variable)] = field._replace(header=right)


def _says_otherwise(name: str, right: str) -> bool:
    """Whether a variable's own name is that of the other credential: then its value is not at fault."""
    own, sent = classify(name), classify(right)
    return own is not None and sent is not None and own.strength != "bare" and own.kind != sent.kind
