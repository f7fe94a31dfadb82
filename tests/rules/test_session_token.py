"""A session token by the state of its file in git."""

from datetime import UTC, datetime

import pytest

from tests import run
from tests.fake import session
from tests.run import check
from vtexlint.diagnostics import GitState, Severity

VALID = session("fakestore", "2026-01-16")
EXPIRED = session("fakestore", "2026-01-14")


@pytest.mark.parametrize(
    ("token", "state", "expected"),
    [
        (VALID, "tracked", [Severity.ERROR]),
        (VALID, "untracked", [Severity.WARNING]),
        (VALID, "ignored", []),
        (VALID, "outside", []),
        (EXPIRED, "tracked", [Severity.INFO]),
        (EXPIRED, "untracked", [Severity.ERROR]),
        (EXPIRED, "ignored", [Severity.ERROR]),
        (EXPIRED, "outside", [Severity.ERROR]),
    ],
)
def test_a_token_that_is_sent(token: str, state: GitState, expected: list[Severity]) -> None:
    found = check("a.env", f"VTEX_AUTH_TOKEN={token}\n", state=state).findings
    assert [(one.rule, one.severity) for one in found] == [("session-token", severity) for severity in expected]


@pytest.mark.parametrize(("later", "severity"), [(-1, Severity.ERROR), (0, Severity.INFO), (1, Severity.INFO)])
def test_it_ends_with_its_last_second(later: int, severity: Severity, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "NOW", datetime(2026, 1, 16, tzinfo=UTC).timestamp() + later)
    (finding,) = check(".env", f"VTEX_AUTH_TOKEN={VALID}\n", state="tracked").findings
    assert (finding.rule, finding.severity) == ("session-token", severity)
