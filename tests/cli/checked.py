"""What the tests of `vtexlint check` share."""

import subprocess
import sys
from pathlib import Path

from tests.fake import KEY
from vtexlint.cli.main import run

ERROR = f"VTEX_APP_KEY={KEY} \n"  # a trailing blank, and half a pair
WARNING = f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN=${{T}}\nVTEX_APP_KEY={KEY}\n"
INFO = "vtex:\n  appKey: <your-key>\n  appToken: <your-token>\n"


def check(*arguments: str) -> int:
    try:
        return run(["check", *arguments])
    except SystemExit as exit:
        return int(exit.code or 0)


def vtexlint(*arguments: str, cwd: Path, env: dict[str, str] | None = None) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run([sys.executable, "-m", "vtexlint", *arguments], cwd=cwd, env=env, capture_output=True, check=False, timeout=60)
