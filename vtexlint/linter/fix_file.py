"""The one applier of fixes: text in, text out, and nothing is given back that was not read again and found right."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence

from vtexlint._startup.typed import TYPE_CHECKING, NamedTuple
from vtexlint.diagnostics import Finding, Fix
from vtexlint.fixes.edits import applied
from vtexlint.linter.file_result import FileResult
from vtexlint.linter.lint import conclude, lint_file
from vtexlint.linter.verify_fix import ParsedFile, parse_file, verify_fix
from vtexlint.parsers.model import Format
from vtexlint.rules.registry import RULES
from vtexlint.settings import Settings
from vtexlint.text.source import Source, Span

if TYPE_CHECKING:
    from vtexlint.accounts.model import Snapshots

MAX_PASSES = 100  # several faults in one base64 value take a pass each
_ORDER = {rule.name: number for number, rule in enumerate(RULES)}


class FixResult(NamedTuple):
    """What came of fixing one text.

    `source` is the one given where nothing could be mended. `fixed` are the findings that are gone, as they stood in the text of
    their pass; `refused` those whose fix would have done something else, with the reason, and which was therefore not made.
    """

    source: Source
    examined: FileResult
    fixed: tuple[Finding, ...] = ()
    refused: tuple[tuple[Finding, str], ...] = ()


def fix(
    source: Source,
    format: Format,
    settings: Settings,
    *,
    ignored: Iterable[str] = (),
    unsafe: bool = False,
    snippets: bool = False,
    snapshots: "Snapshots | None" = None,
    relative: str = "",
) -> FixResult:
    """Mend a text, pass after pass, until nothing is left that can be mended: the safe fixes, with `unsafe` all of them.

    `ignored`, `snippets`, `snapshots` and `relative` as `check.lint_file` has them.
    """
    ignored = tuple(ignored)
    fixed: list[Finding] = []
    refused: dict[tuple[str, str], tuple[Finding, str]] = {}
    for _ in range(MAX_PASSES):
        examined = lint_file(source, format, settings, ignored=ignored, snapshots=snapshots, relative=relative)
        wanted = [f for f in fixable(conclude([examined], {}).findings, unsafe=unsafe) if _identity(f) not in refused]
        if not wanted:
            break
        source, done, failed = _one_pass(parse_file(source, format, settings), format, settings, wanted)
        fixed += done
        refused.update((_identity(finding), (finding, reason)) for finding, reason in failed)
    left = lint_file(source, format, settings, ignored=ignored, snippets=snippets, snapshots=snapshots, relative=relative)
    return FixResult(source, left, tuple(fixed), tuple(refused.values()))


def fixable(findings: Iterable[Finding], *, unsafe: bool) -> list[Finding]:
    """The findings that `--fix` mends, or `--fix --unsafe-fixes`."""
    return [finding for finding in findings if finding.fix is not None and (unsafe or finding.fix.safety == "safe")]


def preview_fix(source: Source, format: Format, settings: Settings, fixes: Sequence[Fix]) -> Source | str:
    """The text with these fixes made, which must not overlap; or the reason why it would not be what they mean."""
    before = parse_file(source, format, settings)
    return _preview(before, format, settings, fixes)


def _identity(finding: Finding) -> tuple[str, str]:
    """What a finding is known by from one pass to the next, whose places differ."""
    return (finding.rule, finding.fingerprint)


def _one_pass(
    before: ParsedFile, format: Format, settings: Settings, wanted: Sequence[Finding]
) -> tuple[Source, list[Finding], list[tuple[Finding, str]]]:
    """Make the fixes that do not overlap, all at once; where the result is not right, those of them that are right by themselves."""
    chosen = _disjoint(wanted)
    together = _preview(before, format, settings, list(chosen))
    if not isinstance(together, str):
        return together, [finding for findings in chosen.values() for finding in findings], []
    done: list[Fix] = []
    failed: list[tuple[Finding, str]] = []
    source = before.source
    for one, findings in chosen.items():
        result = _preview(before, format, settings, [*done, one])
        if isinstance(result, str):
            failed += [(finding, result) for finding in findings]
        else:
            source, done = result, [*done, one]
    return source, [finding for one in done for finding in chosen[one]], failed


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


def _preview(before: ParsedFile, format: Format, settings: Settings, fixes: Sequence[Fix]) -> Source | str:
    edits = sorted((edit for one in fixes for edit in one.edits), key=lambda edit: edit.span)
    source = before.source
    after = Source(source.display_path, applied(source.text, edits), source.encoding, source.bom, source.repo_path)
    return verify_fix(before, parse_file(after, format, settings), fixes) or after
