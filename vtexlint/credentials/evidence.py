"""What a value shows alone, without what is next to it: that it was meant to be a credential, or that it is something else."""

import re

from vtexlint.credentials import shapes
from vtexlint.credentials.fields import CandidateField
from vtexlint.credentials.names import SURE, NameClass
from vtexlint.credentials.normalize import normalize

_PROSE_WORD = r"[^\W\d_]{1,24}[.,:;!?)]*"
_DOCUMENT = r"\s*\{\s*\"[\w.-]{1,60}\"\s*:|\s*\[\s*\{\s*\""
_HEAD = 200
_FACT = (
    r"(?i)\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[T ][\d:.+Z -]{1,30})?|true|false|yes|no|on|off|sim|n[aã]o|s[ií]|\d{1,6} ?[a-z]{0,6}"
    r"|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}"
)


def is_vtex_shaped(value: str | None) -> bool:
    """Whether a value was meant to be an appKey or appToken, by its format alone."""
    if not value or len(value) < 12 or len(value) > 2000:
        return False
    normalized = normalize(value).value
    return (shapes.is_key_like(normalized) and "-" in normalized) or (shapes.is_token_like(normalized) and shapes.is_together(value))


def is_evident(slot: CandidateField, name: NameClass) -> bool:
    """Whether the name, or else the value, shows with certainty that a field is a credential."""
    if name.strength in SURE:
        return True
    return bool(slot.value) and len(slot.value or "") <= 200 and shapes.has_exact_shape(normalize(slot.value or "").value)


def is_prose(value: str) -> bool:
    """Whether the value is a text for people: two words or more, none of which looks like a credential."""
    if len(value) > 2000:
        return True
    parts = value.split()
    return len(parts) >= 2 and all(re.fullmatch(_PROSE_WORD, part) or len(part) <= 3 for part in parts) and "vtexappkey" not in value


def is_document(value: str) -> bool:
    """Whether a value is JSON: what it contains is read, `VTEX_SECRET={"appKey": ...}`."""
    head = value[:_HEAD]
    return head.lstrip().startswith(("{", "[")) and re.match(_DOCUMENT, head) is not None


def is_fact(value: str) -> bool:
    """Whether a value says something about a credential: a date, a flag, a number, a duration, an e-mail address."""
    return re.fullmatch(_FACT, value) is not None
