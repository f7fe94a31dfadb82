"""The walk through a directory: what it enters, how closely it reads each file, what it skips and counts."""

import os

from vtexlint._startup.typed import TYPE_CHECKING, NamedTuple
from vtexlint.parsers.formats import format_of
from vtexlint.project.errors import MessageError, at
from vtexlint.project.exclusion import excluded_by, failed, shown_plain
from vtexlint.project.levels import is_config, level_by_name
from vtexlint.project.levels import level_of_named as level_of_named
from vtexlint.project.levels import looks_like_config as looks_like_config
from vtexlint.project.listed_repository import ListedRepository, git_files
from vtexlint.project.project import git_name, is_work_tree, relative_to, root_of
from vtexlint.project.read_file import kind_of
from vtexlint.project.scratch_names import is_scratch
from vtexlint.project.skips import Skips

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType

    from vtexlint.project.config import Config, Configs, Reach
    from vtexlint.project.levels import Level
    from vtexlint.project.project import Project
    from vtexlint.text.messages import Message

HEAVY = frozenset(
    """
    node_modules bower_components jspm_packages .venv venv .virtualenv virtualenv site-packages __pycache__ .tox .nox
    .mypy_cache .ruff_cache .pytest_cache .hypothesis .eggs vendor dist build target .next .nuxt .output .svelte-kit .turbo .parcel-cache
    .cache .gradle .mvn .terraform .serverless .aws-sam .yarn .pnpm-store coverage htmlcov .idea .direnv .hg .svn .bzr
    """.split()
)
"""Directories of dependencies, build output and caches: read only where git tracks files in them. So are those of other version control."""


class _Directory(NamedTuple):
    """A directory to read: its path, its path without links, and the repository that it is in."""

    path: str
    real: str
    repository: ListedRepository | None
    prefix: str  # relative to the repository's root, empty or with `/` at the end
    tracked_only: bool = False

    @property
    def real_prefix(self) -> str:
        """What is before a name in the path, without links, of what is in the directory."""
        return self.real if self.real.endswith(os.sep) else self.real + os.sep

    def key(self, name: str) -> str:
        """What is in the directory, as git has it."""
        return git_name(self.prefix + name) if self.repository is None else self.repository.key(self.prefix + name)

    def close(self, name: str = "") -> None:
        """Take note that the directory, or the one of a name in it, is not read as a part of the repository."""
        if self.repository is not None:
            self.repository.closed.add(self.key(name).rstrip("/"))


