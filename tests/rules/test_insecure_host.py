"""A scheme or a port beside a host: what counts as http."""

import pytest

from tests.fake import KEY, TOKEN
from tests.run import rules

VALUES = f"  vtexAppKey: {KEY}\n  vtexAppToken: {TOKEN}\n"


def found(scheme: str, value: str, port: str = "") -> list[str]:
    return rules("a.yaml", f"vtex:\n  host: fakestore.vtexcommercestable.com.br\n{port}  {scheme}: '{value}'\n{VALUES}")


def test_whitespace_around_a_value_does_not_matter() -> None:
    for value in ("http", "http ", " HTTP", "http://"):
        assert found("scheme", value) == ["insecure-host"]
        assert found("scheme", value, "  port: '80 '\n") == ["insecure-host"]
    assert found("scheme", " https") == []
    assert found("scheme", "http", "  port: ' 8443'\n") == []


def test_a_longer_name_is_none() -> None:
    assert found("protocol".rjust(60, "_").replace("_", "x", 51), "http") == ["insecure-host"]
    assert found("protocol".rjust(61, "_").replace("_", "x", 52), "http") == []


@pytest.mark.parametrize("word", ["scheme", "schema", "protocol", "protocolo", "proto", "esquema", "vtexScheme", "URL_PROTOCOL"])
def test_a_name_of_a_scheme(word: str) -> None:
    assert found(word, "http") == ["insecure-host"]
    assert found(f"{word}Name", "http") == []
    assert found(word, "http+unix") == []


@pytest.mark.parametrize(("port", "reported"), [("80", True), ("443", False), ("8080", False), ("800", False)])
def test_only_the_port_of_http_counts(port: str, reported: bool) -> None:
    assert found("scheme", "http", f"  port: {port}\n") == ["insecure-host"] * reported
    assert found("scheme", "http", f"  vtexPort: {port}\n") == ["insecure-host"] * reported
    assert found("scheme", "http", f"  portName: {port}\n") == ["insecure-host"]


@pytest.mark.parametrize("path", [".env", "a.properties"])
@pytest.mark.parametrize(
    ("name", "reported"), [("VTEX_SCHEME", True), ("SCHEME", False), ("DB_PROTOCOL", False), ("MY_VTEX_PROTOCOL", True)]
)
def test_where_all_names_are_together_the_scheme_is_named_for_vtex(path: str, name: str, reported: bool) -> None:
    text = f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={TOKEN}\nVTEX_HOST=fakestore.vtexcommercestable.com.br\n{name}=http\n"
    assert [rule for rule in rules(path, text) if rule == "insecure-host"] == ["insecure-host"] * reported
    assert "insecure-host" not in rules(path, f"{text}VTEX_PORT=8443\n")
    assert ("insecure-host" in rules(path, f"{text}DB_PORT=8443\n")) is reported


def test_a_name_without_words_is_not_one_of_a_scheme() -> None:
    assert found('"_"', "http") == []


@pytest.mark.parametrize(
    "host",
    [
        "fakestore.vtexassets.com/arquivos/logo.png",
        "vtex.vtexassets.com/_v/public/typings/v1/x",
        "help.vtex.com",
        "developers.vtex.com/docs",
        "www.vtex.com/schema",
        "io.vtex.com.br/x.js",
        "fakestore.vtex.app",
    ],
)
def test_a_host_that_takes_no_credentials(host: str) -> None:
    assert rules("a.json", f'{{"a": "http://{host}", "vtexAppKey": "{KEY}", "vtexAppToken": "{TOKEN}"}}') == []


@pytest.mark.parametrize(
    ("name", "template"),
    [
        ("a.yaml", "run: |\n  {}\n"),
        ("a.yaml", "script:\n- >-\n  {}\n"),
        ("Dockerfile", "FROM x\nRUN {}\n"),
    ],
)
def test_the_address_of_a_command_that_sends_the_pair(name: str, template: str) -> None:
    command = f'curl -H "X-VTEX-API-AppKey: {KEY}" -H "X-VTEX-API-AppToken: {TOKEN}" {{}}'
    for address, expected in (
        ("http://fakestore.myvtex.com/api/oms", ["insecure-host"]),
        ("'http://fakestore.vtexcommercestable.com.br:80/api'", ["insecure-host"]),
        ("https://fakestore.myvtex.com/api/oms", []),
        ("http://localhost:8080/api", []),
        ("http://fakestore.vtexassets.com/a", []),
        ("$URL", []),
    ):
        assert rules(name, template.format(command.format(address))) == expected, address


def test_an_address_next_to_a_pair_in_a_text_for_people() -> None:
    assert rules("a.yaml", f"description: see http://fakestore.myvtex.com/admin for help\nvtexAppKey: {KEY}\nvtexAppToken: {TOKEN}\n") == []
