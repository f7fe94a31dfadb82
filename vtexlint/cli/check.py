"""`vtexlint check`: lint files."""

import os
import sys

from vtexlint._startup.modules import load
from vtexlint._startup.typed import TYPE_CHECKING
from vtexlint.cli.console import language_of, return_text, say, say_error, say_note, spoken, wants_colour
from vtexlint.cli.directory import current_project
from vtexlint.cli.options import Options, parse_fast
from vtexlint.project.effective_settings import RunOptions
from vtexlint.project.errors import MessageError, TroubleError
from vtexlint.project.run import RunResult, Session
from vtexlint.reporters.style import Style
from vtexlint.reporters.table import FORMATS, counts_by_rule, has_commands, needs_snippets, reporter, required_package
from vtexlint.text.messages import Template

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from types import ModuleType
    from typing import TextIO

    from vtexlint.cli.outputs import Output
    from vtexlint.project.apply_fixes import Repair
    from vtexlint.project.discovery import Found

TWO_CONFIGS = Template("check.two-configs", "--config names a settings file, --isolated uses none: choose one")
FULL_AND_CONFIG = Template("check.full-and-config", "--full checks every file, --scope config only config files: choose one")
STDIN_AND_PATHS = Template("check.stdin-and-paths", "- reads standard input and cannot be combined with other paths")
LARGE_STDIN = Template(
    "check.large-stdin",
    "standard input is larger than {limit} bytes and was not checked (`max-file-size` in the settings raises the limit)",
)
STAGED_AND_STDIN = Template("check.staged-and-stdin", "--staged checks staged files, - checks standard input: choose one")
STAGED_BASELINE = Template(
    "check.staged-baseline", "--write-baseline records findings in files on disk and cannot be combined with --staged; remove --staged"
)
NAME_WITHOUT_STDIN = Template("check.name-without-stdin", "--stdin-filename names the text from standard input: add - to read it")
EMPTY_SELECT = Template(
    "check.empty-select", "--select is empty, so nothing would be checked: name at least one rule, or remove it to use all rules"
)
UNSAFE_ALONE = Template("check.unsafe-alone", "--unsafe-fixes does nothing alone: add --fix to apply the fixes, or --diff to see them")
SHOW_AND_OTHER = Template(
    "check.show-and-other", "{show} checks nothing and writes no report, so {option} has no effect; remove one of them"
)
STATISTICS_AND_FORMAT = Template(
    "check.statistics-and-format", "--statistics has no effect on the format {format}; it counts in these: {formats}"
)
DIFF_AND_OUTPUT = Template(
    "check.diff-and-output",
    "--diff prints a diff and writes nothing, so it cannot be combined with {option}; run them separately",
)
UNREAD = Template(
    "check.unread-not-zero",
    "{count} files were not read, {path} first, which --exit-zero does not excuse",
    one="{path} was not read, which --exit-zero does not excuse",
)

_LONG = 200  # files; a run on fewer shows no progress


class OptionsError(MessageError):
    """Options that contradict each other."""


def _options(arguments: list[str]) -> Options:
    found = parse_fast(arguments)
    if found is not None:
        return found
    from vtexlint.cli.parser import parser  # noqa: PLC0415  see options.py

    if not spoken.is_asked:
        load("vtexlint.cli.language").settle()

    options = Options()
    vars(options).update(vars(parser().parse_intermixed_args(arguments)))
    return options


def main(arguments: list[str]) -> int:
    """Returns the exit status: 0, 1 for findings (`--fail-on`), 2 for an error."""
    options = _options(arguments)
    try:
        _validate_combinations(options)
        outputs = _outputs(options.output, options.paths)
        if any(map(required_package, (options.format, *(output.format for output in outputs)))):
            load("vtexlint.cli.extras").demand((options.format, *(output.format for output in outputs)))
        repair = _repair(options)
    except MessageError as error:
        say_error(error.message)
        return 2
    try:
        session = Session(current_project(), _options_given(options, outputs))
        if not spoken.is_asked and (language := session.effective.language()):
            spoken.choose(language, is_asked=True)
        if not options.quiet and sys.stderr.isatty():
            session.watch = _watcher()
        if options.show_settings:
            say(session.effective.show_settings(color=options.color), end="")
            return 0
        if options.show_files:
            shown_files: int = load("vtexlint.cli.path_lists").show_files(session, staged=options.staged)
            return shown_files
        data = _standard_input(session.text_limit(options.stdin_filename or "-")) if options.paths == ["-"] else None
        run = _checked(session, options, data, repair)
    except TroubleError as trouble:
        say_error(trouble.message)
        return 2
    if repair is None:
        return _report(options, run, session, outputs)
    fixes = _fixes()
    if options.diff:
        shown: int = fixes.show(options, run, repair, session.effective.own_color)
        return shown
    if data is not None:
        return_text(repair.output or data)
    status = _report(options, run, session, outputs, sys.stdout if data is None else sys.stderr)
    fixes.report(options, repair)
    return status


