"""The calls in files: requests of clients, commands with curl, URLs in code."""

import json

import pytest

from tests import fake
from vtexlint.accounts.access.calls import Call, call_at, calls
from vtexlint.parsers.formats import format_of, guess_format
from vtexlint.text.source import Source

HOST = "https://fakestore.vtexcommercestable.com.br"
ORDERS = f"{HOST}/api/oms/pvt/orders"
KEY = fake.key()
HEADERS = f'-H "X-VTEX-API-AppKey: {KEY}" -H "X-VTEX-API-AppToken: {fake.TOKEN}"'


def in_file(text: str, name: str = "a.txt") -> list[tuple[str, str, str]]:
    found = calls(Source(name, text), format_of(name) or guess_format(text))
    return [(call.method, call.url, call.key) for call in found]


@pytest.mark.parametrize(
    ("command", "method", "url", "key"),
    [
        (f"curl {ORDERS}", "GET", ORDERS, ""),
        (f"curl '{ORDERS}' {HEADERS}", "GET", ORDERS, KEY),
        (f"curl {HEADERS} {ORDERS}", "GET", ORDERS, KEY),
        (f"curl -X POST {ORDERS}", "POST", ORDERS, ""),
        (f"curl -XPUT {ORDERS}", "PUT", ORDERS, ""),
        (f"curl --request=delete --url={ORDERS}", "DELETE", ORDERS, ""),
        (f"curl --url {ORDERS} --header 'x-vtex-api-appkey: {KEY}'", "GET", ORDERS, KEY),
        (f"curl -d '{{}}' {ORDERS}", "POST", ORDERS, ""),
        (f"curl --json @body.json {ORDERS}", "POST", ORDERS, ""),
        (f"curl -G -d a=1 {ORDERS}", "GET", ORDERS, ""),
        (f"curl -I {ORDERS}", "HEAD", ORDERS, ""),
        (f"curl -T file.csv {ORDERS}", "PUT", ORDERS, ""),
        (f"curl -sS -o /dev/null -w '%{{http_code}}' {ORDERS}", "GET", ORDERS, ""),
        (f"curl -X POST \\\n  {HEADERS} \\\n  '{ORDERS}' | jq .", "POST", ORDERS, KEY),
        (f"$ curl.exe -X POST ^\r\n  {ORDERS}", "POST", ORDERS, ""),
        (f"result=$(curl -s {ORDERS})", "GET", ORDERS, ""),
        (f'curl "{HOST}/api/$X?a=1&b=2"', "GET", f"{HOST}/api/$X?a=1&b=2", ""),
    ],
)
def test_commands(command: str, method: str, url: str, key: str) -> None:
    assert in_file(command)[0] == (method, url, key)


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ("-H 'VtexIdclientAutCookie: x'", True),
        ("-H 'cookie: a=1; VtexIdclientAutCookie_fakestore=x'", True),
        ("-b 'VtexIdclientAutCookie=x'", True),
        ("--cookie cookies.txt", True),
        ('-H "Cookie: $COOKIES"', True),
        ("-H 'Cookie: a=1'", False),
        ("-b 'a=1' -H 'Accept: VtexIdclientAutCookie'", False),
    ],
)
def test_a_command_with_a_user_s_token(options: str, expected: bool) -> None:
    (found,) = calls(Source("a.txt", f"curl {HEADERS} {options} {ORDERS}"), "text")
    assert found.has_user_token is expected


@pytest.mark.parametrize(
    ("written", "method"), [("post", "POST"), ("", "GET"), (fake.TOKEN[:20], ""), ("{{m}}", ""), (f" {fake.TOKEN}", "")]
)
def test_the_method_of_a_postman_request(written: str, method: str) -> None:
    """What is not a method is not repeated: it may be a secret at a wrong place."""
    item = {"name": "a", "request": {"method": written, "url": ORDERS, "header": []}}
    schema = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"
    text = json.dumps({"info": {"name": "x", "schema": schema}, "item": [item]})
    assert in_file(text, "a.json") == [(method, ORDERS, "")]


def test_a_user_s_token_in_the_cookies_of_a_har_file() -> None:
    for name, expected in (("VtexIdclientAutCookie", True), ("segment", False)):
        request = {"method": "GET", "url": ORDERS, "headers": [], "cookies": [{"name": name, "value": "x"}]}
        text = json.dumps({"log": {"entries": [{"request": request}]}})
        (found,) = calls(Source("a.har", text), "json")
        assert found.has_user_token is expected


@pytest.mark.parametrize("text", ["curl", "curl -X POST", "curly https-less", "mycurl x/y"])
def test_what_is_not_a_command(text: str) -> None:
    assert in_file(text) == []


def test_one_command_is_one_call() -> None:
    text = f'curl -d \'{{"a": "{HOST}/other"}}\' {ORDERS}\ncurl {HOST}/api/b && echo {HOST}/api/c\n'
    assert [(method, url) for method, url, _ in in_file(text)] == [("POST", ORDERS), ("GET", f"{HOST}/api/b"), ("", f"{HOST}/api/c")]


