"""SARIF: against its schema, and what GitHub code scanning asks for beside it."""

import json
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.case_files import FOLDERS, lint_folder
from tests.fake import KEY, TOKEN, token
from tests.paths import ROOT, SARIF_SCHEMA
from tests.run import check
from vtexlint import _about
from vtexlint.linter.report import LintResult, Suppressed
from vtexlint.reporters.sarif import _artifact
from vtexlint.reporters.style import Style
from vtexlint.reporters.table import reporter
from vtexlint.rules.registry import ORDER
from vtexlint.text.messages import Message

TEXT = f"# vtexlint: ignore[committed-secret]\nVTEX_APP_TOKEN= {TOKEN}\nVTEX_APP_KEY={KEY}\nVTEX_B_APP_TOKEN={token(1)}\nVTEX_B_APP_KEY={KEY}\n"
RISKS = {
    "session-token": "7.5",
    "client-exposed-secret": "9.8",
    "committed-secret": "9.1",
    "public-settings": "8.6",
    "unprotected-secret": "5.0",
}


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft4Validator:
    return jsonschema.Draft4Validator(json.loads(SARIF_SCHEMA.read_text()))


def run_of(outcome: LintResult, name: str = "sarif", **style: Any) -> dict[str, Any]:
    run = json.loads(reporter(name)(outcome, Style(**style)))["runs"][0]
    assert isinstance(run, dict)
    return run


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_case_against_the_schema(folder: str, validator: jsonschema.Draft4Validator) -> None:
    validator.validate(json.loads(reporter("sarif")(lint_folder(folder), Style())))


def test_hostile_and_empty_reports_against_the_schema(validator: jsonschema.Draft4Validator) -> None:
    hostile = json.dumps({"vtex\x1b[31m\u202e\nAppKey](http://x": TOKEN, "vtexAppToken": KEY})
    outcome = check("a [b]:c\n\udcff.json", hostile, state="tracked")
    outcome = outcome._replace(troubles=(Message("git refuses\x1b[31m"),))
    for one in (outcome, LintResult((), outcome.summary)):
        validator.validate(json.loads(reporter("sarif")(one, Style())))


def test_the_driver_and_its_rules() -> None:
    driver = run_of(check(".env", TEXT))["tool"]["driver"]
    assert [rule["id"] for rule in driver["rules"]] == list(ORDER)
    for rule in driver["rules"]:
        page = ROOT / f"docs/rules/{rule['id']}.md"
        assert rule["help"]["markdown"].startswith(page.read_text())
        assert f"`vtexlint explain {rule['id']}`" in rule["help"]["markdown"]
        assert f"vtexlint explain {rule['id']}\n" in rule["help"]["text"]
        assert "```" not in rule["help"]["text"]
        assert rule["shortDescription"]["text"].endswith(".")
        assert len(rule["fullDescription"]["text"]) < 1024
        assert rule["defaultConfiguration"]["level"] in ("error", "warning", "note")
        assert rule["properties"]["precision"] == "high"
        assert ("security-severity" in rule["properties"]) == ("security" in rule["properties"]["tags"]) == (rule["id"] in RISKS)
    assert {rule["id"]: rule["properties"]["security-severity"] for rule in driver["rules"] if rule["id"] in RISKS} == RISKS


def test_addresses_are_made_from_the_home_and_absent_without_one(
    monkeypatch: pytest.MonkeyPatch, validator: jsonschema.Draft4Validator
) -> None:
    outcome = check(".env", TEXT)
    monkeypatch.setattr(_about, "HOME", "")
    driver = run_of(outcome)["tool"]["driver"]
    assert "informationUri" not in driver
    assert not any("helpUri" in rule for rule in driver["rules"])
    monkeypatch.setattr(_about, "HOME", "https://git.example.com/tools/lint")
    report = json.loads(reporter("sarif")(outcome, Style()))
    validator.validate(report)
    driver = report["runs"][0]["tool"]["driver"]
    assert driver["informationUri"] == "https://git.example.com/tools/lint"
    for rule in driver["rules"]:
        assert rule["helpUri"] == f"https://git.example.com/tools/lint/blob/main/docs/rules/{rule['id']}.md"


def test_suppressed_results_are_marked_and_code_scanning_has_none() -> None:
    outcome = check(".env", TEXT, state="tracked")
    known, *rest = outcome.findings
    outcome = outcome._replace(findings=tuple(rest), suppressed=(*outcome.suppressed, Suppressed(known, "baseline")))
    told = {(r["ruleId"], r.get("suppressions", [{}])[0].get("kind")) for r in run_of(outcome)["results"]}
    assert told == {("surrounding-whitespace", "external"), ("committed-secret", "inSource"), ("committed-secret", None)} | {
        ("conflicting-pair", None)
    }
    results = run_of(outcome, "code-scanning")["results"]
    assert len(results) == len(rest)
    assert not any("suppressions" in result for result in results)


