"""`--output FORMAT=FILE`: reports in files, in addition to the one on the terminal."""

import os
from collections.abc import Iterable

from vtexlint._startup.typed import NamedTuple
from vtexlint.cli.console import language_of, safe
from vtexlint.cli.directory import current_project
from vtexlint.linter.report import LintResult
from vtexlint.parsers.formats import format_of
from vtexlint.project.errors import MessageError, at, where
from vtexlint.project.write_file import UnwritableError, check_writable, existing_content, write_bytes
from vtexlint.reporters.recognition import is_report
from vtexlint.reporters.style import Style
from vtexlint.reporters.table import FORMATS, has_commands, reporter
from vtexlint.text.messages import Message, Template
from vtexlint.text.suggestions import closest_match, redact

OUTPUT = Template("output.problem", "--output {problem}")
FAILED = Template("output.failed", "the report cannot be written: internal error ({error}); please report it")
SAME_FILE = Template("output.same-file", "--output {word}: another report is already written to {path}")
FILE_TO_CHECK = Template("output.file-to-check", "--output {word}: {path} is a file to check, and the report would replace it")
NOT_A_REPORT = Template("output.not-a-report", "exists and is not a {format} report of vtexlint: remove it, or name another file")
UNKNOWN_FORMAT = Template("output.unknown-format", "--output {word}: unknown format `{format}`; choose from {formats}")
UNKNOWN_FORMAT_SIMILAR = Template("output.unknown-format-similar", "--output {word}: unknown format `{format}`; did you mean `{meant}`?")
NO_FILE = Template("output.no-file", "--output {word}: FORMAT=FILE is expected, such as {format}=report.txt")
STANDARD_OUTPUT = Template(
    "output.standard-output", "--output {word}: standard output has the report of --format; use `--format {format}` instead"
)


class OutputError(MessageError):
    """An `--output` that is not possible; the message says which and what to write instead."""


class Output(NamedTuple):
    """A report to write into a file."""

    format: str
    path: str
    root: str  # the directory that the path is relative to

    def write(self, result: LintResult, style: Style) -> Message | None:
        """Write the report; returns why it could not be written."""
        style.speak(language_of(self.format))
        try:
            old = _demand_report(self, self.root)  # again: the run may have made or found a file since
            text = safe(reporter(self.format)(result, style), commands=has_commands(self.format))
            write_bytes(_absolute(self.path, self.root), text.encode("utf-8", "backslashreplace"), old, self.root, self.path)
        except UnwritableError as error:
            return OUTPUT(problem=error.message)
        except Exception as error:  # the other reports are written
            return OUTPUT(problem=at(self.path, FAILED(error=where(error))))
        return None


def outputs(words: Iterable[str], checked: Iterable[str]) -> tuple[Output, ...]:
    """The reports that the words `FORMAT=FILE` request, each path checked before the work. Raises OutputError.

    `checked` are the paths that the command names: a report that replaced one of them would remove its credentials. So would one that
    replaced a file below them, and so a report replaces only a report.
    """
    taken = set(map(_place, checked))
    found: dict[str, Output] = {}
    root = current_project().root
    for word in words:
        output = _output(word, root)
        place = _place(output.path)
        if place in found:
            raise OutputError(SAME_FILE(word=word, path=found[place].path))
        if place in taken or format_of(output.path) == "dotenv" or format_of(place) == "dotenv":
            raise OutputError(FILE_TO_CHECK(word=word, path=output.path))
        try:
            check_writable(_absolute(output.path, root), root, output.path)
            _demand_report(output, root)
        except UnwritableError as error:
            raise OutputError(OUTPUT(problem=error.message)) from None
        found[place] = output
    return tuple(found.values())


def _place(path: str) -> str:
    """One word for all names of a file."""
    return os.path.normcase(os.path.realpath(path))


def _absolute(path: str, root: str) -> str:
    return os.path.normpath(os.path.join(root, path))


def _demand_report(output: Output, root: str) -> bytes | None:
    """What the report replaces. Raises UnwritableError for a file that vtexlint did not write: it may contain the only copy of a token."""
    old = existing_content(_absolute(output.path, root), output.path)
    if old is not None and not is_report(old, output.format):
        raise UnwritableError(at(output.path, NOT_A_REPORT(format=output.format)))
    return old


def _output(word: str, root: str) -> Output:
    name, separator, path = word.partition("=")
    if name not in FORMATS:
        if meant := closest_match(name, FORMATS):
            raise OutputError(UNKNOWN_FORMAT_SIMILAR(word=redact(word), format=redact(name), meant=meant))
        raise OutputError(UNKNOWN_FORMAT(word=redact(word), format=redact(name), formats=", ".join(FORMATS)))
    if not separator or not path:
        raise OutputError(NO_FILE(word=word, format=name))
    if path == "-":
        raise OutputError(STANDARD_OUTPUT(word=word, format=name))
    return Output(name, path, root)
