"""The advice where a package of an extra is missing: a command that works in this environment, and never asks an index for vtexlint."""

import importlib.metadata
import os
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.paths import ROOT
from vtexlint.project import extras

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]


@pytest.mark.parametrize(("extra", "package"), [("lsp", "pygls"), ("xlsx", "openpyxl")])
def test_pip_is_run_in_this_environment(extra: str, package: str) -> None:
    program, *rest, requirement = shlex.split(extras.command(extra))
    assert (program, rest) == (sys.executable, ["-P", "-m", "pip", "install"])
    (listed,) = PROJECT["optional-dependencies"][extra]
    assert requirement.startswith(package)
    assert set(requirement.removeprefix(package).split(",")) == set(listed.removeprefix(package).split(","))


def test_the_command_runs_and_not_a_pip_of_the_current_directory(tmp_path: Path) -> None:
    (tmp_path / "pip.py").write_text("open('owned', 'w')\n")
    done = subprocess.run(f"{extras.command('lsp')} --no-index --no-deps", shell=True, cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr  # it is installed here: nothing to do
    assert not (tmp_path / "owned").exists()


def test_pipx_is_to_know_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "vtexlint-2").mkdir()
    (tmp_path / "vtexlint-2/pipx_metadata.json").write_text("{}")
    monkeypatch.setattr(sys, "prefix", str(tmp_path / "vtexlint-2"))
    assert extras.command("lsp") == 'pipx inject vtexlint-2 "pygls<3,>=2"'


def test_an_environment_without_pip_is_uv_s(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extras, "find_spec", lambda name: None)
    assert extras.command("xlsx") == f'uv pip install --python {sys.executable} "openpyxl>=3.1"'


@pytest.mark.skipif(os.name == "nt", reason="quoting of POSIX shells")
def test_a_path_with_spaces_and_quotes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/it's a/py$thon")
    assert shlex.split(extras.command("lsp"))[0] == "/it's a/py$thon"


def test_without_metadata_it_names_the_list(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(name: str) -> list[str]:
        raise importlib.metadata.PackageNotFoundError(name)

    monkeypatch.setattr(importlib.metadata, "requires", absent)
    assert "pyproject.toml lists for the extra `lsp`" in extras.command("lsp")
