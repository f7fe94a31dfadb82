"""The programs that read vtexlint's reports read what was found: GitHub's toolkit, Azure's task library, readers of JUnit and Checkstyle,
Microsoft's validator of SARIF.

`CONSUMERS` is the folder that tests/reporters/consumers is installed in.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.fake import KEY, TOKEN, key, token
from tests.reporters.test_sarif import AZURE
from tests.run import context_of
from vtexlint import _about
from vtexlint.diagnostics import Finding
from vtexlint.linter.conclude import conclude
from vtexlint.linter.lint import lint_bytes
from vtexlint.linter.report import LintResult
from vtexlint.reporters.plain import description, harmless
from vtexlint.reporters.style import Style
from vtexlint.reporters.table import reporter

FOLDER = Path(__file__).parent / "consumers"
MODULES = Path(os.environ.get("CONSUMERS", FOLDER)).resolve() / "node_modules"
NODE = shutil.which("node")
FILES = {
    "shop/.env": f"VTEX_APP_KEY={TOKEN}\nVTEX_APP_TOKEN={KEY}\n",
    "a b/ç&ã/a,b;c:%0A%]=d.env": f"# {TOKEN}\nVTEX_APP_KEY={KEY} \nVTEX_APP_TOKEN={TOKEN}\n",
    "folded.yaml": f"vtex:\n  appKey: {key('otherstore')}\n  appToken: >-\n    {token(1)[:64]}\n    {token(1)[64:]}\n",
    "names.json": json.dumps({"]]>\n::error::x<b>": {"vtexAppKey": "changeme", "vtexAppToken": token(2)}}),
    "ignored.env": f"# vtexlint: ignore[committed-secret]\nVTEX_APP_TOKEN={token(3)}\nVTEX_APP_KEY={key('otherstore')}\n",
}
STYLE = Style(environment=AZURE | {"SYSTEM_PHASEID": "3b1b3f5e-0d7c-4f6e-9c51-6f2a1f0f9f11"})

pytestmark = pytest.mark.skipif(
    NODE is None or not (MODULES / "junit2json").is_dir(),
    reason="no program that reads reports is installed (`npm ci` in tests/reporters/consumers)",
)


@pytest.fixture(scope="module")
def outcome() -> LintResult:
    results = [lint_bytes(path, text.encode(), context_of(snippets=True)) for path, text in FILES.items()]
    return conclude(results, dict.fromkeys(FILES, "tracked"))


@pytest.fixture(scope="module")
def read(outcome: LintResult, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What each program read."""
    reports = tmp_path_factory.mktemp("reports")
    for name in ("github", "azure", "junit", "checkstyle"):
        (reports / name).write_text(reporter(name)(outcome, STYLE), "utf-8")
    (reports / "annotations.json").write_text(json.dumps(list(map(annotation, outcome.findings))))
    command = [str(NODE), str(FOLDER / "read.mjs"), str(MODULES), str(reports)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def annotation(finding: Finding) -> tuple[str, str, dict[str, object]]:
    """A finding as GitHub's toolkit takes it: columns are for one line alone."""
    start, end = finding.location.start, finding.location.end
    properties: dict[str, object] = {"title": f"vtexlint {finding.rule}", "file": harmless(finding.location.path)}
    properties |= {"startLine": start.line, "endLine": end.line}
    if start.line == end.line:
        properties |= {"startColumn": start.column, "endColumn": end.column}
    message, _, remedy = description(finding, STYLE).partition(" Remedy: ")
    return {"info": "notice"}.get(finding.severity.word, finding.severity.word), f"{message}\nRemedy: {remedy}", properties


def test_github_s_toolkit_writes_the_same_commands(outcome: LintResult, read: dict[str, Any]) -> None:
    def parts(command: str) -> tuple[str, set[str], str]:
        _, head, message = command.split("::", 2)
        kind, _, properties = head.partition(" ")
        return kind, set(properties.split(",")), message.replace(".%0A", "%0A").removesuffix(".")

    ours = [line for line in reporter("github")(outcome, STYLE).splitlines() if line.startswith("::")]
    assert len(ours) == len(outcome.findings)
    assert list(map(parts, ours)) == list(map(parts, read["github"]))


def test_azure_s_task_library_reads_them(outcome: LintResult, read: dict[str, Any]) -> None:
    assert {one["command"] for one in read["azure"]} == {"task.logissue"}
    assert [(one["properties"], one["message"].partition(" Remedy: ")[0]) for one in read["azure"]] == [
        (
            {
                "type": finding.severity.word,
                "sourcepath": harmless(finding.location.path),
                "linenumber": str(finding.location.start.line),
                "columnnumber": str(finding.location.start.column),
                "code": finding.rule,
            },
            harmless(finding.message),
        )
        for finding in outcome.findings
        if finding.severity.word != "info"
    ]


def test_a_reader_of_junit_reads_them(outcome: LintResult, read: dict[str, Any]) -> None:
    suites = read["junit"]["testsuite"]
    assert [suite["name"] for suite in suites] == sorted({harmless(finding.location.path) for finding in outcome.findings})
    cases = [case for suite in suites for case in suite["testcase"]]
    expected = sorted((f"vtexlint.{finding.rule}", finding.severity.word != "info") for finding in outcome.findings)
    assert sorted((case["classname"], "failure" in case) for case in cases) == expected
    assert read["junit"]["failures"] == sum(fails for _, fails in expected)


def test_a_reader_of_checkstyle_reads_them(outcome: LintResult, read: dict[str, Any]) -> None:
    assert [(one["file"], one["line"], one["column"], one["severity"], one["message"]) for one in read["checkstyle"]] == [
        (
            harmless(finding.location.path),
            finding.location.start.line,
            finding.location.start.column,
            finding.severity.word,
            description(finding, STYLE),
        )
        for finding in sorted(outcome.findings, key=lambda one: one.location.path)
    ]


@pytest.mark.parametrize(
    ("name", "kinds", "home"), [("sarif", "Sarif;Ado;Ghas", "https://git.example.com/tools/lint"), ("code-scanning", "Sarif;Ghas", "")]
)
def test_the_validator_of_sarif_has_nothing_but_notes(
    outcome: LintResult, name: str, kinds: str, home: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    validator = MODULES / "@microsoft/sarif-multitool-linux/Sarif.Multitool"
    if not validator.exists():
        pytest.skip(f"the validator has no program for {sys.platform} here")
    validator.chmod(0o755)  # its script does this, which `npm ci --ignore-scripts` does not run
    monkeypatch.setattr(_about, "HOME", home)
    (tmp_path / "report.sarif").write_text(reporter(name)(outcome, STYLE))
    arguments = ["validate", "report.sarif", "--rule-kind", kinds, "--output", "answer.sarif", "--log", "ForceOverwrite"]
    arguments += ["--level", "Error;Warning;Note"]
    done = subprocess.run([str(validator), *arguments], cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout
    (run,) = json.loads((tmp_path / "answer.sarif").read_text("utf-8-sig"))["runs"]
    assert run["results"], "it reads the report: it wishes for snippets"
    worse = [one["ruleId"] for one in run["results"] if one.get("level", "warning") != "note"]
    assert worse == ([] if home else ["SARIF2005"])  # an address of the tool, which this project does not have yet
