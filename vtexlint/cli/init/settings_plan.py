"""The settings that `vtexlint init` writes: `[tool.vtexlint]` in a pyproject.toml that is there, else a file of their own."""

import os

import tomli

from vtexlint import _about
from vtexlint.cli.init.plan import Change, InitPlan, PlanError, appended, proposed, text_of
from vtexlint.project.config import Config, Configs
from vtexlint.project.errors import ConfigError
from vtexlint.project.project import Project
from vtexlint.text.messages import Template

PURPOSE = Template("init.purpose-settings", "settings")
PRESENT = Template("init.settings-present", "settings: {path}")
GUIDE = Template("init.guide", "{path} in the repository of vtexlint")
BROKEN = Template("init.broken-settings", "the existing settings cannot be used; fix them first: {problem}")

_FORCE = """\
# hooks and editors name files one by one: what `exclude` leaves out stays out there too
force-exclude = true
"""
_OWN_FILE = f"""\
# Settings of vtexlint. All of them, with examples: {{guide}}

{_FORCE}
# exclude = ["legacy/"]
# external-accounts = ["partnerstore"]
# fail-on = "error"

# [per-file-ignores]
# "tests/fixtures/**" = ["committed-secret"]
"""
_TABLE = f"""\
[tool.vtexlint]
# all settings, with examples: {{guide}}
{_FORCE}"""
_GUIDE = "docs/settings.md"
_PYPROJECT = "pyproject.toml"


def planned(directory: str) -> InitPlan:
    """Settings that are there already are kept. Raises PlanError."""
    found = nearest(directory)
    if found.path is not None:
        return InitPlan(present=(PRESENT(path=os.path.relpath(found.path, directory)),))
    path = os.path.join(directory, _PYPROJECT)
    if (before := _own_pyproject(path)) is not None and (after := with_table(before)) is not None:
        return proposed(Change(path, before, after, PURPOSE()))
    return proposed(Change(os.path.join(directory, "vtexlint.toml"), None, own_file(), PURPOSE()))


def nearest(directory: str) -> Config:
    """The settings that apply in a directory. Raises PlanError."""
    absolute = os.path.abspath(directory)
    try:
        return Configs(Project(absolute)).of_directory(absolute)
    except ConfigError as error:
        raise PlanError(BROKEN(problem=error.message)) from None


def own_file() -> str:
    """The text of a new settings file."""
    return _OWN_FILE.format(guide=_guide())


def with_table(text: str) -> str | None:
    """The text of a pyproject.toml with our table at its end; None where that does not mean the old file and one table more."""
    after = appended(text, _TABLE.format(guide=_guide()))
    try:
        before = tomli.loads(text.removeprefix("\ufeff"))
        tool = before.get("tool", {})
        wanted = before | {"tool": tool | {"vtexlint": {"force-exclude": True}}}
        return after if tomli.loads(after.removeprefix("\ufeff")) == wanted else None
    except (tomli.TOMLDecodeError, TypeError, RecursionError):  # TypeError: `tool` is not a table
        return None


def _own_pyproject(path: str) -> str | None:
    """The text of a regular file; a link, and what is not text, stay as they are."""
    if os.path.islink(path) or not os.path.isfile(path):
        return None
    try:
        return text_of(path)
    except PlanError:
        return None


def _guide() -> str:
    return _about.page(_GUIDE) or GUIDE(path=_GUIDE)
