"""No input breaks the command: whatever the bytes, it ends in findings or in a clear error, in good time, without a leak.

Each input goes through the command itself, in a process of its own: what a module has imported before is not what a user's run has.
The time limit is far above what any of them takes; it is there for the square of a length.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fake import KEY, TOKEN

SECONDS = 40
PAIR = f'{{"vtexAppKey": "{KEY}", "vtexAppToken": "{TOKEN}"}}'

INPUTS: dict[str, str | bytes] = {
    "unclosed.json": f'{{"vtexAppKey": "{KEY}", "x": "abc',
    "escape.json": f'{{"vtexAppKey": "{KEY}", "x": "ab\\qc"}}',
    "brackets.yaml": "vtex_app_key: " + "[" * 100_000,
    "mappings.yaml": "vtex_app_key: 1\n" + "{a: " * 20_000,
    "dashes.yaml": "# vtex\n" + "- " * 100_000,
    "indents.yaml": "vtex:\n" + "".join(" " * i + "a:\n" for i in range(1, 1500)),
    "laughs.yaml": 'a: &a ["vtex"]\n'
    + "".join(f"{chr(98 + i)}: &{chr(98 + i)} [{', '.join([f'*{chr(97 + i)}'] * 9)}]\n" for i in range(20)),
    "merges.yaml": "base: &b\n"
    + "".join(f"  vtexAppKey{i}: {KEY}\n" for i in range(100))
    + "".join(f"m{i}:\n  <<: *b\n" for i in range(2000)),
    "documents.yaml": f"---\nvtexAppKey: {KEY}\n" * 5000,
    "list.yaml": f"- vtexAppKey: {KEY}\n  vtexAppToken: {TOKEN}\n" * 3000,
    "surrogate.yaml": 'x: "\\ud800 vtex"\n',
    "complex.yaml": "? vtex_app_key\n" * 5000,
    "brackets.json": "[" * 100_000 + '"vtex"',
    "braces.json": '{"vtex":' * 100_000,
    "comment.json": "/* vtex " + "*" * 500_000,
    "angles.json": '{"vtexAppToken":"' + "<" * 200_000 + '"}',
    "references.json": '{"vtexAppToken":"' + "${" * 100_000 + '"}',
    "templates.json": '{"vtexAppToken":"' + "{{" * 100_000 + '"}',
    "mails.json": '{"vtexAppKey": "' + "x@" * 100_000 + '"}',
    "within.json": '{"vtex":"' + '{\\"vtex\\":' * 50_000 + '"}',
    "one-line.json": "[" + ",".join([f'{{"name":"VTEX_APP_KEY","value":"{KEY}"}}'] * 5000) + "]",
    "name.json": '{"' + "v" * 1_000_000 + 'vtexAppKey":"' + TOKEN + '","vtexAppToken":"' + KEY + '"}',
    "brackets.toml": "vtex = " + "[" * 100_000,
    "dots.toml": ".".join(["vtex"] * 50_000) + " = 1\n",
    "backslashes.toml": 'vtex = """' + "\\\n" * 50_000,
    "quotes.env": "VTEX_APP_KEY=" + '"' * 200_000,
    "unclosed.env": 'VTEX_APP_KEY="\n' * 3000,
    "many.env": "".join(f"VTEX_APP_KEY_{i}={KEY}\nVTEX_APP_TOKEN_{i}={TOKEN}\n" for i in range(4000)),
    "backslashes.env": "VTEX_APP_KEY=" + "\\" * 300_000,
    "blanks.env": "VTEX_APP_TOKEN=" + "A " * 200_000,
    "marks.env": "\ufeff\u200b" * 100_000 + "VTEX_APP_KEY=1",
    "ignores.env": "# vtexlint: ignore[" + "a," * 100_000 + "]\nVTEX_APP_KEY=x\n",
    "nul.env": b"VTEX_APP_KEY=\x00\x00",
    "latin.env": b"VTEX_APP_KEY=\xff\xfe\xfa" + KEY.encode(),
    "half-utf16.env": b"\xff\xfeV\x00T\x00E",
    "apostrophes.txt": "vtex_app_key: " + "'" * 300_000,
    "braces.txt": "vtex {{ " * 50_000,
    "chart.tpl.yaml": "{{- if vtex }}\n" + 'key: "' * 100_000,
    "unclosed-quotes.yaml": "{{- if vtex }}\n" + 'a: "A\n  A\n' * 40_000,
    "triples.toml": "{% if vtex %}\n" + 'a = """A\n' * 20_001 + "b = '''\n" * 20_001,
    "below.yaml": "{{- if vtex }}\n" + "a:\n" * 20_000 + " A\n" * 100_000,
    "joined.txt": "vtex=1;" + "a=A;" * 40_000,
    "doubled.yaml": "{{- if vtex }}\n- '" + "a''" * 100_000,
    "blocks.yaml": "{{- if vtex }}\n" + "a: |\n  A\n" * 30_000,
    "carriage-returns.yaml": "{{- if vtex }}\r" + "a: |\r  A\r# a\r" * 20_000,
    "random.yaml": os.urandom(200_000).replace(b"\0", b"x") + b"\nvtexAppKey: x\n",
    "random.json": b'{"vtexAppKey": "' + os.urandom(200_000).replace(b"\0", b"x"),
}


def run(folder: Path, *arguments: str, limit: int = SECONDS) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "vtexlint", "check", "--assume-tracked", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, timeout=limit, encoding="utf-8", check=False)


@pytest.mark.parametrize("name", INPUTS)
def test_ends_well(name: str, tmp_path: Path) -> None:
    content = INPUTS[name]
    (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))
    done = run(tmp_path, name)
    assert done.returncode in (0, 1), done.stderr[-2000:]
    assert done.stderr == ""
    assert not re.search(r"[A-Z]{20}", done.stdout)


def test_a_line_of_two_hundred_megabytes_is_told_and_not_held(tmp_path: Path) -> None:
    with open(tmp_path / "big.env", "wb") as file:
        file.write(b"VTEX_APP_KEY=")
        file.truncate(200 * 1024 * 1024)
    done = run(tmp_path, "--format", "concise", "big.env")
    assert done.returncode == 1
    assert "big.env:1:1: error unreadable-file is larger than the limit" in done.stdout


def test_what_is_no_file_is_an_error_where_it_is_named_and_a_note_where_it_is_met(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo.env")
    (tmp_path / "dangling.env").symlink_to("nowhere")
    named = run(tmp_path, "fifo.env", "dangling.env", "missing.env")
    assert named.returncode == 2
    assert "fifo.env: is a FIFO, not a file" in named.stderr
    assert "dangling.env: this file or directory does not exist" in named.stderr
    assert "missing.env: this file or directory does not exist" in named.stderr
    met = run(tmp_path, ".")
    assert met.returncode == 0
    assert "not read: 1 symbolic link out of the directory or to nothing, 1 FIFO" in met.stdout


def test_the_findings_of_the_others_are_told_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(PAIR)
    done = run(tmp_path, "a.json", "missing.env")
    assert done.returncode == 2
    assert "committed-secret" in done.stdout
