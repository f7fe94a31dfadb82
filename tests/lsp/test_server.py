"""The server over real pipes: what a document's diagnostics are, and when they come."""

import os
import random
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.fake import KEY, TOKEN, token
from tests.gitrepo import Repo
from tests.lsp.client import PULL, Client, Message, at
from tests.paths import ROOT
from tests.run import check
from vtexlint import _about

BLANK = f"VTEX_APP_KEY={KEY} \nVTEX_APP_TOKEN={TOKEN}\n"
CLEAN = f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={TOKEN}\n"


AF_UNIX = 1  # of a socket pair, with which an event loop wakes itself


def uri_of(folder: Path, name: str = ".env") -> str:
    return (folder / name).as_uri()


def columns(client: Client, uri: str) -> list[tuple[str, int, int, int]]:
    return [
        (d["code"], d["range"]["start"]["line"], d["range"]["start"]["character"], d["range"]["end"]["character"])
        for d in client.diagnostics(uri)
    ]


def test_what_a_diagnostic_holds(client: Client, workspace: Path) -> None:
    uri = uri_of(workspace, "swapped.env")
    client.open(uri, f"VTEX_APP_KEY={TOKEN}\nVTEX_APP_TOKEN={KEY}\n")
    (found,) = client.diagnostics(uri)
    assert found["code"] == "swapped-values"
    assert found["severity"] == 1
    assert found["source"] == "vtexlint"
    assert ("codeDescription" in found) == bool(_about.HOME)
    assert found["range"] == at(0, 13, 141)
    (related,) = found["relatedInformation"]
    assert related["location"] == {"uri": uri, "range": at(1, 15, 42)}
    assert "401" in found["message"]
    assert found["data"]["fix"] == "safe"


@pytest.mark.parametrize(("encoding", "start"), [("utf-8", 25), ("utf-16", 23), ("utf-32", 22)])
def test_columns_count_the_units_that_were_agreed_on(tmp_path: Path, encoding: str, start: int) -> None:
    with Client(tmp_path, more={"general": {"positionEncodings": [encoding]}}) as client:
        assert client.result["capabilities"]["positionEncoding"] == encoding
        uri = uri_of(tmp_path, "a.yaml")
        client.open(uri, f'{{"😀": 1, vtexAppKey: "{KEY} ", vtexAppToken: {TOKEN}}}\r\n', "yaml")
        assert columns(client, uri) == [("surrounding-whitespace", 0, start + 27, start + 28)]  # the space alone


def test_without_an_offer_the_columns_count_utf16(tmp_path: Path) -> None:
    with Client(tmp_path, more={"general": {"positionEncodings": None}}) as client:
        uri = uri_of(tmp_path)
        client.open(uri, f"# 😀\r\nX='😀' # 😀\r\nVTEX_APP_KEY='{KEY} '\r\nVTEX_APP_TOKEN={TOKEN}")
        assert columns(client, uri) == [("surrounding-whitespace", 2, 41, 42)]


def test_a_byte_order_mark_that_the_client_keeps_shifts_the_first_line(client: Client, workspace: Path) -> None:
    uri = uri_of(workspace, "bom.env")
    client.open(uri, f"\ufeff{BLANK}")
    assert columns(client, uri) == [("surrounding-whitespace", 0, 41, 42)]


def test_the_life_of_a_document(client: Client, workspace: Path) -> None:
    uri = uri_of(workspace, "life.env")
    client.open(uri, CLEAN)
    assert client.rules(uri, 1) == []
    client.change(uri, 2, {"range": at(0, 40), "text": " "})
    assert client.rules(uri, 2) == ["surrounding-whitespace"]
    client.change(uri, 3, CLEAN.replace("KEY=", "KEY= "))
    assert client.rules(uri, 3) == ["surrounding-whitespace"]
    client.change(uri, 4, {"range": at(0, 13, 14), "text": ""}, {"range": at(1, 142, 143), "text": ""})
    assert client.rules(uri, 4) == ["malformed-token"]
    client.save(uri)
    assert client.rules(uri, 4) == ["malformed-token"]
    client.close(uri)
    assert client.rules(uri) == []


