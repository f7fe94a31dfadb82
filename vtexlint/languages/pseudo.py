"""A made-up language: every template in brackets with accented letters, so that a test sees what cannot be translated.

What a translator leaves as it is stays: `code`, options, addresses, names in capitals, fields.
"""

import re

OPENS, CLOSES = "⟦", "⟧"
_ACCENTED = str.maketrans("aceginorsuyACEGINORSUY", "áçéĝíñóŕšúýÁÇÉĜÍÑÓŔŠÚÝ")
_KEPT = re.compile(
    r"`[^`]*`"  # code, which may span lines
    r"|\{\{?[a-z_]+\}\}?"  # a field
    r"|%\(\w+\)[a-z]|%[a-z]"  # a field of argparse
    r"|--?[a-z][\w-]*(?:[= ][A-Z]+=?\w*)?"  # an option
    r"|\]\([^)\s]*\)|https?://[^\s)]+|[^\s\[\]()]*/[^\s\[\]()]*"  # an address or a path
    r"|[\w.-]*\.[a-z]{2,}[\w.-]*|\.[a-z]+\b"  # a file
    r"|\[y/N\]|\[Y/n\]"
)


def translate(id: str, text: str, one: str | None, count: int | None) -> str:
    """The text in the made-up language. A screen, whose lines contain commands, is marked line by line."""
    chosen = one if one is not None and count == 1 else text
    return f"{OPENS}{accented(chosen)}{CLOSES}"


def accented(text: str) -> str:
    """The words of a text with accents on their letters, but for what a translator leaves as it is."""
    out: list[str] = []
    at = 0
    for kept in _KEPT.finditer(text):
        out += (text[at : kept.start()].translate(_ACCENTED), kept[0])
        at = kept.end()
    return "".join((*out, text[at:].translate(_ACCENTED)))
