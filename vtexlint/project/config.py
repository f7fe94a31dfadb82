"""Which settings apply to a file: the nearest settings file upward from it."""

import os
import stat

from vtexlint._startup.modules import load
from vtexlint._startup.typed import TYPE_CHECKING, NamedTuple
from vtexlint.project.errors import ConfigError, shown
from vtexlint.project.project import Project, after, relative_to
from vtexlint.project.read_file import SETTINGS_LIMIT, OversizedError, UnreadableError, read_where
from vtexlint.settings import Settings
from vtexlint.text.messages import Template

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from types import ModuleType

    from vtexlint.text.messages import Message


NOT_REGULAR = Template("settings.not-regular", "the settings file is not a regular file: replace or remove it")

LEADS_OUT = Template(
    "settings.leads-out",
    "the settings file is a symbolic link out of the repository: name its target with --config, or use --isolated",
)

NAMES = (".vtexlint.toml", "vtexlint.toml", "pyproject.toml")


class Config:
    """Settings, and the directory that their globs are relative to.

    `path` is the settings file as it is named, None for the defaults; `directory` is absolute. A repository's settings name files of
    the repository alone; `checked` is set for settings from elsewhere, which may name any: the root of the repository that is checked.
    """

    __slots__ = ("checked", "directory", "file", "path", "settings")

    def __init__(
        self, settings: Settings, directory: str, path: str | None = None, file: str | None = None, checked: str | None = None
    ) -> None:
        """`file` is the absolute path of the settings file."""
        self.settings = settings
        self.directory = directory
        self.path = path
        self.file = file
        self.checked = checked

    def relative(self, absolute: str) -> str:
        """An absolute path as the settings' globs see it: relative to their directory, with `/`."""
        return relative_to(self.directory, absolute)

    def reset(self) -> None:
        """Have the defaults in place of settings that cannot be used."""
        self.settings, self.path = Settings(), None

    def includes(self, absolute: str) -> bool:
        """Whether `include` adds a path whose name says nothing."""
        if not self.settings.include:
            return False
        relative = self.relative(absolute)
        return any(glob_matches(pattern, relative) for pattern in self.settings.include)

    def place_of(self, word: str) -> str:
        """`file:line:column` of a word in the settings file, as a value or a key."""
        if self.path is None or self.file is None:
            return "settings"
        return self.path + shown(load("vtexlint.project.settings_places").position_in(self.file, word))


class Reach(NamedTuple):
    """What a run reads beyond the config files, as the command line says."""

    scope: str | None = None  # None: as the settings say
    full: bool = False  # lint every file in full
    assume_tracked: bool = False  # treat every file as tracked; do not run git
    ignored: bool = False  # also search what git ignores, and what is outside git

    def searches(self, config: Config) -> bool:
        """Whether files that are not config files are read at all."""
        return self.full or (self.scope or config.settings.scope) == "all"


DEFAULT_REACH = Reach()


