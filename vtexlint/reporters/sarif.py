"""SARIF 2.1.0 (docs.oasis-open.org/sarif/sarif/v2.1.0), with the properties that GitHub code scanning reads.

`sarif` contains the suppressed findings too, marked as the standard requires. GitHub ignores the mark and opens an alert for each:
`code-scanning` is the same report without them. Fixes are left out, since the new text of a value is as secret as the old.
"""

from collections.abc import Mapping

from vtexlint import _about
from vtexlint._about import __version__
from vtexlint._startup.typed import Any
from vtexlint.diagnostics import Finding, Location
from vtexlint.linter.report import LintResult, Suppressed
from vtexlint.pages.localized import title_of
from vtexlint.pages.render import page, sections
from vtexlint.pages.terminal import for_terminal
from vtexlint.reporters.encoded import encoded
from vtexlint.reporters.plain import description, harmless
from vtexlint.reporters.style import Style
from vtexlint.reporters.summary import NOT_READ_ONE, RULES_OFF, excluded, rules_off
from vtexlint.rules.base import Rule
from vtexlint.rules.registry import ORDER, rules
from vtexlint.text.messages import Template

ROOT = Template("sarif.root", "The root of the repository, or the directory that was linted.")
THIS_PAGE = Template("sarif.this-page", "This page on the command line: {command}")

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_PROBLEMS = {"error": "error", "warning": "warning", "info": "recommendation"}
_KINDS = {"comment": "inSource", "baseline": "external"}
_INDICES = {name: index for index, name in enumerate(ORDER)}
_ROOT = "%SRCROOT%"
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/")


def render(outcome: LintResult, style: Style) -> str:
    log = _log(outcome, style)
    # GitHub takes the id for the category, in place of the one that the workflow sets, so `code-scanning` has none
    own = {"id": "vtexlint/" if outcome.history is None else "vtexlint/history/"}
    log["runs"][0]["automationDetails"] = azure_build(style.environment) or own
    return encoded(log)


