"""The only place that runs git.

A repository is not trusted: its configuration may name programs (core.fsmonitor, filters), and a partial clone would fetch. Every
call switches these off, asks for no terminal, and reads answers with NUL between names. Plumbing commands alone: `git log` and
`git diff` respect settings that run programs (log.showSignature, diff.external).
"""

import os
import subprocess
import tempfile
from contextlib import contextmanager, suppress

from vtexlint._startup.modules import load
from vtexlint._startup.typed import TYPE_CHECKING
from vtexlint.project.errors import MessageError, at, cause
from vtexlint.project.programs import find_program
from vtexlint.project.project import git_directory, root_of
from vtexlint.text.messages import Message, Template

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from subprocess import Popen
    from typing import IO


TIMEOUT = Template(
    "git.timeout",
    "git did not answer in {directory} within {seconds} seconds and was ended: a .gitignore may be a pipe, or a disk may not respond",
)
NO_DIRECTORY = Template("git.no-directory", "this directory does not exist")
NOT_INSTALLED = Template("git.not-installed", "{directory} is a git repository, but git is not installed: install it")
CANNOT_RUN = Template("git.cannot-run", "git could not be run in {directory}: {reason}")
REFUSED = Template("git.refused", "git refuses to answer in {directory}: {reason}")
NOT_TRUSTED = Template(
    "git.not-trusted",
    "git refuses to answer in {directory}: {reason}; to trust it: git config --global --add safe.directory {directory}",
)
NO_REASON = Template("git.no-reason", "no reason given")

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
# where a hook's git works; it must not be taken for the repository of a path
_PLACES = ("GIT_DIR", "GIT_WORK_TREE", "GIT_PREFIX", "GIT_COMMON_DIR", "GIT_NAMESPACE", "GIT_LITERAL_PATHSPECS", "GIT_GLOB_PATHSPECS",
           "GIT_NOGLOB_PATHSPECS", "GIT_ICASE_PATHSPECS")  # fmt: skip
# what a hook's git works on: a commit's temporary index, a push's quarantined objects; valid for its own repository
_OWN = ("GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_QUARANTINE_PATH")
_LIMIT = 120.0  # seconds: ten times what the largest repositories take
_BUFFER = 1 << 16
MOST_PATHS = 400  # on one command line


class GitError(MessageError):
    """git is needed and cannot answer; the message contains the reason and the remedy."""


class GitMissingError(GitError):
    """There is no git program."""


