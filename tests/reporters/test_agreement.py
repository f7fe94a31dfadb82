"""All formats of one run tell the same findings at the same places: every case, read back from each format."""

import json
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.case_files import FILES, case_id
from tests.fake import KEY, TOKEN, token
from tests.run import check, filled
from vtexlint._startup.typed import NamedTuple
from vtexlint.linter.report import LintResult
from vtexlint.reporters.plain import harmless
from vtexlint.reporters.style import Style
from vtexlint.reporters.table import FORMATS, reporter


class Told(NamedTuple):
    """What every format tells of a finding; a column is 0 where the format has none."""

    rule: str
    severity: str
    path: str
    line: int
    column: int
    message: str


def of_outcome(outcome: LintResult) -> list[Told]:
    return [
        Told(f.rule, f.severity.word, f.location.path, f.location.start.line, f.location.start.column, harmless(f.message))
        for f in outcome.findings
    ]


def of_text(report: str) -> list[Told]:
    found = re.findall(r"^(error|warning|info) ([a-z-]+)(?: \[\*\])?: (.*)\n *--> (.*):(\d+):(\d+)$", report, re.MULTILINE)
    return [Told(rule, severity, path, int(line), int(column), message) for severity, rule, message, path, line, column in found]


def of_concise(report: str) -> list[Told]:
    found = re.findall(r"^(.*?):(\d+):(\d+): (\w+) ([a-z-]+) (.*)$", report, re.MULTILINE)
    return [Told(rule, severity, path, int(line), int(column), message) for path, line, column, severity, rule, message in found]


def of_json(report: str) -> list[Told]:
    return [
        Told(f["rule"], f["severity"], f["path"], f["start"]["line"], f["start"]["column"], f["message"])
        for f in json.loads(report)["findings"]
    ]


def of_sarif(report: str) -> list[Told]:
    run = json.loads(report)["runs"][0]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    found = []
    for result in run["results"]:
        if result.get("suppressions"):
            continue
        assert rules[result["ruleIndex"]] == result["ruleId"]
        place = result["locations"][0]["physicalLocation"]
        severity = {"error": "error", "warning": "warning", "note": "info"}[result["level"]]
        start = place["region"]["startLine"], place["region"]["startColumn"]
        found.append(Told(result["ruleId"], severity, place["artifactLocation"]["uri"], *start, without_remedy(result["message"]["text"])))
    return found


def of_github(report: str) -> list[Told]:
    found = []
    for word, properties, message in re.findall(r"^::(error|warning|notice) (.*?)::(.*)$", report, re.MULTILINE):
        told = {name: unescaped(value) for name, value in (item.split("=", 1) for item in properties.split(","))}
        severity = "info" if word == "notice" else word
        rule = told["title"].removeprefix("vtexlint ")
        column = int(told.get("col", 0))
        found.append(Told(rule, severity, told["file"], int(told["line"]), column, unescaped(message).partition("\n")[0]))
    return found


def of_gitlab(report: str) -> list[Told]:
    severities = {"critical": "error", "minor": "warning", "info": "info"}
    return [
        Told(
            f["check_name"],
            severities[f["severity"]],
            f["location"]["path"],
            f["location"]["lines"]["begin"],
            0,
            without_remedy(f["description"]),
        )
        for f in json.loads(report)
    ]


def of_junit(report: str) -> list[Told]:
    found = []
    for case in ElementTree.fromstring(report).iter("testcase"):
        if case.get("classname") == "vtexlint":
            continue  # no finding
        failure = case.find("failure")
        if failure is not None:
            severity, message = failure.get("type", ""), failure.get("message", "")
        else:
            severity, _, message = (case.findtext("system-out") or "").partition("\n")[0].partition(": ")
        path, line, column = case.get("name", "").rsplit(":", 2)
        found.append(Told(case.get("classname", "").removeprefix("vtexlint."), severity, path, int(line), int(column), message))
    return found


def unescaped(text: str) -> str:
    return text.replace("%2C", ",").replace("%3A", ":").replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%")


def without_remedy(text: str) -> str:
    return text.partition(" Remedy: ")[0]


READERS: dict[str, Callable[[str], list[Told]]] = {
    "text": of_text,
    "concise": of_concise,
    "json": of_json,
    "sarif": of_sarif,
    "code-scanning": of_sarif,
    "github": of_github,
    "gitlab": of_gitlab,
    "junit": of_junit,
}


def assert_agreement(outcome: LintResult) -> None:
    expected = of_outcome(outcome)
    for name in FORMATS:
        told = READERS[name](reporter(name)(outcome, Style()))
        assert len(told) == len(expected), name
        for one, other in zip(told, expected, strict=True):
            # a format without columns, or one that ends the sentence
            assert one._replace(column=other.column, message=other.message) == other, name
            assert one.column in (0, other.column), name
            assert one.message.rstrip(".") == other.message.rstrip("."), name


def test_every_format_is_read_here() -> None:
    assert READERS.keys() == set(FORMATS)


@pytest.mark.parametrize("path", FILES, ids=case_id)
def test_every_case(path: Path) -> None:
    assert_agreement(check(path.name, filled(path.read_bytes()), state="tracked", snippets=True))


def test_a_finding_over_several_lines() -> None:
    outcome = check(
        "a.yaml", f"vtex:\n  appKey: {KEY}\n  appToken: >-\n    {TOKEN[:64]}\n    {TOKEN[64:]}\n", state="tracked", snippets=True
    )
    assert any(f.location.end.line > f.location.start.line for f in outcome.findings)
    assert_agreement(outcome)
    (line,) = [line for line in reporter("github")(outcome, Style()).splitlines() if "inner-whitespace" in line]
    assert "endLine=5" in line
    assert "col=" not in line


def test_columns_are_told_where_they_count() -> None:
    outcome = check(".env", f"VTEX_APP_KEY={token(1)}\nVTEX_APP_TOKEN={KEY}\n", snippets=True)
    assert [told.column for told in of_github(reporter("github")(outcome, Style()))] == [14]


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_found_is_a_valid_report_too(name: str) -> None:
    assert READERS[name](reporter(name)(LintResult((), check("a.env", "").summary), Style())) == []
