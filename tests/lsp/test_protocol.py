"""What clients do wrong: each request is answered with the specification's code, and the next one as usual. In this process."""

import json
import random
from typing import Any

import pytest

from tests.fake import KEY, TOKEN
from tests.fuzz.targets import conversation

TEXT = f"VTEX_APP_KEY={KEY} \nVTEX_APP_TOKEN={TOKEN}\n"
URI = "file:///nowhere/shop.env"
START: dict[str, Any] = {"processId": None, "rootUri": None, "capabilities": {"textDocument": {"diagnostic": {}}}}


def framed(*bodies: object) -> bytes:
    encoded = [body if isinstance(body, bytes) else json.dumps(body).encode() for body in bodies]
    return b"".join(b"Content-Length: %d\r\n\r\n%b" % (len(body), body) for body in encoded)


def request(number: object, method: str, params: object = None) -> dict[str, Any]:
    return {"jsonrpc": "2.0", "id": number, "method": method, "params": params}


def told(method: str, params: object = None) -> dict[str, Any]:
    return {"jsonrpc": "2.0", "method": method, "params": params}


INITIALIZE = request(1, "initialize", START)
OPEN = told("textDocument/didOpen", {"textDocument": {"uri": URI, "languageId": "dotenv", "version": 1, "text": TEXT}})
PULL = request(7, "textDocument/diagnostic", {"textDocument": {"uri": URI}})
END = (request(9, "shutdown"), told("exit"))


def answers(stream: bytes) -> dict[object, list[Any]]:
    """By the request's id: the codes of errors, else "ok"."""
    found: dict[object, list[Any]] = {}
    for message in conversation(stream):
        if "method" not in message:
            found.setdefault(message["id"], []).append(message["error"]["code"] if "error" in message else "ok")
    return found


@pytest.mark.parametrize(
    ("bodies", "expected"),
    [
        ((b"{x",), {None: [-32700]}),
        ((b"\xff\xfe{}",), {None: [-32700]}),
        ((b"[" * 100_000,), {None: [-32700]}),
        ((b"[]",), {None: [-32600]}),
        ((b"7",), {None: [-32600]}),
        (({"id": 3, "method": "shutdown"},), {3: [-32600]}),
        (({"jsonrpc": "1.0", "id": 3, "method": "shutdown"},), {3: [-32600]}),
        (({"jsonrpc": "2.0", "id": 3, "method": 5},), {3: [-32600]}),
        ((request([TOKEN], "shutdown"),), {None: [-32600]}),
        ((request(None, "shutdown"),), {None: [-32600]}),
        ((request(3, "textDocument/hover", {"textDocument": TOKEN}),), {3: [-32602]}),
        ((request(3, "textDocument/hover"),), {3: [-32602]}),
        ((request("three", "nothing/known", [TOKEN]),), {"three": [-32601]}),
        ((told("nothing/known", [TOKEN]), told("textDocument/didOpen", {"textDocument": TOKEN})), {}),
        ((told("$/cancelRequest", {"id": 44}), {"jsonrpc": "2.0", "id": 5, "result": None}), {}),
        (({"jsonrpc": "2.0", "id": 5, "error": {"code": 1, "message": TOKEN}},), {}),
        ((INITIALIZE,), {1: ["ok", -32600]}),
    ],
)
def test_what_is_wrong_is_answered_and_the_next_request_too(bodies: tuple[object, ...], expected: dict[object, list[Any]]) -> None:
    stream = framed(INITIALIZE, OPEN, *bodies, PULL)
    assert answers(stream) == {1: ["ok"], 7: ["ok"]} | expected
    assert TOKEN[:12] not in json.dumps([one for one in conversation(stream) if one.get("method") != "textDocument/publishDiagnostics"])


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        (request(3, "textDocument/hover", {"textDocument": TOKEN}), 0),
        (request(3, "textDocument/hover"), 0),
        ({"jsonrpc": "1.0", "id": 3, "method": "shutdown"}, 0),
        (told("textDocument/didOpen", {"textDocument": TOKEN}), 1),
        (request(None, "shutdown"), 1),
        (b"{x", 1),
    ],
)
def test_only_what_nobody_else_is_told_is_shown_to_the_user(body: object, shown: int) -> None:
    """Who sent a malformed request has the error; nobody waits for the answer of a malformed notification."""
    messages = conversation(framed(INITIALIZE, body, body, OPEN, PULL))
    assert [one.get("method") for one in messages].count("window/showMessage") == shown


