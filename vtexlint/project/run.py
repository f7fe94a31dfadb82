"""One run: find the files, lint them, ask git for the state of those with findings, apply the baseline."""

import os

from vtexlint._startup.modules import load
from vtexlint._startup.typed import TYPE_CHECKING, NamedTuple
from vtexlint.linter.file_context import may_be_related
from vtexlint.linter.report import LintResult, Summary
from vtexlint.project.check_file import FileChecker, Read, RunFiles, files_of
from vtexlint.project.discovery import Discovery, Found, discover, skipped_text
from vtexlint.project.effective_settings import EffectiveSettings, RunOptions
from vtexlint.project.errors import ConfigError, TroubleError
from vtexlint.project.project import Root
from vtexlint.project.read_file import stamp_of
from vtexlint.text.messages import Message, Template, commas

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import TypeVar

    from vtexlint.diagnostics import Exposure, Finding, GitState
    from vtexlint.linter.file_result import FileResult
    from vtexlint.parsers.model import Format
    from vtexlint.project.apply_fixes import Repair
    from vtexlint.project.baseline_file import BaselineFile
    from vtexlint.project.git.answers import GitExposures, GitStates
    from vtexlint.project.git.index import Staged
    from vtexlint.project.project import Project

    T = TypeVar("T")

NO_FILE = Template("run.no-file", "no file to check was found in {places}")
NO_CONFIG_FILE = Template("run.no-config-file", "no config file and no credential was found in {places}")


class RunResult(NamedTuple):
    """A run's result, the errors that prevented a part of it (exit status 2), and notes.

    `fails`: for a finding; `unread`: the files for whose `unreadable-file` finding it does.
    """

    outcome: LintResult
    fails: bool
    troubles: tuple[Message, ...] = ()
    notes: tuple[Message, ...] = ()
    unread: tuple[str, ...] = ()


