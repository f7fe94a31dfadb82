"""One run: find the files, read them, have them linted, ask git what it must be asked."""

from __future__ import annotations

import os

from vtexlint._startup.modules import load
from vtexlint._startup.typed import TYPE_CHECKING, NamedTuple
from vtexlint.linter.prefilter import may_hold_credentials, may_hold_session
from vtexlint.linter.report import NO_COVERAGE, FileCoverage, LintResult, Summary
from vtexlint.project.discovery import Discovery, Found, discover, walking
from vtexlint.project.effective_settings import EffectiveSettings, RunOptions
from vtexlint.project.errors import ConfigError, TroubleError, at, where
from vtexlint.project.exclusion import shown_plain
from vtexlint.project.location import Root
from vtexlint.project.read_file import UnreadableError, limit_of, read_bytes, read_where, too_large
from vtexlint.text.messages import NO_MESSAGE, Message, Template, commas

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
    from types import ModuleType

    from vtexlint.diagnostics import Exposure, GitState
    from vtexlint.linter.file_result import FileResult
    from vtexlint.parsers.model import Format
    from vtexlint.project.apply_fixes import Repair
    from vtexlint.project.baseline_file import BaselineFile
    from vtexlint.project.git.index import Staged
    from vtexlint.project.project import Project
    from vtexlint.project.skips import Skips

    Work = Callable[..., "Read | None"]
    GitStates = Callable[[Project, Iterable[str]], dict[str, GitState]]
    GitExposures = Callable[
        [Project, Mapping[str, frozenset[str]], Callable[[str, bytes], frozenset[str]], Callable[[str], int], Collection[str]],
        dict[str, dict[str, Exposure]],
    ]

FAILED = Template("run.failed", "vtexlint failed on this file ({error}); please report it, with the file's shape, not its values")
COULD_NOT_BE_CHECKED = Template("run.could-not-be-checked", "could not be checked: vtexlint failed on it ({error})")
NOT_IN_CLONE = Template("staged.not-in-clone", "is staged, but its contents are not in this clone")
NO_FILE = Template("run.no-file", "no file to check was found in {places}")
NO_CONFIG_FILE = Template("run.no-config-file", "no config file and no credential was found in {places}")
_REPORTS_BEGIN = (b"{", b"[")  # JSON, SARIF, GitLab, a baseline
_PARALLEL_FROM = 400  # files; below that a second process costs more than it saves


class RunResult(NamedTuple):
    """A run's result, the errors that prevented a part of it (exit status 2), and notes."""

    outcome: LintResult
    fails: bool
    troubles: tuple[Message, ...] = ()
    notes: tuple[Message, ...] = ()


class Read(NamedTuple):
    """How a file was read, where that was not as planned or gave a result. `level` is full, search, report (of vtexlint) or none."""

    path: str
    level: str
    result: FileResult | None = None


