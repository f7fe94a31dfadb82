"""JUnit's XML, in the form that Jenkins, GitLab and Azure Pipelines read: one test case per finding.

The elements and attributes are those of the schema that Jenkins' xUnit plugin validates reports with (junit-10.xsd); the other readers
ignore what they do not know.

An error or a warning is a failure, an info a case that passes with a note, since any failure makes a build unstable in Jenkins. What
vtexlint could not do is an error. Text goes through `harmless`, since XML 1.0 has no way to write a control character; `]]>` cannot
occur, since `html.escape` leaves no `>`.
"""

from collections.abc import Iterator
from html import escape
from itertools import groupby

from vtexlint.diagnostics import Finding, Severity
from vtexlint.linter.report import LintResult
from vtexlint.reporters.plain import REMEDY, harmless, harmless_start
from vtexlint.reporters.style import Style
from vtexlint.text.messages import Template

NO_FINDINGS = Template("junit.no-findings", "no findings")

OWN_BEGINNING = r"<\?xml [^>]*\?>\s*<testsuites name=\"vtexlint\" "
"""How a report of this format starts; it names vtexlint."""


def render(outcome: LintResult, style: Style) -> str:
    by_path = [(style.locate(path), list(found)) for path, found in groupby(outcome.findings, lambda finding: finding.location.path)]
    suites = [_suite(path, [_case(finding, path) for finding in found], _failures(found), 0, file=path) for path, found in by_path]
    if outcome.troubles:
        suites.append(_suite("vtexlint", [_trouble(line) for line in outcome.troubles], 0, len(outcome.troubles)))
    if not suites:
        suites.append(_suite("vtexlint", [_element("testcase", {"classname": "vtexlint", "name": NO_FINDINGS(), "time": "0"})], 0, 0))
    counts = {
        "tests": str(max(1, len(outcome.findings) + len(outcome.troubles))),
        "failures": str(_failures(outcome.findings)),
        "errors": str(len(outcome.troubles)),
    }
    text = _element("testsuites", {"name": "vtexlint", **counts}, suites)
    # ASCII, for a terminal or a redirection may not be in the encoding that the first line declares
    return '<?xml version="1.0" encoding="utf-8"?>\n' + text.encode("ascii", "xmlcharrefreplace").decode("ascii") + "\n"


def _failures(findings: "tuple[Finding, ...] | list[Finding]") -> int:
    return sum(finding.severity > Severity.INFO for finding in findings)


def _suite(name: str, cases: list[str], failures: int, errors: int, **more: str) -> str:
    counts = {"tests": str(len(cases)), "failures": str(failures), "errors": str(errors), "skipped": "0", "time": "0"}
    return _element("testsuite", {"name": name, **counts, **more}, cases)


def _case(finding: Finding, path: str) -> str:
    start = finding.location.start
    attributes = {"classname": f"vtexlint.{finding.rule}", "name": f"{path}:{start.line}:{start.column}", "time": "0"}
    text = "\n".join(_lines(finding))
    if finding.severity > Severity.INFO:
        inner = _element("failure", {"type": finding.severity.word, "message": finding.message}, text)
    else:
        inner = _element("system-out", {}, f"{finding.severity.word}: {harmless(finding.message)}\n{text}")
    return _element("testcase", attributes, [inner])


def _lines(finding: Finding) -> Iterator[str]:
    yield REMEDY(help=harmless(finding.help))
    for place in finding.related:
        yield f"{harmless_start(harmless(place.path))}:{place.start.line}:{place.start.column}: {harmless(place.message)}".rstrip(": ")


def _trouble(line: str) -> str:
    error = _element("error", {"type": "trouble", "message": line})
    return _element("testcase", {"classname": "vtexlint", "name": "run", "time": "0"}, [error])


def _element(name: str, attributes: dict[str, str], content: "list[str] | str" = "") -> str:
    """An element around a text, or around elements; both made safe here."""
    head = "".join(f' {key}="{escape(harmless(value))}"' for key, value in attributes.items())
    if not content:
        return f"<{name}{head}/>"
    if isinstance(content, str):
        return f"<{name}{head}>{escape(content, quote=False)}</{name}>"
    inner = "\n".join(content).replace("\n<", "\n  <")
    return f"<{name}{head}>\n  {inner}\n</{name}>"
