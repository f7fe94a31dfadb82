"""Which files a run reads: what is named, and what a walk meets."""

import os
import stat
from collections.abc import Sequence

from vtexlint.documents.detect import format_of
from vtexlint.settings import Settings, glob_matches
from vtexlint.typed import NamedTuple
from vtexlint.workspace.config import Config, Configs
from vtexlint.workspace.files import kind_of
from vtexlint.workspace.repository import root_of

HEAVY = frozenset(
    """
    .git .hg .svn .bzr node_modules bower_components jspm_packages .venv venv .virtualenv virtualenv site-packages __pycache__ .tox .nox
    .mypy_cache .ruff_cache .pytest_cache .hypothesis .eggs vendor dist build target .next .nuxt .output .svelte-kit .turbo .parcel-cache
    .cache .gradle .mvn .terraform .serverless .aws-sam .yarn .pnpm-store coverage htmlcov .idea .direnv
    """.split()
)


class Found(NamedTuple):
    """A file to read: its path as reports show it, and whether the user named it."""

    path: str
    named: bool


class Discovery(NamedTuple):
    files: tuple[Found, ...]
    notes: tuple[str, ...] = ()
    errors: tuple[str, ...] = ()


def discover(paths: Sequence[str], configs: Configs, exclude: Sequence[str] = ()) -> Discovery:
    """The files that the named paths stand for, each once, in the order of their names."""
    walker = _Walker(configs, exclude)
    for path in paths:
        walker.take(path)
    files = sorted(walker.found.values(), key=lambda found: found.path)
    notes = [f"{count} {kind} met on the way {'was' if count == 1 else 'were'} not opened" for kind, count in sorted(walker.odd.items())]
    return Discovery(tuple(files), tuple(notes), tuple(walker.errors))


def shown(path: str) -> str:
    """A path as reports show it: relative to the current directory where it lies below it, with `/`."""
    absolute = os.path.abspath(path)
    here = os.getcwd()
    if absolute.startswith(here + os.sep):
        absolute = absolute[len(here) + 1 :]
    return absolute.replace(os.sep, "/")


def is_excluded(path: str, settings: Settings, directory: str, exclude: Sequence[str]) -> bool:
    """Whether the settings' globs (relative to their directory) or the command line's (to the current one) leave a path out."""
    if exclude and any(glob_matches(pattern, shown(path)) for pattern in exclude):
        return True
    if not settings.exclude:
        return False
    relative = os.path.relpath(os.path.abspath(path), directory).replace(os.sep, "/")
    return any(glob_matches(pattern, relative) for pattern in settings.exclude)


class _Walker:
    def __init__(self, configs: Configs, exclude: Sequence[str]) -> None:
        self._configs = configs
        self._exclude = exclude
        self._ignored: dict[str, frozenset[str]] = {}
        self.found: dict[str, Found] = {}
        self.odd: dict[str, int] = {}
        self.errors: list[str] = []

    def take(self, path: str) -> None:
        """A path that the user named."""
        try:
            mode = os.stat(path).st_mode
        except OSError as error:
            self.errors.append(f"{_plain(path)}: {_reason(error)}")
            return
        if stat.S_ISDIR(mode):
            self._walk(path)
        elif not stat.S_ISREG(mode):
            self.errors.append(f"{_plain(path)}: is {kind_of(mode)}, not a file")
        else:
            config = self._configs.of_file(path)
            if not (config.settings.force_exclude and self._is_excluded(path, config)):
                self._add(path, named=True)

    def _add(self, path: str, *, named: bool) -> None:
        name = shown(path)
        known = self.found.get(name)
        self.found[name] = Found(name, named or (known is not None and known.named))

    def _is_excluded(self, path: str, config: Config) -> bool:
        return is_excluded(path, config.settings, config.directory, self._exclude)

    def _walk(self, root: str) -> None:
        real_root = os.path.realpath(root)
        repository = root_of(os.path.abspath(root))
        pending = [root]
        seen = {real_root}
        while pending:
            directory = pending.pop()
            config = self._configs.of_directory(os.path.abspath(directory))
            try:
                entries = sorted(os.scandir(directory), key=lambda entry: entry.name)
            except OSError as error:
                self.errors.append(f"{_plain(directory)}: {_reason(error)}")
                continue
            below = []
            for entry in entries:
                mode = self._mode(entry, real_root)
                if mode is None:
                    continue
                if stat.S_ISDIR(mode):
                    if self._enters(entry, config, repository, seen):
                        below.append(entry.path)
                elif stat.S_ISREG(mode):
                    if self._reads(entry, config):
                        self._add(entry.path, named=False)
                elif format_of(entry.name):
                    kind = kind_of(mode).partition(" ")[2]
                    self.odd[kind] = self.odd.get(kind, 0) + 1
            pending += reversed(below)

    def _mode(self, entry: "os.DirEntry[str]", real_root: str) -> int | None:
        """The entry's kind, through a link that stays below the root; None for what is passed over."""
        try:
            if not entry.is_symlink():
                if entry.is_dir(follow_symlinks=False):
                    return stat.S_IFDIR
                if entry.is_file(follow_symlinks=False):
                    return stat.S_IFREG
                return entry.stat(follow_symlinks=False).st_mode
            target = os.path.realpath(entry.path)
            inside = target == real_root or target.startswith(real_root.rstrip(os.sep) + os.sep)
            if inside:
                return os.stat(target).st_mode
        except OSError:
            pass
        if format_of(entry.name):
            self.odd["symbolic link out of the directory or to nothing"] = (
                self.odd.get("symbolic link out of the directory or to nothing", 0) + 1
            )
        return None

    def _enters(self, entry: "os.DirEntry[str]", config: Config, repository: str | None, seen: set[str]) -> bool:
        if entry.name in HEAVY or self._is_excluded(entry.path, config):
            return False
        if entry.is_symlink():
            real = os.path.realpath(entry.path)
            if real in seen:
                return False
            seen.add(real)
        if os.path.lexists(os.path.join(entry.path, ".git")):
            repository = os.path.abspath(entry.path)  # a repository within: its own rules hold below it
        return repository is None or not self._is_ignored(os.path.abspath(entry.path), repository)

    def _is_ignored(self, path: str, repository: str) -> bool:
        nearest = root_of(path) or repository
        if nearest not in self._ignored:
            from vtexlint.workspace.git import ignored_directories  # noqa: PLC0415  named files never come here

            self._ignored[nearest] = ignored_directories(nearest)
        return os.path.relpath(path, nearest).replace(os.sep, "/") in self._ignored[nearest]

    def _reads(self, entry: "os.DirEntry[str]", config: Config) -> bool:
        if format_of(entry.name) is None and not self._is_included(entry.path, config):
            return False
        return not self._is_excluded(entry.path, config)

    def _is_included(self, path: str, config: Config) -> bool:
        include = config.settings.include
        if not include:
            return False
        relative = os.path.relpath(os.path.abspath(path), config.directory).replace(os.sep, "/")
        return any(glob_matches(pattern, relative) for pattern in include)


def _reason(error: OSError) -> str:
    return "there is no such file or directory" if isinstance(error, FileNotFoundError) else f"cannot be read: {error.strerror}"


def _plain(path: str) -> str:
    return "".join(c if c.isprintable() else "?" for c in path)
