"""Whether a key may make a call: yes, no, and not known; never more than the pages and the snapshot say."""

import pytest

from tests import fake
from vtexlint.accounts.access.addresses import address_of
from vtexlint.accounts.access.matching import Routes
from vtexlint.accounts.access.table import Operation, table
from vtexlint.accounts.access.verdicts import holders, verdict
from vtexlint.accounts.model import Key, Role

HOST = "https://fakestore.vtexcommercestable.com.br"
ORDER = ("GET", "/api/oms/pvt/orders/1")
CANCEL = ("POST", "/api/oms/pvt/orders/1/cancel")
PRODUCT = ("GET", "/api/catalog/pvt/product/1")
CART = ("GET", "/api/checkout/pub/orderForm")
PAY = ("POST", "https://fakestore.vtexpayments.com.br/api/pvt/transactions")
PAGES = ("GET", "/_v/cms/api/faststore")


def operations(method: str, path: str) -> tuple[Operation, ...]:
    address = address_of(f"{HOST}{path}" if path.startswith("/api/") else path)
    assert address is not None
    found = Routes(table()).match(method, address).operations
    assert found, (method, path)
    return found


def key(*roles: str | Role, active: bool | None = True) -> Key:
    return Key(fake.key(), active=active, roles=tuple(role if isinstance(role, Role) else Role(role) for role in roles))


@pytest.mark.parametrize(
    ("call", "roles", "answer", "reason"),
    [
        (ORDER, ("OMS - Read only",), "yes", "has-role"),
        (ORDER, ("oms  -  READ only",), "yes", "has-role"),
        (ORDER, ("Catalog integration", "OMS - Full access"), "yes", "has-role"),
        (ORDER, ("Logistics - Full access",), "no", "predefined"),
        (ORDER, ("Seller Manager", "Payments Notifier"), "no", "predefined"),
        (ORDER, ("Catalog integration",), "unknown", "custom-role"),
        (ORDER, ("Logistics - Full access", "Catalog integration"), "unknown", "custom-role"),
        (ORDER, (Role("", 12),), "unknown", "custom-role"),
        (ORDER, ("Owner (Admin Super)",), "unknown", "owner"),
        (ORDER, (Role("Everything", 1, is_admin=True),), "unknown", "owner"),
        (ORDER, (), "no", "no-role"),
        # its page names two predefined roles, and this one is not among them
        (CANCEL, ("OMS - Read only",), "no", "predefined"),
        # VTEX's page lists it for this role, although the call's page does not
        (CANCEL, ("IntegrationProfile - Fulfillment Gateway",), "yes", "has-role"),
        (PRODUCT, ("OMS - Read only",), "no", "predefined"),
        (PRODUCT, ("OMS - Full access",), "no", "predefined"),  # of Catalog it has only the start pages
        # `Make Payments` of one page may be `Process payments` of the other
        (PAY, ("IntegrationProfile - Fulfillment Gateway",), "unknown", "maybe-role"),
        (PAY, ("Logistics - Full access",), "no", "predefined"),
        # its file does not say which credentials it takes: a shopper sends none
        (CART, ("OMS - Read only",), "unknown", "credentials-not-stated"),
        (CART, (), "unknown", "credentials-not-stated"),
    ],
)
def test_roles(call: tuple[str, str], roles: tuple[str | Role, ...], answer: str, reason: str) -> None:
    said = verdict(operations(*call), key(*roles), table())
    assert (said.answer, said.reason) == (answer, reason)


def test_what_the_snapshot_does_not_contain() -> None:
    said = verdict(operations(*ORDER), Key(fake.key()), table())
    assert (said.answer, said.reason) == ("unknown", "roles-unknown")


def test_an_inactive_key_has_no_use_for_a_role() -> None:
    said = verdict(operations(*ORDER), key("OMS - Full access", active=False), table())
    assert (said.answer, said.reason) == ("no", "inactive")


def test_a_call_that_takes_only_a_user_s_token() -> None:
    said = verdict(operations("GET", "/api/vtexid/pvt/user/id"), key("Owner (Admin Super)"), table())
    assert (said.answer, said.reason) == ("no", "user-token")


def test_a_call_that_needs_nothing() -> None:
    free = next(one for one in table().operations if one.open == "authentication" and not one.resources)
    assert verdict((free,), key(), table()).answer == "yes"


def test_all_resources_where_the_page_says_so() -> None:
    (pages,) = operations(*PAGES)
    assert pages.needs_all
    assert len(pages.resources) == 3
    assert not holders(pages, table())
    assert verdict((pages,), key("Catalog integration"), table()).answer == "unknown"


def test_owner_and_save_user() -> None:
    only = [one for one in table().operations if one.resources and all(r.name == "Save user" for r in one.resources)]
    assert only
    said = verdict((only[0],), key("Owner (Admin Super)"), table())
    assert (said.answer, said.reason) == ("no", "owner-lacks")


def test_roles_are_sorted_by_how_much_they_have() -> None:
    found = holders(operations(*ORDER)[0], table())
    totals = [one.total for one in found if one.total is not None]
    assert totals == sorted(totals)
    assert found[-1].name == "Finance - Full access"
    assert all(one.resources for one in found)
