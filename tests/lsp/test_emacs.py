"""The real Emacs with eglot, set up by the guide's own lines."""

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

EMACS = shutil.which("emacs")
EGLOT = any(Path("/usr/share/emacs/site-lisp/elpa").glob("eglot-*"))
GUIDE = ROOT / "docs" / "editors" / "emacs.md"
SCRIPT = Path(__file__).parent / "editors" / "eglot.el"
pytestmark = pytest.mark.skipif(not (EMACS and EGLOT), reason="Emacs with eglot (Debian: emacs-nox, elpa-eglot) is not installed")

TEXT = f"# 😀 a store\nVTEX_APP_KEY={KEY}  \nVTEX_APP_TOKEN={TOKEN}\n"


def test_emacs_shows_mends_and_saves(tmp_path: Path) -> None:
    assert EMACS is not None
    (lines,) = re.findall(r"^```elisp\n(.*?)^```$", GUIDE.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    (tmp_path / "guide.el").write_text(lines)
    path = tmp_path / "shop.env"
    path.write_bytes(TEXT.replace("\n", "\r\n").encode())
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(tmp_path),
        "LC_ALL": "C.UTF-8",
        "VTEXLINT_FILE": str(path),
        "VTEXLINT_GUIDE": str(tmp_path / "guide.el"),
    }
    done = subprocess.run(
        [EMACS, "--batch", "-q", "-l", str(SCRIPT)],
        cwd=tmp_path,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=90,
        check=False,
    )
    found: dict[str, Any] = {
        one["what"]: one["value"] for one in map(json.loads, filter(lambda line: line.startswith("{"), done.stdout.decode().splitlines()))
    }
    assert "after" in found, (found, done.stderr.decode())
    assert found["mode"] == "conf-unix-mode"
    (shown,) = found["before"]
    assert (shown["line"], shown["column"], shown["length"]) == (2, 40, 2)
    assert "surrounding-whitespace" in shown["text"]
    assert not found["after"]
    assert path.read_bytes().decode() == TEXT.replace(f"{KEY}  ", KEY).replace("\n", "\r\n")
