"""One run: find the files, read them, have them judged, ask git what it must be asked."""

from __future__ import annotations

import os

from vtexlint.outcome import Outcome, Summary
from vtexlint.prefilter import may_hold_credentials
from vtexlint.settings import Settings, to_toml
from vtexlint.typed import TYPE_CHECKING, NamedTuple
from vtexlint.workspace.config import Config, ConfigError, Configs
from vtexlint.workspace.discover import Discovery, Found, discover
from vtexlint.workspace.files import UnreadableError, read_bytes, too_large
from vtexlint.workspace.saved import Saved, SavedError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from vtexlint.documents.model import Format
    from vtexlint.examined import Examined
    from vtexlint.findings import GitState
    from vtexlint.snapshots.model import Snapshots
    from vtexlint.workspace.known import Known
    from vtexlint.workspace.repair import Repair
    from vtexlint.workspace.repository import Root
    from vtexlint.workspace.staged import Staged

    GitStates = Callable[[Iterable[str]], dict[str, GitState]]

_PARALLEL_FROM = 400  # files; below that a second process costs more than it saves


class TroubleError(Exception):
    """What keeps vtexlint from doing its work: the user must hear of it, and the run ends with 2."""


class Request(NamedTuple):
    """What the command line asks for; it outranks the settings files."""

    paths: tuple[str, ...] = (".",)
    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    fail_on: str | None = None
    config: str | None = None
    no_config: bool = False
    assume_tracked: bool = False
    accounts: tuple[str, ...] = ()  # account snapshots: FILE or ACCOUNT=FILE
    jobs: int | None = None
    frames: bool = False
    baseline: str | None = None
    write_baseline: bool = False


class Run(NamedTuple):
    """A run's outcome, what went wrong beside it (exit status 2), and notes."""

    outcome: Outcome
    fails: bool
    troubles: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class Terms(NamedTuple):
    """By what one file is judged: its settings, the rules that are off in it, whether frames are wanted, what is known of accounts,
    and the path as the settings' globs see it."""

    settings: Settings
    ignored: tuple[str, ...]
    frames: bool
    snapshots: Snapshots | None
    relative: str


