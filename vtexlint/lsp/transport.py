"""The streams to and from the client.

pygls' own `start_io` passes each line of a message through a pool of threads; here one thread reads, and the event loop receives whole
messages.
"""

import asyncio
import os
import re
from collections import deque
from threading import Thread
from typing import TYPE_CHECKING, BinaryIO

from pygls.io_ import StdoutWriter

if TYPE_CHECKING:
    from vtexlint.lsp.server import Server

_CHUNK = 65_536  # bytes; as much as a pipe holds
# after the end of a body too: one whose length was said too small leaves a rest, and the next message must not be lost with it
_LENGTH = re.compile(rb"(?:.*[}\]])?content-length[ \t]*:[ \t]*(\d{1,10})[ \t]*\r?\n", re.IGNORECASE | re.DOTALL)


def serve(server: "Server", stdin: BinaryIO, stdout: BinaryIO) -> None:
    """Handle the messages of a client until it leaves. `stdin` is read by its file descriptor; nothing of it may be buffered."""
    server.protocol.set_writer(StdoutWriter(stdout))
    try:
        asyncio.run(_serve(server, stdin))
    except (BrokenPipeError, KeyboardInterrupt, SystemExit):
        pass  # the client is gone, or has said `exit`
    finally:
        server.shutdown()


class Messages:
    """What comes from the client, divided into messages. It belongs to the event loop."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._bodies: deque[bytes] = deque()
        self._is_over = False
        self._waiting: asyncio.Future[None] | None = None
        self._buffer = bytearray()
        self._searched = 0  # bytes of the buffer that have no end of a line
        self._length = 0  # of the next body; 0 until a header says it
        self._is_body = False  # the headers are complete

    async def next(self) -> bytes | None:
        """The body of the next message; None after the last."""
        while not self._bodies:
            if self._is_over:
                return None
            self._waiting = self._loop.create_future()
            await self._waiting
        return self._bodies.popleft()

    def feed(self, data: bytes) -> None:
        """Take in what has come; nothing more will come after `b""`."""
        self._buffer += data
        self._is_over = not data
        while self._has_divided():
            pass
        if self._waiting is not None and (self._bodies or self._is_over):
            if not self._waiting.done():
                self._waiting.set_result(None)
            self._waiting = None

    def _has_divided(self) -> bool:
        """Take a body or a header's line from the buffer; False where more must come first."""
        buffer = self._buffer
        if self._is_body:
            if len(buffer) < self._length:
                return False
            self._bodies.append(bytes(buffer[: self._length]))
            del buffer[: self._length]
            self._is_body, self._length = False, 0
            return True
        end = buffer.find(b"\n", self._searched) + 1
        if not end:
            self._searched = len(buffer)
            return False
        line = bytes(buffer[:end])
        del buffer[:end]
        self._searched = 0
        if not line.strip():
            self._is_body = self._length > 0
        elif not self._length and (match := _LENGTH.fullmatch(line)):
            self._length = int(match[1])
        return True


async def _serve(server: "Server", stdin: BinaryIO) -> None:
    messages = Messages(asyncio.get_running_loop())
    # a daemon: it waits for the client's next message when the server ends
    Thread(target=_read, args=(stdin.fileno(), messages, asyncio.get_running_loop()), name="vtexlint-read", daemon=True).start()
    await converse(server, messages)


async def converse(server: "Server", messages: Messages) -> None:
    """Handle messages until there are no more."""
    protocol = server.protocol
    while (body := await messages.next()) is not None:
        try:
            protocol.receive(body)
        except Exception as error:
            server.report_server_error(error, type(error))
        # a request is about the text that the client had sent before it: it begins before the next message is handled
        await asyncio.sleep(0)


def _read(stdin: int, messages: Messages, loop: asyncio.AbstractEventLoop) -> None:
    """In a thread: hand over what comes from the client, until its end."""
    try:
        while data := os.read(stdin, _CHUNK):
            loop.call_soon_threadsafe(messages.feed, data)
        loop.call_soon_threadsafe(messages.feed, b"")
    except OSError:
        loop.call_soon_threadsafe(messages.feed, b"")
    except RuntimeError:  # the loop is closed: no more messages are needed
        return
