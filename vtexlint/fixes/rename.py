"""The fix of a misspelled name."""

import re

from vtexlint.credentials.credential_set import CredentialSet
from vtexlint.credentials.model import Credential
from vtexlint.credentials.names import SURE, classify
from vtexlint.diagnostics import Edit, ExpectedValue, Fix
from vtexlint.fixes.values import expected_value
from vtexlint.text.messages import Template
from vtexlint.text.secret import Secret

RENAME = Template("fix.rename", "rename `{name}` to `{meant}`")

_NAME = r"[A-Za-z][A-Za-z0-9_.-]*"


def rename(credential: Credential, meant: str, found: CredentialSet) -> Fix | None:
    """The fix that writes the right name: unsafe, since a program may read the wrong one; None if it is not certain."""
    host, entry = credential.host, credential.entry
    if host.is_encoded or entry is None or credential.alias or credential.form not in ("mapping", "object", "assignment"):
        return None
    named = classify(credential.name)
    if named is not None and named.strength in SURE:
        return None  # two words for one environment: which of them the program reads is not known
    if any(other.name == meant and other.scope == credential.scope for other in found.credentials):
        return None
    if host.offsets is not None or host.source.slice(credential.name_span) != credential.name or not re.fullmatch(_NAME, meant):
        return None
    edits = (Edit(credential.name_span, Secret(meant)),)
    value: ExpectedValue = expected_value(credential, credential.raw.reveal())
    return Fix(RENAME(name=credential.name, meant=meant), edits, "unsafe", ("misspelled-name",), (value._replace(new_name=meant),))