class Session:
    """Carries a request out. Its methods raise TroubleError."""

    def __init__(self, request: Request, states: GitStates | None = None) -> None:
        """`states` answers for git, as `git.states` does, where the caller keeps its answers."""
        self._request = request
        self.watch: Callable[[Sequence[Found]], Iterable[Found]] = _unwatched  # may tell of the files as they are read
        self._states = states
        try:
            self._configs = Configs(request.config, none=request.no_config)
        except ConfigError as error:
            raise TroubleError(str(error)) from None
        self._settings: dict[int, Settings] = {}
        self._known: Known | None = None
        self._found_root: Root | None = None
        self._saved = Saved(request.accounts)
        _demand_rules(_overridden(Settings(), request), None)

    def locate(self, path: str) -> str:
        """A path as reports show it, told from the repository's root: where CI services look, and what fingerprints go by."""
        return self._root.locate(path)

    @property
    def _root(self) -> Root:
        if self._found_root is None:
            from vtexlint.workspace.repository import Root  # noqa: PLC0415  a run without findings needs none

            self._found_root = Root.of_run(self._known.path if self._known else None)
        return self._found_root

    @property
    def is_stale(self) -> bool:
        """Whether an account snapshot has changed since it was read; settings files are for the caller to watch."""
        return self._saved.is_stale

    def discover(self) -> Discovery:
        try:
            return discover(self._request.paths, self._configs, self._request.exclude)
        except ConfigError as error:
            raise TroubleError(str(error)) from None

    def settings_of(self, config: Config) -> Settings:
        """A settings file's settings with the command line's on top."""
        found = self._settings.get(id(config))
        if found is None:
            _demand_rules(config.settings, config)
            found = self._settings[id(config)] = _overridden(config.settings, self._request)
        return found

    def check_paths(self, repair: Repair | None = None) -> Run:
        """Judge the files; with `repair`, what is left of the findings after it."""
        self._open_baseline()
        found = self.discover()
        self._read_snapshots(found.files)
        examined = self._examine_all(found.files)
        paths = [file.path for file in found.files]
        if repair is None:
            return self._conclude(examined, paths, found.errors, found.notes)
        examined = [repair.of_file(one, self.terms_of(one.path)) for one in examined]
        return self._conclude(examined, paths, [*found.errors, *repair.troubles], [*found.notes, *repair.notes])

    def check_text(self, name: str, data: bytes, repair: Repair | None = None, kind: Format | None = None) -> Run:
        """Standard input under a name; git is asked about the file of that name, if there is one. `kind`: see `_judge`."""
        self._open_baseline()
        self._read_snapshots([Found(name, True)])
        examined = self._judge(Found(name, True), data, kind)
        if repair is not None and examined is not None:
            examined = repair.of_text(examined, data, self.terms_of(name))
        return self._conclude([examined] if examined else [], [name], (), repair.notes if repair else ())

    def terms_of(self, path: str) -> Terms:
        config = self._config_of(path)
        ignored = (*self._ignored_for(path, config), *self._saved.silent_in(path))
        return Terms(self.settings_of(config), ignored, self._request.frames, self._snapshots_of(config), _relative(path, config))

    def check_staged(self) -> Run:
        """The blobs of git's index, every one of them as staged; the work tree is not read, but for its settings files."""
        from vtexlint.workspace import git  # noqa: PLC0415  a plain run needs none of it

        self._open_baseline()
        found = self.staged()
        examined = []
        troubles = []
        try:
            for blob in found.read():
                path, limit, config = blob.wanted.path, blob.wanted.limit, self._config_of(blob.wanted.path)
                if blob.state == "read":
                    examined.append(self._judge(Found(path, False), blob.data))
                elif blob.state == "large":
                    examined.append(self._unreadable(path, too_large(limit), config))
                elif blob.state == "absent":
                    troubles.append(f"{path}: is staged, but its contents are not in this clone")
        except git.GitError as error:
            raise TroubleError(str(error)) from None
        read = [wanted.path for wanted in found.files]
        return self._conclude([one for one in examined if one], read, troubles, found.notes, state="staged")

    def staged(self) -> Staged:
        from vtexlint.workspace import git, staged  # noqa: PLC0415  as above

        try:
            return staged.staged(self._request.paths, self._configs, self._request.exclude)
        except (git.GitError, staged.StagedError, ConfigError) as error:
            raise TroubleError(str(error)) from None

    def show_settings(self) -> str:
        config = self._config_of(os.path.join(*self._request.paths[:1], "x"))
        settings = self.settings_of(config)
        return f"# settings file: {config.path or 'none, these are the defaults'}\n{to_toml(settings)}"

    def config_of(self, path: str) -> Config:
        """The settings that hold for a file."""
        return self._config_of(path)

    def _config_of(self, path: str) -> Config:
        try:
            return self._configs.of_file(path)
        except ConfigError as error:
            raise TroubleError(str(error)) from None

    def _examine_all(self, files: Sequence[Found]) -> list[Examined]:
        jobs = self._request.jobs or (_processors() if len(files) >= _PARALLEL_FROM else 1)
        if jobs > 1 and len(files) > 1 and hasattr(os, "fork"):
            from vtexlint.workspace.parallel import in_processes  # noqa: PLC0415  only a large run forks

            return in_processes(self._examine_some, files, min(jobs, len(files)))
        return self._examine_some(files)

    def _examine_some(self, files: Sequence[Found]) -> list[Examined]:
        return [examined for found in self.watch(files) if (examined := self._examine_one(found))]

    def _examine_one(self, found: Found) -> Examined | None:
        config = self._config_of(found.path)
        settings = self.settings_of(config)
        try:
            data = read_bytes(found.path, settings.max_file_size)
        except UnreadableError as error:
            return self._unreadable(found.path, str(error), config)
        return None if data is None else self._judge(found, data)

    def _judge(self, found: Found, data: bytes, kind: Format | None = None) -> Examined | None:
        """Judge what passes the prefilter; a file without a possible credential is done with here.

        `kind` is the format where it is known; else the name and the content tell it.
        """
        config = self._config_of(found.path)
        settings = self.settings_of(config)
        extra = [name.encode() for names in settings.extra_names for name in names]
        if not may_hold_credentials(data, found.path, extra):
            return None
        # the rest of the machinery is imported by the first file that needs it
        from vtexlint.check import examine  # noqa: PLC0415
        from vtexlint.documents.detect import format_of, guess_format  # noqa: PLC0415
        from vtexlint.source import Source, UndecodableError  # noqa: PLC0415

        try:
            source = Source.from_bytes(found.path, data)
        except UndecodableError as error:
            return self._unreadable(found.path, str(error), config)
        kind = kind or format_of(found.path) or guess_format(source.text)
        terms = self.terms_of(found.path)
        return examine(
            source, kind, settings, ignored=terms.ignored, frames=terms.frames, snapshots=terms.snapshots, relative=terms.relative
        )

    def _unreadable(self, path: str, reason: str, config: Config) -> Examined:
        from vtexlint.check import unreadable  # noqa: PLC0415  as above

        return unreadable(path, reason, self.settings_of(config), self._ignored_for(path, config))

    def _ignored_for(self, path: str, config: Config) -> list[str]:
        """The rules that `per-file-ignores` names for a path."""
        if not config.settings.per_file_ignores:
            return []
        from vtexlint.globs import glob_matches  # noqa: PLC0415  most settings have no per-file-ignores

        relative = _relative(path, config)
        return [rule for glob, rules in config.settings.per_file_ignores if glob_matches(glob, relative) for rule in rules]

    def _read_snapshots(self, files: Sequence[Found]) -> None:
        """Read every account snapshot that holds for one of the files, before other processes share the work."""
        for directory in dict.fromkeys(os.path.dirname(found.path) for found in files) or [""]:
            self._snapshots_of(self._config_of(os.path.join(directory, "x")))

    def _snapshots_of(self, config: Config) -> Snapshots | None:
        try:
            return self._saved.of(config)
        except SavedError as error:
            raise TroubleError(str(error)) from None

    def _conclude(
        self,
        examined: Sequence[Examined],
        read: Sequence[str],
        errors: Sequence[str],
        notes: Sequence[str],
        *,
        state: GitState | None = None,
    ) -> Run:
        """The run's end: `read` are the paths of the files that were looked at; `state`: every file's, else git is asked."""
        if self._saved.parts:
            own, notes = self._saved.their_own(examined, notes, self._judged_by)
            if state is None:  # of the index, a snapshot is judged where it is staged itself
                examined = [*examined, *own]
        outcome = Outcome((), Summary(len(read)), troubles=tuple(errors))
        if examined:
            outcome = self._outcome(examined, len(read), errors, state or ("tracked" if self._request.assume_tracked else None))
        told = list(notes)
        if self._known is not None:
            outcome, more = self._hold_against_baseline(self._known, outcome, read, examined)
            told += more
        return Run(outcome, self._fails(outcome), outcome.troubles, tuple(told))

    def _outcome(self, examined: Sequence[Examined], files: int, errors: Sequence[str], state: GitState | None) -> Outcome:
        from vtexlint.check import conclude  # noqa: PLC0415  as above

        troubles = list(errors)
        states: dict[str, GitState] = {}
        asking = [one.path for one in examined if one.needs_git]
        if state:
            states = dict.fromkeys(asking, state)
        elif asking and _in_any_repository(asking):
            from vtexlint.workspace import git  # noqa: PLC0415  a run without secrets, or outside any repository, asks nothing

            try:
                states = (self._states or git.states)(asking)
            except git.GitError as error:
                troubles.append(str(error))
        return conclude(examined, states, files, self.locate)._replace(troubles=tuple(troubles))

    def _fails(self, outcome: Outcome) -> bool:
        if not outcome.findings:
            return False
        from vtexlint.findings import Severity  # noqa: PLC0415  as above

        least = Severity[self._fail_on().upper()]
        return any(finding.severity >= least for finding in outcome.findings)

    def _open_baseline(self) -> None:
        """Read the baseline in force, if there is one: before the work, so that a wrong name costs no time."""
        path = self._request.baseline or self._baseline_of_settings()
        if path is None and not self._request.write_baseline:
            return
        from vtexlint.workspace.known import Known, KnownError  # noqa: PLC0415  most runs have none

        try:
            self._known = Known(path, write=self._request.write_baseline)
        except KnownError as error:
            raise TroubleError(str(error)) from None

    def _baseline_of_settings(self) -> str | None:
        """As the settings of the current directory say, else those of the first path."""
        for path in ("x", self._first()):
            config = self._config_of(path)
            if config.settings.baseline is not None:
                return os.path.relpath(os.path.join(config.directory, config.settings.baseline))
        return None

    def _hold_against_baseline(
        self, known: Known, outcome: Outcome, read: Sequence[str], examined: Sequence[Examined]
    ) -> tuple[Outcome, list[str]]:
        from vtexlint.workspace.known import KnownError, Reach  # noqa: PLC0415  as above

        unread = {one.path for one in examined if one.unread}
        reach = Reach(self._root, (path for path in read if path not in unread), self._request.paths, self._rules_off)
        try:
            return known.settle(outcome, self._root, reach)
        except KnownError as error:
            return outcome._replace(troubles=(*outcome.troubles, str(error))), []

    def _judged_by(self, path: str) -> tuple[Settings, list[str]]:
        """The settings that hold for a path, and the rules that they ignore in it."""
        config = self._config_of(path)
        return self.settings_of(config), self._ignored_for(path, config)

    def _rules_off(self, path: str) -> frozenset[str]:
        """The rules that are not on for a path."""
        from vtexlint.rules import ACCOUNT_RULES  # noqa: PLC0415  as above
        from vtexlint.selection import rules_off  # noqa: PLC0415  as above

        off = rules_off(*self._judged_by(path))
        return off if self._snapshots_of(self._config_of(path)) else off | ACCOUNT_RULES

    def _fail_on(self) -> str:
        if self._request.fail_on:
            return self._request.fail_on
        return self._config_of(self._first()).settings.fail_on

    def _first(self) -> str:
        """The first path, or a file of that directory: whose settings the run as a whole goes by."""
        first = self._request.paths[0] if self._request.paths else "."
        return os.path.join(first, "x") if os.path.isdir(first) else first


