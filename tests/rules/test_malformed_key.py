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
        ("vtexapptoken-fakestore-AAAAAA", "it does not start with"),
        ("vtexappkey-vtexappkey-fakestore-AAAAAA", "not a valid appKey: it contains `vtexappkey` twice"),
        ("vtexappkey-fakestore-AAAAA", "unusual appKey: it ends with 5 uppercase letters instead of six"),
        ("vtexappkey-fakestore-AAAAAAA", "unusual appKey: it ends with 7 uppercase letters instead of six"),
        ("vtexappkey-fakestore-A", "unusual appKey: it ends with one uppercase letter instead of six"),
        ("vtexappkey-fakestore-7", "unusual appKey: it ends with a digit instead of six uppercase letters"),
        ("vtexappkey-fakestore-AAA1AA", "unusual appKey: it ends with 6 characters including a digit"),
        ("vtexappkey-fakestore-", "not a valid appKey: its last part has 0 characters instead of six"),
        ("vtexappkey-fakestore-aaaaa", "not a valid appKey: its last part has 5 characters instead of six"),
        ("vtexappkey-fakestoré-AAAAAA", "not a valid appKey: it contains 1 character other than"),
        ("vtexappkey-fa_ke_store-AAAAAA", "not a valid appKey: it contains 2 characters other than"),
        ("vtexappkey-fakestore-AAAAAA-BBBBBB", "not a valid appKey: it ends with two six-letter parts"),
        ("vtexappkey--fakestore-AAAAAA", "not a valid appKey: its account part is not a valid account name"),
        ("vtexappkey-fakestore-aaa1aa", "not a valid appKey: its last part contains a digit"),
    ],
)
def test_the_message_says_what(value: str, words: str) -> None:
    messages = [one.message for one in check("a.yaml", f"vtexAppKey: {value}\nvtexAppToken: {TOKEN}\n").findings]
    assert [words in message for message in messages] == [True], messages


def test_nothing_is_left_of_an_app_key() -> None:
    [found] = [one for one in check("a.yaml", f"vtexAppKey: '\"\"'\nvtexAppToken: {TOKEN}\n").findings if one.rule == "malformed-key"]
    assert found.message == "not a valid appKey: it contains only whitespace and quotes"
