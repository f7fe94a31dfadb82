"""The only place that runs git.

A repository is not trusted: its configuration may name programs (core.fsmonitor, filters), and a partial clone would fetch. Every
call switches these off, asks for no terminal, and reads answers with NUL between names. Plumbing commands alone: `git log` and
`git diff` heed settings that run programs (log.showSignature, diff.external).
"""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress

from vtexlint._startup.typed import TYPE_CHECKING
from vtexlint.project.git.location import git_directory, repository_of, root_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from subprocess import Popen
    from typing import IO

    from vtexlint.diagnostics import GitState

_SWITCHES = (
    "-c", "core.fsmonitor=false", "-c", "core.pager=cat", "--no-pager", "--no-optional-locks", "--no-replace-objects",
)  # fmt: skip
_NO_HOOKS = ("-c", f"core.hooksPath={os.devnull}")
_ENVIRONMENT = {
    "GIT_NO_LAZY_FETCH": "1",  # git 2.45 and later; before, the next line makes the fetch fail
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_PAGER": "cat",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_GRAFT_FILE": os.devnull,  # like replace objects: they would hide what every clone has
    "LC_ALL": "C",
}
# where a hook's git works; it must not stand for the repository that a path lies in
_PLACES = ("GIT_DIR", "GIT_WORK_TREE", "GIT_PREFIX", "GIT_COMMON_DIR", "GIT_NAMESPACE", "GIT_LITERAL_PATHSPECS", "GIT_GLOB_PATHSPECS",
           "GIT_NOGLOB_PATHSPECS", "GIT_ICASE_PATHSPECS")  # fmt: skip
# what a hook's git works on: a commit's temporary index, a push's quarantined objects; for its own repository they hold
_OWN = ("GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_QUARANTINE_PATH")
_LIMIT = 120.0  # seconds: ten times what the largest repositories take
_BUFFER = 1 << 16
_MANY = 400  # paths on one command line


class GitError(Exception):
    """git is needed and cannot answer; the text holds git's reason and the remedy."""


class GitMissingError(GitError):
    """There is no git program."""


class Git:
    """git, working in one directory. Its methods raise GitError.

    `git_dir` is for a repository that only a hook's environment knows; all others are found from the directory, so that git's
    own check of their ownership holds. `own_hooks` leaves core.hooksPath as it is set: only for commands that run no hook.
    """

    def __init__(self, directory: str, git_dir: str | None = None, *, own_hooks: bool = False) -> None:
        self.directory = directory
        self._switches = _SWITCHES if own_hooks else (*_NO_HOOKS, *_SWITCHES)
        own = git_dir is not None or _is_hook_s_own(directory)
        foreign = _PLACES if own else _PLACES + _OWN
        self._environment = {name: value for name, value in os.environ.items() if name not in foreign} | _ENVIRONMENT
        if git_dir is not None:
            self._environment["GIT_DIR"] = git_dir
        if os.path.lexists(os.path.join(directory, ".git")) or (git_dir is not None and "GIT_WORK_TREE" in os.environ):
            self._environment["GIT_WORK_TREE"] = directory  # a repository's own core.worktree could name any directory

    def run(self, *arguments: str, accept: Sequence[int] = (0,), stdout: IO[bytes] | None = None) -> bytes:
        """What git prints; into `stdout`, a file, where one is given. An exit status that is not in `accept` is an error."""
        import subprocess  # noqa: PLC0415  half a run's start-up; a run without secrets needs no git

        process = self._start(arguments, subprocess.DEVNULL, stdout or subprocess.PIPE, subprocess.PIPE)
        try:
            printed, reason = process.communicate(timeout=_LIMIT)
        except subprocess.TimeoutExpired:
            self._end(process)
            raise GitError(
                f"git gave no answer in {self.directory} within {_LIMIT:.0f} seconds and was ended: look for a .gitignore that is a pipe, "
                "or for a disk that does not answer"
            ) from None
        except BaseException:
            self._end(process)
            raise
        if process.returncode not in accept:
            raise GitError(self._refusal(reason))
        return printed or b""

    @staticmethod
    def _end(process: Popen[bytes]) -> None:
        """End a process without waiting for what its own children still hold open."""
        process.kill()
        for pipe in (process.stdout, process.stderr):
            if pipe is not None:
                pipe.close()
        process.wait()

    @contextmanager
    def stream(self, *arguments: str, stdin: IO[bytes] | None = None) -> Iterator[Popen[bytes]]:
        """git as a running process, its answers on `stdout`; without a file for its input, requests go to `stdin`.

        What it complains of goes to a file, so that it never waits for a reader. Left early, it is ended.
        """
        import subprocess  # noqa: PLC0415  as above
        import tempfile  # noqa: PLC0415  as above

        with tempfile.TemporaryFile() as complaints:
            process = self._start(arguments, stdin or subprocess.PIPE, subprocess.PIPE, complaints)
            try:
                yield process
            except BaseException as error:
                process.kill()
                process.wait()
                complaints.seek(0)
                if isinstance(error, (BrokenPipeError, EOFError)):
                    raise GitError(self._refusal(complaints.read(10_000))) from None
                raise
            finally:
                for pipe in (process.stdin, process.stdout):
                    if pipe is not None:
                        with suppress(BrokenPipeError):
                            pipe.close()
            if process.wait():
                complaints.seek(0)
                raise GitError(self._refusal(complaints.read(10_000)))

    def _start(self, arguments: Sequence[str], stdin: IO[bytes] | int, stdout: IO[bytes] | int, stderr: IO[bytes] | int) -> Popen[bytes]:
        import subprocess  # noqa: PLC0415  as above

        program = _program(os.environ.get("PATH", os.defpath))
        try:
            if program is None:
                raise FileNotFoundError
            return subprocess.Popen(  # noqa: S603  fixed program, no shell
                [program, *self._switches, *arguments],
                cwd=self.directory,
                env=self._environment,
                stdin=stdin,
                stdout=stdout,
                stderr=stderr,
                bufsize=_BUFFER,
            )
        except FileNotFoundError:
            if not os.path.isdir(self.directory):
                raise GitError(f"{self.directory}: there is no such directory") from None
            raise GitMissingError(f"{self.directory} is a git repository, but git is not installed: install it") from None
        except OSError as error:
            raise GitError(f"git could not be run in {self.directory}: {error.strerror}") from None

    def _refusal(self, complaints: bytes) -> str:
        """git's own reason, and the remedy where one is known."""
        lines = [line for line in complaints.decode("utf-8", "replace").splitlines() if line.strip()]
        first = next((line for line in lines if line.startswith(("fatal:", "error:"))), lines[0] if lines else "no reason given")
        first = "".join(c for c in first if c.isprintable())[:300]
        remedy = ""
        if "dubious ownership" in first:
            remedy = f"; to trust it: git config --global --add safe.directory {self.directory}"
        return f"git refuses to answer in {self.directory}: {first}{remedy}"


