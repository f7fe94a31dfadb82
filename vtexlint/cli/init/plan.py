"""What `vtexlint init` would write into a directory, told as whole texts before anything is written."""

import os

from vtexlint._about import __version__
from vtexlint._startup.typed import NamedTuple
from vtexlint.cli.init.pre_commit_config import UnclearError, with_hook
from vtexlint.parsers.formats import format_of, is_template_name
from vtexlint.project.config import Config, ConfigError, Configs
from vtexlint.project.git.location import root_of

HOME = "https://github.com/vtexlint/vtexlint"
_HOOK_PURPOSE = "pre-commit hook"
_HOOK = """\
- repo: {home}
  rev: v{version}
  hooks:
    - id: vtexlint
"""
SETTINGS = f"""\
# Settings of vtexlint. All of them, with examples: {HOME}/blob/main/docs/settings.md

# hooks and editors name files one by one: what `exclude` leaves out stays out there too
force-exclude = true

# exclude = ["legacy/"]
# external-accounts = ["partnerstore"]
# fail-on = "error"

# [per-file-ignores]
# "tests/fixtures/**" = ["committed-secret"]
"""


class PlanError(Exception):
    """The directory cannot be looked at; says why and what to do."""


class Change(NamedTuple):
    """A file to be made (`before` None) or changed, and what for."""

    path: str
    before: str | None
    after: str
    purpose: str


class Plan(NamedTuple):
    """What is to be written; what is there already; what the user must do by hand; what is dangerous as it stands."""

    changes: tuple[Change, ...] = ()
    present: tuple[str, ...] = ()
    advice: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()  # what is not set up, and is by hand alone


def hook() -> str:
    return _HOOK.format(home=HOME, version=__version__)


def plan(directory: str) -> Plan:
    """Look at a directory; nothing is written. Raises PlanError."""
    if not os.path.isdir(directory):
        raise PlanError(f"{directory}: there is no such directory")
    root = root_of(os.path.abspath(directory))
    parts = [_settings(directory), _hook(directory, root)]
    if root is not None:
        parts.append(_ignored(directory, root))
    return Plan(*(tuple(item for part in column for item in part) for column in zip(*parts, strict=True)))


def _settings(directory: str) -> Plan:
    """A file of its own: a pyproject.toml is the user's, and `[tool.vtexlint]` can be added to it by hand."""
    try:
        config = _nearest(directory)
    except ConfigError as error:
        raise PlanError(f"the settings that are there cannot be used, mend them first: {error}") from None
    if config.path is not None:
        return Plan(present=(f"settings: {os.path.relpath(config.path, directory)}",))
    path = os.path.join(directory, "vtexlint.toml")
    return _change(path, None, SETTINGS, "settings")


def _nearest(directory: str) -> Config:
    return Configs().of_directory(os.path.abspath(directory))


def _hook(directory: str, root: str | None) -> Plan:
    if root is None:
        return _without_hook("This is no git repository, so there is no hook to set up. After `git init`, run `vtexlint init` again.")
    if os.path.realpath(root) != os.path.realpath(directory):
        return _without_hook(f"The hook belongs to the repository's root: run `vtexlint init {root}` for it.")
    path = os.path.join(directory, ".pre-commit-config.yaml")
    before = _text(path)
    if before is None:
        return _change(path, None, "repos:\n" + _indented(hook(), 2), _HOOK_PURPOSE)
    try:
        after = with_hook(before, hook())
    except UnclearError as error:
        return _without_hook(
            f".pre-commit-config.yaml was left alone: {error}. Its `repos:` has to be a list of lines with a dash, at the top level. "
            f"Write it so and run `vtexlint init` again, or add this item to that list:\n\n{_indented(_indented(hook(), 2), 4)}"
        )
    if after is None:
        return Plan(present=("pre-commit hook: .pre-commit-config.yaml",))
    return _change(path, before, after, _HOOK_PURPOSE)


def _without_hook(advice: str) -> Plan:
    return Plan(advice=(advice,), missing=(_HOOK_PURPOSE,))


