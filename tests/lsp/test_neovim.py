"""The real neovim with its own language client, set up by the guide's own lines: what a user sees, mends and saves.

Debian's is 0.7; NEWER_NEOVIM names a newer one, as `.ci/run` installs it from PyPI.
"""

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

OLD = shutil.which("nvim")
NEW = shutil.which(os.path.abspath(os.environ.get("NEWER_NEOVIM", "")))
GUIDE = ROOT / "docs" / "editors" / "neovim.md"
SCRIPT = Path(__file__).parent / "editors" / "neovim.lua"
NEOVIMS = [
    pytest.param(OLD, "start_client", id="0.7", marks=pytest.mark.skipif(OLD is None, reason="neovim is not installed")),
    pytest.param(
        NEW, "vim.lsp.start(", id="newer", marks=pytest.mark.skipif(NEW is None, reason="NEWER_NEOVIM does not name a newer neovim")
    ),
]

BEFORE = f"""# 😀 a store\r
STORE='{{"😀": "é", "vtexAppKey": "{KEY} ", "vtexAppToken": "{TOKEN}"}}'\r
VTEX_APP_KEY={KEY}  \r
VTEX_APP_TOKEN={TOKEN}\r
"""


def drive(neovim: str, start: str, path: Path) -> dict[str, object]:
    lines = re.findall(r"^```lua\n(.*?)^```$", GUIDE.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    (path.parent / "guide.lua").write_text(next(block for block in lines if start in block))
    (path.parent / "fix.lua").write_text(next(block for block in lines if "buf.code_action" in block))
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(path.parent),
        "XDG_STATE_HOME": str(path.parent),
        "VTEXLINT_FILE": str(path),
        "VTEXLINT_GUIDE": str(path.parent / "guide.lua"),
        "VTEXLINT_FIX": str(path.parent / "fix.lua") if neovim == NEW else "",
    }
    command = [neovim, "--headless", "-u", "NONE", "-i", "NONE", "-c", f"luafile {SCRIPT}"]
    done = subprocess.run(command, cwd=path.parent, env=environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=90, check=False)
    told = [json.loads(line) for line in done.stdout.decode().splitlines() if line.startswith("{")]
    found = {one["what"]: one["value"] for one in told}
    assert "after" in found, (found, done.stderr.decode())
    return found


@pytest.mark.parametrize(("neovim", "start"), NEOVIMS)
def test_neovim_shows_mends_and_saves(tmp_path: Path, neovim: str, start: str) -> None:
    path = tmp_path / ".env"
    path.write_bytes(BEFORE.encode())
    found = drive(neovim, start, path)
    inner = len('STORE=\'{"😀": "é", "vtexAppKey": "'.encode())  # neovim's columns are bytes
    where = {"source": "vtexlint", "severity": 1, "code": "surrounding-whitespace"}
    assert found["before"] == [
        {**where, "lnum": 1, "col": inner + 27, "end_col": inner + 28},
        {**where, "severity": 3, "lnum": 2, "col": 40, "end_col": 42},
    ]
    assert found["action"] == ("vtexlint: apply all safe fixes" if neovim == OLD else "the guide's own line")
    assert found["after"] in ([], {})
    assert path.read_bytes().decode() == BEFORE.replace(f"{KEY} ", KEY).replace(f"{KEY} ", KEY)
    assert "Paired with the appToken `VTEX_APP_TOKEN`, line 4." in str(found["hover"])
    log = tmp_path / "nvim" / "lsp.log"
    assert not log.exists() or TOKEN[:12] not in log.read_text()
