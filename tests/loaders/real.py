"""The loaders themselves, each in one long-running child that answers a text with what it reads."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

Reader = Callable[[str], "dict[str, str | None] | None"]
"""What a loader reads of a text; None where it refuses it."""

PROGRAMS = Path(__file__).parent / "programs"
GO_PATH = "/usr/share/gocode"
"""Where Debian has Go packages."""
# each text in a shell of its own (what is sourced last in a subshell may take its place); PATH is empty, so that no command is found
_BASH_LOOP = 'while read -r file; do "$BASH" --norc --noprofile one "$file" 2>/dev/null; printf "\\0\\n"; done'
_BASH_ONE = """
PATH=
set -a
. "$1" >/dev/null
for _name in ${!A*} ${!B*} ${!v*} ${!x*} ${!y*} ${!e*}; do
  [[ $_name == BASH* ]] || printf '%s=%s\\0' "$_name" "${!_name}"
done
"""


class Child:
    """A process that answers a line with a line."""

    def __init__(self, command: list[str], env: dict[str, str] | None = None, cwd: Path | None = None) -> None:
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=env, cwd=cwd, bufsize=0
        )

    def ask(self, line: bytes, end: bytes = b"\n") -> bytes:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(line + b"\n")
        answer = b""
        while not answer.endswith(end):
            piece = os.read(self._process.stdout.fileno(), 65536)
            assert piece, "the child ended"
            answer += piece
        return answer.removesuffix(end)

    def close(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(10)
        assert self._process.stdout is not None
        self._process.stdout.close()


@contextmanager
def in_json(*command: str, **env: str) -> Iterator[Reader]:
    """A program that answers a JSON string with a JSON object, or with null."""
    child = Child([shutil.which(command[0]) or command[0], *command[1:]], {**os.environ, **env})
    try:
        yield lambda text: json.loads(child.ask(json.dumps(text).encode()))
    finally:
        child.close()


def node(program: str = "node", module: str = "") -> Any:
    """node itself, or the dotenv package in the directory `module`."""
    return in_json(program, str(PROGRAMS / "dotenv.js"), *([module] if module else []))


def ruby(library: str = "") -> Any:
    """The gem that Ruby finds, or the one whose `lib` is the directory `library`."""
    return in_json("ruby", *(["-I", library] if library else []), str(PROGRAMS / "dotenv.rb"), LANG="C.UTF-8")


def build_go(folder: Path, package: str, path: str = GO_PATH) -> str | None:
    """The program that reads with a Go package of the surface of godotenv; None where the package is not there."""
    text = (PROGRAMS / "godotenv.go").read_text("utf-8").replace("github.com/joho/godotenv", package)
    (folder / "main.go").write_text(text, "utf-8")
    env = {**os.environ, "GO111MODULE": "off", "GOPATH": path, "GOFLAGS": "", "GOPROXY": "off", "GOCACHE": str(folder / "cache")}
    done = subprocess.run(["go", "build", "-o", "loader", "main.go"], cwd=folder, env=env, capture_output=True, check=False, timeout=300)
    return str(folder / "loader") if done.returncode == 0 else None


@contextmanager
def bash(folder: Path) -> Iterator[Reader]:
    """Only for texts whose words are no commands: nothing is found on the empty PATH, but builtins are."""
    (folder / "one").write_text(_BASH_ONE)
    (folder / "loop").write_text(_BASH_LOOP)
    child = Child([shutil.which("bash") or "bash", "--norc", "--noprofile", "loop"], {"LANG": "C.UTF-8", "HOME": "/"}, folder)

    def read(text: str) -> dict[str, str | None]:
        file = folder / "text"
        file.write_text(text, "utf-8", newline="")
        answer = child.ask(str(file).encode(), b"\0\n").decode("utf-8", "surrogateescape")
        return {name: value for name, _, value in (pair.partition("=") for pair in answer.split("\0") if pair)}

    try:
        yield read
    finally:
        child.close()