def _unwatched(files: Sequence[Found]) -> Iterable[Found]:
    return files


def _in_any_repository(paths: Iterable[str]) -> bool:
    from vtexlint.workspace.repository import repository_of  # noqa: PLC0415  as git

    return any(map(repository_of, paths))


def _relative(path: str, config: Config) -> str:
    """A path as the settings' globs see it: relative to their directory, with `/`."""
    return os.path.relpath(os.path.abspath(path), config.directory).replace(os.sep, "/")


def _overridden(settings: Settings, request: Request) -> Settings:
    changed = settings._replace(extend_select=settings.extend_select + request.extend_select, ignore=settings.ignore + request.ignore)
    if request.select is not None:
        # an explicit choice is the whole choice
        changed = changed._replace(select=request.select, extend_select=request.extend_select, ignore=request.ignore)
    return changed


def _demand_rules(settings: Settings, config: Config | None) -> None:
    """Every rule that settings name must be one, also where no file comes to be judged."""
    if not settings.names_rules:
        return
    from vtexlint.selection import UnknownRuleError, rules_off  # noqa: PLC0415  most runs name no rule

    try:
        rules_off(settings)
    except UnknownRuleError as error:
        raise TroubleError(f"{config.place_of(error.name)}: {error}" if config else str(error)) from None


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
