"""What each file is linted with: the options on top of the nearest settings, per-file ignores, the account snapshots."""

import os

from vtexlint._startup.modules import load
from vtexlint._startup.typed import TYPE_CHECKING, NamedTuple
from vtexlint.linter.file_context import FileContext
from vtexlint.project.config import Config, Configs, Reach, own_settings_path
from vtexlint.project.errors import ConfigError, SavedError, TroubleError, at
from vtexlint.project.project import Project, relative_to
from vtexlint.settings import Settings
from vtexlint.text.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from types import ModuleType

    from vtexlint.accounts.model import Snapshots
    from vtexlint.linter.coverage import RulesOff
    from vtexlint.linter.references import Reference
    from vtexlint.project.own_settings import Own
    from vtexlint.project.saved_accounts import Saved

_FEW = 16


class RunOptions(NamedTuple):
    """What the command line asks for; it outranks the settings files."""

    paths: tuple[str, ...] = (".",)
    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    fail_on: str | None = None
    config: str | None = None
    no_config: bool = False
    scope: str | None = None  # `all` or `config`; None: as the settings say
    full: bool = False
    assume_tracked: bool = False
    accounts: tuple[str, ...] = ()  # account snapshots: FILE or ACCOUNT=FILE
    jobs: int | None = None
    snippets: bool = False
    baseline: str | None = None
    write_baseline: bool = False
    now: float | None = None  # the time that rules about time use, in seconds since 1970; None: the clock's
    ignored: bool = False  # also search what git ignores, whatever its name

    @property
    def reach(self) -> Reach:
        return Reach(self.scope, self.full, self.assume_tracked, self.ignored)


class _Shared(NamedTuple):
    """What the files of a directory have in common; the prefixes are what is before a name in its path in the repository and for globs."""

    config: Config
    settings: Settings
    off: frozenset[str]
    repo_prefix: str
    glob_prefix: str


