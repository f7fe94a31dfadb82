"""The shape of an appKey, compared with the regular expression that defines it."""

import re

from hypothesis import given
from hypothesis import strategies as st

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