def test_keystrokes_are_judged_together(client: Client, workspace: Path) -> None:
    uri = uri_of(workspace, "typed.env")
    client.open(uri, CLEAN)
    client.diagnostics(uri, 1)
    before = len(client.received)
    for version in range(2, 42):
        client.change(uri, version, {"range": at(2, version - 2), "text": "#"})
    client.diagnostics(uri, 41)
    versions = [m["params"]["version"] for m in client.received[before:] if m.get("method") == "textDocument/publishDiagnostics"]
    assert versions[-1] == 41
    assert versions == sorted(versions)
    assert len(versions) < 20


def test_after_many_random_edits_it_says_what_the_command_line_says(client: Client, workspace: Path) -> None:
    dice = random.Random(5)
    uri = uri_of(workspace, "random.env")
    text = BLANK
    client.open(uri, text)
    for version in range(2, 202):
        start = dice.randrange(len(text) + 1)
        if dice.random() < 0.3:
            start = text.find("\n") + 1
        end = min(len(text), start + dice.choice([0, 0, 0, 1, 3]))
        new = dice.choice(["", " ", "\n", "😀\n", "\u2028", "\x0c", "x", f"VTEX_APP_KEY_{version}={KEY} \n"])
        client.change(uri, version, {"range": {"start": place(text, start), "end": place(text, end)}, "text": new})
        text = text[:start] + new + text[end:]
    expected = [(f.rule, f.location.start.line - 1) for f in check("random.env", text, state="outside").findings]
    assert [(d["code"], d["range"]["start"]["line"]) for d in client.diagnostics(uri, 201)] == expected
    assert len(expected) > 3


def place(text: str, offset: int) -> dict[str, int]:
    line = text.count("\n", 0, offset)
    start = text.rfind("\n", 0, offset) + 1
    return {"line": line, "character": len(text[start:offset].encode("utf-16-le")) // 2}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("dotenv", BLANK),
        ("yaml", f"vtexAppKey: '{KEY} '\nvtexAppToken: {TOKEN}\n"),
        ("json", f'{{"vtexAppKey": "{KEY} ", "vtexAppToken": "{TOKEN}"}}'),
        ("jsonc", f'{{"vtexAppKey": "{KEY} ", /* x */ "vtexAppToken": "{TOKEN}"}}'),
        ("json5", f"{{vtexAppKey: '{KEY} ', vtexAppToken: '{TOKEN}'}}"),
        ("toml", f'vtexAppKey = "{KEY} "\nvtexAppToken = "{TOKEN}"\n'),
    ],
)
def test_a_document_without_a_file_goes_by_its_language(client: Client, language: str, text: str) -> None:
    client.open("untitled:Untitled-1", text, language)
    assert client.rules("untitled:Untitled-1") == ["surrounding-whitespace"]


def test_what_check_would_pass_over_is_passed_over(client: Client, workspace: Path) -> None:
    for uri, language in ((uri_of(workspace, "notes.txt"), "plaintext"), ("git:/a/.env?ref", "dotenv"), ("output:x.env", "Log")):
        client.open(uri, BLANK, language)
    sentinel = uri_of(workspace, "last.env")
    client.open(sentinel, BLANK)
    client.diagnostics(sentinel)
    told = [m["params"] for m in client.received if m.get("method") == "textDocument/publishDiagnostics"]
    assert [params["diagnostics"] for params in told if params["uri"].endswith("notes.txt")] == [[]]
    assert not any(params["uri"].startswith(("git:", "output:")) for params in told)


def test_a_file_in_no_folder_and_without_any_folder(tmp_path: Path) -> None:
    with Client() as client:
        uri = uri_of(tmp_path, "a b é.env")
        client.open(uri, BLANK)
        assert client.rules(uri) == ["surrounding-whitespace"]


