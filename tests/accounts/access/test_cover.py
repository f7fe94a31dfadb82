"""The least that a key needs for several calls."""

from itertools import product

import pytest

from vtexlint.accounts.access import cover
from vtexlint.accounts.access.cover import custom_role, predefined_roles
from vtexlint.accounts.access.table import Operation, Resource, table


def operation(method: str, path: str) -> Operation:
    return next(one for one in table().operations if (one.method, one.path) == (method, path) and one.resources)


ORDER = operation("GET", "/api/oms/pvt/orders/{orderId}")
ORDERS = operation("GET", "/api/oms/pvt/orders")
CANCEL = operation("POST", "/api/oms/pvt/orders/{orderId}/cancel")
PRODUCT = operation("GET", "/api/catalog/pvt/product/{productId}")
PAGES = operation("GET", "/_v/cms/api/{projectId}")


def names(*operations: Operation) -> list[str]:
    return [resource.name for resource in custom_role(operations, table())]


def test_one_call_needs_one_resource_and_reading_is_less_than_everything() -> None:
    assert names(ORDER) == ["View order"]
    assert names(ORDERS) == ["List Orders"]


def test_several_calls() -> None:
    assert names(ORDER, ORDERS, CANCEL) == ["Cancel order", "List Orders", "View order"]
    assert names() == []


def test_all_resources_where_a_call_needs_all() -> None:
    assert names(PAGES, PAGES) == sorted((resource.name for resource in PAGES.resources), key=lambda name: names(PAGES).index(name))
    assert len(names(PAGES)) == 3


def test_the_result_is_sufficient_and_no_smaller_choice_is_less() -> None:
    """Compared with all choices, for calls with several resources each."""
    several = [one for one in table().operations if 1 < len(one.resources) <= 3 and not one.needs_all][:60:12]
    assert len(several) == 5
    weight = [1 if one.method == "GET" else 10 for one in table().operations]

    def cost(chosen: frozenset[object]) -> int:
        broad = sum(1000 for one in chosen if "full access" in str(one).lower() or "admin" in str(one).lower())
        return broad + sum(weight[number] for number, one in enumerate(table().operations) if chosen & set(one.resources))

    found = frozenset(custom_role(several, table()))
    assert all(found & set(one.resources) for one in several)
    assert cost(found) == min(cost(frozenset(choice)) for choice in set(product(*(one.resources for one in several))))


def test_everything_at_once_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    """The search is exact for few calls, and ends for all. No clock: how many steps it takes, and that a limit ends it."""
    searches: list[cover._Search] = []

    def best(self: cover._Search) -> frozenset[Resource]:
        searches.append(self)
        return own(self)

    own = cover._Search.best
    monkeypatch.setattr(cover._Search, "best", best)
    everything = [one for one in table().operations if one.resources]
    for limit in (cover._MOST_STEPS, 0):
        monkeypatch.setattr(cover, "_MOST_STEPS", limit)
        found = set(custom_role(everything, table()))
        assert all(found & set(one.resources) for one in everything)
    exact, limited = (search._steps for search in searches)
    assert limited < exact < 1000
    assert predefined_roles(everything, table()).uncovered


def test_the_smallest_set_of_predefined_roles() -> None:
    found = predefined_roles([ORDER], table())
    assert [one.name for one in found.roles] == ["Call center operator"]
    assert not found.uncovered
    found = predefined_roles([ORDER, CANCEL, PRODUCT], table())
    assert [one.name for one in found.roles] == ["IntegrationProfile - Fulfillment Gateway"]
    assert found.uncovered == (PRODUCT,)
    assert predefined_roles([PRODUCT], table()).roles == ()
