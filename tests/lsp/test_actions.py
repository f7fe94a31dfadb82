"""What an editor is offered to do, and that it does what it says."""

import re
import subprocess
from pathlib import Path

import pytest
import tomli

from tests.case_files import FILES, case_id
from tests.fake import KEY, TOKEN
from tests.lsp.client import PULL, Client, Message, applied, at
from tests.run import check, filled
from vtexlint.lsp.suppress_actions import per_file_ignore
from vtexlint.parsers.formats import format_of
from vtexlint.project.read_file import SETTINGS_LIMIT

ALL = {"start": {"line": 0, "character": 0}, "end": {"line": 99999, "character": 0}}
FIX_ALL = "source.fixAll.vtexlint"


def only_edits(action: Message, uri: str, version: int) -> list[Message]:
    (change,) = action["edit"]["documentChanges"]
    assert change["textDocument"] == {"uri": uri, "version": version}
    edits: list[Message] = change["edits"]
    return edits


def test_a_safe_fix_is_preferred_and_an_unsafe_one_is_marked(client: Client, workspace: Path) -> None:
    uri = (workspace / "f.env").as_uri()
    text = f"# 😀\r\nVTEX_APP_KEY='{KEY} '\r\nVTEX_APP_TOKEN={TOKEN.lower()}\r\n"
    client.open(uri, text)
    actions = client.actions(uri, at(1, 20), ["quickfix"])
    assert [a["title"].partition(":")[0] for a in actions] == ["vtexlint"] * 2
    safe, ignore = actions
    assert safe["isPreferred"] is True
    assert [d["code"] for d in safe["diagnostics"]] == ["surrounding-whitespace"]
    assert applied(text, only_edits(safe, uri, 1)) == text.replace(f"'{KEY} '", f"'{KEY}'")
    assert "ignore surrounding-whitespace here" in ignore["title"]
    unsafe = client.actions(uri, at(2, 20), ["quickfix"])[0]
    assert "unsafe" in unsafe["title"]
    assert "isPreferred" not in unsafe
    assert applied(text, only_edits(unsafe, uri, 1)) == text.replace(TOKEN.lower(), TOKEN)