class Git:
    """git, working in one directory. Its methods raise GitError.

    `git_dir` is for a repository that only a hook's environment knows; all others are found from the directory, so that git
    checks their ownership itself. `own_hooks` leaves core.hooksPath as it is set: only for commands that run no hook.
    """

    def __init__(self, directory: str, base: str, git_dir: str | None = None, *, own_hooks: bool = False) -> None:
        """`directory` and `base` are absolute; `base` is where vtexlint works, which is what a hook's environment is about."""
        self.directory = directory
        self._base = base
        self._switches = _SWITCHES if own_hooks else (*_NO_HOOKS, *_SWITCHES)
        own = git_dir is not None or _is_hook_s_own(directory, base)
        foreign = _PLACES if own else _PLACES + _OWN
        self._environment = {name: value for name, value in os.environ.items() if name not in foreign} | _ENVIRONMENT
        if git_dir is not None:
            self._environment["GIT_DIR"] = git_dir
        if os.path.lexists(os.path.join(directory, ".git")) or (git_dir is not None and "GIT_WORK_TREE" in os.environ):
            self._environment["GIT_WORK_TREE"] = directory  # a repository's own core.worktree could name any directory

    def run(
        self, *arguments: str, accept: "Sequence[int]" = (0,), stdin: "IO[bytes] | None" = None, stdout: "IO[bytes] | None" = None
    ) -> bytes:
        """What git prints; into `stdout`, a file, where one is given. An exit status that is not in `accept` is an error."""
        process = self._start(arguments, stdin or subprocess.DEVNULL, stdout or subprocess.PIPE, subprocess.PIPE)
        try:
            printed, reason = process.communicate(timeout=_LIMIT)
        except subprocess.TimeoutExpired:
            self._end(process)
            raise GitError(TIMEOUT(directory=self.directory, seconds=f"{_LIMIT:.0f}")) from None
        except BaseException:
            self._end(process)
            raise
        if process.returncode not in accept:
            raise GitError(self._refusal(reason))
        return printed or b""

    def attempt(self, *arguments: str, seconds: float) -> tuple[int, bytes]:
        """The exit status, and all that git and its hooks print, in the user's own environment: for a command that runs hooks.

        Only for a repository that vtexlint made itself.
        """
        foreign = (*_PLACES, *_OWN)
        own = {name: value for name, value in os.environ.items() if name not in foreign} | {"GIT_TERMINAL_PROMPT": "0"}
        process = self._start(arguments, subprocess.DEVNULL, subprocess.PIPE, subprocess.STDOUT, own)
        try:
            printed, _ = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            self._end(process)
            raise GitError(TIMEOUT(directory=self.directory, seconds=f"{seconds:.0f}")) from None
        except BaseException:
            self._end(process)
            raise
        return process.returncode, printed

    @staticmethod
    def _end(process: "Popen[bytes]") -> None:
        """End a process without waiting for its own children, which may keep its pipes open."""
        process.kill()
        for pipe in (process.stdout, process.stderr):
            if pipe is not None:
                pipe.close()
        process.wait()

    @contextmanager
    def stream(self, *arguments: str, stdin: "IO[bytes] | None" = None) -> "Iterator[Popen[bytes]]":
        """git as a running process, its answers on `stdout`; without a file for its input, requests go to `stdin`.

        Its error messages go to a file, so that it never waits for a reader. Left early, it is ended.
        """
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

    def _start(
        self,
        arguments: "Sequence[str]",
        stdin: "IO[bytes] | int",
        stdout: "IO[bytes] | int",
        stderr: "IO[bytes] | int",
        environment: "dict[str, str] | None" = None,
    ) -> "Popen[bytes]":
        program = find_program("git", self.directory, self._base)
        try:
            if program is None:
                raise FileNotFoundError
            return subprocess.Popen(  # noqa: S603  fixed program, no shell
                [program, *self._switches, *arguments],
                cwd=self.directory,
                env=self._environment if environment is None else environment,
                stdin=stdin,
                stdout=stdout,
                stderr=stderr,
                bufsize=_BUFFER,
            )
        except FileNotFoundError:
            if not os.path.isdir(self.directory):
                raise GitError(at(self.directory, NO_DIRECTORY())) from None
            raise GitMissingError(NOT_INSTALLED(directory=self.directory)) from None
        except OSError as error:
            raise GitError(CANNOT_RUN(directory=self.directory, reason=cause(error))) from None

    def _refusal(self, complaints: bytes) -> Message:
        """Why git refuses, and the remedy where one is known."""
        lines = [line for line in complaints.decode("utf-8", "replace").splitlines() if line.strip()]
        if not lines:
            return REFUSED(directory=self.directory, reason=NO_REASON())
        refusals = load("vtexlint.project.git.refusals")
        reason = refusals.about(next((line for line in lines if line.startswith(("fatal:", "error:"))), lines[0]))
        return (NOT_TRUSTED if reason.template is refusals.ANOTHER_USER else REFUSED)(directory=self.directory, reason=reason)


def git_at(base: str) -> Git | None:
    """git for the repository of an absolute directory; for the one of a hook's GIT_DIR where the directory is in none."""
    root = root_of(base)
    if root is not None:
        return Git(root, base)
    git_dir = os.environ.get("GIT_DIR")
    if not git_dir:
        return None
    work_tree = os.path.normpath(os.path.join(base, os.environ.get("GIT_WORK_TREE", "")))
    return Git(work_tree, base, os.path.normpath(os.path.join(base, git_dir)))


def _is_hook_s_own(directory: str, base: str) -> bool:
    """Whether the repository of a directory is the one of a hook's GIT_DIR."""
    named = os.environ.get("GIT_DIR")
    if named:
        return os.path.realpath(os.path.join(base, named)) == os.path.realpath(git_directory(directory))
    return root_of(base) == root_of(directory)
