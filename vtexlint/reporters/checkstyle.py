"""Checkstyle's XML, which Jenkins' Warnings plugin, SonarQube importers and many review bots read: one `error` element a finding.

Text goes through `harmless`, since XML 1.0 has no way to write a control character.
"""

from itertools import groupby
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from vtexlint.linter.report import LintResult
from vtexlint.reporters.plain import description, harmless
from vtexlint.reporters.style import Style

OWN_BEGINNING = (
    r"<\?xml [^>]*\?>\s*<checkstyle version=\"4\.3\">\s*"
    r"(?:<file name=\"[^\"]*\">\s*<error [^>]*source=\"vtexlint\.|</checkstyle>)"
)
"""How a report of this format begins; its first finding names vtexlint."""


def render(outcome: LintResult, style: Style) -> str:
    root = Element("checkstyle", {"version": "4.3"})
    for path, findings in groupby(outcome.findings, lambda finding: finding.location.path):
        file = SubElement(root, "file", {"name": harmless(style.locate(path))})
        for finding in findings:
            start = finding.location.start
            attributes = {
                "line": str(start.line),
                "column": str(start.column),
                "severity": finding.severity.word,
                "message": description(finding, style),
                "source": f"vtexlint.{finding.rule}",
            }
            SubElement(file, "error", attributes)
    if not outcome.findings:
        root.text = "\n"  # an element with an end tag: some readers refuse an empty one
    indent(root)
    body: str = tostring(root, "us-ascii").decode("ascii")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{body}\n'
