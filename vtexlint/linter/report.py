"""What a run ends with: findings in their order, and counts. Light, so that a run without findings stays light."""

from vtexlint._startup.typed import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from vtexlint.diagnostics import Finding
    from vtexlint.text.messages import Message


class Summary(NamedTuple):
    files: int = 0
    credentials: int = 0
    pairs: int = 0
    errors: int = 0
    warnings: int = 0
    infos: int = 0
    suppressed: int = 0
    fixable: int = 0


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

    `suppressed` are the suppressed ones, for reports that show them; `troubles` what vtexlint could not do (exit status 2): the
    findings may then not be all. `history` is only for `vtexlint history`.
    """

    findings: "tuple[Finding, ...]"
    summary: Summary
    suppressed: tuple[Suppressed, ...] = ()
    troubles: "tuple[Message, ...]" = ()
    history: HistoryStats | None = None
