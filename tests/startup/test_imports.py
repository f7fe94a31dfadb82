"""What a run imports: the start-up is what a hook and an editor feel. No clock is read here; benchmarks/ has one."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.fake import KEY, TOKEN
from vtexlint.rules.names import ACCOUNT_RULES, COMMENT_RULES

HEAVY = {
    "argparse", "asyncio", "dataclasses", "datetime", "difflib", "hashlib", "importlib.metadata", "inspect", "json", "jsonschema", "logging",
    "openpyxl", "pathlib", "pygls", "socket", "subprocess", "tempfile", "threading", "tomli", "typing", "yaml",
}  # fmt: skip
PAIR = f"VTEX_APP_KEY={TOKEN}\nVTEX_APP_TOKEN={KEY} \n"


def imported(folder: Path, *arguments: str, text: str, name: str) -> set[str]:
    (folder / name).write_text(text)
    code = "import sys; from vtexlint.cli.main import run; run(sys.argv[1:]); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", f"import sys; sys.path[:0] = {sys.path!r}; {code}", "check", *arguments, name],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stderr.splitlines()[-1].split())


def test_a_file_with_nothing_in_it_needs_hardly_anything(tmp_path: Path) -> None:
    found = imported(tmp_path, text="PORT=3000\nNAME=shop\n", name=".env")
    assert found & (HEAVY | {"re", "collections", "functools", "enum"}) == set()
    assert "vtexlint.linter.lint" not in found
    assert {name for name in found if name.startswith("vtexlint.rules.")} <= {"vtexlint.rules.names"}


@pytest.mark.parametrize("form", ["text", "concise"])
def test_a_dotenv_file_with_findings(tmp_path: Path, form: str) -> None:
    found = imported(tmp_path, "--format", form, text=PAIR, name=".env")
    assert "vtexlint.linter.lint" in found
    assert found & HEAVY == set()
    others = {f"vtexlint.rules.{name.replace('-', '_')}" for name in ACCOUNT_RULES | COMMENT_RULES | {"unreadable-file"}}
    assert found & (others | {"vtexlint.loaders", "vtexlint.project.git.process"}) == set()


def test_a_yaml_file_brings_yaml_and_its_own(tmp_path: Path) -> None:
    found = imported(tmp_path, text=f"vtex:\n  appKey: {TOKEN}\n  appToken: {KEY}\n", name="a.yaml")
    assert "yaml" in found
    assert found & (HEAVY - {"yaml", "datetime"}) == set()


def test_importing_the_package_imports_nothing() -> None:
    code = "import sys; before = set(sys.modules); import vtexlint; print(*(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["vtexlint"]


def test_yaml_is_imported_with_its_patterns_for_later_and_they_work() -> None:
    """The pure parser, its constructors and its resolver come to their patterns when they use them."""
    code = (
        "import re; compile = re.compile; from vtexlint.parsers.yaml.libyaml import yaml; assert re.compile is compile\n"
        "print(yaml.load('a: [1, 2001-01-01, yes, ~, 1.5, 0x10, x]', Loader=yaml.SafeLoader))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "{'a': [1, datetime.date(2001, 1, 1), True, None, 1.5, 16, 'x']}"
