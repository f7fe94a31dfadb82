"""Collections of requests: one fault gives that fault and nothing else, in small texts and in large ones."""

import json
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from tests.fake import KEY, TOKEN, key, token
from tests.run import rules
from vtexlint.credentials.candidates import candidate_fields
from vtexlint.credentials.requests.header_names import fault_of, good_kind, in_authorization, resembles
from vtexlint.credentials.requests.model import Request
from vtexlint.credentials.requests.read import read
from vtexlint.linter import parse_file
from vtexlint.linter.conclude import conclude
from vtexlint.linter.lint import lint_bytes
from vtexlint.parsers.parse import parse
from vtexlint.text.source import Source

URL = "https://fakestore.vtexcommercestable.com.br/api/oms/pvt/orders"
SCHEMA = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"
Collection = dict[str, Any]


def auth(value: str, where: str = "header", name: str = "X-VTEX-API-AppKey") -> Collection:
    parts = {"key": name, "value": value, "in": where}
    return {"type": "apikey", "apikey": [{"key": key, "value": part} for key, part in parts.items()]}


def collection(*, key_in_auth: bool, padding: int = 0) -> Collection:
    """Three requests in a folder, filled in."""
    header = [{"key": "X-VTEX-API-AppToken", "value": TOKEN}]
    if not key_in_auth:
        header.append({"key": "X-VTEX-API-AppKey", "value": KEY})
    items = [
        {"name": f"request {n}", "request": {"url": {"raw": URL}, "header": [dict(one) for one in header], "description": "x" * padding}}
        for n in range(3)
    ]
    found: Collection = {"info": {"name": "VTEX", "schema": SCHEMA}, "item": [{"name": "folder", "item": items}]}
    if key_in_auth:
        found["auth"] = auth(KEY)
    return found


def second(whole: Collection) -> Collection:
    request: Collection = whole["item"][0]["item"][1]["request"]
    return request


def header(whole: Collection, name: str = "X-VTEX-API-AppToken") -> Collection:
    return next(one for one in second(whole)["header"] if one["key"] == name)


def found(whole: Collection) -> list[str]:
    result = lint_bytes("collection.json", json.dumps(whole, indent=1).encode())
    return [finding.rule for finding in conclude([result], {}).findings if "secret" not in finding.rule]


def no_token(whole: Collection) -> None:
    second(whole)["header"] = [one for one in second(whole)["header"] if one["key"] != "X-VTEX-API-AppToken"]


def cut(whole: Collection) -> None:
    header(whole)["value"] = TOKEN[:127]


def spaced(whole: Collection) -> None:
    header(whole)["value"] += " "


def lower(whole: Collection) -> None:
    header(whole)["value"] = TOKEN.lower()


def misspelt(whole: Collection) -> None:
    header(whole)["key"] = "X-VTEX-API-AppTokem"


def queried(whole: Collection) -> None:
    second(whole)["header"] = [one for one in second(whole)["header"] if one["key"] != "X-VTEX-API-AppKey"]
    second(whole)["auth"] = auth(KEY, "query")


def swapped(whole: Collection) -> None:
    second(whole)["header"] = [{"key": "X-VTEX-API-AppToken", "value": KEY}]
    second(whole)["auth"] = auth(TOKEN)


FAULTS = {
    "missing-token": no_token, "malformed-token": cut, "surrounding-whitespace": spaced, "token-casing": lower,
    "swapped-values": swapped,
}  # fmt: skip
ALL = [*FAULTS.items(), ("header-name", misspelt), ("header-name", queried)]


@pytest.mark.parametrize("padding", [0, 20_000], ids=["small", "large"])
@pytest.mark.parametrize("key_in_auth", [False, True], ids=["header", "auth"])
def test_a_filled_in_collection_has_no_fault(key_in_auth: bool, padding: int) -> None:
    assert found(collection(key_in_auth=key_in_auth, padding=padding)) == []


