"""Each documented operation is found by its own URL and by no other one; what is nearly one is never taken for it."""

import random
import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

import pytest

from vtexlint.accounts.access.addresses import Address, address_of
from vtexlint.accounts.access.matching import MOST_SIMILAR, Match, Matcher, Routes
from vtexlint.accounts.access.table import Operation, table

HOST = "https://fakestore.vtexcommercestable.com.br"


@cache
def routes() -> Routes:
    return Routes(table())


def match(method: str, url: str) -> Match:
    address = address_of(url)
    assert address is not None
    return routes().match(method, address)


def found(method: str, url: str) -> list[str]:
    return [operation.path for operation in match(method, url).operations]


def example(operation: Operation, server: str) -> str:
    """The operation's own URL: the server filled in as its file says, and a made-up word for each parameter."""
    environment = "vtexcommercestable" if ".com.br" in server else "myvtex"
    url = f"{server}{operation.path}".replace("{environment}.com", f"{environment}.com").replace("{accountName}", "fakestore")
    url = re.sub(r"https://\{\w+\}", "https://service.example.net", url.replace("{workspace}", "dev"))
    return re.sub(r"\{[^}]*\}", "x1y2z3", url)


def shape(operation: Operation) -> str:
    return re.sub(r"\{[^}]*\}", "{}", operation.path)


def test_each_operation_is_found_by_its_own_url_and_none_by_another_s() -> None:
    asked = 0
    for operation in table().operations:
        for server in operation.servers:
            same = match(operation.method, example(operation, server)).operations
            assert operation in same, (operation.method, server, operation.path)
            # more than one: pages that document the same method and path
            assert {(one.method, shape(one)) for one in same} == {(operation.method, shape(operation))}
            asked += 1
    assert asked > 1100


def fits(method: str, url: str) -> bool:
    """Whether any template fits, told without the code that is tested: by one pattern for each operation and server."""
    path = re.sub(r"^https://[^/]*", "", url)
    return any(pattern.fullmatch(path) for own, pattern in _patterns() if own == method)


@cache
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    made = {
        (operation.method, re.sub(r"^https?://[^/]*", "", server) + operation.path)
        for operation in table().operations
        for server in operation.servers
    }
    patterns = []
    for method, path in made:
        parts = re.split(r"(\{[^}]*\})", path)
        pattern = "".join(".+" if part == "{facets}" else "[^/]+" if part[:1] == "{" else re.escape(part) for part in parts)
        patterns.append((method, re.compile(pattern)))
    return patterns


def near_misses() -> Iterator[tuple[Operation, str, str]]:
    """An operation, a method and a URL that is nearly its own: a letter too few or too many, two exchanged, a part dropped or doubled."""
    draw = random.Random("near misses")
    operations = [one for one in table().operations if one.servers[0].startswith("https://{accountName}.{environment}.com.br")]
    while True:
        operation = draw.choice(operations)
        url = example(operation, operation.servers[0])
        head, _, path = url.removeprefix("https://").partition("/")
        parts = path.split("/")
        at = draw.randrange(len(parts))
        word = parts[at]
        kind = draw.randrange(5)
        if word in ("x1y2z3", "fakestore") or len(word) < 5 or word.startswith("vtex"):
            continue
        letter = draw.randrange(1, len(word) - 1)
        parts[at] = (
            word[:letter] + word[letter + 1 :],
            word[:letter] + word[letter] + word[letter:],
            word[:letter] + word[letter + 1] + word[letter] + word[letter + 2 :],
            f"{word}/{word}",
            word.upper(),
        )[kind]
        if parts[at] != word:
            yield operation, operation.method, f"https://{head}/{'/'.join(parts)}"


