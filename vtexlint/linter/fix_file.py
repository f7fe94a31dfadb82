"""The one applier of fixes. A fixed text is parsed again, and kept only if it has the values that the fixes intend."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence

from vtexlint._startup.typed import NamedTuple
from vtexlint.diagnostics import Edit, EncodedValue, Finding, Fix
from vtexlint.fixes.edits import applied, file_edits
from vtexlint.linter.conclude import conclude
from vtexlint.linter.file_context import FileContext
from vtexlint.linter.file_result import FileResult
from vtexlint.linter.lint import lint_parsed
from vtexlint.linter.parse_file import ParsedFile, parse_file, whole
from vtexlint.linter.verify_fix import blamed, verify_fix
from vtexlint.rules.registry import ORDER
from vtexlint.text.messages import Message, Template
from vtexlint.text.replaced import Replaced, composed, replaced
from vtexlint.text.source import Span

MAX_PARSES = 40
"""How often one file is parsed for its fixes: once for each pass, and about two times log2 of their number to find a refused fix."""

_FEW = 4

NOT_TRIED = Template(
    "fix-refused.not-tried",
    "not all fixes of this file were tried ({count} parses): some are not possible; run vtexlint again, or fix the rest by hand",
)
_ORDER = {name: number for number, name in enumerate(ORDER)}


class FixResult(NamedTuple):
    """The outcome of fixing one file.

    `before` is the file as it was parsed, `result` that of the file as it is now: of `before` if nothing could be fixed. `fixed`
    are the findings that are gone, at their locations in the text of their pass; `refused` those whose fix would have had another
    effect, with the reason, and which was therefore not applied. `replaced` maps the changed parts of the text.
    """

    before: ParsedFile
    result: FileResult
    fixed: tuple[Finding, ...] = ()
    refused: tuple[tuple[Finding, Message], ...] = ()
    replaced: Sequence[Replaced] = ()

    @property
    def after(self) -> ParsedFile:
        return _parsed(self.result)

    @property
    def changes(self) -> bool:
        return self.after is not self.before


def fix_file(result: FileResult, context: FileContext, *, unsafe: bool = False) -> FixResult:
    """Fix a file, pass after pass, until nothing can be fixed any more: the safe fixes, with `unsafe` all of them.

    `result` is that of `lint_file` in this process with the same context: what was parsed is not parsed again.
    """
    before = _parsed(result)
    if fixable(conclude([result], {}).findings, unsafe=unsafe) and not before.document.is_whole:
        before = whole(before, context.settings)
        result = lint_parsed(before, context)
    fixed: list[Finding] = []
    refused: dict[tuple[str, str], tuple[Finding, Message]] = {}
    reasons: dict[tuple[str, str], Message] = {}  # of what was refused in an earlier text of the file
    changed: Sequence[Replaced] = ()
    parses = MAX_PARSES
    while True:
        wanted = [f for f in fixable(conclude([result], {}).findings, unsafe=unsafe) if _identity(f) not in refused]
        if not wanted:
            break
        fixing = _Pass(_parsed(result), context, wanted, parses)
        fixing.run()
        fixed += fixing.fixed
        parses = fixing.parses
        failed = {_identity(finding): (finding, reason) for finding, reason in fixing.failed}
        if fixing.done:
            changed = composed(changed, _replaced(fixing.done))
            result = lint_parsed(fixing.after, context)
            # what was refused is tried again, since a second run would: a file may be read differently once a fault is gone
            refused.update(failed)
            reasons.update((one, reason) for one, (_, reason) in refused.items())
            refused = {}
        else:
            refused.update(
                (one, (finding, reasons.get(one, reason) if not parses else reason)) for one, (finding, reason) in failed.items()
            )
    return FixResult(before, result, tuple(fixed), tuple(refused.values()), changed)


def fixable(findings: Iterable[Finding], *, unsafe: bool) -> list[Finding]:
    """The findings that `--fix` fixes, or `--fix --unsafe-fixes`."""
    return [finding for finding in findings if finding.fix is not None and (unsafe or finding.fix.safety == "safe")]


def preview_fix(before: ParsedFile, context: FileContext, fixes: Sequence[Fix]) -> ParsedFile | Message:
    """The file with these fixes applied, which must not overlap; or the reason why the result would be wrong."""
    before = whole(before, context.settings)
    after = _with_fixes(before, context, fixes)
    return verify_fix(before, after, fixes) or after


def _with_fixes(before: ParsedFile, context: FileContext, fixes: Sequence[Fix]) -> ParsedFile:
    source = before.source
    fixed = applied(source.text, file_edits(edit for fix in fixes for edit in fix.edits))
    return parse_file(source.with_text(fixed), before.format, context.settings, whole=True)


def _replaced(fixes: Sequence[Fix]) -> list[Replaced]:
    return replaced((edit.span, len(edit.text)) for edit in file_edits(edit for fix in fixes for edit in fix.edits))


def _parsed(result: FileResult) -> ParsedFile:
    if result.parsed is None:
        raise ValueError("this result comes from another process, or from a file that could not be read")
    return result.parsed


def _identity(finding: Finding) -> tuple[str, str]:
    """What identifies a finding from one pass to the next, because its place differs."""
    return (finding.rule, finding.fingerprint)


class _Pass:
    """Applies the fixes that do not overlap, all at once. If the result is wrong, bisection finds the correct ones.

    `parses` is how often the file may still be parsed.
    """

    def __init__(self, before: ParsedFile, context: FileContext, wanted: Sequence[Finding], parses: int) -> None:
        self._before = before
        self._context = context
        self._chosen = _disjoint(wanted)
        self._wanted = wanted
        self.parses = parses
        self.after = before
        self.done: list[Fix] = []
        self.failed: list[tuple[Finding, Message]] = []

    @property
    def fixed(self) -> list[Finding]:
        return [finding for one in self.done for finding in self._chosen[one]]

    def run(self) -> None:
        if not self.parses:
            self.failed += [(finding, NOT_TRIED(count=MAX_PARSES)) for finding in self._wanted]
            return
        groups = [list(self._chosen)]
        while groups:
            group = groups.pop()
            if not self.parses:
                self._refuse(group, NOT_TRIED(count=MAX_PARSES))
                continue
            groups += self._rest(group)

    def _rest(self, group: list[Fix]) -> list[list[Fix]]:
        """Try a group together with what is done already: what of it must be tried in smaller groups, the first one last."""
        fixes = [*self.done, *group]
        self.parses -= 1
        after = _with_fixes(self._before, self._context, fixes)
        reason = verify_fix(self._before, after, fixes)
        if reason is None:
            self.after, self.done = after, fixes
            return []
        if len(group) == 1:
            self._refuse(group, reason)
            return []
        known = blamed(self._before, after, fixes)
        wrong = [one for one in group if one in known]
        if wrong and len(wrong) < len(group):
            return [wrong, [one for one in group if one not in known]]
        if len(wrong) > _FEW:  # fewer are tried one by one: the effect of one may be the fault of another
            for one in wrong:
                self._refuse([one], known[one])
            return []
        middle = len(group) // 2
        return [group[middle:], group[:middle]]

    def _refuse(self, group: Iterable[Fix], reason: Message) -> None:
        self.failed += [(finding, reason) for one in group for finding in self._chosen[one]]


def _disjoint(wanted: Sequence[Finding]) -> dict[Fix, list[Finding]]:
    """The fixes of a pass, each with the findings that share it. A fix that overlaps an earlier one waits for the next pass."""
    chosen: dict[Fix, list[Finding]] = {}
    taken = _Taken()
    for finding in sorted(wanted, key=lambda f: (_ORDER[f.rule], f.location.start)):
        fix_ = finding.fix
        if fix_ is None or not fix_.edits:
            continue
        if fix_ in chosen:
            chosen[fix_].append(finding)
        elif not any(map(taken.meets, fix_.edits)):
            chosen[fix_] = [finding]
            for edit in fix_.edits:
                taken.add(edit)
    return chosen


class _Taken:
    """The spans of the edits of a pass: in the file, and in the text of each base64 value."""

    def __init__(self) -> None:
        self._file: list[Span] = []  # sorted, as all lists here
        self._values: list[Span] = []
        self._inside: dict[EncodedValue, list[Span]] = {}

    def meets(self, edit: Edit) -> bool:
        if edit.within is None:
            return _meets(edit.span, self._file) or _meets(edit.span, self._values)
        return _meets(edit.within.span, self._file) or _meets(edit.span, self._inside.get(edit.within, ()))

    def add(self, edit: Edit) -> None:
        if edit.within is None:
            insort(self._file, edit.span)
            return
        if edit.within not in self._inside:
            self._inside[edit.within] = []
            insort(self._values, edit.within.span)
        insort(self._inside[edit.within], edit.span)


def _meets(span: Span, taken: Sequence[Span]) -> bool:
    """Whether a span overlaps or touches one of those that are taken, which do so only among the edits of one fix."""
    at = bisect_left(taken, span)
    return any(one.start <= span.end and span.start <= one.end for one in taken[max(at - 1, 0) : at + 1])
