"""The roles of one key, as the answers and the export write them.

`GET /api/license-manager/users/{id}/roles` returns `[{"id": 1, "name": "..."}]`; the Admin's export has one cell of names.
"""

import re

from vtexlint.accounts.model import Role
from vtexlint.accounts.shapes import as_label

_NOTHING = frozenset({"", "-", "none", "null", "nil", "n/a", "na", "sem perfil", "nenhum", "nenhuma", "ninguno", "ninguna"})


def role_of(item: object) -> Role | None:
    """`{"id": 1, "name": "...", "isAdmin": false}`, or only a name; None for anything else."""
    if isinstance(item, Role):
        return item
    if isinstance(item, str):
        return Role(as_label(item)) if item.strip() else None
    if not isinstance(item, dict):
        return None
    name, number = item.get("name"), item.get("id")
    number = number if isinstance(number, int) and not isinstance(number, bool) else None
    if not isinstance(name, str) and number is None:
        return None
    return Role(as_label(name) if isinstance(name, str) else "", number, item.get("isAdmin") is True)


def roles_of(listed: object) -> tuple[Role, ...] | None:
    """The roles of a list. None if it is not a list, or an item is not a role: the roles of the key are then unknown, not empty."""
    if not isinstance(listed, (list, tuple)):
        return None
    found = tuple(role for item in listed if (role := role_of(item)) is not None)
    return found if len(found) == len(listed) else None


def split_roles(cell: str) -> tuple[Role, ...]:
    """The roles of a cell. Their separator is not documented: a JSON list, line breaks, bars, semicolons or commas are accepted."""
    text = cell.strip()
    if text.startswith("[") and text.endswith("]"):
        text = re.sub(r"[\"']", "", text[1:-1])
    for separator in ("\n", "|", ";", ","):
        if separator in text:
            parts = text.split(separator)
            break
    else:
        parts = [text]
    found = [role_of(part.strip()) for part in parts if part.strip().casefold() not in _NOTHING]
    return tuple(role for role in found if role is not None)
