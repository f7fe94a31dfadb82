"""The shape of an appKey, compared with the regular expression that defines it."""

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fake import token
from vtexlint.credentials import shapes

ACCOUNTS = st.text("ab1-Bé", max_size=6) | st.integers(60, 66).map("a".__mul__)
VALUES = st.one_of(
    st.tuples(
        st.sampled_from(["vtexappkey-", "VTEXappkey-", "vtexappKey-", "vtexapp\u212aey-", "vtexappkey"]),
        ACCOUNTS,
        st.text("AbÉ1-\n", max_size=8),
    ).map("".join),
    st.tuples(ACCOUNTS, st.sampled_from(["ABCDEF", "ABCdEF", "ABCDE", "ABCDEFG", "ABCDE1", "abcdef"])).map(
        "vtexappkey-{0[0]}-{0[1]}".format
    ),
)


@given(VALUES)
def test_a_key_is_its_expression(value: str) -> None:
    match = re.fullmatch(rf"vtexappkey-({shapes.ACCOUNT})-([A-Z]{{6}})", value)
    assert shapes.key_parts(value) == (match.groups() if match else None)


@given(VALUES)
def test_a_key_in_any_case_is_its_expression(value: str) -> None:
    match = re.fullmatch(rf"(?ia)vtexappkey-({shapes.ACCOUNT})-([a-z]{{6}})", value)
    if match and ("vtexappkey" in match[1].lower() or (not match[1].islower() and re.search(r"[a-z0-9]-[A-Z]{6}$", match[1]))):
        match = None
    assert shapes.key_parts_any_case(value) == (match.groups() if match else None)


@pytest.mark.parametrize("length", [60, 127, 128])
def test_a_token_is_random_and_a_sequence_of_few_letters_is_not(length: int) -> None:
    assert shapes.is_random(token()[:length])
    chance = random.Random(1)
    assert not shapes.is_random("".join(chance.choices("ACGT", k=length)))
    assert not shapes.is_random("")
