"""Real git repositories in temporary directories."""

import os
import subprocess
import sys
from pathlib import Path

VTEXLINT = f"'{sys.executable}' -m vtexlint"
CONFIG = ("-c", "user.name=n", "-c", "user.email=n@example.invalid", "-c", "init.defaultBranch=main", "-c", "commit.gpgsign=false",
          "-c", "protocol.file.allow=always")  # fmt: skip


class Repo:
    """A repository and its work tree."""

    def __init__(self, path: Path, *, init: bool = True, options: tuple[str, ...] = ()) -> None:
        self.path = path
        if init:
            path.mkdir(parents=True, exist_ok=True)
            self.git("init", "-q", *options)

    def attempt(self, *arguments: str, stdin: bytes | None = None, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            ["git", *CONFIG, *arguments], cwd=self.path, input=stdin, capture_output=True, env={**os.environ, **(env or {})}, check=False
        )

    def git(self, *arguments: str, stdin: bytes | None = None, env: dict[str, str] | None = None) -> str:
        done = self.attempt(*arguments, stdin=stdin, env=env)
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode("utf-8", "surrogateescape").strip()

    def hook(self, name: str, script: str) -> None:
        path = self.path / ".git/hooks" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)

    def write(self, name: str, text: str | bytes) -> Path:
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def add(self, name: str, text: str | bytes) -> Path:
        """Write a file and stage it."""
        path = self.write(name, text)
        self.git("add", "-f", "--", name)
        return path

    def commit(self, message: str = "m", *, date: str | None = None) -> str:
        env = {"GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date} if date else None
        self.git("commit", "-q", "--no-verify", "--allow-empty", "-m", message, env=env)
        return self.git("rev-parse", "HEAD")
