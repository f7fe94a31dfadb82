"""JSON that may stand in a CI's log."""

import json

from vtexlint._startup.typed import Any


def encoded(value: Any) -> str:
    """The value as indented ASCII. No line of it is a command to a CI's log reader (see plain.py); read back, it is the same value."""
    text = json.dumps(value, indent=2)
    # a `#` stands inside strings alone
    return text.replace("##[", "#\\u0023[").replace("##vso[", "#\\u0023vso[") + "\n"
