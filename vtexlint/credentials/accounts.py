"""The VTEX account that a file names beside its credentials: by name, or in a VTEX host.

Hosts: the servers of VTEX's API specifications, `{account}.vtexcommercestable.com.br` first, and the storefront hosts.
"""

import re
from collections.abc import Iterator

from vtexlint.credentials.fields import CandidateField
from vtexlint.credentials.model import Account, EmbeddedText, Scope
from vtexlint.credentials.names import account_name, classify, has_vtex
from vtexlint.credentials.placeholders import DOCUMENTED_ACCOUNTS, is_placeholder, is_reference
from vtexlint.credentials.shapes import ACCOUNT

_ACCOUNT = ACCOUNT
_HOST = (
    r"(?i)(?:^|//|[@\s\"'=])(?:[a-z0-9-]+--)?(?P<account>[a-z0-9][a-z0-9-]*)\.(?:ds\.)?"
    r"(?:(?:vtexcommerce(?:stable|beta)|myvtex|vtexpayments|vtexcrm)\.com(?:\.br)?|vtexassets\.com|(?:preview\.)?vtex\.app)\b"
)
_PATH = (
    r"(?i)//(?:api\.vtex\.com|api\.vtexcrm\.com(?:\.br)?|sp\.vtex\.com/event-api/v1|logistics\.vtexcommerce(?:stable|beta)\.com(?:\.br)?)/(?P<account>[a-z0-9][a-z0-9-]*)"
    r"(?=[/?#]|$)"
)
_SERVICES = frozenset("api portal logistics pcs oms vtexid rnb www master skyhubintegration prchub sp id app apps licensemanager".split())


def accounts_of(host: EmbeddedText, slots: list[CandidateField], number: int) -> Iterator[Account]:
    """The accounts that one document names, each with the scope that it stands in."""
    for slot in slots:
        value = slot.value
        if not value or len(value) > 300 or slot.is_reference:
            continue
        found = _account_in(host, slot, value)
        if found is None:
            continue
        account, qualifier, by_host = found
        if is_no_account(account):
            continue
        scope = Scope(number, slot.container, host.document.containers[slot.container].document)
        yield Account(account, host.outer(slot.span), slot.name, qualifier, scope, by_host)


def _account_in(host: EmbeddedText, slot: CandidateField, value: str) -> tuple[str, tuple[str, ...], bool] | None:
    if "vtex" in value and "{" not in value and "$" not in value and classify(slot.name) is None and (called := called_account(value)):
        return called, (), True
    named = account_name(slot.name)
    if named is None:
        return None
    with_vtex, qualifier = named
    if not with_vtex and not _is_vtex_place(host, slot):
        return None
    text = value.strip()
    if not re.fullmatch(_ACCOUNT, text) or is_reference(text) or is_placeholder(text, text):
        return None
    return text.lower(), qualifier, False


def called_account(url: str) -> str:
    """The account that a URL, or a text with a VTEX host, calls; "" where it says none."""
    match = re.search(_HOST, url)
    if match is None or match["account"].lower() in _SERVICES:
        match = re.search(_PATH, url)
    return match["account"].lower() if match else ""


def is_no_account(account: str) -> bool:
    """Whether the word in an account's place is VTEX's own: of its documentation, or a service's."""
    return account in DOCUMENTED_ACCOUNTS or account in _SERVICES


def _is_vtex_place(host: EmbeddedText, slot: CandidateField) -> bool:
    """`account` alone says too little: a vtex ancestor, `accountName`, or a credential beside it must tell."""
    if slot.name.lower().replace("_", "").replace("-", "") in ("accountname", "account"):
        return True
    return any(isinstance(key, str) and has_vtex(key) for key in host.document.ancestors(slot.container))
