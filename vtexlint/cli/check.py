"""`vtexlint check`: lint files."""

import sys
from types import SimpleNamespace

from vtexlint.cli.colour import wants_colour
from vtexlint.cli.options import quick
from vtexlint.typed import TYPE_CHECKING
from vtexlint.workspace.session import Request, Run, Session, TroubleError

if TYPE_CHECKING:
    from argparse import Namespace


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
        jobs=options.jobs,
        frames=options.format == "text",
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
        print(f"vtexlint: {trouble}", file=sys.stderr)
        return 2
    return _report(options, run)


def _show_files(session: Session) -> int:
    found = session.discover()
    for file in found.files:
        print(file.path)
    for line in found.errors:
        print(f"vtexlint: {line}", file=sys.stderr)
    return 2 if found.errors else 0


def _report(options: "SimpleNamespace | Namespace", run: Run) -> int:
    from vtexlint.reporters import Style, reporter  # noqa: PLC0415  the report comes last

    colour = options.format == "text" and wants_colour(options.color, sys.stdout)
    style = Style(colour=colour, quiet=options.quiet, statistics=options.statistics)
    _write(reporter(options.format)(run.outcome, style))
    for line in run.troubles:
        print(f"vtexlint: {line}", file=sys.stderr)
    for note in run.notes if options.verbose or not options.quiet else ():
        print(f"vtexlint: note: {note}", file=sys.stderr)
    if run.troubles:
        return 2
    return 1 if run.fails and not options.exit_zero else 0


def _write(text: str) -> None:
    """Print a report, whatever the stream's encoding can hold."""
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.buffer.write(text.encode(encoding, "backslashreplace"))
    sys.stdout.flush()
