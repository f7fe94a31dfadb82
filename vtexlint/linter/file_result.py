"""What one file gives on its own: it can cross processes, for it holds findings and digests and no secret."""

from vtexlint._startup.typed import NamedTuple
from vtexlint.diagnostics import Finding, GitState, Location, Severity
from vtexlint.linter.suppressions import Suppression
from vtexlint.rules.conflicting_pair import Sighting


class PendingFinding(NamedTuple):
    """A finding that holds whatever git says (`when` None), or for a file of one git state; and the lines it spans.

    `token` is the SHA-256 of the real token that it speaks of, damaged ones included: 60 mixed letters cannot be guessed either.
    """

    finding: Finding
    lines: tuple[int, int]
    when: GitState | None = None
    token: str = ""


class SuppressionComment(NamedTuple):
    """An ignore comment and the place where reports show it."""

    comment: Suppression
    location: Location


class FileResult(NamedTuple):
    """What one file gives on its own."""

    path: str
    candidates: tuple[PendingFinding, ...] = ()
    suppression_comments: tuple[SuppressionComment, ...] = ()
    sightings: tuple[Sighting, ...] = ()
    credentials: int = 0
    pairs: int = 0
    disabled_rules: frozenset[str] = frozenset()  # rules that are not selected for this file
    severities: tuple[tuple[str, Severity], ...] = ()
    unreadable_file: bool = False  # nobody knows what it holds

    @property
    def needs_git(self) -> bool:
        return any(candidate.when for candidate in self.candidates)
