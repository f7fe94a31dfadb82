"""From a file's text to its findings, in two pure steps.

`lint_file` judges one file alone and can run in another process: what it returns holds findings and digests, no secret.
`conclude` takes all that was examined, adds what only the whole run or git can tell, and applies the ignore comments.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from vtexlint._startup.digests import digest
from vtexlint._startup.typed import TYPE_CHECKING
from vtexlint.credentials import shapes
from vtexlint.credentials.extract import ExtraNames, extract_credentials
from vtexlint.credentials.model import Credential, CredentialSet
from vtexlint.credentials.names import printable_name
from vtexlint.diagnostics import Finding, GitState, Location, Severity
from vtexlint.linter.file_result import FileResult, PendingFinding, SuppressionComment
from vtexlint.linter.fingerprints import Locate, fingerprinted
from vtexlint.linter.masking import Masker
from vtexlint.linter.report import LintResult, Summary, Suppressed
from vtexlint.linter.resolve import ResolvedFinding, resolve_findings
from vtexlint.linter.rule_selection import disabled_rules
from vtexlint.linter.suppressions import suppressions
from vtexlint.parsers.formats import is_template_name
from vtexlint.parsers.model import Format
from vtexlint.parsers.parse import parse
from vtexlint.rules import conflicting_pair, registry
from vtexlint.rules.base import LintContext, Rule, Violation
from vtexlint.rules.conflicting_pair import Sighting
from vtexlint.settings import Settings
from vtexlint.text.source import Source, Span

if TYPE_CHECKING:
    from vtexlint.accounts.model import Snapshots


def lint_file(
    source: Source,
    format: Format,
    settings: Settings,
    *,
    ignored: Iterable[str] = (),
    snippets: bool = False,
    snapshots: "Snapshots | None" = None,
    relative: str = "",
) -> FileResult:
    """Judge one file. `ignored` are the rules that `per-file-ignores` names for it; `snippets` adds masked source lines.

    `snapshots` is what is known of the accounts, `relative` the path that the settings' globs are matched with (default: the
    source's own).
    """
    document = parse(source, format)
    found = extract_credentials(source, document, ExtraNames(*settings.extra_names))
    disabled = disabled_rules(settings, ignored)
    suppression_comments = suppressions(source, document)
    if suppression_comments and snapshots is None:
        disabled |= registry.ACCOUNT_RULES  # so that an ignore comment for one of them is not called unused
    if not found.credentials and not suppression_comments:
        return FileResult(source.display_path)
    context = LintContext(
        source,
        document,
        found,
        settings,
        document.format == "dotenv",
        is_template_name(source.repo_path),
        snapshots,
        relative or source.display_path,
    )
    examiner = _Examiner(context, settings, snippets)
    return FileResult(
        source.display_path,
        tuple(examiner.candidates(disabled)),
        tuple(SuppressionComment(comment, examiner.place(comment.span)) for comment in suppression_comments),
        tuple(_sightings(found, examiner)) if "conflicting-pair" not in disabled else (),
        sum(c.is_field and not c.alias for c in found.credentials),
        sum(pair.is_whole for pair in found.pairs),
        disabled,
        examiner.severities,
    )


def unreadable(path: str, reason: str, settings: Settings, ignored: Iterable[str] = ()) -> FileResult:
    """The finding about a file that could not be read at all."""
    disabled = disabled_rules(settings, ignored)
    rule = registry.BY_NAME["unreadable-file"]
    if rule.name in disabled:
        return FileResult(path, disabled_rules=disabled, unreadable_file=True)
    start = Source(path, "").position(0)
    finding = Finding(
        rule.name,
        _severities(settings).get(rule.name, rule.severity),
        Location(path, start, start),
        reason,
        "make it readable as text (UTF-8), or leave it out with `exclude` in the settings",
    )
    return FileResult(path, (PendingFinding(finding, (1, 1)),), disabled_rules=disabled, unreadable_file=True)


class _Examiner:
    """Turns reports into findings of one file."""

    def __init__(self, context: LintContext, settings: Settings, snippets: bool) -> None:
        self._subject = context
        self._source = context.source
        self._masker = Masker(context.source, context.document, context.found) if snippets else None
        self._changed = _severities(settings)
        self.severities = tuple(sorted(self._changed.items()))

    def place(self, span: Span, message: str = "") -> Location:
        source = self._source
        snippet = self._masker.snippet(span) if self._masker else None
        return Location(source.display_path, source.position(span.start), source.position(span.end), message, snippet)

    def candidates(self, disabled: frozenset[str]) -> Iterator[PendingFinding]:
        seen = set()
        for rule in registry.FILE_RULES if self._subject.snapshots is None else registry.RULES:
            if rule.check is None or rule.name in disabled:
                continue
            for violation in rule.check(self._subject):
                # an alias repeats its anchor, and a fault is told once
                key = (rule.name, violation.span, violation.when)
                if key not in seen:
                    seen.add(key)
                    yield self._candidate(rule, violation)

    def _candidate(self, rule: Rule, violation: Violation) -> PendingFinding:
        credential = violation.credential
        place = self.place(violation.span)
        finding = Finding(
            rule.name,
            self._changed.get(rule.name) or violation.severity or rule.severity,
            place,
            violation.message,
            violation.help,
            printable_name(credential.name) if credential else "",
            tuple(self.place(label.span, label.message) for label in violation.related),
            violation.fix() if violation.fix else None,
            ".".join(credential.path) if credential else "",
            _digest(credential) if credential else "",
        )
        first = place.start.line
        if credential is not None:
            first = min(first, self._source.position(credential.name_span.start).line)
        token = digest(credential.value) if credential and violation.when else ""
        return PendingFinding(finding, (first, max(place.end.line, place.start.line)), violation.when, token)


def _severities(settings: Settings) -> dict[str, Severity]:
    return {name: Severity[word.upper()] for name, word in settings.severity}


def _digest(credential: Credential) -> str:
    """Of an exact token alone: 600 bits cannot be guessed, anything shorter could be."""
    return digest(credential.value) if shapes.is_token(credential.value) and shapes.is_random(credential.value) else ""


def _sightings(found: CredentialSet, examiner: _Examiner) -> Iterator[Sighting]:
    seen = set()
    for pair in found.pairs:
        key, token = pair.key, pair.token
        if key is None or token is None or not (key.is_set and token.is_set):
            continue
        if shapes.key_parts(key.value) and shapes.is_token(token.value) and (key.span, token.span) not in seen:
            seen.add((key.span, token.span))
            yield Sighting(key.value, digest(token.value), examiner.place(key.span), printable_name(key.name), ".".join(key.path))


def conclude(examined: Sequence[FileResult], states: Mapping[str, GitState], files: int | None = None, locate: Locate = str) -> LintResult:
    """The findings of a run. `states` gives the git state of each path that needs one; a path that it lacks is outside.

    `locate` gives the paths that fingerprints go by.
    """
    conflicts: dict[str, list[PendingFinding]] = {}
    severities = {one.path: dict(one.severities) for one in examined}
    for conflict in conflicting_pair.check(sighting for one in examined for sighting in one.sightings):
        sighting = conflict.sighting
        place = sighting.location
        finding = Finding(
            conflicting_pair.RULE.name,
            severities[place.path].get(conflicting_pair.RULE.name, conflicting_pair.RULE.severity),
            place,
            conflict.message,
            conflict.help,
            sighting.name,
            conflict.others,
            structure=sighting.structure,
            digest=sighting.token,
        )
        conflicts.setdefault(place.path, []).append(PendingFinding(finding, (place.start.line, place.end.line)))
    resolved: list[ResolvedFinding] = []
    for one in examined:
        resolved += resolve_findings(one, conflicts.get(one.path, []), states.get(one.path, "outside"))
    resolved.sort(key=lambda one: one.finding.sort_key)
    # the silenced ones are numbered too: a new ignore comment does not rename its neighbours
    told = list(zip(fingerprinted((one.finding for one in resolved), locate), (one.silenced for one in resolved), strict=True))
    findings = tuple(finding for finding, silenced in told if not silenced)
    suppressed = tuple(Suppressed(finding, "comment") for finding, silenced in told if silenced)
    summary = Summary(
        len(examined) if files is None else files, sum(one.credentials for one in examined), sum(one.pairs for one in examined)
    )
    return LintResult(findings, with_counts(summary, findings, suppressed), suppressed)


def with_counts(summary: Summary, findings: Sequence[Finding], suppressed: Sequence[Suppressed]) -> Summary:
    """The summary with its counts of findings taken anew."""
    count = Counter(finding.severity for finding in findings)
    return summary._replace(
        errors=count[Severity.ERROR],
        warnings=count[Severity.WARNING],
        infos=count[Severity.INFO],
        suppressed=len(suppressed),
        fixable=sum(finding.fix is not None for finding in findings),
    )