@pytest.mark.parametrize("padding", [0, 20_000], ids=["small", "large"])
@pytest.mark.parametrize("key_in_auth", [False, True], ids=["header", "auth"])
@pytest.mark.parametrize(("rule", "damage"), ALL, ids=[f"{rule}-{damage.__name__}" for rule, damage in ALL])
def test_one_fault_gives_that_fault(rule: str, damage: Callable[[Collection], None], key_in_auth: bool, padding: int) -> None:
    whole = collection(key_in_auth=key_in_auth, padding=padding)
    damage(whole)
    assert found(whole) == [rule]


def test_a_large_collection_is_read_whole_only_where_it_is_filled_in(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = 0
    parse = parse_file.parse  # type: ignore[attr-defined]

    def counted(*arguments: Any) -> Any:
        nonlocal whole
        whole += 1
        return parse(*arguments)

    monkeypatch.setattr(parse_file, "parse", counted)
    filled = collection(key_in_auth=True, padding=20_000)
    unfilled = json.loads(json.dumps(filled).replace(KEY, "{{apiKey}}").replace(TOKEN, "<API Token>"))
    assert found(unfilled) == []
    assert whole == 0
    assert found(filled) == []
    assert whole == 1


def test_an_inherited_key_that_no_request_completes_is_reported_once() -> None:
    whole = collection(key_in_auth=True)
    for item in whole["item"][0]["item"]:
        item["request"]["header"] = []
    assert found(whole) == ["missing-token"]


def severities(whole: Collection) -> list[tuple[str, str]]:
    result = lint_bytes("collection.json", json.dumps(whole, indent=1).encode())
    return [(one.rule, one.severity.name) for one in conclude([result], {}).findings]


def test_a_key_of_a_collection_that_sends_no_token_at_all_is_information() -> None:
    """VTEX's own collections have a field for the key alone: who uses them adds the other header by hand."""
    whole = collection(key_in_auth=True)
    items = whole["item"][0]["item"]
    sent = items[0]["request"]["header"]
    for item in items:
        item["request"]["header"] = []
    assert severities(whole) == [("missing-token", "INFO")]
    items[0]["request"]["header"] = sent
    assert ("missing-token", "WARNING") in severities(whole)


def test_a_request_without_authentication_inherits_none() -> None:
    whole = collection(key_in_auth=True)
    second(whole).update(auth={"type": "noauth"}, header=[])
    assert found(whole) == []


def test_a_disabled_header_is_not_sent() -> None:
    whole = collection(key_in_auth=False)
    header(whole)["disabled"] = True
    assert found(whole) == ["missing-token"]


def test_an_account_of_a_variable_is_that_of_the_request() -> None:
    whole = collection(key_in_auth=False)
    whole["variable"] = [{"key": "host", "value": "https://otherstore.vtexcommercestable.com.br"}]
    second(whole)["url"]["raw"] = "{{host}}/api"
    assert found(whole) == ["account-mismatch"]


RIGHT = [
    "X-VTEX-API-AppKey",
    "x-vtex-api-apptoken",
    "VtexIdclientAutCookie",
    "X-PROVIDER-API-AppKey",
    "X-VTEX-Use-Https",
    "X-VTEX-Workspace",
]
NEAR = {
    "X-VTEX-API-AppKeys": "X-VTEX-API-AppKey", "X-VTEX-API-App-Key": "X-VTEX-API-AppKey", "XVTEX-API-AppToken": "X-VTEX-API-AppToken",
    "X-VTEX-API-AppToekn": "X-VTEX-API-AppToken", "X_VTEX_API_AppKey": "X-VTEX-API-AppKey", "X-VTEX-API-AppKey ": "X-VTEX-API-AppKey",
    "X-VTEX-API-AppTokenss": "X-VTEX-API-AppToken", "X-VTEX-API-AppKey:": "X-VTEX-API-AppKey", "VtexIdclientAuthCookie": "VtexIdclientAutCookie", "X-VTEX-API-ApiKey": "X-VTEX-API-AppKey",
    "X-PROVIDER-API-AppTokn": "X-PROVIDER-API-AppToken",
}  # fmt: skip


@pytest.mark.parametrize(
    "name", [*RIGHT, "X-Api-Key", "Content-Type", "X-Request-Id", "X-VTEX-API-AppTokensss", "VtexIdclientAutCookie_fakestore"]
)
def test_right_and_other_names_have_no_fault(name: str) -> None:
    assert fault_of(name) is None


@pytest.mark.parametrize(("wrong", "right"), NEAR.items())
def test_a_name_that_is_nearly_right(wrong: str, right: str) -> None:
    fault = fault_of(wrong)
    assert fault is not None
    assert fault.right == right


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("X-VTEX-Key", True),
        ("x-vtex-key", True),
        ("X-VTEX-API-AppKey", True),
        ("X-VTEX-Other", True),
        ("appToken", True),
        ("X-Api-Key", False),
    ],
)
def test_a_name_that_says_that_it_is_vtexs(name: str, expected: bool) -> None:
    assert resembles(name) is expected