def test_settings_hold_from_the_files_own_directory_and_are_read_again(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    for folder in (one, other):
        (folder / "sub").mkdir(parents=True)
    (other / "vtexlint.toml").write_text('ignore = ["surrounding-whitespace"]\n')
    with Client(one, other) as client:
        client.open(uri_of(one / "sub"), BLANK)
        client.open(uri_of(other / "sub"), BLANK)
        assert client.rules(uri_of(one / "sub")) == ["surrounding-whitespace"]
        assert client.rules(uri_of(other / "sub")) == []
        # a client that watches files says so
        (other / "vtexlint.toml").write_text('[severity]\nsurrounding-whitespace = "info"\n')
        client.tell("workspace/didChangeWatchedFiles", {"changes": [{"uri": uri_of(other, "vtexlint.toml"), "type": 2}]})
        (found,) = client.diagnostics(uri_of(other / "sub"))
        assert found["severity"] == 3
        # and without word the next keystroke finds out
        (one / "vtexlint.toml").write_text('exclude = ["sub"]\n')
        client.change(uri_of(one / "sub"), 2, {"range": at(0, 0), "text": "#\n"})
        assert client.rules(uri_of(one / "sub"), 2) == []


def test_file_watchers_are_asked_for(tmp_path: Path) -> None:
    with Client(tmp_path) as client:
        asked = client.wait(lambda message: message.get("method") == "client/registerCapability")
        (registration,) = asked["params"]["registrations"]
        assert registration["method"] == "workspace/didChangeWatchedFiles"
        globs = [watcher["globPattern"] for watcher in registration["registerOptions"]["watchers"]]
    assert globs == [
        "**/{.vtexlint.toml,vtexlint.toml,pyproject.toml}",
        "**/.gitignore",
        "**/.git/{index,HEAD,logs/HEAD,packed-refs,config,info/exclude,reftable/tables.list}",
        "**/.git/refs/**",
    ]


def git_event(folder: Path, *names: str) -> dict[str, object]:
    return {"changes": [{"uri": (folder / ".git" / name).as_uri(), "type": 2} for name in names]}


@pytest.mark.parametrize("pulls", [False, True])
def test_a_branch_that_a_fetch_brings(tmp_path: Path, *, pulls: bool) -> None:
    """It changes one file, `refs/remotes/origin/main`; events that have changed nothing start nothing."""
    repo = Repo(tmp_path)
    repo.add(".env", CLEAN)
    commit = repo.commit()
    names = [f"refs/remotes/origin/{number}" for number in range(300)]
    with Client(tmp_path, more=PULL if pulls else None) as client:
        uri = uri_of(tmp_path)
        client.open(uri, CLEAN)

        def found() -> list[Message]:
            if not pulls:
                return client.diagnostics(uri)
            listed: list[Message] = client.ask("textDocument/diagnostic", {"textDocument": {"uri": uri}})["items"]
            return listed

        (before,) = found()
        client.is_quiet()
        for name in names:
            client.tell("workspace/didChangeWatchedFiles", git_event(tmp_path, f"{name}.lock", name))
        assert client.is_quiet(1)
        repo.git("update-ref", "refs/remotes/origin/main", commit)
        client.tell("workspace/didChangeWatchedFiles", git_event(tmp_path, "refs/remotes/origin/main"))
        if pulls:
            client.wait(lambda message: message.get("method") == "workspace/diagnostic/refresh")
        (after,) = found()
    assert before["code"] == after["code"] == "committed-secret"
    assert before["message"] != after["message"]  # in a commit; on a branch of another computer


def test_broken_settings_are_shown_once_and_the_defaults_hold(tmp_path: Path) -> None:
    settings = tmp_path / "vtexlint.toml"
    settings.write_text('ignore = ["surrounding-whitespace"]\nexcludes = []\n')
    with Client(tmp_path) as client:
        uri = uri_of(tmp_path)
        client.open(uri, BLANK)
        told = client.wait(lambda message: message.get("method") == "window/showMessage")
        assert "vtexlint.toml:2:1: `excludes`: unknown setting" in told["params"]["message"]
        assert client.rules(uri) == ["surrounding-whitespace"]
        client.change(uri, 2, {"range": at(0, 0), "text": "#\n"})
        client.diagnostics(uri, 2)
        assert sum(message.get("method") == "window/showMessage" for message in client.received) == 1
        client.open(settings.as_uri(), settings.read_text(), "toml")
        (found,) = client.diagnostics(settings.as_uri())
        assert found["range"]["start"] == {"line": 1, "character": 0}
        assert "did you mean `exclude`?" in found["message"]
        # mended and saved: it goes, and the settings hold
        settings.write_text('ignore = ["surrounding-whitespace"]\n')
        client.change(settings.as_uri(), 2, settings.read_text())
        client.save(settings.as_uri())
        assert client.rules(uri, 2) == []
        assert client.rules(settings.as_uri(), 2) == []


def test_wrong_options_are_told_once_and_the_rest_holds(tmp_path: Path) -> None:
    with Client(tmp_path, options={"select": 5, "ignore": ["surrounding-whitespace"]}) as client:
        told = client.wait(lambda message: message.get("method") == "window/showMessage")
        text = "vtexlint: `select` in the options from the editor was ignored: a list of strings is expected"
        assert told["params"] == {"type": 2, "message": text}
        uri = uri_of(tmp_path)
        client.open(uri, BLANK)
        assert client.rules(uri) == []
        client.tell("workspace/didChangeConfiguration", {"settings": {"vtexlint": {"select": 5, "config": 7}}})
        client.wait(lambda message: "`config`" in message.get("params", {}).get("message", ""))
        assert sum("`select`" in message.get("params", {}).get("message", "") for message in client.received) == 1


def test_a_broken_baseline_is_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "vtexlint.toml").write_text('baseline = "known.json"\n')
    (tmp_path / "known.json").write_text("{")
    with Client(tmp_path) as client:
        uri = uri_of(tmp_path)
        client.open(uri, BLANK)
        told = client.wait(lambda message: message.get("method") == "window/showMessage")
        assert "known.json" in told["params"]["message"]
        assert client.rules(uri) == ["surrounding-whitespace"]
        (tmp_path / "known.json").write_text('{"version": 1, "findings": []}')
        client.change(uri, 2, CLEAN)
        assert client.rules(uri, 2) == []
        (tmp_path / "known.json").write_text("{")
        client.change(uri, 3, BLANK)
        assert client.rules(uri, 3) == ["surrounding-whitespace"]
        assert sum(message.get("method") == "window/showMessage" for message in client.received) == 1


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a = [", 0, "not valid TOML"),
        ('\nselect = ["surrounding-whitspace"]', 1, "did you mean `surrounding-whitespace`?"),
        ("[severity]\nx = 1", 1, "one of error"),
    ],
)
def test_a_settings_file_is_judged_while_it_is_written(client: Client, workspace: Path, text: str, line: int, words: str) -> None:
    uri = uri_of(workspace, ".vtexlint.toml")
    client.open(uri, text, "toml")
    (found,) = client.diagnostics(uri)
    assert (found["range"]["start"]["line"], found["code"]) == (line, "settings")
    assert words in found["message"]


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)


