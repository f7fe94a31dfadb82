"""Two lists under plural names: each value is judged, and the two at one position are a pair."""

import json

import pytest

from tests.credentials.test_infrastructure import DAMAGES, rules_in
from tests.fake import KEY, TOKEN, key, token

OTHER_KEY, OTHER_TOKEN = key("otherstore"), token("other")


@pytest.mark.parametrize(("key", "token", "expected"), [one for one in DAMAGES if " " not in one[1]])
@pytest.mark.parametrize(
    ("name", "template"),
    [
        (".env", "VTEX_APP_KEYS={0},{1}\nVTEX_APP_TOKENS={2},{3}\n"),
        (".env", 'VTEX_APP_KEYS="{0}; {1}"\nVTEX_APP_TOKENS="{2} ; {3}"\n'),
        ("a.properties", "vtex.app-keys={0}|{1}\nvtex.app-tokens={2}|{3}\n"),
        ("a.yaml", "vtex:\n  appKeys: {0}, {1}\n  appTokens: {2}, {3}\n"),
        ("a.yaml", "vtex:\n  appKeys: [{0}, {1}]\n  appTokens:\n  - {2}\n  - {3}\n"),
        ("a.json", '{{"appKeys": ["{0}", "{1}"], "appTokens": ["{2}", "{3}"]}}'),
        ("a.toml", 'VTEX_APP_KEYS = ["{0}", "{1}"]\nVTEX_APP_TOKENS = ["{2}", "{3}"]\n'),
    ],
)
def test_each_value_of_two_lists(name: str, template: str, key: str, token: str, expected: list[str]) -> None:
    assert rules_in(name, template.format(key, OTHER_KEY, token, OTHER_TOKEN)) == expected
    assert rules_in(name, template.format(OTHER_KEY, key, OTHER_TOKEN, token)) == expected


def test_a_space_at_an_item_is_the_items() -> None:
    assert rules_in("a.json", {"appKeys": [KEY, OTHER_KEY], "appTokens": [TOKEN, f"{OTHER_TOKEN} "]}) == ["surrounding-whitespace"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (".env", f"VTEX_APP_KEYS={KEY}\nVTEX_APP_TOKENS={TOKEN},{OTHER_TOKEN}\n"),  # which belongs to which is not known
        (".env", f"VTEX_APP_TOKENS={TOKEN},{OTHER_TOKEN}\n"),
        (".env", "VTEX_APP_KEYS=a,b\nVTEX_APP_TOKENS=c,d\n"),
        ("a.json", {"required": {"appKeys": ["string"], "appTokens": ["string"]}}),
        ("a.json", {"pusherAppKeys": ["a", "b"], "pusherAppTokens": [TOKEN[:100], TOKEN[:90]]}),
        ("a.json", {"a": {"appKeys": [KEY]}, "b": {"appTokens": [TOKEN[:100]]}}),
        ("a.yaml", "VTEX_APP_KEYS: !Split [',', !Ref Keys]\nVTEX_APP_TOKENS: ${TOKENS}\n"),
    ],
)
def test_lists_that_are_not_read(name: str, text: object) -> None:
    assert rules_in(name, json.dumps(text) if isinstance(text, dict) else text) == []


def test_an_empty_item_is_the_store_s() -> None:
    text = f"VTEX_APP_KEYS={KEY},{OTHER_KEY}\nVTEX_APP_TOKENS={{}}\n"
    assert rules_in(".env", text.format(f",{OTHER_TOKEN}")) == ["empty-value"]
    assert rules_in(".env", text.format(f"{TOKEN}, {OTHER_TOKEN},")) == []  # a sign at the end ends the last one


@pytest.mark.parametrize(
    ("name", "text"),
    [("a.json", '{{"vtexAppKey": ["{}"], "vtexAppToken": ["{}"]}}'), ("a.yaml", "vtex:\n  appKey: [{}]\n  appToken:\n  - {}\n")],
)
def test_a_list_of_one_under_a_singular_name(name: str, text: str) -> None:
    assert rules_in(name, text.format(KEY, TOKEN)) == []
    assert rules_in(name, text.format(KEY, TOKEN[:100])) == ["malformed-token"]
    assert rules_in(name, text.format(TOKEN, KEY)) == ["swapped-values"]
    assert rules_in(name, text.format("read", "write")) == []  # the scopes of an OpenAPI document


def test_an_empty_header_in_a_list_is_one_field() -> None:
    """Step Functions and Go write headers as lists."""
    assert rules_in("a.json", {"Headers": {"X-VTEX-API-AppKey": [KEY], "X-VTEX-API-AppToken": [""]}}) == ["empty-value"]
    assert rules_in("a.json", {"Headers": {"X-VTEX-API-AppKey": [KEY], "X-VTEX-API-AppToken": [TOKEN]}}) == []
