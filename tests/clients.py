"""Running the programs that users run: with no setting of the tester's own, git's included."""

import os
import subprocess
import sys
from pathlib import Path

BIN = Path(sys.executable).parent
NO_GIT_SETTINGS = f"{__file__}/none"
"""For GIT_CONFIG_GLOBAL: below a file, where git reads nothing and cannot write. `git config --global` by root replaces /dev/null."""
_FOREIGN = ("VTEX", "GIT_", "GITHUB_", "PRE_COMMIT", "PREK", "PYTHON", "VIRTUAL_ENV")
NO_INDEX = ("No matching distribution found", "Could not find a version", "Failed to establish a new connection", "error sending request")


def environment(**more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_FOREIGN)}
    author = {"GIT_AUTHOR_NAME": "x", "GIT_AUTHOR_EMAIL": "x@x", "GIT_COMMITTER_NAME": "x", "GIT_COMMITTER_EMAIL": "x@x"}
    config = {"GIT_CONFIG_GLOBAL": NO_GIT_SETTINGS, "GIT_CONFIG_NOSYSTEM": "1"}
    return kept | author | config | {"PATH": f"{BIN}{os.pathsep}{kept['PATH']}", "NO_COLOR": "1"} | more


def run(
    where: Path, *command: str, environment: dict[str, str], text: str | None = None, seconds: float = 300
) -> subprocess.CompletedProcess[str]:
    """Run a program with stderr among stdout."""
    return subprocess.run(
        command,
        cwd=where,
        env=environment,
        input=text if text is not None else "",
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        timeout=seconds,
    )


def commit_all(where: Path) -> str:
    """Make a repository of a folder; answers the commit."""
    for command in (["init", "-q", "."], ["add", "-A"], ["commit", "-qm", "x"]):
        done = run(where, "git", *command, environment=environment())
        assert done.returncode == 0, done.stdout
    return run(where, "git", "rev-parse", "HEAD", environment=environment()).stdout.strip()
