"""From the results of all files to the findings of a run: adds what only the whole run or git can show, and applies ignore comments."""

from collections import Counter
from collections.abc import Mapping, Sequence

from vtexlint._startup.modules import load
from vtexlint.credentials.shapes import account_in
from vtexlint.diagnostics import Exposure, Finding, GitState, Severity
from vtexlint.linter.file_result import FileResult, PendingFinding
from vtexlint.linter.fingerprints import Locate, fingerprinted
from vtexlint.linter.report import LintResult, Summary, Suppressed
from vtexlint.linter.resolve import ResolvedFinding, resolve_findings
from vtexlint.rules.registry import module_of

_CONFLICTS = "conflicting-pair"
_NO_EXPOSURES: Mapping[str, Mapping[str, Exposure]] = {}


def conclude(
    results: Sequence[FileResult],
    states: Mapping[str, GitState],
    locate: Locate = str,
    exposures: Mapping[str, Mapping[str, Exposure]] = _NO_EXPOSURES,
) -> LintResult:
    """The findings of a run. `states` gives the git state of each path that needs one; a path that it lacks is outside.

    `exposures`: for the tokens in a tracked path, which part of git contains each; a missing one counts as committed, or as staged if
    the path is. `locate` gives the paths that fingerprints use.
    """
    conflicts = _conflicts(results)
    resolved: list[ResolvedFinding] = []
    for one in results:
        resolved += resolve_findings(one, conflicts.get(one.path, []), states.get(one.path, "outside"), exposures.get(one.path, {}))
    resolved.sort(key=lambda one: one.finding.sort_key)
    # the suppressed ones are numbered too: a new ignore comment does not change other fingerprints
    numbered = list(zip(fingerprinted((one.finding for one in resolved), locate), (one.suppressed for one in resolved), strict=True))
    findings = tuple(finding for finding, is_suppressed in numbered if not is_suppressed)
    suppressed = tuple(Suppressed(finding, "comment") for finding, is_suppressed in numbered if is_suppressed)
    read = len(results)
    summary = Summary(read, sum(one.credentials for one in results), sum(one.pairs for one in results), linted=read)
    return LintResult(findings, with_counts(summary, findings, suppressed), suppressed)


def _conflicts(results: Sequence[FileResult]) -> dict[str, list[PendingFinding]]:
    """The findings about pairs that contradict each other, by path."""
    found: dict[str, list[PendingFinding]] = {}
    sightings = [sighting for one in results for sighting in one.sightings]
    if len(sightings) < 2:
        return found
    severities = {one.path: dict(one.severities) for one in results}
    conflicting_pair = load(module_of(_CONFLICTS))
    for conflict in conflicting_pair.check(sightings):
        sighting = conflict.sighting
        place = sighting.location
        finding = Finding(
            _CONFLICTS,
            severities[place.path].get(_CONFLICTS, conflicting_pair.RULE.severity),
            place,
            conflict.message,
            conflict.help,
            sighting.name,
            conflict.others,
            structure=sighting.structure,
            digest=sighting.token,
            account=account_in(sighting.key),
        )
        found.setdefault(place.path, []).append(PendingFinding(finding, finding.rule, (place.start.line, place.end.line)))
    return found


def with_counts(summary: Summary, findings: Sequence[Finding], suppressed: Sequence[Suppressed]) -> Summary:
    """The summary with its findings counted again."""
    count = Counter(finding.severity for finding in findings)
    return summary._replace(
        errors=count[Severity.ERROR],
        warnings=count[Severity.WARNING],
        infos=count[Severity.INFO],
        suppressed=len(suppressed),
        fixable=sum(finding.fix is not None for finding in findings),
    )
