"""Environment files of requests: the requests beside them say which variables are credentials."""

import json
import os
from pathlib import Path

import pytest

from tests.fake import KEY, TOKEN
from tests.gitrepo import Repo
from tests.run import here
from vtexlint.linter.sent_variables import requests_of, sent_variables
from vtexlint.project.effective_settings import RunOptions
from vtexlint.project.environment_files import learn_variables
from vtexlint.project.run import RunResult, Session
from vtexlint.text.source import Source

SCHEMA = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"


def collection(*headers: tuple[str, str], disabled: bool = False) -> str:
    listed = [{"key": name, "value": value, "disabled": disabled} for name, value in headers]
    request = {"method": "GET", "url": "https://{{host}}/api/oms/pvt/orders", "header": listed}
    return json.dumps({"info": {"_postman_id": "0", "name": "x", "schema": SCHEMA}, "item": [{"name": "a", "request": request}]})


def environment(**values: str) -> str:
    listed = [{"key": name, "value": value, "enabled": True} for name, value in values.items()]
    return json.dumps({"name": "prod", "values": listed, "_postman_variable_scope": "environment"})


COLLECTION = collection(("X-VTEX-API-AppKey", "{{chave1}}"), ("X-VTEX-API-AppToken", "{{ segredo1 }}"))
FILLED = environment(chave1=f"{KEY} ", segredo1="qzxv91", other=f"{KEY} ")
FOUND = [("surrounding-whitespace", "chave1"), ("malformed-token", "segredo1")]


def localize(*paths: str) -> list[tuple[str, str]]:
    options = RunOptions(paths=paths or (".",), assume_tracked=True, ignore=("committed-secret",))
    return [(one.rule, one.name) for one in Session(here(), options).check_paths().outcome.findings]


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "shop").mkdir()
    monkeypatch.chdir(tmp_path / "shop")


def write(name: str, text: str) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text)


@pytest.mark.parametrize("where", ["x.postman_collection.json", "../collections/anything.json", "../a.json"])
@pytest.mark.parametrize("name", ["prod.postman_environment.json", "workspace.postman_globals.json"])
def test_a_collection_beside_it(where: str, name: str) -> None:
    write(f"environments/{name}", FILLED)
    write(f"environments/{where}", COLLECTION)
    assert localize() == FOUND
    assert localize(f"environments/{name}") == FOUND


def test_in_an_editor() -> None:
    write("x.postman_collection.json", COLLECTION)
    result = Session(here(), RunOptions()).lint_text("prod.postman_environment.json", FILLED.encode())
    assert result is not None
    assert {pending.rule for pending in result.pending} >= {"surrounding-whitespace", "malformed-token"}


@pytest.mark.parametrize("name", ["http-client.env.json", "http-client.private.env.json"])
def test_requests_of_an_http_file(name: str) -> None:
    write(name, json.dumps({"dev": {"usr": KEY[:-1] + "a", "pw": TOKEN, "other": KEY.lower()}}))
    write("a.http", "GET https://fakestore.vtexcommercestable.com.br/api\nX-VTEX-API-AppKey: {{usr}}\nX-VTEX-API-AppToken: {{pw}}\n")
    assert localize(name) == [("key-casing", "usr")]


def test_the_http_client_merges_both_of_its_files() -> None:
    """Each may have one half of a pair; a damaged half is told, and so is a half in any other file."""
    write(
        "a.http", "GET https://fakestore.vtexcommercestable.com.br/api\nX-VTEX-API-AppKey: {{appKey}}\nX-VTEX-API-AppToken: {{appToken}}\n"
    )
    write("http-client.env.json", json.dumps({"prod": {"appKey": KEY}}))
    write("http-client.private.env.json", json.dumps({"prod": {"appToken": TOKEN}}))
    write("other.json", json.dumps({"prod": {"vtexAppToken": TOKEN}}))
    assert localize("http-client.env.json") == []
    assert localize("http-client.private.env.json") == []
    assert localize("other.json") == [("missing-key", "vtexAppToken")]
    write("http-client.private.env.json", json.dumps({"prod": {"appToken": TOKEN[:127]}}))
    assert [rule for rule, _ in localize("http-client.private.env.json")] == ["malformed-token"]
    write("http-client.private.env.json", json.dumps({"prod": {"appKey": TOKEN, "appToken": KEY}}))
    assert [rule for rule, _ in localize("http-client.private.env.json")] == ["swapped-values"]


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "{}",
        "[]",
        '{"X-VTEX-API-AppKey": "{{chave1}}"}',
        collection(("X-VTEX-API-AppKey", "{{chave1}}"), ("X-VTEX-API-AppToken", "{{segredo1}}"), disabled=True),
        collection(("X-Other", "{{chave1}}"), ("Accept", "{{segredo1}}")),
        collection(("X-VTEX-API-AppKey", "a{{chave1}}"), ("X-VTEX-API-AppToken", "segredo1")),
    ],
)
def test_what_sends_no_variable(text: str) -> None:
    write("prod.postman_environment.json", FILLED)
    write("x.postman_collection.json", text)
    assert localize("prod.postman_environment.json") == []