def _program(path: str) -> str | None:
    """The git program, by an absolute path. `.` or an empty entry of PATH would run a repository's own file of that name."""
    name = "git.exe" if os.name == "nt" else "git"
    for directory in path.split(os.pathsep):
        program = os.path.join(directory, name)
        if os.path.isabs(directory) and os.path.isfile(program) and os.access(program, os.X_OK):
            return program
    return None


def here() -> Git | None:
    """git for the repository of the current directory; for the one of a hook's GIT_DIR where the directory lies in none."""
    current = os.getcwd()
    root = root_of(current)
    if root is not None:
        return Git(root)
    git_dir = os.environ.get("GIT_DIR")
    if not git_dir:
        return None
    return Git(os.path.abspath(os.environ.get("GIT_WORK_TREE", current)), os.path.abspath(git_dir))


def _is_hook_s_own(directory: str) -> bool:
    """Whether the repository of a directory is the one that a hook's environment speaks of."""
    named = os.environ.get("GIT_DIR")
    if named:
        return os.path.realpath(named) == os.path.realpath(git_directory(directory))
    return root_of(os.getcwd()) == root_of(directory)


def states(paths: Iterable[str]) -> dict[str, GitState]:
    """The git state of each path, with one call a repository (two where something is not tracked; one more for a file not there yet).

    Raises GitError where a repository is there and git is not, or refuses.
    """
    groups: dict[str, list[str]] = {}
    found: dict[str, GitState] = {}
    for path in paths:
        root = repository_of(path)
        if root is None or f"{os.sep}.git{os.sep}" in os.path.abspath(path)[len(root) :]:
            found[path] = "outside"
        else:
            groups.setdefault(root, []).append(path)
    for root, members in groups.items():
        try:
            found.update(_states_in(root, members))
        except GitMissingError as error:
            raise GitError(f"{error}, or use --assume-tracked") from None
    return found


def _states_in(root: str, paths: Sequence[str]) -> dict[str, GitState]:
    git = Git(root)
    # realpath of the directory: the file itself may be a link, which git knows by its own name
    names = {path: os.path.relpath(os.path.abspath(path), root).replace(os.sep, "/") for path in paths}
    tracked = _listed(git, list(names.values()), "--cached")
    unknown = [name for name in names.values() if name not in tracked]
    ignored = _listed(git, unknown, "--others", "--ignored", "--exclude-standard") if unknown else frozenset()
    ignored |= {name for path, name in names.items() if name in unknown and not os.path.lexists(path) and ignores(root, name)}
    return {path: "tracked" if name in tracked else "ignored" if name in ignored else "untracked" for path, name in names.items()}


def _listed(git: Git, names: Sequence[str], *what: str) -> frozenset[str]:
    listed: set[str] = set()
    for start in range(0, len(names), _MANY):
        part = names[start : start + _MANY]
        answer = git.run("--literal-pathspecs", "ls-files", "-z", "--full-name", *what, "--", *part)
        listed.update(os.fsdecode(name) for name in answer.split(b"\0") if name)
    return frozenset(listed)


def ignored_directories(root: str) -> frozenset[str]:
    """The directories below a work tree's root that git ignores by a pattern of their own, relative, with `/`.

    Empty where git is not at hand: a walk goes on without.
    """
    git = Git(root)
    asked = ("status", "--porcelain", "-z", "--ignored=matching", "--untracked-files=normal", "--ignore-submodules=all")
    try:
        answer = git.run(*_without_filters(git), *asked)
    except GitError:
        return frozenset()
    lines = (os.fsdecode(line) for line in answer.split(b"\0"))
    return frozenset(line[3:-1] for line in lines if line.startswith("!! ") and line.endswith("/"))


def _without_filters(git: Git) -> list[str]:
    """Switches that put every configured filter out of work: `status` runs them on files whose time stamp changed."""
    answer = git.run("config", "-z", "--name-only", "--get-regexp", r"^filter\..*\.(clean|smudge|process|required)$", accept=(0, 1))
    names = sorted({os.fsdecode(name) for name in answer.split(b"\0") if name})
    if any("=" in name for name in names):
        raise GitError(f"a filter in the configuration of {git.directory} has a name that cannot be switched off")
    return [word for name in names for word in ("-c", f"{name}={'false' if name.endswith('.required') else ''}")]


def ignores(root: str, name: str) -> bool:
    """Whether git ignores a name, relative to a work tree's root, whether or not such a file is there or tracked."""
    return bool(Git(root).run("check-ignore", "--no-index", "--", f"./{name}", accept=(0, 1)))
