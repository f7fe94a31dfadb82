"""What messages call a credential."""

from vtexlint.credentials.model import Credential
from vtexlint.credentials.names import printable_name
from vtexlint.diagnostics import RelatedSpan
from vtexlint.text.messages import Message, Template

LABELS = {"key": "appKey", "token": "appToken"}
"""The two credentials of a pair as VTEX calls them."""

REVOKE = Template(
    "credential.revoke", "deactivate the key, or renew the token and finish the renewal (until then the old one still works)"
)()
"""What stops a token that leaked: a renewal alone does not (VTEX, "Renewing API tokens": both tokens are valid until it is finished)."""


def half_label(credential: Credential) -> str:
    """`appKey` or `appToken`."""
    return LABELS[credential.kind]


def display_name(credential: Credential) -> str:
    """`VTEX_APP_KEY`, or `appKey` where the credential has no name. Never a name that is itself a secret."""
    return printable_name(credential.name) or half_label(credential)


def beside(credential: Credential, message: Message) -> tuple[RelatedSpan, ...]:
    """The credential's value as a related location."""
    return (RelatedSpan(credential.span, message),)
