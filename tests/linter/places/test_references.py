"""What is written in place of a token: only what the reader of the file replaces."""

import pytest

from vtexlint.linter.places.model import BASE64_TEXT, Place
from vtexlint.linter.places.references import reference_for, reference_in, variable_for


@pytest.mark.parametrize(
    ("path", "reference"),
    [
        (".github/workflows/ci.yml", "${{ secrets.T }}"),
        ("x/.github/workflows/ci.YAML", "${{ secrets.T }}"),
        (r"x\.github\workflows\ci.yml", "${{ secrets.T }}"),
        ("azure-pipelines.yml", "$(T)"),
        ("ci/azure-pipelines-prod.yaml", "$(T)"),
        ("compose.yaml", "${T}"),
        ("docker-compose.prod.yml", "${T}"),
        (".gitlab-ci.yml", "${T}"),
        ("deploy.gitlab-ci.yml", "${T}"),
        ("bitbucket-pipelines.yml", "${T}"),
        ("src/main/resources/application-prod.yml", "${T}"),
        ("application.properties", "${T}"),
        ("bootstrap.yaml", "${T}"),
        ("serverless.yml", "${env:T}"),
        ("serverless-prod.json", "${env:T}"),
        (".vscode/launch.json", "${env:T}"),
        (".vscode/tasks.json", "${env:T}"),
        (".devcontainer/devcontainer.json", "${localEnv:T}"),
        (".devcontainer.json", "${localEnv:T}"),
        (".npmrc", "${T}"),
        ("Makefile", "$(T)"),
        ("rules.mk", "$(T)"),
        ("a.postman_collection.json", "{{T}}"),
        ("insomnia.json", "{{ _.T }}"),
        ("a.http", "{{T}}"),
        ("a.rest", "{{T}}"),
        *((f"a.{ending}", "process.env.T") for ending in ("js", "jsx", "mjs", "cjs", "ts", "tsx", "mts", "cts")),
        ("a.py", 'os.environ["T"]'),
        ("a.rb", 'ENV["T"]'),
        ("a.php", "getenv('T')"),
        ("a.go", 'os.Getenv("T")'),
        ("A.java", 'System.getenv("T")'),
        ("a.kt", 'System.getenv("T")'),
        ("a.rs", 'std::env::var("T")'),
        ("a.cs", 'Environment.GetEnvironmentVariable("T")'),
        ("a.tf", "var.t"),
        *((f"run.{ending}", "${T}") for ending in ("sh", "bash", "zsh")),
        ("run.fish", "$T"),
        ("run.ps1", "$env:T"),
        ("run.cmd", "%T%"),
        ("run.bat", "%T%"),
    ],
)
def test_what_is_replaced(path: str, reference: str) -> None:
    assert reference_in(path, "T") == reference


@pytest.mark.parametrize(
    "path",
    ["a.json", "config/prod.yaml", "k8s/secret.yaml", "values.yaml", "a.toml", "a.properties", "a.ini", ".env", ".envrc", "Dockerfile", "a.tfvars",
     "package.json", "README.md", "a.txt", "a.log", "a.bin", "js", "http", "github/workflows/a.yml", ".github/actions/x/action.yml",
     "notcompose.yaml", "my-application.yml", ".circleci/config.yml", "launch.json", "a.npmrc.json", "workflows/x.yml", ""],
)  # fmt: skip
def test_where_nobody_replaces_anything_no_spelling_is_advised(path: str) -> None:
    assert reference_in(path, "T") == ""
    assert reference_in(path, "T", in_editor=True) == ""


def test_an_editor_writes_for_the_client_in_it() -> None:
    assert reference_in("a.http", "T", in_editor=True) == reference_in("a.rest", "T", in_editor=True) == "{{$processEnv T}}"
    assert reference_in("a.py", "T", in_editor=True) == reference_in("a.py", "T")


@pytest.mark.parametrize(
    ("name", "variable"),
    [
        ("VTEX_APP_TOKEN_PROD", "VTEX_APP_TOKEN_PROD"),
        ("vtex.appToken", "VTEX_APP_TOKEN"),
        ("appToken", "VTEX_APP_TOKEN"),
        ("token", "VTEX_APP_TOKEN"),
        ("", "VTEX_APP_TOKEN"),
        ("x" * 90, "VTEX_APP_TOKEN"),
        ("á", "VTEX_APP_TOKEN"),
    ],
)
def test_the_name_of_the_variable(name: str, variable: str) -> None:
    assert variable_for(name, "token") == variable


def test_no_reference_in_base64() -> None:
    place = Place("compose.yaml", 1, 1, "VTEX_APP_TOKEN", "token", "valid", "mapping")
    assert reference_for(place) == "${VTEX_APP_TOKEN}"
    assert [reference_for(place._replace(form=form)) for form in ("base64", BASE64_TEXT)] == ["", ""]
