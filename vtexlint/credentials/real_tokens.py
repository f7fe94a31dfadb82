"""Which credentials are real tokens: what the secret rules speak of."""

from collections.abc import Iterator

from vtexlint.credentials import shapes
from vtexlint.credentials.model import Credential, CredentialSet

_WHERE = {
    "comment": " in a comment",
    "default": ", the default of a reference,",
    "base64": " in base64, which hides nothing,",
}


def is_real_token(credential: Credential) -> bool:
    """128 letters of any case, or in a slot 60 to 256 capitals; not documented, a placeholder, or typed by hand."""
    core = credential.value
    return credential.is_set and shapes.is_token_like(core) and shapes.is_random(core)


def real_tokens(found: CredentialSet) -> Iterator[tuple[Credential, str]]:
    """The real tokens of the file, each once, with words for an unusual place."""
    seen = set()
    for credential in found.credentials:
        if is_real_token(credential) and credential.span not in seen:
            seen.add(credential.span)
            yield credential, _WHERE.get(credential.form, "")
