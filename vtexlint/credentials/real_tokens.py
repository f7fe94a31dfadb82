"""Predicates for real tokens, which the secret rules report."""

from collections.abc import Iterator

from vtexlint._startup.typed import Literal
from vtexlint.credentials import shapes
from vtexlint.credentials.model import Credential, CredentialSet
from vtexlint.text.messages import Template

TokenPlace = Literal["field", "comment", "default", "base64"]
"""Where a real token is: in a field like any other, or in a place that messages name."""

_PLACES: dict[str, TokenPlace] = {"comment": "comment", "default": "default", "base64": "base64"}

TOKEN_IN: dict[TokenPlace, Template] = {
    "field": Template("token.field", "an appToken"),
    "comment": Template("token.comment", "an appToken in a comment"),
    "default": Template("token.default", "an appToken as the default of a reference"),
    "base64": Template("token.base64", "an appToken in base64 (not encryption)"),
}
"""What messages call a token, by its place."""


def is_real_token(credential: Credential) -> bool:
    """128 letters of any case, or in a slot 60 to 256 capitals; not documented, a placeholder, or typed by hand."""
    core = credential.value
    return credential.is_set and shapes.is_token_like(core) and shapes.is_random(core)


def real_tokens(found: CredentialSet) -> Iterator[tuple[Credential, TokenPlace]]:
    """The real tokens of the file, each once, and where they are."""
    seen = set()
    for credential in found.credentials:
        if is_real_token(credential) and credential.span not in seen:
            seen.add(credential.span)
            yield credential, _PLACES.get(credential.form, "field")
