"""The lines of docs/editors/on-save.md: efm-langserver for real, and each formatter's command as the guide writes it."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests import clients
from tests.fake import KEY, TOKEN
from tests.lsp.client import applied
from tests.paths import ROOT

GUIDE = (ROOT / "docs/editors/on-save.md").read_text("utf-8")
(EFM,) = re.findall(r"^```yaml\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
ARGUMENTS = [re.findall(r"'([^']*)'", line) for line in re.findall(r"args = \{(.*?)\}", GUIDE)]
BEFORE = f"# é\nVTEX_APP_KEY='{KEY} '\nVTEX_APP_TOKEN={TOKEN}\nVTEX_APP_KEY_B={KEY[:-1]}\n"
AFTER = BEFORE.replace(f"'{KEY} '", f"'{KEY}'")
PROGRAM = [sys.executable, "-m", "vtexlint"]


@pytest.mark.parametrize("arguments", ARGUMENTS, ids=["conform.nvim", "none-ls"])
@pytest.mark.parametrize("name", [".env", "a folder/shop.env"])
def test_the_command_of_a_formatter_gives_the_text(tmp_path: Path, arguments: list[str], name: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    words = [str(path) if word == "$FILENAME" else word for word in arguments]
    done = subprocess.run([*PROGRAM, *words], input=BEFORE.encode(), cwd=tmp_path, capture_output=True, check=False)
    assert (done.returncode, done.stdout.decode()) == (0, AFTER)
    (tmp_path / "vtexlint.toml").write_text('exclude = ["*.env"]\nforce-exclude = true\n')
    done = subprocess.run([*PROGRAM, *words], input=BEFORE.encode(), cwd=tmp_path, capture_output=True, check=False)
    assert (done.returncode, done.stdout.decode(), done.stderr) == (0, BEFORE, b"")


def test_the_guide_has_both_formatters() -> None:
    assert len(ARGUMENTS) == 2
    assert yaml.safe_load(EFM)["languages"]["="][0]["format-stdin"] is True


@pytest.mark.skipif(shutil.which("efm-langserver") is None, reason="efm-langserver is not installed")
def test_efm_shows_findings_and_formats(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text(EFM)
    path = tmp_path / "shop.env"
    path.write_text(BEFORE)
    environment = clients.environment() | {"PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin", "HOME": str(tmp_path)}
    with subprocess.Popen(
        ["efm-langserver", "-c", "config.yaml"], cwd=tmp_path, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as efm:  # fmt: skip
        try:
            ask(efm, {"id": 1, "method": "initialize", "params": {"rootUri": tmp_path.as_uri(), "capabilities": {}}})
            item = {"uri": path.as_uri(), "languageId": "dotenv", "version": 1, "text": BEFORE}
            shown = ask(efm, {"method": "textDocument/didOpen", "params": {"textDocument": item}}, until="textDocument/publishDiagnostics")
            lines = [(one["range"]["start"]["line"], one["severity"]) for one in shown["params"]["diagnostics"]]
            assert (1, 1) in lines
            params = {"textDocument": {"uri": path.as_uri()}, "options": {"tabSize": 2, "insertSpaces": True}}
            edits = ask(efm, {"id": 2, "method": "textDocument/formatting", "params": params}, until=2)["result"]
            assert applied(BEFORE, edits) == AFTER
        finally:
            efm.kill()


def ask(process: "subprocess.Popen[bytes]", message: dict[str, Any], until: object = 1) -> dict[str, Any]:
    """Send a message, and read until one of this id or method comes."""
    assert process.stdin is not None
    assert process.stdout is not None
    body = json.dumps({"jsonrpc": "2.0", **message}).encode()
    process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
    process.stdin.flush()
    while True:
        length = 0
        while (line := process.stdout.readline().strip()) or not length:
            if line.lower().startswith(b"content-length:"):
                length = int(line.partition(b":")[2])
        found: dict[str, Any] = json.loads(process.stdout.read(length))
        if until in (found.get("id"), found.get("method")):
            return found
