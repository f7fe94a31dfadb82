"""A command on a terminal of its own (a pty), as a person runs it."""

import os
import pty
import select
import subprocess
import sys
import time
from pathlib import Path


def run(
    *arguments: str,
    cwd: Path,
    answers: str = "",
    merged: bool = False,
    program: tuple[str, ...] = ("-m", "vtexlint"),
    environment: dict[str, str] | None = None,
    steps: tuple[tuple[str, str], ...] = (),
) -> tuple[int, str, str]:
    """Run `vtexlint` with terminals for its three streams; answers the status and what each output showed, newlines as `\\n`.

    `answers` is what the person types at once; `steps` are texts, and what the person types as soon as each is shown. `merged`: both outputs go to one terminal, the first.
    """
    out, out_end = pty.openpty()
    error, error_end = (out, out_end) if merged else pty.openpty()
    kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR", "TERM")}
    process = subprocess.Popen(
        [sys.executable, *program, *arguments],
        cwd=cwd,
        stdin=out_end,
        stdout=out_end,
        stderr=error_end,
        env=kept | {"TERM": "xterm"} | (environment or {}),
        start_new_session=True,
    )
    ends = {out_end, error_end}
    for end in ends:
        os.close(end)
    if answers:
        os.write(out, answers.encode())
    shown = _drain({out, error}, process, out, [(seen.encode(), typed.encode()) for seen, typed in steps])
    return process.wait(timeout=60), shown[out], shown[error]


def _drain(masters: set[int], process: "subprocess.Popen[bytes]", keyboard: int, steps: list[tuple[bytes, bytes]]) -> dict[int, str]:
    shown = dict.fromkeys(masters, b"")
    open_ones = set(masters)
    until = time.monotonic() + 60
    while open_ones and time.monotonic() < until:
        for master in select.select(list(open_ones), [], [], 1)[0]:
            try:
                data = os.read(master, 65536)
            except OSError:  # Linux says so when the other end is closed
                data = b""
            if data:
                shown[master] += data
                if steps and any(steps[0][0] in one for one in shown.values()):
                    os.write(keyboard, steps.pop(0)[1])
            else:
                open_ones.discard(master)
    for master in masters:
        os.close(master)
    if open_ones:
        process.kill()
        raise AssertionError(f"still running: {shown}")
    return {master: data.decode().replace("\r\n", "\n") for master, data in shown.items()}
