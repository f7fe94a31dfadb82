"""One run: find the files, read and lint them, ask git for their states."""

from __future__ import annotations

import os

from vtexlint._startup.typed import TYPE_CHECKING, NamedTuple
from vtexlint.linter.prefilter import may_hold_credentials
from vtexlint.linter.report import LintResult, Summary
from vtexlint.project.discovery import Discovery, Found, discover
from vtexlint.project.effective_settings import EffectiveSettings, RunOptions
from vtexlint.project.errors import ConfigError, TroubleError, at, where
from vtexlint.project.location import Root
from vtexlint.project.read_file import UnreadableError, read_bytes, too_large
from vtexlint.text.messages import NO_MESSAGE, Message, Template

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from types import ModuleType

    from vtexlint.diagnostics import Exposure, GitState
    from vtexlint.linter.file_result import FileResult
    from vtexlint.parsers.model import Format
    from vtexlint.project.apply_fixes import Repair
    from vtexlint.project.baseline_file import BaselineFile
    from vtexlint.project.git.index import Staged
    from vtexlint.project.project import Project

    GitStates = Callable[[Project, Iterable[str]], dict[str, GitState]]
    GitExposures = Callable[
        [Project, Mapping[str, frozenset[str]], Callable[[str, bytes], frozenset[str]], Callable[[str], int]],
        dict[str, dict[str, Exposure]],
    ]

FAILED = Template("run.failed", "vtexlint failed on this file ({error}); please report it, with the file's shape, not its values")
COULD_NOT_BE_CHECKED = Template("run.could-not-be-checked", "could not be checked: vtexlint failed on it ({error})")
NOT_IN_CLONE = Template("staged.not-in-clone", "is staged, but its contents are not in this clone")

_PARALLEL_FROM = 400  # files; below that a second process costs more than it saves


class RunResult(NamedTuple):
    """A run's result, the errors that prevented a part of it (exit status 2), and notes."""

    outcome: LintResult
    fails: bool
    troubles: tuple[Message, ...] = ()
    notes: tuple[Message, ...] = ()


