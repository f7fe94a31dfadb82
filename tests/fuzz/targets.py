"""What is fuzzed: for each target a function of bytes that fails where a promise is broken."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

from tests.fake import KEY, TOKEN, session
from tests.paths import ROOT
from tests.run import context_of, filled
from vtexlint.accounts.load import read as read_snapshot
from vtexlint.accounts.model import SnapshotError
from vtexlint.credentials import shapes
from vtexlint.credentials.extract import extract_credentials
from vtexlint.linter.baseline import BaselineError
from vtexlint.linter.baseline import parse as parse_baseline
from vtexlint.linter.conclude import conclude
from vtexlint.linter.fix_file import fix_file, fixable
from vtexlint.linter.lint import lint_bytes
from vtexlint.linter.prefilter import may_hold_credentials
from vtexlint.linter.report import LintResult
from vtexlint.linter.search import search_bytes
from vtexlint.parsers.formats import FORMATS, format_of, row_of
from vtexlint.parsers.model import Document, Format
from vtexlint.parsers.parse import parse, source_map
from vtexlint.project.errors import ConfigError
from vtexlint.project.settings_file import parsed
from vtexlint.reporters.style import Style
from vtexlint.reporters.table import reporter
from vtexlint.text.source import Source, UndecodableError

Target = Callable[[bytes], None]

_LARGEST = 100_000  # characters of an output that are searched for secrets
_CONTEXT = context_of(snippets=True)
_NAMES = (
    *(f"{folder}{row.default_name}" for row in FORMATS for folder in ("", "vtex/") if row.name != "text"),
    *"a.jsonl a.json5 values.yaml.j2 .env.example docker-compose.yml x.postman_collection.json notes.txt".split(),
)


def _source(name: str, data: bytes) -> Source | None:
    try:
        return Source.from_bytes(name, data)
    except UndecodableError:
        return None


def _check_document(source: Source, document: Document, format: Format) -> None:
    size = len(source.text)
    for entry in document.entries:
        for span in (entry.span, entry.name_span, entry.separator):
            assert 0 <= span.start <= span.end <= size, "a span is outside of the text"
        assert 0 <= entry.container < len(document.containers)
        if entry.value and not entry.alias:
            places = source_map(source, document.format if document.problem else format, entry)
            assert places is None or len(places) == len(entry.value) + 1, "a value's map has not its length"
            # the line break that a block of YAML has at its end is no part of its span
            assert places is None or all(entry.span.start <= place <= size for place in places), "a map leads out of the value"
            assert places is None or places == sorted(places), "a map leads back"
    for container in document.containers:
        assert -1 <= container.parent < len(document.containers)


def _reader(format: Format, names: tuple[str, ...]) -> Target:
    def run(data: bytes) -> None:
        name = names[data[0] % len(names)] if data else names[0]
        source = _source(name, data[1:])
        if source is None:
            return
        document = parse(source, format)
        _check_document(source, document, format)
        extract_credentials(source, document)

    return run


def _fallback(data: bytes) -> None:
    source = _source("a.yaml.j2", data)
    if source is not None:
        document = parse(source, "text")
        _check_document(source, document, "text")
        extract_credentials(source, document)


def _secrets(data: bytes) -> Iterator[str]:
    for found in re.findall(r"(?<![A-Za-z0-9])[A-Z]{128}(?![A-Za-z0-9])", data.decode("latin-1")):
        if shapes.is_random(found):
            yield found


def _no_secret(outcome: LintResult, data: bytes) -> None:
    secrets = list(_secrets(data))
    for name in ("text", "json"):
        report = reporter(name)(outcome, Style())[:_LARGEST]
        for secret in secrets:
            for at in range(0, 105, 8):
                assert secret[at : at + 24] not in report, "a piece of a token is shown"


def _lint(data: bytes) -> None:
    """Check, report, fix; the fixed text has nothing left to fix, and whatever has a finding passes the filter."""
    if not data:
        return
    name, text = _NAMES[data[0] % len(_NAMES)], data[1:]
    result = lint_bytes(name, text, _CONTEXT)
    outcome = conclude([result], {name: "tracked"})
    _no_secret(outcome, text)
    if any(one.rule not in ("unreadable-file", "syntax-error", "unused-suppression", "unknown-suppression") for one in outcome.findings):
        assert may_hold_credentials(text, name), "the filter dismisses what has a finding"
    if result.parsed is None:
        return
    done = fix_file(result, _CONTEXT)
    again = lint_bytes(name, done.after.source.encode(), _CONTEXT)
    assert not fixable(conclude([again], {}).findings, unsafe=False) or done.refused, "a second run fixes more"
    fix_file(result, _CONTEXT, unsafe=True)


def _search(data: bytes) -> None:
    result = search_bytes("a.py", data, _CONTEXT)
    if result is not None:
        _no_secret(conclude([result], {"a.py": "tracked"}), data)


def _suppressions(data: bytes) -> None:
    """Ignore comments, in each format that has comments."""
    rows = [row for row in FORMATS if row.comment is not None]
    row = rows[data[0] % len(rows)] if data else rows[0]
    comment = f"{row.comment} vtexlint:".encode()
    text = data[1:].replace(b"\0", comment) if data else comment
    name = row.default_name
    if row_of(row.name, name).module and _source(name, text) is not None:
        _no_secret(conclude([lint_bytes(name, text, _CONTEXT)], {name: "tracked"}), text)


def _settings(data: bytes) -> None:
    for name in ("vtexlint.toml", "pyproject.toml"):
        try:
            parsed(name, data)
        except ConfigError as error:
            _no_piece(str(error.message), data)


def _snapshot(data: bytes) -> None:
    try:
        read_snapshot("fakestore.json", data)
    except SnapshotError as error:
        _no_piece(str(error), data)


def _baseline(data: bytes) -> None:
    try:
        parse_baseline(data.decode("utf-8", "replace"))
    except BaselineError as error:
        _no_piece(str(error), data)


def _no_piece(message: str, data: bytes) -> None:
    for secret in _secrets(data):
        for at in range(0, 105, 8):
            assert secret[at : at + 24] not in message, "a piece of a token is shown"


def _protocol(data: bytes) -> None:
    """Messages to the server, each framed, or a raw stream.

    Whatever comes, each answer is a message, none is an internal error, no error quotes a secret, and no request that is understood as one
    stays without an answer.
    """
    bodies = data.split(b"\n\n\n")
    raw = data[:1] == b"\0"
    stream = data[1:] if raw else b"".join(_framed(body) for body in (_INITIALIZE, *bodies, _SHUTDOWN, _EXIT))
    answered = set()
    for message in conversation(stream):
        told = json.dumps(message)
        assert "internal error" not in told, "an internal error"
        if "error" in message or message.get("method") == "window/showMessage":
            _no_piece(told, data)
        if "method" not in message:
            answered.add(str(message["id"]))
    if not raw and b"exit" not in data:
        assert "99" in answered, "no answer to the last request"


def _framed(body: bytes) -> bytes:
    return b"Content-Length: %d\r\n\r\n%b" % (len(body), body)


def conversation(stream: bytes, home: str = "/nowhere") -> list[dict[str, Any]]:
    """What the server answers to a stream of bytes, in this process."""
    import asyncio

    from vtexlint.lsp.handlers import make_server
    from vtexlint.lsp.transport import Messages, converse

    server, out = make_server(home), _Kept()
    server.protocol.set_writer(out)

    async def talk() -> None:
        messages = Messages(asyncio.get_running_loop())
        for chunk in (stream, b""):
            messages.feed(chunk)
        await converse(server, messages)
        own = {asyncio.current_task()}
        while waiting := asyncio.all_tasks() - own:
            await asyncio.wait(waiting)

    try:
        with suppress(SystemExit):  # an `exit` without `shutdown`
            asyncio.run(talk())
    finally:
        server.shutdown()
    return [json.loads(body) for body in _messages(out.kept)]


class _Kept:
    """What was written."""

    kept = b""

    def write(self, data: bytes) -> None:
        self.kept += bytes(data)

    def close(self) -> None:
        pass


def _messages(data: bytes) -> Iterator[bytes]:
    while data:
        head, _, rest = data.partition(b"\r\n\r\n")
        length = re.search(rb"Content-Length: (\d+)", head)
        assert length, "an answer without its length"
        yield rest[: int(length[1])]
        data = rest[int(length[1]) :]


_INITIALIZE = b'{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"processId":null,"rootUri":null,"capabilities":{}}}'
_SHUTDOWN = b'{"jsonrpc":"2.0","id":99,"method":"shutdown"}'
_EXIT = b'{"jsonrpc":"2.0","method":"exit"}'


def _readers() -> Iterator[tuple[str, Target]]:
    names: dict[Format, tuple[str, ...]] = {}
    for row in FORMATS:
        more = tuple(f"a.{ending}" for ending in row.endings if ending not in row.default_name)
        names[row.name] = (*names.get(row.name, ()), row.default_name, *more)
    for format, known in names.items():
        if format != "text":
            yield f"read-{format}", _reader(format, known)


TARGETS: dict[str, Target] = {
    **dict(_readers()),
    "fallback": _fallback,
    "lint": _lint,
    "search": _search,
    "suppressions": _suppressions,
    "settings": _settings,
    "snapshot": _snapshot,
    "baseline": _baseline,
    "protocol": _protocol,
}

_SEED_MESSAGES = tuple(
    json.dumps({"jsonrpc": "2.0", **message}).encode()
    for message in (
        {"method": "textDocument/didOpen", "params": {"textDocument": {"uri": "untitled:a", "languageId": "dotenv", "version": 1, "text": f"VTEX_APP_KEY={KEY} \n"}}},
        {"method": "textDocument/didChange", "params": {"textDocument": {"uri": "untitled:a", "version": 2}, "contentChanges": [{"range": {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 4}}, "text": "x"}]}},
        {"id": 2, "method": "textDocument/codeAction", "params": {"textDocument": {"uri": "untitled:a"}, "range": {"start": {"line": 0, "character": 0}, "end": {"line": 1, "character": 0}}, "context": {"diagnostics": []}}},
        {"id": 3, "method": "textDocument/hover", "params": {"textDocument": {"uri": "untitled:a"}, "position": {"line": 0, "character": 15}}},
        {"id": 4, "method": "textDocument/diagnostic", "params": {"textDocument": {"uri": "untitled:a"}}},
        {"method": "textDocument/didClose", "params": {"textDocument": {"uri": "untitled:a"}}},
        {"id": 5, "method": "nothing", "params": [1]},
    )
)  # fmt: skip


def seeds(target: str) -> Iterator[bytes]:
    """Inputs to begin with: the cases of the rules for what reads files, one example for each other target."""
    if target == "protocol":
        yield from (b"\n\n\n".join(_SEED_MESSAGES[:count]) for count in range(1, len(_SEED_MESSAGES) + 1))
    elif target == "settings":
        yield b'[tool.vtexlint]\nignore = ["name-casing"]\n[tool.vtexlint.per-file-ignores]\n"a/*" = ["key-casing"]\n'
        yield b"exclude = ['a', 'b']\nfail-on = 'error'\nrequired-roles = ['x']\n"
    elif target == "baseline":
        yield b'{"version": 2, "salt": "x", "findings": [{"path": "a", "rule": "key-casing", "fingerprint": "f", "value": "v"}]}'
    elif target == "snapshot":
        yield b'{"id": "1", "accountName": "fakestore", "isActive": true, "appKeys": []}'
        yield b'[{"appKey": "vtexappkey-fakestore-AAAAAA", "label": "x", "isActive": true, "createdIn": "2025-01-01T00:00:00Z", "roles": ["Owner"]}]'
        yield b"API Key,Label,Roles,Status,Created on\nvtexappkey-fakestore-AAAAAA,x,Owner,Active,01/02/2025\n"
    else:
        for path in (ROOT / "tests" / "cases").rglob("*.*"):
            data = filled(path.read_bytes()) if path.is_file() and path.suffix not in (".expected", ".fixed") else b""
            if data and (target in ("lint", "search", "suppressions", "fallback") or format_of(path.name) == target.removeprefix("read-")):
                yield data if target == "search" else bytes([_number(target, path.name)]) + data


def _number(target: str, name: str) -> int:
    """The byte that makes a target read a text as a file of this name's format."""
    format = format_of(name)
    return next((at for at, one in enumerate(_NAMES) if format_of(one) == format), 0) if target == "lint" else 0


