"""From a file's text to its findings, in two pure steps.

`examine` judges one file alone and can run in another process: what it returns holds findings and digests, no secret.
`conclude` takes all that was examined, adds what only the whole run or git can tell, and applies the ignore comments.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from vtexlint.credentials import shapes
from vtexlint.credentials.collect import ExtraNames, harvest
from vtexlint.credentials.model import Credential, Harvest
from vtexlint.credentials.names import speakable
from vtexlint.digests import digest
from vtexlint.documents import read
from vtexlint.documents.detect import is_template_name
from vtexlint.documents.model import Format
from vtexlint.excerpts import Masker
from vtexlint.findings import Finding, GitState, Place, Severity
from vtexlint.fingerprints import Locate, fingerprinted
from vtexlint.outcome import Outcome, Summary, Suppressed
from vtexlint.rules import ACCOUNT_RULES, BY_NAME, RULES, conflicting_pair, unknown_suppression, unused_suppression
from vtexlint.rules.base import Report, Rule, Subject
from vtexlint.rules.conflicting_pair import Sighting
from vtexlint.settings import Settings
from vtexlint.source import Source, Span
from vtexlint.suppress import Suppression, suppressions, without
from vtexlint.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from vtexlint.snapshots.model import Snapshots


class Candidate(NamedTuple):
    """A finding that holds whatever git says (`when` None), or for a file of one git state; and the lines it spans.

    `token` is the SHA-256 of the real token that it speaks of, damaged ones included: 60 mixed letters cannot be guessed either.
    """

    finding: Finding
    lines: tuple[int, int]
    when: GitState | None = None
    token: str = ""


class Silencer(NamedTuple):
    """An ignore comment and the place where reports show it."""

    comment: Suppression
    place: Place


class Examined(NamedTuple):
    """What one file gives on its own."""

    path: str
    candidates: tuple[Candidate, ...] = ()
    silencers: tuple[Silencer, ...] = ()
    sightings: tuple[Sighting, ...] = ()
    credentials: int = 0
    pairs: int = 0
    off: frozenset[str] = frozenset()  # rules that are not selected for this file
    severities: tuple[tuple[str, Severity], ...] = ()
    unread: bool = False  # nobody knows what it holds

    @property
    def needs_git(self) -> bool:
        return any(candidate.when for candidate in self.candidates)


class UnknownRuleError(ValueError):
    """A rule name in the settings or on the command line that is none; `suggestion` is the nearest right one."""

    def __init__(self, name: str) -> None:
        import difflib  # noqa: PLC0415  only a typing error needs it

        self.name = name
        nearest = difflib.get_close_matches(name, BY_NAME, 1, 0.5)
        self.suggestion = nearest[0] if nearest else None
        hint = f"did you mean `{self.suggestion}`?" if self.suggestion else "`vtexlint rules` lists them all"
        super().__init__(f"unknown rule `{name[:80]}`; {hint}")


def rules_off(settings: Settings, ignored: Iterable[str] = ()) -> frozenset[str]:
    """The rules that the settings switch off. Raises UnknownRuleError for a name that is no rule."""
    selected = set(BY_NAME) if settings.select is None else set(_known(settings.select))
    selected |= set(_known(settings.extend_select))
    selected -= set(_known((*settings.ignore, *ignored)))
    for _, names in settings.per_file_ignores:
        _known(names)
    _known(name for name, _ in settings.severity)
    return frozenset(BY_NAME) - selected


def _known(names: Iterable[str]) -> list[str]:
    found = list(names)
    for name in found:
        if name not in BY_NAME:
            raise UnknownRuleError(name)
    return found


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
    document = read(source, kind)
    found = harvest(source, document, ExtraNames(*settings.extra_names))
    off = rules_off(settings, ignored)
    if snapshots is None:
        off |= ACCOUNT_RULES  # so that an ignore comment for one of them is not called unused
    silencers = suppressions(source, document, frozenset(BY_NAME))
    if not found.credentials and not silencers:
        return Examined(source.path)
    subject = Subject(
        source, document, found, settings, document.format == "dotenv", is_template_name(source.path), snapshots, relative or source.path
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
    rule = BY_NAME["unreadable-file"]
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
        for rule in RULES:
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
    settled: list[_Settled] = []
    for one in examined:
        settled += _settle(one, conflicts.get(one.path, []), states.get(one.path, "outside"))
    settled.sort(key=lambda one: one.finding.sort_key)
    # the silenced ones are numbered too: a new ignore comment does not rename its neighbours
    told = list(zip(fingerprinted((one.finding for one in settled), locate), (one.silenced for one in settled), strict=True))
    findings = tuple(finding for finding, silenced in told if not silenced)
    suppressed = tuple(Suppressed(finding, "comment") for finding, silenced in told if silenced)
    summary = Summary(
        len(examined) if files is None else files, sum(one.credentials for one in examined), sum(one.pairs for one in examined)
    )
    return Outcome(findings, counted(summary, findings, suppressed), suppressed)


class _Settled(NamedTuple):
    """A finding that holds, and whether an ignore comment silences it."""

    finding: Finding
    silenced: bool = False


def _settle(one: Examined, conflicts: list[Candidate], state: GitState) -> list[_Settled]:
    """What of one file's candidates holds, with the ignore comments applied."""
    candidates = [*one.candidates, *conflicts]
    used: set[tuple[int, str]] = set()
    settled: list[_Settled] = []
    for candidate in candidates:
        name = candidate.finding.rule
        covering = [i for i, silencer in enumerate(one.silencers) if _covers(silencer.comment, name, candidate.lines)]
        used.update((i, name) for i in covering)
        if candidate.when not in (None, state):
            continue
        settled.append(_Settled(_with_fix_allowed(candidate, one), bool(covering)))
    return settled + [_Settled(finding) for finding in _about_comments(one, used)]


def _with_fix_allowed(candidate: Candidate, one: Examined) -> Finding:
    """Without its fix where that would also mend what somebody chose to leave: a fault that is silenced, or a rule that is off."""
    finding = candidate.finding
    if finding.fix is None:
        return finding
    left_alone = any(
        rule in one.off or any(_covers(silencer.comment, rule, candidate.lines) for silencer in one.silencers) for rule in finding.fix.mends
    )
    return finding._replace(fix=None) if left_alone else finding


def _covers(comment: Suppression, rule: str, lines: tuple[int, int]) -> bool:
    if rule not in comment.known:
        return False
    return comment.lines is None or (comment.lines[0] <= lines[1] and lines[0] <= comment.lines[1])


def _about_comments(one: Examined, used: set[tuple[int, str]]) -> Iterator[Finding]:
    severities = dict(one.severities)
    for index, silencer in enumerate(one.silencers):
        comment = silencer.comment
        unused = tuple(rule for rule in comment.known if (index, rule) not in used and rule not in one.off)
        for rule, words, told in (
            (unknown_suppression.RULE, comment.unknown, unknown_suppression.told(comment.unknown, _nearest)),
            (unused_suppression.RULE, unused, unused_suppression.told(unused)),
        ):
            if told and rule.name not in one.off:
                removable = tuple(word for word in words if _is_told_by_one_file(word))
                fix = without(comment, removable, told.safety) if removable else None
                yield Finding(rule.name, severities.get(rule.name, rule.severity), silencer.place, told.message, told.help, fix=fix)


def _nearest(word: str) -> str | None:
    return UnknownRuleError(word).suggestion


def _is_told_by_one_file(name: str) -> bool:
    """Whether one file shows that nothing is there: what the whole run alone can tell must not be taken out of a comment."""
    rule = BY_NAME.get(name)
    return rule is None or rule.check is not None


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
