"""What the ignore comments of one file cover, and the findings about comments that are wrong or not used."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from vtexlint._startup.modules import load
from vtexlint.diagnostics import Finding, Fix, Safety
from vtexlint.linter.file_result import FileResult, Suppression, SuppressionComment
from vtexlint.linter.suppressions import respelled, without
from vtexlint.rules import unknown_suppression, unused_suppression
from vtexlint.rules.base import CommentViolation
from vtexlint.rules.names import SCOPES
from vtexlint.rules.registry import names_of


class CommentCover:
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


def about_comments(one: FileResult, cover: CommentCover) -> Iterator[Finding]:
    """What is wrong with the ignore comments, after `cover` was asked about all findings of the file."""
    severities = dict(one.severities)
    for index, suppression_comment in enumerate(one.suppression_comments):
        comment = suppression_comment.comment
        unused = tuple(rule for rule in comment.known if not cover.is_used(index, rule) and rule not in one.disabled_rules)
        for rule, words, violation in (
            (unknown_suppression.RULE, comment.unknown, _about_unknown(comment)),
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


def _about_unknown(comment: Suppression) -> CommentViolation | None:
    if comment.spelling:
        return unknown_suppression.misspelled(comment.spelling)
    return unknown_suppression.violation(comment.unknown, _nearest)


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
