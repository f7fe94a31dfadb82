"""What to run where a package that vtexlint requires is missing, as after an installation without dependencies.

The command installs the package by its own name, into the environment that runs vtexlint. It never names vtexlint: a package index
may have another program of that name, or none.
"""

import importlib.metadata
import os
import re
import shlex
import sys
from importlib.util import find_spec

from vtexlint._about import DISTRIBUTION
from vtexlint.text.messages import Template

BY_HAND = Template("missing-package.by-hand", "install {package}, as pyproject.toml lists it, into the environment of {python}")

_PLAIN = re.compile(r"[\w.,:/\\+-]+", re.ASCII)


def command(package: str) -> str:
    """The command line that installs a package, for the shell of this system; a sentence where the version cannot be known."""
    wanted = _requirement(package)
    if wanted is None:
        return BY_HAND(package=package, python=sys.executable)
    if os.path.isfile(os.path.join(sys.prefix, "pipx_metadata.json")):  # pip would work too, but `pipx reinstall` would forget it
        return f'pipx inject {_quoted(os.path.basename(sys.prefix))} "{wanted}"'
    python = _quoted(sys.executable)
    if find_spec("pip") is None:
        return f'uv pip install --python {python} "{wanted}"'
    # -P: a pip.py in the current directory is not run
    return f'{python} -P -m pip install "{wanted}"'


def _requirement(package: str) -> str | None:
    """What vtexlint requires of a package, by the installed metadata; None if vtexlint runs from a source tree that is not installed."""
    try:
        listed = importlib.metadata.requires(DISTRIBUTION) or []
    except importlib.metadata.PackageNotFoundError:
        return None
    name = re.compile(rf"{re.escape(package)}(?![\w.-])")
    return next((line.partition(";")[0].strip() for line in listed if name.match(line)), None)


def _quoted(word: str) -> str:
    if _PLAIN.fullmatch(word):
        return word
    return f'"{word}"' if os.name == "nt" else shlex.quote(word)