class Session:
    """Runs the linter over a project as the options say. Its methods raise TroubleError."""

    def __init__(
        self, project: "Project", options: RunOptions, states: "GitStates | None" = None, exposures: "GitExposures | None" = None
    ) -> None:
        """`states` and `exposures` are called instead of git/worktree.py and git/exposure.py, by a caller that keeps git's answers."""
        options = options._replace(paths=tuple(map(project.true_name, options.paths)))
        self.project = project
        self._options = options
        self.watch: Callable[[Sequence[Found]], Iterable[Found]] = iter  # gives the files to read; may show the progress
        self._states = states
        self._exposures = exposures
        self.effective = EffectiveSettings(project, options)
        self._baseline: BaselineFile | None = None
        self._baseline_stamp: tuple[int, int, int] | None = None
        self._found_root: Root | None = None
        self.checker = FileChecker(project, self.effective, options.reach)

    def locate(self, path: str) -> str:
        """A path below the repository's root: as CI services expect it, and as fingerprints use it."""
        return self._root.locate(path)

    @property
    def _root(self) -> Root:
        if self._found_root is None:
            self._found_root = Root.of_run(self.project.root, self._baseline.path if self._baseline else None)
        return self._found_root

    @property
    def _own_baseline(self) -> str | None:
        return self.project.display(self._baseline.path) if self._baseline else None

    @property
    def is_stale(self) -> bool:
        """Whether an account snapshot has changed since it was read; settings files are for the caller to watch."""
        saved = self.effective.saved
        return saved is not None and saved.is_stale

    @property
    def other_files(self) -> tuple[str, ...]:
        """The absolute paths of the baseline and the account snapshots that were read; globs of the requests of environment files."""
        parts = self.effective.saved.parts if self.effective.saved is not None else ()
        names = [part.path for part in parts] + ([self._baseline.path] if self._baseline and self._baseline.path else [])
        if self.effective.referred:
            patterns = load("vtexlint.project.environment_files").request_patterns
            names += [pattern for path in self.effective.referred for pattern in patterns(path, self.project)]
        return tuple(map(self.project.absolute, names))

    def discover(self) -> Discovery:
        options = self._options
        try:
            return discover(self.project, options.paths, self.effective.configs, options.exclude, options.reach)
        except ConfigError as error:
            raise TroubleError(error.message) from None

    def check_paths(self, repair: "Repair | None" = None) -> RunResult:
        """Lint the files. With `repair`, fix them: the result has the findings that are left."""
        self._open_baseline(tolerate=repair is None)
        discovered = self.discover()
        found = self.with_referred(discovered)
        if len(found.files) > len(discovered.files) and not self._options.assume_tracked:
            found = load("vtexlint.project.referred_files").without_ignored(discovered, found, self.project, self.effective, self._states)
        self.effective.read_snapshots(file.path for file in found.files)
        reads = self.read_each(found.files, self.checker.check, self.checker.died)
        planned = [(file.path, file.level) for file in found.files]
        files = files_of(planned, reads, found.errors, skips=found.skips, baseline=self._own_baseline)
        if repair is not None:
            results = repair.of_reads(reads, {file.path for file in discovered.files}, self.effective.context_of)
            files = files._replace(results=results, errors=(*files.errors, *repair.troubles), notes=(*files.notes, *repair.notes))
        return self._conclude(files)

    def check_text(self, name: str, data: bytes, repair: "Repair | None" = None, format: "Format | None" = None) -> RunResult:
        """Lint standard input under a name; git is asked about the file of that name, or not at all for `-`. `format`: if it is known."""
        self._open_baseline(tolerate=repair is None)
        name = self.project.true_name(name)
        if (left_out := skipped_text(self.project, name, self.effective.config_of(name), self._options.exclude)) is not None:
            return self._conclude(files_of([], [], skips=left_out))
        self.effective.read_snapshots([name])
        self.learn_of(name)
        read = self.checker.check_text(name, data, format)
        level = read.level if read is not None else "full"
        files = files_of([(name, level)], [read] if read else [])
        if repair is not None and read is not None and read.result is not None and level == "full":
            files = files._replace(results=(repair.of_text(read.result, self.effective.context_of(name)),), notes=tuple(repair.notes))
        return self._conclude(files, ask=name != "-")

    def lint_text(self, name: str, data: bytes, format: "Format | None" = None) -> "FileResult | None":
        """The first part of `check_text`: an editor continues with the parsed text. None if the text contains no credential."""
        self.effective.read_snapshots([name])
        self.learn_of(name)
        read = self.checker.lint(name, data, format)
        return read.result if read else None

    def conclude_text(self, name: str, result: "FileResult | None", others: "Sequence[FileResult]" = ()) -> RunResult:
        """The second part: apply the current state of git and the baseline to a result. The baseline is read again if it has changed.

        `others`: the results of other files whose pairs may contradict those of this one.
        """
        self._open_baseline(again=False)
        results = [result, *others] if result else []
        planned = [one.path for one in results] or [name]
        return self._conclude(files_of([(path, "full") for path in planned], [Read(one.path, "full", one) for one in results]))

    def text_limit(self, name: str) -> int:
        """How many bytes a text may have that is checked under this name."""
        return self.checker.size_limit(name)

    def check_staged(self) -> RunResult:
        """Check the blobs of git's index, every one of them as staged; of the work tree, only its settings files are read."""
        self._open_baseline(tolerate=True)
        found = self.staged()
        reads: list[Read] = []
        troubles = list(found.errors)
        try:
            for one in load("vtexlint.project.check_staged").check_staged(found, self.checker, self.effective, self.project):
                if isinstance(one, Read):
                    reads.append(one)
                else:
                    troubles.append(one)
        except load("vtexlint.project.git.process").GitError as error:
            troubles.append(error.message)
        planned = [(wanted.path, found.levels[wanted.path]) for wanted in found.files]
        files = files_of(planned, reads, troubles, found.notes, found.skips, baseline=self._own_baseline)
        return self._conclude(files, state="staged")

    def staged(self) -> "Staged":
        options, configs = self._options, self.effective.configs
        index = load("vtexlint.project.git.index")
        try:
            found: Staged = index.staged(self.project, options.paths, configs, options.exclude, options.reach)
        except (index.process.GitError, index.StagedError, ConfigError) as error:
            raise TroubleError(error.message) from None
        return found

    def with_referred(self, found: Discovery) -> Discovery:
        """Add the files that Compose files and Kustomizations name. Records which variables requests send, for their environment files."""
        if not any(may_be_related(file.path) for file in found.files):
            return found
        referred = load("vtexlint.project.referred_files")
        return found._replace(files=referred.with_referred(found.files, self.project, self.effective, self._options.exclude))

    def learn_of(self, name: str) -> None:
        """Record which variables requests send, for a text that is an environment file of theirs: a part of its context."""
        if may_be_related(name):
            load("vtexlint.project.environment_files").learn_variables([name], self.project, self.effective)

    def read_each(self, files: "Sequence[Found]", work: "Callable[[Found], T | None]", died: "Callable[[Found], T | None]") -> "list[T]":
        """The results of `work(file)` that are not None, in the order of the files; from several processes as soon as that pays.

        `died(file)` gives the result for a file on which a process died.
        """
        return self.checker.read_each(files, iter(self.watch(files)), self._options.jobs, work, died)

    def conclude_reads(self, files: "Sequence[Found]", reads: "Sequence[Read]") -> RunResult:
        """The result of a run whose files the caller has checked."""
        return self._conclude(files_of([(file.path, file.level) for file in files], reads))

    def _conclude(self, files: RunFiles, *, state: "GitState | None" = None, ask: bool = True) -> RunResult:
        """The run's result, from those of its files.

        `state`: the git state of every file. None: git is asked; with `ask` False it is not, and every file is outside git.
        """
        results, notes = files.results, tuple(dict.fromkeys((*files.notes, *self.effective.notes)))
        if saved := self.effective.saved:
            own, more_notes = saved.their_own(results, notes, self.effective.context_of)
            notes = tuple(more_notes)
            if state is None:  # in the index, a snapshot is checked if it is staged itself
                results = (*results, *own)
        errors = tuple(dict.fromkeys((*files.errors, *self.effective.troubles)))
        outcome = LintResult((), Summary(), troubles=errors)
        if results:
            outcome = self._outcome(results, errors, state or ("tracked" if self._options.assume_tracked else None), ask)
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
        failing = self._failing(outcome)
        unread = tuple(finding.location.path for finding in failing if finding.rule == "unreadable-file")
        return RunResult(outcome, bool(failing), outcome.troubles, notes, unread)

    def _outcome(self, results: "Sequence[FileResult]", errors: "Sequence[Message]", state: "GitState | None", ask: bool) -> LintResult:
        troubles = [*errors, *(one.failure for one in results if one.failure)]
        states: dict[str, GitState] = {}
        asking = [one.path for one in results if one.needs_git]
        if state:
            states = dict.fromkeys(asking, state)
        elif ask and asking and any(map(self.project.repository_of, asking)):
            states = load("vtexlint.project.git.answers").states_of(self.project, asking, troubles, self._states)
        exposures: dict[str, dict[str, Exposure]] = {}
        tokens = {one.path: one.tokens for one in results if one.tokens and states.get(one.path, "outside") != "outside"}
        if tokens and not self._options.assume_tracked:
            untracked = {path for path in tokens if states[path] in ("untracked", "ignored")}
            reading = self.checker.tokens_in, self.checker.size_limit
            answers = load("vtexlint.project.git.answers")
            exposures = answers.exposures_of(self.project, tokens, untracked, reading, troubles, self._exposures)
        try:
            outcome: LintResult = load("vtexlint.linter.conclude").conclude(results, states, self.locate, exposures)
        except Exception:
            outcome, failures = load("vtexlint.project.barrier").concluded(results, states, self.locate, exposures)
            troubles += failures
        return outcome._replace(troubles=tuple(dict.fromkeys(troubles)))

    def _walked(self) -> list[str]:
        """The directories that the run walked through."""
        shown_plain = load("vtexlint.project.exclusion").shown_plain
        return [shown_plain(path) for path in self._options.paths if os.path.isdir(self.project.absolute(path))]

    def _failing(self, outcome: LintResult) -> "list[Finding]":
        if not outcome.findings:
            return []
        fail_on = self.effective.fail_on
        severity = load("vtexlint.diagnostics").Severity  # which a run without findings does not import
        return [finding for finding in outcome.findings if finding.severity >= severity[fail_on(finding.location.path).upper()]]

    def _open_baseline(self, *, again: bool = True, tolerate: bool = False) -> None:
        """Read the baseline that applies, if there is one: before the files, so that a wrong name fails at once.

        `again` False: only if it has changed since it was read. `tolerate`: from now on settings that cannot be used are an error of the
        run, which goes on.
        """
        if tolerate and not self._options.write_baseline:
            self.effective.tolerate()
        path = self.effective.baseline()
        if path is None and not self._options.write_baseline:
            return
        stamp = stamp_of(self.project.absolute(path)) if path and not self._options.baseline else None
        if not again and self._baseline is not None and stamp is not None and stamp == self._baseline_stamp:
            return
        self._baseline, self._baseline_stamp = None, stamp
        baselines = load("vtexlint.project.baseline_file")
        try:
            self._baseline = baselines.BaselineFile(self.project, path, write=self._options.write_baseline)
        except baselines.BaselineFileError as error:
            raise TroubleError(error.message) from None

    def _compare_with_baseline(
        self, baseline: "BaselineFile", outcome: LintResult, read: "Sequence[str]", results: "Sequence[FileResult]"
    ) -> tuple[LintResult, list[Message]]:
        unread = {one.path for one in results if one.unreadable}
        named = (path for path in read if path not in unread)
        coverage = load("vtexlint.project.baseline_file").Coverage(
            self.project, self._root, named, self._options.paths, self.effective.disabled_rules
        )
        return baseline.applied(outcome, self._root, coverage)
