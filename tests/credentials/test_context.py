"""What a document is, by its own fields."""

import json

import pytest

from tests.fake import TOKEN
from tests.run import rules
from vtexlint.credentials.request_documents import is_api_collection
from vtexlint.parsers.parse import parse
from vtexlint.text.source import Source

SCHEMA = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"info": {"schema": SCHEMA}}, True),
        ({"_postman_variable_scope": "environment"}, True),
        ({"_type": "export"}, True),
        ({"info": {"schema": "https://schema.example.com/collection.json"}}, False),
        ({"info": {"schema": None}}, False),
        ({"info": {"source": SCHEMA}}, False),
        ({"_type": "request"}, False),
        ({"postman_id": "1"}, False),
    ],
)
def test_an_api_collection_says_so(value: object, expected: bool) -> None:
    assert is_api_collection(parse(Source("a.json", json.dumps(value)), "json")) is expected


def test_an_api_key_is_vtexs_beside_an_api_token_that_is() -> None:
    fields = {"apiKey": "0123abcdef0123abcdef"}
    assert rules("a.json", json.dumps({"acme": fields})) == []
    assert rules("a.json", json.dumps({"acme": fields | {"password": TOKEN[:127]}})) == []
    assert rules("a.json", json.dumps({"acme": fields | {"apiToken": TOKEN[:127]}})) == ["malformed-key", "malformed-token"]
    assert rules("a.json", json.dumps({"acme": fields | {"apiToken": "0123abcdef"}})) == []
