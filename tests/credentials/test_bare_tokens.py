"""Tokens in long texts are found as in short ones: the byte test that comes first leaves none out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.examples import examples
from tests.fake import token
from vtexlint.credentials import bare_tokens
from vtexlint.text.source import Span


@examples(200)
@given(st.lists(st.tuples(st.integers(0, 9), st.sampled_from(["\n", '"', "x", "A", "\\n", " ", "é", "ÿ" * 9, "." * 200])), max_size=40))
def test_a_long_text_has_the_tokens_of_its_parts(parts: list[tuple[int, str]]) -> None:
    text = "".join(f"{mark}{token(seed)}" if seed else mark * 7 for seed, mark in parts)
    expected = [Span(match.end() - 128, match.end()) for match in bare_tokens._RUN.finditer(text)]
    expected = [span for span in expected if bare_tokens.is_bounded_before(text, span.start)]
    assert list(bare_tokens.in_text(text)) == expected
    padded = text + "." * 2_000
    assert list(bare_tokens.in_text(padded)) == [span for span in expected if span.end < len(text) or not text.endswith("A")]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("paymentId", True),
        ("transaction_id", True),
        ("tid", True),
        ("payment", False),
        ("id", False),
        ("paymentKeyId", False),
        ("paymentTokenId", False),
        ("payment_secret_id", False),
    ],
)
def test_the_name_of_an_identifier_of_a_payment(name: str, expected: bool) -> None:
    assert bare_tokens.is_identifier(name) is expected
