"""Begin a format: `python -m tools.new_format report NAME` or `python -m tools.new_format file NAME ENDING`.

It writes the module, its row in the table (vtexlint/reporters/table.py or vtexlint/parsers/formats.py), and its case: an input file, or the
function that reads a report back in tests/reporters/test_agreement.py.
"""

import re
import sys
from pathlib import Path

from vtexlint._startup.typed import NamedTuple

ROOT = Path(__file__).parent.parent

REPORT = r'''"""TODO: what the format is for, and its specification."""

from __future__ import annotations

from vtexlint._startup.typed import TYPE_CHECKING
from vtexlint.reporters.plain import harmless, harmless_start

if TYPE_CHECKING:
    from vtexlint.linter.report import LintResult
    from vtexlint.reporters.style import Style

OWN_LINE = r".+:\d+:\d+: (?:error|warning|info) [a-z-]+ .*"
"""A line of a report of this format, but for the closing ones."""


def render(outcome: LintResult, style: Style) -> str:
    """TODO: how a finding is written; so far, one line for each."""
    lines = []
    for finding in outcome.findings:
        path, start = harmless_start(harmless(style.locate(finding.location.path))), finding.location.start
        lines.append(f"{path}:{start.line}:{start.column}: {finding.severity.word} {finding.rule} {harmless(finding.message)}\n")
    return "".join(lines)
'''

READ_BACK = r'''"""Read a report of the format `{name}`."""

import re

from tests.reporters.read_back.told import Told


def read(report: str) -> list[Told]:
    """TODO: the findings, as a program that knows the format's specification reads them."""
    found = re.findall(r"^(.*?):(\d+):(\d+): (\w+) ([a-z-]+) (.*)$", report, re.MULTILINE)
    return [Told(rule, severity, path, int(line), int(column), message) for path, line, column, severity, rule, message in found]
'''

READER = '''"""Parser of {name}: TODO, its specification, and the reference reader that tests hold it to."""

from vtexlint.parsers import dotenv
from vtexlint.parsers.model import Document, Entry
from vtexlint.text.source import Source


def parse(source: Source) -> Document:
    """The entries of the text with exact spans. TODO: so far, lines `NAME=value` as in a .env file."""
    return dotenv.parse(source)._replace(format="{name}")


def source_map(source: Source, entry: Entry) -> list[int] | None:
    """The offset of each character of the entry's value, then the value's end; None where that cannot be determined."""
    return dotenv.source_map(source, entry)
'''


CASE = "VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN='{TOKEN} '\n"
_END_OF_REPORTS = ')\n"""The one list'
_END_OF_FILES = ')  # fmt: skip\n"""The one list'


class Plan(NamedTuple):
    """What is written: the module, a row before the end of the table, the case."""

    module: str
    module_text: str
    table: str
    end: str
    row: str
    case: str
    case_text: str


def planned(arguments: list[str]) -> Plan | None:
    match arguments:
        case ["report", name] if re.fullmatch(r"[a-z]+", name):
            row = f'    ReportFormat("{name}", "vtexlint.reporters.{name}", "TODO: who reads it"),\n'
            case, module = f"tests/reporters/read_back/{name}.py", f"vtexlint/reporters/{name}.py"
            return Plan(module, REPORT, "vtexlint/reporters/table.py", _END_OF_REPORTS, row, case, READ_BACK.replace("{name}", name))
        case ["file", name, ending] if re.fullmatch(r"[a-z]+", name) and re.fullmatch(r"[a-z0-9]+", ending):
            row = f'    FileFormat("{name}", "vtexlint.parsers.{name}", "config.{ending}", ("{ending}",), languages=("{name}",)),\n'
            case, module = f"tests/cases/all-rules/{name}.{ending}", f"vtexlint/parsers/{name}.py"
            return Plan(module, READER.replace("{name}", name), "vtexlint/parsers/formats.py", _END_OF_FILES, row, case, CASE)
    return None


def main(arguments: list[str], root: Path = ROOT) -> int:
    """Write the module, the row and the case; exit status 2 for words that are not understood or a name that is taken."""
    plan = planned(arguments)
    if plan is None:
        print(__doc__, file=sys.stderr)
        return 2
    module, table, case = root / plan.module, root / plan.table, root / plan.case
    content = table.read_text()
    if module.exists():
        print(f"{module} exists already: choose another name", file=sys.stderr)
        return 2
    if content.count(plan.end) != 1:
        print(f"{table} does not have the end of its list once, before which a row is inserted", file=sys.stderr)
        return 2
    module.write_text(plan.module_text)
    table.write_text(content.replace(plan.end, plan.row + plan.end))
    case.write_text(plan.case_text)
    recipe = f"How to add a {arguments[0]} format"
    print(f"wrote {module}, its row in {table}, and {case}; next: replace TODO (CONTRIBUTING.md, {recipe}, step 2)")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
