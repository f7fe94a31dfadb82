"""The program that shows a long page on a terminal: PAGER, else `less`."""

import os
import shlex
import shutil
import subprocess


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
        words = shlex.split(os.environ.get("PAGER", "less"))
    except ValueError:
        return []
    if not words or words == ["cat"]:
        return []
    program = shutil.which(words[0])
    return [program, *words[1:]] if program else []
