"""A placeholder in a host, beside a key that is filled in."""

from tests.fake import KEY, TOKEN
from tests.run import rules

HOST = "host: https://{account}.vtexcommercestable.com.br"


def test_each_host_is_looked_at() -> None:
    pair = f"  vtexAppKey: {KEY}\n  vtexAppToken: {TOKEN}\n"
    assert rules("a.yaml", f"one:\n  {HOST}\ntwo:\n  {HOST}\n{pair}") == ["unfilled-placeholder"]
    assert rules("a.yaml", f"one:\n  {HOST}\n{pair}two:\n  {HOST}\n{pair}") == ["unfilled-placeholder"] * 2
    assert rules("a.yaml", f"one:\n  {HOST}\n") == []
