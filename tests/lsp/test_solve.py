"""What solves a finding that has no fix: the edits are made, and the finding is gone."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
import tomli
from lsprotocol import types

from tests.fake import KEY, TOKEN
from tests.lsp.client import Client, Message, applied
from tests.lsp.test_kept import Calls
from vtexlint.linter import parse_file
from vtexlint.lsp import capabilities
from vtexlint.lsp.actions import Actions
from vtexlint.lsp.analysis import analyse
from vtexlint.lsp.documents import DocumentVersion, OpenDocuments
from vtexlint.lsp.session import EditorSession
from vtexlint.lsp.solve_actions import external_account, gitignore_line
from vtexlint.project.settings_file import parsed
from vtexlint.text.source import Source

ALL = {"start": {"line": 0, "character": 0}, "end": {"line": 99999, "character": 0}}
PAIR = f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={TOKEN}\n"


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    git(tmp_path, "init")
    return tmp_path


def titled(actions: list[Message], word: str) -> Message:
    found = [action for action in actions if word in action["title"]]
    assert found, [action["title"] for action in actions]
    return found[0]


def opened(client: Client, path: Path, text: str) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    client.open(path.as_uri(), text)
    return path.as_uri()


def test_add_to_gitignore_comes_first_and_ends_the_finding(client: Client, repository: Path) -> None:
    uri = opened(client, repository / "shop [1]" / ".env", PAIR)
    assert client.rules(uri) == ["unprotected-secret"]
    actions = client.actions(uri, ALL)
    assert [action["title"].partition(":")[2] for action in actions] == [
        " add this file to .gitignore",
        " ignore unprotected-secret here",
    ]
    created, change = actions[0]["edit"]["documentChanges"]
    assert (created["kind"], created["uri"]) == ("create", (repository / ".gitignore").as_uri())
    (edit,) = change["edits"]
    (repository / ".gitignore").write_text(edit["newText"])
    client.save(uri)
    assert client.rules(uri) == []


def test_the_line_goes_at_the_end_of_what_is_there(client: Client, repository: Path) -> None:
    (repository / ".gitignore").write_text("node_modules\n!.env")
    uri = opened(client, repository / ".env", PAIR)
    client.diagnostics(uri)
    (change,) = titled(client.actions(uri, ALL), ".gitignore")["edit"]["documentChanges"]
    assert applied("node_modules\n!.env", change["edits"]) == "node_modules\n!.env\n/.env\n"


@pytest.mark.parametrize(
    ("relative", "line"),
    [
        (".env", "/.env\n"),
        ("a/#b!.env", "/a/#b!.env\n"),
        ("#!.env", "/#!.env\n"),
        ("[a]\\.env", "/\\[a]\\\\.env\n"),
        ("a*?.env", "/a\\*\\?.env\n"),
        ("x.env  ", "/x.env\\ \\ \n"),
    ],
)
def test_names_are_written_as_git_reads_them(tmp_path: Path, relative: str, line: str) -> None:
    insertion = gitignore_line(str(tmp_path / relative), str(tmp_path / ".gitignore"), "")
    assert insertion.text == line
    git(tmp_path, "init")
    (tmp_path / ".gitignore").write_text(line)
    for name, status in ((relative, 0), ("a/other.env", 1)):
        done = subprocess.run(["git", "check-ignore", "--", name], cwd=tmp_path, capture_output=True, check=False)
        assert done.returncode == status, name


@pytest.mark.parametrize(
    ("name", "text", "after"),
    [
        ("compose.yaml", f"appKey: {KEY}\nvtexAppToken: {TOKEN} # x\n", f"appKey: {KEY}\nvtexAppToken: ${{VTEX_APP_TOKEN}} # x\n"),
        ("application-prod.yml", f"{{vtexAppKey: {KEY}, vtexAppToken: {TOKEN}}}", f'{{vtexAppKey: {KEY}, vtexAppToken: "${{VTEX_APP_TOKEN}}"}}'),
        (
            "serverless.json", json.dumps({"vtexAppKey": KEY, "vtexAppToken": TOKEN}),
            json.dumps({"vtexAppKey": KEY, "vtexAppToken": "${env:VTEX_APP_TOKEN}"}),
        ),
        ("application.properties", f"vtex.app-key={KEY}\nvtex.app-token={TOKEN}\n", f"vtex.app-key={KEY}\nvtex.app-token=${{VTEX_APP_TOKEN}}\n"),
        (
            "f.http", f"GET /\nX-VTEX-API-AppKey: {KEY}\nX-VTEX-API-AppToken: {TOKEN}\n",
            f"GET /\nX-VTEX-API-AppKey: {KEY}\nX-VTEX-API-AppToken: {{{{$processEnv X_VTEX_API_APP_TOKEN}}}}\n",
        ),
        (
            ".github/workflows/ci.yml", f"env:\n  VTEX_APP_KEY: {KEY}\n  VTEX_APP_TOKEN: {TOKEN}\n",
            f"env:\n  VTEX_APP_KEY: {KEY}\n  VTEX_APP_TOKEN: ${{{{ secrets.VTEX_APP_TOKEN }}}}\n",
        ),
    ],
)  # fmt: skip
def test_a_reference_replaces_the_value(client: Client, repository: Path, name: str, text: str, after: str) -> None:
    uri = opened(client, repository / name, text)
    git(repository, "add", ".")
    client.save(uri)
    client.diagnostics(uri)
    action = titled(client.actions(uri, ALL), "replace the appToken")
    assert TOKEN[:12] not in action["title"]
    (change,) = action["edit"]["documentChanges"]
    assert applied(text, change["edits"]) == after
    client.change(uri, 2, after)
    assert "committed-secret" not in client.rules(uri, 2)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("c.json", json.dumps({"vtexAppKey": KEY, "vtexAppToken": TOKEN})),
        ("d.toml", f"vtexAppKey = '{KEY}'\nvtexAppToken = '{TOKEN}'\n"),
        ("k8s.yaml", f"kind: Secret\nstringData:\n  VTEX_APP_KEY: {KEY}\n  VTEX_APP_TOKEN: {TOKEN}\n"),
        ("values.yaml", f"vtexAppKey: {KEY}\nvtexAppToken: {TOKEN}\n"),
    ],
)
def test_no_reference_where_no_program_replaces_it(client: Client, repository: Path, name: str, text: str) -> None:
    uri = opened(client, repository / name, text)
    assert "unprotected-secret" in client.rules(uri)
    assert [action for action in client.actions(uri, ALL) if "replace the appToken" in action["title"]] == []


LAZY: Message = {"textDocument": {"codeAction": {"dataSupport": True, "resolveSupport": {"properties": ["edit"]}}}}


@pytest.mark.parametrize("lazy", [False, True])
@pytest.mark.parametrize(
    ("name", "text", "offered"),
    [
        # with a reference for its value, such a name is no longer known to be that of a credential, unless an appKey is next to it
        ("vtex/application.yml", f"key: ${{KEY}}\ntoken: {TOKEN}\n", False),
        ("vtex/application.yml", f"key: {KEY}\ntoken: {TOKEN}\n", True),
        ("vtex/compose.yml", f"services:\n  a:\n    environment:\n      key: {KEY}\n      token: {TOKEN}\n", True),
        ("vtex/application.yml", f"appKey: {KEY}\nappToken: {TOKEN}\n", True),
        ("shop/application.properties", f"vtex.app-key={KEY}\nvtex.app-token={TOKEN}\n", True),
    ],
)
def test_a_reference_is_offered_where_it_can_be_written(repository: Path, name: str, text: str, *, offered: bool, lazy: bool) -> None:
    with Client(repository, more=LAZY if lazy else None) as client:
        uri = opened(client, repository / name, text)
        assert client.rules(uri) == ["unprotected-secret"]
        found = [action for action in client.actions(uri, ALL) if "replace the appToken" in action["title"]]
        assert len(found) == offered
        assert all("edit" in (client.ask("codeAction/resolve", action) if lazy else action) for action in found)
        assert lazy != any("edit" in action for action in client.actions(uri, ALL))


@pytest.mark.parametrize("lazy", [False, True])
@pytest.mark.parametrize(("settings", "offered"), [("external-accounts = 5\n", False), ("[severity]\n", True)])
def test_an_account_is_offered_where_the_settings_can_take_it(tmp_path: Path, settings: str, *, offered: bool, lazy: bool) -> None:
    (tmp_path / "vtexlint.toml").write_text("")
    with Client(tmp_path, more=LAZY if lazy else None) as client:
        uri = opened(client, tmp_path / ".env", f"VTEX_ACCOUNT=partner\n{PAIR}")
        assert client.rules(uri) == ["account-mismatch"]
        client.open((tmp_path / "vtexlint.toml").as_uri(), settings, "toml")  # not saved
        assert sum("list account" in action["title"] for action in client.actions(uri, ALL)) == offered


def test_a_text_with_a_reference_is_parsed_once_for_all_moves_of_the_cursor(monkeypatch: pytest.MonkeyPatch, repository: Path) -> None:
    path, text = repository / "application.yml", f"vtexAppKey: {KEY}\nvtexAppToken: {TOKEN}\n"
    path.write_text(text)
    snapshot = DocumentVersion(path.as_uri(), str(path), "yaml", 1, Source("", text))
    analysis = analyse(EditorSession(), snapshot, str(repository), str(repository))
    parses = Calls(monkeypatch, parse_file, "parse")
    for lazy in (True, False, True):
        actions = Actions(analysis, OpenDocuments(), capabilities.Client(lazy=lazy))
        everywhere = types.Range(types.Position(0, 0), types.Position(9, 0))
        assert any("replace the appToken" in action.title for action in actions.offered(everywhere, None))
    assert parses.taken() == 1


def test_a_dotenv_file_gets_no_reference_and_a_template_no_gitignore(client: Client, repository: Path) -> None:
    uri = opened(client, repository / ".env.example", PAIR)
    client.diagnostics(uri)
    assert [action["title"] for action in client.actions(uri, ALL)] == ["vtexlint: ignore unprotected-secret here"]


@pytest.mark.parametrize(
    ("settings", "before", "after"),
    [
        ("vtexlint.toml", None, 'external-accounts = ["fakestore"]\n'),
        ("vtexlint.toml", "[severity]\n", 'external-accounts = ["fakestore"]\n[severity]\n'),
        ("vtexlint.toml", 'external-accounts = ["a"]\n', 'external-accounts = ["a", "fakestore"]\n'),
        ("vtexlint.toml", "external-accounts = []\n", 'external-accounts = ["fakestore"]\n'),
        ("pyproject.toml", "[tool.vtexlint]\nignore = []\n", '[tool.vtexlint]\nexternal-accounts = ["fakestore"]\nignore = []\n'),
    ],
)
def test_an_account_is_listed_as_external(client: Client, tmp_path: Path, settings: str, before: str | None, after: str) -> None:
    if before is not None:
        (tmp_path / settings).write_text(before)
    uri = opened(client, tmp_path / ".env", f"VTEX_ACCOUNT=partner\n{PAIR}")
    assert client.rules(uri) == ["account-mismatch"]
    change = titled(client.actions(uri, ALL), "list account")["edit"]["documentChanges"][-1]
    assert applied(before or "", change["edits"]) == after
    assert change["textDocument"]["uri"] == (tmp_path / settings).as_uri()
    (tmp_path / settings).write_text(after)
    client.change(uri, 2, f"VTEX_ACCOUNT=partner\n{PAIR}\n")
    assert client.rules(uri, 2) == []


def test_settings_that_would_not_be_read_are_not_written() -> None:
    assert external_account("/x/vtexlint.toml", "external-accounts = 5\n", "fakestore") is None
    assert external_account("/x/vtexlint.toml", "a = [", "fakestore") is None
    insertion = external_account("/x/pyproject.toml", "[project]\nname = 'x'\n", "fakestore")
    assert insertion is not None
    after = "[project]\nname = 'x'\n" + insertion.text
    assert parsed("/x/pyproject.toml", after.encode()).external_accounts == ("fakestore",)
    assert tomli.loads(after)["project"] == {"name": "x"}


def test_the_page_is_offered_to_a_client_that_shows_it(tmp_path: Path) -> None:
    with Client(tmp_path, options={"pages": True, "language": "pt-BR"}) as client:
        uri = opened(client, tmp_path / ".env", f"VTEX_APP_KEY={KEY} \nVTEX_APP_TOKEN={TOKEN}\n")
        actions = client.actions(uri, ALL, ["quickfix"])
        places = [index for index, action in enumerate(actions) if "command" in action]
        assert places == [len(actions) - 2]  # before the action that ignores
        assert actions[places[0]]["diagnostics"]  # without, VS Code would show it below the action that ignores
        command = actions[places[0]]["command"]
        assert (command["command"], command["arguments"]) == ("vtexlint.openPage", ["surrounding-whitespace"])
        answer: dict[str, Any] = client.ask("vtexlint/page", {"rule": "surrounding-whitespace"})
        assert answer["text"].startswith("# ")
        assert "espaço" in answer["text"]
        for unknown in ({"rule": "x"}, {"rule": 5}, {}):
            assert client.ask("vtexlint/page", unknown)["text"] == ""
