"""Findings that are known and do not count: a sorted list without line numbers and dates, so that its differences stay small.

`path` shows people where a finding was, and tells apart two findings of one token. A finding is known where an entry of its fingerprint's
group has its path, or a path whose finding is not there any more: then the file was moved, not copied.

`unreadable-file` is never known: the file was not checked, and an entry would hide what is in it later.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence

from vtexlint._startup.typed import Any, NamedTuple
from vtexlint.diagnostics import Finding
from vtexlint.linter.fingerprints import Locate, group_of, numbered
from vtexlint.linter.lint import with_counts
from vtexlint.linter.report import LintResult, Suppressed
from vtexlint.rules.names import UNBASELINED
from vtexlint.text.messages import Message, Template

NOT_JSON = Template("baseline.not-json", "line {line}, column {column}: this is no JSON: {problem}")
TOO_DEEP = Template("baseline.too-deep", "this is no JSON that a baseline could be: it is nested too deep")
FORM_EXPECTED = Template("baseline.form", '`{"version": {version}, "findings": [...]}` is expected')
OTHER_VERSION = Template("baseline.version", "`version`: {version} is expected; another version of vtexlint wrote this")
LIST_EXPECTED = Template("baseline.list", "`findings`: a list is expected")
ENTRY_EXPECTED = Template("baseline.entry", "`findings[{index}]`: an object with path, rule and fingerprint is expected")
TEXT_EXPECTED = Template("baseline.text", "`findings[{index}].{field}`: a text is expected")

VERSION = 1
_ACROSS_FILES = frozenset({"conflicting-pair"})
_FIELDS = ("path", "rule", "fingerprint")


class BaselineError(ValueError):
    """A text that is not a baseline: where, and what was expected, without a quote of it."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


class Entry(NamedTuple):
    """One known finding; the path is relative to the repository's root, with `/`."""

    path: str
    rule: str
    fingerprint: str


class Comparison(NamedTuple):
    """What a baseline says to a run's findings.

    `known` are the fingerprints of findings that have an entry; `fixed` the entries that the run looked for in vain, `unseen` those
    of files or rules that it did not look at.
    """

    known: frozenset[str]
    fixed: tuple[Entry, ...]
    unseen: tuple[Entry, ...]


def parse(text: str) -> tuple[Entry, ...]:
    """The entries of a baseline. Raises BaselineError."""
    try:
        table = json.loads(text)
    except json.JSONDecodeError as error:
        raise BaselineError(NOT_JSON(line=error.lineno, column=error.colno, problem=error.msg)) from None
    except RecursionError:
        raise BaselineError(TOO_DEEP()) from None
    if not isinstance(table, dict) or "findings" not in table:
        raise BaselineError(FORM_EXPECTED(version=VERSION))
    if table.get("version") != VERSION or isinstance(table["version"], bool):
        raise BaselineError(OTHER_VERSION(version=VERSION))
    if not isinstance(table["findings"], list):
        raise BaselineError(LIST_EXPECTED())
    return tuple(_entry(item, index) for index, item in enumerate(table["findings"]))


def _entry(item: Any, index: int) -> Entry:
    if not isinstance(item, dict):
        raise BaselineError(ENTRY_EXPECTED(index=index))
    for field in _FIELDS:
        if not isinstance(item.get(field), str) or not item[field]:
            raise BaselineError(TEXT_EXPECTED(index=index, field=field))
    return Entry(*(item[field] for field in _FIELDS))


def render(entries: Iterable[Entry]) -> str:
    """The baseline's text: one line an entry, sorted, each group of fingerprints numbered again."""
    numbers: Counter[str] = Counter()
    rows = []
    for entry in sorted(entries):
        group = group_of(entry.fingerprint)
        numbers[group] += 1
        rows.append(f"    {json.dumps(entry._replace(fingerprint=numbered(group, numbers[group]))._asdict())}")
    findings = ",\n".join(rows)
    return f'{{\n  "version": {VERSION},\n  "findings": [{chr(10) + findings + chr(10) + "  " if rows else ""}]\n}}\n'


def compare(
    findings: Sequence[Finding],
    entries: Iterable[Entry],
    locate: Locate,
    looked_at: Callable[[Entry], bool],
    is_gone: Callable[[str], bool],
) -> Comparison:
    """Hold a run's findings against a baseline.

    `looked_at`: whether the run applied an entry's rule to its file; `is_gone`: whether that file no longer exists.
    """
    waiting: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    entries = sorted(entries, reverse=True)
    for entry in entries:
        waiting[group_of(entry.fingerprint), entry.path].append(entry)
    known = set()
    strange = []
    for finding in findings:
        if finding.rule in UNBASELINED:
            continue
        here = waiting.get((group_of(finding.fingerprint), locate(finding.location.path)))
        if here:
            here.pop()
            known.add(finding.fingerprint)
        else:
            strange.append(finding)
    left = [entry for some in waiting.values() for entry in some]
    if strange:
        moved, left = _moved(strange, left, lambda entry: is_gone(entry.path) or looked_at(entry))
        known |= moved
    return Comparison(frozenset(known), *_parted(sorted(left), entries, looked_at))


def _moved(strange: Sequence[Finding], left: Iterable[Entry], is_free: Callable[[Entry], bool]) -> tuple[set[str], list[Entry]]:
    """Which of the findings have an entry under another path, one whose own finding is not there any more; and the entries then left."""
    free: dict[str, list[Entry]] = defaultdict(list)
    groups = {group_of(finding.fingerprint) for finding in strange}
    others = []
    for entry in left:
        group = group_of(entry.fingerprint)
        if group in groups and is_free(entry):
            free[group].append(entry)
        else:
            others.append(entry)
    known = set()
    for finding in strange:
        group = group_of(finding.fingerprint)
        if free[group]:
            free[group].pop()
            known.add(finding.fingerprint)
    return known, others + [entry for some in free.values() for entry in some]


def _parted(
    left: Sequence[Entry], entries: Sequence[Entry], looked_at: Callable[[Entry], bool]
) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
    """The fixed and the unseen. A conflict is seen only where all files that take part in one were looked at."""
    conflicts = any(entry.rule in _ACROSS_FILES for entry in left)
    whole = conflicts and all(looked_at(entry) for entry in entries if entry.rule in _ACROSS_FILES)
    fixed: list[Entry] = []
    unseen: list[Entry] = []
    for entry in left:
        seen = looked_at(entry) and (whole or entry.rule not in _ACROSS_FILES)
        (fixed if seen else unseen).append(entry)
    return tuple(fixed), tuple(unseen)


def silenced(outcome: LintResult, known: frozenset[str]) -> LintResult:
    """The outcome with the known findings among the suppressed ones."""
    if not known:
        return outcome
    findings = tuple(finding for finding in outcome.findings if finding.fingerprint not in known)
    more = (Suppressed(finding, "baseline") for finding in outcome.findings if finding.fingerprint in known)
    suppressed = tuple(sorted((*outcome.suppressed, *more), key=lambda one: one.finding.sort_key))
    return outcome._replace(findings=findings, summary=with_counts(outcome.summary, findings, suppressed), suppressed=suppressed)


def entries_of(findings: Iterable[Finding], locate: Locate) -> tuple[Entry, ...]:
    """The entries that make these findings known."""
    return tuple(
        Entry(locate(finding.location.path), finding.rule, finding.fingerprint) for finding in findings if finding.rule not in UNBASELINED
    )
