"""The Python from which pre-commit builds a hook's environment: too old for vtexlint, pip would fail in the first commit."""

import re
import shlex
import shutil
import subprocess

from vtexlint._startup.typed import NamedTuple
from vtexlint.project.programs import find_program

OLDEST = (3, 11)

_INSTALLED = re.compile(r"^INSTALL_PYTHON=(.+)$", re.MULTILINE)
_ASK = "import sys; print('vtexlint %d %d' % sys.version_info[:2])"


class OldPython(NamedTuple):
    """A version that is too old, as `3.10`; a newer one on PATH, as pre-commit's `language_version` names it, or ""."""

    version: str
    newer: str


def too_old(hook: str | None, directory: str) -> OldPython | None:
    """`hook`: the text of a hook that pre-commit wrote in `directory`. None where its Python is new enough, or is not known."""
    program = _named(hook or "") or _of_command(directory)
    version = _version(program) if program else None
    if version is None or version >= OLDEST:
        return None
    newer = (f"python3.{minor}" for minor in range(OLDEST[1], OLDEST[1] + 10))
    return OldPython("{}.{}".format(*version), next((name for name in newer if shutil.which(name)), ""))


def _named(hook: str) -> str:
    found = _INSTALLED.search(hook)
    try:
        return "".join(shlex.split(found[1])[:1]) if found else ""
    except ValueError:
        return ""


def _of_command(directory: str) -> str:
    """The interpreter of `pre-commit` on PATH: what its first line names. One in the repository itself could name any program."""
    path = find_program("pre-commit", directory)
    if path is None:
        return ""
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            line = file.readline(1000)
    except OSError:
        return ""
    return line[2:].strip() if line.startswith("#!/") and " " not in line.strip() else ""


def _version(program: str) -> tuple[int, int] | None:
    try:
        done = subprocess.run(  # noqa: S603  the program that git runs at each commit here
            [program, "-I", "-c", _ASK], stdin=subprocess.DEVNULL, capture_output=True, timeout=30, check=False
        )
        mark, major, minor = done.stdout.decode("ascii", "replace").split()
        return (int(major), int(minor)) if mark == "vtexlint" else None
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return None
