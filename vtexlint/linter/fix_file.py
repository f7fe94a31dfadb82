"""The one applier of fixes. A fixed text is parsed again, and kept only where it has become what the fixes mean."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence

from vtexlint._startup.typed import NamedTuple
from vtexlint.diagnostics import Finding, Fix
from vtexlint.fixes.edits import applied
from vtexlint.linter.file_context import FileContext
from vtexlint.linter.file_result import FileResult
from vtexlint.linter.lint import conclude, judge
from vtexlint.linter.parse_file import ParsedFile, parse_file, whole
from vtexlint.linter.verify_fix import verify_fix
from vtexlint.rules.registry import ORDER
from vtexlint.text.messages import Message
from vtexlint.text.source import Source, Span

MAX_PASSES = 100  # several faults in one base64 value take a pass each
_ORDER = {name: number for number, name in enumerate(ORDER)}


class FixResult(NamedTuple):
    """The outcome of fixing one file.

    `before` is the file as it was parsed, `result` that of the file as it is now: of `before` where nothing could be fixed. `fixed`
    are the findings that are gone, at their locations in the text of their pass; `refused` those whose fix would have done
    something else, with the reason, and which was therefore not made.
    """

    before: ParsedFile
    result: FileResult
    fixed: tuple[Finding, ...] = ()
    refused: tuple[tuple[Finding, Message], ...] = ()

    @property
    def after(self) -> ParsedFile:
        return _parsed(self.result)

    @property
    def changes(self) -> bool:
        return self.after is not self.before


def fix_file(result: FileResult, context: FileContext, *, unsafe: bool = False) -> FixResult:
    """Fix a file, pass after pass, until nothing is left that can be fixed: the safe fixes, with `unsafe` all of them.

    `result` is that of `lint_file` in this process with the same context: what was parsed is not parsed again.
    """
    before = _parsed(result)
    if fixable(conclude([result], {}).findings, unsafe=unsafe) and not before.document.is_whole:
        before = whole(before, context.settings)
        result = judge(before, context)
    fixed: list[Finding] = []
    refused: dict[tuple[str, str], tuple[Finding, Message]] = {}
    for _ in range(MAX_PASSES):
        wanted = [f for f in fixable(conclude([result], {}).findings, unsafe=unsafe) if _identity(f) not in refused]
        if not wanted:
            break
        parsed = _parsed(result)
        after, done, failed = _one_pass(parsed, context, wanted)
        if after is not parsed:
            result = judge(after, context)
        fixed += done
        refused.update((_identity(finding), (finding, reason)) for finding, reason in failed)
    return FixResult(before, result, tuple(fixed), tuple(refused.values()))


def fixable(findings: Iterable[Finding], *, unsafe: bool) -> list[Finding]:
    """The findings that `--fix` fixes, or `--fix --unsafe-fixes`."""
    return [finding for finding in findings if finding.fix is not None and (unsafe or finding.fix.safety == "safe")]


def preview_fix(before: ParsedFile, context: FileContext, fixes: Sequence[Fix]) -> ParsedFile | Message:
    """The file with these fixes made, which must not overlap; or the reason why it would not be what they mean."""
    edits = sorted((edit for fix in fixes for edit in fix.edits), key=lambda edit: edit.span)
    source = before.source
    text = Source(source.display_path, applied(source.text, edits), source.encoding, source.bom, source.repo_path)
    before = whole(before, context.settings)
    after = parse_file(text, before.format, context.settings, whole=True)
    return verify_fix(before, after, fixes) or after


def _parsed(result: FileResult) -> ParsedFile:
    if result.parsed is None:
        raise ValueError("this result comes from another process, or from a file that could not be read")
    return result.parsed


def _identity(finding: Finding) -> tuple[str, str]:
    """What a finding is known by from one pass to the next, whose places differ."""
    return (finding.rule, finding.fingerprint)


def _one_pass(
    before: ParsedFile, context: FileContext, wanted: Sequence[Finding]
) -> tuple[ParsedFile, list[Finding], list[tuple[Finding, Message]]]:
    """Make the fixes that do not overlap, all at once; where the result is not right, those of them that are right on their own."""
    chosen = _disjoint(wanted)
    together = preview_fix(before, context, list(chosen))
    if not isinstance(together, Message):
        return together, [finding for findings in chosen.values() for finding in findings], []
    done: list[Fix] = []
    failed: list[tuple[Finding, Message]] = []
    after = before
    for one, findings in chosen.items():
        result = preview_fix(before, context, [*done, one])
        if isinstance(result, Message):
            failed += [(finding, result) for finding in findings]
        else:
            after, done = result, [*done, one]
    return after, [finding for one in done for finding in chosen[one]], failed


def _disjoint(wanted: Sequence[Finding]) -> dict[Fix, list[Finding]]:
    """The fixes of a pass, each with the findings that share it. What meets one before it waits for the next pass."""
    chosen: dict[Fix, list[Finding]] = {}
    taken: list[Span] = []  # sorted
    for finding in sorted(wanted, key=lambda f: (_ORDER[f.rule], f.location.start)):
        fix_ = finding.fix
        if fix_ is None or not fix_.edits:
            continue
        if fix_ in chosen:
            chosen[fix_].append(finding)
        elif not any(_meets(edit.span, taken) for edit in fix_.edits):
            chosen[fix_] = [finding]
            for edit in fix_.edits:
                insort(taken, edit.span)
    return chosen


def _meets(span: Span, taken: Sequence[Span]) -> bool:
    """Whether a span overlaps or touches one of those that are taken, which do neither among each other but in one fix."""
    at = bisect_left(taken, span)
    return any(one.start <= span.end and span.start <= one.end for one in taken[max(at - 1, 0) : at + 1])
