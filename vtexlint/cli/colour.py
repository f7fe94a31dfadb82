"""When to write colours: on a terminal, unless the user decides otherwise."""

import os

from vtexlint._startup.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import TextIO


def wants_colour(choice: str, stream: "TextIO") -> bool:
    """`choice` is auto, always or never; auto respects NO_COLOR, FORCE_COLOR and TERM=dumb, as no-color.org asks."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"
