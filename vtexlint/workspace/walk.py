"""The walk through a directory: what it enters, what it reads, what it passes over and counts."""

import os
import stat

from vtexlint.documents.detect import format_of
from vtexlint.globs import glob_matches
from vtexlint.typed import TYPE_CHECKING
from vtexlint.workspace.discover import is_excluded, reason, shown_plain
from vtexlint.workspace.files import kind_of
from vtexlint.workspace.repository import root_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vtexlint.workspace.config import Config, Configs

HEAVY = frozenset(
    """
    .git .hg .svn .bzr node_modules bower_components jspm_packages .venv venv .virtualenv virtualenv site-packages __pycache__ .tox .nox
    .mypy_cache .ruff_cache .pytest_cache .hypothesis .eggs vendor dist build target .next .nuxt .output .svelte-kit .turbo .parcel-cache
    .cache .gradle .mvn .terraform .serverless .aws-sam .yarn .pnpm-store coverage htmlcov .idea .direnv
    """.split()
)


class Walker:
    """Walks directories; gathers the files to read, errors, and counts of what is no file."""

    def __init__(self, configs: "Configs", exclude: "Sequence[str]") -> None:
        self._configs = configs
        self._exclude = exclude
        self._ignored: dict[str, frozenset[str]] = {}
        self.found: list[str] = []
        self.odd: dict[str, int] = {}
        self.errors: list[str] = []

    def walk(self, root: str) -> None:
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
                self.errors.append(f"{shown_plain(directory)}: {reason(error)}")
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
                        self.found.append(entry.path)
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

    def _enters(self, entry: "os.DirEntry[str]", config: "Config", repository: str | None, seen: set[str]) -> bool:
        if entry.name in HEAVY or is_excluded(entry.path, config.settings, config.directory, self._exclude):
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

    def _reads(self, entry: "os.DirEntry[str]", config: "Config") -> bool:
        if format_of(entry.name) is None and not self._is_included(entry.path, config):
            return False
        return not is_excluded(entry.path, config.settings, config.directory, self._exclude)

    def _is_included(self, path: str, config: "Config") -> bool:
        include = config.settings.include
        if not include:
            return False
        relative = os.path.relpath(os.path.abspath(path), config.directory).replace(os.sep, "/")
        return any(glob_matches(pattern, relative) for pattern in include)
