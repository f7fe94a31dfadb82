"""The patterns of names, compared with the regular expressions that define them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fake import KEY, TOKEN
from tests.run import rules
from vtexlint.rules import name_casing

MODELS = {
    "UPPER_SNAKE": r"[A-ZÉ0-9]+(?:[_.-][A-ZÉ0-9]+)*",
    "lower": r"[a-zé0-9]+(?:[_.-][a-zé0-9]+)*",
    "camelCase": r"[a-zé][A-ZÉa-zé0-9]*",
    "PascalCase": r"[A-ZÉ][A-ZÉa-zé0-9]*",
    "Train-Case": r"[A-ZÉ][a-zé0-9]*(?:[-_][A-ZÉ][a-zé0-9]*)+",
}


@given(st.text("aBc1_-.$ éÉ\n", max_size=7))
def test_each_pattern_is_its_expression(name: str) -> None:
    found = {pattern for pattern, follows in name_casing._PATTERNS.items() if follows(name)}
    assert found == {pattern for pattern, model in MODELS.items() if re.fullmatch(model, name)}


@given(st.text("aB.:/_\n", max_size=7))
def test_parents_are_split_off_by_their_expression(name: str) -> None:
    match = re.match(r"(.*(?:[.:/]|__))(?=.)", name)
    assert name_casing._split(name) == ((match[1], name[match.end() :]) if match else ("", name))


@pytest.mark.parametrize(
    ("key", "token", "expected"),
    [
        ("X-PROVIDER-API-AppKey", "x-provider-api-apptoken", False),
        ("X-VTEX-API-AppKey", "x-vtex-api-apptoken", False),
        ("x-vtex-app-key", "X-VTEX-App-TOKEN", True),
        ("-vtexAppKey", "-VTEX_APP_TOKEN", True),
    ],
)
def test_headers_have_any_case(key: str, token: str, expected: bool) -> None:
    assert rules("a.yaml", f"{key}: {KEY}\n{token}: {TOKEN}\n") == ["name-casing"] * expected
