"""What a run imports: the start-up is what a hook and an editor feel. No clock is read here; benchmarks/ has one."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fake import KEY, TOKEN
from vtexlint.cli.main import run
from vtexlint.rules.names import ACCOUNT_RULES, COMMENT_RULES

HEAVY = {
    "__future__", "argparse", "asyncio", "dataclasses", "datetime", "difflib", "hashlib", "importlib.metadata", "inspect", "json", "jsonschema", "logging",
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


def test_staged_files_without_findings_need_only_the_index(tmp_path: Path) -> None:
    text = "PORT=3000\nNAME=shop\n"
    (tmp_path / ".env").write_text(text)
    for command in (["init", "-q"], ["add", ".env"]):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)
    found = {name for name in imported(tmp_path, "--staged", text=text, name=".env") if name.startswith("vtexlint.project.git.")}
    assert found == {f"vtexlint.project.git.{name}" for name in ("index", "objects", "process")}


SETTINGS = '[project]\nname = "shop"\n\n[tool.vtexlint]\nignore = ["name-casing"]\nfail-on = "error"\n'


@pytest.mark.parametrize(("name", "text"), [("pyproject.toml", SETTINGS), ("vtexlint.toml", 'ignore = ["name-casing"]\n')])
def test_settings_need_neither_tomli_nor_patterns_nor_rules(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text)
    found = imported(tmp_path, text="PORT=3000\n", name=".env")
    assert "vtexlint.project.settings_file" in found
    assert found & (HEAVY | {"re", "tomllib", "enum", "functools"}) == set()
    assert {name for name in found if name.startswith("vtexlint.rules.")} <= {"vtexlint.rules.names", "vtexlint.rules.registry"}


# the most modules of vtexlint and of others that a run may import beyond what Python starts with: each costs 150,000 instructions or more
@pytest.mark.parametrize(
    ("name", "text", "own", "others"),
    [
        (".env", "PORT=3000\n", 33, 8),
        (".env", PAIR, 99, 30),
        ("a.yaml", f"vtex:\n  appKey: {TOKEN}\n  appToken: {KEY}\n", 107, 37),
    ],
)
def test_how_many_modules_a_run_needs(tmp_path: Path, name: str, text: str, own: int, others: int) -> None:
    started = subprocess.run(
        [sys.executable, "-I", "-S", "-c", "import sys; print(*sys.modules)"], capture_output=True, text=True, check=True
    ).stdout.split()
    found = imported(tmp_path, text=text, name=name) - set(started)
    ours = {module for module in found if module.partition(".")[0] == "vtexlint"}
    assert (len(ours) <= own, len(found - ours) <= others) == (True, True), (len(ours), len(found - ours), sorted(found))


def test_an_option_with_its_value_attached_imports_no_more(tmp_path: Path) -> None:
    assert imported(tmp_path, "--format=json", text=PAIR, name=".env") == imported(tmp_path, "--format", "json", text=PAIR, name=".env")


def test_the_current_directory_is_asked_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(30):
        (tmp_path / f"d{number % 5}").mkdir(exist_ok=True)
        (tmp_path / f"d{number % 5}/{number}.env").write_text(PAIR)
    monkeypatch.chdir(tmp_path)
    asked: list[str] = []
    ask = os.getcwd  # noqa: TID251  to count its calls

    def getcwd() -> str:
        asked.append(ask())
        return asked[0]

    monkeypatch.setattr(os, "getcwd", getcwd)
    assert run(["check", "--exclude", "*.x", "."]) == 1
    assert len(asked) == 1


def test_a_yaml_file_brings_yaml_and_its_own(tmp_path: Path) -> None:
    found = imported(tmp_path, text=f"vtex:\n  appKey: {TOKEN}\n  appToken: {KEY}\n", name="a.yaml")
    assert "yaml" in found
    assert found & (HEAVY - {"yaml", "datetime"}) == set()


def test_importing_the_package_imports_nothing() -> None:
    code = "import sys; before = set(sys.modules); import vtexlint; print(*(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["vtexlint"]


def test_the_rest_of_yaml_is_there_when_somebody_wants_it() -> None:
    """The program imports the modules that libyaml's events need; the package is run at the first use of anything else."""
    code = (
        "import sys, vtexlint.cli.main, vtexlint.parsers.yaml.parser as parser\n"
        "import vtexlint.text.source as source\n"
        "assert all(parser.parse(source.Source('a', text)).problem for text in ('a: [1, 2', 'a: \\x01', 'a: \\ud800'))\n"
        "assert 'yaml.constructor' not in sys.modules\n"
        "import yaml; from yaml import CSafeLoader\n"
        "assert yaml.events is parser.events and yaml.constructor.ConstructorError\n"
        "for loader in yaml.SafeLoader, CSafeLoader: print(yaml.load('a: [1, 2001-01-01, yes, ~, 1.5, 0x10, x]', Loader=loader))\n"
        "assert parser.parse(source.Source('a', 'a: [1, 2')).problem"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["{'a': [1, datetime.date(2001, 1, 1), True, None, 1.5, 16, 'x']}"] * 2


def test_another_program_has_the_whole_of_yaml() -> None:
    code = "import vtexlint.parsers.yaml.parser; import yaml; print(yaml._yaml.ScannerError is yaml.scanner.ScannerError)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "True"
