"""Names as the disk has them. Windows and macOS find `.env` by `.ENV` too, while git and the globs of settings know only its own name.

Imported where a name is found in another case.
"""

import os
from unicodedata import normalize


def on_disk(root: str, path: str) -> str:
    """A path with each name as its directory lists it, where one is the same but for case and for how its letters are composed.

    `path` is absolute or relative to the absolute directory `root`, and so is the answer.
    """
    drive, rest = os.path.splitdrive(os.path.normpath(path))
    lead = rest[: len(rest) - len(rest.lstrip(os.sep))]
    directory = os.path.join(root, drive + lead)
    found: list[str] = []
    for name in rest.lstrip(os.sep).split(os.sep):
        own = name if name in ("", ".", "..") else _listed(directory, name)
        found.append(own)
        directory = os.path.join(directory, own)
    return drive + lead + os.sep.join(found)


def _listed(directory: str, name: str) -> str:
    try:
        names = os.listdir(directory)
    except OSError:
        return name
    if name in names:
        return name
    same = [one for one in names if _folded(one) == _folded(name)]
    return same[0] if len(same) == 1 else name


def _folded(name: str) -> str:
    return normalize("NFC", name).casefold()
