"""Decide which pending findings are reported (git state, ignore comments), and report bad ignore comments."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence

from vtexlint._startup.modules import load
from vtexlint._startup.typed import TYPE_CHECKING, NamedTuple
from vtexlint.diagnostics import Exposure, Finding, Fix, GitState, Safety
from vtexlint.linter.file_result import FileResult, PendingFinding, SuppressionComment
from vtexlint.linter.suppressions import Suppression, respelled, without
from vtexlint.rules.names import SCOPES
from vtexlint.rules.registry import module_of, names_of

if TYPE_CHECKING:
    from types import ModuleType

    from vtexlint.rules.base import CommentViolation

_STAGED = Exposure("staged")


class ResolvedFinding(NamedTuple):
    """A finding of the file, and whether an ignore comment suppresses it."""

    finding: Finding
    suppressed: bool = False


def resolve_findings(
    one: FileResult, conflicts: Sequence[PendingFinding], state: GitState, exposures: Mapping[str, Exposure]
) -> list[ResolvedFinding]:
    """The findings of one file that apply in its git state, with the ignore comments applied.

    `conflicts` are findings that only the whole run shows, `exposures` which part of git contains each token.
    """
    cover = SuppressionIndex(one.suppression_comments)
    resolved: list[ResolvedFinding] = []
    for pending in (*one.pending, *conflicts):
        suppressed = cover.matches(pending.rule, pending.lines)
        exposure = exposures.get(pending.token)
        # `git rm --cached` alone removes nothing from HEAD
        in_git = state == "staged" or (exposure is not None and exposure.reach in ("pushed", "committed", "removed"))
        if pending.requires_git_state in (None, "tracked" if in_git else state):
            resolved.append(ResolvedFinding(_worded(_with_fix_allowed(pending, one, cover), pending, state, exposures), suppressed))
    return resolved + [ResolvedFinding(finding) for finding in _about_comments(one, cover)]


def _worded(finding: Finding, pending: PendingFinding, state: GitState, exposures: Mapping[str, Exposure]) -> Finding:
    """The finding with the wording for the part of git that contains its token."""
    exposure = exposures.get(pending.token) or (_STAGED if state == "staged" else None)
    if pending.wording is None or exposure is None:
        return finding
    message, remedy = pending.wording(exposure)
    return finding._replace(message=message, help=remedy)


class SuppressionIndex:
    """The lines that ignore comments cover, rule by rule; remembers which of the comments suppressed something."""

    def __init__(self, suppression_comments: Sequence[SuppressionComment]) -> None:
        self._of_file: dict[str, list[int]] = {}
        self._of_line: dict[tuple[int, str], list[int]] = {}
        self._used: set[tuple[int, str]] = set()  # (index of a comment, rule)
        self._asked: set[tuple[int, str]] = set()  # (line, rule)
        for index, suppression_comment in enumerate(suppression_comments):
            for rule in suppression_comment.comment.known:
                if suppression_comment.comment.lines is None:
                    self._of_file.setdefault(rule, []).append(index)
                for line in suppression_comment.comment.lines or ():
                    self._of_line.setdefault((line, rule), []).append(index)
        self._lines = sorted({line for line, _ in self._of_line})

    def matches(self, rule: str, lines: tuple[int, int]) -> bool:
        """Whether a comment suppresses the rule on one of the lines (1-based, both included); it counts as used then."""
        found = False
        for name in names_of(rule):
            keys = self._keys(name, lines)
            for key in keys:
                if key not in self._asked:  # a comment is used once, however many findings it suppresses
                    self._asked.add(key)
                    self._used.update((index, name) for index in self._of_line[key])
            if name in self._of_file:
                self._used.update((index, name) for index in self._of_file[name])
            found = found or bool(keys) or name in self._of_file
        return found

    def covers(self, rule: str, lines: tuple[int, int]) -> bool:
        """As `matches`, without counting as a use."""
        return any(name in self._of_file or self._keys(name, lines) for name in names_of(rule))

    def is_used(self, index: int, rule: str) -> bool:
        return (index, rule) in self._used

    def _keys(self, rule: str, lines: tuple[int, int]) -> list[tuple[int, str]]:
        first, last = bisect_left(self._lines, lines[0]), bisect_right(self._lines, lines[1])
        return [(line, rule) for line in self._lines[first:last] if (line, rule) in self._of_line]


def _with_fix_allowed(pending: PendingFinding, one: FileResult, cover: SuppressionIndex) -> Finding:
    """The finding, without its fix if that would also remove a fault that is suppressed, or one of a disabled rule."""
    finding = pending.finding
    if finding.fix is None:
        return finding
    left_alone = any(rule in one.disabled_rules or cover.covers(rule, pending.lines) for rule in finding.fix.mends)
    return finding._replace(fix=None) if left_alone else finding


def _about_comments(one: FileResult, cover: SuppressionIndex) -> Iterator[Finding]:
    if not one.suppression_comments:
        return
    # most files have no such comment
    unknown_suppression, unused_suppression = (load(module_of(name)) for name in ("unknown-suppression", "unused-suppression"))
    severities = dict(one.severities)
    for index, suppression_comment in enumerate(one.suppression_comments):
        comment = suppression_comment.comment
        unused = tuple(rule for rule in comment.known if not cover.is_used(index, rule) and rule not in one.disabled_rules)
        for rule, words, violation in (
            (unknown_suppression.RULE, comment.unknown, _about_unknown(comment, unknown_suppression)),
            (unused_suppression.RULE, unused, unused_suppression.violation(unused)),
        ):
            if violation and rule.name not in one.disabled_rules:
                removable = tuple(word for word in words if _needs_one_file(word))
                fix = _fix_of_comment(comment, removable, violation.safety) if suppression_comment.is_fixable else None
                yield Finding(
                    rule.name,
                    severities.get(rule.name, rule.severity),
                    suppression_comment.location,
                    violation.message,
                    violation.help,
                    fix=fix,
                )


def _about_unknown(comment: Suppression, unknown_suppression: "ModuleType") -> "CommentViolation | None":
    if comment.spelling:
        found: CommentViolation | None = unknown_suppression.misspelled(comment.spelling)
    else:
        found = unknown_suppression.violation(comment.unknown, _nearest)
    return found


def _fix_of_comment(comment: Suppression, removable: tuple[str, ...], safety: Safety) -> Fix | None:
    if comment.spelling:
        return respelled(comment) if comment.names else None  # the author has to choose a rule
    return without(comment, removable, safety) if removable else None


def _nearest(word: str) -> str | None:
    suggestion: str | None = load("vtexlint.linter.rule_selection").UnknownRuleError(word).suggestion
    return suggestion


def _needs_one_file(name: str) -> bool:
    """Whether one file is enough to know that the rule finds nothing. The name of a rule that needs the whole run stays in the comment."""
    return SCOPES.get(name, "file") in ("file", "account")
