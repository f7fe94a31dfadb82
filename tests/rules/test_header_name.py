"""Wrong names of headers: the name says which of the two values is meant, and no fix gives two headers one name."""

import json

import pytest

from tests.credentials.test_infrastructure import rules_in
from tests.fake import KEY, TOKEN
from tests.run import context_of
from vtexlint.linter.conclude import conclude
from vtexlint.linter.lint import lint_bytes

URL = "https://fakestore.vtexcommercestable.com.br/api"


def renames(name: str, text: object) -> list[str | None]:
    """The safety of the fix of each wrong name of a header."""
    data = text if isinstance(text, str) else json.dumps(text)
    found = conclude([lint_bytes(name, data.encode(), context_of())], {}).findings
    return [finding.fix and finding.fix.safety for finding in found if finding.rule == "header-name"]


def headers(**values: str) -> dict[str, object]:
    return {"url": URL, "headers": {name.replace("_", "-"): value for name, value in values.items()}}


def test_exchanged_values_under_wrong_names() -> None:
    assert rules_in("a.json", headers(AppKey=TOKEN, AppToken=KEY)) == ["swapped-values", "header-name", "header-name"]
    assert rules_in("a.json", headers(AppKey=KEY, AppToken=KEY)) == ["same-value", "header-name", "header-name"]
    assert rules_in("a.http", f"GET {URL}\nAppKey: {TOKEN}\nAppToken: {KEY}\n") == ["swapped-values", "header-name", "header-name"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (headers(X_VTEX_API_AppToken=KEY, X_VTEX_API_Token=TOKEN), [None]),
        (headers(X_VTEX_API_AppKey=KEY, X_VTEX_API_AppToken=TOKEN, X_App_Token=TOKEN), [None]),
        (headers(X_VTEX_API_Key=KEY, X_VTEX_App_Key=KEY, X_VTEX_API_AppToken=TOKEN), [None, None]),
        (headers(X_VTEX_API_Key=KEY, X_VTEX_API_Token=TOKEN), ["safe", "safe"]),
        (headers(appKey=KEY, appToken=TOKEN), ["unsafe", "unsafe"]),  # they may be the names of settings
    ],
)
def test_a_header_is_not_renamed_to_one_that_is_there(text: object, expected: list[str | None]) -> None:
    assert renames("a.json", text) == expected


def test_settings_whose_block_is_called_headers_are_not_renamed_safely() -> None:
    text = "vtex:\n  host: fakestore.vtexcommercestable.com.br\n  headers:\n    appKey: {}\n    appToken: {}\n"
    assert renames("a.yaml", text.format(KEY, TOKEN)) == ["unsafe", "unsafe"]
    assert rules_in("a.yaml", text.format(TOKEN, KEY)) == ["swapped-values", "header-name", "header-name"]
    assert renames("a.http", f"GET {URL}\nAppKey: {KEY}\nAppToken: {TOKEN}\n") == ["safe", "safe"]
