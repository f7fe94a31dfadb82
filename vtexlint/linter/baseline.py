"""Findings that are known and do not count: a sorted list without line numbers and dates, so that its differences stay small.

`path` shows where a finding is, and distinguishes two findings of one token. A finding is known if an entry of its fingerprint's
group has its path, or a path whose finding is gone: then the file was moved, not copied. An entry for a damaged token of at least 60
random letters also has a salted digest of it, so that it does not cover the next token at the same place. Shorter values (passwords,
e-mail addresses) have none, because they could be guessed from it.

`unreadable-file` is never known: the file was not checked, and an entry for it would cover any later content of the file.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence

from vtexlint._startup.digests import digest
from vtexlint._startup.typed import Any, NamedTuple, QuietError
from vtexlint.diagnostics import Finding
from vtexlint.linter.conclude import with_counts
from vtexlint.linter.fingerprints import Locate, group_of, groups_of, numbered
from vtexlint.linter.report import LintResult, Suppressed
from vtexlint.rules.names import UNBASELINED
from vtexlint.text.messages import Message, Template

NOT_JSON = Template("baseline.not-json", "line {line}, column {column}: this is not JSON")
OUT_OF_RANGE = Template("baseline.out-of-range", "not a baseline: it contains a number that is too long")
TOO_DEEP = Template("baseline.too-deep", "not a baseline: it is nested too deeply")
FORM_EXPECTED = Template("baseline.form", 'expected `{"version": {version}, "findings": [...]}`')
NEWER_VERSION = Template(
    "baseline.newer", "`version`: written by a newer vtexlint ({version}); this one reads up to {newest}: upgrade vtexlint"
)
VERSION_EXPECTED = Template("baseline.version", "`version`: expected {version}")
SALT_EXPECTED = Template("baseline.salt", "`salt`: expected a string")
SALT_MISSING = Template("baseline.salt-missing", "`salt` is missing, but entries have a `value`")
LIST_EXPECTED = Template("baseline.list", "`findings`: expected a list")
ENTRY_EXPECTED = Template("baseline.entry", "`findings[{index}]`: expected an object with path, rule and fingerprint")
TEXT_EXPECTED = Template("baseline.text", "`findings[{index}].{field}`: expected a string")

VERSION = 2
_READABLE = (1, 2)
_ACROSS_FILES = frozenset({"conflicting-pair"})
_FIELDS = ("path", "rule", "fingerprint")


class BaselineError(QuietError, ValueError):
    """A text that is not a baseline: where, and what was expected, without a quote of it."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


class NewerBaselineError(BaselineError):
    """A baseline of a format that only a newer vtexlint reads."""


class BaselineEntry(NamedTuple):
    """One known finding; the path is relative to the repository's root, with `/`.

    `value` is the salted digest of a damaged token, else "": then only the place identifies the entry.
    """

    path: str
    rule: str
    fingerprint: str
    value: str = ""


class Baseline(NamedTuple):
    """The content of a baseline file. `version` is the format that it is written in, `salt` "" if it has none yet."""

    entries: tuple[BaselineEntry, ...] = ()
    salt: str = ""
    version: int = VERSION


class Comparison(NamedTuple):
    """A run's findings, compared with a baseline.

    `known` are the fingerprints of findings that have an entry; `fixed` the entries whose finding is gone, `unseen` those of files or
    rules that the run did not check.
    """

    known: frozenset[str]
    fixed: tuple[BaselineEntry, ...]
    unseen: tuple[BaselineEntry, ...]


def parse(text: str) -> Baseline:
    """Raises BaselineError."""
    try:
        table = json.loads(text)
    except json.JSONDecodeError as error:
        raise BaselineError(NOT_JSON(line=error.lineno, column=error.colno)) from None
    except RecursionError:
        raise BaselineError(TOO_DEEP()) from None
    except ValueError:  # Python's limit for the digits of a number
        raise BaselineError(OUT_OF_RANGE()) from None
    version = table.get("version") if isinstance(table, dict) else None
    if not isinstance(table, dict) or "findings" not in table or isinstance(version, bool) or not isinstance(version, (int, float)):
        raise BaselineError(FORM_EXPECTED(version=VERSION))
    if version > VERSION:
        raise NewerBaselineError(NEWER_VERSION(version=f"{version:.12g}", newest=VERSION))
    if version not in _READABLE:
        raise BaselineError(VERSION_EXPECTED(version=VERSION))
    if not isinstance(table["findings"], list):
        raise BaselineError(LIST_EXPECTED())
    entries = tuple(_entry(item, index) for index, item in enumerate(table["findings"]))
    if version == 1:
        return Baseline(tuple(entry._replace(value="") for entry in entries), "", 1)
    salt = table.get("salt", "")
    if not isinstance(salt, str) or ("salt" in table and not salt):
        raise BaselineError(SALT_EXPECTED())
    if not salt and any(entry.value for entry in entries):
        raise BaselineError(SALT_MISSING())
    return Baseline(entries, salt)


