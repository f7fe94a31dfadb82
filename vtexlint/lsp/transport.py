"""The streams to and from the client.

pygls' own `start_io` passes each line of a message through a pool of threads; here one thread reads, and the event loop receives whole
messages.
"""

import asyncio
import os
from threading import Event, Thread
from typing import BinaryIO

from pygls.io_ import StdoutWriter, run_async
from pygls.lsp.server import LanguageServer

_CHUNK = 65_536  # bytes; as much as a pipe holds


def serve(server: LanguageServer, stdin: BinaryIO, stdout: BinaryIO) -> None:
    """Handle the messages of a client until it leaves. `stdin` is read by its file descriptor; nothing of it may be buffered."""
    server.protocol.set_writer(StdoutWriter(stdout))
    try:
        asyncio.run(_serve(server, stdin))
    except (BrokenPipeError, asyncio.IncompleteReadError, KeyboardInterrupt, SystemExit):
        pass  # the client is gone, within a message or after `exit`
    finally:
        server.shutdown()  # type: ignore[no-untyped-call]


class _Messages(asyncio.StreamReader):
    """What comes from the client, as pygls asks for it: lines, then as many bytes as they say."""

    async def readexactly(self, n: int) -> bytes:
        # a request is about the text that the client had sent before it: it starts before the next message is handled
        await asyncio.sleep(0)
        return await super().readexactly(n)


async def _serve(server: LanguageServer, stdin: BinaryIO) -> None:
    reader = _Messages(limit=2**63)  # a line may be as long as it wants to be
    # a daemon: it waits for the client's next message when the server ends
    Thread(target=_read, args=(stdin.fileno(), reader, asyncio.get_running_loop()), name="vtexlint-read", daemon=True).start()
    await run_async(Event(), reader, server.protocol, error_handler=server.report_server_error)


def _read(stdin: int, reader: asyncio.StreamReader, loop: asyncio.AbstractEventLoop) -> None:
    """In a thread: hand over what comes from the client, until its end."""
    try:
        while data := os.read(stdin, _CHUNK):
            loop.call_soon_threadsafe(reader.feed_data, data)
        loop.call_soon_threadsafe(reader.feed_eof)
    except OSError:
        loop.call_soon_threadsafe(reader.feed_eof)
    except RuntimeError:  # the loop is closed: no more messages are needed
        return
