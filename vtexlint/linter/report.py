"""What a run ends with: findings in their order, and counts. Light, so that a run without findings stays light."""

from vtexlint._startup.typed import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from vtexlint.diagnostics import Finding
    from vtexlint.text.messages import Message


class Summary(NamedTuple):
    """Counts. `files` were read: of them `linted` in full, `searched` for exact tokens alone."""

    files: int = 0
    credentials: int = 0
    pairs: int = 0
    errors: int = 0
    warnings: int = 0
    infos: int = 0
    suppressed: int = 0
    fixable: int = 0
    linted: int = 0
    searched: int = 0
    excluded: int = 0
    skipped: int = 0


class Excluded(NamedTuple):
    """Files and directories that `exclude` removed from the run; `by` is the settings file, empty for the command line."""

    by: str
    files: tuple[str, ...] = ()
    directories: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        return len(self.files) + len(self.directories)


class Skipped(NamedTuple):
    """Paths that were not read for one reason. `paths` are the first of them, for `--verbose`."""

    kind: str
    message: "Message"
    total: int
    paths: tuple[str, ...] = ()


class RulesOff(NamedTuple):
    """The rules that a settings file turns off, in the paths of a glob where it has one."""

    settings: str
    rules: tuple[str, ...]
    glob: str = ""


class FileCoverage(NamedTuple):
    """What a run did not read or judge, and why."""

    excluded: tuple[Excluded, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    rules_off: tuple[RulesOff, ...] = ()


NO_COVERAGE = FileCoverage()


class Suppressed(NamedTuple):
    """A finding that does not count: an ignore comment suppresses it, or a baseline contains it."""

    finding: "Finding"
    by: Literal["comment", "baseline"]


class HistoryStats(NamedTuple):
    """How much of a history was read: commits, blobs, and what kept some of it from being read.

    `absent` blobs are not in the clone, `large` ones are over the size limit and may contain credentials; `cut` commits have parents
    that a shallow clone lacks.
    """

    commits: int
    blobs: int
    absent: int = 0
    large: int = 0
    cut: int = 0


class LintResult(NamedTuple):
    """All findings of a run, sorted, and the counts.

    `suppressed` are the silenced ones, for reports that tell them; `troubles` what vtexlint could not do (exit status 2): the
    findings may then not be all. `coverage` is what was not read, `notes` what else the user should know. `history` is for
    `vtexlint history` alone.
    """

    findings: "tuple[Finding, ...]"
    summary: Summary
    suppressed: tuple[Suppressed, ...] = ()
    troubles: "tuple[Message, ...]" = ()
    history: HistoryStats | None = None
    coverage: FileCoverage = NO_COVERAGE
    notes: "tuple[Message, ...]" = ()
