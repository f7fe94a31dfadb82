"""`--show-settings`: the active settings, and where each comes from."""

import os

from vtexlint._startup.typed import TYPE_CHECKING
from vtexlint.project.exclusion import shown_plain
from vtexlint.project.settings_file import keys_in
from vtexlint.settings import Settings
from vtexlint.settings_table import KEYS, to_toml
from vtexlint.text.messages import Message, Template

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vtexlint.project.config import Config
    from vtexlint.project.effective_settings import RunOptions
    from vtexlint.project.own_settings import Own
    from vtexlint.project.project import Project

SETTINGS_FILE = Template("show-settings.file", "settings file: {path}")
NO_SETTINGS_FILE = Template("show-settings.no-file", "settings file: none; these are the defaults")
OWN_FILE = Template("show-settings.own-file", "your own settings: {path}")
COLOR = Template("show-settings.color", "color: {value} ({source})")
DEFAULT = Template("show-settings.default", "default")
OWN = Template("show-settings.own", "your own settings")


def render(project: "Project", config: "Config", settings: Settings, options: "RunOptions", own: "Own | None", color: str | None) -> str:
    """The settings as TOML with a comment after each; `settings` are those of `config` with the rules and accounts of the others on top.

    `color` is the command line's choice. Paths and globs are as they were written, relative to what their source says.
    """
    lists = own.config.settings if own else Settings()
    in_force = settings._replace(
        exclude=settings.exclude + options.exclude,
        fail_on=options.fail_on or settings.fail_on,
        scope=options.scope or settings.scope,
        baseline=options.baseline or settings.baseline,
        account_snapshots=(*lists.account_snapshots, *settings.account_snapshots, *options.accounts),
    )
    lines = [SETTINGS_FILE(path=shown_plain(config.path)) if config.path else NO_SETTINGS_FILE()]
    if own:
        lines.append(OWN_FILE(path=shown_plain(own.config.path or "")))
    lines.append(_color(own, color))
    written = keys_in(config.path, config.file) if config.path and config.file else frozenset()
    sources = {key: ", ".join(_sources(key, project, config, written, options, own)) or DEFAULT() for key in KEYS}
    return "".join(f"# {line}\n" for line in lines) + to_toml(in_force, sources)


def _sources(
    key: str, project: "Project", config: "Config", written: frozenset[str], options: "RunOptions", own: "Own | None"
) -> "Iterator[str]":
    """What a setting comes from, in the order in which lists are put together."""
    field = key.replace("-", "_")
    option = {"account-snapshots": "--account"}.get(key, f"--{key}")
    given = options.accounts if key == "account-snapshots" else getattr(options, field, None)
    is_replaced = bool(given) and key in ("select", "fail-on", "scope", "baseline")
    is_replaced |= options.select is not None and key in ("extend-select", "ignore")
    of_user = own is not None and bool(getattr(own.config.settings, field, None)) and key in ("account-snapshots", "external-accounts")
    if of_user and key == "account-snapshots":
        yield OWN()
    if key in written and not is_replaced:
        yield shown_plain(project.display(config.path or ""))
    if of_user and key != "account-snapshots":
        yield OWN()
    if given:
        yield option


def _color(own: "Own | None", color: str | None) -> Message:
    if color in (None, "auto"):
        for name, value in (("NO_COLOR", "never"), ("FORCE_COLOR", "always")):
            if os.environ.get(name):
                return COLOR(value=value, source=name)
    if color is not None:
        return COLOR(value=color, source="--color")
    if own and own.color:
        return COLOR(value=own.color, source=OWN())
    return COLOR(value="auto", source=DEFAULT())
