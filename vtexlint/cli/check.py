"""`vtexlint check`: lint files."""

import os
import sys
from types import SimpleNamespace

from vtexlint._startup.typed import TYPE_CHECKING
from vtexlint.cli.colour import wants_colour
from vtexlint.cli.console import print_error, write
from vtexlint.cli.directory import current_project
from vtexlint.cli.options import parse_fast, split_double_dash
from vtexlint.project.effective_settings import RunOptions
from vtexlint.project.errors import TroubleError
from vtexlint.project.run import RunResult, Session
from vtexlint.reporters.plain import harmless
from vtexlint.reporters.style import Style
from vtexlint.reporters.summary import excluded
from vtexlint.reporters.table import needs_snippets, reporter

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterable, Sequence
    from types import ModuleType
    from typing import TextIO

    from vtexlint.cli.outputs import Output
    from vtexlint.project.apply_fixes import Repair
    from vtexlint.project.discovery import Found

_LONG = 200  # files; reading fewer is over before anybody wonders


def _options(arguments: list[str]) -> "SimpleNamespace | Namespace":
    found = parse_fast(arguments)
    if found is not None:
        return found
    from vtexlint.cli.parser import parser  # noqa: PLC0415  see options.py

    words, paths = split_double_dash(arguments)
    options = parser().parse_intermixed_args(words)
    options.paths += paths
    return options


def main(arguments: list[str]) -> int:
    options = _options(arguments)
    try:
        _validate_combinations(options)
        outputs = _outputs(options.output, options.paths)
        repair = _repair(options)
    except ValueError as error:
        print_error(str(error))
        return 2
    try:
        session = Session(current_project(), _options_given(options, outputs))
        if not options.quiet and sys.stderr.isatty():
            session.watch = _watcher()
        if options.show_settings:
            write(session.effective.show_settings(), sys.stdout)
            return 0
        if options.show_files:
            return _show_files(session, staged=options.staged)
        data = sys.stdin.buffer.read() if options.paths == ["-"] else None
        run = _checked(session, options, data, repair)
    except TroubleError as trouble:
        print_error(str(trouble))
        return 2
    if repair is None:
        return _report(options, run, session, outputs)
    fixes = _fixes()
    if options.diff:
        shown: int = fixes.show(options, run, repair)
        return shown
    if data is not None:
        fixes.write_bytes(repair.output or data)
    status = _report(options, run, session, outputs, sys.stdout if data is None else sys.stderr)
    fixes.tell(options, repair)
    return status


def _options_given(options: "SimpleNamespace | Namespace", outputs: "tuple[Output, ...]") -> RunOptions:
    return RunOptions(
        paths=tuple(options.paths) or (() if options.staged else (".",)),
        select=options.select,
        extend_select=options.extend_select,
        ignore=options.ignore,
        exclude=options.exclude,
        fail_on=options.fail_on,
        config=options.config,
        no_config=options.isolated,
        scope=options.scope,
        full=options.full,
        assume_tracked=options.assume_tracked,
        accounts=options.account,
        jobs=options.jobs,
        snippets=any(map(needs_snippets, (options.format, *(output.format for output in outputs)))),
        baseline=options.baseline,
        write_baseline=options.write_baseline,
    )


def _checked(session: Session, options: "SimpleNamespace | Namespace", data: bytes | None, repair: "Repair | None") -> RunResult:
    if options.staged:
        return session.check_staged()
    if data is not None:
        return session.check_text(options.stdin_filename or "-", data, repair)
    return session.check_paths(repair)


