"""What the CI services ask of their formats, and that nothing in a config file acts on their logs."""

import json
import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.case_files import FILES, case_id
from tests.examples import examples
from tests.fake import KEY, TOKEN, token
from tests.paths import ROOT
from tests.run import check, filled
from vtexlint.diagnostics import Location, Severity
from vtexlint.linter.report import LintResult
from vtexlint.reporters.style import Style
from vtexlint.reporters.table import FORMATS, reporter
from vtexlint.text.messages import Message

SWAPPED = f"VTEX_APP_KEY={TOKEN}\nVTEX_APP_TOKEN={KEY}\n"
TWICE = f"# {TOKEN}\n# {TOKEN}\nVTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={TOKEN}\n"


def written(name: str, outcome: LintResult, style: Style | None = None) -> str:
    return reporter(name)(outcome, style or Style())


def test_github_commands_and_totals() -> None:
    lines = written("github", check("a,b:c%.env", SWAPPED)).splitlines()
    assert lines[0].startswith(
        "::error file=a%2Cb%3Ac%25.env,line=1,endLine=1,col=14,endColumn=142,title=vtexlint swapped-values::the appKey and the appToken are swapped"
    )
    assert "%0ARemedy: exchange" in lines[0]
    assert lines[1:] == ["1 error in 1 config file; 2 credentials, 1 pair"]
    assert written("github", check("a.env", SWAPPED), Style(quiet=True)).count("\n") == 1
    assert "swapped-values      1" in written("github", check("a.env", SWAPPED), Style(statistics=True))


def test_github_severities() -> None:
    (finding,) = check("a.env", SWAPPED).findings
    words = {
        severity: written("github", LintResult((finding._replace(severity=severity),), check("a.env", "").summary)).split()[0]
        for severity in Severity
    }
    assert words == {Severity.ERROR: "::error", Severity.WARNING: "::warning", Severity.INFO: "::notice"}


@pytest.mark.parametrize("name", ["github", "gitlab", "azure", "junit", "checkstyle", "rdjson", "markdown", "sarif", "code-scanning"])
def test_services_get_paths_below_the_repository_s_root(name: str) -> None:
    assert "shop/a.env" in written(name, check("a.env", SWAPPED), Style(locate=lambda path: f"shop/{path}"))


def test_azure_severities_and_escapes() -> None:
    (finding,) = check("a.env", SWAPPED).findings
    hostile = finding._replace(location=finding.location._replace(path="a];b=%5D.env"))
    outcome = LintResult((hostile, finding._replace(severity=Severity.INFO)), check("a.env", "").summary)
    issue, info, *_ = written("azure", outcome).splitlines()
    assert issue.startswith(
        "##vso[task.logissue type=error;sourcepath=a%5D%3Bb=%AZP255D.env;linenumber=1;columnnumber=14;code=swapped-values]"
    )
    assert info.startswith("a.env:1:14: info swapped-values ")


def test_gitlab_secrets_has_the_exposed_secrets_and_what_its_schema_requires() -> None:
    outcome = check("a.env", f"VTEX_APP_KEY={KEY} \nVTEX_APP_TOKEN={TOKEN}\n", state="tracked")
    assert {finding.rule for finding in outcome.findings} == {"committed-secret", "surrounding-whitespace"}
    report = json.loads(written("gitlab-secrets", outcome))
    (found,) = report["vulnerabilities"]
    assert found["location"] == {"file": "a.env", "start_line": 2, "end_line": 2, "commit": {"sha": "0000000"}}
    assert found["identifiers"] == [{"type": "vtexlint_rule", "name": "vtexlint committed-secret", "value": "committed-secret"}]
    assert found["severity"] == "Critical"
    assert report["scan"].keys() == {"analyzer", "scanner", "type", "start_time", "end_time", "status"}
    assert report["scan"]["status"] == "success"
    broken = json.loads(written("gitlab-secrets", outcome._replace(troubles=(Message("git refuses"),))))
    assert broken["scan"]["status"] == "failure"