def test_a_file_that_git_comes_to_track(tmp_path: Path) -> None:
    git(tmp_path, "init")
    (tmp_path / ".gitignore").write_text("")
    (tmp_path / ".env").write_text(CLEAN)
    with Client(tmp_path) as client:
        uri = uri_of(tmp_path)
        client.open(uri, CLEAN)
        assert client.rules(uri) == ["unprotected-secret"]
        git(tmp_path, "add", ".env")
        client.change(uri, 2, {"range": at(0, 0), "text": "#\n"})
        assert client.rules(uri, 2) == ["unprotected-secret"]  # git is not asked at a keystroke
        client.save(uri)
        assert client.rules(uri, 2) == ["committed-secret"]
        git(tmp_path, "rm", "--cached", ".env")
        (tmp_path / ".gitignore").write_text(".env\n")
        client.tell("workspace/didChangeWatchedFiles", {"changes": [{"uri": uri_of(tmp_path, ".gitignore"), "type": 2}]})
        assert client.rules(uri, 2) == []


def test_a_file_that_is_not_saved_yet_is_none_of_gits(tmp_path: Path) -> None:
    git(tmp_path, "init")
    with Client(tmp_path) as client:
        client.open(uri_of(tmp_path), CLEAN)
        assert client.rules(uri_of(tmp_path)) == []


