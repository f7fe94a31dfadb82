"""The walk through a directory: what it enters, what it reads, what it skips and counts."""

import os

from vtexlint._startup.typed import TYPE_CHECKING
from vtexlint.parsers.formats import format_of
from vtexlint.project.errors import at
from vtexlint.project.exclusion import is_excluded, reason, shown_plain
from vtexlint.project.location import root_of
from vtexlint.project.read_file import DEVICE, FIFO, OTHER_KIND, SOCKET, kind_of
from vtexlint.text.messages import Message, Template

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vtexlint.project.config import Config, Configs
    from vtexlint.project.project import Project

LINK = "link"
NOT_OPENED = {
    FIFO.id: Template("walk.fifo", "{count} FIFO met on the way were not opened", one="{count} FIFO met on the way was not opened"),
    DEVICE.id: Template("walk.device", "{count} device met on the way were not opened", one="{count} device met on the way was not opened"),
    OTHER_KIND.id: Template("walk.other", "{count} else met on the way were not opened", one="{count} else met on the way was not opened"),
    SOCKET.id: Template("walk.socket", "{count} socket met on the way were not opened", one="{count} socket met on the way was not opened"),
    LINK: Template(
        "walk.link",
        "{count} symbolic link out of the directory or to nothing met on the way were not opened",
        one="{count} symbolic link out of the directory or to nothing met on the way was not opened",
    ),
}
"""By what was skipped, the note about it, in the order of the report."""

HEAVY = frozenset(
    """
    .git .hg .svn .bzr node_modules bower_components jspm_packages .venv venv .virtualenv virtualenv site-packages __pycache__ .tox .nox
    .mypy_cache .ruff_cache .pytest_cache .hypothesis .eggs vendor dist build target .next .nuxt .output .svelte-kit .turbo .parcel-cache
    .cache .gradle .mvn .terraform .serverless .aws-sam .yarn .pnpm-store coverage htmlcov .idea .direnv
    """.split()
)


class Walker:
    """Walks directories; collects the files to read, errors, and counts of what is not a file."""

    def __init__(self, project: "Project", configs: "Configs", exclude: "Sequence[str]") -> None:
        self._project = project
        self._configs = configs
        self._exclude = exclude
        self._ignored: dict[str, frozenset[str]] = {}
        self._seen: set[str] = set()  # real paths of what was entered or taken
        self._links: list[tuple[str, Config]] = []
        self._root = ""
        self._repository: str | None = None
        self.found: list[str] = []
        self.odd: dict[str, int] = {}  # a key of NOT_OPENED: how many
        self.errors: list[Message] = []

    def walk(self, root: str) -> None:
        """Everything below an absolute directory, each file once: what a link leads to is read by its own name where that is met too."""
        self._root = os.path.realpath(root)
        self._repository = root_of(root)
        self._tree(root, self._root)
        while self._links:
            path, config = self._links.pop(0)
            self._link(path, config)

    def notes(self) -> list[Message]:
        """What was skipped, counted."""
        return [template(count=self.odd[kind]) for kind, template in NOT_OPENED.items() if kind in self.odd]

    def _tree(self, root: str, real: str) -> None:
        pending = [(root, real)]
        self._seen.add(real)
        while pending:
            directory, real = pending.pop()
            config = self._configs.of_directory(directory)
            try:
                entries = sorted(os.scandir(directory), key=lambda entry: entry.name)
            except OSError as error:
                self.errors.append(at(shown_plain(self._project.display(directory)), reason(error)))
                continue
            below = []
            for entry in entries:
                target = os.path.join(real, entry.name)
                if entry.is_symlink():
                    self._links.append((entry.path, config))
                elif entry.is_dir(follow_symlinks=False):
                    if self._enters(entry.path, config):
                        self._seen.add(target)
                        below.append((entry.path, target))
                elif entry.is_file(follow_symlinks=False):
                    self._take(entry.path, target, config)
                elif format_of(entry.name):
                    self._count(kind_of(entry.stat(follow_symlinks=False).st_mode).id)
            pending += reversed(below)

    def _link(self, path: str, config: "Config") -> None:
        """Where a link leads to, if that lies below the root and was not met by its own name."""
        target = os.path.realpath(path)
        inside = target.startswith(self._root.rstrip(os.sep) + os.sep)
        if target in self._seen or target == self._root:
            return
        if inside and os.path.isdir(target):
            if self._enters(path, config):
                self._tree(path, target)
        elif inside and os.path.isfile(target):
            self._take(path, target, config)
        elif format_of(os.path.basename(path)):
            self._count(LINK)

    def _take(self, path: str, target: str, config: "Config") -> None:
        if self._reads(path, config):
            self._seen.add(target)
            self.found.append(path)

    def _count(self, kind: str) -> None:
        self.odd[kind] = self.odd.get(kind, 0) + 1

    def _enters(self, path: str, config: "Config") -> bool:
        if os.path.basename(path) in HEAVY or is_excluded(self._project, path, config, self._exclude):
            return False
        repository = self._repository
        if os.path.lexists(os.path.join(path, ".git")):
            repository = path  # a repository within: its own rules hold below it
        return repository is None or not self._is_ignored(path, repository)

    def _is_ignored(self, path: str, repository: str) -> bool:
        nearest = root_of(path) or repository
        if nearest not in self._ignored:
            from vtexlint.project.git.worktree import ignored_directories  # noqa: PLC0415  named files never come here

            self._ignored[nearest] = ignored_directories(nearest, self._project.root)
        return os.path.relpath(path, nearest).replace(os.sep, "/") in self._ignored[nearest]

    def _reads(self, path: str, config: "Config") -> bool:
        if format_of(os.path.basename(path)) is None and not config.includes(path):
            return False
        return not is_excluded(self._project, path, config, self._exclude)
