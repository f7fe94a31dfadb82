"""What stands before a value: a name that was pasted with it, or the end of another variable whose line break is missing."""

import pytest

from tests.fake import KEY, TOKEN
from tests.run import context_of
from vtexlint.diagnostics import Finding
from vtexlint.linter.conclude import conclude
from vtexlint.linter.lint import lint_bytes


def strays(name: str, text: str) -> list[Finding]:
    found = conclude([lint_bytes(name, text.encode(), context_of())], {}).findings
    return [finding for finding in found if finding.rule == "stray-delimiter"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (".env", f"DB_PASSWORD=secret123VTEX_APP_TOKEN={TOKEN}\nVTEX_APP_KEY={KEY}\n"),
        (".env", f"SMTP_PASS=abc.VTEX_APP_TOKEN={TOKEN}\nVTEX_APP_KEY={KEY}\n"),
        (".env", f"NODE_ENV=productionVTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={TOKEN}\n"),
        (".env", f"VTEX_APP_KEY={KEY}VTEX_APP_TOKEN={TOKEN}\n"),
        (".env", f"VTEX_APP_KEY={KEY}VTEX_APP_KEY_AR={KEY}\nVTEX_APP_TOKEN={TOKEN}\n"),
        ("a.properties", f"spring.datasource.password=secretvtex.app.token={TOKEN}\nvtex.app.key={KEY}\n"),
        ("a.yaml", f"vtex:\n  appKey: {KEY}VTEX_APP_TOKEN={TOKEN}\n"),
    ],
)
def test_nothing_is_removed_where_a_line_break_may_be_missing(name: str, text: str) -> None:
    found = strays(name, text)
    assert [(finding.fix, "line break is missing" in str(finding.help)) for finding in found] == [(None, True)]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (".env", f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN=VTEX_APP_TOKEN={TOKEN}\n"),
        (".env", f"VTEX_PROD_APP_KEY={KEY}\nVTEX_PROD_APP_TOKEN=vtex-prod-app-token: {TOKEN}\n"),
        ("a.yaml", f'vtex:\n  appKey: {KEY}\n  appToken: "X-VTEX-API-AppToken: {TOKEN}"\n'),
        ("a.json", f'{{"vtexAppKey": "{KEY}", "vtexAppToken": "App Token: {TOKEN}"}}'),
    ],
)
def test_a_name_that_was_pasted_with_the_value_is_removed(name: str, text: str) -> None:
    found = strays(name, text)
    assert [(finding.fix and finding.fix.safety, "line break is missing" in str(finding.help)) for finding in found] == [("safe", False)]
