"""A placeholder in a host, beside a key that is filled in."""

import json

import pytest

from tests.fake import KEY, TOKEN
from tests.run import rules

HOST = "host: https://{account}.vtexcommercestable.com.br"


def test_each_host_is_looked_at() -> None:
    pair = f"  vtexAppKey: {KEY}\n  vtexAppToken: {TOKEN}\n"
    assert rules("a.yaml", f"one:\n  {HOST}\ntwo:\n  {HOST}\n{pair}") == ["unfilled-placeholder"]
    assert rules("a.yaml", f"one:\n  {HOST}\n{pair}two:\n  {HOST}\n{pair}") == ["unfilled-placeholder"] * 2
    assert rules("a.yaml", f"one:\n  {HOST}\n") == []


def har(app_key: str, app_token: str, body: str = "", filler: int = 0) -> str:
    headers = [{"name": "X-VTEX-API-AppKey", "value": app_key}, {"name": "X-VTEX-API-AppToken", "value": app_token}]
    request = {"method": "POST", "url": "https://fakestore.vtexcommercestable.com.br/api/x", "headers": headers, "postData": {"text": body}}
    entry = {"request": request, "response": {"status": 200, "content": {"text": "x" * filler}}}
    return json.dumps({"log": {"version": "1.2", "entries": [entry]}}, indent=1)


CASSETTE = (
    "interactions:\n- request:\n    headers:\n      X-VTEX-API-AppKey: ['{}']\n      X-VTEX-API-AppToken:\n      - '{}'\n  response: {{}}\n"
)
NOCK = '[{{"path": "/api/x", "reqheaders": {{"x-vtex-api-appkey": "{}", "x-vtex-api-apptoken": ["{}"]}}}}]'


@pytest.mark.parametrize(
    "value", ["[REDACTED]", "REDACTED", "***", "**FILTERED**", "[FILTERED]", "<hidden>", "[removed]", "masked", "<VTEX_TOKEN>"]
)
def test_what_was_removed_from_a_recorded_request_is_not_awaited(value: str) -> None:
    for app_key in (KEY, value):
        assert rules("r.har", har(app_key, value)) == []
        assert rules("a/cassettes/a.yml", CASSETTE.format(app_key, value)) == []
        assert rules("recorded.json", NOCK.format(app_key, value)) == []
        assert rules("r.har", har("", "", json.dumps({"vtexAppKey": app_key, "vtexAppToken": value}))) == []
        assert rules("r.har", har(app_key, value, filler=60_000)) == []


@pytest.mark.parametrize("value", ["xxxxx", "<your-token>", "changeme", "COLE_AQUI_O_TOKEN"])
def test_what_waits_in_a_recorded_request_is_awaited(value: str) -> None:
    assert rules("r.har", har(KEY, value)) == ["unfilled-placeholder"]
    assert rules("a/cassettes/a.yml", CASSETTE.format(KEY, value)) == ["unfilled-placeholder"]
    assert rules("r.har", har(KEY, value, filler=60_000)) == ["unfilled-placeholder"]


def test_what_was_removed_from_a_setting_is_awaited() -> None:
    for value in ("REDACTED", "**FILTERED**", "***"):
        assert rules(".env", f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={value}\n") == ["unfilled-placeholder"]
        assert rules("a.json", json.dumps({"request": {"vtexAppKey": KEY, "vtexAppToken": value}})) == ["unfilled-placeholder"]


def test_a_damaged_token_in_a_recorded_request_is_told() -> None:
    assert rules("r.har", har("[REDACTED]", TOKEN[:127])) == ["malformed-token"]
    assert rules("a/cassettes/a.yml", CASSETTE.format(KEY, TOKEN.lower())) == ["token-casing"]
