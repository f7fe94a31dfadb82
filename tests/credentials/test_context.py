"""What a document is, by its own fields."""

import json

import pytest

from tests.fake import KEY, TOKEN
from tests.run import credentials_in, parsed_text, rules
from vtexlint.credentials.context import is_description, is_file_of_vtex
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


@pytest.mark.parametrize("name", ["openapi", "swagger", "asyncapi", "x-openapi"])
def test_names_that_make_a_description(name: str) -> None:
    assert is_description(parsed_text("a.yaml", f"{name}: 3.0.0\nvtexAppToken: x\n")[1])
    assert not is_description(parsed_text("a.yaml", f"info:\n  {name}: 3.0.0\n")[1])
    assert not is_description(parsed_text("a.yaml", f"{name}s: 3.0.0\n")[1])


@pytest.mark.parametrize("name", ["isActive", "createdIn", "isBlocked"])
def test_names_of_the_license_manager(name: str) -> None:
    fields = {"appKey": KEY, "appToken": TOKEN}
    assert [one for one in credentials_in("a.json", json.dumps({"vtex": fields | {name: "x"}})).credentials if one.is_field] == []
    assert len([one for one in credentials_in("a.json", json.dumps({"vtex": fields | {f"{name}s": "x"}})).credentials if one.is_field]) == 2


@pytest.mark.parametrize(
    ("path", "is_flat"),
    [(".env", True), ("a.properties", True), ("Dockerfile", True), ("a.ini", True), ("a.tfvars", True), ("a.yaml", False)],
)
def test_formats_with_the_settings_of_all_vendors_together(path: str, is_flat: bool) -> None:
    form = {"Dockerfile": "ENV {}={}\n", "a.yaml": "{}: {}\n", "a.tfvars": '{} = "{}"\n'}.get(path, "{}={}\n")
    lines = [("HOST", "https://fakestore.myvtex.com"), ("API_KEY", "abc"), ("API_TOKEN", "def")]
    text = "".join(form.format(*line) for line in lines)
    assert [one.name for one in credentials_in(path, text).credentials] == ([] if is_flat else ["API_KEY", "API_TOKEN"])


@pytest.mark.parametrize("environment", "local dev development prod production stage staging stg hml homolog qa test uat ci env".split())
def test_a_file_of_vtex_may_name_an_environment(environment: str) -> None:
    assert is_file_of_vtex(Source(f"vtex.{environment}.yaml", ""))
    assert not is_file_of_vtex(Source(f"vtex.{environment}x.yaml", ""))


def test_an_address_in_place_of_a_name_makes_nothing_next_to_it_vtexs() -> None:
    def found(name: str) -> int:
        return len(credentials_in("a.json", json.dumps({"a": {"b": {"header": name, "value": "x"}, "appToken": "x"}})).credentials)

    assert [found("vtex-store"), found("https://fakestore.myvtex.com"), found("other")] == [1, 0, 0]
