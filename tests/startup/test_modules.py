"""Modules that are found by their compiled files are those that Python's own finder finds; what is not up to date is left to it."""

import compileall
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.paths import ROOT

SHOW = """
import sys
from vtexlint._startup import modules
{install}
import vtexlint.cli.check, vtexlint.parsers.yaml.parser, vtexlint.linter.lint
for name, module in sorted(sys.modules.items()):
    if name.startswith("vtexlint."):
        spec = module.__spec__
        assert spec.name == module.__name__ == name and module.__loader__ is spec.loader and module.__package__ == spec.parent
        assert spec.loader.get_filename(name) == module.__file__ and spec.loader.get_source(name) is not None
        assert spec.loader.get_code(name).co_filename == module.__file__
        path = list(module.__path__) if hasattr(module, "__path__") else None
        print(name, module.__file__, module.__cached__, spec.origin, path, spec.has_location, spec.loader.is_package(name))
print([type(module.__loader__).__name__ for name, module in sys.modules.items() if name == "vtexlint.linter.lint"], file=sys.stderr)
"""


@pytest.fixture
def package(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "vtexlint", tmp_path / "vtexlint", ignore=shutil.ignore_patterns("__pycache__"))
    assert compileall.compile_dir(tmp_path / "vtexlint", quiet=2)
    return tmp_path


def run(package: Path, code: str, *flags: str, **environment: str) -> subprocess.CompletedProcess[str]:
    code = f"import sys; sys.path[:0] = {[str(package), *sys.path]!r}\n{code}"
    return subprocess.run(
        [sys.executable, *flags, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": ""} | environment,
        cwd=package,
    )


def test_a_module_is_as_pythons_finder_makes_it(package: Path) -> None:
    quick = run(package, SHOW.format(install="modules.install()"))
    usual = run(package, SHOW.format(install=""))
    assert quick.stdout == usual.stdout
    assert (quick.stderr, usual.stderr) == ("['_Loader']\n", "['SourceFileLoader']\n")


NAME = "import vtexlint._startup.modules as m; m.install(); import vtexlint.settings as s; print(s.SCOPES, type(s.__loader__).__name__)"
FILE = "vtexlint/settings.py"


def test_a_source_that_was_changed_is_compiled_again(package: Path) -> None:
    text = (package / FILE).read_text()
    (package / FILE).write_text(text.replace('"all", "config"', '"new",'))
    assert run(package, NAME).stdout == "('new',) SourceFileLoader\n"
    assert run(package, NAME).stdout == "('new',) _Loader\n"
    (package / FILE).write_text(text.replace('"all", "config"', '"old",'))
    os.utime(package / FILE, (1, 1))
    assert run(package, NAME).stdout == "('old',) SourceFileLoader\n"


@pytest.mark.parametrize("damage", [b"", b"x", b"\0" * 40])
def test_a_damaged_compiled_file_is_made_again(package: Path, damage: bytes) -> None:
    Path(run(package, f"{NAME}; print(s.__cached__)").stdout.split()[-1]).write_bytes(damage)
    assert run(package, NAME).stdout.endswith("SourceFileLoader\n")
    assert run(package, NAME).stdout.endswith("_Loader\n")


def test_one_that_is_checked_by_its_hash_is_left_to_python(package: Path) -> None:
    import py_compile

    py_compile.compile(str(package / FILE), doraise=True, invalidation_mode=py_compile.PycInvalidationMode.CHECKED_HASH)
    assert run(package, NAME).stdout.endswith("SourceFileLoader\n")


def test_without_a_compiled_file(package: Path) -> None:
    shutil.rmtree(package / "vtexlint/__pycache__")
    assert run(package, NAME, "-B").stdout.endswith("SourceFileLoader\n")


@pytest.mark.parametrize(("flags", "environment"), [(["-O"], {}), ([], {"PYTHONPYCACHEPREFIX": "elsewhere"})])
def test_where_compiled_files_are_elsewhere_python_finds_them(package: Path, flags: list[str], environment: dict[str, str]) -> None:
    assert run(package, NAME, *flags, **environment).stdout.endswith("SourceFileLoader\n")
