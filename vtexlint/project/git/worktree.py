"""The git state of files in a work tree, and the directories that git ignores."""

import os
import re

from vtexlint._startup.typed import TYPE_CHECKING
from vtexlint.project.git.process import MOST_PATHS, Git, GitError, GitMissingError
from vtexlint.project.project import fold_case, git_directory, git_name, relative_to
from vtexlint.project.read_file import SETTINGS_LIMIT, UnreadableError, read_where
from vtexlint.text.messages import Template

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from vtexlint.diagnostics import GitState
    from vtexlint.project.project import Project

NOT_INSTALLED = Template(
    "git.not-installed-for-states",
    "{directory} is a git repository, but git is not installed: install it, or use --assume-tracked",
)
FILTER = Template("git.filter", "a filter in the configuration of {directory} has a name that prevents turning it off")

_IGNORES_CASE = re.compile(rb"(?im)^[ \t]*(?:\[core\][ \t]*)?ignorecase[ \t]*(?:=[ \t]*\"?(?:true|yes|on|1)\"?[ \t\r]*)?(?:[#;].*)?$")
_SPECIAL = re.compile(r"[\\*?\[]| +$")


def states(project: "Project", paths: "Iterable[str]") -> "dict[str, GitState]":
    """The git state of each path, with one call a repository (two where something is not tracked; one more for a file not there yet).

    A link has the state of its target: git has no more of a link than where it leads.

    Raises GitError if a repository is there and git is not, or refuses.
    """
    groups: dict[str, list[str]] = {}
    found: dict[str, GitState] = {}
    for path in paths:
        place = content_path(project, path)
        root = project.repository_of(place)
        if root is None or f"{os.sep}.git{os.sep}" in place[len(root) :]:
            found[path] = "outside"
        else:
            groups.setdefault(root, []).append(path)
    for root, members in groups.items():
        try:
            found.update(_states_in(project, root, members))
        except GitMissingError:
            raise GitError(NOT_INSTALLED(directory=root)) from None
    return found


def content_path(project: "Project", path: str) -> str:
    """The absolute path of the file whose content is read: a symbolic link's target."""
    absolute = project.absolute(path)
    return os.path.realpath(absolute) if os.path.islink(absolute) else absolute


def ignores_case(root: str) -> bool:
    """Whether git ignores case in a work tree. It notes that in a new repository where the disk does, as on macOS and Windows."""
    directory = git_directory(root)
    try:
        shared = read_where(os.path.join(directory, "commondir"), SETTINGS_LIMIT, _nothing)  # of a linked work tree
        directory = os.path.join(directory, os.fsdecode((shared or b"").strip()))
    except UnreadableError:
        pass
    try:
        config = read_where(os.path.join(directory, "config"), SETTINGS_LIMIT, _nothing)
    except UnreadableError:
        return False
    return config is not None and _IGNORES_CASE.search(config) is not None


def _nothing(chunk: bytes) -> bool:
    return False


def pathspec(root: str, name: str) -> str:
    """One path of a work tree, relative to its root, for git: as it compares names there."""
    return f":(literal,icase){name}" if ignores_case(root) else f":(literal){name}"


def names_in_index(git: Git, names: "Collection[str]") -> dict[str, str]:
    """The names of files as the index has them, where it has them in other letters and git ignores case; relative to the root."""
    if not names or not ignores_case(git.directory):
        return {}
    listed = _listed(git, [f":(literal,icase){name}" for name in names], "--cached", literal=False)
    by_folded = {fold_case(name): name for name in listed}
    return {name: by_folded[folded] for name in names if (folded := fold_case(name)) in by_folded}


def _states_in(project: "Project", root: str, paths: "Sequence[str]") -> "dict[str, GitState]":
    git = Git(root, project.root)
    names = {path: git_name(relative_to(root, content_path(project, path))) for path in paths}
    tracked = _listed(git, list(names.values()), "--cached")
    tracked |= names_in_index(git, [name for name in names.values() if name not in tracked]).keys()
    unknown = [name for name in names.values() if name not in tracked]
    ignored = _listed(git, unknown, "--others", "--ignored", "--exclude-standard") if unknown else frozenset()
    ignored |= {
        name for path, name in names.items() if name in unknown and not os.path.lexists(project.absolute(path)) and ignores(git, name)
    }
    return {path: "tracked" if name in tracked else "ignored" if name in ignored else "untracked" for path, name in names.items()}


def _listed(git: Git, names: "Sequence[str]", *what: str, literal: bool = True) -> frozenset[str]:
    listed: set[str] = set()
    for start in range(0, len(names), MOST_PATHS):
        part = names[start : start + MOST_PATHS]
        answer = git.run(*(("--literal-pathspecs",) if literal else ()), "ls-files", "-z", "--full-name", *what, "--", *part)
        listed.update(git_name(os.fsdecode(name)) for name in answer.split(b"\0") if name)
    return frozenset(listed)


def ignored_directories(root: str, base: str) -> frozenset[str]:
    """The directories below a work tree's root that git ignores by a pattern of their own, relative, with `/`.

    Empty where git cannot answer: a walk continues without it.
    """
    git = Git(root, base)
    asked = ("status", "--porcelain", "-z", "--ignored=matching", "--untracked-files=normal", "--ignore-submodules=all")
    try:
        answer = git.run(*_without_filters(git), *asked)
    except GitError:
        return frozenset()
    lines = (git_name(os.fsdecode(line)) for line in answer.split(b"\0"))
    return frozenset(line[3:-1] for line in lines if line.startswith("!! ") and line.endswith("/"))


def is_below_ignored(root: str, base: str, directories: "Sequence[str]") -> bool:
    """Whether git ignores one of these directories of a work tree, all relative to its root. False where git cannot answer."""
    for directory in directories:  # `--quiet` takes one path
        try:
            Git(root, base).run("check-ignore", "--quiet", "--no-index", "--", directory)
        except GitError:  # exit status 1: it is not ignored
            continue
        return True
    return False


def _without_filters(git: Git) -> list[str]:
    """Switches that disable every configured filter: `status` runs them on files whose time stamp changed."""
    answer = git.run("config", "-z", "--name-only", "--get-regexp", r"^filter\..*\.(clean|smudge|process|required)$", accept=(0, 1))
    names = sorted({os.fsdecode(name) for name in answer.split(b"\0") if name})
    if any("=" in name for name in names):
        raise GitError(FILTER(directory=git.directory))
    return [word for name in names for word in ("-c", f"{name}={'false' if name.endswith('.required') else ''}")]


def ignores(git: Git, name: str) -> bool:
    """Whether git ignores a name, relative to a work tree's root, whether or not such a file is there or tracked."""
    return bool(git.run("check-ignore", "--no-index", "--", f"./{name}", accept=(0, 1)))


def ignore_pattern(path: str) -> str:
    """The line of a `.gitignore` for one file only, of a path relative to it; without a line break in it."""
    escaped = _SPECIAL.sub(lambda match: "".join(f"\\{sign}" for sign in match[0]), path.replace(os.sep, "/"))
    return f"/{escaped}"
