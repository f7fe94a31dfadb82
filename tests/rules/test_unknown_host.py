"""Hosts that nearly are VTEX's."""

import pytest

from tests.fake import KEY, TOKEN
from tests.run import rules


def found(host: str) -> list[str]:
    return rules("a.yaml", f"host: '{host}'\nvtexAppKey: {KEY}\nvtexAppToken: {TOKEN}\n")


@pytest.mark.parametrize("domain", ["vtexcommercestabel.com.br", "vtexcommercebta.com.br", "vtexpayment.com.br", "vtexasets.com"])
def test_two_typing_errors(domain: str) -> None:
    assert found(f"fakestore.{domain}") == ["unknown-host"]


@pytest.mark.parametrize("domain", ["vtexcommercestable.com.br", "vtexcommercebeta.com.br", "vtexpayments.com.br", "vtexassets.com"])
def test_right_ones(domain: str) -> None:
    assert found(f"fakestore.{domain}") == []


@pytest.mark.parametrize("account", ["fake_store", "fake store", "fake(store)"])
def test_what_is_no_host_is_not_repeated(account: str) -> None:
    assert found(f"{account}.vtexcommercestabel.com.br") == []
