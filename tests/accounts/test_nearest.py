"""The listed key that an unknown one was meant to be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fake import key
from vtexlint.accounts.nearest import Neighbours
from vtexlint.text.distance import distance

LISTED = [key(suffix="QWERTY"), key(suffix="ZXCVBN"), key("otherstore", "MLKJHG")]


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [
        ("vtexappkey-fakestore-QWERTX", LISTED[0]),  # a wrong letter
        ("vtexappkey-fakestore-QWERT", LISTED[0]),  # cut off
        ("vtexappkey-fakestore-QWERTYY", LISTED[0]),  # doubled
        ("vtexappkey-fakestore-QWRETY", LISTED[0]),  # exchanged
        ("vtexappkey-fakestore-QWAATY", LISTED[0]),  # two letters, in a short list
        ("vtexappkey-FAKESTORE-qwerty", LISTED[0]),  # case
        ("vtexappkey-fakestroe-QWERTY", LISTED[0]),  # the account's name
        ("vtexappkey-otherstore-MLKJHH", LISTED[2]),
        ("vtexappkey-fakestore-AAAAAA", None),
        ("vtexappkey-thirdstore-QWERTY", None),
        ("vtexappkey-otherstore-QWERTX", None),  # another account's letters
        ("", None),
    ],
)
def test_nearest(wrong: str, meant: str | None) -> None:
    assert Neighbours(LISTED).of(wrong) == meant


def test_two_letters_are_no_hint_where_several_are_as_near_or_the_list_is_long() -> None:
    assert Neighbours([key(suffix="AAAAAA"), key(suffix="AAAABB")]).of(key(suffix="AAAACC")) is None
    many = [key(suffix=f"{chr(65 + n // 676)}{chr(65 + n // 26 % 26)}{chr(65 + n % 26)}XYZ") for n in range(600)]
    assert Neighbours(many).of(key(suffix=many[5][-6:-2] + "AA")) is None
    assert Neighbours(many).of(key(suffix=many[5][-6:-1] + "A")) == many[5]


def slow(one: str, other: str) -> int:
    """Optimal string alignment, by its definition."""
    rows = [[max(i, j) if not (i and j) else 0 for j in range(len(other) + 1)] for i in range(len(one) + 1)]
    for i in range(1, len(one) + 1):
        for j in range(1, len(other) + 1):
            rows[i][j] = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + (one[i - 1] != other[j - 1]))
            if i > 1 and j > 1 and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]:
                rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1)
    return rows[-1][-1]


@given(st.text("abc", max_size=7), st.text("abc", max_size=7), st.integers(0, 3))
def test_distance(one: str, other: str, limit: int) -> None:
    assert distance(one, other, limit) == min(slow(one, other), limit + 1)
