"""Write the cases of all rules with the answers of the command line: `python -m tools.page.cases FILE`. The page must give the same."""

import base64
import contextlib
import io
import json
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from tests import fake
from tests.case_files import FILES, case_id, name_of
from tests.run import NOW, filled
from vtexlint.cli.main import run

_DAY = "2026-01-15T12:00:00"


def main(arguments: list[str]) -> int:
    """Write the file, and say how many cases it has."""
    for name in ("LANG", "LC_ALL", "LC_MESSAGES", "LANGUAGE", "VTEXLINT_LANG", "XDG_CONFIG_HOME"):
        os.environ.pop(name, None)
    with tempfile.TemporaryDirectory() as home:
        os.environ["HOME"] = home  # no settings of a user
        cases = [_case(path) for path in FILES]
        cases.append(_spreadsheet(Path(home)))
    Path(arguments[0]).write_text(json.dumps({"now": NOW, "cases": cases}), encoding="utf-8")
    print(f"{len(cases)} cases")
    return 0


def _case(path: Path) -> dict[str, Any]:
    around = {one.name: filled(one.read_bytes()) for one in sorted(path.parent.glob("snapshot.*"))}
    settings = path.with_name("vtexlint.toml")
    files = {settings.name: settings.read_bytes()} if settings.exists() else {}
    return _compared(case_id(path), name_of(path), filled(path.read_bytes()), around, files)


def _spreadsheet(folder: Path) -> dict[str, Any]:
    """An account snapshot as the VTEX Admin exports it."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["Name", "API Key", "Status"], ["x", fake.key(suffix="BBBBBB"), "Active"]):
        sheet.append(row)
    book.save(folder / "keys.xlsx")
    text = f"VTEX_APP_KEY={fake.KEY}\nVTEX_APP_TOKEN={fake.TOKEN}\n".encode()
    found = _compared("an account snapshot as XLSX", ".env", text, {"keys.xlsx": (folder / "keys.xlsx").read_bytes()}, {})
    assert [one["rule"] for one in found["report"]["findings"]] == ["unknown-key"]
    return found


def _compared(case: str, shown: str, data: bytes, around: dict[str, bytes], settings: dict[str, bytes]) -> dict[str, Any]:
    """A case with the answers of the command line. `around`: account snapshots by name."""
    files = around | settings
    options = ["--now", _DAY, "--stdin-filename", shown, *(word for name in around for word in ("--account", name))]
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files.items():
            (Path(folder) / name).write_bytes(text)
        with contextlib.chdir(folder):
            report = _output(["check", *options, "--format", "json", "-"], data)
            fixed = _output(["check", *options, "--fix", "--quiet", "-"], data)
    return {
        "id": case,
        "name": shown,
        "text": _packed(data),
        "files": {name: _packed(text) for name, text in files.items()},
        "accounts": list(around),
        "report": json.loads(report),
        "fixed": _packed(fixed),
    }


def _output(arguments: Sequence[str], data: bytes) -> bytes:
    """What the command line prints for a text on standard input."""
    out = io.BytesIO()
    before = sys.stdin, sys.stdout, sys.stderr
    sys.stdin, sys.stdout, sys.stderr = io.TextIOWrapper(io.BytesIO(data)), io.TextIOWrapper(out, "utf-8"), io.StringIO()
    try:
        status = run(arguments)
        sys.stdout.flush()
        if status == 2:
            raise ValueError(sys.stderr.getvalue())
        return out.getvalue()
    finally:
        sys.stdin, sys.stdout, sys.stderr = before


def _packed(data: bytes) -> str:
    return base64.b64encode(data).decode()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
