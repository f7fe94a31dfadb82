"""The input files of tests/cases, and what applies to each; tests/rules/test_cases.py says what they are."""

import tomllib
from pathlib import Path

from tests.paths import ROOT
from tests.run import context_of, filled, snapshots
from vtexlint.accounts.model import Snapshots
from vtexlint.diagnostics import GitState
from vtexlint.linter.conclude import conclude
from vtexlint.linter.lint import lint_bytes
from vtexlint.linter.report import LintResult
from vtexlint.settings import Settings
from vtexlint.settings_table import from_table

CASES = ROOT / "tests/cases"
FILES = sorted(
    p
    for p in CASES.rglob("*")
    if p.is_file() and p.suffix not in (".expected", ".fixed") and not p.name.startswith(("snapshot.", "vtexlint."))
)
FOLDERS = sorted({path.relative_to(CASES).parts[0] for path in FILES})


def case_id(path: Path) -> str:
    return path.relative_to(CASES).as_posix()


def name_of(path: Path) -> str:
    """The path that a case is linted under: below its rule's folder, without the folder that gives its git state."""
    return "/".join(part for part in path.relative_to(CASES).parts[1:] if part not in ("tracked", "loose"))


def git_state_of(path: Path) -> GitState:
    return "tracked" if "tracked" in path.parts else "untracked" if "loose" in path.parts else "ignored"


def accounts_beside(path: Path) -> Snapshots | None:
    files = {p.name: filled(p.read_bytes()) for p in sorted(path.parent.glob("snapshot.*"))}
    return snapshots(**files) if files else None


def settings_beside(path: Path) -> Settings:
    file = path.with_name("vtexlint.toml")
    return from_table(tomllib.loads(file.read_text())) if file.exists() else Settings()


def lint_folder(folder: str) -> LintResult:
    """All cases of a folder as one run, each file tracked by git."""
    paths = [path for path in FILES if path.relative_to(CASES).parts[0] == folder]
    context = context_of(snippets=True)
    results = [lint_bytes(case_id(path), filled(path.read_bytes()), context) for path in paths]
    return conclude(results, {result.path: "tracked" for result in results})
