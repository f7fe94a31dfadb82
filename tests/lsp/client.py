"""A small client of the language server, over real pipes; it keeps every message, and never waits for ever."""

import json
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from queue import Empty, Queue
from types import TracebackType
from typing import Any

LIMIT = 30.0  # seconds; far more than anything takes

Message = dict[str, Any]

CAPABILITIES: Message = {
    "general": {"positionEncodings": ["utf-16"]},
    "workspace": {
        "workspaceEdit": {"documentChanges": True, "resourceOperations": ["create"]},
        "didChangeWatchedFiles": {"dynamicRegistration": True},
        "workspaceFolders": True,
    },
    "textDocument": {
        "publishDiagnostics": {"relatedInformation": True, "versionSupport": True},
        "codeAction": {
            "isPreferredSupport": True,
            "codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix", "source.fixAll"]}},
        },
        "hover": {"contentFormat": ["markdown", "plaintext"]},
    },
}


def merged(base: Message, more: Message) -> Message:
    both = dict(base)
    for key, value in more.items():
        both[key] = merged(both[key], value) if isinstance(value, dict) and isinstance(both.get(key), dict) else value
    return both


PULL: Message = {"textDocument": {"diagnostic": {}}, "workspace": {"diagnostics": {"refreshSupport": True}}}


