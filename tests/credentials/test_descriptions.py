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
