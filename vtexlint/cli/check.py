"""`vtexlint check`: lint files."""

import argparse
import sys
from typing import NoReturn

from vtexlint import __version__
from vtexlint.cli.colour import wants_colour

FORMATS = ("text", "concise", "json")
FAIL_ON = ("error", "warning", "info")

EXAMPLES = """\
examples:
  vtexlint check                                    everything below this directory
  vtexlint check .env compose.yaml                  these files alone
  vtexlint check --ignore missing-token .           without one rule
  vtexlint check --format json . > report.json      for a machine
  cat .env | vtexlint check --stdin-filename .env - for an editor

exit status: 0 nothing at or above --fail-on, 1 findings, 2 vtexlint could not do its work"""


class _Parser(argparse.ArgumentParser):
    """An argument parser that suggests the nearest right option."""

    def error(self, message: str) -> NoReturn:
        unknown = message.partition("unrecognized arguments: ")[2].split()
        hint = ""
        if unknown:
            import difflib  # noqa: PLC0415  only a typing error needs it

            options = [name for action in self._actions for name in action.option_strings]
            nearest = difflib.get_close_matches(unknown[0].partition("=")[0], options, 1)
            hint = f"; did you mean {nearest[0]}?" if nearest else ""
        self.exit(2, f"vtexlint: {message}{hint} (see `{self.prog} --help`)\n")


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())


def parser() -> argparse.ArgumentParser:
    made = _Parser(
        prog="vtexlint check",
        usage="vtexlint check [options] [PATH ...]",
        description="Find what is wrong with VTEX appKey and appToken pairs in .env, YAML, TOML and JSON files. Offline.",
        epilog=EXAMPLES,
        formatter_class=lambda prog: argparse.RawDescriptionHelpFormatter(prog, max_help_position=32, width=100),
        allow_abbrev=False,
    )
    add = made.add_argument
    add("paths", nargs="*", metavar="PATH", help="files and directories (default: .); - reads standard input")
    add("--format", choices=FORMATS, default="text", help="how to report (default: text)")
    add("--select", type=_names, metavar="RULE,...", help="only these rules")
    add("--extend-select", type=_names, metavar="RULE,...", help="these rules too")
    add("--ignore", type=_names, metavar="RULE,...", action="append", help="all rules but these")
    add("--exclude", type=_names, metavar="GLOB,...", action="append", help="leave these paths out")
    add("--fail-on", choices=FAIL_ON, help="least severity for exit status 1 (default: warning)")
    add("--exit-zero", action="store_true", help="exit with 0 also with findings")
    add("--config", metavar="FILE", help="use this settings file for all paths")
    add("--no-config", action="store_true", help="use no settings file")
    add("--stdin-filename", metavar="NAME", help="the name that the text from standard input goes by")
    add("--assume-tracked", action="store_true", help="take every file as tracked by git; asks git nothing")
    add("--jobs", type=_jobs, metavar="N", help="processes to read files with (default: by need)")
    add("--color", "--colour", choices=("auto", "always", "never"), default="auto", help="colours (default: auto)")
    add("--show-files", action="store_true", help="list the files that would be read, and stop")
    add("--show-settings", action="store_true", help="show the settings in force, and stop")
    add("--statistics", action="store_true", help="count the findings by rule")
    add("-q", "--quiet", action="store_true", help="print findings alone")
    add("-v", "--verbose", action="store_true", help="tell on stderr what is read and what is passed over")
    add("--version", action="version", version=f"vtexlint {__version__}")
    return made


def _jobs(text: str) -> int:
    number = int(text) if text.isdigit() else 0
    if not 1 <= number <= 256:
        raise argparse.ArgumentTypeError("a whole number from 1 to 256 is expected")
    return number


def main(arguments: list[str]) -> int:
    options = parser().parse_intermixed_args(arguments)
    if options.config and options.no_config:
        print("vtexlint: --config and --no-config contradict each other", file=sys.stderr)
        return 2
    if "-" in options.paths and len(options.paths) > 1:
        print("vtexlint: - reads standard input and stands alone", file=sys.stderr)
        return 2
    from vtexlint.workspace.session import Request, Session, TroubleError  # noqa: PLC0415  not for --help

    request = Request(
        paths=tuple(options.paths) or (".",),
        select=options.select,
        extend_select=options.extend_select or (),
        ignore=tuple(name for names in options.ignore or () for name in names),
        exclude=tuple(glob for globs in options.exclude or () for glob in globs),
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


def _show_files(session: "Session") -> int:  # type: ignore[name-defined]  # noqa: F821
    found = session.discover()
    for file in found.files:
        print(file.path)
    for line in found.errors:
        print(f"vtexlint: {line}", file=sys.stderr)
    return 2 if found.errors else 0


def _report(options: argparse.Namespace, run: "Run") -> int:  # type: ignore[name-defined]  # noqa: F821
    from vtexlint.reporters import Style, reporter  # noqa: PLC0415  the report comes last

    colour = options.format == "text" and wants_colour(options.color, sys.stdout)
    style = Style(colour=colour, quiet=options.quiet, statistics=options.statistics)
    _write(reporter(options.format)(run.outcome, style))
    for line in run.troubles:
        print(f"vtexlint: {line}", file=sys.stderr)
    for note in () if options.quiet else run.notes:
        print(f"vtexlint: note: {note}", file=sys.stderr)
    if run.troubles:
        return 2
    return 1 if run.fails and not options.exit_zero else 0


def _write(text: str) -> None:
    """Print a report, whatever the stream's encoding can hold."""
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.buffer.write(text.encode(encoding, "backslashreplace"))
    sys.stdout.flush()