_TOOL = {"required": ["id", "name", "version", "vendor"], "properties": {"vendor": {"required": ["name"]}}}
_TEXT = {"type": "string", "minLength": 1}
_TIME = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$"}
_GITLAB_SECRETS = {
    "required": ["scan", "version", "vulnerabilities"],
    "properties": {
        "version": {"pattern": r"^[0-9]+\.[0-9]+\.[0-9]+$"},
        "scan": {
            "required": ["analyzer", "end_time", "scanner", "start_time", "status", "type"],
            "properties": {
                "analyzer": _TOOL,
                "scanner": _TOOL,
                "start_time": _TIME,
                "end_time": _TIME,
                "status": {"enum": ["success", "failure"]},
                "type": {"enum": ["secret_detection"]},
            },
        },
        "vulnerabilities": {
            "items": {
                "required": ["id", "identifiers", "location"],
                "properties": {
                    "id": _TEXT,
                    "name": {"type": "string", "maxLength": 255},
                    "description": {"type": "string", "maxLength": 1048576},
                    "solution": {"type": "string", "maxLength": 7000},
                    "severity": {"enum": ["Info", "Unknown", "Low", "Medium", "High", "Critical"]},
                    "identifiers": {
                        "minItems": 1,
                        "items": {"required": ["type", "name", "value"], "properties": {"type": _TEXT, "name": _TEXT, "value": _TEXT}},
                    },
                    "location": {
                        "required": ["commit"],
                        "properties": {
                            "file": {"type": "string"},
                            "commit": {"required": ["sha"], "properties": {"sha": _TEXT, "date": {"type": "string"}}},
                            "start_line": {"type": "number"},
                            "end_line": {"type": "number"},
                        },
                    },
                },
            },
        },
    },
}
"""What GitLab's schema of secret detection reports asks of them, from 15.0.7 to 15.2.1."""


@pytest.mark.parametrize("path", FILES, ids=case_id)
def test_gitlab_secrets_meets_the_schema(path: Path) -> None:
    outcome = check(path.name, filled(path.read_bytes()), state="tracked")._replace(troubles=(Message("git refuses"),))
    jsonschema.validate(json.loads(written("gitlab-secrets", outcome)), _GITLAB_SECRETS)


def test_markdown_shows_names_as_they_are() -> None:
    path = "a|b<img src=x>[x](y)`c`.env"
    (row,) = [line for line in written("markdown", check(path, SWAPPED)).splitlines() if line.startswith("| error")]
    assert row.count("|") == 6
    assert not re.search(
        r"[<`\[\]()](?!/?code>)", row.replace("<code>", "").replace("</code>", "").partition(" | swapped")[0].partition("| appKey")[0]
    )


def test_markdown_ends_before_a_service_refuses_it() -> None:
    (finding,) = check("a.env", SWAPPED).findings
    report = written("markdown", LintResult((finding,) * 700, check("a.env", "").summary))
    assert report.count("\n| error |") == 500
    assert "200 more findings are in the log." in report
    assert len(report) < 1 << 20