def _standard_input(limit: int) -> bytes:
    data = sys.stdin.buffer.read(limit + 1)
    if len(data) > limit:
        raise TroubleError(LARGE_STDIN(limit=load("vtexlint.text.numbers").grouped(limit)))
    return data


def _options_given(options: Options, outputs: "tuple[Output, ...]") -> RunOptions:
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
        now=options.now,
        snippets=any(map(needs_snippets, (options.format, *(output.format for output in outputs)))),
        baseline=options.baseline,
        write_baseline=options.write_baseline,
    )


def _checked(session: Session, options: Options, data: bytes | None, repair: "Repair | None") -> RunResult:
    if options.staged:
        return session.check_staged()
    if data is not None:
        return session.check_text(options.stdin_filename or "-", data, repair)
    return session.check_paths(repair)


def _validate_combinations(options: Options) -> None:
    """Raises OptionsError for options that contradict each other."""
    contradictions = (
        (options.config and options.isolated, TWO_CONFIGS),
        (options.full and options.scope == "config", FULL_AND_CONFIG),
        ("-" in options.paths and len(options.paths) > 1, STDIN_AND_PATHS),
        (options.staged and "-" in options.paths, STAGED_AND_STDIN),
        (options.staged and options.write_baseline, STAGED_BASELINE),
        (options.stdin_filename is not None and options.paths != ["-"], NAME_WITHOUT_STDIN),
        (options.select == (), EMPTY_SELECT),
        (options.unsafe_fixes and not (options.fix or options.diff), UNSAFE_ALONE),
    )
    for contradicts, template in contradictions:
        if contradicts:
            raise OptionsError(template())
    if options.diff and not options.staged:  # `fixes.repair` reports this combination
        _validate_diff(options)
    if options.show_files or options.show_settings:
        _validate_show(options)
    if options.statistics and not options.diff:
        _validate_statistics(options)


def _validate_show(options: Options) -> None:
    others = {
        "--show-settings": options.show_files and options.show_settings,
        "--fix": options.fix,
        "--diff": options.diff,
        "--write-baseline": options.write_baseline,
        "--output": options.output,
        f"--format {options.format}": options.format != "text",
        "--statistics": options.statistics,
        "--exit-zero": options.exit_zero,
    }
    for name, given in others.items():
        if given:
            raise OptionsError(SHOW_AND_OTHER(show="--show-files" if options.show_files else "--show-settings", option=name))


def _validate_statistics(options: Options) -> None:
    formats = (options.format, *(word.partition("=")[0] for word in options.output))
    if not any(map(counts_by_rule, formats)):
        raise OptionsError(STATISTICS_AND_FORMAT(format=options.format, formats=", ".join(filter(counts_by_rule, FORMATS))))


def _validate_diff(options: Options) -> None:
    others = {
        "--write-baseline": options.write_baseline,
        "--output": options.output,
        f"--format {options.format}": options.format != "text",
    }
    for name, given in others.items():
        if given:
            raise OptionsError(DIFF_AND_OUTPUT(option=name))


def _repair(options: Options) -> "Repair | None":
    if not (options.fix or options.diff):
        return None
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
    """Progress for a long run on a terminal."""

    def watch(files: "Sequence[Found]") -> "Iterable[Found]":
        if len(files) < _LONG:
            return files
        shown: Iterable[Found] = load("vtexlint.cli.track").progress(files, sys.stderr)  # short runs show none
        return shown

    return watch


def _report(options: Options, run: RunResult, session: Session, outputs: "tuple[Output, ...]", stream: "TextIO | None" = None) -> int:
    """Write the report to `stream` (default: standard output), and to the requested files."""
    stream = stream or sys.stdout
    colour = options.format == "text" and wants_colour(options.color, stream, session.effective.own_color)
    style = Style(
        colour=colour,
        quiet=options.quiet,
        statistics=options.statistics,
        locate=session.locate,
        language=language_of(options.format),
        guides=True,
        environment=os.environ,
    )
    say(reporter(options.format)(run.outcome, style), stream, end="", commands=has_commands(options.format))
    troubles = list(run.troubles)
    if run.unread and options.exit_zero:
        troubles.append(UNREAD(count=len(run.unread), path=run.unread[0]))
    if outputs:
        style.colour = False
        troubles += [trouble for output in outputs if (trouble := output.write(run.outcome, style))]
    for line in troubles:
        say_error(line)
    for note in run.notes if options.verbose or not options.quiet else ():
        say_note(note)
    if options.verbose:
        load("vtexlint.cli.path_lists").list_unread(run)
    if troubles:
        return 2
    return 1 if run.fails and not options.exit_zero else 0
