"""The programs that vtexlint runs: from PATH, and never from a repository that it may be checking.

`npx` puts `node_modules/.bin` of the current project first in PATH, as an absolute path: a package could bring its own `git` there.
"""

import os

from vtexlint.project.project import is_work_tree

_SUFFIX = ".exe" if os.name == "nt" else ""

_Place = tuple[int, int]  # device and inode: a name may be written in several ways


def find_program(name: str, *directories: str) -> str | None:
    """The absolute path of a program. What is in one of these directories' git work trees is passed over, and so is what PATH has relative.

    The directories are absolute: where vtexlint works, what it checks. One in no work tree counts for nothing: it may be the user's home.
    """
    checked: set[_Place] | None = None
    for entry in os.environ.get("PATH", os.defpath).split(os.pathsep):
        program = os.path.join(entry, name + _SUFFIX)
        if not (os.path.isabs(entry) and os.path.isfile(program) and os.access(program, os.X_OK)):
            continue
        checked = _work_trees(directories) if checked is None else checked
        # the folder may be a link into the repository, and so may the program in a folder elsewhere
        if not checked or not any(_is_below(os.path.realpath(path), checked) for path in (entry, program)):
            return program
    return None


def _work_trees(directories: tuple[str, ...]) -> set[_Place]:
    """All work trees around the directories. `/` is none of them: every program is in it."""
    above = {parent for directory in directories for parent in _upward(os.path.realpath(directory))}
    return {place for parent in above if is_work_tree(parent) and (place := _place(parent))}


def _is_below(path: str, work_trees: set[_Place]) -> bool:
    return any(_place(parent) in work_trees for parent in _upward(path))


def _upward(path: str) -> list[str]:
    """A path and the directories above it, without the topmost."""
    found = []
    while (parent := os.path.dirname(path)) != path:
        found.append(path)
        path = parent
    return found


def _place(path: str) -> _Place | None:
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_dev, status.st_ino
