"""Credentials in the files of gateways, clouds and clusters: what is silent in each of their forms, and what is found there."""

import json

import pytest

from tests.fake import KEY, TOKEN
from vtexlint.linter.lint import lint_bytes

CUT = TOKEN[:127]
SMALL = TOKEN.lower()
SECRET_RULES = {"committed-secret", "unprotected-secret"}
KEY_HEADER, TOKEN_HEADER = "X-VTEX-API-AppKey", "X-VTEX-API-AppToken"
DAMAGES = [
    (KEY, TOKEN, []),
    (KEY, CUT, ["malformed-token"]),
    (KEY, SMALL, ["token-casing"]),
    (KEY, f"{TOKEN} ", ["surrounding-whitespace"]),
    (TOKEN, KEY, ["swapped-values"]),
    (KEY.lower(), TOKEN, ["key-casing"]),
]
"""An appKey and an appToken, and what is told of them."""


def rules_in(name: str, text: object) -> list[str]:
    """The rules that a file breaks, but for the secret rules."""
    data = text if isinstance(text, str) else json.dumps(text)
    return [one.finding.rule for one in lint_bytes(name, data.encode()).pending if one.finding.rule not in SECRET_RULES]


def envoy(form: str, key: str, token: str) -> str:
    """Headers as Envoy adds them: an object called `header` for each."""
    if form == "json":
        return json.dumps([{"header": {"key": KEY_HEADER, "value": key}}, {"header": {"key": TOKEN_HEADER, "value": token}}])
    line = {
        "flow": '- header: {{key: {}, value: "{}"}}\n',
        "flow, name": '- header: {{name: {}, value: "{}"}}\n',
        "block": '- header:\n    key: {}\n    value: "{}"\n  append_action: OVERWRITE_IF_EXISTS_OR_ADD\n',
    }[form]
    return line.format(KEY_HEADER, key) + line.format(TOKEN_HEADER, token)


@pytest.mark.parametrize("form", ["flow", "flow, name", "block", "json"])
@pytest.mark.parametrize(("key", "token", "expected"), DAMAGES)
def test_a_header_may_be_an_object(form: str, key: str, token: str, expected: list[str]) -> None:
    assert rules_in("envoy.json" if form == "json" else "envoy.yaml", envoy(form, key, token)) == expected


def test_two_lists_of_headers_are_two_pairs() -> None:
    one, other = envoy("flow", KEY, TOKEN), envoy("flow", TOKEN, KEY)
    assert rules_in("envoy.yaml", f"a:\n{one}b:\n{other}") == ["swapped-values"]


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        (f"  name: X-VTEX-API-AppTokens\n  value: {TOKEN}\n", ["missing-key", "header-name"]),
        (f"  name: X-VTEX-API-AppTokens\n  value: {TOKEN}\n  disabled: true\n", []),
        (f"  name: fake\n  value: fake\n  {KEY_HEADER}: {KEY}\n  {TOKEN_HEADER}: {TOKEN}\n", []),
        (f"  key: {KEY}\n  value: {TOKEN}\n", ["missing-token", "header-name", "header-name"]),
        (f"  {KEY_HEADER}: {KEY}\n  vtex-value: {TOKEN}\n", ["header-name"]),
    ],
)
def test_names_of_headers_are_still_judged(headers: str, expected: list[str]) -> None:
    assert rules_in("a.yaml", f"header:\n{headers}") == expected
