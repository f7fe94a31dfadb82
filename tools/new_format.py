"""Begin a format: `python -m tools.new_format report NAME` or `python -m tools.new_format file NAME ENDING`.

It writes the module and its row in the table (vtexlint/reporters/table.py or vtexlint/parsers/formats.py), and a first case of a file
format.
"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent

REPORT = '''"""TODO: what the format is for, and its specification."""

from vtexlint.linter.report import LintResult
from vtexlint.reporters.plain import harmless
from vtexlint.reporters.style import Style

OWN_LINE = r"{name}: .*|"
"""A line of a report of this format, but for the closing ones."""


def render(outcome: LintResult, style: Style) -> str:
    """One line a finding."""
    return "".join(f"{name}: {harmless(style.locate(f.location.path))} {f.rule} {harmless(f.message)}\\n" for f in outcome.findings)
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


def main(arguments: list[str], root: Path = ROOT) -> int:
    """Write the module and its row; exit status 2 for words that are not understood or a name that is taken."""
    match arguments:
        case ["report", name] if re.fullmatch(r"[a-z]+", name):
            module, table = root / f"vtexlint/reporters/{name}.py", root / "vtexlint/reporters/table.py"
            row, text = f'    ReportFormat("{name}", "vtexlint.reporters.{name}", "TODO: who reads it"),\n)\n"""The one list', REPORT
            anchor = ')\n"""The one list'
        case ["file", name, ending] if re.fullmatch(r"[a-z]+", name) and re.fullmatch(r"[a-z0-9]+", ending):
            module, table = root / f"vtexlint/parsers/{name}.py", root / "vtexlint/parsers/formats.py"
            row = f'    FileFormat("{name}", "vtexlint.parsers.{name}", "config.{ending}", ("{ending}",)),\n)  # fmt: skip\n"""The one list'
            text, anchor = READER, ')  # fmt: skip\n"""The one list'
        case _:
            print(__doc__, file=sys.stderr)
            return 2
    content = table.read_text()
    if module.exists() or content.count(anchor) != 1:
        print(f"{module} is there already, or {table} has no list to add a row to", file=sys.stderr)
        return 2
    module.write_text(text.replace("{name}", name))
    table.write_text(content.replace(anchor, row))
    print(f"wrote {module} and its row in {table}; next: fill in the TODOs, `python -m tools.generate`, a case")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
