"""The .gitignore lines of `vtexlint init`: files that are made for credentials, and those that contain a token now."""

import os
from collections.abc import Iterable, Iterator

from vtexlint.cli.directory import current_project
from vtexlint.cli.init.plan import Change, InitPlan, PlanError, ended, in_repository, newline_of, proposed, text_of
from vtexlint.parsers.formats import format_of, is_template_name
from vtexlint.project.git import process, worktree
from vtexlint.project.named_paths import LinkError
from vtexlint.text.globs import glob_matches
from vtexlint.text.messages import Message, Template

PURPOSE = Template("init.purpose-gitignore", "keep credentials out of git")
IGNORED = Template("init.ignored", ".gitignore: `.env`, `.env.*` and `vtex.env` are ignored")
TRACKED = Template(
    "init.tracked.screen",
    "{name} IS TRACKED BY GIT: once committed, everyone with a clone can read it, and a .gitignore line does not change that.\n"
    "  Remove it from git and keep the file:  git rm --cached {name}\n"
    "  The history keeps every token that was ever committed. For each, in the VTEX Admin (Account settings > API keys): `Renew token`,\n"
    "  deploy the new one, then `Delete old token` (the old one works until then); or deactivate the key (stops the integration at once).",
)

# a line, and a name that git must ignore by it
_LINES = ((".env", ".env"), (".env.*", ".env.vtexlint"), ("vtex.env", "vtex.env"))
_EXAMPLE = ".env.example"


def planned(directory: str, root: str, exposed: Iterable[str]) -> InitPlan:
    """Lines for .gitignore, and a warning about each tracked file with a name for credentials.

    `exposed`: files with a token that git neither tracks nor ignores, relative to the directory. Raises PlanError.
    """
    try:
        names = sorted(name for name in os.listdir(directory) if format_of(name) == "dotenv" and name != ".envrc")
        paths = [os.path.join(directory, name) for name in names if not is_template_name(name)]
        states = worktree.states(current_project(), [path for path in paths if _is_file_here(path)])
        missing = [line for line, name in _LINES if not _is_ignored(directory, root, name)]
    except process.GitError as error:
        raise PlanError(error.message) from None
    warnings = tuple(_tracked(path, directory) for path, state in states.items() if state == "tracked")
    if ".env.*" in missing:
        templates = (name for name in names if is_template_name(name) and name.startswith(".env."))
        below = missing.index(".env.*") + 1
        missing[below:below] = [f"!{name}" for name in dict.fromkeys((_EXAMPLE, *templates))]
    lines = (*missing, *_of_files(exposed, missing))
    if not lines:
        return InitPlan(present=(IGNORED(),), warnings=warnings)
    path = os.path.join(directory, ".gitignore")
    before = text_of(path)
    newline = newline_of(before or "")
    after = ended(before or "", newline) + "".join(f"{line}{newline}" for line in lines)
    return proposed(Change(path, before, after, PURPOSE()))._replace(warnings=warnings)


def _is_ignored(directory: str, root: str, name: str) -> bool:
    git = process.Git(root, current_project().root)
    return worktree.ignores(git, os.path.relpath(os.path.join(os.path.realpath(directory), name), os.path.realpath(root)))


def _of_files(exposed: Iterable[str], lines: list[str]) -> Iterator[str]:
    """A line for each file that the other lines do not cover."""
    for path in sorted(set(exposed)):
        path = path.replace(os.sep, "/")
        name = path.rpartition("/")[2]
        if not any(glob_matches(line, name) for line in lines if not line.startswith("!")) and path.isprintable():
            yield worktree.ignore_pattern(path)


def _is_file_here(path: str) -> bool:
    try:
        return os.path.isfile(in_repository(path))
    except LinkError:
        return False


def _tracked(path: str, directory: str) -> Message:
    return TRACKED(name=os.path.relpath(path, directory))
