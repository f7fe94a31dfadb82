"""How messages call a credential, and which names they may show: none that may be a token, or a piece of one."""

from functools import lru_cache

from vtexlint._startup.modules import load
from vtexlint.credentials.credential_set import CredentialSet
from vtexlint.credentials.model import Credential
from vtexlint.credentials.names import classify
from vtexlint.diagnostics import RelatedSpan
from vtexlint.text.letter_limits import LOWERCASE, NAME, NAME_CAPITALS
from vtexlint.text.messages import Message, Template
from vtexlint.text.patterns import lazy

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

# letters of a token; as base64, three are four characters, the first of which is one of seven
_SECRET_RUN = lazy(rf"[A-Z]{{{NAME_CAPITALS}}}|[A-Za-z]{{{LOWERCASE}}}|(?:[QRSTUVW][A-Za-z0-9]{{3}}){{5}}")
# letters that may be random: few names have as many together, or as many at all
_MANY_LETTERS = lazy(rf"[A-Za-z]{{{NAME.run}}}")
# letters after an appKey; what a sign in a token leaves of it as a value
_KEY_AND_MORE = lazy(r"(?i:vtexappkey)-[\w.\-]*[A-Z]{7}")
_REST = lazy(r"[^A-Za-z]*+(?P<letters>[A-Z]{40,127}+)[^A-Za-z]*+\Z")
_FIRST = lazy(r"(?<![\w.\-])[A-Z]++\Z")
_TOKEN = 128  # letters
_LONGEST_REST = 200  # characters


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


def printable_name(name: str, value: str | None = "") -> str:
    """The name as reports may show it, with `…` for each part that has random letters in place of words.

    Empty if it is itself a secret (a token pasted as a name) or a piece of one, or very long.
    """
    if value and is_piece(name, value):
        return ""
    return name if len(name) < NAME.run else _printable(name)


@lru_cache(maxsize=4096)
def _printable(name: str) -> str:
    if len(name) > 120 or (len(name) >= NAME_CAPITALS and (_SECRET_RUN.search(name) or _KEY_AND_MORE.match(name))):
        return ""
    if len(name) < NAME.chain and not _MANY_LETTERS.search(name):
        return name
    shown: str = load("vtexlint.text.random_letters").in_name(name)
    return shown if shown.strip("…") else ""


def is_piece(name: str, value: str) -> bool:
    """Whether a name ends with the first letters of a token, and its value is the rest, after a sign that does not belong there."""
    if not 40 <= len(value) <= _LONGEST_REST or not "A" <= name[-1:] <= "Z" or not (rest := _REST.match(value)):
        return False
    first = _FIRST.search(name[-_TOKEN:])
    return first is not None and classify(first[0]) is None and len(first[0]) + len(rest["letters"]) <= _TOKEN
