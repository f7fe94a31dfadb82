"""What a document is, by its own fields."""

import json

import pytest

from tests.credentials.test_infrastructure import rules_in
from tests.fake import KEY, TOKEN
from tests.run import check, credentials_in, parsed_text, rules
from vtexlint.credentials.document_kind import is_api_collection, is_description, is_file_of_vtex
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


FACTS = """VTEX_APP_TOKEN_VALIDADE=2026-12-01
VTEX_APP_TOKEN_VENCIMENTO=01/12/2026
VTEX_APP_TOKEN_ULTIMA_RENOVACAO=2026-12-01T10:00:00Z
VTEX_APP_TOKEN_RENOVADO_EM=2026-12-01
VTEX_APP_TOKEN_DIAS=90
VTEX_APP_TOKEN_TTL_DIAS=90d
VTEX_APP_TOKEN_ATIVO=sim
VTEX_USE_APP_TOKEN=true
VTEX_APP_KEY_OWNER_EMAIL=ti@fakestore.com.br
VTEX_APP_KEY_CONTATO=ti@fakestore.com.br
VTEX_APP_KEY_PERFIL=Owner (Admin Super)
VTEX_TOKEN_COOKIE=VtexIdclientAutCookie""".splitlines()


@pytest.mark.parametrize("line", FACTS)
def test_what_is_said_of_a_credential_is_none(line: str) -> None:
    pair = f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={TOKEN}\n"
    assert [one.rule for one in check(".env", f"{pair}{line}\n").findings] == []
    name, _, value = line.partition("=")
    yaml = f"vtex:\n  VTEX_APP_KEY: {KEY}\n  VTEX_APP_TOKEN: {TOKEN}\n  {name}: '{value}'\n"
    assert [one.rule for one in check("a.yaml", yaml).findings] == []


@pytest.mark.parametrize("value", ["90", "true", "2026-12-01", "ti@fakestore.com.br"])
def test_a_fact_in_the_field_of_a_credential_is_a_fault(value: str) -> None:
    for text in (f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={value}\n", f"VTEX_APP_KEY_BR={KEY}\nVTEX_APP_TOKEN_BR={value}\n"):
        assert [one.rule for one in check(".env", text).findings] in (["malformed-token"], ["wrong-credential"])


JWT = "eyJhbGciOiJFUzI1NiIsImtpZCI6IkE.eyJzdWIiOiJ4In0abcdefgh.A1b2A1b2A1b2A1b2A1b2"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"apiKey": KEY, "apiToken": JWT}, ["wrong-credential"]),
        ({"key": KEY, "token": JWT}, ["wrong-credential"]),
        ({"key": KEY, "token": f"{TOKEN[:64]}1{TOKEN[65:]}"}, ["malformed-token"]),
        ({"key": "fakestore", "token": TOKEN}, ["malformed-key"]),
        ({"key": KEY, "token": TOKEN}, []),
        ({"key": KEY, "token": "page2"}, ["missing-token"]),  # an info
        ({"key": KEY, "token": "changeme"}, ["unfilled-placeholder"]),
        ({"key": KEY, "token": ""}, ["empty-value"]),
        ({"key": KEY, "token": "${TOKEN}"}, []),
        ({"key": "order-1", "token": "abcdefghijklmnopqrstuvwxyz0123"}, []),
        ({"apiKey": "abcdefghijklmnopqrstuvwxyz0123", "apiToken": JWT}, []),
    ],
)
def test_a_credential_shows_what_is_next_to_it(fields: dict[str, str], expected: list[str]) -> None:
    assert [one.rule for one in check("a.json", json.dumps({"store": fields})).findings] == expected
    assert [one.rule for one in check("a.json", json.dumps({"provider": "vtex", **fields})).findings] == expected


RANDOM = "0123456789abcdef0123456789abcdef"
LARAVEL = "APP_KEY=base64:qk3v9s1eYw2n0gkz6VnYp0o1V2p3c4D5e6F7g8H9i0A="


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("vtex/.env", f"APP_NAME=Laravel\n{LARAVEL}\n"),
        ("vtex.env", LARAVEL),
        ("vtex/.env", f"APP_KEY={RANDOM}\n"),  # AdonisJS
        ("vtex.env", f"GOTIFY_APP_TOKEN={RANDOM}\n"),
        (".env.vtex", f"SOME_APP_KEY={RANDOM}\nOTHER_APP_TOKEN={RANDOM}\n"),
        (
            "compose.yml",
            f"services:\n  vtex-sync:\n    environment:\n      VTEX_APP_KEY: {KEY}\n      VTEX_APP_TOKEN: {TOKEN}\n      {LARAVEL.replace('=', ': ', 1)}\n",
        ),
    ],
)
def test_the_settings_of_a_framework_in_a_folder_of_vtex(name: str, text: str) -> None:
    assert rules_in(name, text) == []


def test_weak_names_in_a_folder_of_vtex_are_credentials_together_or_by_their_value() -> None:
    assert rules_in("vtex/.env", f"APP_KEY={KEY}\n") == ["missing-token"]
    assert rules_in("vtex/.env", f"APP_KEY={KEY}\nAPP_TOKEN={RANDOM}\n") == ["malformed-token"]
    assert rules_in("vtex/.env", f"APP_KEY={RANDOM}\nAPP_TOKEN={RANDOM}1\n") == ["malformed-key", "malformed-token"]
