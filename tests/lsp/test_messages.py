"""How the server divides what comes from the client, and that an edit leaves no reference cycles."""

import asyncio
import gc

import pytest
from lsprotocol import types

from tests import fake
from vtexlint.lsp.analysis import analyse
from vtexlint.lsp.documents import OpenDocuments
from vtexlint.lsp.session import EditorSession
from vtexlint.lsp.transport import Messages

_STREAM = b'Content-Length: 2\r\n\r\n{}Content-Type: x\r\nContent-Length: 8\r\n\r\n{"a":\n1}\r\nContent-Length: 0\r\n\r\nContent-Length: 4\r\n\r\n\r\n\r\n'


@pytest.mark.parametrize("size", [1, 3, 7, len(_STREAM)])
def test_messages_are_divided_however_they_come(size: int) -> None:
    async def divided() -> list[bytes]:
        messages = Messages(asyncio.get_running_loop())
        for start in range(0, len(_STREAM), size):
            asyncio.get_running_loop().call_soon(messages.feed, _STREAM[start : start + size])
        asyncio.get_running_loop().call_soon(messages.feed, b"")
        found = []
        while (body := await messages.next()) is not None:
            found.append(body)
        return found

    assert asyncio.run(divided()) == [b"{}", b'{"a":\n1}', b"\r\n\r\n"]


def test_what_is_cut_off_is_no_message() -> None:
    async def divided() -> bytes | None:
        messages = Messages(asyncio.get_running_loop())
        messages.feed(b"Content-Length: 5\r\n\r\n{}")
        messages.feed(b"")
        return await messages.next()

    assert asyncio.run(divided()) is None


def test_an_edit_leaves_no_reference_cycles() -> None:
    """The server looks for them seldom: what an edit leaves would stay."""
    live, buffers, uri = EditorSession(), OpenDocuments(), "file:///nowhere/.env"
    buffers.open(types.TextDocumentItem(uri, "", 0, f"VTEX_APP_KEY={fake.KEY} \nVTEX_APP_TOKEN={fake.TOKEN}\n"))

    def edit(version: int) -> None:
        place = types.Range(types.Position(0, 0), types.Position(0, 0))
        change = types.TextDocumentContentChangePartial(place, "A=1\n")
        snapshot = buffers.change(types.DidChangeTextDocumentParams(types.VersionedTextDocumentIdentifier(version, uri), [change]))
        assert snapshot is not None
        assert analyse(live, snapshot, "/nowhere", "/nowhere").findings

    for version in (1, 2):
        edit(version)
    gc.collect()
    gc.disable()
    try:
        for version in (3, 4, 5):
            edit(version)
        assert gc.collect() == 0
    finally:
        gc.enable()
