"""The result of a run: findings in their order, and counts. Imports little, so that a run without findings starts fast."""

from vtexlint._startup.typed import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from vtexlint.diagnostics import Finding
    from vtexlint.linter.coverage import Excluded, HistoryStats, RulesOff, Skipped
    from vtexlint.text.messages import Message


class Summary(NamedTuple):
    """Counts. `files` were read: `linted` of them in full, `searched` only for exact tokens."""

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


class FileCoverage(NamedTuple):
    """What a run did not read or check, and why."""

    excluded: "tuple[Excluded, ...]" = ()
    skipped: "tuple[Skipped, ...]" = ()
    rules_off: "tuple[RulesOff, ...]" = ()


NO_COVERAGE = FileCoverage()


class Suppressed(NamedTuple):
    """A finding that does not count: an ignore comment suppresses it, or a baseline contains it."""

    finding: "Finding"
    by: Literal["comment", "baseline"]


class LintResult(NamedTuple):
    """All findings of a run, sorted, and the counts.

    `suppressed` are the suppressed ones, for reports that show them; `troubles` what vtexlint could not do (exit status 2): the
    findings may then be incomplete. `coverage` is what was not read, `notes` what else the user should know. `history` is only for
    `vtexlint history`.
    """

    findings: "tuple[Finding, ...]"
    summary: Summary
    suppressed: tuple[Suppressed, ...] = ()
    troubles: "tuple[Message, ...]" = ()
    history: "HistoryStats | None" = None
    coverage: FileCoverage = NO_COVERAGE
    notes: "tuple[Message, ...]" = ()
