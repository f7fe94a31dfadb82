"""Input files and what is expected of each: tests/cases/<rule>/<file> and <file>.expected, the whole text report without colour.

Only findings of the folder's own rule are in the report; `all-rules` has them all. For a file that must not be reported, the report is
its last line alone.
A path that contains `tracked` or `loose` is linted as tracked by git, or as neither tracked nor ignored. Lines that contain
{TOKEN}, {KEY} and the like are filled in from tests/fake.py, so that no file here looks like a leak. Files in the same folder
that are named `snapshot.*` are account snapshots that apply to it, `vtexlint.toml` its settings.

<file>.fixed is what `--fix --unsafe-fixes` makes of the file, whatever the folder; a file without one stays as it is.

`pytest --update tests/rules/test_cases.py` writes both.
"""

import re
from pathlib import Path

import pytest

from tests.case_files import CASES, FILES, accounts_beside, case_id, git_state_of, name_of, settings_beside
from tests.run import context_of, filled, unfilled
from vtexlint.linter.conclude import conclude, with_counts
from vtexlint.linter.fix_file import fix_file
from vtexlint.linter.lint import lint_file
from vtexlint.linter.report import LintResult
from vtexlint.parsers.formats import format_of, guess_format
from vtexlint.reporters.style import Style
from vtexlint.reporters.table import reporter
from vtexlint.rules.registry import rules
from vtexlint.text.source import Source


@pytest.mark.parametrize("path", FILES, ids=case_id)
def test_case(path: Path, request: pytest.FixtureRequest) -> None:
    """The report, and the file that the fixes leave: of one lint, as `vtexlint check --fix` makes them."""
    update = request.config.getoption("--update")
    data = filled(path.read_bytes())
    source = Source.from_bytes(name_of(path), data)
    context = context_of(settings_beside(path), accounts_beside(path), snippets=True)
    result = lint_file(source, format_of(source.display_path) or guess_format(source.text), context)
    report = reporter("text")(of_folder(path, conclude([result], {result.path: git_state_of(path)})), Style())
    done = fix_file(result, context, unsafe=True)
    written = done.after.source.encode()
    expected, fixed = (path.with_name(path.name + ending) for ending in (".expected", ".fixed"))
    if update:
        expected.write_bytes(report.encode())
        fixed.unlink(missing_ok=True)
        if written != data:
            fixed.write_bytes(unfilled(written, path.read_bytes()))
    assert expected.exists(), "this case has no .expected file: run `pytest tests/rules/test_cases.py --update`"
    assert report == expected.read_bytes().decode()
    assert done.refused == ()
    assert written == (filled(fixed.read_bytes()) if fixed.exists() else data)


def of_folder(path: Path, result: LintResult) -> LintResult:
    """What a run that reports only the folder's own rule would end with."""
    rule = path.relative_to(CASES).parts[0]
    if rule == "all-rules":
        return result
    findings = tuple(finding for finding in result.findings if finding.rule == rule)
    suppressed = tuple(one for one in result.suppressed if one.finding.rule == rule)
    return result._replace(findings=findings, suppressed=suppressed, summary=with_counts(result.summary, findings, suppressed))


FIXED = [rule.name for rule in rules() if rule.fix]


@pytest.mark.parametrize("ending", [".env", ".yaml", ".json", ".toml"])
@pytest.mark.parametrize("rule", FIXED)
def test_every_fix_has_a_case_in_every_format(rule: str, ending: str) -> None:
    if rule == "loader-dependent-value" and ending != ".env":
        return  # it judges .env files alone
    reports = [p.with_name(p.name.removesuffix(".fixed") + ".expected").read_text() for p in (CASES / rule).rglob(f"*{ending}.fixed")]
    assert any(re.search(rf"^\w+ {rule}(?: \[\*\])?: ", report, re.MULTILINE) for report in reports)


def test_there_are_cases() -> None:
    assert len(FILES) > 60


def test_every_expectation_has_its_file() -> None:
    beside = [*CASES.rglob("*.expected"), *CASES.rglob("*.fixed")]
    assert [p for p in beside if not p.with_suffix("").exists()] == []


def test_no_case_holds_a_token() -> None:
    assert [p for p in (*FILES, *CASES.rglob("*.fixed"), *CASES.rglob("*.expected")) if re.search(rb"[A-Z]{60}", p.read_bytes())] == []
