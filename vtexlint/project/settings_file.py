"""Read one settings file. Imported for the first one of a run."""

import os

from vtexlint._startup import plain_toml
from vtexlint._startup.modules import load
from vtexlint._startup.typed import TYPE_CHECKING, Any
from vtexlint.project.errors import ConfigError, cause
from vtexlint.project.read_file import SETTINGS_LIMIT, oversized
from vtexlint.settings import OwnSettings, Settings
from vtexlint.settings_table import SettingsError, from_table, own_from_table
from vtexlint.text.messages import Template

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import TypeVar

    T = TypeVar("T")

CANNOT_BE_READ = Template("settings.cannot-be-read", "the settings cannot be read: {reason}")
TOO_LARGE = Template("settings.too-large", "the settings file {reason}")
DIVIDE = Template("settings.divide", "move the settings to a separate vtexlint.toml, and remove what is not needed")
NOT_A_TABLE = Template("settings.not-a-table", "[tool.vtexlint] must be a table")
KEY = Template("settings.key", "`{key}`: {message}")
KEY_TOO_DEEP = Template(
    "settings.key-below-tool", "`{key}`: {message}; in this file, settings are at the top level, without [tool.vtexlint]"
)
NOT_TOML = Template("settings.not-toml", "not valid TOML: {reason}")
NOT_UTF8 = Template("settings.not-utf8", "not valid TOML: it is not UTF-8 (byte {byte}); save it as UTF-8")
OUT_OF_RANGE = Template("settings.out-of-range", "this TOML cannot be read: a number or a date in it is out of range")
TOO_DEEP = Template("settings.too-deep", "this TOML cannot be read: it is nested too deeply")


def has_table(path: str) -> bool:
    """Whether a pyproject.toml has the table [tool.vtexlint]. Raises ConfigError."""
    return "vtexlint" in _tool(_parse(path, _content(path, path)))


def read(path: str, absolute: str) -> Settings:
    """Read one settings file; errors name it as `path`. Raises ConfigError."""
    return parsed(path, _content(path, absolute))


def keys_in(path: str, absolute: str) -> frozenset[str]:
    """The settings that a settings file has, at the top. Raises ConfigError."""
    return frozenset(_table(path, _content(path, absolute))[0])


def read_own(path: str) -> OwnSettings:
    """Read the user's own settings file. Raises ConfigError."""
    return own_parsed(path, _content(path, path))


def _content(path: str, absolute: str) -> bytes:
    try:
        with open(absolute, "rb") as file:
            data = file.read(SETTINGS_LIMIT + 1)
    except OSError as error:
        raise ConfigError(path, CANNOT_BE_READ(reason=cause(error))) from None
    if len(data) > SETTINGS_LIMIT:
        raise ConfigError(path, TOO_LARGE(reason=oversized(os.path.getsize(absolute), SETTINGS_LIMIT, DIVIDE())))
    return data


def parsed(path: str, data: bytes) -> Settings:
    """The settings in a settings file's bytes. Raises ConfigError."""
    table, prefix = _table(path, data)
    return _settings_of(from_table, table, path, data, prefix)


def own_parsed(path: str, data: bytes) -> OwnSettings:
    """The settings in the bytes of a user's own settings file. Raises ConfigError."""
    return _settings_of(own_from_table, _parse(path, data), path, data)


def _table(path: str, data: bytes) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The table of a settings file, and its name in the file. Raises ConfigError."""
    table = _parse(path, data)
    prefix: tuple[str, ...] = ()
    if os.path.basename(path) == "pyproject.toml":
        table, prefix = _tool(table).get("vtexlint", {}), ("tool", "vtexlint")
    if not isinstance(table, dict):
        raise ConfigError(path, NOT_A_TABLE())
    return table, prefix


def _settings_of(
    read: "Callable[[Mapping[str, Any]], T]", table: dict[str, Any], path: str, data: bytes, prefix: tuple[str, ...] = ()
) -> "T":
    try:
        return read(table)
    except SettingsError as error:
        position = load("vtexlint.project.settings_places").position_of_key(data.decode("utf-8-sig", "replace"), (*prefix, *error.key))
        template = KEY_TOO_DEEP if error.key == ("tool",) and not prefix else KEY
        key = ".".join(map(load("vtexlint.text.suggestions").redact, error.key))
        raise ConfigError(path, template(key=key, message=error.message), position) from None


def _tool(table: dict[str, Any]) -> dict[str, Any]:
    tool = table.get("tool")
    return tool if isinstance(tool, dict) else {}


def _parse(path: str, data: bytes) -> dict[str, Any]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigError(path, NOT_UTF8(byte=error.start + 1)) from None
    plain = plain_toml.read(text)
    return _parse_any(path, text) if plain is None else plain


def _parse_any(path: str, text: str) -> dict[str, Any]:
    import tomli  # noqa: PLC0415  most settings files are plain

    try:
        return tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        position = load("vtexlint.text.source").Position(error.lineno, error.colno)
        raise ConfigError(path, NOT_TOML(reason=load("vtexlint.parsers.toml_errors").about(error.msg)), position) from None
    except RecursionError:
        raise ConfigError(path, TOO_DEEP()) from None
    except ValueError:  # tomli leaves numbers of thousands of digits and impossible dates to Python's own errors
        raise ConfigError(path, OUT_OF_RANGE()) from None