def test_what_is_sent_in_authorization() -> None:
    assert in_authorization(f"Bearer {TOKEN}") == "token"
    assert in_authorization(f"{KEY}:{TOKEN}") == "token"
    assert in_authorization("Bearer {{token}}") is None
    assert in_authorization("Basic dXNlcjpwYXNzd29yZA==") is None


def test_only_an_exact_credential_is_good() -> None:
    assert (good_kind(KEY), good_kind(TOKEN), good_kind(token(length=127)), good_kind("X" * 128)) == ("key", "token", None, None)


def test_a_longer_value_is_not_looked_into() -> None:
    assert good_kind(f"{TOKEN}{' ' * 100}") == "token"
    assert good_kind(f"{TOKEN}{' ' * 150}") is None


@pytest.mark.parametrize(
    ("name", "is_space"), [("X-VTEX-API-AppKey ", True), ("X-VTEX-API-AppToken:", True), ("X-VTEX-API-AppKeys", False)]
)
def test_a_name_that_only_spaces_or_a_colon_make_wrong(name: str, is_space: bool) -> None:
    fault = fault_of(name)
    assert fault is not None
    assert fault.is_space is is_space


def test_a_key_that_is_inherited_and_sent_by_a_request_of_its_own_is_reported_once() -> None:
    for place in range(3):
        whole = collection(key_in_auth=True)
        whole |= {"auth": auth("{{apiKey}}"), "variable": [{"key": "apiKey", "value": KEY}]}
        for number, item in enumerate(whole["item"][0]["item"]):
            own = {"auth": {"type": "noauth"}, "header": [{"key": "X-VTEX-API-AppKey", "value": "{{apiKey}}"}]}
            item["request"].update(own if number == place else {"header": []})
        assert found(whole) == ["missing-token"]


def test_a_parameter_of_the_address_is_no_header() -> None:
    whole = collection(key_in_auth=False)
    request = second(whole)
    request["header"] = [{"key": "X-VTEX-API-AppToken", "value": TOKEN}]
    request["url"]["query"] = [{"key": "x-vtex-api-appkey", "value": KEY}]
    assert found(whole) == ["header-name"]
    request["url"]["query"] = [{"key": "page", "value": "1"}]
    assert found(whole) == ["missing-key"]


def insomnia(environments: Sequence[Collection], headers: Collection, parameters: Collection) -> list[str]:
    resources = [{"_type": "environment", "_id": f"env_{number}", "data": data} for number, data in enumerate(environments)]
    sent = {
        kind: [{"name": name, "value": value} for name, value in fields.items()]
        for kind, fields in (("headers", headers), ("parameters", parameters))
    }
    request = {"_type": "request", "_id": "req_1", "name": "orders", "url": URL, **sent}
    return found({"_type": "export", "__export_format": 4, "resources": [*resources, request]})


def test_a_parameter_of_a_request_of_insomnia_is_no_header() -> None:
    token_alone = {"X-VTEX-API-AppToken": TOKEN}
    assert insomnia([], token_alone, {"X-VTEX-API-AppKey": KEY}) == ["header-name"]
    assert insomnia([], token_alone, {"page": "1"}) == ["missing-key"]
    assert insomnia([], token_alone | {"X-VTEX-API-AppKey": KEY}, {"page": "1"}) == []


