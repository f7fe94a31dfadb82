"""The accepted formats of a listed key: fewer checks than for a config file, because the account is the authority."""

import re

from vtexlint.credentials import shapes
from vtexlint.credentials.placeholders import is_placeholder

_LISTED = r"(?ia:vtexappkey)-([A-Za-z0-9](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9])?)-([A-Za-z0-9]{1,12})"


def is_listed_key(text: str) -> bool:
    """Whether the text can be an appKey that an account lists."""
    return re.fullmatch(_LISTED, text) is not None


def key_within(text: str) -> tuple[str, str] | None:
    """The appKey in a cell that also has its name (the Admin's column Key/Name), and the rest."""
    match = re.search(rf"(?<![A-Za-z0-9]){_LISTED}(?![A-Za-z0-9_-])", text)
    return (match[0], f"{text[: match.start()]} {text[match.end() :]}".strip()) if match else None


def account_of(app_key: str) -> str:
    """The account that issued a listed key, in lowercase."""
    match = re.fullmatch(_LISTED, app_key)
    return match[1].lower() if match else ""


def shown(app_key: str) -> str:
    """A key as reports show it: a valid one is an identifier, anything else is not shown."""
    return app_key if shapes.key_parts(app_key) else f"<appKey of unusual form, {len(app_key)} characters>"


def as_label(text: str) -> str:
    """A label or a role's name as it may be kept and shown: on one line, with limited length, and not if it contains a secret."""
    plain = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    if re.search(r"[A-Za-z]{40}", plain):
        return ""
    return plain if len(plain) <= 120 else plain[:119] + "…"


def is_secret(text: str) -> bool:
    """Whether the text is a real token: whole, cut or doubled, in any case, not typed by hand and not VTEX's own example."""
    return shapes.is_token_like(text) and shapes.is_random(text) and not is_placeholder(text, text)
