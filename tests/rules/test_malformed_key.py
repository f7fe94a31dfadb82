"""What an appKey lacks."""

import pytest

from tests.fake import TOKEN
from tests.run import check


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("vtexappkey-fakestore", "the account or the last part is missing"),
        ("vtexappkeyfakestore-AAAAAA", "hyphen"),
        ("vtexappkey-fakestore-AAAAA9", "6 characters including a digit"),
        ("vtexappkey-fakestore-AAAA", "4 uppercase letters instead of six"),
        ("vtexappkey-fakestore-aaaa", "its last part has 4 characters"),
        ("fakestore-AAAAAA", "it does not start with"),
    ],
)
def test_the_message_says_what(value: str, words: str) -> None:
    messages = [one.message for one in check("a.yaml", f"vtexAppKey: {value}\nvtexAppToken: {TOKEN}\n").findings]
    assert [words in message for message in messages] == [True], messages
