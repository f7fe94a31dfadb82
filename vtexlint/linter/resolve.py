"""Decide which pending findings are reported: git state, ignore comments."""

from collections.abc import Mapping, Sequence

from vtexlint._startup.modules import load
from vtexlint._startup.typed import TYPE_CHECKING, NamedTuple
from vtexlint.diagnostics import Exposure, Finding, GitState
from vtexlint.linter.file_result import FileResult, PendingFinding

if TYPE_CHECKING:
    from vtexlint.linter.comment_cover import CommentCover

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
    # most files have no such comment
    comments = load("vtexlint.linter.comment_cover") if one.suppression_comments else None
    cover: CommentCover | None = comments.CommentCover(one.suppression_comments) if comments else None
    resolved: list[ResolvedFinding] = []
    for pending in (*one.pending, *conflicts):
        suppressed = cover is not None and cover.matches(pending.rule, pending.lines)
        exposure = exposures.get(pending.token)
        # `git rm --cached` alone removes nothing from HEAD
        in_git = state == "staged" or (exposure is not None and exposure.reach in ("pushed", "committed", "removed"))
        if pending.requires_git_state in (None, "tracked" if in_git else state):
            resolved.append(ResolvedFinding(_worded(_with_fix_allowed(pending, one, cover), pending, state, exposures), suppressed))
    return resolved + [ResolvedFinding(finding) for finding in comments.about_comments(one, cover)] if comments else resolved


def _worded(finding: Finding, pending: PendingFinding, state: GitState, exposures: Mapping[str, Exposure]) -> Finding:
    """The finding with the wording for the part of git that contains its token."""
    exposure = exposures.get(pending.token) or (_STAGED if state == "staged" else None)
    if pending.wording is None or exposure is None:
        return finding
    message, remedy = pending.wording(exposure)
    return finding._replace(message=message, help=remedy)


def _with_fix_allowed(pending: PendingFinding, one: FileResult, cover: "CommentCover | None") -> Finding:
    """The finding, without its fix if that would also remove a fault that is suppressed, or one of a disabled rule."""
    finding = pending.finding
    if finding.fix is None:
        return finding
    left_alone = any(rule in one.disabled_rules or (cover is not None and cover.covers(rule, pending.lines)) for rule in finding.fix.mends)
    return finding._replace(fix=None) if left_alone else finding
