"""The only place that runs git.

A repository is not trusted: its configuration may name programs (core.fsmonitor), and a partial clone would fetch. Every call
switches both off, asks for no terminal, and reads answers with NUL between names.
"""

import os
from collections import defaultdict
from collections.abc import Iterable, Sequence

from vtexlint.findings import GitState
from vtexlint.workspace.repository import repository_of

_SWITCHES = ("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "core.pager=cat", "--no-optional-locks")
_ENVIRONMENT = {
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_PAGER": "cat",
    "GIT_OPTIONAL_LOCKS": "0",
    "LC_ALL": "C",
}
# a hook's own repository must not stand for the one that a path lies in; its index may
_FOREIGN = ("GIT_DIR", "GIT_WORK_TREE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR", "GIT_NAMESPACE", "GIT_LITERAL_PATHSPECS")
_MANY = 400  # paths on one command line


class GitError(Exception):
    """git is needed and cannot answer; the text holds git's reason and the remedy."""


def states(paths: Iterable[str]) -> dict[str, GitState]:
    """The git state of each path, with one call a repository (two where something is not tracked).

    Raises GitError where a repository is there and git is not, or refuses.
    """
    groups: dict[str, list[str]] = defaultdict(list)
    found: dict[str, GitState] = {}
    for path in paths:
        root = repository_of(path)
        if root is None or f"{os.sep}.git{os.sep}" in os.path.abspath(path)[len(root) :]:
            found[path] = "outside"
        else:
            groups[root].append(path)
    for root, members in groups.items():
        found.update(_states_in(root, members))
    return found


def _states_in(root: str, paths: Sequence[str]) -> dict[str, GitState]:
    # realpath of the directory: the file itself may be a link, which git knows by its own name
    names = {path: os.path.relpath(os.path.abspath(path), root).replace(os.sep, "/") for path in paths}
    tracked = _listed(root, list(names.values()), "--cached")
    unknown = [name for name in names.values() if name not in tracked]
    ignored = _listed(root, unknown, "--others", "--ignored", "--exclude-standard") if unknown else frozenset()
    return {path: "tracked" if name in tracked else "ignored" if name in ignored else "untracked" for path, name in names.items()}


def _listed(root: str, names: Sequence[str], *what: str) -> frozenset[str]:
    listed: set[str] = set()
    for start in range(0, len(names), _MANY):
        part = names[start : start + _MANY]
        answer = _run(root, "--literal-pathspecs", "ls-files", "-z", "--full-name", *what, "--", *part)
        listed.update(os.fsdecode(name) for name in answer.split(b"\0") if name)
    return frozenset(listed)


def ignored_directories(root: str) -> frozenset[str]:
    """The directories below a work tree's root that git ignores by a pattern of their own, relative, with `/`.

    Empty where git is not at hand: a walk goes on without.
    """
    try:
        answer = _run(root, "status", "--porcelain", "-z", "--ignored=matching", "--untracked-files=normal", "--ignore-submodules=all")
    except GitError:
        return frozenset()
    lines = (os.fsdecode(line) for line in answer.split(b"\0"))
    return frozenset(line[3:-1] for line in lines if line.startswith("!! ") and line.endswith("/"))


def ignores(root: str, name: str) -> bool:
    """Whether git ignores a name, relative to a work tree's root, whether or not such a file is there or tracked."""
    answer = _run(root, "check-ignore", "--no-index", "-z", "--stdin", accept=(0, 1), given=os.fsencode(name) + b"\0")
    return bool(answer)


def _run(root: str, *arguments: str, accept: Sequence[int] = (0,), given: bytes = b"") -> bytes:
    import subprocess  # noqa: PLC0415  half a run's start-up; a run without secrets needs no git

    environment = {name: value for name, value in os.environ.items() if name not in _FOREIGN} | _ENVIRONMENT
    try:
        done = subprocess.run(  # noqa: S603  fixed program, no shell
            ["git", *_SWITCHES, *arguments],  # noqa: S607  the user's own git
            cwd=root,
            env=environment,
            input=given,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:
        raise GitError(f"{root} is a git repository, but git is not installed: install it, or use --assume-tracked") from None
    except OSError as error:
        raise GitError(f"git could not be run in {root}: {error.strerror}") from None
    if done.returncode not in accept:
        raise GitError(_refusal(root, done.stderr.decode("utf-8", "replace")))
    return done.stdout


def _refusal(root: str, reason: str) -> str:
    first = next((line for line in reason.splitlines() if line.strip()), "no reason given")
    first = "".join(c for c in first if c.isprintable())[:300]
    remedy = ""
    if "dubious ownership" in reason:
        remedy = f"; to trust it: git config --global --add safe.directory {root}"
    return f"git refuses to answer in {root}: {first}{remedy}"
