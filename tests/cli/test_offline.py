"""The promise to be offline: no network is there, and none is asked for."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests import tracing
from tests.fake import KEY, TOKEN
from tests.gitrepo import VTEXLINT, Repo
from vtexlint._startup.typed import NamedTuple

PAIR = f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={TOKEN}\n"


class Command(NamedTuple):
    """What is run in the clone: arguments of vtexlint, or a program; the status that it ends with, what it reads."""

    arguments: tuple[str, ...]
    status: int
    stdin: bytes = b""
    program: tuple[str, ...] = (sys.executable, "-m", "vtexlint")

    @property
    def line(self) -> list[str]:
        return [*self.program, *self.arguments]


def framed(*messages: dict[str, object]) -> bytes:
    bodies = [json.dumps({"jsonrpc": "2.0", **message}).encode() for message in messages]
    return b"".join(b"Content-Length: %d\r\n\r\n%b" % (len(body), body) for body in bodies)


EDITED = framed(
    {"id": 1, "method": "initialize", "params": {"processId": None, "rootUri": None, "capabilities": {}}},
    {"method": "initialized", "params": {}},
    {
        "method": "textDocument/didOpen",
        "params": {"textDocument": {"uri": "untitled:a", "languageId": "dotenv", "version": 1, "text": PAIR}},
    },
    {"id": 2, "method": "textDocument/hover", "params": {"textDocument": {"uri": "untitled:a"}, "position": {"line": 0, "character": 15}}},
    {"id": 3, "method": "shutdown"},
    {"method": "exit"},
)
COMMANDS = {
    "check": Command(("check", "."), 1),
    "check in processes": Command(("check", ".", "--jobs", "2"), 1),
    "check with an account": Command(("check", "a.env", "--account", "account.json"), 1),
    "fix": Command(("check", "--fix", "."), 1),
    "staged": Command(("check", "--staged"), 1),
    "history": Command(("history", "--unreachable"), 1),
    "explain": Command(("explain", "committed-secret"), 0),
    "account": Command(("account", "show", "account.json"), 0),
    "init": Command(("init", "--yes", "."), 0),
    "server": Command(("server",), 0, EDITED),
    "hook": Command(("commit", "-q", "-m", "m"), 1, program=("git", "-c", "user.name=n", "-c", "user.email=n@example.invalid")),
}
ACCOUNT = {
    "id": "1", "accountName": "fakestore", "isActive": True, "appKeys": [{"appKey": KEY, "label": "x", "isActive": True, "roles": []}],
}  # fmt: skip


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    """A partial clone, whose git would fetch; with something to find for each command."""
    origin = Repo(tmp_path / "origin")
    origin.add("gone.env", PAIR)
    origin.commit()
    origin.git("rm", "-q", "gone.env")
    origin.add("old.env", PAIR)
    origin.commit()
    origin.git("config", "uploadpack.allowFilter", "true")
    origin.git("clone", "-q", "--filter=blob:none", f"file://{origin.path}", str(tmp_path / "clone"))
    clone = Repo(tmp_path / "clone", init=False)
    clone.git("remote", "set-url", "origin", "https://git.invalid/x.git")
    clone.add("a.env", PAIR)
    clone.write("b.env", PAIR)
    clone.write("account.json", json.dumps(ACCOUNT))
    clone.hook("pre-commit", f"{VTEXLINT} check --staged")
    return clone


def localize(command: Command, output: bytes, place: Path) -> list[bytes]:
    """What a command said, without its place; of a server its answers, whose order and notifications depend on time."""
    output = output.replace(bytes(place), b"")
    return sorted(part for part in output.split(b"Content-Length: ") if b'"id"' in part) if command.stdin else [output]


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_in_a_network_namespace_without_interfaces(repo: Repo, tmp_path: Path, command: Command) -> None:
    unshare = shutil.which("unshare")
    if unshare is None or subprocess.run([unshare, "-rn", "true"], capture_output=True, check=False).returncode:
        pytest.skip("no network namespace can be made here (unshare -rn)")
    other = tmp_path / "other"
    shutil.copytree(repo.path, other, symlinks=True)
    there = subprocess.run(command.line, cwd=repo.path, input=command.stdin, capture_output=True, check=False)
    here = subprocess.run([unshare, "-rn", *command.line], cwd=other, input=command.stdin, capture_output=True, check=False)
    assert here.returncode == there.returncode == command.status
    assert localize(command, here.stdout, other) == localize(command, there.stdout, repo.path)


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_no_internet_socket_is_made_children_included(repo: Repo, tmp_path: Path, command: Command) -> None:
    trace = tmp_path / "trace"
    watched = [tracing.strace(), "-f", "-e", "trace=socket,connect,execve", "-o", str(trace)]
    done = subprocess.run([*watched, *command.line], cwd=repo.path, input=command.stdin, capture_output=True, check=False)
    assert done.returncode == command.status
    text = trace.read_text(errors="replace")
    assert "execve(" in text
    assert "AF_INET" not in text
    if "git" in text:
        assert not re.search(r"execve\([^\n]*(?:git-remote|ssh|\"fetch\")", text)


def test_the_trace_would_show_a_socket(tmp_path: Path) -> None:
    strace = tracing.strace()
    trace = tmp_path / "trace"
    program = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'import socket; socket.socket(socket.AF_INET)'])"
    subprocess.run([strace, "-f", "-e", "trace=socket", "-o", str(trace), sys.executable, "-c", program], check=True, capture_output=True)
    assert "AF_INET" in trace.read_text()
