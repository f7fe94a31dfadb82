"""The hosts that VTEX has, and the values of a file that are such a host or a URL of one.

Sources: the servers of VTEX's API specifications, VTEX's documentation of environments and hosts. A bare `.com` is accepted where VTEX
writes `.com.br`, for it is seen with both.
"""

import re
from collections.abc import Iterable, Iterator

from vtexlint.credentials.candidates import CandidateField
from vtexlint.credentials.model import Credential, EmbeddedText, HostField, Scope
from vtexlint.parsers.model import Document

ENDINGS = {
    "vtexcommercestable": ("com.br", "com"),
    "vtexcommercebeta": ("com.br", "com"),
    "vtexpayments": ("com.br", "com"),
    "vtexcrm": ("com.br", "com"),
    "vtexassets": ("com",),
    "myvtex": ("com",),
}
"""VTEX's domains and what they end in, the documented ending first."""

_OTHER_DOMAINS = r"(?:^|\.)(?:vtex\.app|vtex\.com(?:\.br)?)$"
_URL = (
    r"(?i)\s*(?:(?P<scheme>https?)://)?(?:[^/@\s]{0,100}@)?(?P<host>[\w{}<>\[\] -]{1,80}(?:\.[\w{}<>-]{1,80}){1,6})(?::(?P<port>\d{1,5}))?"
    r"(?P<path>[/?#]\S*)?\s*"
)
_LONGEST = 300


def hosts_of(host: EmbeddedText, slots: Iterable[CandidateField], number: int) -> Iterator[HostField]:
    """The VTEX hosts among the values of one document."""
    for slot in slots:
        value = slot.value
        if not value or slot.is_reference or len(value) > _LONGEST or "." not in value or "$" in value or "{{" in value:
            continue
        if "vtex" not in value and "{account" not in value:
            continue
        match = re.fullmatch(_URL, value)
        if match:
            scope = Scope(number, slot.container, host.document.containers[slot.container].document)
            scheme, name = (match["scheme"] or "").lower(), match["host"].lower()
            yield HostField(scheme, name, match["port"] or "", match["path"] or "", host.outer(slot.span), slot.name, scope, host)


def is_vtex_host(host: str) -> bool:
    """Whether VTEX has the domain of this host."""
    labels = host.split(".")
    known = any(label in ENDINGS and ".".join(labels[at + 1 :]) in ENDINGS[label] for at, label in enumerate(labels))
    return known or re.search(_OTHER_DOMAINS, host) is not None


def is_beside(document: Document, one: Scope, other: Scope) -> bool:
    """Whether two places of a file belong together: one container, one inside the other, or both in one that is not the whole file."""
    if (one.host, one.document) != (other.host, other.document):
        return False
    above, others = _ancestors(document, one.container), _ancestors(document, other.container)
    if one.container in others or other.container in above:
        return True
    parents = (above[1:2], others[1:2])
    return parents[0] == parents[1] and parents[0] != [] and document.containers[parents[0][0]].parent != -1


def _ancestors(document: Document, container: int) -> list[int]:
    """A container and those around it, innermost first."""
    found = []
    while container != -1 and container < len(document.containers):
        found.append(container)
        container = document.containers[container].parent
    return found


def credentials_beside(field: HostField, credentials: Iterable[Credential]) -> list[Credential]:
    """The credentials that belong to a host."""
    return [one for one in credentials if one.is_field and is_beside(field.owner.document, field.scope, one.scope)]