class EffectiveSettings:
    """Settings and snapshots, each read once. The methods raise TroubleError.

    `troubles` are those that did not end the run: after `tolerate`, and of what files say of others. `notes` are about the latter too.
    """

    def __init__(self, project: Project, options: RunOptions) -> None:
        self._project = project
        self._options = options
        try:
            self.configs = Configs(project, options.config, none=options.no_config)
        except ConfigError as error:
            raise TroubleError(error.message) from None
        self._referred: dict[str, Reference] = {}
        self.troubles: list[Message] = []
        self.notes: list[Message] = []
        self._is_tolerant = False
        self._saved: Saved | None = None
        self._own: Own | None = None
        self._looked_for_own = options.no_config
        self._configs_asked: dict[str, Config] = {}  # of the last paths: each is asked for several times in turn
        self._settings: dict[int, Settings] = {}
        self._shared: dict[str, _Shared] = {}  # by directory
        _demand_rules(_overridden(Settings(), options), None)

    def tolerate(self) -> None:
        """From now on, a settings file or a snapshot that cannot be used is reported as a trouble, and the run continues without it.

        Not for a run that writes: what the settings exclude must not be changed.
        """
        self._is_tolerant = True
        self.configs.report = self.troubles.append

    @property
    def referred(self) -> "Mapping[str, Reference]":
        """By path: what other files of the run say of a file."""
        return self._referred

    def refer(self, path: str, reference: "Reference") -> None:
        """Add what another file says of a file. Of what it is, the last one that says it counts; the variables are those of all."""
        if known := self._referred.get(path):
            keys, tokens = (dict.fromkeys((*old, *new)) for old, new in zip(known.variables, reference.variables, strict=True))
            said = known if reference.format is None else reference
            reference = said._replace(variables=(tuple(keys), tuple(tokens)))
        self._referred[path] = reference

    def forget_referred(self) -> None:
        """Drop what files say of others: they may have changed."""
        self._referred.clear()

    @property
    def saved(self) -> "Saved | None":
        """The account snapshots that the run has read; None if no file has any."""
        return self._saved

    @property
    def own(self) -> "Own | None":
        """The user's own settings; None if there are none, or the options set all settings aside."""
        if not self._looked_for_own:
            path = own_settings_path()
            if path is not None and os.path.lexists(path):
                try:
                    self._own = load("vtexlint.project.own_settings").read(self._project, path)
                except ConfigError as error:
                    raise TroubleError(error.message) from None
            self._looked_for_own = True
        return self._own

    def config_of(self, path: str) -> Config:
        """The settings file that applies to a file."""
        found = self._configs_asked.get(path)
        if found is None:
            try:
                found = self.configs.of_file(path)
            except ConfigError as error:
                raise TroubleError(error.message) from None
            if len(self._configs_asked) == _FEW:
                self._configs_asked.clear()
            self._configs_asked[path] = found
        return found

    def settings_of(self, config: Config) -> Settings:
        """A settings file's settings with the command line's on top."""
        found = self._settings.get(id(config))
        if found is None:
            try:
                _demand_rules(config.settings, config)
            except TroubleError as error:
                if not self._is_tolerant or self._options.config is not None:
                    raise
                self.troubles.append(error.message)
                config.reset()
            found = _overridden(config.settings, self._options)
            if own := self.own:
                accounts = (*found.external_accounts, *own.config.settings.external_accounts)
                found = found._replace(external_accounts=tuple(dict.fromkeys(accounts)))
            self._settings[id(config)] = found
        return found

    def context_of(self, path: str) -> FileContext:
        """What a file is linted with."""
        directory, name = os.path.split(path)
        shared = self._shared.get(directory)
        if shared is None:
            shared = self._shared[directory] = self._shared_in(directory)
        config, settings, off, repo_prefix, glob_prefix = shared
        if settings.per_file_ignores and (ignored := _exclusion().ignored_rules(config, self._project.absolute(path))):
            off = _selection().disabled_rules(settings, ignored)
        snapshots = self.snapshots_of(config)
        if self._saved is not None:
            off |= self._saved.silent_in(path)
        options = self._options
        context = FileContext(settings, off, snapshots, repo_prefix + name, glob_prefix + name, options.snippets, options.now)
        named = self._referred.get(path)
        if named is None:
            return context
        keys, tokens = settings.extra_names
        names = (keys + named.variables[0], tokens + named.variables[1])
        return context._replace(settings=settings._replace(extra_names=names), format=named.format, value_name=named.value_name)

    def _shared_in(self, directory: str) -> _Shared:
        some = os.path.join(directory, "x")
        config = self.config_of(some)
        settings = self.settings_of(config)
        off = _selection().disabled_rules(settings) if settings.names_rules else frozenset()
        return _Shared(config, settings, off, self._repo_path(some, config)[:-1], config.relative(self._project.absolute(some))[:-1])

    def _repo_path(self, path: str, config: Config) -> str:
        """The path below the repository's root, else below the settings file, else as it is shown."""
        root = self._project.repository_of(path) or (config.directory if config.path else "")
        return relative_to(root, self._project.absolute(path)) if root else path.replace(os.sep, "/")

    def read_snapshots(self, paths: "Iterable[str]") -> None:
        """Read every account snapshot that applies to one of the paths, before other processes share the work."""
        for directory in dict.fromkeys(map(os.path.dirname, paths)) or [""]:
            config = self.config_of(os.path.join(directory, "x"))
            self.settings_of(config)
            self.snapshots_of(config)

    def snapshots_of(self, config: Config) -> "Snapshots | None":
        """The account snapshots for the files below a settings file; None if none is named."""
        own = self.own
        if not (self._options.accounts or config.settings.account_snapshots or (own and own.config.settings.account_snapshots)):
            return None
        if self._saved is None:
            from vtexlint.project.saved_accounts import Saved  # noqa: PLC0415  most runs have none

            report = self.troubles.append if self._is_tolerant else None
            self._saved = Saved(self._project, self._options.accounts, self._options.now, own and own.config, report)
        try:
            return self._saved.of(config)
        except SavedError as error:
            raise TroubleError(error.message) from None

    def disabled_rules(self, path: str) -> frozenset[str]:
        """The rules that are not on for a path; without an account snapshot, those about the account too."""
        context = self.context_of(path)
        if context.snapshots:
            return context.disabled_rules
        of_account: frozenset[str] = load("vtexlint.rules.names").ACCOUNT_RULES
        return context.disabled_rules | of_account

    def rules_off(self) -> "tuple[RulesOff, ...]":
        """The rules that the settings files of the run turn off, whatever the command line adds."""
        configs = [config for config in self.configs.read() if config.settings.names_rules]
        if not configs:
            return ()
        rules_off = load("vtexlint.linter.coverage").RulesOff
        found: list[RulesOff] = []
        for config in configs:
            settings = config.settings
            if config.path is None:
                continue
            name = self._project.display(config.path)
            if self._options.select is None and (off := _selection().disabled_rules(settings)):
                found.append(rules_off(name, _ranked(off)))
            found += (rules_off(name, _ranked(rules), glob) for glob, rules in settings.per_file_ignores if rules)
        return tuple(found)

    def fail_on(self, path: str) -> str:
        """The minimum severity in a file for which the run fails: its own settings', unless the options name one."""
        return self._options.fail_on or self.config_of(path).settings.fail_on

    def baseline(self) -> str | None:
        """The baseline that the options name, else the settings of the current directory, else those of the paths."""
        _ = self.own  # wrong settings are reported whatever files there are
        if self._options.baseline:
            return self._options.baseline
        here = self.config_of("x")
        paths = () if here.settings.baseline else self._options.paths
        configs = [
            here,
            *(self.config_of(os.path.join(path, "x") if os.path.isdir(self._project.absolute(path)) else path) for path in paths),
        ]
        if not self._options.write_baseline and all(one.settings.baseline is None for one in configs):
            return None
        found: str | None = load("vtexlint.project.baseline_place").baseline_of(
            configs, self._project, written=self._options.write_baseline
        )
        return found

    def language(self) -> str | None:
        """`language` in the settings of the current directory, else in the user's own ones; None where neither can be read or has it."""
        try:
            return self.config_of("x").settings.language or (self.own.language if self.own else None)
        except TroubleError:
            return None  # reported when the run needs them

    def own_color(self) -> str | None:
        """`color` in the user's own settings."""
        return self.own.color if self.own else None

    def show_settings(self, color: str | None = None) -> str:
        """The settings of the first path, each with its source. `color` is the command line's."""
        config = self.config_of(os.path.join(*self._options.paths[:1], "x"))
        shown: str = load("vtexlint.project.show_settings").render(
            self._project, config, self.settings_of(config), self._options, self.own, color
        )
        return shown


def _ranked(rules: "Iterable[str]") -> tuple[str, ...]:
    """The rules in alphabetical order, those about secrets first."""
    return tuple(sorted(set(rules), key=lambda rule: (not rule.endswith("-secret"), rule)))


def _overridden(settings: Settings, options: RunOptions) -> Settings:
    changed = settings._replace(extend_select=settings.extend_select + options.extend_select, ignore=settings.ignore + options.ignore)
    if options.select is not None:
        # an explicit choice is the whole choice
        changed = changed._replace(select=options.select, extend_select=options.extend_select, ignore=options.ignore)
    return changed


def _demand_rules(settings: Settings, config: Config | None) -> None:
    """Every rule that settings name must exist, also where no file is linted."""
    if not settings.names_rules:
        return
    selection = _selection()
    try:
        selection.disabled_rules(settings)
    except selection.UnknownRuleError as error:
        raise TroubleError(at(config.place_of(error.name), error.message) if config else error.message) from None


def _exclusion() -> "ModuleType":
    return load("vtexlint.project.exclusion")  # most settings ignore no rule in some files


def _selection() -> "ModuleType":
    from vtexlint.linter import rule_selection  # noqa: PLC0415  the rules' names: most runs name no rule

    return rule_selection
