"""Which header names VTEX reads."""

import json

import pytest

from tests.fake import KEY, TOKEN
from tests.run import credentials_in
from vtexlint.credentials.requests.header_names import RIGHT, fault_of

URL = "https://fakestore.vtexcommercestable.com.br/api"


@pytest.mark.parametrize("name", ["Authorization", "Proxy-Authorization", "Cookie"])
def test_headers_whose_values_contain_a_credential(name: str) -> None:
    value = f"VtexIdclientAutCookie={TOKEN}" if name == "Cookie" else f"Bearer {TOKEN}"
    faults = credentials_in("a.json", json.dumps({"a": {"url": URL, "headers": {"X-VTEX-API-AppKey": KEY, name: value}}})).header_faults
    assert [(fault.kind, fault.name) for fault in faults] == [("session-token" if name == "Cookie" else "authorization", name)]


@pytest.mark.parametrize(
    "right",
    ["X-VTEX-API-AppKey", "X-VTEX-API-AppToken", "VtexIdclientAutCookie", "X-PROVIDER-API-AppKey", "X-PROVIDER-API-AppToken"],
)
def test_headers_that_vtex_reads(right: str) -> None:
    assert fault_of(right) is fault_of(right.lower()) is None
    for wrong in (right[:-1], f"{right}s", right.replace("-", "_") if "-" in right else f"{right[:4]}-{right[4:]}", f"{right} :"):
        fault = fault_of(wrong)
        assert fault is not None
        assert (fault.right, fault.is_space) == (right, ":" in wrong)
    assert RIGHT[right.lower()] == right
