"""How wide the terminal is, and the pager for what may be longer than a screen."""

import os
import sys

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

    The pager is PAGER, else `less`. There is none on Windows, where a program of the current directory could be taken for it.
    """
    command = _pager() if os.name != "nt" and _is_longer(text) else []
    if command:
        import subprocess  # noqa: PLC0415  only a long text on a terminal needs it

        # what less shows stays on the screen, with colours; a short text does not start it
        environment = {"LESS": "FRX", **os.environ, "LESSSECURE": "1"}
        try:
            subprocess.run(command, input=safe(localize(text)).encode("utf-8", "backslashreplace"), env=environment, check=False)  # noqa: S603
        except OSError:
            pass
        else:
            return
    say(text, end="")


def _is_longer(text: str) -> bool:
    try:
        return sys.stdin.isatty() and sys.stdout.isatty() and text.count("\n") >= os.get_terminal_size(sys.stdout.fileno()).lines
    except (OSError, ValueError):
        return False


def _pager() -> list[str]:
    """The words of the command; empty where the user wants none, or there is none."""
    if os.environ.get("TERM") in (None, "", "dumb"):
        return []
    import shlex  # noqa: PLC0415  as for `subprocess`
    import shutil  # noqa: PLC0415

    try:
        words = shlex.split(os.environ.get("PAGER", "less"))
    except ValueError:
        return []
    if not words or words == ["cat"]:
        return []
    program = shutil.which(words[0])
    return [program, *words[1:]] if program else []