def test_each_environment_has_a_pair_of_its_own() -> None:
    headers = {"X-VTEX-API-AppKey": "{{ _.appKey }}", "X-VTEX-API-AppToken": "{{ _.appToken }}"}
    pairs = [{"appKey": key(suffix=suffix), "appToken": token(suffix)} for suffix in ("AAAAAA", "BBBBBB")]
    assert insomnia(pairs, headers, {}) == []
    assert insomnia([pairs[0], {**pairs[1], "appToken": KEY}], headers, {}) == ["swapped-values"]
    assert insomnia([*pairs, {"appKey": KEY}], headers, {}) == []
    assert insomnia([{"appKey": KEY}, {"appToken": TOKEN}], headers, {}) == []
    assert insomnia([{"appKey": KEY}, {"appToken": TOKEN}, {"appToken": token(1)}], headers, {}) == ["conflicting-pair"]


def test_the_parts_of_an_environment_belong_together() -> None:
    headers = {"X-VTEX-API-AppKey": "{{ _.keys.appKey }}", "X-VTEX-API-AppToken": "{{ _.tokens.appToken }}"}
    pairs = [{"keys": {"appKey": key(suffix=suffix)}, "tokens": {"appToken": token(suffix)}} for suffix in ("AAAAAA", "BBBBBB")]
    assert insomnia(pairs, headers, {}) == []
    assert insomnia([pairs[0], {**pairs[0], "tokens": pairs[1]["tokens"]}], headers, {}) == ["conflicting-pair"] * 2


def test_a_file_of_requests_is_no_collection_to_be_filled_in() -> None:
    text = f"GET {URL}\nX-VTEX-API-AppKey: <your key>\nX-VTEX-API-AppToken: {TOKEN}\n"
    assert rules("orders.http", text) == ["unfilled-placeholder"]
    whole = collection(key_in_auth=False)
    assert found(json.loads(json.dumps(whole).replace(KEY, "<your key>"))) == []


def requests_in(whole: Collection) -> list[Request]:
    source = Source("a.json", json.dumps(whole))
    document = parse(source, "json")
    return [sent.request for sent in read(document, candidate_fields(source, document, ())).requests]


LABELS = ["fakestore", "vtexcommercestable", "com", "br"]


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (URL, URL),
        ({"raw": URL, "host": ["other"]}, URL),
        ({"host": LABELS, "path": ["api", "oms"]}, "fakestore.vtexcommercestable.com.br/api/oms"),
        ({"raw": "", "host": LABELS}, "fakestore.vtexcommercestable.com.br/"),
        ({"host": ".".join(LABELS), "path": ["api"]}, "fakestore.vtexcommercestable.com.br/api"),
        ({"host": ["{{host}}"], "path": [None, "x"]}, "{{host}}//x"),
        ({"path": ["api"]}, ""),
        ({}, ""),
    ],
)
def test_the_address_of_a_request_of_postman(url: object, expected: str) -> None:
    request = {"url": url, "header": [{"key": "X-VTEX-API-AppKey", "value": KEY}]}
    [found] = requests_in({"info": {"name": "n", "schema": SCHEMA}, "item": [{"name": "r", "request": request}]})
    assert found.url == expected
    assert found.url_span.start > 0 or not expected


@pytest.mark.parametrize(
    ("auth", "login"),
    [
        ({"type": "basic", "username": KEY, "password": TOKEN}, [KEY, TOKEN]),
        ({"type": "basic", "username": KEY}, [KEY]),
        ({"type": "bearer", "token": TOKEN, "prefix": "x"}, [TOKEN]),
        ({"type": "bearer", "token": TOKEN, "disabled": True}, None),
        ({"type": "oauth2", "token": TOKEN}, None),
        ({"type": "apikey", "key": "X-VTEX-API-AppToken", "value": TOKEN}, None),
        ({}, None),
    ],
)
def test_the_login_of_a_request_of_insomnia(auth: Collection, login: list[str] | None) -> None:
    request = {"_id": "r", "_type": "request", "url": URL, "authentication": auth, "headers": [{"name": "X-VTEX-API-AppKey", "value": KEY}]}
    [found] = requests_in({"_type": "export", "__export_format": 4, "resources": [request]})
    assert (None if found.login is None else [entry.value for entry in found.login.parts]) == login
