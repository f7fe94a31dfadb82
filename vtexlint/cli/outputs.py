"""`--output FORMAT=FILE`: reports in files, beside the one on the terminal."""

import os
from collections.abc import Iterable

from vtexlint._startup.typed import NamedTuple
from vtexlint.linter.report import LintResult
from vtexlint.parsers.formats import format_of
from vtexlint.project.write_file import UnwritableError, check_writable, existing_content, write_text
from vtexlint.reporters.recognition import is_report
from vtexlint.reporters.style import Style
from vtexlint.reporters.table import FORMATS, reporter
from vtexlint.text.suggestions import closest_match, redact


class OutputError(ValueError):
    """An `--output` that cannot be done; says which and what to write instead."""


class Output(NamedTuple):
    """A report to write into a file."""

    format: str
    path: str

    def write(self, result: LintResult, style: Style) -> str | None:
        """Write the report; answers why it could not be written."""
        try:
            _demand_report(self)  # again: the run may have made or found a file since
            write_text(self.path, reporter(self.format)(result, style))
        except UnwritableError as error:
            return f"--output {error}"
        return None


def outputs(words: Iterable[str], checked: Iterable[str]) -> tuple[Output, ...]:
    """What the words `FORMAT=FILE` ask for, each place looked at before the work. Raises OutputError.

    `checked` are the paths that the command names: a report in the place of one of them would take its credentials away. So would one in
    the place of a file that is found below them, and so a report replaces nothing but a report.
    """
    taken = set(map(_place, checked))
    found: dict[str, Output] = {}
    for word in words:
        output = _output(word)
        place = _place(output.path)
        if place in found:
            raise OutputError(f"--output {word}: another report goes to {found[place].path} already")
        if place in taken or format_of(output.path) == "dotenv" or format_of(place) == "dotenv":
            raise OutputError(f"--output {word}: {output.path} is a file to check, and the report would take its place")
        try:
            check_writable(output.path)
            _demand_report(output)
        except UnwritableError as error:
            raise OutputError(f"--output {error}") from None
        found[place] = output
    return tuple(found.values())


def _place(path: str) -> str:
    """One word for all names of a file."""
    return os.path.normcase(os.path.realpath(path))


def _demand_report(output: Output) -> None:
    """Raise UnwritableError where a file stands that vtexlint did not make: it may hold the only copy of a token."""
    if not is_report(existing_content(output.path), output.format):
        raise UnwritableError(
            f"{output.path}: stands there already and is no {output.format} report of vtexlint's: remove it, or name another file"
        )


def _output(word: str) -> Output:
    name, separator, path = word.partition("=")
    if name not in FORMATS:
        meant = closest_match(name, FORMATS)
        hint = f"did you mean `{meant}`?" if meant else f"choose from {', '.join(FORMATS)}"
        raise OutputError(f"--output {redact(word)}: unknown format `{redact(name)}`; {hint}")
    if not separator or not path:
        raise OutputError(f"--output {word}: FORMAT=FILE is expected, such as {name}=report.txt")
    if path == "-":
        raise OutputError(f"--output {word}: standard output has the report of --format; say `--format {name}` instead")
    return Output(name, path)