class _Files(NamedTuple):
    """The files of a run, by how they were read, and what was not read. `read` are the paths of all of them."""

    read: tuple[str, ...]
    searched: int = 0
    results: tuple[FileResult, ...] = ()
    errors: tuple[Message, ...] = ()
    notes: tuple[Message, ...] = ()
    coverage: FileCoverage = NO_COVERAGE


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
        self._limits: dict[str, int] = {}  # by directory: the size up to which a file in it is searched

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
        options = self._options
        try:
            return discover(self.project, options.paths, self.effective.configs, options.exclude, options.reach)
        except ConfigError as error:
            raise TroubleError(error.message) from None

    def check_paths(self, repair: Repair | None = None) -> RunResult:
        """Lint the files; with `repair`, what is left of the findings after it."""
        self._open_baseline()
        found = self.discover()
        self.effective.read_snapshots(file.path for file in found.files)
        reads = self._read_all(found.files)
        baseline = self.project.display(self._baseline.path) if self._baseline else None
        files = _files([(file.path, file.level) for file in found.files], reads, found.errors, skips=found.skips, baseline=baseline)
        if repair is not None:
            results = [
                repair.of_file(one.result, self.effective.context_of(one.path)) if one.level == "full" else one.result
                for one in reads
                if one.result is not None
            ]
            files = files._replace(results=tuple(results), errors=(*files.errors, *repair.troubles), notes=(*files.notes, *repair.notes))
        return self._conclude(files)

    def check_text(self, name: str, data: bytes, repair: Repair | None = None, format: Format | None = None) -> RunResult:
        """Lint standard input under a name; git is asked about the file of that name, or not at all for `-`. `format`: see `_lint`."""
        self._open_baseline()
        self.effective.read_snapshots([name])
        read = self._guarded(self._lint_text, name, data, format)
        level = read.level if read is not None else "full"
        files = _files([(name, level)], [read] if read else [])
        if repair is not None and read is not None and read.result is not None and level == "full":
            files = files._replace(results=(repair.of_text(read.result, self.effective.context_of(name)),), notes=tuple(repair.notes))
        return self._conclude(files, ask=name != "-")

    def lint_text(self, name: str, data: bytes, format: Format | None = None) -> tuple[FileResult | None, RunResult]:
        """As `check_text`, in full, with the file's own result: an editor goes on with what was parsed."""
        self._open_baseline()
        self.effective.read_snapshots([name])
        read = self._guarded(self._lint, name, data, format)
        result = read.result if read else None
        return result, self._conclude(_files([(name, "full")], [read] if read else []))

    def check_staged(self) -> RunResult:
        """Check the blobs of git's index, every one of them as staged; of the work tree, only its settings files are read."""
        git = _git()
        self._open_baseline()
        found = self.staged()
        reads = []
        troubles = []
        try:
            for blob in found.read():
                path = blob.wanted.path
                level = found.levels[path]
                if blob.state == "read":
                    reads.append(self._guarded(self._search if level == "search" else self._lint, path, blob.data))
                elif blob.state == "large":
                    reads.append(Read(path, level, self._unreadable(path, too_large(blob.wanted.limit))))
                elif blob.state == "absent":
                    troubles.append(at(path, NOT_IN_CLONE()))
        except git.process.GitError as error:
            raise TroubleError(error.message) from None
        planned = [(wanted.path, found.levels[wanted.path]) for wanted in found.files]
        baseline = self.project.display(self._baseline.path) if self._baseline else None
        files = _files(planned, list(filter(None, reads)), troubles, found.notes, found.skips, baseline=baseline)
        return self._conclude(files, state="staged")

    def staged(self) -> Staged:
        git = _git()
        options = self._options
        try:
            found: Staged = git.index.staged(self.project, options.paths, self.effective.configs, options.exclude, options.reach)
        except (git.process.GitError, git.index.StagedError, ConfigError) as error:
            raise TroubleError(error.message) from None
        return found

    def _read_all(self, files: Sequence[Found]) -> list[Read]:
        jobs = self._options.jobs or (_processors() if len(files) >= _PARALLEL_FROM else 1)
        if jobs > 1 and len(files) > 1 and hasattr(os, "fork"):
            from vtexlint.project.workers import in_processes  # noqa: PLC0415  only a large run forks

            return in_processes(self._read_some, files, min(jobs, len(files)))
        return self._read_some(files)

    def _read_some(self, files: Sequence[Found]) -> list[Read]:
        return [
            read
            for found in self.watch(files)
            if (read := self._guarded(self._search_one if found.level == "search" else self._lint_one, found.path, found.level))
        ]

    def _guarded(self, work: Work, path: str, *arguments: object) -> Read | None:
        """`work(path, ...)`. A fault of vtexlint on one file must not hide what it finds in the others: it becomes that file's finding."""
        try:
            return work(path, *arguments)
        except TroubleError:
            raise
        except Exception as error:
            failure = at(path, FAILED(error=where(error)))
            return Read(path, "full", self._unreadable(path, COULD_NOT_BE_CHECKED(error=where(error)), failure))

    def _lint_one(self, path: str, level: str) -> Read | None:
        context = self.effective.context_of(path)
        settings = context.settings
        try:
            data = read_bytes(self.project.absolute(path), settings.max_file_size, context.repo_path, settings.extra_name_bytes)
        except UnreadableError as error:
            return Read(path, "full", self._unreadable(path, error.message))
        if data is None:
            return None
        return self._lint_by_content(path, data) if level == "content" else self._lint(path, data)

    def _lint_text(self, name: str, data: bytes, format: Format | None) -> Read | None:
        """A text without a file, as a file of that name would be read."""
        if name == "-" or format is not None:
            return self._lint(name, data, format)
        level = walking().level_of_named(
            name.rpartition("/")[2], self.project.absolute(name), self.effective.config_of(name), self._options.reach
        )
        if level == "content":
            return self._lint_by_content(name, data)
        if level is None:
            return Read(name, "none")
        return self._lint(name, data) if level == "full" else (self._search(name, data) or Read(name, "search"))

    def _lint_by_content(self, path: str, data: bytes) -> Read | None:
        if walking().looks_like_config(data):
            return self._lint(path, data) or Read(path, "full")
        if not self._options.reach.searches(self.effective.config_of(path)):
            return Read(path, "none")
        return self._search(path, data)

    def _lint(self, path: str, data: bytes, format: Format | None = None) -> Read | None:
        """Lint what passes the prefilter; a file without a possible credential is done with here.

        `format` is given where it is known; else the name and the content tell it.
        """
        context = self.effective.context_of(path)
        if data[:1] in _REPORTS_BEGIN and load("vtexlint.project.own_reports").is_own_report(data):
            return (self._search(path, data) or Read(path, "report"))._replace(level="report")
        if not may_hold_credentials(data, context.repo_path, context.settings.extra_name_bytes):
            return None
        result: FileResult = _linter().lint_bytes(path, data, context, format)
        if result.unreadable and self._options.reach.full and not self._is_config(path):
            return self._search(path, data) or Read(path, "search")  # `--full` does not make a picture a config file
        if result.unreadable and (read := self._search(path, data)) and read.result:
            # what is no text is searched all the same, as a file of another name is
            result = read.result._replace(pending=(*result.pending, *read.result.pending), unreadable=True)
        return Read(path, "full", result)

    def _is_config(self, path: str) -> bool:
        config = self.effective.config_of(path)
        return bool(walking().is_config(path.rpartition("/")[2], self.project.absolute(path), config))

    def _search_one(self, path: str, level: str) -> Read | None:
        directory = path.rpartition("/")[0]
        limit = self._limits.get(directory)
        if limit is None:
            limit = self._limits[directory] = limit_of(self.effective.config_of(path).settings, level)
        try:
            data = read_where(os.path.join(self.project.root, path), limit, _may_hold_exact_token)
        except UnreadableError as error:
            return Read(path, level, self._unreadable(path, error.message))
        return None if data is None else self._search(path, data)

    def _search(self, path: str, data: bytes) -> Read | None:
        """Search for exact tokens and session tokens; nothing is imported or looked up for a file without a candidate."""
        if not (_may_hold_exact_token(data) or may_hold_session(data)):
            return None
        return Read(path, "search", _search().search_bytes(path, data, self.effective.context_of(path)))

    def _unreadable(self, path: str, reason: Message, failure: Message = NO_MESSAGE) -> FileResult:
        result: FileResult = _linter().unreadable_file(path, reason, self.effective.context_of(path), failure)
        return result

    def _conclude(self, files: _Files, *, state: GitState | None = None, ask: bool = True) -> RunResult:
        """The run's end. `state`: every file's, else git is asked; without `ask` the files are outside git."""
        results, notes = files.results, files.notes
        if self.effective.saved.parts:
            own, more_notes = self.effective.saved.their_own(results, notes, self.effective.context_of)
            notes = tuple(more_notes)
            if state is None:  # of the index, a snapshot is judged where it is staged itself
                results = (*results, *own)
        outcome = LintResult((), Summary(), troubles=files.errors)
        if results:
            outcome = self._outcome(results, files.errors, state or ("tracked" if self._options.assume_tracked else None), ask)
        coverage = files.coverage._replace(rules_off=self.effective.rules_off())
        summary = outcome.summary._replace(
            files=len(files.read),
            linted=len(files.read) - files.searched,
            searched=files.searched,
            excluded=sum(one.total for one in coverage.excluded),
            skipped=sum(one.total for one in coverage.skipped),
        )
        outcome = outcome._replace(summary=summary, coverage=coverage)
        if not summary.linted and not summary.credentials and state is None and (walked := self._walked()):
            notes = (*notes, (NO_CONFIG_FILE if summary.files else NO_FILE)(places=commas(walked)))
        if self._baseline is not None:
            outcome, more = self._compare_with_baseline(self._baseline, outcome, files.read, results)
            notes = (*notes, *more)
        outcome = outcome._replace(notes=notes)
        return RunResult(outcome, self._fails(outcome), outcome.troubles, notes)

    def _outcome(self, results: Sequence[FileResult], errors: Sequence[Message], state: GitState | None, ask: bool) -> LintResult:
        troubles = [*errors, *(one.failure for one in results if one.failure)]
        states: dict[str, GitState] = {}
        asking = [one.path for one in results if one.needs_git]
        if state:
            states = dict.fromkeys(asking, state)
        elif ask and asking and any(map(self.project.repository_of, asking)):
            git = _git()
            try:
                states = (self._states or git.worktree.states)(self.project, asking)
            except git.process.GitError as error:
                troubles.append(error.message)
        exposures: dict[str, dict[str, Exposure]] = {}
        tokens = {one.path: one.tokens for one in results if one.tokens and states.get(one.path, "outside") != "outside"}
        if tokens and not self._options.assume_tracked:
            untracked = {path for path in tokens if states[path] in ("untracked", "ignored")}
            exposures = (self._exposures or _git().exposure.exposures)(self.project, tokens, self._tokens_in, self._size_limit, untracked)
        outcome: LintResult = _linter().conclude(results, states, None, self.locate, exposures)
        return outcome._replace(troubles=tuple(dict.fromkeys(troubles)))

    def _walked(self) -> list[str]:
        """The directories that the run walked through."""
        return [shown_plain(path) for path in self._options.paths if os.path.isdir(self.project.absolute(path))]

    def _tokens_in(self, path: str, data: bytes) -> frozenset[str]:
        """The tokens of another version of a file, read as the file itself is."""
        read = self._guarded(self._lint_text, path, data, None)
        return read.result.tokens if read and read.result else frozenset()

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


