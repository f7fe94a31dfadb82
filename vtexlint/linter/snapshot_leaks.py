"""Build committed-secret and unprotected-secret findings for tokens in account snapshots."""

from collections.abc import Iterator, Sequence

from vtexlint.accounts.model import Leak
from vtexlint.credentials.labels import REVOKE
from vtexlint.diagnostics import Finding, GitState, Location, Severity
from vtexlint.linter.file_context import FileContext
from vtexlint.linter.file_result import FileResult, PendingFinding
from vtexlint.linter.lint import changed_severities
from vtexlint.rules.names import SEVERITIES
from vtexlint.text.source import Position

_HELP = f"{REVOKE}; then delete it from this file: vtexlint needs no token, and VTEX's own answers hold null there"
_WORDS: dict[str, tuple[GitState, str]] = {
    "committed-secret": ("tracked", "git tracks this file: everyone who reads the repository has the token"),
    "unprotected-secret": ("untracked", "git neither tracks nor ignores this file: the next `git add .` takes the token along"),
}


def lint_snapshot(path: str, leaks: Sequence[Leak], context: FileContext) -> FileResult:
    """The findings of the secret rules about the tokens in a snapshot, which git decides on."""
    disabled, changed = context.disabled_rules, changed_severities(context.settings)
    return FileResult(
        path,
        tuple(_pending(path, leaks, disabled, changed)),
        disabled_rules=disabled,
        severities=tuple(sorted(changed.items())),
    )


def _pending(path: str, leaks: Sequence[Leak], disabled: frozenset[str], changed: dict[str, Severity]) -> Iterator[PendingFinding]:
    for name, (state, why) in _WORDS.items():
        if name in disabled:
            continue
        for leak in leaks:
            start = leak.position or Position(1, 1)
            end = Position(start.line, start.column + leak.length) if leak.position else start
            where = "" if leak.position else f" ({leak.where})"
            finding = Finding(
                name,
                changed.get(name) or Severity[SEVERITIES[name].upper()],
                Location(path, start, end),
                f"this account snapshot holds an appToken in clear{where}, and {why}",
                _HELP,
                digest=leak.digest,
            )
            yield PendingFinding(finding, (start.line, start.line), state)