def test_pull(tmp_path: Path) -> None:
    with Client(tmp_path, more=PULL) as client:
        uri = uri_of(tmp_path)
        client.open(uri, BLANK)
        document = {"textDocument": {"uri": uri}}
        report = client.ask("textDocument/diagnostic", document)
        assert report["kind"] == "full"
        assert [item["code"] for item in report["items"]] == ["surrounding-whitespace"]
        again = client.ask("textDocument/diagnostic", {**document, "previousResultId": report["resultId"]})
        assert again == {"kind": "unchanged", "resultId": report["resultId"]}
        client.change(uri, 2, CLEAN)
        assert client.ask("textDocument/diagnostic", {**document, "previousResultId": report["resultId"]})["items"] == []
        client.save(uri)
        client.wait(lambda message: message.get("method") == "workspace/diagnostic/refresh")
        assert client.ask("textDocument/diagnostic", {"textDocument": {"uri": uri_of(tmp_path, "closed.env")}})["items"] == []
        assert not any(message.get("method") == "textDocument/publishDiagnostics" for message in client.received)


def test_a_request_that_is_cancelled_and_one_whose_text_changed(tmp_path: Path) -> None:
    with Client(tmp_path, more=PULL) as client:
        uri = uri_of(tmp_path)
        long = "".join(f"NAME_{number}=value\n" for number in range(60_000))
        client.open(uri, long + BLANK)
        first = client.options("textDocument/diagnostic", {"textDocument": {"uri": uri}})
        client.tell("$/cancelRequest", {"id": first})
        assert client.answer(first)["error"]["code"] == -32800
        second = client.options("textDocument/diagnostic", {"textDocument": {"uri": uri}})
        client.change(uri, 2, BLANK)
        third = client.options("textDocument/diagnostic", {"textDocument": {"uri": uri}})
        # an empty answer for the version that is gone would remove all problems while one types
        both = [client.wait(lambda message: message.get("id") in (second, third) and "method" not in message) for _ in range(2)]
        assert [len(answer["result"]["items"]) for answer in both] == [1, 1]


def test_errors_quote_nothing(tmp_path: Path) -> None:
    with Client(tmp_path) as client:
        client.tell("textDocument/didOpen", {"textDocument": {"uri": 5, "text": TOKEN}})
        number = client.options("textDocument/hover", {"textDocument": TOKEN, "position": TOKEN})
        client.send_raw(b"Content-Length: 140\r\n\r\n" + f'{{"x": "{TOKEN}"'.encode().ljust(140))
        client.tell("textDocument/didChange", {"textDocument": {"uri": TOKEN, "version": 1}, "contentChanges": [{"text": TOKEN}]})
        client.options(TOKEN, TOKEN)
        uri = uri_of(tmp_path)
        client.open(uri, BLANK)
        assert client.rules(uri) == ["surrounding-whitespace"]
        assert number
        assert not any(TOKEN[:12] in str(message) for message in client.received)


def test_what_the_client_does_wrong_is_not_called_an_internal_error(tmp_path: Path) -> None:
    with Client(tmp_path) as client:
        number = client.options("nothing/known", [1])
        assert client.answer(number)["error"]["code"] == -32601
        client.send_raw(b"Content-Length: 2\r\n\r\n{x")
        client.tell("textDocument/didOpen", {"textDocument": {}})
        uri = uri_of(tmp_path)
        client.open(uri, BLANK)
        assert client.rules(uri) == ["surrounding-whitespace"]
        shown = [message["params"]["message"] for message in client.received if message.get("method") == "window/showMessage"]
        assert shown == [
            "vtexlint: the editor sent an invalid message (JSONDecodeError); it was ignored",
            "vtexlint: the editor sent an invalid message (JsonRpcInvalidParams); it was ignored",
        ]