def test_before_initialize_and_after_shutdown_requests_are_refused() -> None:
    before = framed(PULL, OPEN, request(8, "nothing/known"), INITIALIZE, *END)
    assert answers(before) == {7: [-32002], 8: [-32002], 1: ["ok"], 9: ["ok"]}
    after = framed(INITIALIZE, OPEN, END[0], PULL, request(8, "shutdown"), told("initialized"), END[1])
    assert answers(after) == {1: ["ok"], 9: ["ok"], 7: [-32600], 8: [-32600]}


@pytest.mark.parametrize(
    "header",
    [
        b"content-length: %d\r\n\r\n",
        b"CONTENT-LENGTH:%d\r\n\r\n",
        b"Content-Length : %d \r\nContent-Type: application/vscode-jsonrpc; charset=utf-8\r\n\r\n",
        b"Content-Type: x\nContent-Length: %d\n\n",
        b"stray\r\n\r\nContent-Length: %d\r\n\r\n",
        b'"the rest of a body whose length was too small"}Content-Length: %d\r\n\r\n',
        b"Content-Length: 99999999999999999999\r\nContent-Length: %d\r\n\r\n",
    ],
)
def test_headers_as_others_write_them(header: bytes) -> None:
    body = json.dumps(PULL).encode()
    assert answers(framed(INITIALIZE, OPEN) + header % len(body) + body) == {1: ["ok"], 7: ["ok"]}


def test_a_surrogate_pair_that_comes_in_two_edits() -> None:
    """A client that counts UTF-16 may send half a character."""
    first, second = json.dumps("😀")[1:7], json.dumps("😀")[7:13]

    def edit(version: int, column: int, text: str) -> bytes:
        place = {"line": 0, "character": column}
        params = {
            "textDocument": {"uri": URI, "version": version},
            "contentChanges": [{"range": {"start": place, "end": place}, "text": "?"}],
        }
        return json.dumps(told("textDocument/didChange", params)).encode().replace(b'"?"', f'"{text}"'.encode())

    stream = framed(INITIALIZE, OPEN, edit(2, 0, f"#{first}"), PULL, edit(3, 2, f"{second}\\n"), PULL | {"id": 8})
    found = {message["id"]: message["result"] for message in conversation(stream) if "id" in message and "method" not in message}
    assert found[7]["kind"] == "full"
    ((item,),) = (found[8]["items"],)
    assert (item["code"], item["range"]["start"]) == ("surrounding-whitespace", {"line": 1, "character": 40})


def test_hostile_messages_end_nothing() -> None:
    """Well-formed messages with one value replaced, and bytes with one changed: whatever comes, the last request is answered."""
    dice = random.Random(18)
    seeds = [
        OPEN, PULL, told("textDocument/didChange", {"textDocument": {"uri": URI, "version": 2}, "contentChanges": [{"text": TEXT}]}),
        request(3, "textDocument/hover", {"textDocument": {"uri": URI}, "position": {"line": 0, "character": 20}}),
        request(4, "textDocument/completion", {"textDocument": {"uri": URI}, "position": {"line": 9, "character": 2}}),
        told("textDocument/didSave", {"textDocument": {"uri": URI}}), told("textDocument/didClose", {"textDocument": {"uri": URI}}),
    ]  # fmt: skip
    strange: list[object] = [None, -1, 2**70, "", TOKEN, [], {}, True, 1e300, "file:///%00", "\ud83d", "file://[", ["x"] * 3]
    bodies: list[object] = []
    for _ in range(300):
        message = json.loads(json.dumps(dice.choice(seeds)))
        parent, key = dice.choice(list(places(message)))
        parent[key] = dice.choice(strange)
        bodies.append(message)
        if dice.random() < 0.2:
            data = bytearray(json.dumps(message).encode())
            data[dice.randrange(len(data))] = dice.randrange(256)
            bodies.append(bytes(data))
    listed = [one for one in bodies if not (isinstance(one, dict) and one.get("method") in ("exit", "shutdown"))]
    messages = conversation(framed(INITIALIZE, OPEN, *listed, request("last", "textDocument/diagnostic", PULL["params"])))
    assert "result" in next(one for one in messages if one.get("id") == "last")
    said = [one for one in messages if "error" in one or one.get("method") == "window/showMessage"]
    assert len(said) > 30
    assert "internal error" not in json.dumps(said)
    assert TOKEN[:12] not in json.dumps(said)
    asked = [one for one in listed if isinstance(one, dict) and isinstance(one.get("method"), str) and isinstance(one.get("id"), int | str)]
    counted = {str(one["id"]) for one in messages if "method" not in one}
    assert {str(one["id"]) for one in asked if not isinstance(one["id"], bool)} <= counted


def places(node: Any) -> Any:
    """Each place of a message that has a value."""
    for key in node if isinstance(node, dict) else range(len(node)):
        yield node, key
        if isinstance(node[key], dict | list):
            yield from places(node[key])