def _validate_combinations(options: "SimpleNamespace | Namespace") -> None:
    """Raises ValueError for options that contradict each other."""
    if options.config and options.isolated:
        raise ValueError("--config names a settings file, and --isolated uses none: choose one")
    if options.full and options.scope == "config":
        raise ValueError("--full reads every file, and --scope config only config files: choose one")
    if "-" in options.paths and len(options.paths) > 1:
        raise ValueError("- reads standard input and stands alone")
    if options.staged and "-" in options.paths:
        raise ValueError("--staged reads git's index, - standard input: choose one")
    if options.staged and options.write_baseline:
        raise ValueError("--write-baseline records the files on disk and does not go with --staged; run it without")
    if options.stdin_filename is not None and options.paths != ["-"]:
        raise ValueError("--stdin-filename names what standard input holds: add - to read it")
    if options.select == ():
        raise ValueError("--select names no rule, so nothing would be checked: name rules, or leave it out for all of them")
    if options.diff and not options.staged:  # these two do not go together at all, and that is told by what makes fixes
        _validate_diff(options)


def _validate_diff(options: "SimpleNamespace | Namespace") -> None:
    others = {
        "--write-baseline": options.write_baseline,
        "--output": options.output,
        f"--format {options.format}": options.format != "text",
    }
    for name, given in others.items():
        if given:
            raise ValueError(f"--diff prints a diff and writes nothing: {name} does not go with it; run once with --diff, once with {name}")


def _repair(options: "SimpleNamespace | Namespace") -> "Repair | None":
    if not (options.fix or options.diff):
        return None  # --unsafe-fixes alone asks for nothing
    repair: Repair = _fixes().repair(options)
    return repair


def _fixes() -> "ModuleType":
    from vtexlint.cli import fixes  # noqa: PLC0415  a run that only reports does not need it

    return fixes


def _outputs(words: tuple[str, ...], checked: list[str]) -> "tuple[Output, ...]":
    if not words:
        return ()
    from vtexlint.cli.outputs import outputs  # noqa: PLC0415  most runs write no file

    return outputs(words, checked)


def _watcher() -> "Callable[[Sequence[Found]], Iterable[Found]]":
    """Progress for a long run on a terminal; a forked process is silent."""
    owner = os.getpid()

    def watch(files: "Sequence[Found]") -> "Iterable[Found]":
        if len(files) < _LONG or os.getpid() != owner:
            return files
        from vtexlint.cli.track import progress  # noqa: PLC0415  short runs show none

        return progress(files, sys.stderr)

    return watch


def _show_files(session: Session, *, staged: bool) -> int:
    if staged:
        _list(wanted.path for wanted in session.staged().files)
        return 0
    found = session.discover()
    _list(file.path for file in found.files)
    for line in found.errors:
        print_error(line)
    return 2 if found.errors else 0


def _list(paths: "Iterable[str]") -> None:
    write("".join(f"{harmless(path)}\n" for path in paths), sys.stdout)


def _list_unread(run: RunResult) -> None:
    """Every path that was not read, below the reason."""
    coverage = run.outcome.coverage
    for one in coverage.excluded:
        print_error(f"{excluded(one)}:")
        _list_paths((*one.files, *one.directories))
    for skipped in coverage.skipped:
        print_error(f"{skipped.message}:")
        _list_paths(skipped.paths)


def _list_paths(paths: "Sequence[str]") -> None:
    for path in paths:
        print_error(f"  {harmless(path)}")


def _report(
    options: "SimpleNamespace | Namespace", run: RunResult, session: Session, outputs: "tuple[Output, ...]", stream: "TextIO | None" = None
) -> int:
    """Write the report to `stream` (default: standard output), and to the files that were asked for."""
    stream = stream or sys.stdout
    colour = options.format == "text" and wants_colour(options.color, stream)
    style = Style(colour=colour, quiet=options.quiet, statistics=options.statistics, locate=session.locate)
    write(reporter(options.format)(run.outcome, style), stream)
    troubles = list(run.troubles)
    if outputs:
        style.colour = False
        troubles += [trouble for output in outputs if (trouble := output.write(run.outcome, style))]
    for line in troubles:
        print_error(line)
    for note in run.notes if options.verbose or not options.quiet else ():
        print_error(f"note: {note}")
    if options.verbose:
        _list_unread(run)
    if troubles:
        return 2
    return 1 if run.fails and not options.exit_zero else 0