@pytest.mark.parametrize(
    ("name", "text", "after", "sent"),
    [
        ("a.yaml", f"vtex:\n  appKey: {KEY}\n  appToken: |\n    {TOKEN}\n", ("|\n", "|-\n"), ["-"]),
        ("b.yaml", f"vtex:\r\n  appKey: {KEY}\r\n  appToken: >\r\n    {TOKEN}\r\n", (">\r\n", ">-\r\n"), ["-"]),
        ("c.env", f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN='{TOKEN} '\n", (f"{TOKEN} ", TOKEN), [""]),
        ("d.env", f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN = {TOKEN}\n", ("TOKEN = ", "TOKEN="), None),
    ],
)
def test_a_fix_sends_what_changes_alone(
    client: Client, workspace: Path, name: str, text: str, after: tuple[str, str], sent: list[str] | None
) -> None:
    uri = (workspace / name).as_uri()
    client.open(uri, text)
    fix = next(action for action in client.actions(uri, ALL, ["quickfix"]) if action.get("isPreferred"))
    (all_fixes,) = client.actions(uri, ALL, [FIX_ALL])
    for action in (fix, all_fixes):
        edits = only_edits(action, uri, 1)
        assert applied(text, edits) == text.replace(*after)
        assert sent is None or [edit["newText"] for edit in edits] == sent
        assert not any(TOKEN[:20] in edit["newText"] for edit in edits)


def test_unsafe_fixes_can_be_left_out(tmp_path: Path) -> None:
    with Client(tmp_path, options={"unsafeFixes": False}) as client:
        uri = (tmp_path / ".env").as_uri()
        client.open(uri, f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={TOKEN.lower()}\n")
        assert [a["title"] for a in client.actions(uri, ALL)] == ["vtexlint: ignore token-casing here"]


def test_fix_all_makes_the_safe_ones_alone(client: Client, workspace: Path) -> None:
    uri = (workspace / "all.env").as_uri()
    text = f"VTEX_APP_KEY={KEY} \nOTHER=1 \nVTEX_APP_TOKEN={TOKEN.lower()}\nVTEX_APP_KEY_B='{TOKEN}'\nVTEX_APP_TOKEN_B=\"{KEY}\"\n"
    client.open(uri, text, version=7)
    (action,) = client.actions(uri, at(0, 0), [FIX_ALL])
    assert action["kind"] == FIX_ALL
    after = applied(text, only_edits(action, uri, 7))
    assert after == f"VTEX_APP_KEY={KEY}\nOTHER=1 \nVTEX_APP_TOKEN={TOKEN.lower()}\nVTEX_APP_KEY_B='{KEY}'\nVTEX_APP_TOKEN_B=\"{TOKEN}\"\n"
    client.change(uri, 8, after)
    assert client.rules(uri, 8) == ["token-casing"]
    assert client.actions(uri, at(0, 0), [FIX_ALL]) == []


@pytest.mark.parametrize(("only", "kinds"), [(["source"], {FIX_ALL}), (["source.fixAll"], {FIX_ALL}), (["quickfix"], {"quickfix"}), (["refactor"], set()), (None, {FIX_ALL, "quickfix"}), (["source.organizeImports"], set()), ([""], {FIX_ALL, "quickfix"})])  # fmt: skip
def test_kinds(client: Client, workspace: Path, only: list[str] | None, kinds: set[str]) -> None:
    uri = (workspace / "kinds.env").as_uri()
    client.open(uri, f"VTEX_APP_KEY={KEY} \nVTEX_APP_TOKEN={TOKEN}\n")
    assert {action["kind"] for action in client.actions(uri, ALL, only)} == kinds


def test_edits_come_when_an_action_is_chosen_where_the_client_can_wait(tmp_path: Path) -> None:
    more = {"textDocument": {"codeAction": {"dataSupport": True, "resolveSupport": {"properties": ["edit"]}}}}
    with Client(tmp_path, more=more) as client:
        uri = (tmp_path / ".env").as_uri()
        text = f"VTEX_APP_KEY={KEY} \nVTEX_APP_TOKEN={TOKEN}\n"
        client.open(uri, text)
        actions = client.actions(uri, ALL)
        assert len(actions) == 3
        assert not any("edit" in action for action in actions)
        fix, ignore, everything = (client.ask("codeAction/resolve", action) for action in actions)
        assert applied(text, only_edits(fix, uri, 1)) == applied(text, only_edits(everything, uri, 1)) == text.replace(" ", "")
        assert applied(text, only_edits(ignore, uri, 1)) == "# vtexlint: ignore[surrounding-whitespace]\n" + text
        client.change(uri, 2, "#\n" + text)
        assert "edit" not in client.ask("codeAction/resolve", actions[0])  # it was for another text


def test_a_client_without_versions_gets_plain_changes(tmp_path: Path) -> None:
    with Client(tmp_path, more={"workspace": {"workspaceEdit": {"documentChanges": False}}}) as client:
        uri = (tmp_path / ".env").as_uri()
        client.open(uri, f"VTEX_APP_KEY={KEY} \nVTEX_APP_TOKEN={TOKEN}\n")
        (action,) = client.actions(uri, at(0, 0), [FIX_ALL])
        assert list(action["edit"]) == ["changes"]
        assert list(action["edit"]["changes"]) == [uri]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("i.env", f"A=1\r\nVTEX_APP_KEY={TOKEN}\r\n", f"A=1\r\n# vtexlint: ignore[RULE]\r\nVTEX_APP_KEY={TOKEN}\r\n"),
        ("i.yaml", f"a:\n  - vtexAppKey: '{TOKEN}'\n", f"a:\n  # vtexlint: ignore[RULE]\n  - vtexAppKey: '{TOKEN}'\n"),
        ("b.yaml", f"vtexAppKey: |\n  {TOKEN}\n", f"# vtexlint: ignore[RULE]\nvtexAppKey: |\n  {TOKEN}\n"),
        ("i.toml", f"[x]\n\tvtexAppKey = '{TOKEN}'\n", f"[x]\n\t# vtexlint: ignore[RULE]\n\tvtexAppKey = '{TOKEN}'\n"),
        ("i.jsonc", f'{{\n  "vtexAppKey": "{TOKEN}"\n}}', f'{{\n  // vtexlint: ignore[RULE]\n  "vtexAppKey": "{TOKEN}"\n}}'),
        ("i.properties", f"vtex.app-key=\\\n {TOKEN}\n", f"# vtexlint: ignore[RULE]\nvtex.app-key=\\\n {TOKEN}\n"),
        ("i.ini", f"[vtex]\napp_key = {TOKEN}\n", f"[vtex]\n; vtexlint: ignore[RULE]\napp_key = {TOKEN}\n"),
        ("i.tfvars", f'vtex_app_key = "{TOKEN}"\n', f'# vtexlint: ignore[RULE]\nvtex_app_key = "{TOKEN}"\n'),
        ("i.dockerfile", f"ENV A=1 \\\n  VTEX_APP_KEY={TOKEN}\n", f"ENV A=1 \\\n  # vtexlint: ignore[RULE]\n  VTEX_APP_KEY={TOKEN}\n"),
        ("i.http", f"GET /\nX-VTEX-API-AppKey: {TOKEN}\n", f"GET /\n# vtexlint: ignore[RULE]\nX-VTEX-API-AppKey: {TOKEN}\n"),
        ("j.env", f"# vtexlint: ignore[other]\nVTEX_APP_KEY={TOKEN}\n", f"# vtexlint: ignore[other, RULE]\nVTEX_APP_KEY={TOKEN}\n"),
    ],
)
def test_ignore_here(client: Client, workspace: Path, name: str, text: str, expected: str) -> None:
    uri = (workspace / name).as_uri()
    client.open(uri, text)
    found = client.diagnostics(uri)
    rule = next(d["code"] for d in found if d["code"] != "unknown-suppression")
    action = next(a for a in client.actions(uri, ALL) if a["title"] == f"vtexlint: ignore {rule} here")
    after = applied(text, only_edits(action, uri, 1))
    assert after == expected.replace("RULE", rule)
    client.change(uri, 2, after)
    assert rule not in client.rules(uri, 2)


@pytest.mark.parametrize("path", FILES, ids=case_id)
def test_every_offered_ignore_silences_and_changes_nothing_else(client: Client, workspace: Path, path: Path) -> None:
    uri = (workspace / path.parent.name / path.name).as_uri()
    text = filled(path.read_bytes()).decode("utf-8", "replace").replace("\0", "")
    client.open(uri, text, "jsonc" if format_of(path.name) == "json" else "plaintext")
    before = client.diagnostics(uri, 1)
    actions = [a for a in client.actions(uri, ALL) if " ignore " in a["title"] and a["title"].endswith(" here")]
    for version, action in enumerate(actions[:8], 2):
        client.change(uri, version, applied(text, only_edits(action, uri, 1)))
        after = client.diagnostics(uri, version)
        gone = action["diagnostics"][0]["code"]
        left = [d["code"] for d in before]
        kept = [d["code"] for d in after]
        assert len(kept) < len(left), action["title"]
        assert "unused-suppression" not in kept or "unused-suppression" in left
        assert [code for code in kept if code != gone] == [code for code in left if code != gone]


SETTINGS = [
    ("vtexlint.toml", "", '[per-file-ignores]\n"a/b.json" = ["R"]\n'),
    ("vtexlint.toml", 'exclude = ["x"]', 'exclude = ["x"]\n\n[per-file-ignores]\n"a/b.json" = ["R"]\n'),
    ("vtexlint.toml", '[per-file-ignores]\n"x" = ["R"]\n', '[per-file-ignores]\n"a/b.json" = ["R"]\n"x" = ["R"]\n'),
    ("vtexlint.toml", '[per-file-ignores]\n"a/b.json" = ["S"]\n', '[per-file-ignores]\n"a/b.json" = ["S", "R"]\n'),
    ("vtexlint.toml", '[per-file-ignores]\n"a/b.json" = []\n', '[per-file-ignores]\n"a/b.json" = ["R"]\n'),
    ("vtexlint.toml", 'per-file-ignores = {"x" = ["S"]}\n', 'per-file-ignores = { "a/b.json" = ["R"], "x" = ["S"]}\n'),
    ("vtexlint.toml", "[per-file-ignores]", '[per-file-ignores]\n"a/b.json" = ["R"]\n'),
    ("pyproject.toml", "[tool.vtexlint]\r\n[x]\r\n", '[tool.vtexlint]\r\n[x]\r\n\r\n[tool.vtexlint.per-file-ignores]\r\n"a/b.json" = ["R"]\r\n'),
    ("pyproject.toml", '[ tool . vtexlint.per-file-ignores ] # x\n[y]\n', '[ tool . vtexlint.per-file-ignores ] # x\n"a/b.json" = ["R"]\n[y]\n'),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "expected"), SETTINGS)