def _ignored(directory: str, root: str) -> Plan:
    """A .gitignore line for .env, and a warning about each file with credentials' name that git tracks."""
    from vtexlint.project.git import process  # noqa: PLC0415  asked for a repository alone

    try:
        names = [n for n in sorted(os.listdir(directory)) if format_of(n) == "dotenv" and not is_template_name(n) and n != ".envrc"]
        paths = [os.path.join(directory, name) for name in names]
        states = process.states([path for path in paths if os.path.isfile(path)])
        is_ignored = process.ignores(root, os.path.relpath(os.path.join(os.path.realpath(directory), ".env"), os.path.realpath(root)))
    except process.GitError as error:
        raise PlanError(str(error)) from None
    warnings = tuple(_tracked(path, directory) for path, state in states.items() if state == "tracked")
    if is_ignored:
        return Plan(present=(".gitignore: .env is ignored",), warnings=warnings)
    path = os.path.join(directory, ".gitignore")
    before = _text(path)
    newline = _newline(before or "")
    after = (before or "") + ("" if not before or before.endswith("\n") else newline) + f".env{newline}"
    made = _change(path, before, after, "keep .env out of git")
    return made._replace(warnings=warnings)


def _tracked(path: str, directory: str) -> str:
    name = os.path.relpath(path, directory)
    return (
        f"{name} IS TRACKED BY GIT: everyone with the repository can read it, and a .gitignore line does not change that.\n"
        f"  Take it out of git and keep the file:  git rm --cached {name}\n"
        "  History keeps every token that it ever held. For each (VTEX Admin > Account settings > API keys): deactivate the key,\n"
        "  or renew the token and finish the renewal (until then the old one still works)."
    )


def _change(path: str, before: str | None, after: str, purpose: str) -> Plan:
    """A change; for a link only advice, since it may lead out of the directory."""
    if os.path.islink(path):
        name = os.path.basename(path)
        told = f"{name} is a symbolic link and was left alone. For it ({purpose}):\n\n{_indented(_shown(before, after), 4)}"
        return Plan(advice=(told,), missing=(purpose,))
    return Plan(changes=(Change(path, before, after, purpose),))


def lines(change: Change) -> tuple[list[str], list[str]]:
    """The lines that a change takes away and those that it adds; it is one place."""
    return _lines(change.before, change.after)


def _lines(before: str | None, after: str) -> tuple[list[str], list[str]]:
    old, new = (before or "").splitlines(), after.splitlines()
    start = next((index for index, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    same = 0
    while same < min(len(old), len(new)) - start and old[-1 - same] == new[-1 - same]:
        same += 1
    return old[start : len(old) - same], new[start : len(new) - same]


def _shown(before: str | None, after: str) -> str:
    gone, come = _lines(before, after)
    told = "".join(line + "\n" for line in come)
    return told if not gone else f"in place of {', '.join(f'`{line}`' for line in gone)}:\n{told}"


def write(change: Change) -> None:
    """Put a change into its file, if the file is still what it was. Raises PlanError."""
    from vtexlint.project.write_file import UnwritableError, write_text  # noqa: PLC0415  nothing may be wanted

    if os.path.islink(change.path) or _text(change.path) != change.before:
        raise PlanError(f"{change.path}: has changed meanwhile and was left alone; run `vtexlint init` again")
    try:
        write_text(change.path, change.after)
    except UnwritableError as error:
        raise PlanError(str(error)) from None


def _text(path: str) -> str | None:
    """A file's text, its newlines and BOM kept; None where there is none. Raises PlanError."""
    try:
        with open(path, encoding="utf-8", newline="") as file:
            return file.read()
    except FileNotFoundError:
        return None
    except UnicodeDecodeError:
        raise PlanError(f"{path}: is not UTF-8 text: convert it, or set vtexlint up by hand ({HOME}/blob/main/docs)") from None
    except OSError as error:
        raise PlanError(f"{path}: cannot be read: {error.strerror}") from None


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _indented(text: str, width: int) -> str:
    return "".join(" " * width + line if line.strip() else line for line in text.splitlines(keepends=True))
