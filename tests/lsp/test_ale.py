"""The real vim with ALE, set up by the guide's own lines."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.fake import KEY, TOKEN
from tests.paths import ROOT

VIM = shutil.which("vim")
ALE = list(Path("/usr/share/vim/vimfiles/pack").glob("*/*/ale")) if VIM else []
GUIDE = ROOT / "docs" / "editors" / "vim.md"
SCRIPT = Path(__file__).parent / "editors" / "ale.vim"
pytestmark = pytest.mark.skipif(not ALE, reason="vim with ALE (Debian: vim, vim-ale) is not installed")

COMMAND_LINE, SERVER, _VIM_LSP, MAKE = re.findall(r"^```vim\n(.*?)^```$", GUIDE.read_text("utf-8"), re.MULTILINE | re.DOTALL)
TEXT = f"""# 😀 a store\r
STORE='{{"😀": "é", "vtexAppKey": "{KEY} ", "vtexAppToken": "{TOKEN}"}}'\r
VTEX_APP_KEY={KEY}  \r
VTEX_APP_TOKEN={TOKEN}\r
"""
INNER = len('STORE=\'{"😀": "é", "vtexAppKey": "'.encode())


def drive(tmp_path: Path, guide: str, name: str = ".env", fix: str = "") -> dict[str, Any]:
    assert VIM is not None
    (tmp_path / "guide.vim").write_text(guide)
    told = tmp_path / "told.json"
    told.touch()
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(tmp_path),
        "VTEXLINT_FILE": str(tmp_path / name),
        "VTEXLINT_GUIDE": str(tmp_path / "guide.vim"),
        "VTEXLINT_TOLD": str(told),
        "VTEXLINT_FIX": fix,
    }
    done = subprocess.run(
        [VIM, "-N", "-es", "-i", "NONE", "-n", "-u", str(SCRIPT)],
        cwd=tmp_path, env=environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=90, check=False,
    )  # fmt: skip
    lines = [json.loads(line) for line in told.read_text().splitlines()]
    found = {one["what"]: one["value"] for one in lines}
    assert "before" in found, (found, done.stdout, done.stderr)
    return found


def test_the_command_line_form(tmp_path: Path) -> None:
    path = tmp_path / ".env"
    path.write_bytes(TEXT.encode())
    found = drive(tmp_path, COMMAND_LINE, fix="ALEFix vtexlint")
    assert [(one["lnum"], one["col"], one["end_col"], one["code"], one["type"]) for one in found["before"]] == [
        (2, INNER + 1, INNER + 28, "surrounding-whitespace", "E"),
        (3, 14, 42, "surrounding-whitespace", "I"),
    ]
    assert found["after"] == []
    assert path.read_bytes().decode() == TEXT.replace(f"{KEY}  ", KEY).replace(f"{KEY} ", KEY)


def test_the_server_form(tmp_path: Path) -> None:
    (tmp_path / ".env.local").write_bytes(TEXT.encode())
    found = drive(tmp_path, SERVER, name=".env.local")
    assert found["filetype"].endswith("vtexlint")  # next to vim's own
    assert [(one["lnum"], one["code"], one["type"]) for one in found["before"]] == [
        (2, "surrounding-whitespace", "E"),
        (3, "surrounding-whitespace", "W"),  # an info to the server; ALE has no third sign for it
    ]
    assert found["before"][1]["col"] == 41


def test_the_quickfix_list_reads_the_concise_form(tmp_path: Path) -> None:
    assert VIM is not None
    (tmp_path / "a shop.env").write_text(f"VTEX_APP_KEY={KEY} \nVTEX_APP_TOKEN={TOKEN}\nVTEX_APP_KEY_2={KEY[:-1]}\n")
    script = f"{MAKE}\nedit a\\ shop.env\nsilent make!\ncall writefile([json_encode(map(getqflist(), {{_, one -> [one.lnum, one.col, one.type, one.text]}}))], 'told')\nqall!\n"
    (tmp_path / "make.vim").write_text(script)
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}", "HOME": str(tmp_path)}
    subprocess.run(
        [VIM, "-N", "-es", "-i", "NONE", "-n", "-u", "make.vim"],
        cwd=tmp_path,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        check=False,
    )
    listed = json.loads((tmp_path / "told").read_text())
    assert [one[:3] for one in listed] == [[1, 14, "i"], [3, 1, "e"], [3, 16, "w"]]
    assert listed[0][3].startswith("surrounding-whitespace")
