"""The user's own setting for colours, for subcommands that need no other setting."""

import os

from vtexlint.cli.console import say_error
from vtexlint.cli.directory import current_project
from vtexlint.project.config import own_settings_path
from vtexlint.project.errors import ConfigError


def own_color() -> str | None:
    """`color` in the user's own settings; None where it is not set. Settings that are wrong are reported, and do not end the command."""
    path = own_settings_path()
    if path is None or not os.path.lexists(path):
        return None
    from vtexlint.project.own_settings import read  # noqa: PLC0415  most users have none

    try:
        return read(current_project(), path).color
    except ConfigError as error:
        say_error(error.message)
        return None
