"""The language server, with tokens and hostile texts planted everywhere: no message has any, but for the edits, which are the user's own text."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.planted import COMMENTS, DOCUMENTS, HOSTILE, PAIR, SETTINGS, faults
from tests.fake import KEY, TOKEN
from tests.lsp.client import PULL, Client, Message, at

OWN = {"newText"}
"""The keys of the protocol whose texts are the user's: `return_text`. An address (`uri`) is the client's own."""
WHOLE = at(0, 0, 0, 10_000)
LANGUAGES = {".json": "json", ".yaml": "yaml", ".toml": "toml", ".env": "dotenv", ".properties": "properties", ".http": "http"}


def said(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a message with its key, but for the user's own and for addresses."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if key != "changes":  # the keys of that are addresses
                yield "key", name
            yield from said(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from said(inner, key)
    elif isinstance(value, str) and key not in OWN and not key.lower().endswith("uri"):
        yield key, value


def judge(client: Client) -> set[str]:
    """Demand that no message has a fault; the keys of the texts that were looked at."""
    seen = set()
    for message in client.received:
        for key, text in said(message):
            seen.add(key)
            assert faults(text) == [], (message.get("method"), key)
            assert "](" not in text, (message.get("method"), key)
    return seen


def ask_everything(client: Client, uri: str, text: str) -> None:
    for lines in range(text.count("\n") + 1):
        for character in (0, 3, 20):
            place = {"textDocument": {"uri": uri}, "position": {"line": lines, "character": character}}
            client.ask("textDocument/hover", place)
        client.ask(
            "textDocument/completion", {"textDocument": {"uri": uri}, "position": {"line": lines, "character": len("# vtexlint: ignore[")}}
        )
    for action in client.actions(uri, WHOLE):
        client.ask("codeAction/resolve", action)


@pytest.mark.parametrize("more", [{}, PULL, {"textDocument": {"hover": {"contentFormat": ["plaintext"]}}}], ids=["push", "pull", "plain"])
def test_no_message_shows_a_token_or_acts(more: Message, tmp_path: Path) -> None:
    folder = tmp_path / TOKEN
    folder.mkdir()
    (folder / ".git").mkdir()  # broken: git refuses
    (folder / "vtexlint.toml").write_text(SETTINGS["link.toml"])
    texts = {name: text for name, text in DOCUMENTS.items() if "\0" not in text and "\x1b" not in name}
    with Client(folder, more=more) as client:
        for name, text in {**texts, f"{HOSTILE[:20]}[a](command:x).env": COMMENTS + PAIR}.items():
            uri = (folder / name).as_uri()
            client.open(uri, text, LANGUAGES.get(Path(name).suffix, "plaintext"))
            if "textDocument" in more and "diagnostic" in more["textDocument"]:
                client.ask("textDocument/diagnostic", {"textDocument": {"uri": uri}})
            else:
                client.diagnostics(uri)
            ask_everything(client, uri, text[:3000] if text.count("\n") < 60 else "")
        for number, text in enumerate(SETTINGS.values()):
            uri = (tmp_path / str(number) / "vtexlint.toml").as_uri()
            client.open(uri, text, "toml")
            client.ask("textDocument/diagnostic", {"textDocument": {"uri": uri}})
        client.close_all()
    seen = judge(client)
    assert {"message", "value", "title", "label", "code"} <= seen
    kinds = {message.get("method") for message in client.received}
    assert {"window/showMessage"} <= kinds
    edits = [text for message in client.received for text in _new_texts(message)]
    assert KEY in str(edits)


def _new_texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from ([value["newText"]] if "newText" in value else [])
        for inner in value.values():
            yield from _new_texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _new_texts(inner)


def test_no_error_of_the_protocol_shows_what_was_asked(tmp_path: Path) -> None:
    with Client(tmp_path) as client:
        uri = (tmp_path / f"{TOKEN}.env").as_uri()
        client.open(uri, PAIR)
        client.diagnostics(uri)
        for method, params in (
            (TOKEN, {}), (f"textDocument/{HOSTILE}", {}), ("textDocument/hover", {"textDocument": TOKEN, HOSTILE: TOKEN}),
            ("textDocument/hover", {"textDocument": {"uri": uri}, "position": {"line": TOKEN, "character": HOSTILE}}),
            ("codeAction/resolve", {"title": "x", "data": {"uri": uri}}), ("workspace/executeCommand", {"command": TOKEN}),
            ("textDocument/codeAction", {"textDocument": {"uri": TOKEN}, "range": WHOLE, "context": {"diagnostics": [TOKEN]}}),
        ):  # fmt: skip
            client.options(method, params)  # pygls leaves some without an answer
        client.tell(TOKEN, {HOSTILE: TOKEN})
        client.tell("textDocument/didChange", {"textDocument": {"uri": uri, "version": TOKEN}, "contentChanges": [{"text": TOKEN}, TOKEN]})
        client.close_all()
    errors = [message["error"] for message in client.received if "error" in message]
    assert len(errors) >= 3
    assert all(set(error) <= {"code", "message"} for error in errors)
    judge(client)
