"""OpenAPI documents and JSON Schemas: a name there is not a field of a credential, but a credential is one."""

import json
from typing import Any

import pytest

from tests.fake import KEY, TOKEN
from tests.run import rules

HEADS: list[dict[str, Any]] = [{"openapi": "3.0.0"}, {"swagger": "2.0"}, {"$schema": "https://example.com/schema"}]


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ({"vtexAppKey": KEY, "vtexAppToken": TOKEN}, ["committed-secret"]),
        ({"vtexAppKey": KEY, "vtexAppToken": TOKEN[:127]}, ["committed-secret", "malformed-token"]),
        ({"vtexAppToken": TOKEN.lower()}, ["committed-secret", "token-casing"]),
        ({"vtexAppKey": f"{KEY} ", "vtexAppToken": TOKEN}, ["committed-secret", "surrounding-whitespace"]),
        ({"default": TOKEN}, ["committed-secret"]),
    ],
)
def test_a_credential_in_a_description_counts(head: dict[str, Any], content: dict[str, str], expected: list[str]) -> None:
    assert sorted(rules("store.json", json.dumps({**head, "x": content}), state="tracked")) == expected


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize(
    "content",
    [
        {"vtexAppKey": "string", "vtexAppToken": "string"},
        {"vtexAppKey": {"type": "string", "example": "vtexappkey-example"}, "vtexAppToken": {"type": "string"}},
        {"vtexAppKey": "vtexappkey-example", "vtexAppToken": "token"},
        {"vtexAppKey": "vtexappkey-{account}-{hash}", "vtexAppToken": "{token}"},
        {"vtexAppKey": "<API Key>", "vtexAppToken": "<API Token>"},
        {"vtexAppKey": KEY},
        {"vtexAppKey": KEY, "vtexAppToken": "The token of the pair."},
        {"parameters": [{"name": "X-VTEX-API-AppKey", "in": "header", "required": True, "schema": {"type": "string", "default": KEY}}]},
        {"vtexAppToken": "8f7a3c9e1d2b4a5f6c7d8e9f0a1b2c3d"},
    ],
)
def test_names_in_a_description_do_not(head: dict[str, Any], content: dict[str, Any]) -> None:
    assert rules("store.json", json.dumps({**head, "x": content}), state="tracked") == []


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (".env", "swagger=2\nVTEX_APP_KEY={key}\nVTEX_APP_TOKEN=8f7a3c9e1d2b4a5f6c7d8e9f\n"),
        ("a.properties", "openapi=3.0.0\nvtex.app.key={key}\nvtex.app.token=8f7a3c9e1d2b4a5f6c7d8e9f\n"),
        ("a.yaml", "swagger: true\nvtexAppKey: {key}\nvtexAppToken: 8f7a3c9e1d2b4a5f6c7d8e9f\n"),
        ("a.yaml", "openapi:\nvtexAppKey: {key}\nvtexAppToken: 8f7a3c9e1d2b4a5f6c7d8e9f\n"),
        ("a.toml", 'swagger = "on"\nvtexAppKey = "{key}"\nvtexAppToken = "8f7a3c9e1d2b4a5f6c7d8e9f"\n'),
    ],
)
def test_a_setting_called_swagger_makes_no_description(path: str, text: str) -> None:
    assert "malformed-token" in rules(path, text.format(key=KEY))


@pytest.mark.parametrize("head", ["openapi: 3.0.0", "swagger: '2.0'", "asyncapi: 2.6.0", "x-openapi: v3"])
def test_a_version_makes_a_description(head: str) -> None:
    assert rules("a.yaml", f"{head}\nx:\n  vtexAppKey: {KEY}\n  vtexAppToken: 8f7a3c9e1d2b4a5f6c7d8e9f\n") == []
