"""The loaders themselves, each in one long-running child that answers a text with what it reads."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_NODE = r"""
const { parseEnv } = require('util');
let parse = parseEnv;
if (process.argv[1]) { const dotenv = require(process.argv[1]); parse = text => dotenv.parse(text); }
require('readline').createInterface({ input: process.stdin }).on('line', line => {
  console.log(JSON.stringify({ ...parse(JSON.parse(line)) }));
});
"""
_RUBY = r"""
require "json"
require "dotenv"
STDIN.each_line do |line|
  begin
    puts JSON.generate(Dotenv::Parser.call(JSON.parse(line, quirks_mode: true)))
  rescue Dotenv::FormatError
    puts "null"
  end
  STDOUT.flush
end
"""
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
def node(module: str | None = None) -> Iterator[Any]:
    child = Child([shutil.which("node") or "node", "-e", _NODE, *([module] if module else [])])
    try:
        yield lambda text: json.loads(child.ask(json.dumps(text).encode()))
    finally:
        child.close()


@contextmanager
def ruby() -> Iterator[Any]:
    child = Child([shutil.which("ruby") or "ruby", "-e", _RUBY], {**os.environ, "LANG": "C.UTF-8"})
    try:
        yield lambda text: json.loads(child.ask(json.dumps(text).encode()))
    finally:
        child.close()


@contextmanager
def bash(folder: Path) -> Iterator[Any]:
    """Only for texts whose words are no commands: nothing is found on the empty PATH, but builtins are."""
    (folder / "one").write_text(_BASH_ONE)
    (folder / "loop").write_text(_BASH_LOOP)
    child = Child([shutil.which("bash") or "bash", "--norc", "--noprofile", "loop"], {"LANG": "C.UTF-8", "HOME": "/"}, folder)

    def read(text: str) -> dict[str, str]:
        file = folder / "text"
        file.write_text(text, "utf-8", newline="")
        answer = child.ask(str(file).encode(), b"\0\n").decode("utf-8", "surrogateescape")
        return dict(pair.split("=", 1) for pair in answer.split("\0") if pair)

    try:
        yield read
    finally:
        child.close()
