"""Lint texts repeatedly for an editor; only what changed is read, checked or asked of git again.

A file is linted in the project of the workspace folder that it belongs to, as `vtexlint check` would there, but for one thing: what a
Compose file or a Kustomization says about the files that it names is not known here.
"""

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from threading import Lock

from vtexlint._startup.typed import NamedTuple
from vtexlint.diagnostics import Exposure, Finding, GitState
from vtexlint.linter.file_context import FileContext
from vtexlint.linter.file_result import FileResult
from vtexlint.lsp.contradictions import contradict, pairs_of
from vtexlint.lsp.git_stamps import Stamp, git_stamp
from vtexlint.parsers.formats import format_of
from vtexlint.parsers.model import Format
from vtexlint.project.check_file import FAILED
from vtexlint.project.config import NAMES, own_settings_path, settings_in
from vtexlint.project.effective_settings import RunOptions
from vtexlint.project.errors import ConfigError, TroubleError, at, where
from vtexlint.project.exclusion import is_excluded
from vtexlint.project.git import process, worktree
from vtexlint.project.git.exposure import exposures
from vtexlint.project.project import Project
from vtexlint.project.run import Session
from vtexlint.project.walk import HEAVY
from vtexlint.text.memory import Memory
from vtexlint.text.messages import Message

Stamps = tuple[tuple[int, int, int] | None, ...]
"""The settings files that may apply to a directory, nearest first, and the user's own: time, size and inode, None if there is none."""


class FileVerdict(NamedTuple):
    """The findings for one text, what it was linted with, and errors that kept vtexlint from a part of its work.

    `name` is the path as reports show it, `settings_path` the absolute path of the settings file, None for the defaults. `result` is
    what the findings come from, None if the text contains no credential. `format` None: the content determines it. `other_files`: what
    it depends on besides settings and git, as `Session.other_files`.
    """

    findings: tuple[Finding, ...]
    name: str
    format: Format | None
    context: FileContext
    settings_path: str | None
    result: FileResult | None = None
    troubles: tuple[Message, ...] = ()
    other_files: tuple[str, ...] = ()


class _Linted(NamedTuple):
    """The result of a text, and all that it depends on."""

    text: str
    name: str
    format: Format | None
    context: FileContext
    result: FileResult | None
    root: str  # of the project


class _OpenFile:
    """A session for one file, as of the settings files' last change; `last_good`: the last one whose settings could be used.

    `linted` is the last text's result, `git` what git's answers depended on when it was asked, `is_stale` whether to look at that again.
    One thread at a time works on the file, with the lock.
    """

    __slots__ = ("git", "is_stale", "last_good", "linted", "lock", "memory", "session", "stamps")

    def __init__(self) -> None:
        self.lock = Lock()
        self.memory = Memory()
        self.linted: _Linted | None = None
        self.git: Stamp | None = None
        self.is_stale = True
        self.stamps: Stamps | None = None
        self.session: Session | None = None
        self.last_good: Session | None = None


