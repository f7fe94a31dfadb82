"""What VTEX does decides what is advised: a renewal alone stops no token, and a token cannot be read again."""

import pytest

from tests.fake import KEY, TOKEN
from tests.paths import ROOT
from tests.run import check
from vtexlint.cli.history import NEXT
from vtexlint.credentials.labels import REVOKE
from vtexlint.rules.registry import rule as rule_of

DOCS = ROOT / "docs"
UNTIL = "old one works until then)"
BEFORE = "the renewal (until then the old one still works)"  # in texts that do not name the buttons yet


def says_it(text: str) -> bool:
    """Whether a text says that a renewal alone does not stop a token."""
    plain = " ".join(text.split())
    return BEFORE in plain or (UNTIL in plain and "Renew token" in plain and "Delete old token" in plain)


@pytest.mark.parametrize("rule", ["committed-secret", "client-exposed-secret", "swapped-values"])
def test_pages_say_what_stops_a_token(rule: str) -> None:
    assert says_it(rule_of(rule).page)


@pytest.mark.parametrize("name", ["history.md", "baseline.md"])
def test_guides_say_it_too(name: str) -> None:
    assert says_it((DOCS / name).read_text())


def test_so_do_the_findings_and_the_history() -> None:
    outcome = check("x.env", f"NEXT_PUBLIC_VTEX_APP_TOKEN={TOKEN}\nVTEX_APP_KEY={KEY}\n".encode(), state="tracked")
    helps = {finding.rule: finding.help for finding in outcome.findings}
    assert REVOKE in helps["committed-secret"]
    assert REVOKE in helps["client-exposed-secret"]
    assert says_it(REVOKE)
    assert says_it(NEXT())


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("VTEX_APP_TOKEN", "https://share.vtex.com/credentials/abc", "open the link once, within 24 hours, and copy both values"),
        ("VTEX_APP_KEY", "https://share.vtex.com/credentials/abc", "open the link once, within 24 hours, and copy both values"),
        ("VTEX_APP_TOKEN", "someone@agency.com.br", "use an appKey and an appToken: VTEX has not accepted e-mail and password"),
        ("VTEX_APP_KEY", "someone@agency.com.br", "use an appKey and an appToken: VTEX has not accepted e-mail and password"),
        ("VTEX_APP_TOKEN", "eyJhbGciOiJFUzI1NiJ9.eyJhIjoxfQ.c2ln", "paste the appToken that was shown when the pair was created"),
        ("VTEX_APP_KEY", "eyJhbGciOiJFUzI1NiJ9.eyJhIjoxfQ.c2ln", "use the appKey listed under Account settings > API keys"),
        ("VTEX_APP_TOKEN", "f47ac10b-58cc-4372-a567-0e02b2c3d479", "only payment, gift card and antifraud provider protocols use UUIDs"),
    ],
)
def test_what_to_do_with_another_credential(name: str, value: str, told: str) -> None:
    [finding] = [f for f in check("x.env", f"{name}={value}\n".encode()).findings if f.rule == "wrong-credential"]
    assert told in finding.help
