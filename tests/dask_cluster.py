"""A Dask cluster as a user starts it: a scheduler and workers with TLS, on loopback; and the certificates for it."""

import datetime
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.paths import ROOT


def certificates(folder: Path) -> tuple[Path, Path, Path]:
    """A new CA, a certificate that it has signed, and its key: PEM files in a new folder."""
    pytest.importorskip("cryptography", reason="the packages of the extra `dask` are not installed")
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    def named(name: str) -> x509.Name:
        return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])

    now = datetime.datetime.now(datetime.UTC)

    def signed(name: str, key: ec.EllipticCurvePrivateKey, issuer_key: ec.EllipticCurvePrivateKey, *, is_ca: bool) -> bytes:
        builder = x509.CertificateBuilder(
            named("ca"), named(name), key.public_key(), x509.random_serial_number(), now, now.replace(year=now.year + 1)
        )
        made = builder.add_extension(x509.BasicConstraints(is_ca, None), critical=True).sign(issuer_key, hashes.SHA256())
        return bytes(made.public_bytes(serialization.Encoding.PEM))

    folder.mkdir()
    authority, own = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    files = (folder / "ca.pem", folder / "node.pem", folder / "node.key")
    plain = serialization.NoEncryption()
    key = own.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    for file, data in zip(
        files, (signed("ca", authority, authority, is_ca=True), signed("node", own, authority, is_ca=False), key), strict=True
    ):
        file.write_bytes(data)
    return files


class Cluster:
    """A running cluster. `folder` has the logs of its processes, the directories of its workers, and its user's settings."""

    def __init__(self, folder: Path) -> None:
        pytest.importorskip("distributed", reason="the packages of the extra `dask` are not installed")
        folder.mkdir(exist_ok=True)
        self.files = certificates(folder / "certificates")
        self.folder = folder
        self._environment = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(folder), "XDG_CONFIG_HOME": str(folder)}
        self._tls = [f"--tls-{name}={file}" for name, file in zip(("ca-file", "cert", "key"), self.files, strict=True)]
        self.options = [word for name, file in zip(("ca", "cert", "key"), self.files, strict=True) for word in (f"--tls-{name}", str(file))]
        self.scheduler = self._run(
            "scheduler", "--host", "127.0.0.1", "--port", "0", "--protocol", "tls", "--scheduler-file", str(folder / "scheduler.json")
        )
        self.address = self._logged("scheduler", "Scheduler at:").split()[-1]
        self.workers: list[subprocess.Popen[bytes]] = []

    def start_worker(self) -> None:
        name = f"worker{len(self.workers)}"
        arguments = (
            "--nthreads",
            "1",
            "--no-nanny",
            "--memory-limit",
            "0",
            "--host",
            "127.0.0.1",
            "--local-directory",
            str(self.folder / name),
        )
        self.workers.append(self._run("worker", self.address, *arguments, log=name))
        self._logged(name, "Registered to:")

    def _run(self, command: str, *arguments: str, log: str = "") -> subprocess.Popen[bytes]:
        with (self.folder / f"{log or command}.log").open("wb") as file:
            line = [sys.executable, "-m", "dask", command, "--no-dashboard", *self._tls, *arguments]
            return subprocess.Popen(line, stdout=file, stderr=subprocess.STDOUT, cwd=self.folder, env=self._environment)

    def _logged(self, log: str, text: str) -> str:
        """The line of a log with a text, once it is there."""
        for _ in range(600):
            for line in (self.folder / f"{log}.log").read_text(errors="replace").splitlines():
                if text in line:
                    return line
            time.sleep(0.1)
        raise AssertionError((self.folder / f"{log}.log").read_text(errors="replace"))

    def stop(self) -> None:
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()

    def left(self) -> bytes:
        """All that the processes have logged and written."""
        return b"\n".join(file.read_bytes() for file in sorted(self.folder.rglob("*")) if file.is_file())


@contextmanager
def running(folder: Path, workers: int) -> Iterator[Cluster]:
    """A cluster with so many workers, whose processes are killed at the end."""
    cluster = Cluster(folder)
    try:
        for _ in range(workers):
            cluster.start_worker()
        yield cluster
    finally:
        cluster.stop()
