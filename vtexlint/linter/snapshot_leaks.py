"""Build committed-secret and unprotected-secret findings for tokens in account snapshots."""

from collections.abc import Iterator, Sequence

from vtexlint.accounts.model import Leak
from vtexlint.credentials.labels import REVOKE
from vtexlint.diagnostics import Finding, GitState, Location, Severity
from vtexlint.linter.file_context import FileContext
from vtexlint.linter.file_result import FileResult, PendingFinding
from vtexlint.rules.base import changed_severities
from vtexlint.rules.names import SEVERITIES
from vtexlint.text.messages import Template
from vtexlint.text.source import Position

COMMITTED = Template("snapshot-leak.committed", "git tracks this account snapshot, which contains an appToken")
COMMITTED_AT = Template("snapshot-leak.committed-at", "git tracks this account snapshot, which contains an appToken ({where})")
UNPROTECTED = Template(
    "snapshot-leak.unprotected",
    "this account snapshot is not in .gitignore and contains an appToken: the next `git add .` will stage it",
)
UNPROTECTED_AT = Template(
    "snapshot-leak.unprotected-at",
    "this account snapshot is not in .gitignore and contains an appToken ({where}): the next `git add .` will stage it",
)
COMMITTED_HELP = Template(
    "snapshot-leak.committed-help",
    "delete it from this file (vtexlint does not need it); if a commit contains it (`vtexlint history`), {revoke}",
)
UNPROTECTED_HELP = Template("snapshot-leak.unprotected-help", "delete it from this file (vtexlint does not need it)")

_RULES: tuple[tuple[str, GitState, Template, Template], ...] = (
    ("committed-secret", "tracked", COMMITTED, COMMITTED_AT),
    ("unprotected-secret", "untracked", UNPROTECTED, UNPROTECTED_AT),
)


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
    for name, state, message, message_at in _RULES:
        if name in disabled:
            continue
        for leak in leaks:
            start = leak.position or Position(1, 1)
            end = Position(start.line, start.column + leak.length) if leak.position else start
            finding = Finding(
                name,
                changed.get(name) or Severity[SEVERITIES[name].upper()],
                Location(path, start, end),
                message() if leak.position else message_at(where=leak.where),
                COMMITTED_HELP(revoke=REVOKE) if state == "tracked" else UNPROTECTED_HELP(),
                digest=leak.digest,
            )
            yield PendingFinding(finding, finding.rule, (start.line, start.line), state)
