"""What the tests of `vtexlint history` share."""

import json
import re
from typing import Any

import jsonschema
import pytest

from tests.fake import KEY, b64, token
from tests.gitrepo import Repo
from tests.paths import ROOT
from vtexlint.cli.main import run

SCHEMA = json.loads((ROOT / "schemas/report.schema.json").read_text())
GOOD = "VTEX_APP_KEY=${VTEX_APP_KEY}\nVTEX_APP_TOKEN=${VTEX_APP_TOKEN}\n"


def pair(name: str) -> str:
    return f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={token(name)}\n"


def manifest(name: str) -> str:
    return f"apiVersion: v1\nkind: Secret\ndata:\n  VTEX_APP_KEY: {b64(KEY)}\n  VTEX_APP_TOKEN: {b64(token(name))}\n"


class History:
    """Runs the command; the answer is its status and its findings by path."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys
        self.err = ""
        self.report: dict[str, Any] = {}

    def __call__(self, *arguments: str) -> tuple[int, list[str]]:
        status = run(["history", "--format", "json", *arguments])
        out, self.err = self._capsys.readouterr()
        self.report = json.loads(out) if out else {"findings": []}
        if out:
            jsonschema.validate(self.report, SCHEMA)
        assert not re.search(r"[A-Z]{12,}", out + self.err)
        return status, [finding["path"] for finding in self.report["findings"]]

    def origin(self, path: str) -> dict[str, Any]:
        (origin,) = (finding["origin"] for finding in self.report["findings"] if finding["path"] == path)
        return dict(origin)


def commit(repo: Repo, name: str, text: str | bytes, *, date: str | None = None) -> str:
    repo.add(name, text)
    return repo.commit(f"write {name}", date=date)
