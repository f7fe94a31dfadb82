"""Input files beside their expectation: tests/cases/<rule>/<file> and <file>.expected, one line a finding.

Only the folder's own rule runs; `all-rules` runs them all. A file without an `.expected` of any content must be silent.
A path that holds `tracked` or `loose` is taken as tracked by git, or as neither tracked nor ignored. Lines that hold
{TOKEN}, {KEY} and the like are filled in from tests/fake.py, so that no file here looks like a leak. Files beside the input
that are named `snapshot.*` are account snapshots that hold for it, `vtexlint.toml` its settings.

<file>.fixed is what `--fix --unsafe-fixes` makes of the file, whatever the folder; a file without one stays as it is.
"""

import re
from pathlib import Path

import pytest

from tests.case_files import CASES, FILES, accounts_beside, case_id, name_of, settings_beside
from tests.run import check, context_of, filled, unfilled
from vtexlint.diagnostics import GitState
from vtexlint.linter.fix_file import fix_file
from vtexlint.linter.lint import lint_file
from vtexlint.parsers.formats import format_of, guess_format
from vtexlint.rules.registry import rules
from vtexlint.text.source import Source


@pytest.mark.parametrize("path", FILES, ids=case_id)
def test_case(path: Path, request: pytest.FixtureRequest) -> None:
    rule = path.relative_to(CASES).parts[0]
    state: GitState = "tracked" if "tracked" in path.parts else "untracked" if "loose" in path.parts else "ignored"
    name = name_of(path)
    outcome = check(name, filled(path.read_bytes()), state=state, settings=settings_beside(path), accounts=accounts_beside(path))
    found = [f for f in outcome.findings if rule in (f.rule, "all-rules")]
    lines = [f"{f.location.start.line}:{f.location.start.column} {f.severity.word} {f.rule}: {f.message}\n" for f in found]
    expected = path.with_name(path.name + ".expected")
    if request.config.getoption("--update"):
        expected.write_text("".join(lines))
    assert "".join(lines) == (expected.read_text() if expected.exists() else "")


@pytest.mark.parametrize("path", FILES, ids=case_id)
def test_fixed(path: Path, request: pytest.FixtureRequest) -> None:
    data = filled(path.read_bytes())
    source = Source.from_bytes(name_of(path), data)
    context = context_of(settings_beside(path))
    done = fix_file(lint_file(source, format_of(source.display_path) or guess_format(source.text), context), context, unsafe=True)
    written = done.after.source.encode()
    expected = path.with_name(path.name + ".fixed")
    if request.config.getoption("--update"):
        expected.unlink(missing_ok=True)
        if written != data:
            expected.write_bytes(unfilled(written, path.read_bytes()))
    assert done.refused == ()
    assert written == (filled(expected.read_bytes()) if expected.exists() else data)


FIXED = [rule.name for rule in rules() if rule.fix]


@pytest.mark.parametrize("ending", [".env", ".yaml", ".json", ".toml"])
@pytest.mark.parametrize("rule", FIXED)
def test_every_fix_has_a_case_in_every_format(rule: str, ending: str) -> None:
    if rule == "loader-dependent-value" and ending != ".env":
        return  # it judges .env files alone
    assert [p for p in (CASES / rule).rglob(f"*{ending}.fixed") if p.with_name(p.name.removesuffix(".fixed") + ".expected").read_text()]


def test_there_are_cases() -> None:
    assert len(FILES) > 60


def test_every_expectation_has_its_file() -> None:
    beside = [*CASES.rglob("*.expected"), *CASES.rglob("*.fixed")]
    assert [p for p in beside if not p.with_suffix("").exists()] == []


def test_no_case_holds_a_token() -> None:
    assert [p for p in (*FILES, *CASES.rglob("*.fixed")) if re.search(rb"[A-Z]{60}", p.read_bytes())] == []