def _log(outcome: LintResult, style: Style) -> dict[str, Any]:
    marked = [(finding, None) for finding in outcome.findings] + [(one.finding, one) for one in outcome.suppressed]
    marked.sort(key=lambda pair: pair[0].sort_key)
    run: dict[str, Any] = {
        "tool": {"driver": _driver(style)},
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "originalUriBaseIds": {_ROOT: {"description": {"text": style.localize(ROOT())}}},
        "invocations": [_invocation(outcome, style)],
        "results": [_result(finding, suppressed, style) for finding, suppressed in marked],
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def render_unsuppressed(outcome: LintResult, style: Style) -> str:
    return encoded(_log(outcome._replace(suppressed=()), style))


_AZURE = "azuredevops/pipeline/build"
_AZURE_PROPERTIES = {
    "buildDefinitionId": "SYSTEM_DEFINITIONID",
    "buildDefinitionName": "BUILD_DEFINITIONNAME",
    "phaseId": "SYSTEM_PHASEID",
    "phaseName": "SYSTEM_PHASENAME",
}


def azure_build(environment: Mapping[str, str]) -> dict[str, Any] | None:
    """What GitHub Advanced Security for Azure DevOps identifies a build by (the multitool's rules GHAzDO1019 and 1020).

    None outside of Azure Pipelines, and where one of its variables is missing.
    """
    names = ("SYSTEM_COLLECTIONURI", "SYSTEM_TEAMPROJECT", "SYSTEM_DEFINITIONID", "SYSTEM_PHASEID", "BUILD_SOURCEBRANCH", "BUILD_BUILDID")
    if not environment.get("TF_BUILD") or not all(map(environment.get, (*names, *_AZURE_PROPERTIES.values()))):
        return None
    organization, *others = (environment[name] for name in names)
    parts = [organization.rstrip("/").rpartition("/")[2], *others]
    properties = {f"{_AZURE}/{key}": harmless(environment[name]) for key, name in _AZURE_PROPERTIES.items()}
    return {"id": harmless("/".join((_AZURE, *parts))), "properties": properties}


def _driver(style: Style) -> dict[str, Any]:
    driver = {
        "name": "vtexlint",
        "fullName": f"vtexlint {__version__}",
        "organization": "vtexlint",
        "version": __version__,
        "semanticVersion": __version__,
    }
    home = {"informationUri": _about.HOME} if _about.HOME else {}
    return driver | home | {"rules": [_rule(rule, style) for rule in rules()]}


def _rule(rule: Rule, style: Style) -> dict[str, Any]:
    title = style.localize(title_of(rule.name))
    command = f"vtexlint explain {rule.name}"
    said = next(iter(sections(rule, style.language).values()), title)
    score = rule.risk
    link = _about.rule_page(rule.name)
    properties = {"tags": ["security", "external/cwe/cwe-798"] if score else ["correctness"], "precision": "high"}
    described: dict[str, Any] = {
        "id": rule.name,
        "name": "".join(word.capitalize() for word in rule.name.split("-")),
        "shortDescription": {"text": f"{title}."},
        "fullDescription": {"text": " ".join(said.split())[:1000]},
        "help": {
            "text": f"{for_terminal(rule, colour=False, language=style.language)}\n{style.localize(THIS_PAGE(command=command))}\n",
            "markdown": f"{page(rule, style.language)}\n{style.localize(THIS_PAGE(command=f'`{command}`'))}\n",
        },
        "defaultConfiguration": {"level": _LEVELS[rule.severity.word]},
        "properties": properties | {"problem.severity": _PROBLEMS[rule.severity.word]} | ({"security-severity": score} if score else {}),
    }
    return described | ({"helpUri": link} if link else {})


def _invocation(outcome: LintResult, style: Style) -> dict[str, Any]:
    coverage = outcome.coverage
    told = [("error", line) for line in outcome.troubles]
    told += [("warning", excluded(one)) for one in coverage.excluded]
    told += [("warning", RULES_OFF(rules=rules_off(one))) for one in coverage.rules_off]
    told += [("note", line) for line in outcome.notes]
    told += [("note", NOT_READ_ONE(reason=one.message)) for one in coverage.skipped]
    notices = [{"level": level, "message": {"text": _plain(harmless(style.localize(line)))}} for level, line in told]
    return {"executionSuccessful": not outcome.troubles} | ({"toolExecutionNotifications": notices} if notices else {})


def _result(finding: Finding, suppressed: Suppressed | None, style: Style) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": _INDICES[finding.rule],
        "level": _LEVELS[finding.severity.word],
        "message": {"text": _plain(description(finding, style))},
        "locations": [{"physicalLocation": _location(finding.location, style)}],
        "partialFingerprints": {"vtexlint/v1": finding.fingerprint},
    }
    if finding.related:
        result["relatedLocations"] = [_related(number, location, style) for number, location in enumerate(finding.related, 1)]
    if finding.origin:
        result["properties"] = {"origin": finding.origin.values(style.localize)}
    if suppressed:
        result["suppressions"] = [{"kind": _KINDS[suppressed.by], "status": "accepted"}]
    return result


def _related(number: int, location: Location, style: Style) -> dict[str, Any]:
    message = {"text": _plain(harmless(style.localize(location.message)))} if location.message else {}
    return {"id": number, "physicalLocation": _location(location, style)} | ({"message": message} if message else {})


def _location(location: Location, style: Style) -> dict[str, Any]:
    region = {
        "startLine": location.start.line,
        "startColumn": location.start.column,
        "endLine": location.end.line,
        "endColumn": location.end.column,
    }
    return {"artifactLocation": _artifact(style.locate(location.path)), "region": region}


def _artifact(path: str) -> dict[str, str]:
    if path.startswith("/"):
        return {"uri": f"file://{_encoded(path)}"}
    if path[1:3] == ":/":  # a drive of Windows
        return {"uri": f"file:///{path[0]}:{_encoded(path[2:])}"}
    return {"uri": _encoded(path), "uriBaseId": _ROOT}


def _encoded(path: str) -> str:
    """Percent-encoded, byte by byte as the file system has it (a name that is not UTF-8 contains lone surrogates)."""
    try:
        data = path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        data = path.encode("utf-8", "surrogatepass")
    return "".join(chr(byte) if byte in _UNRESERVED else f"%{byte:02X}" for byte in data)


def _plain(text: str) -> str:
    """SARIF reads `[text](target)` in a plain message as a link: a hostile name must not make one."""
    return text.replace("](", "] (")