def test_places() -> None:
    outcome = check("a é/😀.env", f"# 😀\nVTEX_APP_KEY={TOKEN}\nVTEX_APP_TOKEN={KEY}\n")
    run = run_of(outcome, locate=lambda path: f"shop/{path}")
    (result,) = run["results"]
    assert run["columnKind"] == "unicodeCodePoints"
    location = result["locations"][0]["physicalLocation"]
    assert location["artifactLocation"] == {"uri": "shop/a%20%C3%A9/%F0%9F%98%80.env", "uriBaseId": "%SRCROOT%"}
    assert run["originalUriBaseIds"].keys() == {"%SRCROOT%"}
    assert location["region"] == {"startLine": 2, "startColumn": 14, "endLine": 2, "endColumn": 142}
    (related,) = result["relatedLocations"]
    assert related["message"]["text"] == "the appToken field"
    assert related["physicalLocation"]["region"]["startLine"] == 3


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("a:b", "a%3Ab"),
        ("a%b#?", "a%25b%23%3F"),
        ("\udcff.env", "%FF.env"),
        ("/x y/.env", "file:///x%20y/.env"),
        ("C:/x/.env", "file:///C:/x/.env"),
        ("\ud800", "%ED%A0%80"),
    ],
)
def test_addresses(path: str, uri: str) -> None:
    assert _artifact(path)["uri"] == uri


@given(st.text(max_size=20))
def test_any_path_is_an_address(path: str) -> None:
    assert set(_artifact(path)["uri"]) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/%:")


def test_a_run_that_is_not_whole_says_so() -> None:
    outcome = check(".env", TEXT)
    assert run_of(outcome)["invocations"] == [{"executionSuccessful": True}]
    (invocation,) = run_of(outcome._replace(troubles=(Message("git refuses"),)))["invocations"]
    assert not invocation["executionSuccessful"]
    assert [notice["message"]["text"] for notice in invocation["toolExecutionNotifications"]] == ["git refuses"]


def test_fingerprints_are_those_of_the_json_report() -> None:
    outcome = check(".env", TEXT, state="tracked")
    told = [result["partialFingerprints"]["vtexlint/v1"] for result in run_of(outcome, "code-scanning")["results"]]
    assert told == [finding["fingerprint"] for finding in json.loads(reporter("json")(outcome, Style()))["findings"]]


def test_no_link_comes_from_a_name() -> None:
    outcome = check("a.json", json.dumps({"x](http://evil.example)": {"vtexAppKey](http://evil.example)": TOKEN}}), state="tracked")
    assert outcome.findings
    assert all("](" not in result["message"]["text"] for result in run_of(outcome)["results"])


AZURE = {
    "TF_BUILD": "True",
    "SYSTEM_COLLECTIONURI": "https://azure.example/agency/",
    "SYSTEM_TEAMPROJECT": "stores",
    "SYSTEM_DEFINITIONID": "7",
    "BUILD_DEFINITIONNAME": "nightly",
    "SYSTEM_PHASEID": "3a3a",
    "SYSTEM_PHASENAME": "Lint",
    "BUILD_SOURCEBRANCH": "refs/heads/main",
    "BUILD_BUILDID": "42",
}


def test_azure_is_told_which_build_it_is() -> None:
    run = json.loads(reporter("sarif")(check("a.env", ""), Style(environment=AZURE)))["runs"][0]
    assert run["automationDetails"]["id"] == "azuredevops/pipeline/build/agency/stores/7/3a3a/refs/heads/main/42"
    assert run["automationDetails"]["properties"] == {
        "azuredevops/pipeline/build/buildDefinitionId": "7",
        "azuredevops/pipeline/build/buildDefinitionName": "nightly",
        "azuredevops/pipeline/build/phaseId": "3a3a",
        "azuredevops/pipeline/build/phaseName": "Lint",
    }


@pytest.mark.parametrize("missing", sorted(AZURE))
def test_elsewhere_the_id_is_our_own(missing: str) -> None:
    environment = {name: value for name, value in AZURE.items() if name != missing}
    run = json.loads(reporter("sarif")(check("a.env", ""), Style(environment=environment)))["runs"][0]
    assert run["automationDetails"] == {"id": "vtexlint/"}


def test_github_s_category_is_the_workflow_s() -> None:
    assert "automationDetails" not in json.loads(reporter("code-scanning")(check("a.env", ""), Style(environment=AZURE)))["runs"][0]
