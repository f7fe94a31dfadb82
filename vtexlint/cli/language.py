"""The language of what is printed: `--lang`, VTEXLINT_LANG, the project's settings, the user's own ones, the locale."""

import os
import sys

from vtexlint._startup.typed import TYPE_CHECKING
from vtexlint.cli.console import say_error, spoken
from vtexlint.cli.directory import current_project
from vtexlint.cli.main import COMMANDS
from vtexlint.languages.codes import PSEUDO, VARIABLE, from_environment, language_named
from vtexlint.project.config import Configs, own_settings_path
from vtexlint.project.errors import ConfigError
from vtexlint.settings import LANGUAGES
from vtexlint.text.messages import Template
from vtexlint.text.suggestions import redact

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

UNKNOWN = Template("language.unknown", "{variable}: unknown language `{name}`; the languages are {languages}")


def choose(arguments: "Sequence[str]") -> None:
    """Before anything is read: from the command line and the environment."""
    option = next((language_named(word) for word in _options(arguments)), None)
    if option is not None:
        spoken.choose(option, is_asked=True)
        return
    locale = from_environment(os.environ, windows=sys.platform == "win32")
    asked = os.environ.get(VARIABLE, "")
    named = PSEUDO if asked == PSEUDO else language_named(asked)
    spoken.choose(named or locale, is_asked=named is not None)
    if asked and named is None:
        say_error(UNKNOWN(variable=VARIABLE, name=redact(asked), languages=", ".join(LANGUAGES)))


def _options(arguments: "Sequence[str]") -> "Iterable[str]":
    """The values of `--lang`, the last one first, as argparse takes it."""
    words = list(arguments[: arguments.index("--")] if "--" in arguments else arguments)
    for number in reversed(range(len(words))):
        name, separator, value = words[number].partition("=")
        if name == "--lang":
            yield value if separator else "".join(words[number + 1 : number + 2])


def after_command(arguments: "Sequence[str]") -> list[str]:
    """`--lang es check .env` as `check --lang es .env`: the option may come before the command. `arguments` begins with it."""
    size = 1 if "=" in arguments[0] else 2
    option, rest = arguments[:size], list(arguments[size:])
    return [rest[0], *option, *rest[1:]] if rest and rest[0] in COMMANDS else rest


def settle() -> None:
    """From the settings of the current directory, else the user's own: for commands that read no settings, and for help.

    Settings that cannot be used have no say here; `vtexlint check` reports them.
    """
    language = _of_project() or _of_user()
    if language:
        spoken.choose(language, is_asked=True)


def _of_project() -> str | None:
    try:
        project = current_project()
        return Configs(project).of_directory(project.root).settings.language
    except (ConfigError, OSError):
        return None


def _of_user() -> str | None:
    path = own_settings_path()
    if path is None or not os.path.lexists(path):
        return None
    from vtexlint.project.own_settings import read  # noqa: PLC0415  most users have none

    try:
        return read(current_project(), path).language
    except (ConfigError, OSError):
        return None
