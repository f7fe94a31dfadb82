"""The programs that are measured, each in an environment of its own: this checkout, and its peers from the registries."""

import json
import os
import shutil
import subprocess
import sys
import tomllib
import venv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
NODE_PACKAGES = ("secretlint", "@secretlint/secretlint-rule-preset-recommend")


class MissingError(Exception):
    """A program that cannot be installed or found, with the reason."""


def default_cache() -> Path:
    """No part of its path names vtexlint's subject: the path must not decide what is read."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "linter-benchmarks"


@dataclass(frozen=True)
class Program:
    """An installed program."""

    path: str
    version: str


def _output(*command: str | Path) -> str:
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)
    if done.returncode:
        lines = (done.stderr or done.stdout).strip().splitlines()
        raise MissingError(f"{Path(command[0]).name}: {lines[-1] if lines else f'exit status {done.returncode}'}")
    return done.stdout.strip()


def _pip_install(programs: Path, *arguments: str | Path) -> None:
    _output(programs / "python", "-m", "pip", "install", "-q", "--disable-pip-version-check", *arguments)


def _environment(folder: Path, *requirements: str) -> Path:
    """The folder of programs of a virtual environment that has these; made once."""
    programs = folder / ("Scripts" if sys.platform == "win32" else "bin")
    done = folder / "installed.json"
    if not done.exists() or json.loads(done.read_text()) != list(requirements):
        shutil.rmtree(folder, ignore_errors=True)
        venv.create(folder, with_pip=True)
        _pip_install(programs, "--upgrade", "pip")
        _pip_install(programs, *requirements)
        done.write_text(json.dumps(requirements))
    return programs


def dependencies() -> list[str]:
    """What vtexlint requires, without its extras."""
    found: list[str] = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    return found


def of_extra(name: str) -> list[str]:
    """What an extra of vtexlint requires."""
    found: list[str] = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"][name]
    return found


def vtexlint(cache: Path, folder: str = "checkout", more: Sequence[str] = ()) -> Path:
    """The folder of programs of an environment with this checkout as users install it, compiled; installed again each time.

    `more`: the requirements of extras.
    """
    programs = _environment(cache / "environments" / folder, *dependencies(), *more)
    _pip_install(programs, "--force-reinstall", "--no-deps", ROOT)
    _output(programs / "python", "-m", "compileall", "-q", *sorted((programs.parent / "lib").glob("python*/site-packages")))
    return programs


def from_python(cache: Path, package: str, name: str) -> Program:
    """A program of a package of the Python index. A native one that the package brings is run without the Python that starts it."""
    programs = _environment(cache / "environments" / package, package)
    version = _output(programs / "python", "-c", f"from importlib.metadata import version; print(version({package!r}))")
    native = sorted((programs.parent / "lib").glob(f"python*/site-packages/*/bin/{name}"))
    path = native[0] if native else programs / name
    if not path.exists():
        raise MissingError(f"{package} has no program {name}")
    path.chmod(path.stat().st_mode | 0o111)
    return Program(str(path), version)


def from_npm(cache: Path) -> Program:
    """secretlint with its recommended rules."""
    npm = shutil.which("npm")
    if npm is None:
        raise MissingError("npm is not installed")
    folder = cache / "environments/secretlint"
    if not (folder / "node_modules/.bin/secretlint").exists():
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "package.json").write_text('{"private": true}')
        latest = [f"{package}@latest" for package in NODE_PACKAGES]  # without the word, npm takes an older one for an older node
        _output(npm, "install", "--prefix", folder, "--no-audit", "--no-fund", "--loglevel=error", *latest)
    version = json.loads((folder / "node_modules/secretlint/package.json").read_text())["version"]
    return Program(str(folder / "node_modules/.bin/secretlint"), version)


def from_system(name: str) -> Program:
    path = shutil.which(name)
    if path is None:
        raise MissingError(f"{name} is not installed")
    first = _output(path, "--version").splitlines()
    return Program(path, next((word for word in first[0].split() if word[0].isdigit()), "?") if first else "?")
