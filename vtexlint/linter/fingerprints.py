"""What identifies a finding from run to run: no line number, no date, and no value except the digest of an exact token.

A fingerprint is a group, and from the second finding of one group on its number after a colon. Findings of one group cannot be
distinguished without their lines, so they are counted: whichever of three is fixed, the first two numbers remain.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from vtexlint._startup.digests import digest
from vtexlint._startup.modules import load
from vtexlint.diagnostics import Finding
from vtexlint.rules.names import REPLACES

Locate = Callable[[str], str]
"""From a path as reports show it to one that does not depend on the current directory."""


def fingerprinted(findings: Iterable[Finding], locate: Locate) -> Iterator[Finding]:
    """The findings, in their order, each with its fingerprint: no two of a run are the same."""
    seen: Counter[str] = Counter()
    located: dict[str, str] = {}
    for finding in findings:
        shown = finding.location.path
        if shown not in located:
            located[shown] = _composed(locate(shown))
        group = _group(finding, located[shown])
        seen[group] += 1
        yield finding._replace(fingerprint=numbered(group, seen[group]))


def _composed(path: str) -> str:
    """The path as most systems write it: macOS may list its letters decomposed, and a baseline is for all systems."""
    return path if path.isascii() else load("vtexlint.text.globs").composed(path)


def _group(finding: Finding, path: str, rule: str = "") -> str:
    """Of the rule, the key path, and the file; an exact token identifies the finding, so that a renamed directory keeps it."""
    where = path.rpartition("/")[2] if finding.digest else path
    return digest("\0".join((rule or finding.rule, where, finding.structure, finding.digest)))[:32]


def groups_of(finding: Finding, path: str) -> tuple[str, ...]:
    """The group of a finding, and the groups that it had under the rules that its rule replaces."""
    return (group_of(finding.fingerprint), *(_group(finding, _composed(path), rule) for rule in REPLACES.get(finding.rule, ())))


def numbered(group: str, number: int) -> str:
    return group if number == 1 else f"{group}:{number}"


def group_of(fingerprint: str) -> str:
    return fingerprint.partition(":")[0]
