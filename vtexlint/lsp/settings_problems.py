"""What is wrong with a settings file that is open in the editor."""

import os

from vtexlint.linter.rule_selection import UnknownRuleError, disabled_rules
from vtexlint.project.account_files import split_name
from vtexlint.project.config import NAMES, Config, own_settings_path
from vtexlint.project.errors import ConfigError
from vtexlint.project.named_paths import in_settings
from vtexlint.project.settings_file import own_parsed, parsed
from vtexlint.project.settings_places import position_of_word
from vtexlint.text.messages import Message
from vtexlint.text.source import Position


def settings_problem(path: str, text: str) -> tuple[Position, Message] | None:
    """What is wrong with the text of a settings file, and where; None if nothing is, or if it is not a settings file of vtexlint."""
    data = text.encode("utf-8", "replace")
    name = os.path.basename(path)
    if name not in NAMES or (name == "pyproject.toml" and b"vtexlint" not in data):
        return None
    try:
        if path == own_settings_path():
            own_parsed(path, data)
            return None
        settings = parsed(path, data)
        disabled_rules(settings)
    except ConfigError as error:
        return error.position or Position(1, 1), error.reason
    except UnknownRuleError as error:
        return position_of_word(text, error.name) or Position(1, 1), error.message
    return _path_problem(Config(settings, os.path.dirname(path), path), text)


def _path_problem(config: Config, text: str) -> tuple[Position, Message] | None:
    """What is wrong with the paths that settings name: those that lead out of the repository."""
    settings = config.settings
    named = [("account-snapshots", name) for name in settings.account_snapshots]
    if settings.baseline is not None:
        named.append(("baseline", settings.baseline))
    for key, name in named:
        try:
            if key == "baseline":
                in_settings(config, key, name)
            else:
                split_name(name, lambda one: in_settings(config, "account-snapshots", one))
        except ConfigError as error:
            return position_of_word(text, name, key) or Position(1, 1), error.reason
    return None
