"""What the Python interface returns about a call."""

import json
from pathlib import Path

import pytest

from tests import fake
from vtexlint import TroubleError, call_access

ORDER = "https://fakestore.vtexcommercestable.com.br/api/oms/pvt/orders/1"


def test_a_call() -> None:
    found = call_access("get", ORDER)
    (operation,) = found.operations
    assert (operation.path, operation.resources[0].shown) == ("/api/oms/pvt/orders/{orderId}", "OMS > OMS access > View order")
    assert (found.account, found.near, found.keys) == ("fakestore", (), {})
    assert "OMS - Read only" in found.roles


def test_a_call_that_is_not_known() -> None:
    found = call_access("GET", "/api/oms/pvt/order/1")
    assert (found.operations, found.roles) == ((), ())
    assert found.near[0] == "GET https://{accountName}.{environment}.com.br/api/oms/pvt/orders/{orderId}"
    assert call_access("GET", "not a url").operations == ()


def test_the_keys_of_a_snapshot(tmp_path: Path) -> None:
    roles = {fake.key(): [{"id": 1, "name": "OMS - Read only"}], fake.key(suffix="BBBBBB"): []}
    (tmp_path / "account.json").write_text(json.dumps({"account": "fakestore", "roles": roles}))
    found = call_access("GET", ORDER, accounts=["account.json"], root=tmp_path)
    assert {key: said.answer for key, said in found.keys["fakestore"].items()} == {fake.key(): "yes", fake.key(suffix="BBBBBB"): "no"}
    (tmp_path / "other.json").write_text(
        json.dumps({"account": "otherstore", "roles": {fake.key(): [{"id": 1, "name": "Catalog - Full access"}]}})
    )
    both = call_access("GET", "{{host}}/api/oms/pvt/orders/1", accounts=["account.json", "other.json"], root=tmp_path).keys
    assert {account: said[fake.key()].reason for account, said in both.items()} == {"fakestore": "has-role", "otherstore": "custom-role"}
    other = call_access("GET", ORDER.replace("fakestore", "otherstore"), accounts=["account.json"], root=tmp_path)
    assert other.keys == {}
    with pytest.raises(TroubleError, match=r"missing\.json"):
        call_access("GET", ORDER, accounts=["missing.json"], root=tmp_path)
