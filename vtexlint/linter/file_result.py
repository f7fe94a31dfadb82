"""The result of linting one file: findings still open to git and to ignore comments, and what the whole run needs of it."""

from collections.abc import Callable

from vtexlint._startup.typed import TYPE_CHECKING, Any, NamedTuple, quiet
from vtexlint.diagnostics import Finding, GitState, Location, Severity
from vtexlint.rules.base import Wording
from vtexlint.text.messages import NO_MESSAGE, Message
from vtexlint.text.source import Span

if TYPE_CHECKING:
    from vtexlint.linter.parse_file import ParsedFile
    from vtexlint.rules.conflicting_pair import Sighting


class PendingFinding:
    """A finding, the git state that it requires (None: any), and the lines that ignore comments are matched with.

    `finding` is given as it is, or as what makes it: of the findings that a git state decides, most are never reported.
    `token` is the SHA-256 of the token that it is about, also of a damaged one: 60 mixed letters cannot be guessed.
    `wording` gives its message and help once it is known which part of git contains that token.
    """

    __slots__ = ("_found", "lines", "requires_git_state", "rule", "token", "wording")

    def __init__(
        self,
        finding: "Finding | Callable[[], Finding]",
        rule: str,
        lines: tuple[int, int],
        requires_git_state: GitState | None = None,
        token: str = "",
        wording: Wording | None = None,
    ) -> None:
        self._found = finding
        self.rule = rule
        self.lines = lines
        self.requires_git_state = requires_git_state
        self.token = token
        self.wording = wording

    def __repr__(self) -> str:
        return quiet(f"PendingFinding({self.rule!r}, lines {self.lines}, {self.requires_git_state})")

    def __reduce__(self) -> tuple[Any, ...]:
        return PendingFinding, (self.finding, self.rule, self.lines, self.requires_git_state, self.token, self.wording)

    @property
    def finding(self) -> Finding:
        if not isinstance(self._found, Finding):
            self._found = self._found()
        return self._found

    def with_finding(self, finding: Finding) -> "PendingFinding":
        return PendingFinding(finding, self.rule, self.lines, self.requires_git_state, self.token, self.wording)


class Suppression(NamedTuple):
    """One ignore comment: the `lines` it covers (1-based), None for the whole file.

    `known` are the rules that it names, `unknown` the other words in its brackets ("" if it has none). `names` are all words
    in the brackets, whose content is at `brackets`; `whole` is what must be removed to remove the comment. `spelling`: what was meant,
    where the comment is spelled in a way that does nothing; else empty.
    """

    span: Span
    lines: tuple[int, ...] | None
    known: tuple[str, ...]
    unknown: tuple[str, ...]
    names: tuple[str, ...]
    brackets: Span
    whole: Span
    spelling: str = ""


class SuppressionComment(NamedTuple):
    """An ignore comment and the location where reports show it. `is_fixable`: in a file that fixes may change."""

    comment: Suppression
    location: Location
    is_fixable: bool = True


class FileResult(NamedTuple):
    """The result of linting one file.

    It can cross processes: it has findings and digests, and no secret except in `parsed`, which stays in its process.
    """

    path: str
    pending: tuple[PendingFinding, ...] = ()
    suppression_comments: tuple[SuppressionComment, ...] = ()
    sightings: "tuple[Sighting, ...]" = ()
    credentials: int = 0
    pairs: int = 0
    disabled_rules: frozenset[str] = frozenset()
    severities: tuple[tuple[str, Severity], ...] = ()
    unreadable: bool = False  # could not be read or decoded
    failure: Message = NO_MESSAGE  # an internal error of vtexlint on this file: the run ends with exit status 2
    parsed: "ParsedFile | None" = None

    def __reduce__(self) -> tuple[Any, ...]:
        return FileResult, tuple(self)[:-1]

    @property
    def needs_git(self) -> bool:
        return any(pending.requires_git_state for pending in self.pending)

    @property
    def tokens(self) -> frozenset[str]:
        """The tokens whose findings depend on which part of git contains them."""
        return frozenset(pending.token for pending in self.pending if pending.wording and pending.token)

    @property
    def may_be_fixable(self) -> bool:
        """Whether a finding has a fix; that of an ignore comment is known only when the findings are resolved."""
        return bool(self.suppression_comments) or any(pending.finding.fix is not None for pending in self.pending)
