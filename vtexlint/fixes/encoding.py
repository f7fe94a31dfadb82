"""The fix of a value with the wrong encoding."""

from collections import Counter

from vtexlint.credentials.credential_set import CredentialSet
from vtexlint.credentials.labels import kind_label
from vtexlint.credentials.model import Credential
from vtexlint.diagnostics import Edit, Fix
from vtexlint.fixes.edits import from_fallback, replace_characters
from vtexlint.fixes.values import expected_value, holder
from vtexlint.text.messages import Template
from vtexlint.text.secret import Secret
from vtexlint.text.source import Span

ENCODE = Template("fix.encode", "{kind}: encode it in base64")
DECODE = Template("fix.decode", "{kind}: decode it")


def reencode(credential: Credential, found: CredentialSet) -> Fix | None:
    """The fix that writes the value in the expected encoding: safe if it encodes, unsafe if it decodes."""
    encoding, owner, entry = credential.encoding, holder(credential), credential.entry
    if encoding is None or owner is None or entry is None or owner.is_encoded:
        return None
    if found.once(_readers)[credential.span] != 1:
        return None  # an anchor: another field may need the other encoding
    edits = replace_characters(owner, entry, encoding.within, encoding.value.reveal())
    if not edits:
        return None
    encodes = encoding.fault in ("plain", "variant")
    safe = encodes and credential.normalized.is_bare and not from_fallback(credential)
    title = ENCODE(kind=kind_label(credential)) if encodes else DECODE(kind=kind_label(credential))
    meant = (expected_value(credential, credential.raw.reveal()),)
    return Fix(
        title,
        tuple(Edit(owner.outer(span), Secret(text)) for span, text in edits),
        "safe" if safe else "unsafe",
        ("wrong-encoding",),
        meant,
    )


def _readers(found: CredentialSet) -> Counter[Span]:
    """The number of fields with their value at each span."""
    return Counter(credential.span for credential in found.credentials if credential.is_field)
