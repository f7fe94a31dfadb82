"""Where a command cannot write: told as what it is, without a stack and without a value."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fake import KEY, TOKEN


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")
@pytest.mark.parametrize(
    "command", [["check", ".env"], ["check", "--format", "json", ".env"], ["rules"], ["explain", "key-casing"], ["--help"]]
)
def test_a_full_disk_behind_standard_output(command: list[str], tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={TOKEN} \n")
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "vtexlint", *command], cwd=tmp_path, stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 2
    assert done.stderr == "vtexlint: stopped: No space left on device\n"


def test_a_current_directory_that_is_gone(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    code = "import os, sys; os.rmdir(os.getcwd()); os.execv(sys.executable, [sys.executable, '-P', '-m', 'vtexlint', 'check'])"
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(map(os.path.abspath, sys.path))}
    done = subprocess.run([sys.executable, "-c", code], cwd=gone, capture_output=True, text=True, check=False, env=env)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr
    assert "internal error" not in done.stderr


INPUT_CLOSED = "vtexlint: standard input is closed: nothing can be read from it\n"
OUTPUT_CLOSED = "vtexlint: standard output is closed: the output cannot be written\n"


@pytest.mark.skipif(os.name == "nt", reason="POSIX shells close a stream")
@pytest.mark.parametrize(
    ("command", "status", "message"),
    [
        ("check . >&-", 2, OUTPUT_CLOSED),
        ("rotate --help >&-", 2, OUTPUT_CLOSED),
        ("--lang es rules >&-", 2, "vtexlint: la salida estándar está cerrada: no se puede escribir en ella\n"),
        ("check - <&-", 2, INPUT_CLOSED),
        ("where - <&-", 2, INPUT_CLOSED),
        (f"rotate {KEY} <&-", 2, INPUT_CLOSED),
        ("explain access - <&-", 2, INPUT_CLOSED),
        ("check . <&- >/dev/null", 0, ""),
        ("check . 2>&- >/dev/null", 0, ""),
        ("check - <&- 2>&-", 2, ""),
    ],
)
def test_a_closed_stream(command: str, status: int, message: str, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("A=1\n")
    program = [sys.executable, "-m", "vtexlint"]
    done = subprocess.run(
        ["sh", "-c", f'"$@" {command}', "sh", *program], cwd=tmp_path, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (status, "", message)
