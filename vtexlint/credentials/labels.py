"""How messages call a credential."""

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
    return printable_name(credential.name) or kind_label(credential)


def related_value(credential: Credential, message: Message) -> tuple[RelatedSpan, ...]:
    """The credential's value as a related location."""
    return (RelatedSpan(credential.span, message),)