class Walker:
    """Walks directories; collects the files to read, errors, and what is not read."""

    def __init__(self, project: "Project", configs: "Configs", exclude: "Sequence[str]", reach: "Reach", skips: Skips) -> None:
        self._project = project
        self._configs = configs
        self._exclude = exclude
        self._reach = reach
        self._skips = skips
        self._seen: set[str] = set()  # real paths of the directories entered and of the files taken
        self._links: list[tuple[str, Config]] = []
        self._top = ""  # the directory of the walk, as it was named
        self._root = ""  # without links
        self._repositories: list[ListedRepository] = []
        self.found: dict[str, Level] = {}  # by the path that reports show
        self.errors: list[Message] = []

    def walk(self, root: str) -> None:
        """Everything below an absolute directory, each file once; the target of a link under its own name where the walk finds it."""
        self._top, self._root = root, os.path.realpath(root)
        work_tree = root_of(root)
        relative = "" if work_tree is None else relative_to(os.path.realpath(work_tree), self._root)
        below = "" if relative in ("", ".") else relative
        repository = work_tree and self._repository(work_tree, below)
        self._tree(_Directory(root, self._root, repository or None, f"{below}/" if below else ""))
        while self._links:
            path, config = self._links.pop(0)
            try:
                self._link(path, config)
            except MessageError:
                raise
            except Exception as error:
                self.errors.append(at(shown_plain(self._project.display(path)), failed(error)))
        while self._repositories:
            repository = self._repositories.pop(0)
            try:
                for name in repository.missing():
                    self._skips.add("absent", self._project.display(os.path.join(repository.root, name)))
                self._take_removed(repository)
            except MessageError as error:
                if not isinstance(error, git_files().GitError):
                    raise
                self.errors.append(error.message)
            except Exception as error:
                self.errors.append(at(shown_plain(self._project.display(repository.root)), failed(error)))

    def _take_removed(self, repository: ListedRepository) -> None:
        """The files that HEAD still has, of what git does not track: their tokens are committed."""
        for top, rest in repository.removed():
            kind, shown = repository.left[top]
            shown += rest
            path = self._project.absolute(shown)
            real = self._root + path[len(self._top) :]
            if self._behind(path) != real or not os.path.isfile(real):
                continue  # through a link, or not there any more
            config = self._configs.of_file(shown)
            level = level_by_name(os.path.basename(path), path, config, self._reach)
            if level is None or self._is_excluded(path, shown, config):
                continue
            self._take(shown, real, level)
            if not rest and kind:
                self._skips.forget(kind, shown)

    def _behind(self, path: str) -> str | None:
        """Where a path leads to; None if that is not below the root. The texts of links show it; other targets are not read."""
        try:
            target: str = _boundary().resolve(path, self._top, self._root)
        except _boundary().LeavingError:
            return None
        return target

    def _repository(self, root: str, below: str = "") -> ListedRepository:
        found = None
        if not self._reach.assume_tracked:
            git = git_files()
            try:
                found = git.listing(root, self._project.root, below)
            except git.GitError as error:
                self.errors.append(error.message)
        self._repositories.append(ListedRepository(root, self._project.root, below, found))
        return self._repositories[-1]

    def _tree(self, top: _Directory) -> None:
        pending = [top]
        self._seen.add(top.real)
        while pending:
            here = pending.pop()
            shown = self._project.display(here.path)
            try:
                entries = sorted(os.scandir(here.path), key=lambda entry: entry.name)
                names = {entry.name.lower() for entry in entries}  # a disk may ignore case
                if here is not top and ".git" in names and is_work_tree(here.path):  # a repository inside: its own rules apply
                    here.close()
                    here = here._replace(repository=self._repository(here.path), prefix="")
            except MessageError:
                raise
            except Exception as error:
                self.errors.append(at(shown_plain(shown), failed(error)))
                here.close()
                continue
            if here.repository is not None:
                here.repository.see(here.prefix, entries)
            config = self._configs.of_directory(here.path, names)
            shown = "" if shown == "." else f"{shown}/"
            below = []
            for entry in entries:
                try:
                    entered = self._entry(here, entry, shown, config)
                except MessageError:
                    raise
                except Exception as error:
                    self.errors.append(at(shown_plain(shown + entry.name), failed(error)))
                    continue
                if entered is None:
                    if entry.is_dir(follow_symlinks=False):
                        here.close(entry.name)
                else:
                    self._seen.add(entered.real)
                    below.append(entered)
            pending += reversed(below)

    def _entry(self, here: _Directory, entry: "os.DirEntry[str]", shown: str, config: "Config") -> _Directory | None:
        """Take note of one entry; the directory that it is, where that is to be read."""
        if entry.is_symlink():
            self._links.append((entry.path, config))
        elif entry.is_dir(follow_symlinks=False):
            return self._enter(here, entry.name, entry.path, shown + entry.name, config)
        elif entry.is_file(follow_symlinks=False):
            level = self._level(here, entry.name, entry.path, shown + entry.name, config)
            if level is not None:
                self._take(shown + entry.name, here.real_prefix + entry.name, level)
        elif format_of(entry.name):
            self._skips.add(kind_of(entry.stat(follow_symlinks=False).st_mode).id, shown + entry.name)
        return None

    def _link(self, path: str, config: "Config") -> None:
        """Where a link leads to, if that is below the root and was not found by its own name: config files alone."""
        name, shown = os.path.basename(path), self._project.display(path)
        target = self._behind(path)
        if target is not None and (target in self._seen or target == self._root):
            return
        if target is not None and os.path.isdir(target):
            if name == ".git":
                return
            if name in HEAVY:
                self._skips.add("heavy", shown)
            elif not self._is_excluded(path, shown, config, is_directory=True):
                self._tree(_Directory(path, target, None, ""))
        elif target is not None and os.path.isfile(target):
            if is_config(name, path, config) and not self._is_excluded(path, shown, config):
                self._take(shown, target, "full")
        elif format_of(name):
            self._skips.add("link", shown)

    def _take(self, shown: str, target: str, level: "Level") -> None:
        self._seen.add(target)
        self.found[shown] = level

    def _enter(self, here: _Directory, name: str, path: str, shown: str, config: "Config") -> _Directory | None:
        """The directory of a name in `here`, where it is to be read."""
        if name == ".git":
            return None
        if is_scratch(name):
            self._skips.add("leftover", shown)
            return None
        if self._is_excluded(path, shown, config, is_directory=True):
            return None
        repository, relative, tracked_only = here.repository, here.key(name), here.tracked_only
        listing = repository.listing if repository else None
        is_tracked = listing is not None and (relative in listing.tracked_directories or relative in listing.tracked)
        if tracked_only or name in HEAVY:
            if not is_tracked:
                self._leave(repository, relative, "heavy", shown)
                return None
            if repository is not None and not tracked_only:
                repository.left[relative] = "", shown
            tracked_only = True
        is_ignored = repository is not None and not is_tracked and not self._reach.ignored and repository.ignores(relative)
        if is_ignored and not is_work_tree(path):
            self._leave(repository, relative, "ignored-directory", shown)
            return None
        return _Directory(path, here.real_prefix + name, repository, f"{relative}/", tracked_only)

    def _leave(self, repository: ListedRepository | None, relative: str, kind: str, shown: str) -> None:
        """Do not read what git does not track, unless HEAD has it."""
        self._skips.add(kind, shown)
        if repository is not None:
            repository.left[relative] = kind, shown

    def _level(self, here: _Directory, name: str, path: str, shown: str, config: "Config") -> "Level | None":
        """How a file that the walk finds is read; None: not at all."""
        listing = here.repository.listing if here.repository else None
        relative = here.key(name)
        if here.tracked_only and (listing is None or relative not in listing.tracked):
            return None
        level: Level | None = "full"
        if not is_config(name, path, config):
            is_wanted = self._reach.assume_tracked or self._reach.ignored
            if not (is_wanted or (listing and (relative in listing.tracked or relative in listing.untracked))):
                self._leave(here.repository, relative, "ignored-file" if listing else "outside", shown)
                return None
            level = level_by_name(name, path, config, self._reach)
            if level is None:
                self._skips.add("scope", shown)
                return None
        return None if self._is_excluded(path, shown, config) else level

    def _is_excluded(self, path: str, shown: str, config: "Config", *, is_directory: bool = False) -> bool:
        by = excluded_by(self._project, path, config, self._exclude)
        if by is None:
            return False
        self._skips.exclude(by, shown, is_directory=is_directory)
        return True


def _boundary() -> "ModuleType":
    from vtexlint.project import boundary  # noqa: PLC0415  most walks meet no link

    return boundary
