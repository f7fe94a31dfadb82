"""How wide the terminal is, and the pager for what may be longer than a screen."""

import os
import sys

from vtexlint._startup.modules import load
from vtexlint.cli.console import localize, safe, say
from vtexlint.text.layout import NARROWEST, USUAL, WIDEST


def terminal_width(without: int = USUAL) -> int:
    """Columns for help and pages, from 40 to 120: as COLUMNS says, else as the terminal does; `without` where there is none."""
    said = os.environ.get("COLUMNS", "")
    found = int(said) if said.isascii() and said.isdigit() and len(said) < 5 else 0
    if not found:
        try:
            found = os.get_terminal_size(sys.stdout.fileno()).columns
        except (OSError, ValueError):
            found = 0
    return min(max(found, NARROWEST), WIDEST) if found else without


def show_page(text: str) -> None:
    """Print a text that ends with a newline; through a pager where it is longer than the terminal is high.

    There is no pager on Windows, where a program of the current directory could be taken for it.
    """
    is_long = os.name != "nt" and os.environ.get("TERM") not in (None, "", "dumb") and _is_longer(text)
    if not is_long or not load("vtexlint.cli.pager").was_shown(safe(localize(text)).encode("utf-8", "backslashreplace")):
        say(text, end="")


def _is_longer(text: str) -> bool:
    try:
        return sys.stdin.isatty() and sys.stdout.isatty() and text.count("\n") >= os.get_terminal_size(sys.stdout.fileno()).lines
    except (OSError, ValueError):
        return False