@pytest.mark.parametrize(
    ("line", "method", "url"),
    [
        (f"GET {ORDERS}", "GET", ORDERS),
        (f"axios.get('{ORDERS}')", "GET", ORDERS),
        (f'client.put<Order>("{ORDERS}", x)', "PUT", ORDERS),
        (f'requests.post(f"{HOST}/api/{{id}}")', "POST", f"{HOST}/api/{{id}}"),
        (f"axios.get(`{HOST}/api/${{order.id}}/x`)", "GET", f"{HOST}/api/${{order.id}}/x"),
        (f'fetch("{ORDERS}")', "GET", ORDERS),
        (f'fetch("{ORDERS}", {{method: "post"}})', "POST", ORDERS),
        (f'request("DELETE", "{ORDERS}")', "DELETE", ORDERS),
        (f"url = '{ORDERS}'", "", ORDERS),
        ('url = "/api/oms/pvt/orders/" + id', "", "/api/oms/pvt/orders/{value}"),
        ("url = `${BASE}/api/oms/pvt/orders`", "", "${BASE}/api/oms/pvt/orders"),
        (f"See {ORDERS}.", "", ORDERS),
        ("GET {{host}}/api/oms/pvt/orders", "GET", "{{host}}/api/oms/pvt/orders"),
        ("$HOST/api/oms/pvt/orders", "", "$HOST/api/oms/pvt/orders"),
    ],
)
def test_urls_in_code(line: str, method: str, url: str) -> None:
    assert [(a, b) for a, b, _ in in_file(line, "a.ts")] == [(method, url)]


def test_the_method_of_the_next_fetch_is_not_that_of_this_one() -> None:
    text = f'fetch("{ORDERS}")\nfetch("{HOST}/api/b", {{method: "POST"}})\n'
    assert [method for method, _, _ in in_file(text, "a.ts")] == ["GET", "POST"]


@pytest.mark.parametrize("line", ["/api/oms/pvt/orders", "import '/usr/api/x'", "no url", "'/apis/x'"])
def test_what_is_not_a_url_in_code(line: str) -> None:
    assert in_file(line, "a.ts") == []


def test_an_http_file() -> None:
    text = f"""@host = {HOST}
# a comment with {HOST}/api/comment
POST {{{{host}}}}/api/oms/pvt/orders/1/cancel HTTP/1.1
X-VTEX-API-AppKey: {KEY}

{{"a": "{HOST}/api/body"}}
###
{{{{host}}}}/api/oms/pvt/orders
"""
    assert in_file(text, "a.http") == [("POST", f"{HOST}/api/oms/pvt/orders/1/cancel", KEY), ("GET", ORDERS, "")]


def test_a_postman_collection() -> None:
    header = [{"key": "X-VTEX-API-AppKey", "value": "{{key}}"}]
    item = {"name": "a", "request": {"method": "patch", "header": header, "url": {"raw": "{{host}}/api/x"}}}
    made = {
        "info": {"schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"},
        "item": [{"name": "f", "item": [item]}, {"name": "b", "request": {"url": "{{other}}/api/y"}}],
        "variable": [{"key": "host", "value": HOST}, {"key": "key", "value": KEY}],
    }
    assert in_file(json.dumps(made), "a.json") == [("PATCH", f"{HOST}/api/x", KEY), ("GET", "{{other}}/api/y", "")]


def test_an_insomnia_export() -> None:
    made = {
        "_type": "export",
        "resources": [
            {"_type": "request", "_id": "1", "method": "DELETE", "url": ORDERS, "headers": [{"name": "X-VTEX-API-AppKey", "value": KEY}]}
        ],
    }
    assert in_file(json.dumps(made), "a.json") == [("DELETE", ORDERS, KEY)]


def test_a_har_file() -> None:
    request = {"method": "PUT", "url": ORDERS, "headers": [{"name": "x-vtex-api-appkey", "value": KEY}]}
    made = {"log": {"entries": [{"request": request, "response": {"content": {"text": f"{HOST}/api/in-the-answer"}}}]}}
    assert in_file(json.dumps(made), "a.har") == [("PUT", ORDERS, KEY)]


def test_urls_of_a_config_file() -> None:
    assert in_file(f"orders: {ORDERS}\n", "a.yaml") == [("", ORDERS, "")]
    assert in_file(f"method: GET\nurl: {ORDERS}\n", "a.yaml") == [("GET", ORDERS, "")]


def test_the_call_at_an_offset() -> None:
    text = f"x\nconst a = axios.get('{ORDERS}')\ny\n"
    source = Source("a.ts", text)
    found = call_at(source, text.index("/oms"))
    assert found is not None
    assert (found.method, found.url, source.text[found.span.start : found.span.end]) == ("GET", ORDERS, ORDERS)
    assert call_at(source, 0) is None
    assert call_at(source, text.index("const")) is None


def test_a_call_shows_no_url() -> None:
    """It may contain a token."""
    (call,) = calls(Source("a.txt", f"curl '{ORDERS}?X-VTEX-API-AppToken={fake.TOKEN}'"), "text")
    assert fake.TOKEN not in repr(call)
    assert isinstance(call, Call)


def test_many_commands_on_one_line_are_read_once() -> None:
    """Each is a part of the first; else the time would grow with the square of their number."""
    text = "curl " * 50_000 + ORDERS
    assert len(in_file(text)) <= 2
    assert in_file(f"curl -o x\ncurl {ORDERS}")[0] == ("GET", ORDERS, "")
    assert in_file("fetch('https://fakestore.myvtex.com/a') " * 2000)[-1][0] == "GET"