def test_hover(client: Client, workspace: Path) -> None:
    uri = uri_of(workspace, "hover.env")
    client.open(uri, f"# 😀\r\nVTEX_APP_KEY={KEY}\r\nVTEX_APP_TOKEN={TOKEN[:127]}\r\nPORT=80\r\nVTEX_APP_KEY_B=\r\n")
    client.diagnostics(uri)

    def shown(line: int, character: int) -> str:
        answer = client.ask("textDocument/hover", {"textDocument": {"uri": uri}, "position": {"line": line, "character": character}})
        return answer["contents"]["value"] if answer else ""

    on_token = shown(2, 40)
    assert "appToken" in on_token
    assert "Paired with the appKey `VTEX_APP_KEY`, line 2." in on_token
    assert "`fakestore`" in on_token
    assert "malformed" not in on_token  # the editor shows the findings itself
    assert shown(2, 3) == on_token
    assert "Paired with the appToken" in shown(1, 20)
    assert shown(3, 2) == ""
    assert "empty" in shown(4, 3)


def test_completion(client: Client, workspace: Path) -> None:
    def offered(name: str, text: str) -> list[str]:
        uri = uri_of(workspace, name)
        client.open(uri, text)
        line = text.count("\n")
        position = {"line": line, "character": len(text) - text.rfind("\n") - 1}
        return [item["label"] for item in client.ask("textDocument/completion", {"textDocument": {"uri": uri}, "position": position})]

    assert "token-casing" in offered("one.env", "# vtexlint: ignore[")
    both = offered("two.env", "X=1\n# vtexlint: ignore[token-casing, key")
    assert "key-casing" in both
    assert "token-casing" not in both
    assert "token-casing" in offered("a.yaml", "a: 1 # vtexlint: ignore[tok")
    assert offered("three.env", "X=1") == []
    assert "exclude" in offered("vtexlint.toml", "ex")
    assert "key-casing" in offered("pyproject.toml", '[tool.vtexlint]\nignore = ["key')


@pytest.mark.parametrize(
    ("name", "text", "expected", "not_offered"),
    [
        ("pyproject.toml", '[tool.ruff]\nignore = ["', set(), {"key-casing"}),
        ("pyproject.toml", "[tool.ruff]\n", set(), {"exclude"}),
        ("pyproject.toml", "ex", set(), {"exclude"}),
        ("pyproject.toml", "[tool.vtexlint]\nex", {"exclude", "external-accounts"}, set()),
        ("pyproject.toml", "[tool.vtexlint.severity]\n", {"key-casing"}, {"exclude"}),
        ("vtexlint.toml", '[severity]\nkey-casing = "', {"error", "warning", "info"}, {"key-casing"}),
        ("vtexlint.toml", '[per-file-ignores]\n"*.env" = ["', {"key-casing"}, set()),
        ("vtexlint.toml", "[required-roles]\n", set(), {"exclude"}),
        ("vtexlint.toml", 'loaders = ["dotenv", "', {"bash"}, {"dotenv"}),
        ("vtexlint.toml", 'scope = "', {"all", "config"}, set()),
        ("vtexlint.toml", 'language = "', {"pt-BR"}, set()),
        (".env.example", "VTEX_APP_KEY=", {"<VTEX_APP_KEY>"}, set()),
        (".env", "VTEX_APP_KEY=", set(), {"<VTEX_APP_KEY>"}),
        ("application.yaml", "vtex:\n  appToken: ", {"${VTEX_APP_TOKEN}"}, set()),
        ("serverless.json", '{\n  "vtexAppToken": ', {'"${env:VTEX_APP_TOKEN}"'}, set()),
        ("serverless.json", '{\n  "vtexAppToken": "', {"${env:VTEX_APP_TOKEN}"}, set()),
        ("a.yaml", "vtex:\n  appToken: ", set(), {"${VTEX_APP_TOKEN}"}),
        ("a.json", '{\n  "vtexAppToken": "', set(), {"${VTEX_APP_TOKEN}"}),
        (".github/workflows/ci.yml", "  VTEX_APP_TOKEN: ", {"${{ secrets.VTEX_APP_TOKEN }}"}, set()),
        ("compose.yaml", "port: ", set(), {"${VTEX_PORT}"}),
        ("compose.yaml", f"vtexAppToken: {TOKEN[:4]}", set(), {"${VTEX_APP_TOKEN}"}),
    ],
)
def test_completion_goes_by_the_table_and_the_name(
    client: Client, workspace: Path, name: str, text: str, expected: set[str], not_offered: set[str]
) -> None:
    uri = uri_of(workspace, name)
    client.open(uri, text)
    position = {"line": text.count("\n"), "character": len(text) - text.rfind("\n") - 1}
    found = {item["label"] for item in client.ask("textDocument/completion", {"textDocument": {"uri": uri}, "position": position})}
    assert expected <= found
    assert bool(expected) == bool(found)
    assert found.isdisjoint(not_offered)
    client.close(uri)


