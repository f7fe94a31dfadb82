"""What Compose files and Kustomizations say of other files."""

import pytest

from vtexlint.linter.references import Reference, may_refer, references
from vtexlint.parsers.single_value import parse, source_map
from vtexlint.text.source import Source

COMPOSE = """
services:
  one:
    env_file: a.vars
    secrets: [vtex_app_key, {source: vtex_app_token, target: token}]
  two:
    env_file: [./b.vars, config/.env]
  three:
    env_file:
      - path: c.vars
        required: false
        format: raw
      - ${STAGE}.vars
    environment: {env_file: no.vars, file: no.txt}
secrets:
  vtex_app_key: {file: ./secrets/key.txt}
  shop: {file: secrets/vtex_app_token.txt}
  vtex.token: {environment: VTEX_APP_TOKEN}
  database: {file: secrets/password.txt}
  vtex_app_token: {file: "${HOME}/vtex_app_token"}
  vtex_pair: {file: secrets/vtex_app_key.json}
configs:
  VTEX_APP_TOKEN: {file: app-token}
x-note:
  secrets: {vtex_app_key: {file: not-here.txt}}
"""

KUSTOMIZATION = """
secretGenerator:
  - name: vtex
    files: [vtexAppKey=keys/k.txt, keys/vtex_app_token.txt, other=keys/o.txt]
    envs: [vtex.vars]
    literals: [vtexAppToken=x]
configMapGenerator:
  - name: more
    env: more.vars
resources: [vtex_app_key.txt]
"""


def test_a_compose_file() -> None:
    assert references(Source("compose.yaml", COMPOSE)) == [
        Reference("a.vars", "dotenv"),
        Reference("./b.vars", "dotenv"),
        Reference("config/.env", "dotenv"),
        Reference("c.vars", "dotenv"),
        Reference("./secrets/key.txt", "text", "vtex_app_key"),
        Reference("secrets/vtex_app_token.txt", "text", "vtex_app_token"),
        Reference("app-token", "text", "VTEX_APP_TOKEN"),
    ]


def test_a_kustomization() -> None:
    assert references(Source("kustomization.yaml", KUSTOMIZATION)) == [
        Reference("keys/k.txt", "text", "vtexAppKey"),
        Reference("keys/vtex_app_token.txt", "text", "vtex_app_token"),
        Reference("vtex.vars", "dotenv"),
        Reference("more.vars", "dotenv"),
    ]


@pytest.mark.parametrize(
    "text", ["", "services: [", "secrets: [a]", "secrets: {vtex_app_key: [file]}", "services: {a: {env_file: {b: c}}}"]
)
def test_what_names_no_file(text: str) -> None:
    assert references(Source("compose.yaml", text)) == []


@pytest.mark.parametrize(
    "name",
    "compose.yml compose.yaml docker-compose.yml docker-compose.prod.yaml compose-ci.yml a/b/Compose.override.yaml docker-compose.yml.j2 "
    "podman-compose.yml kustomization.yaml docker-compose.yml.prod".split(),
)
def test_names_of_files_that_refer_to_others(name: str) -> None:
    assert may_refer(name)


@pytest.mark.parametrize(
    "name", "composer.json decompose.yml values.yaml compose/values.yaml composer.yml kustomization.md compose".split()
)
def test_names_of_other_files(name: str) -> None:
    assert not may_refer(name)


@pytest.mark.parametrize(
    ("text", "value"), [("", ""), ("x", "x"), ("x\n", "x"), ("x\r\n", "x"), ("x\n\n", "x\n"), (" x \n", " x "), ("a=b\nc", "a=b\nc")]
)
def test_a_file_with_one_value(text: str, value: str) -> None:
    source = Source("secrets/a.txt", text, value_name="VTEX_APP_KEY")
    document = parse(source)
    (entry,) = document.entries
    assert (entry.name, entry.value, document.problem) == ("VTEX_APP_KEY", value, None)
    assert source.slice(entry.span) == value
    assert source_map(source, entry) == list(range(len(value) + 1))


@pytest.mark.parametrize("name", ["vtex_app_token.txt", "vtex_app_token.prod.txt", "keys/vtex_app_token"])
def test_a_file_without_another_name_is_named_by_what_is_before_the_first_dot(name: str) -> None:
    text = f"secretGenerator:\n- files:\n  - {name}\n"
    assert references(Source("kustomization.yaml", text)) == [Reference(name, "text", "vtex_app_token")]