def test_gitlab_fields() -> None:
    issues = json.loads(written("gitlab", check("a.env", TWICE, state="tracked")))
    assert len(issues) == 3
    assert len({issue["fingerprint"] for issue in issues}) == 3
    for issue in issues:
        assert issue.keys() == {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert issue["location"]["path"] == "a.env"
        assert isinstance(issue["location"]["lines"]["begin"], int)


def test_junit_counts_are_those_of_its_cases() -> None:
    one, two = check("a.env", TWICE, state="tracked"), check("b.yaml", "vtex:\n  appKey: ${X}\n  appToken: changeme\n")
    outcome = LintResult((*one.findings, *two.findings), one.summary, troubles=(Message("git refuses"),))
    root = ElementTree.fromstring(written("junit", outcome))
    assert root.tag == "testsuites"
    assert [(suite.tag, suite.get("name")) for suite in root] == [
        ("testsuite", "a.env"),
        ("testsuite", "b.yaml"),
        ("testsuite", "vtexlint"),
    ]
    for element, below in [(root, root.iter("testcase")), *((suite, suite.iter("testcase")) for suite in root)]:
        cases = list(below)
        assert element.get("tests") == str(len(cases))
        assert element.get("failures") == str(sum(case.find("failure") is not None for case in cases))
        assert element.get("errors") == str(sum(case.find("error") is not None for case in cases))
    info = next(case for case in root.iter("testcase") if case.get("classname") == "vtexlint.unfilled-placeholder")
    assert info.find("failure") is None
    assert (info.findtext("system-out") or "").startswith("info: `appToken` is still a placeholder")
    error = root.find(".//error")
    assert error is not None
    assert error.get("message") == "git refuses"


_ATTRIBUTES = {
    "testsuites": {"name", "tests", "failures", "errors"},
    "testsuite": {"name", "tests", "failures", "errors", "skipped", "time", "file"},
    "testcase": {"classname", "name", "time"},
    "failure": {"type", "message"},
    "error": {"type", "message"},
    "system-out": set(),
}
"""What the strictest of the readers knows: junit-10.xsd of Jenkins' xUnit plugin."""


@pytest.mark.parametrize("path", FILES, ids=case_id)
def test_junit_has_no_element_or_attribute_that_a_reader_does_not_know(path: Path) -> None:
    outcome = check(path.name, filled(path.read_bytes()), state="tracked")._replace(troubles=(Message("git refuses"),))
    for element in ElementTree.fromstring(written("junit", outcome)).iter():
        assert set(element.keys()) <= _ATTRIBUTES[element.tag]


def test_junit_without_findings_is_a_case_that_passes() -> None:
    root = ElementTree.fromstring(written("junit", check("a.env", "")))
    (case,) = root.iter("testcase")
    assert list(case) == []
    assert (root.get("tests"), root.get("failures"), root.get("errors")) == ("1", "0", "0")


def test_junit_is_ascii_whatever_the_names() -> None:
    report = written("junit", check("ação/😀.env", SWAPPED))
    assert report.isascii()
    assert ElementTree.fromstring(report)[0].get("name") == "ação/😀.env"


def test_the_json_report_keeps_its_contract() -> None:
    schema = json.loads((ROOT / "schemas/report.schema.json").read_text())
    jsonschema.validate(json.loads(written("json", check("a.env", TWICE, state="tracked"))), schema)


HOSTILE = [
    "a\n::error::x", "a\r::warning ::x", "::set-output name=x::y", " ::add-mask::e", "##[error]x", "##vso[task.setvariable variable=x]y",
    "x]]>y", "</script><script>", "<!--", "&lt;", "\x1b[31mred", "\x1b]0;title\x07", "\u202egnp.exe", "\x00", "\ufffe", "\udcff", "\x85", "\u2028",
]  # fmt: skip


def assert_harmless(outcome: LintResult) -> None:
    for name in FORMATS:
        report = written(name, outcome)
        for line in report.replace("\r", "\n").splitlines():
            if line.lstrip().startswith("::") and not line.lstrip().startswith("::: "):  # no command begins with a colon
                assert name == "github", line
                assert re.match(r"::(error|warning|notice) file=", line)
            assert "##[" not in line
            if name == "azure" and re.match(r"##vso\[task\.logissue type=(error|warning);[^\]]*\]", line):
                line = line.partition("]")[2]
            assert "##vso[" not in line
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u202e\ufffe\ud800-\udfff]", report), name
        opening = written(name, check("a.env", ""))[:1]  # of an empty report: a format is what that says
        if name == "html":  # the program at the end is the only one
            assert report.lower().count("<script") == report.lower().count("</script") == 1, name
        elif opening == "<":
            ElementTree.fromstring(report)
        elif opening in ("{", "["):
            json.loads(report)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_paths_names_and_troubles(hostile: str) -> None:
    text = json.dumps({hostile + "vtexAppKey": TOKEN, "vtexAppToken": KEY, "vtex": {hostile + "appKey": token(1), "appToken": hostile}})
    outcome = check(hostile + ".json", text, state="tracked", snippets=True)
    assert outcome.findings
    assert_harmless(outcome._replace(troubles=(Message(hostile),)))


@examples(100)
@given(st.text(max_size=12), st.text(max_size=12), st.text(max_size=12))
def test_any_words_come_out_harmless(path: str, message: str, label: str) -> None:
    outcome = check("a.env", SWAPPED)
    (finding,) = outcome.findings
    related = (Location(path, (1, 1), (1, 1), label),)  # type: ignore[arg-type]
    place = finding.location._replace(path=path or "x")
    finding = finding._replace(
        location=place, message=Message(message or "x"), help=Message(label or "x"), related=related
    )  # as if a rule let a name through
    finding = finding._replace(related=tuple(one._replace(start=finding.location.start, end=finding.location.end) for one in related))
    assert_harmless(outcome._replace(findings=(finding,)))


def test_no_message_begins_a_command_in_the_terminal_s_report() -> None:
    outcome = check("::warning ::x.env", SWAPPED, snippets=True)
    for name in ("text", "concise"):
        assert not any(
            line.lstrip().startswith("::") and not line.lstrip().startswith("::: ") for line in written(name, outcome).splitlines()
        )