def test_it_opens_no_socket_but_its_own_pair(tmp_path: Path) -> None:
    watch = (
        "import sys\nsys.addaudithook(lambda event, args: event.startswith('socket.') and print(event, int(args[1]), file=sys.stderr))\n"
    )
    script = f"{watch}from vtexlint.__main__ import main\nsys.argv = ['vtexlint', 'server']\nsys.exit(main())\n"
    body = b'{"jsonrpc": "2.0", "method": "exit"}'
    done = subprocess.run(
        [sys.executable, "-c", script],
        input=b"Content-Length: %d\r\n\r\n%s" % (len(body), body),
        capture_output=True,
        timeout=30,
        check=False,
    )
    lines = done.stderr.decode().splitlines()
    assert done.returncode == 1  # it was not asked to shut down first
    assert set(lines) == {f"socket.__new__ {AF_UNIX}"}


def test_without_the_extra_it_says_how_to_get_it(tmp_path: Path) -> None:
    (tmp_path / "pygls.py").write_text("raise ModuleNotFoundError('x', name='pygls')\n")
    environment = {**os.environ, "PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}"}
    done = subprocess.run(
        [sys.executable, "-m", "vtexlint", "server"],
        capture_output=True,
        env=environment,
        stdin=subprocess.DEVNULL,
        timeout=30,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.decode().splitlines()[-1].endswith(' "pygls<3,>=2"')
    assert done.stdout == b""


def test_many_documents_at_once(client: Client, workspace: Path) -> None:
    uris = [uri_of(workspace, f"{number}.env") for number in range(30)]

    def open_all() -> None:
        for uri in uris:
            client.open(uri, BLANK + f"VTEX_APP_TOKEN_B={token(uri)}\n")

    opening = threading.Thread(target=open_all)
    opening.start()
    opening.join(30)
    for uri in uris:
        assert "surrounding-whitespace" in client.rules(uri)


def test_clients_may_say_that_they_speak_on_standard_input() -> None:
    done = subprocess.run([sys.executable, "-m", "vtexlint", "server", "--stdio"], input=b"", capture_output=True, timeout=30, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (1, b"", b"")  # it went without a word of leave


def test_hostile_names_come_out_harmless(client: Client, workspace: Path) -> None:
    uri = uri_of(workspace, "hostile.json")
    client.open(uri, f'{{"vtex`\\u001b[31m\\u202e\\nAppKey": "{TOKEN}", "vtexAppToken": "{KEY}"}}', "json")
    messages = [line for found in client.diagnostics(uri) for line in found["message"].split("\n")]
    answer = client.ask("textDocument/hover", {"textDocument": {"uri": uri}, "position": {"line": 0, "character": 4}})
    lines = answer["contents"]["value"].split("\n\n")
    assert len(messages) > 1
    assert all(line.isprintable() for line in (*messages, *lines))
    assert lines[0] == "**VTEX appKey** `vtex'\\x1b[31m\\u202e\\nAppKey`"