def _entry(item: Any, index: int) -> BaselineEntry:
    if not isinstance(item, dict):
        raise BaselineError(ENTRY_EXPECTED(index=index))
    for field in (*_FIELDS, *(["value"] if "value" in item else [])):
        if not isinstance(item.get(field), str) or not item[field]:
            raise BaselineError(TEXT_EXPECTED(index=index, field=field))
    return BaselineEntry(item["path"], item["rule"], item["fingerprint"], item.get("value", ""))


def render(entries: Iterable[BaselineEntry], salt: str = "") -> str:
    """The baseline's text: one entry per line, sorted, each group of fingerprints numbered from 1. The salt is written if it is used."""
    numbers: Counter[str] = Counter()
    rows = []
    entries = sorted(entries, key=_order)
    for entry in entries:
        group = group_of(entry.fingerprint)
        numbers[group] += 1
        fields = entry._replace(fingerprint=numbered(group, numbers[group]))._asdict()
        rows.append(f"    {json.dumps({name: value for name, value in fields.items() if value})}")
    findings = ",\n".join(rows)
    head = f'  "version": {VERSION},\n'
    if any(entry.value for entry in entries):
        head += f'  "salt": {json.dumps(salt)},\n'
    return f'{{\n{head}  "findings": [{chr(10) + findings + chr(10) + "  " if rows else ""}]\n}}\n'


def _order(entry: BaselineEntry) -> tuple[str, ...]:
    """Without the number, which does not belong to one finding: entries of two branches merge in the same order."""
    return entry.path, entry.rule, group_of(entry.fingerprint), entry.value, entry.fingerprint


def _salted(finding: Finding, salt: str) -> str:
    return digest(f"{salt}\0{finding.damaged}")[:32] if finding.damaged and salt else ""


def compare(
    findings: Sequence[Finding],
    baseline: Baseline,
    locate: Locate,
    looked_at: Callable[[BaselineEntry], bool],
    is_gone: Callable[[str], bool],
) -> Comparison:
    """Compare a run's findings with a baseline.

    `looked_at`: whether the run applied an entry's rule to its file; `is_gone`: whether that file no longer exists.
    """
    entries = sorted(baseline.entries, key=_order)
    places = [
        _EntryPlace(finding, path := locate(finding.location.path), groups_of(finding, path), _salted(finding, baseline.salt))
        for finding in findings
        if finding.rule not in UNBASELINED
    ]
    # entries with the finding's value are used first, then those that only the place identifies
    here: dict[tuple[str, ...], list[BaselineEntry]] = defaultdict(list)
    for entry in reversed(entries):
        here[group_of(entry.fingerprint), entry.value, entry.path].append(entry)
    known, strange = _matched(places, here, lambda place, group, value: (group, value, place.path))
    left = [entry for some in here.values() for entry in some]
    if strange:
        free: dict[tuple[str, ...], list[BaselineEntry]] = defaultdict(list)
        taken = []
        for entry in left:
            if is_gone(entry.path) or looked_at(entry):
                free[group_of(entry.fingerprint), entry.value].append(entry)
            else:
                taken.append(entry)
        moved, _ = _matched(strange, free, lambda place, group, value: (group, value))
        known |= moved
        left = taken + [entry for some in free.values() for entry in some]
    return Comparison(frozenset(known), *_parted(sorted(left, key=_order), entries, looked_at))


class _EntryPlace(NamedTuple):
    """A finding in the form that entries are compared with."""

    finding: Finding
    path: str
    groups: tuple[str, ...]
    value: str


def _matched(
    places: Sequence[_EntryPlace],
    entries: dict[tuple[str, ...], list[BaselineEntry]],
    key: Callable[[_EntryPlace, str, str], tuple[str, ...]],
) -> tuple[set[str], list[_EntryPlace]]:
    """The fingerprints of the findings that an entry covers, and the other findings. An entry is used once, and removed."""
    known = set()
    for is_bound in (True, False):
        strange = []
        for place in places:
            keys = (key(place, group, place.value if is_bound else "") for group in place.groups)
            found = next((entries[one] for one in keys if entries.get(one)), None)
            if found:
                found.pop()
                known.add(place.finding.fingerprint)
            else:
                strange.append(place)
        places = strange
    return known, list(places)


def _parted(
    left: Sequence[BaselineEntry], entries: Sequence[BaselineEntry], looked_at: Callable[[BaselineEntry], bool]
) -> tuple[tuple[BaselineEntry, ...], tuple[BaselineEntry, ...]]:
    """The fixed and the unseen. A conflict counts as checked only where all files with one were checked."""
    conflicts = any(entry.rule in _ACROSS_FILES for entry in left)
    whole = conflicts and all(looked_at(entry) for entry in entries if entry.rule in _ACROSS_FILES)
    fixed: list[BaselineEntry] = []
    unseen: list[BaselineEntry] = []
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


def entries_of(findings: Iterable[Finding], locate: Locate, salt: str = "") -> tuple[BaselineEntry, ...]:
    """The entries that make these findings known; without a salt, only their places identify them."""
    return tuple(
        BaselineEntry(locate(finding.location.path), finding.rule, finding.fingerprint, _salted(finding, salt))
        for finding in findings
        if finding.rule not in UNBASELINED
    )
