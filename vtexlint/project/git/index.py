"""What is staged for the next commit: the blobs of git's index, never the work tree."""

import os

from vtexlint._startup.typed import TYPE_CHECKING, NamedTuple
from vtexlint.project.config import DEFAULT_REACH, Reach
from vtexlint.project.errors import MessageError, at
from vtexlint.project.exclusion import excluded_by, failed, shown_plain
from vtexlint.project.git import process
from vtexlint.project.git.objects import Blob, Wanted, contents
from vtexlint.project.levels import level_by_name
from vtexlint.project.project import git_name, relative_to
from vtexlint.project.read_file import limit_of
from vtexlint.project.skips import Skips
from vtexlint.text.messages import Message, Template, first_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vtexlint.project.config import Configs
    from vtexlint.project.levels import Level
    from vtexlint.project.project import Project

NO_REPOSITORY = Template(
    "staged.no-repository",
    "--staged reads git's index, but {directory} is not in a git repository; without --staged, files are read from disk",
)
CONFLICTS = Template(
    "staged.conflicts",
    "{paths} are in conflict: resolve and `git add`, then check again",
    one="{paths} is in conflict: resolve and `git add`, then check again",
)
NOTHING = Template("staged.nothing", "no file is staged: nothing was checked")
NOTHING_THERE = Template("staged.nothing-there", "no file is staged there: nothing was checked")
OUTSIDE = Template("staged.outside", "is outside of the repository {root}")
MISSING = Template("staged.missing", "this path does not exist and is not staged")

_FILES = ("100644", "100755")  # not a symbolic link, not a submodule


class StagedError(MessageError):
    """Why the staged files cannot be listed; the message contains the remedy."""


class _Change(NamedTuple):
    path: str  # relative to the work tree's root, with `/`
    mode: str
    oid: str
    status: str


class Staged(NamedTuple):
    """The files to read, in the order of their paths as reports show them, how closely each is read, notes, what is not read.

    `errors` are about paths on which vtexlint failed.
    """

    git: process.Git
    files: tuple[Wanted, ...]
    levels: "dict[str, Level]"
    notes: tuple[Message, ...]
    skips: Skips
    errors: tuple[Message, ...] = ()

    def read(self) -> "Iterator[Blob]":
        return contents(self.git, self.files)


def staged(
    project: "Project", paths: "Sequence[str]", configs: "Configs", exclude: "Sequence[str]" = (), reach: Reach = DEFAULT_REACH
) -> Staged:
    """The staged files that `check` reads: all of them, or those at and below the paths.

    Raises StagedError outside a repository, for a path that is nowhere, and for files in conflict; GitError where git refuses.
    """
    found = process.git_at(project.root)
    if found is None:
        raise StagedError(NO_REPOSITORY(directory=project.root))
    changes = _changes(found)
    named = _named(project, paths, found.directory, changes)
    chosen = [change for change in changes if _is_chosen(change.path, named)]
    conflicts = sorted({change.path for change in chosen if change.status == "U"})
    if conflicts:
        raise StagedError(CONFLICTS(paths=first_of(list(map(shown_plain, conflicts)), 3), count=len(conflicts)))
    chosen = [change for change in chosen if change.status != "D" and change.mode in _FILES]
    skips = Skips()
    files: list[Wanted] = []
    levels: dict[str, Level] = {}
    errors: list[Message] = []
    for change in chosen:
        absolute = os.path.join(found.directory, change.path)
        path = project.display(absolute)
        try:
            config = configs.of_file(path)
            by = excluded_by(project, path, config, exclude)
            if by is not None and (change.path not in named or config.settings.force_exclude):
                skips.exclude(by, path)
                continue
            level = level_by_name(os.path.basename(absolute), absolute, config, reach)
        except MessageError:
            raise
        except Exception as error:
            errors.append(at(shown_plain(path), failed(error)))
            continue
        if level is None:
            skips.add("scope", path)
            continue
        levels[path] = level
        files.append(Wanted(change.oid, path, limit_of(config.settings, level), config.settings.extra_name_bytes))
    note = () if chosen else ((NOTHING_THERE if named else NOTHING)(),)
    return Staged(found, tuple(sorted(files, key=lambda wanted: wanted.path)), levels, note, skips, tuple(errors))


def _changes(found: process.Git) -> list[_Change]:
    """What differs between the index and HEAD, or, before the first commit, the empty tree."""
    base = found.run("rev-parse", "--verify", "--quiet", "HEAD^{commit}", accept=(0, 1)).strip().decode()
    if not base:
        base = found.run("hash-object", "-t", "tree", "--stdin").strip().decode()
    answer = found.run("diff-index", "--cached", "--raw", "-z", "--no-abbrev", "--no-renames", "--ita-invisible-in-index", base)
    words = iter(answer.split(b"\0"))
    changes = []
    for head in words:
        if head:
            _, mode, _, oid, status = head.decode("ascii").split(" ")
            changes.append(_Change(os.fsdecode(next(words)), mode, oid, status[:1]))
    return changes


def _named(project: "Project", paths: "Sequence[str]", root: str, changes: "Sequence[_Change]") -> frozenset[str]:
    """The paths that limit the check, relative to the root; empty: no limit."""
    named = set()
    for path in paths:
        # the directory's links are followed, as git does; the file itself may be one
        absolute = project.absolute(path)
        absolute = os.path.join(os.path.realpath(os.path.dirname(absolute)), os.path.basename(absolute))
        relative = git_name(relative_to(os.path.realpath(root), absolute))
        if relative == ".." or relative.startswith("../") or os.path.isabs(relative):  # absolute: on another drive
            raise StagedError(at(path, OUTSIDE(root=root)))
        if not os.path.lexists(project.absolute(path)) and not any(_is_chosen(change.path, frozenset((relative,))) for change in changes):
            raise StagedError(at(path, MISSING()))
        named.add(relative)
    return frozenset(named)


def _is_chosen(path: str, named: frozenset[str]) -> bool:
    return not named or "." in named or any(path == name or path.startswith(f"{name}/") for name in named)
