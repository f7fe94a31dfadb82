"""One run: find the files, read them, have them judged, ask git what it must be asked."""

from __future__ import annotations

import os

from vtexlint._startup.typed import TYPE_CHECKING, NamedTuple
from vtexlint.linter.prefilter import may_hold_credentials
from vtexlint.linter.report import LintResult, Summary
from vtexlint.project.config import Config, ConfigError
from vtexlint.project.discovery import Discovery, Found, discover
from vtexlint.project.effective_settings import EffectiveSettings, RunOptions, TroubleError
from vtexlint.project.read_file import UnreadableError, read_bytes, too_large

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from vtexlint.diagnostics import GitState
    from vtexlint.linter.file_result import FileResult
    from vtexlint.parsers.model import Format
    from vtexlint.project.apply_fixes import Repair
    from vtexlint.project.baseline_file import BaselineFile
    from vtexlint.project.git.index import Staged
    from vtexlint.project.git.location import Root

    GitStates = Callable[[Iterable[str]], dict[str, GitState]]

_PARALLEL_FROM = 400  # files; below that a second process costs more than it saves


class RunResult(NamedTuple):
    """A run's outcome, what went wrong beside it (exit status 2), and notes."""

    outcome: LintResult
    fails: bool
    troubles: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class Session:
    """Carries a request out. Its methods raise TroubleError."""

    def __init__(self, options: RunOptions, states: GitStates | None = None) -> None:
        """`states` answers for git, as `git.states` does, where the caller keeps its answers."""
        self._options_given = options
        self.watch: Callable[[Sequence[Found]], Iterable[Found]] = _unwatched  # may tell of the files as they are read
        self._states = states
        self.effective = EffectiveSettings(options)
        self._known: BaselineFile | None = None
        self._found_root: Root | None = None

    def locate(self, path: str) -> str:
        """A path as reports show it, told from the repository's root: where CI services look, and what fingerprints go by."""
        return self._root.locate(path)

    @property
    def _root(self) -> Root:
        if self._found_root is None:
            from vtexlint.project.git.location import Root  # noqa: PLC0415  a run without findings needs none

            self._found_root = Root.of_run(self._known.path if self._known else None)
        return self._found_root

    @property
    def is_stale(self) -> bool:
        """Whether an account snapshot has changed since it was read; settings files are for the caller to watch."""
        return self.effective.saved.is_stale

    def discover(self) -> Discovery:
        try:
            return discover(self._options_given.paths, self.effective.configs, self._options_given.exclude)
        except ConfigError as error:
            raise TroubleError(str(error)) from None

    def check_paths(self, repair: Repair | None = None) -> RunResult:
        """Judge the files; with `repair`, what is left of the findings after it."""
        self._open_baseline()
        found = self.discover()
        self.effective.read_snapshots(file.path for file in found.files)
        examined = self._examine_all(found.files)
        paths = [file.path for file in found.files]
        if repair is None:
            return self._conclude(examined, paths, found.errors, found.notes)
        examined = [repair.of_file(one, self.effective.context_of(one.path)) for one in examined]
        return self._conclude(examined, paths, [*found.errors, *repair.troubles], [*found.notes, *repair.notes])

    def check_text(self, name: str, data: bytes, repair: Repair | None = None, format: Format | None = None) -> RunResult:
        """Standard input under a name; git is asked about the file of that name, if there is one. `format`: see `_judge`."""
        self._open_baseline()
        self.effective.read_snapshots([name])
        examined = self._judge(Found(name, True), data, format)
        if repair is not None and examined is not None:
            examined = repair.of_text(examined, data, self.effective.context_of(name))
        return self._conclude([examined] if examined else [], [name], (), repair.notes if repair else ())

    def check_staged(self) -> RunResult:
        """The blobs of git's index, every one of them as staged; the work tree is not read, but for its settings files."""
        from vtexlint.project.git import process  # noqa: PLC0415  a plain run needs none of it

        self._open_baseline()
        found = self.staged()
        examined = []
        troubles = []
        try:
            for blob in found.read():
                path, limit, config = blob.wanted.path, blob.wanted.limit, self.effective.config_of(blob.wanted.path)
                if blob.state == "read":
                    examined.append(self._judge(Found(path, False), blob.data))
                elif blob.state == "large":
                    examined.append(self._unreadable(path, too_large(limit), config))
                elif blob.state == "absent":
                    troubles.append(f"{path}: is staged, but its contents are not in this clone")
        except process.GitError as error:
            raise TroubleError(str(error)) from None
        read = [wanted.path for wanted in found.files]
        return self._conclude([one for one in examined if one], read, troubles, found.notes, state="staged")

    def staged(self) -> Staged:
        from vtexlint.project.git import index, process  # noqa: PLC0415  as above

        try:
            return index.staged(self._options_given.paths, self.effective.configs, self._options_given.exclude)
        except (process.GitError, index.StagedError, ConfigError) as error:
            raise TroubleError(str(error)) from None

    def _examine_all(self, files: Sequence[Found]) -> list[FileResult]:
        jobs = self._options_given.jobs or (_processors() if len(files) >= _PARALLEL_FROM else 1)
        if jobs > 1 and len(files) > 1 and hasattr(os, "fork"):
            from vtexlint.project.workers import in_processes  # noqa: PLC0415  only a large run forks

            return in_processes(self._examine_some, files, min(jobs, len(files)))
        return self._examine_some(files)

    def _examine_some(self, files: Sequence[Found]) -> list[FileResult]:
        return [examined for found in self.watch(files) if (examined := self._examine_one(found))]

    def _examine_one(self, found: Found) -> FileResult | None:
        config = self.effective.config_of(found.path)
        settings = self.effective.settings_of(config)
        try:
            data = read_bytes(found.path, settings.max_file_size, self.effective.place_of(found.path, config), settings.extra_name_bytes)
        except UnreadableError as error:
            return self._unreadable(found.path, str(error), config)
        return None if data is None else self._judge(found, data)

    def _judge(self, found: Found, data: bytes, format: Format | None = None) -> FileResult | None:
        """Judge what passes the prefilter; a file without a possible credential is done with here.

        `format` is the format where it is known; else the name and the content tell it.
        """
        config = self.effective.config_of(found.path)
        settings = self.effective.settings_of(config)
        place = self.effective.place_of(found.path, config)
        if not may_hold_credentials(data, place, settings.extra_name_bytes):
            return None
        # the rest of the machinery is imported by the first file that needs it
        from vtexlint.linter.lint import lint_file  # noqa: PLC0415
        from vtexlint.parsers.formats import format_of, guess_format  # noqa: PLC0415
        from vtexlint.text.source import Source, UndecodableError  # noqa: PLC0415

        try:
            source = Source.from_bytes(found.path, data, place)
        except UndecodableError as error:
            return self._unreadable(found.path, str(error), config)
        format = format or format_of(found.path) or guess_format(source.text)
        context = self.effective.context_of(found.path)
        return lint_file(
            source,
            format,
            settings,
            ignored=context.ignored,
            snippets=context.snippets,
            snapshots=context.snapshots,
            relative=context.relative,
        )

    def _unreadable(self, path: str, reason: str, config: Config) -> FileResult:
        from vtexlint.linter.lint import unreadable  # noqa: PLC0415  as above

        return unreadable(path, reason, self.effective.settings_of(config), self.effective.ignored_for(path, config))

    def _conclude(
        self,
        examined: Sequence[FileResult],
        read: Sequence[str],
        errors: Sequence[str],
        notes: Sequence[str],
        *,
        state: GitState | None = None,
    ) -> RunResult:
        """The run's end: `read` are the paths of the files that were looked at; `state`: every file's, else git is asked."""
        if self.effective.saved.parts:
            own, notes = self.effective.saved.their_own(examined, notes, self.effective.judged_by)
            if state is None:  # of the index, a snapshot is judged where it is staged itself
                examined = [*examined, *own]
        outcome = LintResult((), Summary(len(read)), troubles=tuple(errors))
        if examined:
            outcome = self._outcome(examined, len(read), errors, state or ("tracked" if self._options_given.assume_tracked else None))
        told = list(notes)
        if self._known is not None:
            outcome, more = self._hold_against_baseline(self._known, outcome, read, examined)
            told += more
        return RunResult(outcome, self._fails(outcome), outcome.troubles, tuple(told))

    def _outcome(self, examined: Sequence[FileResult], files: int, errors: Sequence[str], state: GitState | None) -> LintResult:
        from vtexlint.linter.lint import conclude  # noqa: PLC0415  as above

        troubles = list(errors)
        states: dict[str, GitState] = {}
        asking = [one.path for one in examined if one.needs_git]
        if state:
            states = dict.fromkeys(asking, state)
        elif asking and _in_any_repository(asking):
            from vtexlint.project.git import process  # noqa: PLC0415  a run without secrets, or outside any repository, asks nothing

            try:
                states = (self._states or process.states)(asking)
            except process.GitError as error:
                troubles.append(str(error))
        return conclude(examined, states, files, self.locate)._replace(troubles=tuple(troubles))

    def _fails(self, outcome: LintResult) -> bool:
        if not outcome.findings:
            return False
        from vtexlint.diagnostics import Severity  # noqa: PLC0415  as above

        return any(finding.severity >= Severity[self.effective.fail_on(finding.location.path).upper()] for finding in outcome.findings)

    def _open_baseline(self) -> None:
        """Read the baseline in force, if there is one: before the work, so that a wrong name costs no time."""
        path = self._options_given.baseline or self.effective.baseline()
        if path is None and not self._options_given.write_baseline:
            return
        from vtexlint.project.baseline_file import BaselineFile, BaselineFileError  # noqa: PLC0415  most runs have none

        try:
            self._known = BaselineFile(path, write=self._options_given.write_baseline)
        except BaselineFileError as error:
            raise TroubleError(str(error)) from None

    def _hold_against_baseline(
        self, known: BaselineFile, outcome: LintResult, read: Sequence[str], examined: Sequence[FileResult]
    ) -> tuple[LintResult, list[str]]:
        from vtexlint.project.baseline_file import BaselineFileError, Coverage  # noqa: PLC0415  as above

        unreadable_file = {one.path for one in examined if one.unreadable_file}
        reach = Coverage(
            self._root, (path for path in read if path not in unreadable_file), self._options_given.paths, self.effective.disabled_rules
        )
        try:
            return known.settle(outcome, self._root, reach)
        except BaselineFileError as error:
            return outcome._replace(troubles=(*outcome.troubles, str(error))), []


def _unwatched(files: Sequence[Found]) -> Iterable[Found]:
    return files


def _in_any_repository(paths: Iterable[str]) -> bool:
    from vtexlint.project.git.location import repository_of  # noqa: PLC0415  as git

    return any(map(repository_of, paths))


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
