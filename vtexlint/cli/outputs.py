"""`--output FORMAT=FILE`: reports in files, in addition to the one on the terminal."""

import os
from collections.abc import Iterable

from vtexlint._startup.typed import NamedTuple
from vtexlint.cli.console import safe
from vtexlint.linter.report import LintResult
from vtexlint.parsers.formats import format_of
from vtexlint.project.errors import MessageError, at
from vtexlint.project.write_file import UnwritableError, check_writable, existing_content, write_text
from vtexlint.reporters.recognition import is_report
from vtexlint.reporters.style import Style
from vtexlint.reporters.table import FORMATS, has_commands, reporter
from vtexlint.text.messages import Message, Template
from vtexlint.text.suggestions import closest_match, redact

OUTPUT = Template("output.problem", "--output {problem}")
SAME_FILE = Template("output.same-file", "--output {word}: another report goes to {path} already")
FILE_TO_CHECK = Template("output.file-to-check", "--output {word}: {path} is a file to check, and the report would take its place")
NOT_A_REPORT = Template(
    "output.not-a-report", "stands there already and is no {format} report of vtexlint's: remove it, or name another file"
)
UNKNOWN_FORMAT = Template("output.unknown-format", "--output {word}: unknown format `{format}`; choose from {formats}")
UNKNOWN_FORMAT_SIMILAR = Template("output.unknown-format-similar", "--output {word}: unknown format `{format}`; did you mean `{meant}`?")
NO_FILE = Template("output.no-file", "--output {word}: FORMAT=FILE is expected, such as {format}=report.txt")
STANDARD_OUTPUT = Template(
    "output.standard-output", "--output {word}: standard output has the report of --format; say `--format {format}` instead"
)


class OutputError(MessageError):
    """An `--output` that is not possible; the message says which and what to write instead."""


class Output(NamedTuple):
    """A report to write into a file."""

    format: str
    path: str

    def write(self, result: LintResult, style: Style) -> Message | None:
        """Write the report; returns why it could not be written."""
        try:
            _demand_report(self)  # again: the run may have made or found a file since
            write_text(self.path, safe(reporter(self.format)(result, style), commands=has_commands(self.format)))
        except UnwritableError as error:
            return OUTPUT(problem=error.message)
        return None


def outputs(words: Iterable[str], checked: Iterable[str]) -> tuple[Output, ...]:
    """The reports that the words `FORMAT=FILE` request, each path checked before the work. Raises OutputError.

    `checked` are the paths that the command names: a report that replaced one of them would remove its credentials. So would one that
    replaced a file below them, and so a report replaces only a report.
    """
    taken = set(map(_place, checked))
    found: dict[str, Output] = {}
    for word in words:
        output = _output(word)
        place = _place(output.path)
        if place in found:
            raise OutputError(SAME_FILE(word=word, path=found[place].path))
        if place in taken or format_of(output.path) == "dotenv" or format_of(place) == "dotenv":
            raise OutputError(FILE_TO_CHECK(word=word, path=output.path))
        try:
            check_writable(output.path)
            _demand_report(output)
        except UnwritableError as error:
            raise OutputError(OUTPUT(problem=error.message)) from None
        found[place] = output
    return tuple(found.values())


def _place(path: str) -> str:
    """One word for all names of a file."""
    return os.path.normcase(os.path.realpath(path))


def _demand_report(output: Output) -> None:
    """Raise UnwritableError for a file that vtexlint did not write: it may contain the only copy of a token."""
    if not is_report(existing_content(output.path), output.format):
        raise UnwritableError(at(output.path, NOT_A_REPORT(format=output.format)))


def _output(word: str) -> Output:
    name, separator, path = word.partition("=")
    if name not in FORMATS:
        if meant := closest_match(name, FORMATS):
            raise OutputError(UNKNOWN_FORMAT_SIMILAR(word=redact(word), format=redact(name), meant=meant))
        raise OutputError(UNKNOWN_FORMAT(word=redact(word), format=redact(name), formats=", ".join(FORMATS)))
    if not separator or not path:
        raise OutputError(NO_FILE(word=word, format=name))
    if path == "-":
        raise OutputError(STANDARD_OUTPUT(word=word, format=name))
    return Output(name, path)
