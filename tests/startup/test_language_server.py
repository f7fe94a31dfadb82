"""How the server's libraries are imported: what is left out until it is used is then there as they make it."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.fake import KEY
from tests.lsp.client import CAPABILITIES, Message, merged

COMPARED = """
import sys
from vtexlint._startup.language_server import prepare
assert "attrs" not in sys.modules

def shown(types):
    import attrs
    made = {name: one for name, one in types.ALL_TYPES_MAP.items() if isinstance(one, type) and attrs.has(one)}
    for name, one in made.items():
        attrs.resolve_types(one, types.ALL_TYPES_MAP, {})
        fields = [(f.name, str(f.type).replace("typing.", ""), f.default, f.kw_only, bool(f.validator)) for f in attrs.fields(one)]
        yield name, repr(fields), repr(one.__init__.__annotations__.keys()), one.__hash__ is None

prepare()
import lsprotocol.types as postponed
assert "ssl" not in sys.modules
kind = postponed.Position
assert kind(1, 2) == kind(1, 2) != kind(1, 3) and kind(1, 2) < kind(1, 3) and str(kind(1, 2)) == "1:2"
assert repr(postponed.Registration("a", method="b")) == "Registration(id='a', method='b', register_options=None)"
try:
    kind(-1, 2)
    raise AssertionError
except ValueError:
    pass
first = sorted(shown(postponed))
for name in [name for name in sys.modules if name.partition(".")[0] == "lsprotocol"]:
    del sys.modules[name]
import lsprotocol.types as whole
assert whole is not postponed
second = sorted(shown(whole))
assert first == second, [pair for pair in zip(first, second) if pair[0] != pair[1]][:3]
import ssl
print(len(first), "structures")
"""


def test_a_structure_is_what_attrs_makes_once_it_is_used() -> None:
    done = subprocess.run([sys.executable, "-c", COMPARED], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert int(done.stdout.split()[0]) > 500


TOGETHER = """
import sys
from threading import Barrier, Thread
from vtexlint._startup.language_server import prepare
prepare()
import attrs
from lsprotocol import types
kinds = [one for one in vars(types).values() if isinstance(one, type) and "__attrs_attrs__" in vars(one)][:100]
barrier, errors = Barrier(4, timeout=60), set()
sys.setswitchinterval(1e-6)

def use():
    for kind in kinds:
        barrier.wait()
        try:
            kind()
        except TypeError as error:
            if "argument: '" not in str(error) and "arguments: '" not in str(error):  # missing ones
                errors.add(str(error))
        try:
            attrs.fields(kind)
        except Exception as error:
            errors.add(str(error))

threads = [Thread(target=use) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(len(kinds), *errors)
"""


def test_several_threads_make_the_first_objects_of_a_structure() -> None:
    done = subprocess.run([sys.executable, "-c", TOGETHER], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("100\n", "")


COUNTED = """
import atexit, sys
def count():
    from lsprotocol import types
    waiting = sum(type(vars(one).get("__attrs_attrs__")).__name__ == "Fields" for one in types.ALL_TYPES_MAP.values() if isinstance(one, type))
    print(waiting, *sys.modules, file=sys.stderr)
atexit.register(count)
from vtexlint.cli.main import run
run(["server"])
"""


def test_how_much_the_first_diagnostics_need(tmp_path: Path) -> None:
    """No clock: how many structures and modules. An editor such as VS Code says more of itself than this client, and needs no more."""
    capabilities = merged(CAPABILITIES, {"textDocument": {"rename": {"prepareSupport": True}, "foldingRange": {"rangeLimit": 5000}}})
    document = {"uri": (tmp_path / ".env").as_uri(), "languageId": "dotenv", "version": 1, "text": f"VTEX_APP_KEY={KEY} \n"}
    messages: list[Message] = [
        {"id": 1, "method": "initialize", "params": {"processId": None, "rootUri": None, "capabilities": capabilities}},
        {"method": "initialized", "params": {}},
        {"method": "textDocument/didOpen", "params": {"textDocument": document}},
    ]
    process = subprocess.Popen(
        [sys.executable, "-c", COUNTED], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path
    )
    assert process.stdin is not None
    assert process.stdout is not None
    for message in messages:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
    process.stdin.flush()
    read = b""
    while b"publishDiagnostics" not in read:
        part = os.read(process.stdout.fileno(), 65_536)
        assert part, "the server is gone"
        read += part
    _, told = process.communicate(timeout=30)
    waiting, *modules = told.decode().split()
    assert int(waiting) >= 500
    ours = [one for one in modules if one.partition(".")[0] == "vtexlint"]
    assert not {"ssl", "argparse", "vtexlint.lsp.answers", "vtexlint.pages.render", "vtexlint.linter.fix_file"} & {*modules}, ours
    assert len(ours) <= 134, (len(ours), sorted(ours))
    assert len(modules) - len(ours) <= 250, len(modules) - len(ours)
