"""The Python interface."""

import subprocess
import sys
from pathlib import Path

import pytest

import vtexlint
from tests import fake
from vtexlint.settings import Settings

BAD = f"VTEX_APP_KEY={fake.token()}\nVTEX_APP_TOKEN={fake.KEY}\n"


def test_check_text() -> None:
    (finding,) = vtexlint.check_text(BAD)
    assert (finding.rule, finding.location.path, finding.location.start.line) == ("swapped-values", ".env", 1)
    assert vtexlint.check_text(BAD.encode(), "x/.env", settings=Settings(ignore=("swapped-values",))) == ()
    assert [f.rule for f in vtexlint.check_text(b"VTEX_APP_KEY=\0", "a.env")] == ["unreadable-file"]
    assert [f.rule for f in vtexlint.check_text(f"x: {fake.token()}\n", "a.yaml", git_state="tracked")] == ["committed-secret"]


def test_check_paths(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(BAD)
    assert [f.rule for f in vtexlint.check_paths([tmp_path])] == ["swapped-values"]
    with pytest.raises(vtexlint.TroubleError, match="does not exist"):
        vtexlint.check_paths([tmp_path / "absent"])


def test_one_path_alone(tmp_path: Path) -> None:
    (tmp_path / "shop.env").write_text(BAD)
    assert [f.rule for f in vtexlint.check_paths("shop.env", root=tmp_path)] == ["swapped-values"]
    assert [f.rule for f in vtexlint.check_paths(tmp_path / "shop.env")] == ["swapped-values"]


def test_importing_the_package_imports_nothing() -> None:
    code = "import sys; before = set(sys.modules); import vtexlint; print(sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert eval(done.stdout) == ["vtexlint"]
    with pytest.raises(AttributeError):
        vtexlint.check_nothing  # noqa: B018