WORDS = (
    KEY, TOKEN, TOKEN[:64], TOKEN.lower(), "VTEX_APP_KEY", "VTEX_APP_TOKEN", "vtexAppKey", "appToken", "X-VTEX-API-AppKey", "vtexappkey-",
    "${VTEX}", "{{ x }}", "<<: *a", "&a ", "!!binary ", "|-\n  ", ">\n  ", "'''", '"""', "[vtex]\n", "[[a]]\n", "kind: Secret\ndata:\n", "\\u0041",
    "\\\n", "export ", " # ", "vtexlint: ignore[", "ignore-file", "committed-secret", "]\n", "\ufeff", "\u200b", "\u0410", "\r\n", "\n", "\t", "=", ": ", "{", "}", "[", "]",
    "fakestore.vtexcommercestable.com.br", session(), "appKey,roles,isActive\n", '"createdIn"', '"version":2', '"findings":[', '"salt":"', "-H ",
    '{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"untitled:a","languageId":"dotenv","version":1,"text":"',
    '{"jsonrpc":"2.0","id":2,"method":"textDocument/codeAction","params":{', "exclude = [", "[tool.vtexlint]\n", "per-file-ignores", "account-snapshots",
)  # fmt: skip
"""What the fuzzer puts together: words of the formats, and invented credentials."""
