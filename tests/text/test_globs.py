"""Globs: the two ways of matching agree, and no pattern takes for ever."""

from typing import Literal
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.examples import examples
from vtexlint.text import globs
from vtexlint.text.globs import glob_matches

PARTS = st.sampled_from(["a", "b", "ab", ".", "*", "**", "?", "/", "**/", "/**", "*.a", "[ab]", "[!a]"])
PATHS = st.lists(st.text("ab.x", min_size=1, max_size=4), min_size=1, max_size=5).map("/".join)


@examples(500)
@given(st.lists(PARTS, min_size=1, max_size=7).map("".join), PATHS)
def test_following_the_steps_and_the_expression_agree(pattern: str, path: str) -> None:
    followed = any(globs._follow(steps, path) for steps in globs._steps(pattern))
    assert followed == (globs._compiled(pattern).match(path) is not None)


@pytest.mark.parametrize(
    ("pattern", "path", "expected"),
    [
        ("*.env", "a/b/prod.env", True),
        ("/*.env", "a/prod.env", False),
        ("tests/cases/", "tests/cases/x/y.env", True),
        ("**/fixtures/**", "a/fixtures/b.env", True),
        ("{dev,prod}.env", "x/prod.env", True),
        ("*a*a*a*a*{b,c}", "aaaaaaaac", True),
        ("**/a/**/b/**/c/**", "a/x/b/y/c/z.env", True),
        ("**/a/**/b/**/c/**", "a/x/b/y/d/z.env", False),
    ],
)
def test_patterns(pattern: str, path: str, expected: bool) -> None:
    assert glob_matches(pattern, path) is expected


@pytest.mark.parametrize(
    ("pattern", "path", "expected"),
    [
        ("configuração/", "configuração/a.env", True),
        ("configuração/", "configuracao/a.env", False),
        ("a?o/", "aço/.env", True),
        ("a?o/", "açó/.env", False),
        ("[!c]é.env", "aé.env", True),
        ("*.env", "日本/\udcff.env", True),  # a name that is not valid UTF-8
    ],
)
def test_names_are_composed_or_not(pattern: str, path: str, expected: bool) -> None:
    """macOS has both kinds of names."""
    forms: tuple[Literal["NFC", "NFD"], ...] = ("NFC", "NFD")
    assert {glob_matches(normalize(one, pattern), normalize(other, path)) for one in forms for other in forms} == {expected}


@pytest.mark.thorough
@pytest.mark.parametrize("pattern", ["*a" * 10 + "b", "**/a" * 10 + "/b", "{*a,*b}" * 8 + "c", "*[ab]" * 10 + "c"])
def test_a_hostile_pattern_ends(pattern: str) -> None:
    assert not glob_matches(pattern, "a" * 200 + "/c" + "/a" * 100 + "x")