class EditorSession:
    """Several threads may check, each another file; `forget` and `close` may be called at any time."""

    def __init__(self) -> None:
        self._choices = RunOptions()
        self._below_ignored: dict[tuple[str, str], bool] = {}
        self._desks: dict[str, _OpenFile] = {}
        self._states: dict[str, GitState] = {}
        self._exposures: dict[str, tuple[frozenset[str], dict[str, Exposure]]] = {}
        self._refusals: dict[str, Message] = {}

    def check(
        self, path: str, text: str, language: Format | None, folder: str, is_wanted: Callable[[], bool] | None = None
    ) -> FileVerdict | None:
        """Lint the text of a file; None if `vtexlint check` in its folder would skip the file, unless another file named it.

        `path` is absolute; the file need not exist. `language` is the format that the editor assumes, used where the name
        does not determine it. Broken settings are reported as a trouble; the last good ones, else the defaults, stay active.
        Raises GivenUp as soon as `is_wanted` returns False: the answer is no longer needed.
        """
        desk = self._desks.setdefault(path, _OpenFile())
        with desk.lock:
            project = Project(folder)
            self._renew(desk, path)
            troubles: list[Message] = []
            failure: Exception = AssertionError("the defaults are never in trouble")
            for made in self._sessions(desk, project, path):
                try:
                    session = made()
                    judged = self._judged(session, path, text, language, desk, is_wanted)
                except TroubleError as trouble:
                    troubles.append(trouble.message)
                    continue
                except Exception as error:  # the settings may be what fails
                    failure = error
                    troubles.append(at(project.display(path), FAILED(error=where(error))))
                    continue
                if not troubles:
                    desk.session = desk.last_good = session
                return judged and judged._replace(troubles=(*troubles[:1], *judged.troubles))
            raise failure

    def choose(self, choices: RunOptions) -> None:
        """Have the editor's own settings, which outrank the settings files as the options of the command line do."""
        self._choices = choices
        for desk in [*self._desks.values()]:
            desk.stamps = None

    def _sessions(self, desk: _OpenFile, project: Project, path: str) -> Iterator[Callable[[], Session]]:
        """The session to lint with, then the fallbacks: the last good settings, the defaults.

        A session in trouble is made again at each check: any file that it depends on may be what is wrong.
        """
        if desk.session is None or desk.session.project.root != project.root:
            desk.session = None
        current, last_good, choices = desk.session, desk.last_good, self._choices._replace(paths=(path,))
        yield lambda: current or Session(project, choices, self._git_states, self._git_exposures)
        if last_good is not None:
            yield lambda: last_good
        yield lambda: Session(project, RunOptions(paths=(path,), no_config=True), self._git_states, self._git_exposures)

    def forget(self, path: str | None = None) -> None:
        """See when a path is linted next, None: any path, what git answers, and what the files that the path depends on say."""
        for desk in [*self._desks.values()] if path is None else filter(None, (self._desks.get(path),)):
            desk.is_stale = True

    def changed_in_git(self) -> frozenset[str]:
        """The open files about which git's answers may be others than when it was asked; they are forgotten, as `forget` does it."""
        changed = frozenset(path for path, desk in [*self._desks.items()] if (stamp := git_stamp(path)) is None or stamp != desk.git)
        for path in changed:
            self.forget(path)
        return changed

    def close(self, path: str) -> None:
        self._desks.pop(path, None)
        self._forget_git(path)

    def _renew(self, desk: _OpenFile, path: str) -> None:
        """Drop what was read from disk and has changed there, and git's answers where they may be others."""
        stamps = (*_stamps(os.path.dirname(path)), *((_stamp(self._choices.config, None),) if self._choices.config else ()))
        if stamps != desk.stamps or (desk.session is not None and desk.session.is_stale):
            desk.stamps, desk.session = stamps, None
        if desk.is_stale:
            desk.is_stale = False
            for session in filter(None, (desk.session, desk.last_good)):
                session.effective.forget_referred()  # such as the requests next to an environment file
            git = git_stamp(path)
            if git is None or git != desk.git:
                # the answers about other files, such as account snapshots, may be others too
                self._forget_git(path if desk.git is None else None)
                desk.git, desk.session = git, None

    def _forget_git(self, path: str | None) -> None:
        if path is None:
            self._below_ignored.clear()
        for known in (self._states, self._exposures, self._refusals):
            if path is None:
                known.clear()
            else:
                known.pop(path, None)

    def _judged(
        self, session: Session, path: str, text: str, language: Format | None, desk: _OpenFile, is_wanted: Callable[[], bool] | None
    ) -> FileVerdict | None:
        config = session.effective.config_of(path)
        format = format_of(path) or language
        if format is None and not config.includes(path):
            return None
        if is_excluded(session.project, path, config, ()) or self._is_passed_over(session.project, path):
            return None
        name = session.project.display(path)
        session.learn_of(name)
        context = session.effective.context_of(name)
        known = desk.linted
        if known is None or known[:4] != (text, name, format, context):
            with desk.memory.of_text(is_wanted):
                # half a surrogate pair is not a character yet; every other code point keeps its place
                result = session.lint_text(name, text.encode("utf-8", "replace"), format)
            known = desk.linted = _Linted(text, name, format, context, result, session.project.root)
        run = session.conclude_text(name, known.result, self._in_contradiction(known.result, session.project, path) if known.result else ())
        findings = tuple(finding for finding in run.outcome.findings if finding.location.path == name)
        return FileVerdict(findings, name, format, context, config.file, known.result, run.troubles, session.other_files)

    def _is_passed_over(self, project: Project, path: str) -> bool:
        """Whether the walk of `check` in the project's directory does not enter the directory of a file that git does not track."""
        relative = project.display(path)
        folders = relative.split("/")[:-1]
        if not folders or folders[0] in ("", "..") or os.path.isabs(relative):
            return False
        root = project.repository_of(path)
        if HEAVY.isdisjoint(folders) and root is None:
            return False
        if self._is_tracked(project, relative):
            return False
        if not HEAVY.isdisjoint(folders):
            return True
        key = (root or "", os.path.dirname(path))
        if key not in self._below_ignored:
            above = ["/".join(folders[:count]) for count in range(1, len(folders) + 1)]
            below = [os.path.relpath(project.absolute(one), root) for one in above]
            self._below_ignored[key] = worktree.is_below_ignored(key[0], project.root, below)
        return self._below_ignored[key]

    def _is_tracked(self, project: Project, relative: str) -> bool:
        try:
            return self._git_states(project, [relative])[relative] == "tracked"
        except process.GitError:
            return False

    def _in_contradiction(self, result: FileResult, project: Project, path: str) -> list[FileResult]:
        """The results of the other open files of the project whose pairs contradict those of this one."""
        own = pairs_of(result)
        if not own:
            return []
        linted = [desk.linted for other, desk in [*self._desks.items()] if other != path]
        results = [one.result for one in linted if one is not None and one.root == project.root and one.result is not None]
        return [one for one in results if contradict(own, pairs_of(one))]

    def _git_states(self, project: Project, paths: Iterable[str]) -> dict[str, GitState]:
        found: dict[str, GitState] = {}
        for path in paths:
            absolute = project.absolute(path)
            if (refusal := self._refusals.get(absolute)) is not None:
                raise process.GitError(refusal)
            state = self._states.get(absolute)
            if state is None:
                if not os.path.lexists(absolute):
                    found[path] = "outside"  # not saved yet: git does not know it
                    continue
                try:
                    state = self._states[absolute] = worktree.states(project, [absolute])[absolute]
                except process.GitError as error:
                    self._refusals[absolute] = error.message
                    raise
            found[path] = state
        return found

    def _git_exposures(
        self,
        project: Project,
        files: Mapping[str, frozenset[str]],
        read: Callable[[str, bytes], frozenset[str]],
        limit: Callable[[str], int],
        untracked: Collection[str],
    ) -> dict[str, dict[str, Exposure]]:
        """As `exposures`, asked once for the tokens of a file until it is saved: a key stroke must not wait for git."""
        found = {}
        for path, tokens in files.items():
            absolute = project.absolute(path)
            known = self._exposures.get(absolute)
            if known is None or known[0] != tokens:
                answer = exposures(project, {path: tokens}, read, limit, untracked).get(path, {})
                known = self._exposures[absolute] = (tokens, answer)
            found[path] = known[1]
        return found


def _stamps(directory: str) -> Stamps:
    own = own_settings_path()
    stamps = [_stamp(own, own) if own else None]
    while True:
        for name in NAMES:
            path = os.path.join(directory, name)
            try:
                stamps.append(_stamp(path, settings_in(path)))
            except ConfigError:
                stamps.append(_stamp(path, None))
        parent = os.path.dirname(directory)
        if parent == directory:
            return tuple(stamps)
        directory = parent


def _stamp(path: str, file: str | None) -> tuple[int, int, int] | None:
    """The stamp of the settings file of a path; of the path itself where it has none, such as a link that leads out."""
    try:
        status = os.stat(file) if file else os.lstat(path)
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino
