"""docker's command line against a daemon that does nothing: it answers `docker create`, and keeps the environment that was asked for."""

import json
import os
import socketserver
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler  # noqa: TID251  on a socket of this machine
from pathlib import Path
from typing import Any

from tests.loaders.real import Reader


class _Daemon(socketserver.UnixStreamServer):
    environment: list[str] | None = None


class _Handler(BaseHTTPRequestHandler):
    server: _Daemon

    def address_string(self) -> str:
        return "docker"  # the socket of a client has no address

    def log_message(self, *arguments: Any) -> None:
        pass

    def do_HEAD(self) -> None:
        self._answer({})

    do_GET = do_HEAD

    def do_POST(self) -> None:
        wanted = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.environment = wanted["Env"] or []
        self._answer({"Id": "0123456789ab", "Warnings": []}, 201)

    def _answer(self, answer: object, status: int = 200) -> None:
        body = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Api-Version", "1.41")
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


@contextmanager
def docker(folder: Path) -> Iterator[Reader]:
    """What `docker run --env-file` gives to a container."""
    path = folder / "d.sock"
    env = {"PATH": os.environ["PATH"], "HOME": str(folder), "DOCKER_HOST": f"unix://{path}"}
    file = folder / "text"
    with _Daemon(str(path), _Handler) as daemon:
        thread = threading.Thread(target=daemon.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()

        def read(text: str) -> dict[str, str | None] | None:
            daemon.environment = None
            file.write_text(text, "utf-8", newline="")
            subprocess.run(["docker", "create", "--env-file", str(file), "x"], env=env, capture_output=True, check=False, timeout=60)
            if daemon.environment is None:
                return None
            return {name: value for name, _, value in (pair.partition("=") for pair in daemon.environment)}

        try:
            yield read
        finally:
            daemon.shutdown()
            thread.join()
