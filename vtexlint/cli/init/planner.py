"""What `vtexlint init` would write into a directory, as whole texts before anything is written."""

import os

from vtexlint import _about
from vtexlint.cli.directory import current_project
from vtexlint.cli.init import hook_plan
from vtexlint.cli.init.git_hook import read
from vtexlint.cli.init.mirror import Mirror
from vtexlint.cli.init.plan import Change, Plan, PlanError, in_repository, proposed, text_of, unreadable
from vtexlint.parsers.formats import format_of, is_template_name
from vtexlint.project.config import Config, Configs
from vtexlint.project.errors import ConfigError, at
from vtexlint.project.git import process, worktree
from vtexlint.project.named_paths import LinkError
from vtexlint.project.project import Project, root_of
from vtexlint.project.write_file import UnwritableError, make_directory, write_bytes
from vtexlint.text.messages import Message, Template

SETTINGS = Template("init.purpose-settings", "settings")
KEEP_OUT_OF_GIT = Template("init.purpose-gitignore", "keep .env out of git")
SETTINGS_PRESENT = Template("init.settings-present", "settings: {path}")
IGNORED = Template("init.ignored", ".gitignore: .env is ignored")
GUIDE = Template("init.guide", "{path} in the repository of vtexlint")
NO_DIRECTORY = Template("init.no-directory", "this directory does not exist")
BROKEN_SETTINGS = Template("init.broken-settings", "the existing settings cannot be used; fix them first: {problem}")
TRACKED = Template(
    "init.tracked.screen",
    "{name} IS TRACKED BY GIT: once committed, everyone with a clone can read it, and a .gitignore line does not change that.\n"
    "  Remove it from git and keep the file:  git rm --cached {name}\n"
    "  The history keeps every token that was ever committed. For each, in the VTEX Admin (Account settings > API keys): `Renew token`,\n"
    "  deploy the new one, then `Delete old token` (the old one works until then); or deactivate the key (stops the integration at once).",
)
CHANGED = Template("init.changed", "was changed in the meantime and was not written; run `vtexlint init` again")

_SETTINGS = """\
# Settings of vtexlint. All of them, with examples: {guide}

# hooks and editors name files one by one: what `exclude` leaves out stays out there too
force-exclude = true

# exclude = ["legacy/"]
# external-accounts = ["partnerstore"]
# fail-on = "error"

# [per-file-ignores]
# "tests/fixtures/**" = ["committed-secret"]
"""
_GUIDE = "docs/settings.md"


def settings() -> str:
    """The text of a new settings file."""
    return _SETTINGS.format(guide=_about.page(_GUIDE) or GUIDE(path=_GUIDE))


def plan(directory: str, source: Mirror | None = None) -> Plan:
    """Examine a directory; nothing is written. `source`: the repository of a pre-commit block. Raises PlanError."""
    if not os.path.isdir(directory):
        raise PlanError(at(directory, NO_DIRECTORY()))
    root = root_of(os.path.abspath(directory))
    parts = [_settings(directory), hook_plan.planned(directory, root, source)]
    if root is not None:
        parts.append(_ignored(directory, root))
    return Plan(*(tuple(item for part in column for item in part) for column in zip(*parts, strict=True)))


def _settings(directory: str) -> Plan:
    """A file of its own: a pyproject.toml is the user's, and `[tool.vtexlint]` can be added to it by hand."""
    try:
        config = _nearest(directory)
    except ConfigError as error:
        raise PlanError(BROKEN_SETTINGS(problem=error.message)) from None
    if config.path is not None:
        return Plan(present=(SETTINGS_PRESENT(path=os.path.relpath(config.path, directory)),))
    path = os.path.join(directory, "vtexlint.toml")
    return proposed(Change(path, None, settings(), SETTINGS()))


def _nearest(directory: str) -> Config:
    absolute = os.path.abspath(directory)
    return Configs(Project(absolute)).of_directory(absolute)


def _ignored(directory: str, root: str) -> Plan:
    """A .gitignore line for .env, and a warning about each tracked file with a name for credentials."""
    try:
        names = [n for n in sorted(os.listdir(directory)) if format_of(n) == "dotenv" and not is_template_name(n) and n != ".envrc"]
        paths = [os.path.join(directory, name) for name in names]
        project = current_project()
        states = worktree.states(project, [path for path in paths if _is_file_here(path)])
        is_ignored = worktree.ignores(
            process.Git(root, project.root), os.path.relpath(os.path.join(os.path.realpath(directory), ".env"), os.path.realpath(root))
        )
    except process.GitError as error:
        raise PlanError(error.message) from None
    warnings = tuple(_tracked(path, directory) for path, state in states.items() if state == "tracked")
    if is_ignored:
        return Plan(present=(IGNORED(),), warnings=warnings)
    path = os.path.join(directory, ".gitignore")
    before = text_of(path)
    newline = _newline(before or "")
    after = (before or "") + ("" if not before or before.endswith("\n") else newline) + f".env{newline}"
    return proposed(Change(path, before, after, KEEP_OUT_OF_GIT()))._replace(warnings=warnings)


def _is_file_here(path: str) -> bool:
    try:
        return os.path.isfile(in_repository(path))
    except LinkError:
        return False


def _tracked(path: str, directory: str) -> Message:
    return TRACKED(name=os.path.relpath(path, directory))


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


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"
