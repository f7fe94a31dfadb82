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


@pytest.mark.parametrize("mark", [".", ":", "/", "__"])
def test_parents_are_cased_alike(mark: str) -> None:
    for parent, expected in (("Vtex", ["name-casing"]), ("vtex", []), ("shop", [])):
        assert rules("a.yaml", f"'{parent}{mark}vtexAppKey': {KEY}\n'vtex{mark}vtexAppToken': {TOKEN}\n") == expected


@pytest.mark.parametrize(("sigil", "expected"), [("$", False), ("@", False), ("TF_VAR_", False), ("TF_", True), ("%", True)])
def test_signs_before_a_name_are_not_a_part_of_it(sigil: str, expected: bool) -> None:
    found = rules("a.yaml", f"'{sigil}vtexAppKey': {KEY}\n'{sigil}vtex_app_token': {TOKEN}\n")
    patterns = [name_casing._patterns(f"{sigil}{name}") for name in ("vtexAppKey", "VTEX_APP_KEY")]
    assert patterns[0] == (frozenset() if expected else {"camelCase"})
    assert found == ["name-casing"]
    assert patterns[1] == ({"UPPER_SNAKE"} if sigil != "%" else frozenset())
