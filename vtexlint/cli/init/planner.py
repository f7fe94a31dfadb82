"""What `vtexlint init` would write into a directory, as whole texts before anything is written."""

import os

from vtexlint.cli.directory import current_project
from vtexlint.cli.init import hook_plan, ignore_plan, settings_plan, today
from vtexlint.cli.init.git_hook import read
from vtexlint.cli.init.mirror import Mirror
from vtexlint.cli.init.plan import Change, InitPlan, PlanError, text_of, unreadable
from vtexlint.project.errors import at
from vtexlint.project.project import root_of
from vtexlint.project.write_file import UnwritableError, make_directory, write_bytes
from vtexlint.text.messages import Template

NO_DIRECTORY = Template("init.no-directory", "this directory does not exist")
CHANGED = Template("init.changed", "was changed in the meantime and was not written; run `vtexlint init` again")


def plan(directory: str, source: Mirror | None = None) -> InitPlan:
    """Examine a directory; nothing is written. `source`: the repository of a pre-commit block. Raises PlanError."""
    if not os.path.isdir(directory):
        raise PlanError(at(directory, NO_DIRECTORY()))
    root = root_of(os.path.abspath(directory))
    parts = [settings_plan.planned(directory), hook_plan.planned(directory, root, source)]
    if root is not None:
        parts.append(ignore_plan.planned(directory, root, today.unprotected(directory)))
    return InitPlan(*(tuple(item for part in column for item in part) for column in zip(*parts, strict=True)))


def write(change: Change) -> None:
    """Write a change to its file, if the file is still as it was. Raises PlanError."""
    if os.path.islink(change.path) or _now(change) != change.before:
        raise PlanError(at(change.path, CHANGED()))
    path = os.path.abspath(change.path)
    old = None if change.before is None else _encoded(change.before)
    try:
        if change.is_script:
            make_directory(os.path.dirname(path))
        write_bytes(path, _encoded(change.after), old, current_project().root, change.path, executable=change.is_script)
    except UnwritableError as error:
        raise PlanError(error.message) from None


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")  # a hook's bytes that are not UTF-8 are kept


def _now(change: Change) -> str | None:
    if not change.is_script:
        return text_of(change.path)
    try:
        return read(change.path)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise unreadable(change.path, error) from None