def test_what_a_settings_file_gains(name: str, text: str, expected: str) -> None:
    insertion = per_file_ignore(f"/p/{name}", text, "a/b.json", "R")
    assert insertion is not None
    after = text[: insertion.offset] + insertion.text + text[insertion.offset :]
    assert after == expected
    tomli.loads(after)


@pytest.mark.parametrize("text", ['per-file-ignores."x" = ["S"]\n', "broken = [", 'per-file-ignores = "x"\n'])
def test_settings_of_a_form_that_cannot_be_added_to_are_left_alone(text: str) -> None:
    assert per_file_ignore("/p/vtexlint.toml", text, "a.json", "R") is None


def test_in_json_a_rule_is_ignored_in_the_settings(tmp_path: Path) -> None:
    with Client(tmp_path) as client:
        (tmp_path / "[a]").mkdir()
        path = tmp_path / "[a]" / "vtex.json"
        client.open(path.as_uri(), f'{{"vtexAppKey": "{KEY} ", "vtexAppToken": "{TOKEN}"}}', "json")
        action = client.actions(path.as_uri(), ALL, ["quickfix"])[-1]
        assert action["title"] == "vtexlint: ignore surrounding-whitespace in this file (in the settings)"
        create, edit = action["edit"]["documentChanges"]
        assert (create["kind"], create["uri"]) == ("create", (tmp_path / "vtexlint.toml").as_uri())
        settings = tmp_path / "vtexlint.toml"
        settings.write_text(applied("", edit["edits"]))
        client.tell("workspace/didChangeWatchedFiles", {"changes": [{"uri": settings.as_uri(), "type": 1}]})
        client.change(path.as_uri(), 2, f'{{"vtexAppKey": "{KEY} ", "vtexAppToken": "{TOKEN.lower()}"}}')
        assert client.rules(path.as_uri(), 2) == ["token-casing"]
        # the settings as they stand in the editor, not on the disk
        client.open(settings.as_uri(), settings.read_text() + "# not saved\n", "toml", version=4)
        (again,) = [a for a in client.actions(path.as_uri(), ALL, ["quickfix"]) if "ignore" in a["title"]]
        (edit,) = again["edit"]["documentChanges"]
        assert edit["textDocument"] == {"uri": settings.as_uri(), "version": 4}
        assert '["surrounding-whitespace", "token-casing"]' in applied(settings.read_text(), edit["edits"])


