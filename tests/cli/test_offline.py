"""The promise to be offline: no network is there, and none is asked for."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fake import KEY, TOKEN
from tests.gitrepo import Repo

PAIR = f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={TOKEN}\n"
COMMANDS = {
    "check": ["check", "."],
    "check in processes": ["check", ".", "--jobs", "2"],
    "staged": ["check", "--staged"],
    "history": ["history", "--unreachable"],
    "explain": ["explain", "committed-secret"],
}


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
    return clone


def vtexlint(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "vtexlint", *arguments]


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_in_a_network_namespace_without_interfaces(repo: Repo, command: list[str]) -> None:
    unshare = shutil.which("unshare")
    if unshare is None or subprocess.run([unshare, "-rn", "true"], capture_output=True, check=False).returncode:
        pytest.skip("no network namespace can be made here (unshare -rn)")
    there = subprocess.run(vtexlint(*command), cwd=repo.path, capture_output=True, check=False)
    here = subprocess.run([unshare, "-rn", *vtexlint(*command)], cwd=repo.path, capture_output=True, check=False)
    assert here.returncode == there.returncode == (0 if command[0] == "explain" else 1)
    assert here.stdout == there.stdout


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_no_internet_socket_is_made_children_included(repo: Repo, tmp_path: Path, command: list[str]) -> None:
    strace = shutil.which("strace")
    trace = tmp_path / "trace"
    if strace is None or subprocess.run([strace, "-f", "-o", str(trace), "true"], capture_output=True, check=False).returncode:
        pytest.skip("strace is not installed, or may not trace")
    watched = [strace, "-f", "-e", "trace=socket,connect,execve", "-o", str(trace)]
    done = subprocess.run([*watched, *vtexlint(*command)], cwd=repo.path, capture_output=True, check=False)
    assert done.returncode == (0 if command[0] == "explain" else 1)
    text = trace.read_text(errors="replace")
    assert "execve(" in text
    assert "AF_INET" not in text
    if "git" in text:
        assert not re.search(r"execve\([^\n]*(?:git-remote|ssh|\"fetch\")", text)


def test_the_trace_would_show_a_socket(tmp_path: Path) -> None:
    strace = shutil.which("strace")
    if strace is None or subprocess.run([strace, "-o", os.devnull, "true"], capture_output=True, check=False).returncode:
        pytest.skip("strace is not installed, or may not trace")
    trace = tmp_path / "trace"
    program = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'import socket; socket.socket(socket.AF_INET)'])"
    subprocess.run([strace, "-f", "-e", "trace=socket", "-o", str(trace), sys.executable, "-c", program], check=True, capture_output=True)
    assert "AF_INET" in trace.read_text()
