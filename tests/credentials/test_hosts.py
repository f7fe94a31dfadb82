"""The hosts that VTEX has."""

import pytest

from vtexlint.credentials.hosts import is_vtex_host


@pytest.mark.parametrize("host", ["vtexcommercestable", "vtexcommercebeta", "vtexpayments", "vtexcrm", "vtexassets", "myvtex"])
def test_hosts_of_vtex(host: str) -> None:
    has_brazil = host not in ("vtexassets", "myvtex")
    assert is_vtex_host(f"a.{host}.com")
    assert is_vtex_host(f"a.{host}.com.br") is has_brazil
    assert not is_vtex_host(f"a.{host}.org")
    assert not is_vtex_host(f"a.{host}x.com")
