"""Which settings hold for a file: the nearest settings file upward from it."""

import os

from vtexlint._startup.typed import TYPE_CHECKING, Any
from vtexlint.project.project import Project, relative_to
from vtexlint.settings import Settings, SettingsError, from_table

if TYPE_CHECKING:
    from vtexlint.text.source import Position

NAMES = (".vtexlint.toml", "vtexlint.toml", "pyproject.toml")


class ConfigError(Exception):
    """A settings file that cannot be used: names the file, the place, the key, what was expected, the nearest right key."""

    def __init__(self, path: str, reason: str, position: "Position | None" = None) -> None:
        self.reason = reason
        self.position = position
        super().__init__(f"{path}{_shown(position)}: {reason}")


class Config:
    """Settings, and the directory that their globs are relative to.

    `path` is the settings file as it is named, None for the defaults; `directory` is absolute.
    """

    __slots__ = ("directory", "path", "settings")

    def __init__(self, settings: Settings, directory: str, path: str | None = None) -> None:
        self.settings = settings
        self.directory = directory
        self.path = path

    @property
    def file(self) -> str | None:
        """The absolute path of the settings file."""
        return None if self.path is None else os.path.join(self.directory, os.path.basename(self.path))

    def relative(self, absolute: str) -> str:
        """An absolute path as the settings' globs see it: relative to their directory, with `/`."""
        return relative_to(self.directory, absolute)

    def includes(self, absolute: str) -> bool:
        """Whether `include` adds a path whose name says nothing."""
        if not self.settings.include:
            return False
        from vtexlint.text.globs import glob_matches  # noqa: PLC0415  most settings include nothing

        relative = self.relative(absolute)
        return any(glob_matches(pattern, relative) for pattern in self.settings.include)

    def place_of(self, word: str) -> str:
        """`file:line:column` of a word that stands in the settings file, as a value or a key."""
        if self.path is None or self.file is None:
            return "settings"
        with open(self.file, "rb") as file:
            return self.path + _shown(position_of_word(file.read().decode("utf-8", "replace"), word))


class Configs:
    """Finds the settings of each directory, and reads each settings file once."""

    def __init__(self, project: Project, named: str | None = None, *, none: bool = False) -> None:
        self.project = project
        self._directories: dict[str, Config] = {}
        self._default = Config(Settings(), project.root)
        self._fixed: Config | None = self._default if none else None
        if named is not None:
            self._fixed = load(named, project.absolute(named))

    def of_file(self, path: str) -> Config:
        """The settings that apply to a file. Raises ConfigError."""
        return self._fixed or self.of_directory(os.path.dirname(self.project.absolute(path)))

    def of_directory(self, directory: str) -> Config:
        """The nearest settings upward from an absolute directory. Raises ConfigError."""
        if self._fixed:
            return self._fixed
        found = self._directories.get(directory)
        if found is None:
            found = self._directories[directory] = self._look_in(directory)
        return found

    def _look_in(self, directory: str) -> Config:
        for name in NAMES:
            path = os.path.join(directory, name)
            if os.path.isfile(path):
                if _is_ours(path):
                    return load(path, path)
            elif name != "pyproject.toml" and os.path.lexists(path) and not os.path.isdir(path):
                # settings that somebody meant must not be passed over: a pipe, a device, a link that leads to nothing
                raise ConfigError(path, "these settings are no regular file: make it one, or remove it")
        parent = os.path.dirname(directory)
        return self._default if parent == directory else self.of_directory(parent)


def _is_ours(path: str) -> bool:
    """A pyproject.toml without the table is passed over; the word in its bytes is enough to look closer."""
    if not path.endswith("pyproject.toml"):
        return True
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError:
        return False
    return b"vtexlint" in data and "vtexlint" in _tool(_parse(path, data))


def load(path: str, absolute: str) -> Config:
    """Read one settings file; errors name it as `path`. Raises ConfigError."""
    try:
        with open(absolute, "rb") as file:
            data = file.read()
    except OSError as error:
        raise ConfigError(path, f"the settings cannot be read: {error.strerror}") from None
    return parsed(path, data, os.path.dirname(absolute))


def parsed(path: str, data: bytes, directory: str) -> Config:
    """The settings in a settings file's bytes; `directory` is the absolute one that it lies in. Raises ConfigError."""
    table = _parse(path, data)
    prefix: tuple[str, ...] = ()
    if os.path.basename(path) == "pyproject.toml":
        table, prefix = _tool(table).get("vtexlint", {}), ("tool", "vtexlint")
    if not isinstance(table, dict):
        raise ConfigError(path, "[tool.vtexlint] is expected to be a table")
    try:
        settings = from_table(table)
    except SettingsError as error:
        from vtexlint.text.suggestions import redact  # noqa: PLC0415  only an error needs it

        position = _position_of_key(data.decode("utf-8-sig", "replace"), (*prefix, *error.key))
        hint = "; in this file settings stand at the top, without [tool.vtexlint]" if error.key == ("tool",) and not prefix else ""
        raise ConfigError(path, f"`{'.'.join(map(redact, error.key))}`: {error.message}{hint}", position) from None
    return Config(settings, directory, path)


def _tool(table: dict[str, Any]) -> dict[str, Any]:
    tool = table.get("tool")
    return tool if isinstance(tool, dict) else {}


def _parse(path: str, data: bytes) -> dict[str, Any]:
    import tomli  # noqa: PLC0415  most runs meet no settings

    try:
        return tomli.loads(data.decode("utf-8-sig"))
    except tomli.TOMLDecodeError as error:
        from vtexlint.text.source import Position  # noqa: PLC0415  only an error needs it

        raise ConfigError(path, f"this is no TOML: {error.msg}", Position(error.lineno, error.colno)) from None
    except UnicodeDecodeError as error:
        raise ConfigError(path, f"this is no TOML: it is not UTF-8 (byte {error.start + 1}); save it as UTF-8") from None
    except RecursionError:
        raise ConfigError(path, "this is no TOML that can be read: it is nested too deep") from None


def _position_of_key(text: str, key: tuple[str, ...]) -> "Position | None":
    """Where a key stands, from the TOML reader's spans; the nearest table above it where it has none."""
    from vtexlint.parsers.toml import parse  # noqa: PLC0415  only an error needs it
    from vtexlint.text.source import Source  # noqa: PLC0415

    source = Source("settings", text)
    document = parse(source)
    spans = {}
    for index, container in enumerate(document.containers):
        spans[tuple(reversed(document.ancestors(index)))] = container.name_span
    for entry in document.entries:
        if entry.name is not None:
            spans[(*reversed(document.ancestors(entry.container)), entry.name)] = entry.name_span
    for length in range(len(key), 0, -1):
        if key[:length] in spans:
            return source.position(spans[key[:length]].start)
    return None


def position_of_word(text: str, word: str) -> "Position | None":
    """Where a word stands in a settings file, as a value or a key."""
    from vtexlint.parsers.toml import parse  # noqa: PLC0415  as above
    from vtexlint.text.source import Source  # noqa: PLC0415

    source = Source("settings", text)
    for entry in parse(source).entries:
        if word in (entry.value, entry.name):
            return source.position((entry.span if entry.value == word else entry.name_span).start)
    return None


def _shown(position: "Position | None") -> str:
    return f":{position.line}:{position.column}" if position else ""