def test_a_collection_that_is_elsewhere_says_nothing() -> None:
    write("environments/prod.postman_environment.json", FILLED)
    write("other/x.postman_collection.json", COLLECTION)
    assert localize("environments") == []


def test_no_link_is_followed_and_no_directory_outside_is_read(tmp_path: Path) -> None:
    (tmp_path / "x.postman_collection.json").write_text(COLLECTION)
    write("prod.postman_environment.json", FILLED)
    Path("linked.json").symlink_to(tmp_path / "x.postman_collection.json")
    assert localize() == []


def test_the_fields_of_a_variable_are_no_variables() -> None:
    text = collection(("X-VTEX-API-AppKey", "{{key}}"), ("X-VTEX-API-AppToken", "{{value}}"))
    assert sent_variables(Source("x.json", text)) == ((), ())


@pytest.mark.parametrize(("name", "expected"), [("chave", ("chave",)), ("name", ()), ("Name", ()), ("value", ()), ("id", ())])
def test_a_variable_with_the_name_of_a_field_is_not_asked_for(name: str, expected: tuple[str, ...]) -> None:
    text = f"GET https://{{{{host}}}}/api\nX-VTEX-API-AppKey: {{{{{name}}}}}\nX-VTEX-API-AppToken: {{{{segredo}}}}\n"
    assert sent_variables(Source("x.http", text)) == (expected, ("segredo",))
    text = collection(("X-VTEX-API-AppKey", f"{{{{{name}}}}}"), ("X-VTEX-API-AppToken", "{{segredo}}"))
    assert sent_variables(Source("x.json", text)) == (expected, ("segredo",))


def test_each_environment_is_asked_about_once(monkeypatch: pytest.MonkeyPatch) -> None:
    write("prod.postman_environment.json", FILLED)
    write("x.postman_collection.json", COLLECTION)
    session = Session(here(), RunOptions())
    asked: list[str] = []

    def ask(source: Source) -> tuple[tuple[str, ...], tuple[str, ...]]:
        asked.append(source.display_path)
        return ("chave1",), ()

    monkeypatch.setattr("vtexlint.project.environment_files.sent_variables", ask)
    for _ in range(3):
        learn_variables(["prod.postman_environment.json", "a.json"], session.project, session.effective)
    assert asked == ["x.postman_collection.json"]
    assert session.effective.referred["prod.postman_environment.json"].variables == (("chave1",), ())


@pytest.mark.parametrize("name", ["environment.json", "postman_environment.json", "client.env.json", ".env", "http-client.json"])
def test_names_of_other_files(name: str) -> None:
    assert requests_of(name) == ()


HTTP = "GET https://fakestore.vtexcommercestable.com.br/api\nX-VTEX-API-AppKey: {{usr}}\nX-VTEX-API-AppToken: {{pw}}\n"
VARIABLES = json.dumps({"dev": {"usr": f"{KEY} ", "pw": "qzxv91", "other": f"{KEY} "}})
SENT = [("surrounding-whitespace", "usr"), ("malformed-token", "pw")]


def localize_staged(*paths: str) -> list[tuple[str, str]]:
    options = RunOptions(paths=paths, ignore=("committed-secret",))
    return [(one.rule, one.name) for one in Session(here(), options).check_staged().outcome.findings]


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    return Repo(tmp_path / "shop")


@pytest.mark.parametrize(
    ("environment", "requests"),
    [
        ("http-client.env.json", "r.http"),
        ("http-client.env.json", "z/../a.rest"),
        ("env/http-client.private.env.json", "a.http"),
        ("env/http-client.env.json", "collections/z.http"),
    ],
)
def test_staged_requests_are_read_from_the_index(repo: Repo, environment: str, requests: str) -> None:
    requests = os.path.normpath(requests)
    repo.write(environment, VARIABLES)
    repo.write(requests, HTTP)
    repo.git("add", environment)
    assert localize_staged() == []  # the requests are only on disk
    assert localize(environment) == SENT
    repo.git("add", requests)
    repo.write(requests, HTTP.replace("{{", "{"))
    assert localize_staged() == SENT
    Path(requests).unlink()
    assert localize_staged() == SENT


