"""Requests as a client sends them: what the readers of collections return."""

import re
from collections import defaultdict
from collections.abc import Iterable

from vtexlint._startup.typed import NamedTuple
from vtexlint.credentials.evidence import is_vtex_shaped
from vtexlint.credentials.fields import CandidateField, is_path, shared
from vtexlint.credentials.model import Form
from vtexlint.parsers.model import Document, Entry
from vtexlint.text.source import Span

_HEADER_NAME = r"\s*[A-Za-z][\w-]*+[\s:]*"


class Part(NamedTuple):
    """A part of an entry's value."""

    value: str
    span: Span

    def __repr__(self) -> str:  # values are secret
        return f"Part({tuple(self.span)})"


class SentHeader(NamedTuple):
    """A header that is sent: its name and the entry of its value. `container`: the scope of its credential."""

    name: str
    name_span: Span
    entry: Entry
    container: int
    form: Form
    is_inherited: bool = False  # from a folder's or a collection's authentication
    query: Span | None = None  # if the document says that it is sent in the query string instead
    part: Part | None = None  # if the header is a part of the entry: `Name: value` in a list

    @property
    def value(self) -> str:
        return (self.entry.value or "") if self.part is None else self.part.value

    @property
    def value_span(self) -> Span:
        return self.entry.span if self.part is None else self.part.span


class Login(NamedTuple):
    """A login that is sent as `Authorization: Bearer ...` or `Basic ...`: the entries of its parts."""

    parts: tuple[Entry, ...]


class Request(NamedTuple):
    """A request with all headers that are sent with it, without disabled ones. `place`: the entry that names it in the document.

    `url` is as written, with variables; `url_span` its span, empty without one. `is_example`: it was sent once, and is kept
    as an example of an answer.
    """

    container: int
    place: Span
    headers: tuple[SentHeader, ...]
    url: str
    url_span: Span
    is_example: bool = False
    login: Login | None = None


class Collection(NamedTuple):
    """The requests of one document.

    `variables`: the values that the document gives a name; several if it has several environments. `settled`: the `id` of each
    entry that is a part of an authentication, which no other form may read. `inherited`: the headers of folders and of the
    collection itself, by the `id` of their entry. `has_scripts`: a script may add headers.
    """

    requests: list[Request]
    variables: dict[str, list[Entry]]
    settled: set[int]
    inherited: dict[int, SentHeader]
    has_scripts: bool = False


class Tree:
    """A document by its structure: the entries and the containers below each container. `fields`: as the other forms read them."""

    def __init__(self, document: Document, fields: Iterable[CandidateField] = ()) -> None:
        self.document = document
        self._written: dict[int, list[SentHeader]] = defaultdict(list)  # `Name: value` in a list
        for field in fields:
            if field.form == "assignment" and field.value and field.entry is not None and field.entry.name is None:
                part = Part(field.value, field.span)
                header = SentHeader(field.name, field.name_span, field.entry, field.container, field.form, part=part)
                self._written[field.container].append(header)
        self._entries: dict[int, dict[str, Entry]] = defaultdict(dict)
        self._items: dict[int, list[Entry]] = defaultdict(list)
        self._below: dict[int, dict[str | int | None, int]] = defaultdict(dict)
        for entry in document.entries:
            if entry.name is None:
                self._items[entry.container].append(entry)
            else:
                self._entries[entry.container][entry.name] = entry
        for index, container in enumerate(document.containers):
            self._below[container.parent][container.key if container.parent != -1 else index] = index

    def entries(self, container: int) -> dict[str, Entry]:
        return self._entries.get(container, {})

    def items(self, container: int) -> list[Entry]:
        """The scalars of a sequence."""
        return self._items.get(container, [])

    def child(self, container: int, key: str) -> int:
        """The container of this name; -1 if there is none, and below the container -1."""
        return self._below.get(container, {}).get(key, -1)

    def roots(self) -> list[int]:
        return list(self._below[-1].values())

    def members(self, container: int) -> list[int]:
        """The containers below a container."""
        return list(self._below[container].values()) if container != -1 and container in self._below else []

    def entry(self, container: int, *names: str) -> Entry | None:
        """The entry of the first of these names that exists."""
        found = self._entries.get(container)
        return next((found[name] for name in names if name in found), None) if found else None

    def text(self, container: int, *names: str) -> str:
        """The value of such an entry, "" without one."""
        entry = self.entry(container, *names)
        return (entry.value or "") if entry is not None else ""

    def is_off(self, container: int) -> bool:
        """Whether an object is disabled."""
        return self.text(container, "disabled") == "true" or self.text(container, "enabled") == "false"

    def headers(self, container: int) -> list[SentHeader]:
        """The headers of a sequence of objects or texts, or of a mapping, without disabled ones."""
        found = [
            SentHeader(entry.name, entry.name_span, entry, container, "mapping")
            for entry in self.entries(container).values()
            if entry.name is not None and not is_path(entry)
        ]
        for member in self.members(container):
            if (header := self._of_object(member, container)) is not None and not self.is_off(member):
                found.append(header)
        return found + self._written.get(container, [])

    def header(self, container: int) -> SentHeader | None:
        """The header that an object below a name such as `header` is: Envoy's `header: {key: X-VTEX-API-AppKey, value: K}`."""
        header = self._of_object(container, shared(self.document.containers, container))
        return header if header is not None and re.fullmatch(_HEADER_NAME, header.name) and not is_vtex_shaped(header.name) else None

    def _of_object(self, container: int, scope: int) -> SentHeader | None:
        name, value = self.entry(container, "key", "name", "Key", "Name"), self.entry(container, "value", "Value")
        return SentHeader(name.value, name.span, value, scope, "object") if name is not None and name.value and value is not None else None
