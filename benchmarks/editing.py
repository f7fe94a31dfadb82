"""How long the language server works on one edit, in this process and in one of its own, and whether its memory grows.

python -m benchmarks editor             # 10,000 edits of a small file, then some of each kind of file, then 200 through a pipe
"""

import gc
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import yaml
from lsprotocol import types
from pygls.protocol import default_converter

from tests import fake
from tests.lsp.client import Client, at
from vtexlint._startup.language_server import GARBAGE
from vtexlint.lsp.analysis import analyse
from vtexlint.lsp.conversion import diagnostics
from vtexlint.lsp.documents import OpenDocuments
from vtexlint.lsp.session import EditorSession

CONVERTER = default_converter()  # type: ignore[no-untyped-call]
_LARGE = 400_000  # characters
PAIR = {"appKey": fake.KEY, "appToken": fake.TOKEN.lower()}


def texts() -> Iterator[tuple[str, str]]:
    """A file name, and a text of 2 KB or about 1 MB."""
    lines = "".join(f"NAME_{number}=value number {number}\n" for number in range(75))
    yield ".env", f"{lines}VTEX_APP_KEY={fake.KEY} \nVTEX_APP_TOKEN={fake.TOKEN.lower()}\n"
    prose = [{"title": f"A product with a description, number {n}", "url": f"https://example.com/products/{n}/p"} for n in range(8000)]
    numbers = [{"id": n, "name": f"product {n}", "price": n * 1.5, "tags": ["a", "b"]} for n in range(9300)]
    for name, document in (
        ("prose", {"items": prose, "vtex": PAIR}),
        ("numbers", {"items": numbers, "vtex": PAIR}),
        ("none", {"items": numbers}),
    ):
        yield f"{name}.json", json.dumps(document, indent=1)
        yield f"{name}.yaml", yaml.dump(document, Dumper=yaml.CSafeDumper, width=200)
    # 4,500 credentials, a fault in every second pair
    stores = [{"appKey": fake.key(f"store{n}"), "vtexAppToken": fake.token(n) + " " * (n % 2)} for n in range(2250)]
    yield "many.json", json.dumps({"stores": stores}, indent=1)
    yield "many.yaml", yaml.dump({"stores": stores}, Dumper=yaml.CSafeDumper, width=200)
    yield (
        "many.env",
        "".join(f"VTEX_APP_KEY_{n}={one['appKey']}\nVTEX_APP_TOKEN_{n}='{one['vtexAppToken']}'\n" for n, one in enumerate(stores)),
    )


def one_edit(live: EditorSession, buffers: OpenDocuments, uri: str, version: int) -> int:
    """What the server does between a change and the diagnostics that it sends; their number."""
    place = types.Range(types.Position(0, 1), types.Position(0, 1 if version % 2 else 2))
    change = types.TextDocumentContentChangePartial(place, " " if version % 2 else "")
    snapshot = buffers.change(types.DidChangeTextDocumentParams(types.VersionedTextDocumentIdentifier(version, uri), [change]))
    assert snapshot is not None
    found = diagnostics(analyse(live, snapshot, "/nowhere", "/nowhere"), buffers.encoding)
    json.dumps(CONVERTER.unstructure(found))
    return len(found)


def memory() -> None:
    """Whether memory grows with the number of edits of a small file."""
    live, buffers, uri = EditorSession(), OpenDocuments(), "file:///nowhere/.env"
    buffers.open(types.TextDocumentItem(uri, "", 0, next(texts())[1]))
    for version in range(1, 10_001):
        one_edit(live, buffers, uri, version)
        if version in (1000, 5000, 10_000):  # up to the first collections it grows
            print(f"{version:6,} edits: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MiB at most")


def times() -> None:
    """The processor time of one edit of each file, the least of several."""
    for name, text in texts():
        live, buffers, uri = EditorSession(), OpenDocuments(), f"file:///nowhere/{name}"
        buffers.open(types.TextDocumentItem(uri, "", 0, text))
        took = []
        for version in range(1, 6 if len(text) > 10_000 else 150):
            began = time.process_time()
            count = one_edit(live, buffers, uri, version)
            took.append(time.process_time() - began)
        print(f"{name:14} {len(text):9,} characters, {count:4} diagnostics: {min(took) * 1000:7.1f} ms", flush=True)


def in_a_server() -> None:
    """The processor time that a server process takes for an edit of the small file, with the pipe and the quiet time: the median of 200."""
    name, text = next(texts())
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(3):
            with Client(Path(folder)) as client:
                uri = (Path(folder) / name).as_uri()
                client.open(uri, text)
                client.diagnostics(uri, 1)
                took = sorted(_server_edit(client, uri, version) for version in range(2, 206))
                print(f"{name} in a server process: {took[len(took) // 2]:.2f} ms, at least {took[0]:.2f} ms", flush=True)


def start() -> None:
    """The processor time of a server process until `initialize` is answered, the least of 5, and that of its largest library alone."""
    took = []
    for _ in range(5):
        with Client() as client:
            took.append(_processor_time(client.pid))
    library = [_of_a_process("import lsprotocol.types") for _ in range(5)]
    print(f"start, until initialize is answered: {min(took):.0f} ms; importing lsprotocol.types alone: {min(library):.0f} ms", flush=True)


def _of_a_process(code: str) -> float:
    script = f"{code}\nimport resource\nused = resource.getrusage(resource.RUSAGE_SELF)\nprint(1000 * (used.ru_utime + used.ru_stime))"
    return float(subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True).stdout)


def beside_a_large_document() -> None:
    """How long a small document waits for its diagnostics while a large one is linted, on the clock; the least of 5."""
    large = next(text for name, text in texts() if name.endswith(".json") and len(text) > _LARGE)
    small = next(texts())[1]
    took = []
    with tempfile.TemporaryDirectory() as folder, Client(Path(folder)) as client:
        for number in range(5):
            uris = [(Path(folder) / f"{number}{ending}").as_uri() for ending in (".json", ".env")]
            client.open(uris[0], large, "json")
            began = time.perf_counter()
            client.open(uris[1], small)
            client.diagnostics(uris[1], 1)
            took.append(1000 * (time.perf_counter() - began))
            client.diagnostics(uris[0], 1)
    print(f"a small document next to a large one that is linted: {min(took):.0f} ms", flush=True)


def _server_edit(client: Client, uri: str, version: int) -> float:
    """The milliseconds of processor time of one edit, up to a moment after its diagnostics."""
    before = _processor_time(client.pid)
    client.change(uri, version, {"range": at(0, 1, 2 if version % 2 else 1), "text": "" if version % 2 else " "})
    client.diagnostics(uri, version)
    client.received.clear()
    time.sleep(0.002)
    return _processor_time(client.pid) - before


def _processor_time(pid: int) -> float:
    """The milliseconds that all threads of a process have used; Linux counts them in nanoseconds."""
    return sum(int(path.read_text().split()[0]) for path in Path(f"/proc/{pid}/task").glob("*/schedstat")) / 1e6


def main() -> None:
    gc.set_threshold(GARBAGE)  # as the program sets it
    memory()  # first: the system reports the largest memory so far, and the large files need more
    times()
    if Path("/proc/self/schedstat").exists():
        start()
        beside_a_large_document()
        in_a_server()
