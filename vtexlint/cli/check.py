"""`vtexlint check`: lint files."""

import sys
from types import SimpleNamespace

from vtexlint.cli.colour import wants_colour
from vtexlint.cli.options import quick
from vtexlint.reporters import NEEDS_FRAMES
from vtexlint.typed import TYPE_CHECKING
from vtexlint.workspace.session import Request, Run, Session, TroubleError

if TYPE_CHECKING:
    from argparse import Namespace

    from vtexlint.cli.outputs import Output


def _options(arguments: list[str]) -> "SimpleNamespace | Namespace":
    found = quick(arguments)
    if found is not None:
        return found
    from vtexlint.cli.parser import parser  # noqa: PLC0415  see options.py

    return parser().parse_intermixed_args(arguments)


def main(arguments: list[str]) -> int:
    options = _options(arguments)
    if options.config and options.no_config:
        print("vtexlint: --config and --no-config contradict each other", file=sys.stderr)
        return 2
    if "-" in options.paths and len(options.paths) > 1:
        print("vtexlint: - reads standard input and stands alone", file=sys.stderr)
        return 2
    try:
        outputs = _outputs(options.output, options.paths)
    except ValueError as error:
        _tell(str(error))
        return 2
    request = Request(
        paths=tuple(options.paths) or (".",),
        select=options.select,
        extend_select=options.extend_select,
        ignore=options.ignore,
        exclude=options.exclude,
        fail_on=options.fail_on,
        config=options.config,
        no_config=options.no_config,
        assume_tracked=options.assume_tracked,
        accounts=options.account,
        jobs=options.jobs,
        frames=not NEEDS_FRAMES.isdisjoint((options.format, *(output.format for output in outputs))),
        baseline=options.baseline,
        write_baseline=options.write_baseline,
    )
    try:
        session = Session(request)
        if options.show_settings:
            print(session.show_settings(), end="")
            return 0
        if options.show_files:
            return _show_files(session)
        if options.paths == ["-"]:
            run = session.check_text(options.stdin_filename or "-", sys.stdin.buffer.read())
        else:
            run = session.check_paths()
    except TroubleError as trouble:
        _tell(str(trouble))
        return 2
    return _report(options, run, session, outputs)


def _outputs(words: tuple[str, ...], checked: list[str]) -> "tuple[Output, ...]":
    if not words:
        return ()
    from vtexlint.cli.outputs import outputs  # noqa: PLC0415  most runs write no file

    return outputs(words, checked)


def _show_files(session: Session) -> int:
    found = session.discover()
    for file in found.files:
        print(file.path)
    for line in found.errors:
        print(f"vtexlint: {line}", file=sys.stderr)
    return 2 if found.errors else 0


def _report(options: "SimpleNamespace | Namespace", run: Run, session: Session, outputs: "tuple[Output, ...]") -> int:
    from vtexlint.reporters import Style, reporter  # noqa: PLC0415  the report comes last

    colour = options.format == "text" and wants_colour(options.color, sys.stdout)
    style = Style(colour=colour, quiet=options.quiet, statistics=options.statistics, locate=session.locate)
    _write(reporter(options.format)(run.outcome, style))
    troubles = list(run.troubles)
    if outputs:
        from vtexlint.cli.outputs import write  # noqa: PLC0415  as above

        style.colour = False
        troubles += write(outputs, run.outcome, style)
    for line in troubles:
        _tell(line)
    for note in run.notes if options.verbose or not options.quiet else ():
        _tell(f"note: {note}")
    if troubles:
        return 2
    return 1 if run.fails and not options.exit_zero else 0


def _tell(line: str) -> None:
    from vtexlint.reporters.plain import harmless  # noqa: PLC0415  most runs tell nothing

    print(f"vtexlint: {harmless(line)}", file=sys.stderr)


def _write(text: str) -> None:
    """Print a report, whatever the stream's encoding can hold."""
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.buffer.write(text.encode(encoding, "backslashreplace"))
    sys.stdout.flush()
