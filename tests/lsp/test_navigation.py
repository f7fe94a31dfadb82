"""Hover, the other credential of a pair, the outline and the hints; none shows a value."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.fake import KEY, TOKEN, key
from tests.lsp.client import Client, at

TEXT = f"# 😀\r\nVTEX_APP_KEY={KEY}\r\nVTEX_APP_TOKEN='{TOKEN}'\r\nPORT=80\r\nVTEX_APP_KEY_B=\r\nVTEX_APP_KEY_C={TOKEN}\r\n"
END = len(f"VTEX_APP_TOKEN='{TOKEN}'")


def ask(client: Client, what: str, uri: str, line: int, character: int) -> Any:
    return client.ask(f"textDocument/{what}", {"textDocument": {"uri": uri}, "position": {"line": line, "character": character}})


def test_the_definition_of_a_credential_is_its_other_half(client: Client, workspace: Path) -> None:
    uri = (workspace / "pair.env").as_uri()
    client.open(uri, TEXT)
    token, key = {"uri": uri, "range": at(2, 16, 144)}, {"uri": uri, "range": at(1, 13, 40)}
    assert ask(client, "definition", uri, 1, 2) == ask(client, "definition", uri, 1, 20) == token
    assert ask(client, "definition", uri, 2, 20) == key
    assert ask(client, "definition", uri, 3, 1) is None
    assert ask(client, "definition", uri, 4, 1) is None


def test_the_outline_names_each_credential_and_its_account(client: Client, workspace: Path) -> None:
    uri = (workspace / "outline.env").as_uri()
    client.open(uri, TEXT)
    listed = client.ask("textDocument/documentSymbol", {"textDocument": {"uri": uri}})
    assert [(one["name"], one["detail"]) for one in listed] == [
        ("VTEX_APP_KEY", "appKey · fakestore"),
        ("VTEX_APP_TOKEN", "appToken · fakestore"),
        ("VTEX_APP_KEY_B", "appKey"),
        ("VTEX_APP_KEY_C", "appKey"),
    ]
    assert listed[0]["selectionRange"] == at(1, 0, 12)
    assert TOKEN[:12] not in json.dumps(listed)


def test_hints_are_off_until_they_are_asked_for(tmp_path: Path) -> None:
    uri = (tmp_path / ".env").as_uri()
    with Client(tmp_path) as client:
        assert "inlayHintProvider" not in client.result["capabilities"]
    with Client(tmp_path, options={"inlayHints": True}) as client:
        client.open(uri, TEXT)
        everywhere = {"textDocument": {"uri": uri}, "range": at(0, 0, 0, 9)}
        (hint,) = client.ask("textDocument/inlayHint", everywhere)
        assert (hint["position"], hint["label"]) == ({"line": 2, "character": END}, "fakestore")
        assert client.ask("textDocument/inlayHint", {**everywhere, "range": at(0, 0, 5, 1)}) == []


@pytest.mark.parametrize(
    ("record", "lines"),
    [
        (
            {"isActive": True, "roles": ["Owner", "Catalog `x`"]},
            ["Snapshot of account `fakestore`: active", "Roles: `Owner`, `Catalog 'x'`"],
        ),
        ({"isActive": False, "roles": []}, ["Snapshot of account `fakestore`: inactive", "Roles: none"]),
        (None, ["The snapshot of account `fakestore` does not list this key."]),
    ],
)
def test_hover_says_what_the_snapshot_says(tmp_path: Path, record: dict[str, Any] | None, lines: list[str]) -> None:
    keys = [{"appKey": key("fakestore", "ZZZZZZ"), "isActive": True}]
    roles = {}
    if record is not None:
        keys.append({"appKey": KEY, "isActive": record["isActive"]})
        roles[KEY] = record["roles"]
    account = {"accountName": "fakestore", "isActive": True, "appKeys": keys}
    (tmp_path / "account.json").write_text(json.dumps({"account": account, "roles": roles}))
    (tmp_path / "vtexlint.toml").write_text('account-snapshots = ["account.json"]\n')
    with Client(tmp_path) as client:
        uri = (tmp_path / ".env").as_uri()
        client.open(uri, f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={TOKEN}\n")
        shown = [ask(client, "hover", uri, line, 20)["contents"]["value"].split("\n\n") for line in (0, 1)]
        assert shown[0] == [
            "**VTEX appKey** `VTEX_APP_KEY`",
            "Paired with the appToken `VTEX_APP_TOKEN`, line 2.",
            "Account: `fakestore`",
            *lines,
        ]
        assert shown[1][2:] == shown[0][2:]
