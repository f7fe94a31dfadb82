"""When an ignore comment's unknown word is compared with the rules' names."""

import pytest

from tests.run import rules
from vtexlint.rules.unknown_suppression import violation


@pytest.mark.parametrize(("word", "fix"), [("x" * 40, "unsafe"), ("x" * 41, "safe"), ("key-\u200bcasing", "safe"), ("key-casin", "unsafe")])
def test_only_a_short_printable_word_may_mean_a_rule(word: str, fix: str) -> None:
    """A comment with a probable meaning is removed only by an unsafe fix."""
    found = violation([word], lambda _: "key-casing")
    assert found is not None
    assert found[-1] == fix


def test_rule_names_are_not_reported() -> None:
    assert violation([], lambda _: "key-casing") is None
    assert rules(".env", "# vtexlint: ignore[key-casing]\nA=1\n") == ["unused-suppression"]