def test_two_hundred_near_misses_give_what_was_meant_and_no_answer() -> None:
    missed = doubtful = 0
    for operation, method, url in islice(near_misses(), 200):
        said = match(method, url)
        if fits(method, url):
            # a parameter of another operation takes the misspelled word: no answer, since it looks like the word
            doubtful += 1
        assert not said.operations, (method, url, said.operations)
        near = {(one.operation.method, shape(one.operation)) for one in said.near}
        missed += (operation.method, shape(operation)) not in near
    assert doubtful > 0  # else the second half of the test proves nothing
    assert missed <= 4, missed


def test_a_method_that_the_path_does_not_have() -> None:
    said = match("DELETE", f"{HOST}/api/oms/pvt/orders/1234-01")
    assert not said.operations
    assert said.other_methods == ("GET",)


def test_the_more_specific_path_is_meant() -> None:
    assert found("GET", f"{HOST}/api/dataentities/AD/documents/12") == ["/api/dataentities/AD/documents/{addressId}"] * 2
    assert found("GET", f"{HOST}/api/dataentities/XX/documents/12") == [
        "/api/dataentities/{dataEntityName}/documents/{id}",
        "/api/dataentities/{acronym}/documents/{id}",
    ]


@pytest.mark.parametrize(
    "url",
    [
        f"{HOST}/api/oms/pvt/orders",
        f"{HOST}/api/oms/pvt/orders/",
        f"{HOST}:443/api/oms/pvt/orders?page=1&per_page=15#x",
        "http://fakestore.vtexcommercebeta.com.br/api/oms/pvt/orders",
        "https://fakestore.vtexcommercestable.com/api/oms/pvt/orders",
        "https://dev--fakestore.myvtex.com/api/oms/pvt/orders",
        "fakestore.myvtex.com/api/oms/pvt/orders",
        "https://{{account}}.vtexcommercestable.com.br/api/oms/pvt/orders",
        "https://${process.env.ACCOUNT}.{environment}.com.br/api/oms/pvt/orders",
        "{{baseUrl}}/api/oms/pvt/orders",
        "$BASE/api/oms/pvt/orders",
        "/api/oms/pvt/orders",
        "api/oms/pvt/orders",
        "https://www.shop.example/api/oms/pvt/orders",  # a store's own domain
    ],
)
def test_how_a_url_may_be_written(url: str) -> None:
    assert found("GET", url) == ["/api/oms/pvt/orders"]


@pytest.mark.parametrize(
    "url",
    [
        "https://fakestore.vtexpayments.com.br/api/oms/pvt/orders",  # the host of payments
        "https://logistics.vtexcommercestable.com.br/api/oms/pvt/orders",
        "https://fakestore.vtexassets.com/api/oms/pvt/orders",
        f"{HOST}/API/OMS/pvt/orders",
        f"{HOST}/api/oms/pvt",
        f"{HOST}/{{{{path}}}}/pvt/orders",  # a variable may be any word
    ],
)
def test_what_is_not_the_documented_url(url: str) -> None:
    assert found("GET", url) == []


def test_hosts_decide_where_a_path_is_documented_twice() -> None:
    path = "/api/pvt/transactions/ABC"
    (own,) = match("GET", f"{HOST}{path}").operations
    (payments,) = match("GET", f"https://fakestore.vtexpayments.com.br{path}").operations
    assert own.api == "Checkout Custom Card Payment API"
    assert payments.api == "Payments Gateway API"


@pytest.mark.parametrize(
    ("url", "account"),
    [
        (f"{HOST}/api/oms/pvt/orders", "fakestore"),
        ("https://dev--fakestore.myvtex.com/api", "fakestore"),
        ("https://api.vtex.com/fakestore/pricing/prices/1", "fakestore"),
        ("https://logistics.vtexcommercestable.com.br/fakestore/x", "fakestore"),
        ("https://api.vtexcommercestable.com.br/api/vtexid/apptoken/login?an=fakestore", "fakestore"),
        ("https://${account}.vtexcommercestable.com.br/api", ""),
        ("https://portal.vtexcommercestable.com.br/api", ""),
        ("https://www.shop.example/api", ""),
    ],
)
def test_the_account_of_a_url(url: str, account: str) -> None:
    address = address_of(url)
    assert address is not None
    assert address.account == account