@pytest.mark.parametrize("lazy", [False, True])
def test_a_client_that_makes_no_files_is_offered_no_edit_of_one(tmp_path: Path, *, lazy: bool) -> None:
    path = tmp_path / "vtex.json"
    resolve = {"dataSupport": True, "resolveSupport": {"properties": ["edit"]}} if lazy else {}
    more = {"workspace": {"workspaceEdit": {"resourceOperations": []}}, "textDocument": {"codeAction": resolve}}
    with Client(tmp_path, more=more) as client:
        client.open(path.as_uri(), f'{{"vtexAppKey": "{KEY} ", "vtexAppToken": "{TOKEN}"}}', "json")
        assert not [one for one in client.actions(path.as_uri(), ALL, ["quickfix"]) if "settings" in one["title"]]
        (tmp_path / "vtexlint.toml").write_text("")
        (action,) = [one for one in client.actions(path.as_uri(), ALL, ["quickfix"]) if "settings" in one["title"]]
        edit = client.ask("codeAction/resolve", action)["edit"] if lazy else action["edit"]
        assert [change["textDocument"]["uri"] for change in edit["documentChanges"]] == [(tmp_path / "vtexlint.toml").as_uri()]


TABLE = '[per-file-ignores]\n"other.json" = ["token-casing"]\n'


@pytest.mark.parametrize("lazy", [False, True])
@pytest.mark.parametrize("is_readable", [False, True])
def test_settings_that_cannot_be_read_are_not_changed(tmp_path: Path, *, is_readable: bool, lazy: bool) -> None:
    """An insertion into a text that is not known would make a table a second time."""
    path, settings = tmp_path / "vtex.json", tmp_path / "vtexlint.toml"
    settings.write_text(TABLE)
    more = {"textDocument": {"codeAction": {"dataSupport": True, "resolveSupport": {"properties": ["edit"]}}}} if lazy else {}
    with Client(tmp_path, more=more) as client:
        client.open(path.as_uri(), f'{{"vtexAppKey": "{KEY} ", "vtexAppToken": "{TOKEN}"}}', "json")
        assert client.rules(path.as_uri()) == ["surrounding-whitespace"]
        after = TABLE + "#" * (SETTINGS_LIMIT - len(TABLE) + (not is_readable))
        settings.write_text(after)
        found = [one for one in client.actions(path.as_uri(), ALL, ["quickfix"]) if "settings" in one["title"]]
        assert len(found) == is_readable
        for action in found:
            (change,) = (client.ask("codeAction/resolve", action) if lazy else action)["edit"]["documentChanges"]
            ignores = tomli.loads(applied(after, change["edits"]))["per-file-ignores"]
            assert ignores == {"other.json": ["token-casing"], "/vtex.json": ["surrounding-whitespace"]}


