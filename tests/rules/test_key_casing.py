"""An appKey of the wrong case where it does not belong."""

from tests.fake import KEY, TOKEN
from tests.run import rules

WRONG = KEY.upper()


def test_in_the_field_of_the_token() -> None:
    assert rules("a.yaml", f"vtexAppKey: {KEY}\nvtexAppToken: {WRONG}\n") == ["key-casing", "swapped-values"]
    assert rules("a.yaml", f"vtexAppKey: {TOKEN}\nvtexAppToken: {WRONG}\n") == ["swapped-values", "key-casing"]


def test_in_both_fields_it_is_reported_in_its_own() -> None:
    text = f"vtexAppKey: {WRONG}\nvtexAppToken: {WRONG}\n"
    assert rules("a.yaml", text) == ["key-casing", "same-value"]
