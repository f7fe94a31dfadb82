"""JUnit's XML, in the form that Jenkins, GitLab and Azure Pipelines read: one test case per finding.

The elements and attributes are those of the schema that Jenkins' xUnit plugin validates reports with (junit-10.xsd); the other readers
ignore what they do not know.

An error or a warning is a failure, an info a case that passes with a note, since any failure makes a build unstable in Jenkins. What
vtexlint could not do is an error. Text goes through `harmless`, since XML 1.0 has no way to write a control character.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from vtexlint.diagnostics import Finding, Severity
from vtexlint.linter.report import LintResult
from vtexlint.reporters.plain import REMEDY, harmless, harmless_start
from vtexlint.reporters.style import Style
from vtexlint.text.messages import Template

NO_FINDINGS = Template("junit.no-findings", "no findings")

OWN_BEGINNING = r"<\?xml [^>]*\?>\s*<testsuites name=\"vtexlint\" "
"""How a report of this format starts; it names vtexlint."""


def render(outcome: LintResult, style: Style) -> str:
    tests = max(1, len(outcome.findings) + len(outcome.troubles))
    root = Element("testsuites", {"name": "vtexlint", **_counts(tests, outcome.findings, len(outcome.troubles))})
    for path, group in groupby(outcome.findings, lambda finding: finding.location.path):
        findings = list(group)
        shown = harmless(style.locate(path))
        suite = _suite(root, shown, len(findings), findings, file=shown)
        for finding in findings:
            _case(suite, finding, style)
    if outcome.troubles or not outcome.findings:
        suite = _suite(root, "vtexlint", max(1, len(outcome.troubles)), errors=len(outcome.troubles))
        for line in outcome.troubles:
            SubElement(_test(suite, "vtexlint", "run"), "error", type="trouble", message=harmless(style.localize(line)))
        if not outcome.troubles:
            _test(suite, "vtexlint", style.localize(NO_FINDINGS()))
    indent(root)
    # ASCII, for a terminal or a redirection may not be in the encoding that the first line declares
    body: str = tostring(root, "us-ascii").decode("ascii")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{body}\n'


def _counts(tests: int, findings: Sequence[Finding], errors: int) -> dict[str, str]:
    failures = sum(finding.severity > Severity.INFO for finding in findings)
    return {"tests": str(tests), "failures": str(failures), "errors": str(errors)}


def _suite(root: Element, name: str, tests: int, findings: Sequence[Finding] = (), errors: int = 0, **more: str) -> Element:
    return SubElement(root, "testsuite", {"name": name, **_counts(tests, findings, errors), "skipped": "0", "time": "0", **more})


def _test(suite: Element, group: str, name: str) -> Element:
    return SubElement(suite, "testcase", classname=group, name=harmless(name), time="0")


def _case(suite: Element, finding: Finding, style: Style) -> None:
    start, path, message = finding.location.start, style.locate(finding.location.path), harmless(style.localize(finding.message))
    case = _test(suite, f"vtexlint.{finding.rule}", f"{path}:{start.line}:{start.column}")
    text = "\n".join(_lines(finding, style))
    if finding.severity > Severity.INFO:
        SubElement(case, "failure", type=finding.severity.word, message=message).text = text
    else:
        SubElement(case, "system-out").text = f"{finding.severity.word}: {message}\n{text}"


def _lines(finding: Finding, style: Style) -> Iterator[str]:
    yield harmless(style.localize(REMEDY(help=finding.help)))
    for place in finding.related:
        start = f"{harmless_start(harmless(place.path))}:{place.start.line}:{place.start.column}"
        yield f"{start}: {harmless(style.localize(place.message))}".rstrip(": ")
