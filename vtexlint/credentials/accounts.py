"""The VTEX account that a file names next to its credentials: by name, or in a VTEX host.

Hosts: the servers of VTEX's API specifications, `{account}.vtexcommercestable.com.br` first, and the storefront hosts.
"""

import re
from collections.abc import Collection, Iterator

from vtexlint._startup.typed import NamedTuple
from vtexlint.credentials import shapes
from vtexlint.credentials.fields import CandidateField
from vtexlint.credentials.model import Account, AccountForm, Credential, EmbeddedText, Scope
from vtexlint.credentials.names import account_name, classify, has_vtex, words
from vtexlint.credentials.normalize import normalize
from vtexlint.credentials.placeholders import DOCUMENTED_ACCOUNTS, asks_for_account, is_placeholder
from vtexlint.credentials.references import is_reference
from vtexlint.text.secret import Secret

_HOST = (
    r"(?i)(?:^|//|[@\s\"'=])(?:[a-z0-9-]+--)?(?P<account>[a-z0-9][a-z0-9-]*)\.(?:ds\.)?"
    r"(?:(?:vtexcommerce(?:stable|beta)|myvtex|vtexpayments|vtexcrm)\.com(?:\.br)?|(?:preview\.)?vtex\.app)\b"
)
_PATH = (
    r"(?i)//(?:api\.vtex\.com|api\.vtexcrm\.com(?:\.br)?|sp\.vtex\.com/event-api/v1|logistics\.vtexcommerce(?:stable|beta)\.com(?:\.br)?)"
    r"/(?P<account>[a-z0-9][a-z0-9-]*)(?=[/?#]|$)"
)
_QUERY = r"(?i)//[\w.-]*vtex[\w.-]*/[^\s#]*[?&]an=(?P<account>[a-z0-9][a-z0-9-]*)(?=[&#]|$)"
_DOMAIN = r"(?i)(?:https?://)?(?:www\.)?(?P<label>[a-z0-9][a-z0-9-]*)(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?::\d+)?(?:/\S*)?"
_SERVICES = frozenset("api portal logistics pcs oms vtexid rnb www master skyhubintegration prchub sp id app apps licensemanager".split())
# words of a host's name that do not distinguish stores
_HOST_WORDS = frozenset(
    """
    x vtex api app base url uri host hostname domain dominio endpoint http https
    address site web link server account name env environment
    """.split()
)
_LONGEST = 300  # characters of a value


class _AccountValue(NamedTuple):
    account: str
    qualifier: tuple[str, ...]
    by_host: bool
    form: AccountForm = "account"
    is_vtex: bool = False


def accounts_of(host: EmbeddedText, slots: list[CandidateField], number: int) -> Iterator[Account]:
    """The accounts that one document names, each with its scope."""
    with_key = {slot.container for slot in slots if slot.value and "vtexappkey-" in slot.value[:_LONGEST].lower()}
    for slot in slots:
        value = slot.value
        if not value or len(value) > _LONGEST or slot.is_reference:
            continue
        found = _account_in(host, slot, value, with_key)
        if found is None:
            continue
        if found.form == "account" and is_no_account(found.account):
            continue
        scope = Scope(number, slot.container, host.document.containers[slot.container].document)
        field = None if found.form == "account" else _field(host, slot, value, scope)
        yield Account(
            found.account, host.outer(slot.span), slot.name, found.qualifier, scope, found.by_host, found.form, found.is_vtex, field
        )


def _account_in(host: EmbeddedText, slot: CandidateField, value: str, with_key: Collection[int]) -> _AccountValue | None:
    named = account_name(slot.name)
    if named is not None:
        is_vtex = named[0] or _is_within_vtex(host, slot)
        if is_vtex or slot.name.lower().replace("_", "").replace("-", "") in ("accountname", "account") or _is_next_to(slot, with_key):
            form = _form_of(value)
            return None if form is None else _AccountValue(form[0], named[1], False, form[1], is_vtex)
    if "vtex" in value and "{" not in value and "$" not in value and classify(slot.name) is None:
        account = account_of_url(value)
        return _AccountValue(account, tuple(word for word in words(slot.name[-80:]) if word not in _HOST_WORDS), True) if account else None
    return None


def _is_next_to(slot: CandidateField, with_key: Collection[int]) -> bool:
    """`conta` or `cuenta` with a lowercase word next to an appKey: a number may be a bank's, `Loja Sul` a name for people."""
    value = (slot.value or "").strip()
    return slot.container in with_key and slot.name.lower() in ("conta", "cuenta") and value.islower() and not value[0].isdigit()


def account_of_url(value: str) -> str:
    """The account of a VTEX host, or of a URL with one: in the host, the path or `?an=`; "" if there is none."""
    match = re.search(_HOST, value)
    if match is None or match["account"].lower() in _SERVICES:
        match = re.search(_QUERY, value) or re.search(_PATH, value)
    return match["account"].lower() if match else ""


def _form_of(value: str) -> tuple[str, AccountForm] | None:
    """The account that a value under an account name means, and what the value is; None if it cannot be an account."""
    text = value.strip()
    if is_reference(text):
        return None
    parts = shapes.key_parts_any_case(normalize(value).value)
    if parts:
        return parts.account.lower(), "key"
    if re.fullmatch(shapes.ACCOUNT, text.lower()):
        if is_placeholder(text, text):
            return None
        account = text.lower().rpartition("--")[2]  # `dev--fakestore` is a workspace of the account
        return account, "capitals" if text != text.lower() else "whitespace" if text != value else "account"
    bare = text.strip("\"'`;,/ ")
    if bare != text and re.fullmatch(shapes.ACCOUNT, bare) and not is_placeholder(bare, bare):
        return bare, "marks"
    if "{" not in text and "$" not in text and (named := account_of_url(text)):
        return named, "host"
    match = re.fullmatch(_DOMAIN, text)
    if match and "vtex" not in text:
        return match["label"].lower(), "domain"
    return ("", "placeholder") if re.fullmatch(r"[{<\[]{1}\s*[A-Za-z][\w .-]*\s*[>}\]]{1}", text) else None


def is_no_account(account: str) -> bool:
    """Whether the word in the place of the account is VTEX's own: from its documentation, or a service."""
    return account in DOCUMENTED_ACCOUNTS or account in _SERVICES or asks_for_account(account)


def _is_within_vtex(host: EmbeddedText, slot: CandidateField) -> bool:
    """`account` alone is weak evidence: it also needs a vtex ancestor, `accountName`, or a credential next to it."""
    return any(isinstance(key, str) and has_vtex(key) for key in host.document.ancestors(slot.container))


def _field(host: EmbeddedText, slot: CandidateField, value: str, scope: Scope) -> Credential:
    """The value in its field, for a fix to replace it."""
    return Credential(
        kind="key", strength="strong", name=slot.name, name_span=host.outer(slot.name_span), raw=Secret(value), span=host.outer(slot.span),
        state="set", normalized=normalize(value), form=slot.form, scope=scope, entry=slot.entry, host=host,
    )  # fmt: skip