class Client:
    def __init__(
        self, *folders: Path, more: Message | None = None, options: Message | None = None, start: bool = True, home: Path | None = None
    ) -> None:
        """`home` is the directory that the server is started in."""
        command = [sys.executable, "-m", "vtexlint", "server"]
        self._process = subprocess.Popen(command, cwd=home, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.received: list[Message] = []
        self._inbox: Queue[Message | None] = Queue()
        self._number = 0
        self._opened: list[str] = []
        threading.Thread(target=self._listen, daemon=True).start()
        if start:
            self.result = self.start(*folders, more=more, options=options)

    def start(self, *folders: Path, more: Message | None = None, options: Message | None = None, locale: str | None = None) -> Message:
        params = {
            "processId": None,
            "rootUri": None,
            "capabilities": merged(CAPABILITIES, more or {}),
            "workspaceFolders": [{"uri": folder.as_uri(), "name": folder.name} for folder in folders],
            "initializationOptions": options,
        } | ({} if locale is None else {"locale": locale})
        result: Message = self.ask("initialize", params)
        self.tell("initialized", {})
        return result

    @property
    def pid(self) -> int:
        return self._process.pid

    def __enter__(self) -> "Client":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, snippets: TracebackType | None) -> None:
        try:
            if kind is None:
                self.ask("shutdown", None)
                self.tell("exit", None)
                assert self._process.wait(LIMIT) == 0
                assert self._process.stderr is not None
                assert self._process.stderr.read() == b""
        finally:
            self._process.kill()
            self._process.wait(LIMIT)
            for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
                assert pipe is not None
                pipe.close()

    # documents

    def open(self, uri: str, text: str, language: str = "dotenv", version: int = 1) -> None:
        self._opened.append(uri)
        self.tell("textDocument/didOpen", {"textDocument": {"uri": uri, "languageId": language, "version": version, "text": text}})

    def change(self, uri: str, version: int, *changes: Message | str) -> None:
        listed = [{"text": change} if isinstance(change, str) else change for change in changes]
        self.tell("textDocument/didChange", {"textDocument": {"uri": uri, "version": version}, "contentChanges": listed})

    def save(self, uri: str) -> None:
        self.tell("textDocument/didSave", {"textDocument": {"uri": uri}})

    def close(self, uri: str) -> None:
        self.tell("textDocument/didClose", {"textDocument": {"uri": uri}})

    def close_all(self) -> None:
        """Close what is open, and take in all that was said."""
        for uri in self._opened:
            self.close(uri)
        self._opened.clear()
        self.ask("textDocument/hover", {"textDocument": {"uri": "file:///nowhere"}, "position": {"line": 0, "character": 0}})

    def diagnostics(self, uri: str, version: int | None = None) -> list[Message]:
        """The next diagnostics that are pushed for a document (of a version)."""

        def wanted(message: Message) -> bool:
            params = message.get("params", {})
            return (
                message.get("method") == "textDocument/publishDiagnostics"
                and params["uri"] == uri
                and (version is None or params.get("version") == version)
            )

        found: list[Message] = self.wait(wanted)["params"]["diagnostics"]
        return found

    def rules(self, uri: str, version: int | None = None) -> list[str]:
        return [one["code"] for one in self.diagnostics(uri, version)]

    def actions(self, uri: str, where: Message, only: list[str] | None = None) -> list[Message]:
        context: Message = {"diagnostics": []} | ({"only": only} if only is not None else {})
        found: list[Message] = self.ask("textDocument/codeAction", {"textDocument": {"uri": uri}, "range": where, "context": context})
        return found

    # messages

    def tell(self, method: str, params: Any) -> None:
        self._send({"jsonrpc": "2.0", "method": method, "params": params})

    def options(self, method: str, params: Any) -> int:
        self._number += 1
        self._send({"jsonrpc": "2.0", "id": self._number, "method": method, "params": params})
        return self._number

    def answer(self, number: int) -> Message:
        return self.wait(lambda message: message.get("id") == number and "method" not in message)

    def ask(self, method: str, params: Any) -> Any:
        answer = self.answer(self.options(method, params))
        assert "error" not in answer, answer
        return answer["result"]

    def wait(self, wanted: Callable[[Message], bool]) -> Message:
        while True:
            try:
                message = self._inbox.get(timeout=LIMIT)
            except Empty:
                raise AssertionError(f"no such message within {LIMIT} seconds; got {[m.get('method') for m in self.received]}") from None
            assert message is not None, self._last_words()
            if "id" in message and "method" in message:
                self._send({"jsonrpc": "2.0", "id": message["id"], "result": None})
            if wanted(message):
                return message

    def is_quiet(self, seconds: float = 0.4) -> bool:
        """Whether nothing comes for a while."""
        try:
            self._inbox.get(timeout=seconds)
        except Empty:
            return True
        return False

    def send_raw(self, data: bytes) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(data)
        self._process.stdin.flush()

    def _send(self, message: Message) -> None:
        body = json.dumps(message).encode()
        self.send_raw(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))

    def _listen(self) -> None:
        pipe = self._process.stdout
        assert pipe is not None
        while True:
            length = 0
            while (line := pipe.readline()) not in (b"\r\n", b""):
                if line.lower().startswith(b"content-length:"):
                    length = int(line.partition(b":")[2])
            if line == b"":
                self._inbox.put(None)
                return
            message = json.loads(pipe.read(length))
            self.received.append(message)
            self._inbox.put(message)

    def _last_words(self) -> str:
        assert self._process.stderr is not None
        return f"the server is gone: {self._process.stderr.read().decode()}"


def at(line: int, start: int, end: int | None = None, end_line: int | None = None) -> Message:
    """A range, 0-based, in the negotiated units."""
    return {
        "start": {"line": line, "character": start},
        "end": {"line": line if end_line is None else end_line, "character": start if end is None else end},
    }


def applied(text: str, edits: list[Message], encoding: str = "utf-16") -> str:
    """A text with an editor's edits made, by the rules of the protocol alone."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    starts = [0]
    rest = text
    for line in lines[:-1]:
        size = len(line) + (2 if rest[len(line) : len(line) + 2] == "\r\n" else 1)
        starts.append(starts[-1] + size)
        rest = rest[size:]
    width = {"utf-8": 1, "utf-16": 2, "utf-32": 4}[encoding]
    codec = {"utf-8": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}[encoding]

    def offset(position: Message) -> int:
        line = lines[position["line"]]
        return starts[position["line"]] + len(line.encode(codec)[: width * position["character"]].decode(codec))

    places = sorted(((offset(e["range"]["start"]), offset(e["range"]["end"]), e["newText"]) for e in edits), reverse=True)
    for start, end, new in places:
        text = text[:start] + new + text[end:]
    return text
