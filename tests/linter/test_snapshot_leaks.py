"""Tokens in an account snapshot: findings of the secret rules, as the settings have them."""

import pytest

from tests.run import context_of
from vtexlint.accounts.model import Leak
from vtexlint.diagnostics import Severity
from vtexlint.linter.snapshot_leaks import lint_snapshot
from vtexlint.settings import Settings
from vtexlint.text.messages import Template
from vtexlint.text.source import Position

WHERE = Template("test.where", "the second sheet")


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        (Settings(), [("committed-secret", Severity.ERROR), ("unprotected-secret", Severity.WARNING)]),
        (
            Settings(severity=(("committed-secret", "info"),)),
            [("committed-secret", Severity.INFO), ("unprotected-secret", Severity.WARNING)],
        ),
        (Settings(ignore=("committed-secret",)), [("unprotected-secret", Severity.WARNING)]),
    ],
)
def test_rules_and_severities(settings: Settings, expected: list[tuple[str, Severity]]) -> None:
    result = lint_snapshot("keys.json", [Leak(WHERE(), Position(2, 5), 128, "digest")], context_of(settings))
    assert [(one.finding.rule, one.finding.severity) for one in result.pending] == expected
    assert {one.finding.digest for one in result.pending} == {"digest"}


def test_a_place() -> None:
    known, unknown = lint_snapshot(
        "keys.json", [Leak(WHERE(), Position(2, 5), 128, ""), Leak(WHERE(), None, 128, "")], context_of()
    ).pending[:2]
    assert (known.finding.location.start, known.finding.location.end) == (Position(2, 5), Position(2, 133))
    assert (unknown.finding.location.start, unknown.finding.location.end) == (Position(1, 1), Position(1, 1))
    assert "the second sheet" in str(unknown.finding.message)
    assert "the second sheet" not in str(known.finding.message)
