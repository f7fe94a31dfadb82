"""The advice where a package is missing: a command that works in this environment, and never asks an index for vtexlint."""

import importlib.metadata
import os
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.paths import ROOT
from vtexlint.project import missing_package

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]


@pytest.mark.parametrize("package", ["pygls", "openpyxl"])
def test_pip_is_run_in_this_environment(package: str) -> None:
    program, *rest, requirement = shlex.split(missing_package.command(package))
    assert (program, rest) == (sys.executable, ["-P", "-m", "pip", "install"])
    (listed,) = [line for line in PROJECT["dependencies"] if line.startswith(package)]
    assert requirement.startswith(package)
    assert set(requirement.removeprefix(package).split(",")) == set(listed.removeprefix(package).split(","))


def test_the_command_runs_and_not_a_pip_of_the_current_directory(tmp_path: Path) -> None:
    (tmp_path / "pip.py").write_text("open('owned', 'w')\n")
    done = subprocess.run(
        f"{missing_package.command('pygls')} --no-index --no-deps", shell=True, cwd=tmp_path, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr  # it is installed here: nothing to do
    assert not (tmp_path / "owned").exists()


def test_pipx_is_to_know_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "vtexlint-2").mkdir()
    (tmp_path / "vtexlint-2/pipx_metadata.json").write_text("{}")
    monkeypatch.setattr(sys, "prefix", str(tmp_path / "vtexlint-2"))
    assert missing_package.command("pygls") == 'pipx inject vtexlint-2 "pygls<3,>=2"'


def test_an_environment_without_pip_is_uv_s(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(missing_package, "find_spec", lambda name: None)
    assert missing_package.command("openpyxl") == f'uv pip install --python {sys.executable} "openpyxl>=3.1"'


@pytest.mark.skipif(os.name == "nt", reason="quoting of POSIX shells")
def test_a_path_with_spaces_and_quotes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/it's a/py$thon")
    assert shlex.split(missing_package.command("pygls"))[0] == "/it's a/py$thon"


def test_without_metadata_it_names_the_list(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(name: str) -> list[str]:
        raise importlib.metadata.PackageNotFoundError(name)

    monkeypatch.setattr(importlib.metadata, "requires", absent)
    assert missing_package.command("pygls") == f"install pygls, as pyproject.toml lists it, into the environment of {sys.executable}"


def test_a_package_is_not_one_whose_name_begins_like_it(monkeypatch: pytest.MonkeyPatch) -> None:
    listed = ["pygls-extra>=1", "pygls.more", "pygls2", 'pygls<3,>=2; python_version > "3"']
    monkeypatch.setattr(importlib.metadata, "requires", lambda name: listed)
    assert missing_package.command("pygls").endswith(' "pygls<3,>=2"')
