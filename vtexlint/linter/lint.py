"""From a file's text to its findings, in two pure steps.

`examine` judges one file alone and can run in another process: what it returns holds findings and digests, no secret.
`conclude` takes all that was examined, adds what only the whole run or git can tell, and applies the ignore comments.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from vtexlint._startup.digests import digest
from vtexlint._startup.typed import TYPE_CHECKING
from vtexlint.credentials import shapes
from vtexlint.credentials.extract import ExtraNames, harvest
from vtexlint.credentials.model import Credential, Harvest
from vtexlint.credentials.names import speakable
from vtexlint.diagnostics import Finding, GitState, Place, Severity
from vtexlint.linter.file_result import Candidate, Examined, Silencer
from vtexlint.linter.fingerprints import Locate, fingerprinted
from vtexlint.linter.masking import Masker
from vtexlint.linter.report import Outcome, Summary, Suppressed
from vtexlint.linter.resolve import Settled, settle
from vtexlint.linter.rule_selection import rules_off
from vtexlint.linter.suppressions import suppressions
from vtexlint.parsers.formats import is_template_name
from vtexlint.parsers.model import Format
from vtexlint.parsers.parse import parse
from vtexlint.rules import conflicting_pair, registry
from vtexlint.rules.base import Report, Rule, Subject
from vtexlint.rules.conflicting_pair import Sighting
from vtexlint.settings import Settings
from vtexlint.text.source import Source, Span

if TYPE_CHECKING:
    from vtexlint.accounts.model import Snapshots


def examine(
    source: Source,
    kind: Format,
    settings: Settings,
    *,
    ignored: Iterable[str] = (),
    frames: bool = False,
    snapshots: "Snapshots | None" = None,
    relative: str = "",
) -> Examined:
    """Judge one file. `ignored` are the rules that `per-file-ignores` names for it; `frames` adds masked source lines.

    `snapshots` is what is known of the accounts, `relative` the path that the settings' globs are matched with (default: the
    source's own).
    """
    document = parse(source, kind)
    found = harvest(source, document, ExtraNames(*settings.extra_names))
    off = rules_off(settings, ignored)
    silencers = suppressions(source, document)
    if silencers and snapshots is None:
        off |= registry.ACCOUNT_RULES  # so that an ignore comment for one of them is not called unused
    if not found.credentials and not silencers:
        return Examined(source.path)
    subject = Subject(
        source, document, found, settings, document.format == "dotenv", is_template_name(source.place), snapshots, relative or source.path
    )
    examiner = _Examiner(subject, settings, frames)
    return Examined(
        source.path,
        tuple(examiner.candidates(off)),
        tuple(Silencer(comment, examiner.place(comment.span)) for comment in silencers),
        tuple(_sightings(found, examiner)) if "conflicting-pair" not in off else (),
        sum(c.counted and not c.alias for c in found.credentials),
        sum(pair.is_whole for pair in found.pairs),
        off,
        examiner.severities,
    )


def unreadable(path: str, reason: str, settings: Settings, ignored: Iterable[str] = ()) -> Examined:
    """The finding about a file that could not be read at all."""
    off = rules_off(settings, ignored)
    rule = registry.BY_NAME["unreadable-file"]
    if rule.name in off:
        return Examined(path, off=off, unread=True)
    start = Source(path, "").position(0)
    finding = Finding(
        rule.name,
        _severities(settings).get(rule.name, rule.severity),
        Place(path, start, start),
        reason,
        "make it readable as text (UTF-8), or leave it out with `exclude` in the settings",
    )
    return Examined(path, (Candidate(finding, (1, 1)),), off=off, unread=True)


class _Examiner:
    """Turns reports into findings of one file."""

    def __init__(self, subject: Subject, settings: Settings, frames: bool) -> None:
        self._subject = subject
        self._source = subject.source
        self._masker = Masker(subject.source, subject.document, subject.harvest) if frames else None
        self._changed = _severities(settings)
        self.severities = tuple(sorted(self._changed.items()))

    def place(self, span: Span, message: str = "") -> Place:
        source = self._source
        frame = self._masker.frame(span) if self._masker else None
        return Place(source.path, source.position(span.start), source.position(span.end), message, frame)

    def candidates(self, off: frozenset[str]) -> Iterator[Candidate]:
        seen = set()
        for rule in registry.FILE_RULES if self._subject.snapshots is None else registry.RULES:
            if rule.check is None or rule.name in off:
                continue
            for report in rule.check(self._subject):
                # an alias repeats its anchor, and a fault is told once
                key = (rule.name, report.span, report.when)
                if key not in seen:
                    seen.add(key)
                    yield self._candidate(rule, report)

    def _candidate(self, rule: Rule, report: Report) -> Candidate:
        credential = report.credential
        place = self.place(report.span)
        finding = Finding(
            rule.name,
            self._changed.get(rule.name) or report.severity or rule.severity,
            place,
            report.message,
            report.help,
            speakable(credential.name) if credential else "",
            tuple(self.place(label.span, label.message) for label in report.related),
            report.fix() if report.fix else None,
            ".".join(credential.path) if credential else "",
            _digest(credential) if credential else "",
        )
        first = place.start.line
        if credential is not None:
            first = min(first, self._source.position(credential.name_span.start).line)
        token = digest(credential.core) if credential and report.when else ""
        return Candidate(finding, (first, max(place.end.line, place.start.line)), report.when, token)


def _severities(settings: Settings) -> dict[str, Severity]:
    return {name: Severity[word.upper()] for name, word in settings.severity}


def _digest(credential: Credential) -> str:
    """Of an exact token alone: 600 bits cannot be guessed, anything shorter could be."""
    return digest(credential.core) if shapes.is_token(credential.core) and shapes.is_random(credential.core) else ""


def _sightings(found: Harvest, examiner: _Examiner) -> Iterator[Sighting]:
    seen = set()
    for pair in found.pairs:
        key, token = pair.key, pair.token
        if key is None or token is None or not (key.is_set and token.is_set):
            continue
        if shapes.key_parts(key.core) and shapes.is_token(token.core) and (key.span, token.span) not in seen:
            seen.add((key.span, token.span))
            yield Sighting(key.core, digest(token.core), examiner.place(key.span), speakable(key.name), ".".join(key.path))


def conclude(examined: Sequence[Examined], states: Mapping[str, GitState], files: int | None = None, locate: Locate = str) -> Outcome:
    """The findings of a run. `states` gives the git state of each path that needs one; a path that it lacks is outside.

    `locate` gives the paths that fingerprints go by.
    """
    conflicts: dict[str, list[Candidate]] = {}
    severities = {one.path: dict(one.severities) for one in examined}
    for conflict in conflicting_pair.check(sighting for one in examined for sighting in one.sightings):
        sighting = conflict.sighting
        place = sighting.place
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
        conflicts.setdefault(place.path, []).append(Candidate(finding, (place.start.line, place.end.line)))
    settled: list[Settled] = []
    for one in examined:
        settled += settle(one, conflicts.get(one.path, []), states.get(one.path, "outside"))
    settled.sort(key=lambda one: one.finding.sort_key)
    # the silenced ones are numbered too: a new ignore comment does not rename its neighbours
    told = list(zip(fingerprinted((one.finding for one in settled), locate), (one.silenced for one in settled), strict=True))
    findings = tuple(finding for finding, silenced in told if not silenced)
    suppressed = tuple(Suppressed(finding, "comment") for finding, silenced in told if silenced)
    summary = Summary(
        len(examined) if files is None else files, sum(one.credentials for one in examined), sum(one.pairs for one in examined)
    )
    return Outcome(findings, counted(summary, findings, suppressed), suppressed)


def counted(summary: Summary, findings: Sequence[Finding], suppressed: Sequence[Suppressed]) -> Summary:
    """The summary with its counts of findings taken anew."""
    count = Counter(finding.severity for finding in findings)
    return summary._replace(
        errors=count[Severity.ERROR],
        warnings=count[Severity.WARNING],
        infos=count[Severity.INFO],
        suppressed=len(suppressed),
        fixable=sum(finding.fix is not None for finding in findings),
    )
