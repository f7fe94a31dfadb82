"""How messages call a credential."""

from vtexlint.credentials.credential_set import CredentialSet
from vtexlint.credentials.model import Credential
from vtexlint.credentials.names import printable_name
from vtexlint.diagnostics import RelatedSpan
from vtexlint.text.messages import Message, Template

LABELS = {"key": "appKey", "token": "appToken"}
"""The two credentials of a pair, as VTEX calls them."""

REVOKE = Template(
    "credential.revoke",
    "in the VTEX Admin: `Renew token`, deploy the new one, then `Delete old token` (the old one works until then); "
    "or deactivate the key (stops the integration at once)",
)()
"""How to make a leaked token worthless without an outage: a renewal alone does not, because both tokens are valid until the old one is
deleted (VTEX, "Renewing API tokens").
"""


def kind_label(credential: Credential) -> str:
    """`appKey` or `appToken`."""
    return LABELS[credential.kind]


def display_name(credential: Credential) -> str:
    """`VTEX_APP_KEY`, or `appKey` if the credential has no name. Never a name that is itself a secret."""
    return printed_name(credential) or kind_label(credential)


def printed_name(credential: Credential) -> str:
    """The credential's name as reports may show it; empty if that is itself a secret, or a piece of one."""
    return printable_name(credential.name, credential.raw.reveal())


def related_value(credential: Credential, message: Message) -> tuple[RelatedSpan, ...]:
    """The credential's value as a related location."""
    return (RelatedSpan(credential.span, message),)


def accounts_of_pairs(found: CredentialSet) -> dict[int, str]:
    """The account that the appKey of a pair has, by the `id`s of the pair's credentials; also in a wrong case, and in the other field."""
    known: dict[int, str] = {}
    for pair in found.pairs:
        parts = next((half.shape.key_parts_any_case for half in pair.halves if half.is_set and half.shape.key_parts_any_case), None)
        if parts is not None:
            known.update((id(half), parts.account.lower()) for half in pair.halves)
    return known
