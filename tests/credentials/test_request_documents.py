"""The names of fields that contain headers and parameters of requests."""

import json

import pytest

from tests.fake import KEY, TOKEN
from tests.run import credentials_in

URL = "https://fakestore.vtexcommercestable.com.br/api"


@pytest.mark.parametrize("name", "querystring query queryparams queryparameters query_params params searchparams QueryParams".split())
def test_names_of_a_query(name: str) -> None:
    fields = {"X-VTEX-API-AppKey": KEY, "X-VTEX-API-AppToken": TOKEN}
    faults = credentials_in("a.json", json.dumps({"a": {"url": URL, name: fields}})).header_faults
    assert [fault.kind for fault in faults] == ["query", "query"]
    assert credentials_in("a.json", json.dumps({"a": {"url": URL, f"{name}s1": fields}})).header_faults == ()


@pytest.mark.parametrize(
    "name",
    """header headers httpheaders http_headers http-headers requestheaders request_headers request-headers defaultheaders default_headers
    extraheaders extra_headers customheaders custom_headers customrequestheaders reqheaders headerparameters authheaders auth_headers
    requestHeaders""".split(),
)
def test_names_of_headers(name: str) -> None:
    fields = {"X-VTEX-API-AppKey": KEY, "X-VTEX-API-AppTokem": TOKEN}
    faults = credentials_in("a.json", json.dumps({"a": {"url": URL, name: fields}})).header_faults
    assert [(fault.kind, fault.right) for fault in faults] == [("name", "X-VTEX-API-AppToken")]
    assert credentials_in("a.json", json.dumps({"a": {"url": URL, f"{name}1x": fields}})).header_faults == ()