class Configs:
    """Finds the settings of each directory, and reads each settings file once.

    `report`, where it is set, is called with what is wrong with a settings file, whose directory then has the defaults.
    """

    def __init__(self, project: Project, named: str | None = None, *, none: bool = False) -> None:
        self.project = project
        self.report: Callable[[Message], object] | None = None
        self._directories: dict[str, Config] = {}
        self._default = Config(Settings(), project.root)
        self._fixed: Config | None = self._default if none else None
        if named is not None:
            self._fixed = self._named(named)

    def _named(self, named: str) -> Config:
        """The settings of --config: a file from elsewhere, such as the base branch's, is about this project. Raises ConfigError."""
        paths, project = load("vtexlint.project.named_paths"), self.project
        root = paths.boundary_of(project.root)
        file = project.absolute(named)
        is_foreign = not load("vtexlint.project.boundary").is_below(file, root)
        try:
            real = paths.without_links(file, root)
        except paths.LinkError as error:
            raise ConfigError(named, error.message) from None
        is_here = after(project.root, file) is not None
        return _config_in(named, real, os.path.dirname(file) if is_here else project.root, checked=root if is_foreign else None)

    def of_file(self, path: str) -> Config:
        """The settings that apply to a file. Raises ConfigError."""
        return self._fixed or self.of_directory(os.path.dirname(self.project.absolute(path)))

    def of_directory(self, directory: str, names: "Collection[str] | None" = None) -> Config:
        """The nearest settings upward from an absolute directory. Raises ConfigError.

        `names`: those of all that is in the directory, in lowercase, where they are known.
        """
        if self._fixed:
            return self._fixed
        passed: list[str] = []
        found: Config | None = None
        while found is None:
            found = self._directories.get(directory) or self._tried_in(directory, names)
            names = None
            passed.append(directory)
            parent = os.path.dirname(directory)
            if parent == directory:
                found = found or self._default
            directory = parent
        for one in passed:
            self._directories[one] = found
        return found

    def read(self) -> list[Config]:
        """The settings files that the run has used so far, in the order of their paths, with paths as reports show them."""
        used = {id(one): one for one in (*self._directories.values(), *filter(None, (self._fixed,)))}
        return sorted((one for one in used.values() if one.path is not None), key=lambda one: one.path or "")

    def _tried_in(self, directory: str, names: "Collection[str] | None") -> Config | None:
        try:
            return self._look_in(directory, names)
        except ConfigError as error:
            if self.report is None:
                raise
            self.report(error.message)
            return Config(Settings(), directory)

    def _look_in(self, directory: str, names: "Collection[str] | None") -> Config | None:
        """The settings in one directory; None if it has none. Raises ConfigError."""
        for name in NAMES:
            if names is not None and name not in names:
                continue
            path = os.path.join(directory, name)
            if directory.endswith("vtexlint") and path == own_settings_path():
                continue  # not those of a project
            file = settings_in(path)
            if file is None:
                continue
            if name != "pyproject.toml" or (_mentions_vtexlint(file) and _settings_file().has_table(file)):
                return _config_in(path, file, directory)
        return None


def settings_in(path: str) -> str | None:
    """The settings file of an absolute path, its links resolved; None if there is none.

    Raises ConfigError for a link that leads out of the repository, of which only the text was read, and for a path that is not a file:
    settings that a user meant must not be skipped.
    """
    file = path
    try:
        mode = os.lstat(path).st_mode
        if stat.S_ISLNK(mode):
            file = _behind_link(path)
            mode = os.lstat(file).st_mode if os.path.lexists(file) else 0
    except OSError:
        return None
    if stat.S_ISREG(mode):
        return file
    if stat.S_ISDIR(mode) or os.path.basename(path) == "pyproject.toml":
        return None
    raise ConfigError(path, NOT_REGULAR())  # a pipe, a device, a link that leads to nothing


def _behind_link(path: str) -> str:
    paths = load("vtexlint.project.named_paths")
    try:
        file: str = paths.without_links(path, paths.boundary_of(os.path.dirname(path)))
    except paths.LinkError:
        raise ConfigError(path, LEADS_OUT()) from None
    return file


def home_directory() -> str:
    """The user's home directory, as the environment names it; empty if it does not."""
    return os.environ.get("USERPROFILE" if os.name == "nt" else "HOME", "")


def own_settings_path() -> str | None:
    """Where the user's own settings are, if there are any; None if the environment names no folder for them."""
    if os.name == "nt":
        folder = os.environ.get("APPDATA", "")
    else:
        folder = os.environ.get("XDG_CONFIG_HOME", "")
        if not os.path.isabs(folder):
            folder = os.path.join(home_directory(), ".config")
    return os.path.join(folder, "vtexlint", "vtexlint.toml") if os.path.isabs(folder) else None


def _config_in(path: str, absolute: str, directory: str, checked: str | None = None) -> Config:
    """The settings in a file; `directory` is what its globs are relative to. For `checked` see Config."""
    return Config(_settings_file().read(path, absolute), directory, path, absolute, checked)


def _mentions_vtexlint(path: str) -> bool:
    """Whether a pyproject.toml may be about vtexlint; most are not, and need not be parsed."""
    try:
        data = read_where(path, SETTINGS_LIMIT, lambda chunk: b"vtexlint" in chunk)
    except UnreadableError as error:
        return isinstance(error, OversizedError)  # the settings' reader says so
    return data is not None and b"vtexlint" in data


def _settings_file() -> "ModuleType":
    from vtexlint.project import settings_file  # noqa: PLC0415  the settings' checks: many runs meet no settings

    return settings_file


def glob_matches(pattern: str, path: str) -> bool:
    """As `text.globs.glob_matches`, which is imported for the first glob: most settings have none."""
    from vtexlint.text import globs  # noqa: PLC0415  regular expressions

    return globs.glob_matches(pattern, path)
