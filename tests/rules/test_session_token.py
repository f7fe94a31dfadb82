"""A session token by the state of its file in git."""

import pytest

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
