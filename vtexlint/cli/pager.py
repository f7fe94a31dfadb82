"""The program that shows a long page on a terminal: PAGER, else `less`."""

import os
import shlex
import shutil
import subprocess

from vtexlint.cli.directory import current_project
from vtexlint.project.programs import find_program


def was_shown(page: bytes) -> bool:
    """Show a page, which is safe to print; False where the user wants no pager, or there is none."""
    command = _command()
    if not command:
        return False
    # what less shows stays on the screen, with colours; a short text does not start it
    environment = {"LESS": "FRX", **os.environ, "LESSSECURE": "1"}
    try:
        subprocess.run(command, input=page, env=environment, check=False)  # noqa: S603
    except OSError:
        return False
    return True


def _command() -> list[str]:
    """The words of the command; empty where there is none to use."""
    try:
        words, here = shlex.split(os.environ.get("PAGER", "less")), current_project().root
    except (ValueError, OSError):
        return []
    if not words or words == ["cat"]:
        return []
    # what the user names by a path is the user's own
    program = shutil.which(words[0]) if os.path.dirname(words[0]) else find_program(words[0], here)
    return [program, *words[1:]] if program else []
