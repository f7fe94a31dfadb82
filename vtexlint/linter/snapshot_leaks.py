"""Findings about tokens in clear in an account snapshot: the secret rules speak of them as of any other."""

from collections.abc import Iterable, Iterator, Sequence

from vtexlint.accounts.model import Leak
from vtexlint.diagnostics import Finding, GitState, Location, Severity
from vtexlint.linter.file_result import FileResult, PendingFinding
from vtexlint.linter.rule_selection import disabled_rules
from vtexlint.rules.base import REVOKE
from vtexlint.rules.registry import BY_NAME
from vtexlint.settings import Settings
from vtexlint.text.source import Position

_HELP = f"{REVOKE}; then delete it from this file: vtexlint needs no token, and VTEX's own answers hold null there"
_WORDS: dict[str, tuple[GitState, str]] = {
    "committed-secret": ("tracked", "git tracks this file: everyone who reads the repository has the token"),
    "unprotected-secret": ("untracked", "git neither tracks nor ignores this file: the next `git add .` takes the token along"),
}


def exposed(path: str, leaks: Sequence[Leak], settings: Settings, ignored: Iterable[str] = ()) -> FileResult:
    """What the secret rules say of a snapshot's tokens, once git has been asked; `ignored` as for `check.lint_file`."""
    disabled = disabled_rules(settings, ignored)
    changed = {name: Severity[word.upper()] for name, word in settings.severity}
    return FileResult(
        path,
        tuple(_candidates(path, leaks, disabled, changed)),
        disabled_rules=disabled,
        severities=tuple(sorted(changed.items())),
    )


def _candidates(path: str, leaks: Sequence[Leak], disabled: frozenset[str], changed: dict[str, Severity]) -> Iterator[PendingFinding]:
    for name, (state, why) in _WORDS.items():
        if name in disabled:
            continue
        for leak in leaks:
            start = leak.position or Position(1, 1)
            end = Position(start.line, start.column + leak.length) if leak.position else start
            where = "" if leak.position else f" ({leak.where})"
            finding = Finding(
                name,
                changed.get(name, BY_NAME[name].severity),
                Location(path, start, end),
                f"this account snapshot holds an appToken in clear{where}, and {why}",
                _HELP,
                digest=leak.digest,
            )
            yield PendingFinding(finding, (start.line, start.line), state)
