"""The input files of tests/cases, and what applies to each; tests/rules/test_cases.py says what they are."""

import tomllib
from pathlib import Path

from tests.paths import ROOT
from tests.run import filled, snapshots
from vtexlint.accounts.model import Snapshots
from vtexlint.settings import Settings
from vtexlint.settings_table import from_table

CASES = ROOT / "tests/cases"
FILES = sorted(
    p
    for p in CASES.rglob("*")
    if p.is_file() and p.suffix not in (".expected", ".fixed") and not p.name.startswith(("snapshot.", "vtexlint."))
)


def case_id(path: Path) -> str:
    return path.relative_to(CASES).as_posix()


def name_of(path: Path) -> str:
    """The path that a case is linted under: below its rule's folder, without the folder that gives its git state."""
    return "/".join(part for part in path.relative_to(CASES).parts[1:] if part not in ("tracked", "loose"))


def accounts_beside(path: Path) -> Snapshots | None:
    files = {p.name: filled(p.read_bytes()) for p in sorted(path.parent.glob("snapshot.*"))}
    return snapshots(**files) if files else None


def settings_beside(path: Path) -> Settings:
    file = path.with_name("vtexlint.toml")
    return from_table(tomllib.loads(file.read_text())) if file.exists() else Settings()