@pytest.mark.parametrize("made", ["directory", "dangling link", "not UTF-8"])
def test_what_is_no_text_is_not_changed(tmp_path: Path, made: str) -> None:
    settings = tmp_path / "vtexlint.toml"
    if made == "directory":
        settings.mkdir()
    elif made == "dangling link":
        settings.symlink_to(tmp_path / "nowhere.toml")
    else:
        settings.write_bytes(b"# caf\xe9\n")
    path = tmp_path / "vtex.json"
    with Client(tmp_path) as client:
        client.open(path.as_uri(), f'{{"vtexAppKey": "{KEY} ", "vtexAppToken": "{TOKEN}"}}', "json")
        titles = [one["title"] for one in client.actions(path.as_uri(), ALL)]
        assert any("fix" in title for title in titles)
        assert not any("settings" in title for title in titles)


def test_a_suppression_that_silences_nothing_is_removed(client: Client, workspace: Path) -> None:
    uri = (workspace / "unused.env").as_uri()
    text = f"# vtexlint: ignore[key-casing]\nVTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={TOKEN}\n"
    client.open(uri, text)
    (found,) = client.diagnostics(uri)
    assert found["tags"] == [1]
    (fix, *_) = client.actions(uri, at(0, 10), ["quickfix"])
    assert applied(text, only_edits(fix, uri, 1)) == text.partition("\n")[2]


def test_actions_where_nothing_is_judged(client: Client, workspace: Path) -> None:
    uri = (workspace / "x.txt").as_uri()
    client.open(uri, f"VTEX_APP_KEY={KEY} \n", "plaintext")
    assert client.actions(uri, ALL) == []
    assert client.actions((workspace / "never-opened.env").as_uri(), ALL) == []


SECRET = re.compile(r"[A-Za-z]{40,}")  # no appKey of the fixtures has as many letters in a row


def test_nothing_but_the_edits_asked_for_holds_a_secret(tmp_path: Path) -> None:
    """Every case through a server that takes it for tracked: all that it says, hover and titles included."""
    subprocess.run(["git", "init"], cwd=tmp_path, check=True, capture_output=True)
    with Client(tmp_path) as client, Client(tmp_path, more=PULL) as pulling:
        for number, path in enumerate(FILES):
            place = tmp_path / str(number) / path.name
            place.parent.mkdir()
            data = filled(path.read_bytes())
            place.write_bytes(data)
            subprocess.run(["git", "add", "-f", str(place)], cwd=tmp_path, check=True, capture_output=True)
            uri, text = place.as_uri(), data.decode("utf-8", "replace")
            secrets = {run[i : i + 7] for run in SECRET.findall(text) for i in range(0, len(run) - 6, 3)}
            pulling.open(uri, text)
            pulling.ask("textDocument/diagnostic", {"textDocument": {"uri": uri}})
            client.open(uri, text)
            client.diagnostics(uri, 1)
            actions = client.actions(uri, ALL)
            for finding in check(path.name, data, state="tracked").findings:
                start = {"line": finding.location.start.line - 1, "character": finding.location.start.column - 1}
                client.ask("textDocument/hover", {"textDocument": {"uri": uri}, "position": start})
            client.ask("textDocument/completion", {"textDocument": {"uri": uri}, "position": {"line": 0, "character": 0}})
            client.change(uri, 2, text + "\n#")
            client.save(uri)
            client.close(uri)
            client.diagnostics(uri)
            said = str([{**message, "result": None} if message.get("result") == actions else message for message in client.received])
            said += str([{**action, "edit": None} for action in actions]) + str(pulling.received)
            assert not [run for run in secrets if run in said], path
            client.received.clear()
            pulling.received.clear()
