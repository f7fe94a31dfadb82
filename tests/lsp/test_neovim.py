"""The real neovim with its own language client, set up by the guide's own lines: what a user sees, mends and saves."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fake import KEY, TOKEN
from tests.paths import ROOT

NEOVIM = shutil.which("nvim")
GUIDE = ROOT / "docs" / "editors" / "neovim.md"
SCRIPT = Path(__file__).parent / "editors" / "neovim.lua"
pytestmark = pytest.mark.skipif(NEOVIM is None, reason="neovim is not installed")

BEFORE = f"""# 😀 a store\r
STORE='{{"😀": "é", "vtexAppKey": "{KEY} ", "vtexAppToken": "{TOKEN}"}}'\r
VTEX_APP_KEY={KEY}  \r
VTEX_APP_TOKEN={TOKEN}\r
"""


def drive(path: Path) -> dict[str, object]:
    assert NEOVIM is not None
    lines = re.findall(r"^```lua\n(.*?)^```$", GUIDE.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    (path.parent / "guide.lua").write_text(next(block for block in lines if "start_client" in block))
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(path.parent),
        "XDG_STATE_HOME": str(path.parent),
        "VTEXLINT_FILE": str(path),
        "VTEXLINT_GUIDE": str(path.parent / "guide.lua"),
    }
    command = [NEOVIM, "--headless", "-u", "NONE", "-i", "NONE", "-c", f"luafile {SCRIPT}"]
    done = subprocess.run(command, cwd=path.parent, env=environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=90, check=False)
    told = [json.loads(line) for line in done.stdout.decode().splitlines() if line.startswith("{")]
    found = {one["what"]: one["value"] for one in told}
    assert "after" in found, (found, done.stderr.decode())
    return found


def test_neovim_shows_mends_and_saves(tmp_path: Path) -> None:
    path = tmp_path / ".env"
    path.write_bytes(BEFORE.encode())
    found = drive(path)
    inner = len('STORE=\'{"😀": "é", "vtexAppKey": "'.encode())  # neovim's columns are bytes
    where = {"source": "vtexlint", "severity": 1, "code": "surrounding-whitespace"}
    assert found["before"] == [
        {**where, "lnum": 1, "col": inner + 27, "end_col": inner + 28},
        {**where, "severity": 3, "lnum": 2, "col": 40, "end_col": 42},
    ]
    assert found["action"] == "vtexlint: apply all safe fixes"
    assert found["after"] in ([], {})
    assert path.read_bytes().decode() == BEFORE.replace(f"{KEY} ", KEY).replace(f"{KEY} ", KEY)
    assert "Paired with the appToken `VTEX_APP_TOKEN`, line 4." in str(found["hover"])
    log = tmp_path / "nvim" / "lsp.log"
    assert not log.exists() or TOKEN[:12] not in log.read_text()
