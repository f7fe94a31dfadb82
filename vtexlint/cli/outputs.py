"""`--output FORMAT=FILE`: reports in files, beside the one on the terminal."""

import difflib
import os
from collections.abc import Iterable

from vtexlint.documents.detect import format_of
from vtexlint.outcome import Outcome
from vtexlint.reporters import FORMATS, Style, reporter
from vtexlint.typed import NamedTuple
from vtexlint.workspace.atomic import UnwritableError, demand_place, write_text


class OutputError(ValueError):
    """An `--output` that cannot be done; says which and what to write instead."""


class Output(NamedTuple):
    format: str
    path: str


def outputs(words: Iterable[str], checked: Iterable[str]) -> tuple[Output, ...]:
    """What the words `FORMAT=FILE` ask for, each place looked at before the work. Raises OutputError.

    `checked` are the paths that the command names: a report in the place of one of them would take its credentials away.
    """
    taken = {os.path.realpath(path) for path in checked}
    found: list[Output] = []
    for word in words:
        output = _output(word)
        if any(output.path == other.path for other in found):
            raise OutputError(f"--output {word}: another report goes to {output.path} already")
        if os.path.realpath(output.path) in taken or format_of(output.path) == "dotenv":
            raise OutputError(f"--output {word}: {output.path} is a file to check, and the report would take its place")
        try:
            demand_place(output.path)
        except UnwritableError as error:
            raise OutputError(f"--output {error}") from None
        found.append(output)
    return tuple(found)


def _output(word: str) -> Output:
    name, separator, path = word.partition("=")
    if name not in FORMATS:
        nearest = difflib.get_close_matches(name, FORMATS, 1, 0.5)
        hint = f"did you mean `{nearest[0]}`?" if nearest else f"choose from {', '.join(FORMATS)}"
        raise OutputError(f"--output {word}: unknown format `{name}`; {hint}")
    if not separator or not path:
        raise OutputError(f"--output {word}: FORMAT=FILE is expected, such as {name}=report.txt")
    if path == "-":
        raise OutputError(f"--output {word}: standard output has the report of --format; say `--format {name}` instead")
    return Output(name, path)


def write(found: Iterable[Output], outcome: Outcome, style: Style) -> list[str]:
    """Write the reports; answers what could not be written."""
    troubles = []
    for output in found:
        try:
            write_text(output.path, reporter(output.format)(outcome, style))
        except UnwritableError as error:
            troubles.append(f"--output {error}")
    return troubles