def test_a_staged_check_looks_at_no_directory(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    repo.add("http-client.env.json", VARIABLES)
    repo.add("r.http", HTTP)

    def fail(*arguments: object) -> None:
        raise AssertionError(arguments)

    monkeypatch.setattr(os, "listdir", fail)
    monkeypatch.setattr("vtexlint.project.environment_files.read_where", fail)
    assert localize_staged() == SENT


def test_staged_requests_elsewhere_say_nothing(repo: Repo) -> None:
    repo.add("http-client.env.json", VARIABLES)
    repo.add("other/r.http", HTTP)
    repo.add("r.json", json.dumps({"a": HTTP}))
    assert localize_staged() == []


def test_committed_requests_say_nothing_of_a_staged_file(repo: Repo) -> None:
    """Rules that compare files see only the staged ones."""
    repo.add("r.http", HTTP)
    repo.commit()
    repo.add("http-client.env.json", VARIABLES)
    assert localize_staged() == []


def test_a_request_file_is_read_once_for_all_environments(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def ask(source: Source) -> tuple[tuple[str, ...], tuple[str, ...]]:
        asked.append(source.display_path)
        return sent_variables(source)

    monkeypatch.setattr("vtexlint.project.environment_files.sent_variables", ask)
    write("x.postman_collection.json", COLLECTION)
    for number in range(5):
        write(f"{number}.postman_environment.json", FILLED)
    assert localize() == FOUND * 5
    assert asked == ["x.postman_collection.json"]


@pytest.mark.parametrize(
    ("name", "requests", "text"),
    [
        ("Shop.Postman_Environment.json", "x.postman_collection.json", COLLECTION),
        ("shop.postman_globals.json.bak", "x.postman_collection.json", COLLECTION),
        ("http-client.env.json.example", "r.http", HTTP),
        ("HTTP-Client.private.env.json~", "r.http", HTTP),
    ],
)
def test_on_disk_and_staged_the_same_names_count(repo: Repo, name: str, requests: str, text: str) -> None:
    repo.add(requests, text)
    repo.add(name, FILLED if text == COLLECTION else VARIABLES)
    expected = FOUND if text == COLLECTION else SENT
    assert localize(name) == localize() == localize_staged() == expected
    result = Session(here(), RunOptions()).lint_text(name, Path(name).read_bytes())
    assert result is not None
    assert {pending.rule for pending in result.pending} >= {"surrounding-whitespace", "malformed-token"}


def both(name: str) -> list[RunResult]:
    """The result for the environment file, on disk and staged."""
    options = RunOptions(assume_tracked=True, ignore=("committed-secret",))
    return [
        Session(here(), options._replace(paths=(name,))).check_paths(),
        Session(here(), options._replace(paths=())).check_staged(),
        Session(here(), options).check_text(name, Path(name).read_bytes()),
    ]


def test_a_fault_of_the_reader_is_told(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    """Linting the requests finds nothing wrong with them."""

    def fail(source: Source) -> None:
        raise RecursionError(TOKEN)

    repo.add("http-client.env.json", VARIABLES)
    repo.add("r.http", HTTP)
    monkeypatch.setattr("vtexlint.project.environment_files.sent_variables", fail)
    for result in both("http-client.env.json"):
        assert [str(one).startswith("r.http: vtexlint failed on this file (RecursionError at ") for one in result.troubles] == [True]
        assert TOKEN[:20] not in str(result.troubles)


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"X-VTEX-API-AppKey: {{usr}}\0\xff", b"{"])
def test_requests_that_are_no_text_are_no_fault_here(repo: Repo, data: bytes) -> None:
    repo.add("http-client.env.json", VARIABLES)
    repo.write("r.http", data)
    result = both("http-client.env.json")[0]
    assert (result.outcome.findings, result.troubles, result.notes) == ((), (), ())


def test_requests_over_the_limit_are_a_note(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vtexlint.project.environment_files._MOST_BYTES", 1000)
    repo.add("http-client.env.json", VARIABLES)
    repo.add("big.http", HTTP + "# x\n" * 500)
    repo.add("other.http", "# x\n" * 500)  # without such a header
    repo.add("small.http", HTTP.replace("usr", "other"))
    for result in both("http-client.env.json"):
        assert [str(note).startswith("big.http: has 2,1") for note in result.notes] == [True]
        assert [str(note).endswith(": which variables its requests send was not read") for note in result.notes] == [True]
        assert {one.name for one in result.outcome.findings} == {"other", "pw"}


@pytest.mark.parametrize("number", [49, 50])
def test_too_many_files_with_requests_are_a_note(repo: Repo, number: int) -> None:
    for one in range(number):
        write(f"{one:02}.http", "\n")
    repo.add("http-client.env.json", VARIABLES)
    write("r.http", HTTP)
    repo.git("add", ".")
    for result in both("http-client.env.json"):
        assert bool(result.outcome.findings) == (number < 50)
        assert [str(note) for note in result.notes] == (
            [".: of the files here that may have requests, only the first 50 were read for the environment files near them"]
            if number == 50
            else []
        )
