"""Which header names VTEX reads, and what a wrong one was meant to be.

The names: VTEX's API specifications (`X-VTEX-API-AppKey`, `X-VTEX-API-AppToken`, `VtexIdclientAutCookie`) and its provider protocols
(`X-PROVIDER-API-AppKey`, `X-PROVIDER-API-AppToken`).
"""

import re
from functools import lru_cache

from vtexlint._startup.typed import NamedTuple
from vtexlint.credentials import shapes
from vtexlint.credentials.encodings import decode_base64
from vtexlint.credentials.names import CredentialKind, classify
from vtexlint.credentials.normalize import normalize
from vtexlint.credentials.placeholders import is_documented
from vtexlint.text.distance import distance

KEY, TOKEN, SESSION = "X-VTEX-API-AppKey", "X-VTEX-API-AppToken", "VtexIdclientAutCookie"
RIGHT = {name.lower(): name for name in (KEY, TOKEN, SESSION, "X-PROVIDER-API-AppKey", "X-PROVIDER-API-AppToken")}
"""The names as VTEX spells them, by lowercase: header names are not case-sensitive."""

WITH_CREDENTIALS = frozenset({"authorization", "proxy-authorization", "cookie"})
"""The names, in lowercase, of headers whose values may contain a credential."""
_SESSION_COOKIE = r"(?i)VtexIdclientAuth?Cookie(?:_[\w-]+)?=([^;\s]+)"

OF_KIND: dict[CredentialKind, str] = {"key": KEY, "token": TOKEN}
_MOST_ERRORS = 2
_SEPARATORS = str.maketrans("", "", "-_ :")
_BARE = {name.translate(_SEPARATORS): name for name in RIGHT}
_MOST_LETTERS = 60


class NameFault(NamedTuple):
    """A name that is nearly one of `RIGHT`, which is `right`; `is_space`: except for spaces or a colon around it."""

    right: str
    is_space: bool


@lru_cache(maxsize=2048)
def fault_of(name: str) -> NameFault | None:
    """What is wrong with a name that was meant to be one of `RIGHT`; None for a right name and for any other."""
    lower = name.lower()
    if lower in RIGHT or len(name) > _MOST_LETTERS:
        return None
    plain = lower.strip().rstrip(":").rstrip()
    if plain in RIGHT:
        return NameFault(RIGHT[plain], is_space=True)
    bare = plain.translate(_SEPARATORS)
    for right, spelled in _BARE.items():
        if distance(bare, right, _MOST_ERRORS) <= _MOST_ERRORS:
            return NameFault(RIGHT[spelled], is_space=False)
    return None


def spelled(right: str, wrong: str) -> str:
    """The right name, in lowercase if the wrong one is."""
    return right.lower() if wrong.islower() else right


def good_kind(value: str) -> CredentialKind | None:
    """The kind of a value that is exactly an appKey or an appToken, and not an example of VTEX's documentation."""
    if len(value) < len("vtexappkey-a-AAAAAA") or len(value) > 2 * shapes.TOKEN_LENGTH:
        return None
    normalized = normalize(value).value
    if is_documented(normalized):
        return None
    if shapes.key_parts(normalized):
        return "key"
    return "token" if shapes.is_token(normalized) and shapes.is_random(normalized) else None


def in_authorization(value: str) -> CredentialKind | None:
    """The kind of the credential in the value of an `Authorization` header: `Bearer T`, `K:T`, `Basic` with base64 of these."""
    scheme, _, rest = value.strip().partition(" ")
    text = (rest if rest else scheme).strip()
    if scheme.lower() == "basic" and rest:
        text = decode_base64(text + "=" * (-len(text) % 4)) or text
    found = {good_kind(part) for part in (text, *text.split(":", 1))} - {None}
    return "token" if "token" in found else "key" if found else None


def resembles(name: str) -> bool:
    """Whether the name contains VTEX: such a header is a credential's, wherever the request goes."""
    return "vtex" in name.lower() or classify(name) is not None


def is_of_gateway(name: str, to_vtex: bool | None) -> bool:
    """Whether a header belongs to another host: the request goes there, and the name does not contain VTEX."""
    return to_vtex is False and "vtex" not in name.lower()


def has_token_as_session(cookies: str) -> bool:
    """Whether the cookie of a session token contains an appToken."""
    return any(good_kind(match[1]) == "token" for match in re.finditer(_SESSION_COOKIE, cookies))


def has_credential(name: str, value: str) -> bool:
    """Whether the value of a header contains a credential and other text."""
    return has_token_as_session(value) if name.lower() == "cookie" else in_authorization(value) is not None


def meant(name: str, value: str) -> str:
    """The name that a wrong header name was meant to be, if it is a credential's; "" for a right name and any other."""
    if name.lower() in RIGHT:
        return ""
    found = fault_of(name)
    if found is not None:
        return "" if found.right == SESSION else found.right
    good = good_kind(value)
    return of_name(name, good) if good is not None and resembles(name) else ""


def of_name(name: str, good: CredentialKind) -> str:
    """The right name of a header with a value of this kind. The two values may be exchanged, so a name of one kind says which is meant."""
    named = classify(name)
    return OF_KIND[good if named is None or named.strength == "bare" else named.kind]