class Session:
    """Runs the linter over a project as the options say. Its methods raise TroubleError."""

    def __init__(
        self, project: Project, options: RunOptions, states: GitStates | None = None, exposures: GitExposures | None = None
    ) -> None:
        """`states` and `exposures` answer for git, as those of `worktree` and `exposure` do, where the caller keeps the answers."""
        self.project = project
        self._options = options
        self.watch: Callable[[Sequence[Found]], Iterable[Found]] = _unwatched  # may show the progress as files are read
        self._states = states
        self._exposures = exposures
        self.effective = EffectiveSettings(project, options)
        self._baseline: BaselineFile | None = None
        self._found_root: Root | None = None

    def locate(self, path: str) -> str:
        """A path below the repository's root: where CI services look, and what fingerprints go by."""
        return self._root.locate(path)

    @property
    def _root(self) -> Root:
        if self._found_root is None:
            self._found_root = Root.of_run(self.project.root, self._baseline.path if self._baseline else None)
        return self._found_root

    @property
    def is_stale(self) -> bool:
        """Whether an account snapshot has changed since it was read; settings files are for the caller to watch."""
        return self.effective.saved.is_stale

    def discover(self) -> Discovery:
        try:
            return discover(self.project, self._options.paths, self.effective.configs, self._options.exclude)
        except ConfigError as error:
            raise TroubleError(error.message) from None

    def check_paths(self, repair: Repair | None = None) -> RunResult:
        """Lint the files; with `repair`, what is left of the findings after it."""
        self._open_baseline()
        found = self.discover()
        self.effective.read_snapshots(file.path for file in found.files)
        results = self._lint_all(found.files)
        paths = [file.path for file in found.files]
        if repair is None:
            return self._conclude(results, paths, found.errors, found.notes)
        results = [repair.of_file(one, self.effective.context_of(one.path)) for one in results]
        return self._conclude(results, paths, [*found.errors, *repair.troubles], [*found.notes, *repair.notes])

    def check_text(self, name: str, data: bytes, repair: Repair | None = None, format: Format | None = None) -> RunResult:
        """Lint standard input under a name; git is asked about the file of that name, if there is one. `format`: see `_lint`."""
        self._open_baseline()
        self.effective.read_snapshots([name])
        result = self._guarded(self._lint, name, data, format)
        if repair is not None and result is not None:
            result = repair.of_text(result, self.effective.context_of(name))
        return self._conclude([result] if result else [], [name], (), repair.notes if repair else ())

    def lint_text(self, name: str, data: bytes, format: Format | None = None) -> tuple[FileResult | None, RunResult]:
        """As `check_text`, with the file's own result: an editor goes on with what was parsed."""
        self._open_baseline()
        self.effective.read_snapshots([name])
        result = self._guarded(self._lint, name, data, format)
        return result, self._conclude([result] if result else [], [name], (), ())

    def check_staged(self) -> RunResult:
        """Lint the blobs of git's index, every one of them as staged; of the work tree, only its settings files are read."""
        git = _git()
        self._open_baseline()
        found = self.staged()
        results = []
        troubles: list[Message] = []
        try:
            for blob in found.read():
                path = blob.wanted.path
                if blob.state == "read":
                    results.append(self._guarded(self._lint, path, blob.data))
                elif blob.state == "large":
                    results.append(self._unreadable(path, too_large(blob.wanted.limit)))
                elif blob.state == "absent":
                    troubles.append(at(path, NOT_IN_CLONE()))
        except git.process.GitError as error:
            raise TroubleError(error.message) from None
        read = [wanted.path for wanted in found.files]
        return self._conclude([one for one in results if one], read, troubles, found.notes, state="staged")

    def staged(self) -> Staged:
        git = _git()
        try:
            found: Staged = git.index.staged(self.project, self._options.paths, self.effective.configs, self._options.exclude)
        except (git.process.GitError, git.index.StagedError, ConfigError) as error:
            raise TroubleError(error.message) from None
        return found

    def _lint_all(self, files: Sequence[Found]) -> list[FileResult]:
        jobs = self._options.jobs or (_processors() if len(files) >= _PARALLEL_FROM else 1)
        if jobs > 1 and len(files) > 1 and hasattr(os, "fork"):
            from vtexlint.project.workers import in_processes  # noqa: PLC0415  only a large run forks

            return in_processes(self._lint_some, files, min(jobs, len(files)))
        return self._lint_some(files)

    def _lint_some(self, files: Sequence[Found]) -> list[FileResult]:
        return [result for found in self.watch(files) if (result := self._guarded(self._lint_one, found.path))]

    def _guarded(self, work: Callable[..., FileResult | None], path: str, *arguments: object) -> FileResult | None:
        """`work(path, ...)`. A fault of vtexlint on one file must not hide what it finds in the others: it becomes that file's finding."""
        try:
            return work(path, *arguments)
        except TroubleError:
            raise
        except Exception as error:
            failure = at(path, FAILED(error=where(error)))
            return self._unreadable(path, COULD_NOT_BE_CHECKED(error=where(error)), failure)

    def _lint_one(self, path: str) -> FileResult | None:
        context = self.effective.context_of(path)
        settings = context.settings
        try:
            data = read_bytes(self.project.absolute(path), settings.max_file_size, context.repo_path, settings.extra_name_bytes)
        except UnreadableError as error:
            return self._unreadable(path, error.message)
        return None if data is None else self._lint(path, data)

    def _lint(self, path: str, data: bytes, format: Format | None = None) -> FileResult | None:
        """Lint what passes the prefilter; None for a file without a possible credential.

        `format` is given where it is known; else the name and the content determine it.
        """
        context = self.effective.context_of(path)
        if not may_hold_credentials(data, context.repo_path, context.settings.extra_name_bytes):
            return None
        result: FileResult = _linter().lint_bytes(path, data, context, format)
        return result

    def _unreadable(self, path: str, reason: Message, failure: Message = NO_MESSAGE) -> FileResult:
        result: FileResult = _linter().unreadable_file(path, reason, self.effective.context_of(path), failure)
        return result

    def _conclude(
        self,
        results: Sequence[FileResult],
        read: Sequence[str],
        errors: Sequence[Message],
        notes: Sequence[Message],
        *,
        state: GitState | None = None,
    ) -> RunResult:
        """The run's end: `read` are the paths of the checked files; `state`: every file's, else git is asked."""
        if self.effective.saved.parts:
            own, notes = self.effective.saved.their_own(results, notes, self.effective.context_of)
            if state is None:  # of the index, a snapshot is linted only where it is staged itself
                results = [*results, *own]
        outcome = LintResult((), Summary(len(read)), troubles=tuple(errors))
        if results:
            outcome = self._outcome(results, len(read), errors, state or ("tracked" if self._options.assume_tracked else None))
        all_notes = list(notes)
        if self._baseline is not None:
            outcome, more = self._compare_with_baseline(self._baseline, outcome, read, results)
            all_notes += more
        return RunResult(outcome, self._fails(outcome), outcome.troubles, tuple(all_notes))

    def _outcome(self, results: Sequence[FileResult], files: int, errors: Sequence[Message], state: GitState | None) -> LintResult:
        troubles = [*errors, *(one.failure for one in results if one.failure)]
        states: dict[str, GitState] = {}
        asking = [one.path for one in results if one.needs_git]
        if state:
            states = dict.fromkeys(asking, state)
        elif asking and any(map(self.project.repository_of, asking)):
            git = _git()
            try:
                states = (self._states or git.worktree.states)(self.project, asking)
            except git.process.GitError as error:
                troubles.append(error.message)
        exposures: dict[str, dict[str, Exposure]] = {}
        tracked = {one.path: one.tokens for one in results if one.tokens and states.get(one.path) in ("tracked", "staged")}
        if tracked and not self._options.assume_tracked:
            exposures = (self._exposures or _git().exposure.exposures)(self.project, tracked, self._tokens_in, self._size_limit)
        outcome: LintResult = _linter().conclude(results, states, files, self.locate, exposures)
        return outcome._replace(troubles=tuple(troubles))

    def _tokens_in(self, path: str, data: bytes) -> frozenset[str]:
        """The tokens of another version of a file, read as the file itself is."""
        result = self._guarded(self._lint, path, data)
        return result.tokens if result else frozenset()

    def _size_limit(self, path: str) -> int:
        return self.effective.context_of(path).settings.max_file_size

    def _fails(self, outcome: LintResult) -> bool:
        if not outcome.findings:
            return False
        fail_on = self.effective.fail_on
        ranks = {"info": 1, "warning": 2, "error": 3}  # as Severity has them, which a run without findings does not import
        return any(finding.severity >= ranks[fail_on(finding.location.path)] for finding in outcome.findings)

    def _open_baseline(self) -> None:
        """Read the baseline that applies, if there is one: before the work, so that a wrong name costs no time."""
        path = self._options.baseline or self.effective.baseline()
        if path is None and not self._options.write_baseline:
            return
        baselines = _baselines()
        try:
            self._baseline = baselines.BaselineFile(self.project, path, write=self._options.write_baseline)
        except baselines.BaselineFileError as error:
            raise TroubleError(error.message) from None

    def _compare_with_baseline(
        self, baseline: BaselineFile, outcome: LintResult, read: Sequence[str], results: Sequence[FileResult]
    ) -> tuple[LintResult, list[Message]]:
        baselines = _baselines()
        unread = {one.path for one in results if one.unreadable}
        named = (path for path in read if path not in unread)
        coverage = baselines.Coverage(self.project, self._root, named, self._options.paths, self.effective.disabled_rules)
        try:
            return baseline.apply(outcome, self._root, coverage)
        except baselines.BaselineFileError as error:
            return outcome._replace(troubles=(*outcome.troubles, error.message)), []


# The doors of a run: each module behind them is imported when the first file needs it.


def _linter() -> ModuleType:
    from vtexlint.linter import lint  # noqa: PLC0415  parsers, rules: most files hold no credential

    return lint


def _git() -> ModuleType:
    from vtexlint.project import git  # noqa: PLC0415  subprocess: a run without secrets does not ask git
    from vtexlint.project.git import exposure, index, process, worktree  # noqa: F401, PLC0415  as above

    return git


def _baselines() -> ModuleType:
    from vtexlint.project import baseline_file  # noqa: PLC0415  most runs have none

    return baseline_file


def _unwatched(files: Sequence[Found]) -> Iterable[Found]:
    return files


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
