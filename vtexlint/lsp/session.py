"""Lint texts repeatedly for an editor; only what changed is read, checked or asked of git again.

A file is linted in the project of the workspace folder that it belongs to, as `vtexlint check` would there.
"""

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from threading import Lock

from vtexlint._startup.typed import NamedTuple
from vtexlint.diagnostics import Exposure, Finding, GitState
from vtexlint.linter.file_context import FileContext
from vtexlint.linter.file_result import FileResult
from vtexlint.linter.rule_selection import UnknownRuleError, disabled_rules
from vtexlint.lsp.git_stamps import Stamp, git_stamp
from vtexlint.parsers.formats import format_of
from vtexlint.parsers.model import Format
from vtexlint.project.account_files import split_name
from vtexlint.project.check_file import FAILED
from vtexlint.project.config import NAMES, Config, own_settings_path, settings_in
from vtexlint.project.effective_settings import RunOptions
from vtexlint.project.errors import ConfigError, TroubleError, at, where
from vtexlint.project.exclusion import is_excluded
from vtexlint.project.git import process, worktree
from vtexlint.project.git.exposure import exposures
from vtexlint.project.named_paths import in_settings
from vtexlint.project.project import Project
from vtexlint.project.run import Session
from vtexlint.project.settings_file import own_parsed, parsed
from vtexlint.project.settings_places import position_of_word
from vtexlint.text.memory import Memory
from vtexlint.text.messages import Message
from vtexlint.text.source import Position

Stamps = tuple[tuple[int, int, int] | None, ...]
"""The settings files that may apply to a directory, nearest first, and the user's own: time, size and inode, None if there is none."""


class FileVerdict(NamedTuple):
    """The findings for one text, what it was linted with, and errors that kept vtexlint from a part of its work.

    `name` is the path as reports show it, `settings_path` the absolute path of the settings file, None for the defaults. `result` is
    what the findings come from, None if the text contains no credential. `format` None: the content determines it.
    """

    findings: tuple[Finding, ...]
    name: str
    format: Format | None
    context: FileContext
    settings_path: str | None
    result: FileResult | None = None
    troubles: tuple[Message, ...] = ()


class _Linted(NamedTuple):
    """The result of a text, and all that it depends on."""

    text: str
    name: str
    format: Format | None
    context: FileContext
    result: FileResult | None


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
        self._desks: dict[str, _OpenFile] = {}
        self._states: dict[str, GitState] = {}
        self._exposures: dict[str, tuple[frozenset[str], dict[str, Exposure]]] = {}
        self._refusals: dict[str, Message] = {}

    def check(
        self, path: str, text: str, language: Format | None, folder: str, is_wanted: Callable[[], bool] | None = None
    ) -> FileVerdict | None:
        """Lint the text of a file; None if `vtexlint check` in its folder would skip the file.

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
            for session in self._sessions(desk, project, path):
                try:
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

    def _sessions(self, desk: _OpenFile, project: Project, path: str) -> Iterator[Session]:
        """The session to lint with, then the fallbacks: the last good settings, the defaults.

        A session in trouble is made again at each check: any file that it depends on may be what is wrong.
        """
        if desk.session is None or desk.session.project.root != project.root:
            desk.session = None
        yield desk.session or Session(project, RunOptions(paths=(path,)), self._git_states, self._git_exposures)
        if desk.last_good is not None:
            yield desk.last_good
        yield Session(project, RunOptions(paths=(path,), no_config=True), self._git_states, self._git_exposures)

    def forget(self, path: str | None = None) -> None:
        """See when a path is linted next, None: any path, whether git's answers may have changed."""
        for desk in [*self._desks.values()] if path is None else filter(None, (self._desks.get(path),)):
            desk.is_stale = True

    def close(self, path: str) -> None:
        self._desks.pop(path, None)
        self._forget_git(path)

    def _renew(self, desk: _OpenFile, path: str) -> None:
        """Drop what was read from disk and has changed there, and git's answers where they may be others."""
        stamps = _stamps(os.path.dirname(path))
        if stamps != desk.stamps or (desk.session is not None and desk.session.is_stale):
            desk.stamps, desk.session = stamps, None
        if desk.is_stale:
            desk.is_stale = False
            git = git_stamp(path)
            if git is None or git != desk.git:
                # the answers about other files, such as account snapshots, may be others too
                self._forget_git(path if desk.git is None else None)
                desk.git, desk.session = git, None

    def _forget_git(self, path: str | None) -> None:
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
        if is_excluded(session.project, path, config, ()):
            return None
        name = session.project.display(path)
        context = session.effective.context_of(name)
        known = desk.linted
        if known is None or known[:4] != (text, name, format, context):
            with desk.memory.of_text(is_wanted):
                # half a surrogate pair is not a character yet; every other code point keeps its place
                result = session.lint_text(name, text.encode("utf-8", "replace"), format)
            known = desk.linted = _Linted(text, name, format, context, result)
        run = session.conclude_text(name, known.result)
        findings = tuple(finding for finding in run.outcome.findings if finding.location.path == name)
        return FileVerdict(findings, name, format, context, config.file, known.result, run.troubles)

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


def settings_problem(path: str, text: str) -> tuple[Position, Message] | None:
    """What is wrong with the text of a settings file, and where; None if nothing is, or if it is not a settings file of vtexlint."""
    data = text.encode("utf-8", "replace")
    name = os.path.basename(path)
    is_own = path == own_settings_path()
    if not is_own and (name not in NAMES or (name == "pyproject.toml" and b"vtexlint" not in data)):
        return None
    try:
        if is_own:
            own_parsed(path, data)
            return None
        settings = parsed(path, data)
        disabled_rules(settings)
    except ConfigError as error:
        return error.position or Position(1, 1), error.reason
    except UnknownRuleError as error:
        return position_of_word(text, error.name) or Position(1, 1), error.message
    return _path_problem(Config(settings, os.path.dirname(path), path), text)


def _path_problem(config: Config, text: str) -> tuple[Position, Message] | None:
    """What is wrong with the paths that settings name: those that lead out of the repository."""
    settings = config.settings
    named = [("account-snapshots", name) for name in settings.account_snapshots]
    if settings.baseline is not None:
        named.append(("baseline", settings.baseline))
    for key, name in named:
        try:
            if key == "baseline":
                in_settings(config, key, name)
            else:
                split_name(name, lambda one: in_settings(config, "account-snapshots", one))
        except ConfigError as error:
            return position_of_word(text, name, key) or Position(1, 1), error.reason
    return None


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
