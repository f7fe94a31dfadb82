"""What to run where the packages of an extra are missing.

The command installs these packages by their own names, into the environment that runs vtexlint. It never names vtexlint: a package index
may have another program of that name, or none.
"""

import importlib.metadata
import os
import re
import shlex
import sys
from importlib.util import find_spec

from vtexlint.text.messages import Template

BY_HAND = Template(
    "extra.by-hand", "install the packages that pyproject.toml lists for the extra `{extra}` into the environment of {python}"
)

_EXTRA = re.compile(r"\s*(\S[^;]*?)\s*;.*\bextra\s*==\s*['\"]([\w-]+)['\"]")
_PLAIN = re.compile(r"[\w.,:/\\+-]+", re.ASCII)


def command(extra: str) -> str:
    """The command line that installs what an extra needs, for the shell of this system; a sentence where it cannot be known."""
    wanted = _requirements(extra)
    if not wanted:
        return BY_HAND(extra=extra, python=sys.executable)
    packages = " ".join(f'"{requirement}"' for requirement in wanted)
    if os.path.isfile(os.path.join(sys.prefix, "pipx_metadata.json")):  # pip would work too, but `pipx reinstall` would forget it
        return f"pipx inject {_quoted(os.path.basename(sys.prefix))} {packages}"
    python = _quoted(sys.executable)
    if find_spec("pip") is None:
        return f"uv pip install --python {python} {packages}"
    # -P: a pip.py in the current directory is not run
    return f"{python} -P -m pip install {packages}"


def _requirements(extra: str) -> list[str]:
    """The packages of an extra, from the installed metadata; none where vtexlint runs from a source tree that is not installed."""
    try:
        listed = importlib.metadata.requires("vtexlint") or []
    except importlib.metadata.PackageNotFoundError:
        return []
    matches = (_EXTRA.match(line) for line in listed)
    return [match[1] for match in matches if match and match[2] == extra]


def _quoted(word: str) -> str:
    if _PLAIN.fullmatch(word):
        return word
    return f'"{word}"' if os.name == "nt" else shlex.quote(word)
