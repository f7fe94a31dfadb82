"""The hosts that VTEX has, and the values of a file that are such a host or a URL with one.

Sources: the servers of VTEX's API specifications, VTEX's documentation of environments and hosts. A bare `.com` is accepted where VTEX
writes `.com.br`, because both occur.
"""

import re
from collections.abc import Iterable, Iterator

from vtexlint.credentials.fields import CandidateField
from vtexlint.credentials.model import Credential, EmbeddedText, HostField, Scope
from vtexlint.credentials.placeholders import asks_for_account
from vtexlint.parsers.model import Document
from vtexlint.parsers.parse import source_map
from vtexlint.text.source import Span

ENDINGS = {
    "vtexcommercestable": ("com.br", "com"),
    "vtexcommercebeta": ("com.br", "com"),
    "vtexpayments": ("com.br", "com"),
    "vtexcrm": ("com.br", "com"),
    "vtexassets": ("com",),
    "myvtex": ("com",),
}
"""VTEX's domains and their endings, the documented ending first."""

_OTHER_DOMAINS = r"(?:^|\.)(?:vtex\.app|vtex\.com(?:\.br)?)$"
_NO_API = r"(?:^|\.)(?:vtexassets\.com|vtex\.app|vtex\.com(?:\.br)?)$"
_API_HOSTS = frozenset({"api.vtex.com", "api.vtex.com.br", "sp.vtex.com"})
_SENT = "x-vtex-api-app"
_ADDRESS = r"http://(?P<host>[A-Za-z0-9][A-Za-z0-9.-]{0,200})(?::(?P<port>\d{1,5}))?(?:/[^\s\"'`\\)]*)?"
_LONGEST_COMMAND = 20_000
_URL = (
    r"(?i)\s*(?:(?P<scheme>https?)://)?(?:[^/@\s]{0,100}@)?(?P<host>[\w{}<>\[\] -]{1,80}(?:\.[\w{}<>-]{1,80}){1,6})(?::(?P<port>\d{1,5}))?"
    r"(?:[/?#]\S*)?\s*"
)
ACCOUNT_WORD = r"[{<\[][\w -]{0,60}(?:account|store|conta|cuenta|loja|tienda|environment|ambiente|entorno|workspace)[\w -]{0,60}[}>\]]"
"""Words in brackets in the place of the account."""

_AWAITING = rf"(?i)^[^/?#]*(?://[^/?#]*)?{ACCOUNT_WORD}|//api\.vtex(?:crm)?\.com(?:\.br)?/{ACCOUNT_WORD}|[?&]an={ACCOUNT_WORD}"
_LONGEST = 300


def hosts_of(host: EmbeddedText, slots: Iterable[CandidateField], number: int) -> Iterator[HostField]:
    """The VTEX hosts among the values of one document."""
    for slot in slots:
        value = slot.value
        if not value or slot.is_reference or len(value) > _LONGEST or "." not in value or "$" in value or "{{" in value:
            continue
        if ("vtex" not in value and "{account" not in value) or "vtexappkey-" in value:
            continue
        match = re.fullmatch(_URL, value)
        if match:
            scope = Scope(number, slot.container, host.document.containers[slot.container].document)
            scheme, name = (match["scheme"] or "").lower(), match["host"].lower()
            awaits = re.search(_AWAITING, value) is not None or asks_for_account(name.partition(".")[0])
            yield HostField(scheme, name, match["port"] or "", host.outer(slot.span), scope, host, awaits)


def addresses_in_commands(host: EmbeddedText, number: int) -> Iterator[HostField]:
    """The addresses with `http` in texts that send the headers of a pair: `curl -H "X-VTEX-API-AppKey: K" http://...`."""
    for entry in host.document.entries:
        value = entry.value
        if not value or "http://" not in value or len(value) > _LONGEST_COMMAND or _SENT not in value.lower():
            continue
        places = source_map(host.source, host.document.format, entry) or [entry.span.start] * len(value) + [entry.span.end]
        scope = Scope(number, entry.container, host.document.containers[entry.container].document)
        for match in re.finditer(_ADDRESS, value):
            span = host.outer(Span(places[match.start()], places[match.end()]))
            yield HostField("http", match["host"].lower(), match["port"] or "", span, scope, host)


def takes_credentials(host: str) -> bool:
    """Whether the host answers requests of VTEX's APIs: not one of files, storefronts or documentation."""
    return is_vtex_host(host) and (not re.search(_NO_API, host) or host in _API_HOSTS)


def is_vtex_host(host: str) -> bool:
    """Whether VTEX has the domain of this host."""
    labels = host.split(".")
    known = any(label in ENDINGS and ".".join(labels[at + 1 :]) in ENDINGS[label] for at, label in enumerate(labels))
    return known or re.search(_OTHER_DOMAINS, host) is not None


class CredentialsBeside:
    """Whether a host and one of these credentials belong together: they are in one container, or one is inside the container of the
    other, or both are in adjacent containers whose parent is not the whole file.
    """

    def __init__(self, credentials: Iterable[Credential]) -> None:
        self._own: set[_Place] = set()
        self._around: set[_Place] = set()
        self._next_to: set[_Place] = set()
        for one in credentials:
            scope = one.scope
            if not one.is_field or (scope.host, scope.document, scope.container) in self._own:
                continue
            self._own.add((scope.host, scope.document, scope.container))
            containers, container = one.host.document.containers, scope.container
            if (parent := _inner_parent(one.host.document, container)) is not None:
                self._next_to.add((scope.host, scope.document, parent))
            while 0 <= container < len(containers) and (scope.host, scope.document, container) not in self._around:
                self._around.add((scope.host, scope.document, container))
                container = containers[container].parent

    def __call__(self, field: HostField) -> bool:
        host, container, document = field.scope
        if (host, document, container) in self._around:
            return True
        parent = _inner_parent(field.owner.document, container)
        if parent is not None and (host, document, parent) in self._next_to:
            return True
        containers = field.owner.document.containers
        while 0 <= container < len(containers):
            if (host, document, container) in self._own:
                return True
            container = containers[container].parent
        return False


_Place = tuple[int, int, int]  # host, document, container


def _inner_parent(document: Document, container: int) -> int | None:
    """The container around one; None if that is the whole file, or there is none."""
    if not 0 <= container < len(document.containers):
        return None
    parent = document.containers[container].parent
    return parent if parent != -1 and document.containers[parent].parent != -1 else None
