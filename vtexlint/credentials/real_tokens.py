"""Predicates for real tokens, which the secret rules report."""

from vtexlint._startup.typed import Literal
from vtexlint.credentials.bare_tokens import is_identifier
from vtexlint.credentials.credential_set import CredentialSet
from vtexlint.credentials.model import Credential
from vtexlint.credentials.near import name_before
from vtexlint.credentials.shapes import TOKEN_LENGTH
from vtexlint.text.messages import Template

TokenPlace = Literal["field", "part", "comment", "default", "base64"]
"""Where a real token is: in a field, or in a place that messages name. `part`: in a field, and cut off."""

_PLACES: dict[str, TokenPlace] = {"comment": "comment", "default": "default", "base64": "base64"}

TOKEN_IN: dict[TokenPlace, Template] = {
    "field": Template("token.field", "an appToken"),
    "part": Template("token.part", "part of an appToken"),
    "comment": Template("token.comment", "an appToken in a comment"),
    "default": Template("token.default", "an appToken as the default of a reference"),
    "base64": Template("token.base64", "an appToken in base64 (not encryption)"),
}
"""How messages call a token, by its place."""


def is_real_token(credential: Credential) -> bool:
    """128 letters of any case, or in a field 60 to 256 uppercase letters; not an example, a placeholder, typed, or an identifier."""
    if not (credential.is_set and credential.shape.kind == "token" and credential.shape.is_random):
        return False
    return credential.form != "text" or not is_identifier(_name(credential))


def _name(credential: Credential) -> str:
    """The name of a token; without one from a parser, the name before it in the text: a JSON example in another format."""
    if credential.name or credential.host.offsets is not None or credential.host.is_encoded:
        return credential.name
    found = name_before(credential.host.source.text, credential.span.start)
    return found.name if found else ""


def real_tokens(found: CredentialSet) -> tuple[tuple[Credential, TokenPlace], ...]:
    """The real tokens of the file, each once, and where they are."""
    return found.once(_real_tokens)


def _real_tokens(found: CredentialSet) -> tuple[tuple[Credential, TokenPlace], ...]:
    seen = set()
    tokens: list[tuple[Credential, TokenPlace]] = []
    for credential in found.credentials:
        if is_real_token(credential) and credential.span not in seen:
            seen.add(credential.span)
            tokens.append((credential, _place(credential)))
    return tuple(tokens)


def _place(credential: Credential) -> TokenPlace:
    if credential.form == "text" and credential.host.is_encoded:
        return "base64"
    return _PLACES.get(credential.form) or ("part" if len(credential.value) < TOKEN_LENGTH else "field")