@pytest.mark.parametrize("text", ["", "https://", "hello world", "GET /api"])
def test_what_is_not_an_address(text: str) -> None:
    assert address_of(text) is None


@pytest.mark.parametrize(
    ("url", "account"),
    [
        (f"{HOST}:443/api/oms/pvt/orders/1", "fakestore"),
        (f"{HOST.upper()}/api/oms/pvt/orders/1", "fakestore"),
        ("https://user:pass@fakestore.vtexcommercebeta.com.br/api/oms/pvt/orders/1", "fakestore"),
        ("https://ws--fakestore.myvtex.com//api//oms/pvt/orders/1/", "fakestore"),
        (f"{HOST}/api/%6Fms/./pvt/x/../orders/%31", "fakestore"),
        (f"{HOST}/api/oms/pvt/orders/a%2Fb", "fakestore"),
        (f"{HOST}/api/oms/pvt/orders/:orderId?q={{x}}&an=otherstore", "fakestore"),
        # the host decides, not what else is like one
        (f"{HOST}@www.example.com/api/oms/pvt/orders/1", ""),
        (f"{HOST}.example.com/api/oms/pvt/orders/1", ""),
        ("https://www.example.com/api/oms/pvt/orders/1?from=https://fakestore.myvtex.com", ""),
    ],
)
def test_unusual_forms_of_a_url(url: str, account: str) -> None:
    assert found("GET", url) == ["/api/oms/pvt/orders/{orderId}"]
    address = address_of(url)
    assert address is not None
    assert address.account == account


@pytest.mark.parametrize("path", ["/" + "%" * 50, "/" + "{" * 50, "/zzzz"])
def test_nothing_is_similar_to_another_word(path: str) -> None:
    assert match("GET", path).near == ()


def test_an_account_in_the_path_is_not_a_word_of_another_path() -> None:
    """`https://api.vtex.com/{accountName}/pricing/...` and a path alone: `api` is not an account."""
    assert found("PUT", "/api/pricing/prices/1") == []
    assert found("PUT", "https://api.vtex.com/fakestore/pricing/prices/1") == ["/pricing/prices/{itemId}"]


def test_facets_take_several_parts() -> None:
    assert match("GET", f"{HOST}/api/intelligent-search/v1/facets/category-1/shoes/color/blue").operations
    assert not match("GET", f"{HOST}/api/intelligent-search/v1/facets").operations


def test_an_unknown_method_gives_each_documented_one() -> None:
    assert {one.method for one in match("", f"{HOST}/api/catalog/pvt/product/1").operations} == {"GET", "PUT"}


def test_a_variable_is_never_a_misspelled_word() -> None:
    assert Address("account", "", ("a",)) == address_of("https://{x}.myvtex.com/a")
    assert found("GET", f"{HOST}/api/oms/pvt/orders/{{orders}}") == ["/api/oms/pvt/orders/{orderId}"]


def test_similar_calls_are_looked_for_only_for_the_first_unknown_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    searched: list[bool] = []
    routes = Routes(table())
    match = routes.match

    def counted(method: str, address: Address, *, near: bool = True) -> Match:
        searched.append(near)
        return match(method, address, near=near)

    monkeypatch.setattr(routes, "match", counted)
    matcher = Matcher(routes)
    paths = [f"https://fakestore.vtexcommercestable.com.br/api/oms/pvt/order/x{number}" for number in range(MOST_SIMILAR + 5)]
    asked = [address for path in paths if (address := address_of(path)) is not None]
    answers = [matcher.similar("GET", address) for address in (*asked, *asked)]
    assert searched.count(True) == MOST_SIMILAR
    assert searched.count(False) == MOST_SIMILAR + 5
    assert [bool(one.near) for one in answers[: len(asked)]] == [True] * MOST_SIMILAR + [False] * 5
    assert matcher.is_limited
