"""JSON that is safe in a CI log."""

import json

from vtexlint._startup.typed import Any
from vtexlint.reporters.plain import COMMANDS


def encoded(value: Any) -> str:
    """The value as indented ASCII. No line of it is a command to a CI's log reader (see plain.py); read back, it is the same value."""
    return without_commands(json.dumps(value, indent=2)) + "\n"


def without_commands(text: str) -> str:
    """JSON with no command to a CI's log reader in it; read back, it is the same value."""
    for command in COMMANDS:  # in JSON, `#` is only inside strings
        text = text.replace(f"##{command}", f"#\\u0023{command}")
    return text