def _files(
    planned: Sequence[tuple[str, str]],
    reads: Sequence[Read],
    errors: Sequence[Message] = (),
    notes: Sequence[Message] = (),
    skips: Skips | None = None,
    *,
    baseline: str | None = None,
) -> _Files:
    """The files as they were read; `planned` are their paths and levels, where `reads` says nothing else.

    `baseline` is the path of the run's own baseline, which is no report that the user should hear of.
    """
    levels = dict(planned) | {one.path: one.level for one in reads}
    reports = [path for path, level in levels.items() if level == "report" and path != baseline]
    others = [path for path, level in levels.items() if level == "none"]
    if reports or others:
        skips = skips or walking().Skips()
        for kind, paths in (("report", reports), ("scope", others)):
            for path in paths:
                skips.add(kind, path)
    read = tuple(path for path, level in levels.items() if level not in ("report", "none"))
    searched = sum(level in ("search", "content") for level in levels.values())
    results = tuple(one.result for one in reads if one.result is not None)
    return _Files(read, searched, results, tuple(errors), tuple(notes), skips.coverage() if skips else NO_COVERAGE)


# The doors of a run: each module behind them is imported when the first file needs it.


def _linter() -> ModuleType:
    from vtexlint.linter import lint  # noqa: PLC0415  parsers, rules: most files hold no credential

    return lint


def _search() -> ModuleType:
    from vtexlint.linter import search  # noqa: PLC0415  as above

    return search


def _git() -> ModuleType:
    """The package `git` with the modules that a run needs: subprocess, which a run without secrets does without."""
    for name in ("exposure", "index", "process", "worktree"):
        load(f"vtexlint.project.git.{name}")
    return load("vtexlint.project.git")


def _may_hold_exact_token(data: bytes) -> bool:
    found: bool = load("vtexlint.text.capitals").may_hold_exact_token(data)
    return found


def _baselines() -> ModuleType:
    from vtexlint.project import baseline_file  # noqa: PLC0415  most runs have none

    return baseline_file


def _unwatched(files: Sequence[Found]) -> Iterable[Found]:
    return files


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
