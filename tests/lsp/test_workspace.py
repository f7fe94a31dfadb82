"""What depends on more than the text: other open documents, the editor's settings, git's directories, files to watch."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fake import KEY, TOKEN, key, token
from tests.lsp.client import PULL, Client, at
from tests.lsp.test_kept import Calls
from vtexlint.linter import parse_file
from vtexlint.lsp.capabilities import choices
from vtexlint.lsp.session import EditorSession

PAIR = f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={TOKEN}\n"
OTHER = f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={token('other')}\n"
BLANK = f"VTEX_APP_KEY={KEY} \nVTEX_APP_TOKEN={TOKEN}\n"


def uri_of(folder: Path, name: str) -> str:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    return (folder / name).as_uri()


def test_pairs_of_open_documents_that_contradict_each_other(tmp_path: Path) -> None:
    one, other, third = (uri_of(tmp_path, name) for name in ("a/.env", "b/.env", "c/.env"))
    with Client(tmp_path) as client:
        client.open(one, PAIR)
        assert client.rules(one) == []
        client.open(third, PAIR.replace("fakestore", "thirdstore").replace(TOKEN, token("third")))
        assert client.rules(third) == []
        client.open(other, OTHER)
        (found,) = client.diagnostics(other)
        assert found["code"] == "conflicting-pair"
        (related,) = found["relatedInformation"]
        assert related["location"]["uri"] == one
        (found,) = client.diagnostics(one)  # without an edit of its own
        assert found["relatedInformation"][0]["location"]["uri"] == other
        client.change(other, 2, PAIR)
        assert client.rules(other, 2) == client.rules(one) == []
        client.change(other, 3, OTHER)
        assert client.rules(other, 3) == client.rules(one) == ["conflicting-pair"]
        client.close(other)
        assert client.rules(one) == []
        told = [m["params"]["uri"] for m in client.received if m.get("method") == "textDocument/publishDiagnostics"]
        assert told.count(third) == 1


def test_a_client_that_pulls_is_asked_to_do_so_again(tmp_path: Path) -> None:
    one, other = uri_of(tmp_path, "a/.env"), uri_of(tmp_path, "b/.env")
    with Client(tmp_path, more=PULL) as client:

        def pulled(uri: str) -> list[str]:
            return [item["code"] for item in client.ask("textDocument/diagnostic", {"textDocument": {"uri": uri}})["items"]]

        client.open(one, PAIR)
        assert pulled(one) == []
        client.open(other, OTHER)
        assert pulled(other) == ["conflicting-pair"]
        assert any(message.get("method") == "workspace/diagnostic/refresh" for message in client.received)
        assert pulled(one) == ["conflicting-pair"]


def test_the_settings_of_the_editor_outrank_the_files(tmp_path: Path) -> None:
    (tmp_path / "vtexlint.toml").write_text('ignore = ["token-casing"]\n')
    (tmp_path / "other.toml").write_text('[severity]\nsurrounding-whitespace = "error"\n')
    uri = uri_of(tmp_path, ".env")
    with Client(tmp_path, options={"ignore": ["surrounding-whitespace"], "select": []}) as client:
        client.open(uri, BLANK)
        assert client.rules(uri) == []

        def configured(**settings: object) -> None:
            client.tell("workspace/didChangeConfiguration", {"settings": {"vtexlint": settings}})

        configured()
        assert client.rules(uri) == ["surrounding-whitespace"]
        configured(select=["token-casing"])
        assert client.rules(uri) == []
        configured(config=str(tmp_path / "other.toml"))
        (found,) = client.diagnostics(uri)
        assert (found["code"], found["severity"]) == ("surrounding-whitespace", 1)
        (tmp_path / "other.toml").write_text('[severity]\nsurrounding-whitespace = "warning"\n')
        client.change(uri, 2, {"range": at(0, 0), "text": "#\n"})
        assert client.diagnostics(uri, 2)[0]["severity"] == 2


@pytest.mark.parametrize(
    "options", [{"select": ["no-such-rule"]}, {"ignore": ["no-such-rule"]}, {"config": "/nowhere/vtexlint.toml"}, {"extendSelect": ["x y"]}]
)
def test_settings_of_the_editor_that_cannot_be_used_are_told_once(tmp_path: Path, options: dict[str, object]) -> None:
    uri = uri_of(tmp_path, ".env")
    with Client(tmp_path, options=options) as client:
        client.open(uri, BLANK)
        assert client.rules(uri) == ["surrounding-whitespace"]
        client.change(uri, 2, {"range": at(0, 0), "text": "#\n"})
        assert client.rules(uri, 2) == ["surrounding-whitespace"]
        assert sum(message.get("method") == "window/showMessage" for message in client.received) == 1


def test_what_is_not_a_setting_is_none() -> None:
    assert choices({"select": [], "ignore": "x", "extendSelect": [1], "config": 5}, "/home") == choices(None, "/home") == choices([], "/")


def test_what_the_walk_does_not_enter_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("generated/\n.env\n")
    for name in ("node_modules/x/.env", "generated/.env", "vendor/kept/.env", "app/.env"):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text(BLANK)
    for command in (["init"], ["add", "-f", "vendor/kept/.env"]):
        subprocess.run(["git", *command], cwd=tmp_path, check=True, capture_output=True)
    listed = subprocess.run(
        [sys.executable, "-m", "vtexlint", "check", "--format", "json"], cwd=tmp_path, capture_output=True, check=False, text=True
    )
    walked = {finding["path"] for finding in json.loads(listed.stdout)["findings"]}
    with Client(tmp_path) as client:
        judged = set()
        for name in ("node_modules/x/.env", "generated/.env", "vendor/kept/.env", "app/.env"):
            client.open(uri_of(tmp_path, name), BLANK)
            if client.rules(uri_of(tmp_path, name)):
                judged.add(name)
    assert judged == walked == {"vendor/kept/.env", "app/.env"}


def test_the_baseline_and_the_snapshots_are_watched(tmp_path: Path) -> None:
    (tmp_path / "vtexlint.toml").write_text('baseline = "known.json"\naccount-snapshots = ["account.json"]\n')
    (tmp_path / "known.json").write_text('{"version": 1, "findings": []}')
    account = {"accountName": "fakestore", "isActive": True, "appKeys": [{"appKey": key("fakestore", "ZZZZZZ"), "isActive": True}]}
    (tmp_path / "account.json").write_text(json.dumps(account))
    more = {"workspace": {"didChangeWatchedFiles": {"relativePatternSupport": True}}}
    with Client(tmp_path, more=more) as client:
        uri = uri_of(tmp_path, ".env")
        client.open(uri, PAIR)
        asked = client.wait(
            lambda m: m.get("method") == "client/registerCapability" and m["params"]["registrations"][0]["id"] != "vtexlint-watch"
        )
        watchers = asked["params"]["registrations"][0]["registerOptions"]["watchers"]
        patterns = [watcher["globPattern"] for watcher in watchers]
        assert [(one["baseUri"], one["pattern"]) for one in patterns] == [
            (tmp_path.as_uri(), "account.json"),
            (tmp_path.as_uri(), "known.json"),
        ]
        assert client.rules(uri) == ["unknown-key"]
        account["appKeys"] = [{"appKey": KEY, "isActive": True}]
        (tmp_path / "account.json").write_text(json.dumps(account))
        client.tell("workspace/didChangeWatchedFiles", {"changes": [{"uri": uri_of(tmp_path, "account.json"), "type": 2}]})
        assert client.rules(uri) == []


HTTP = "GET https://fakestore.vtexcommercestable.com.br/api\nX-VTEX-API-AppKey: {{usr}}\nX-VTEX-API-AppToken: {{pw}}\n"
VARIABLES = json.dumps({"dev": {"usr": f"{KEY} ", "pw": "qzxv91", "other": f"{KEY} "}})


def rules_of(live: EditorSession, path: Path) -> list[str]:
    verdict = live.check(str(path), path.read_text(), None, str(path.parent))
    return [one.rule for one in verdict.findings] if verdict else []


def test_requests_that_are_saved_later_are_seen(tmp_path: Path) -> None:
    """An environment file that was opened first is judged as a new session would."""
    live, path = EditorSession(), tmp_path / "http-client.env.json"
    path.write_text(VARIABLES)
    (tmp_path / "a.http").write_text(HTTP.replace("X-VTEX-API-App", "X-Other-"))
    assert rules_of(live, path) == []
    (tmp_path / "a.http").write_text(HTTP)
    assert rules_of(live, path) == []  # not at each keystroke
    live.forget()
    assert rules_of(live, path) == rules_of(EditorSession(), path) == ["surrounding-whitespace", "malformed-token"]
    (tmp_path / "a.http").unlink()
    live.forget(str(path))
    assert rules_of(live, path) == rules_of(EditorSession(), path) == []


def test_an_environment_file_is_parsed_once_a_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parses = Calls(monkeypatch, parse_file, "parse")
    live, path = EditorSession(), tmp_path / "http-client.env.json"
    path.write_text(VARIABLES)
    (tmp_path / "a.http").write_text(HTTP)
    for _ in range(3):
        assert len(rules_of(live, path)) == 2
        live.forget()
    assert parses.taken() == 1


def test_the_requests_of_an_environment_file_are_watched(tmp_path: Path) -> None:
    with Client(tmp_path) as client:
        uri = uri_of(tmp_path, "env/http-client.env.json")
        client.open(uri, VARIABLES, "json")
        asked = client.wait(
            lambda m: m.get("method") == "client/registerCapability" and m["params"]["registrations"][0]["id"] != "vtexlint-watch"
        )
        watchers = asked["params"]["registrations"][0]["registerOptions"]["watchers"]
        assert [watcher["globPattern"] for watcher in watchers] == [
            f"{tmp_path.as_posix()}/{place}" for place in ("*.http", "*.rest", "env/*.http", "env/*.rest")
        ]
        assert client.rules(uri) == []
        (tmp_path / "a.http").write_text(HTTP)
        client.tell("workspace/didChangeWatchedFiles", {"changes": [{"uri": uri_of(tmp_path, "a.http"), "type": 1}]})
        assert client.rules(uri) == ["surrounding-whitespace", "malformed-token"]


def test_what_a_compose_file_says_is_not_known(tmp_path: Path) -> None:
    """The limit that session.py and docs/editors state."""
    (tmp_path / "compose.yml").write_text("services: {app: {image: x, env_file: [app.vars, .env]}}\n")
    for name in ("app.vars", ".env"):
        (tmp_path / name).write_text(f"VTEX_APP_KEY={TOKEN}\nVTEX_APP_TOKEN={KEY}\n")
    live = EditorSession()
    assert live.check(str(tmp_path / "app.vars"), (tmp_path / "app.vars").read_text(), None, str(tmp_path)) is None
    assert rules_of(live, tmp_path / ".env") == ["swapped-values"]
