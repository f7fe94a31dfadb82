"""The name of an account: one fault does not hide the next."""

from tests.fake import KEY, TOKEN
from tests.run import rules


def test_a_name_beside_a_reference_does_not_end_the_search() -> None:
    other = "one:\n  accountName: 'otherstore '\n  vtexAppKey: ${K}\n  vtexAppToken: ${T}\n"
    text = f"two:\n  vtexAccount: 'fakestore '\n  vtexAppKey: {KEY}\n  vtexAppToken: {TOKEN}\n"
    assert rules("a.yaml", other) == []
    assert rules("a.yaml", text) == ["account-name"]
    assert rules("a.yaml", other + text) == ["account-name"]
