"""What a run ends with: findings in their order, and counts. Light, so that a run without findings stays light."""

from vtexlint.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from vtexlint.findings import Finding


class Summary(NamedTuple):
    files: int = 0
    credentials: int = 0
    pairs: int = 0
    errors: int = 0
    warnings: int = 0
    infos: int = 0
    suppressed: int = 0
    fixable: int = 0


class Outcome(NamedTuple):
    """All findings of a run, sorted, and the counts."""

    findings: "tuple[Finding, ...]"
    summary: Summary
