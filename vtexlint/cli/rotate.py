"""`vtexlint rotate KEY [PATH ...]`: put a new token in the place of the old one."""

import argparse
import sys
from contextlib import suppress

from vtexlint.cli.console import discard_output, localize, say, say_error, say_note, wants_colour
from vtexlint.cli.directory import current_project
from vtexlint.cli.entered import entered
from vtexlint.cli.init.command import YES_WORDS
from vtexlint.cli.options import LANGUAGE, Option
from vtexlint.cli.parser import Parser, add
from vtexlint.cli.rotate_report import checklist, differing, lines
from vtexlint.linter.places.rotation import RotationError
from vtexlint.linter.places.select import AskedError, asked_for
from vtexlint.project.errors import TroubleError, cause
from vtexlint.project.rotate import Rotation, SearchError
from vtexlint.project.where import WhereOptions
from vtexlint.reporters.diff import render
from vtexlint.reporters.summary import FILES
from vtexlint.settings import COLOURS
from vtexlint.text.messages import Template

DESCRIPTION = Template(
    "rotate.description",
    "Write a new appToken in every place of the old one in the files that git ignores; say what is left to do. Offline.",
)
EXAMPLES = Template(
    "rotate.examples.screen",
    """\
examples:
  vtexlint rotate vtexappkey-fakestore-ABCDEF --diff     shows what would change, with values masked
  vtexlint rotate vtexappkey-fakestore-ABCDEF            asks for the new appToken, which is not shown
  pass show vtex | vtexlint rotate fakestore             reads it from another program

exit status: 0 every place has the new token, 1 some do not, 2 nothing was written""",
)
KEY = Template("rotate.argument-key", "an appKey, or an account that has one appKey in the files")
PATHS = Template("rotate.argument-paths", "files and directories (default: .)")
PROMPT = Template("rotate.prompt", "new appToken (not shown):")
NO_TOKEN_AS_KEY = Template(
    "rotate.no-token-as-key", "the appKey is expected here; the new appToken is asked for, or read from standard input"
)
WARNING = Template("rotate.warning", "the next commit would publish the new token: git does not ignore {files}")
ASK = Template("rotate.ask", "Write the token there all the same? [y/N]")
CANNOT_ASK = Template(
    "rotate.cannot-ask", "cannot ask whether to write to files that git does not ignore: input is not a terminal; use --yes"
)
NOTHING_WRITTEN = Template("rotate.nothing-written", "nothing was written")
STOPPED = Template("rotate.stopped", "interrupted")
CANNOT_REPORT = Template("rotate.cannot-report", "the report could not be printed: {reason}")
WRITTEN_BEFORE = Template(
    "rotate.written-before", "the new token was written to {paths}; run the command again with the same token for the rest and the report"
)

OPTIONS = (
    Option(("--diff",), Template("rotate.option-diff", "show what would change, with values masked; write nothing")),
    Option(("--also-tracked",), Template("rotate.option-also-tracked", "also write to files that git does not ignore, after a question")),
    Option(("-y", "--yes"), Template("rotate.option-yes", "with --also-tracked: do not ask")),
    Option(("--config",), Template("rotate.option-config", "use this settings file for all files"), "FILE"),
    Option(("--isolated", "--no-config"), Template("rotate.option-no-config", "use no settings file")),
    Option(("--color", "--colour"), Template("rotate.option-color", "colours: {choices} (default: auto)"), "WHEN", COLOURS),
    LANGUAGE,
)


def parser() -> Parser:
    made = Parser(prog="vtexlint rotate", description=DESCRIPTION(), epilog=EXAMPLES())
    made.add_argument("key", metavar="KEY", help=KEY())
    made.add_argument("paths", nargs="*", metavar="PATH", help=PATHS())
    for option in OPTIONS:
        add(made, option)
    return made


def main(arguments: list[str]) -> int:
    made = parser()
    options = made.parse_intermixed_args(arguments)
    try:
        rotation = _planned(made, options)
    except RotationError as error:
        say_error(error.message)
        for line in differing(error.places):
            say_error(line)
        return 2
    except SearchError as error:
        for trouble in error.troubles:
            say_error(trouble)
        return 2
    except TroubleError as trouble:
        say_error(trouble.message)
        return 2
    if options.diff:
        return _show(rotation, options)
    if rotation.plan.tracked and not _agreed(rotation, options):
        say(NOTHING_WRITTEN())
        return 2
    return _write(rotation)


def _planned(made: Parser, options: argparse.Namespace) -> Rotation:
    """The rotation that was asked for. Words that are not understood end the program."""
    wanted = WhereOptions(tuple(options.paths) or (".",), False, options.config, options.isolated)
    try:
        if options.key == "-":
            made.error(NO_TOKEN_AS_KEY())
        asked = asked_for(options.key)
        if options.also_tracked and not (options.yes or options.diff or sys.stdin.isatty()):
            made.error(CANNOT_ASK())
        return Rotation(current_project(), asked, wanted, entered(PROMPT), also_tracked=options.also_tracked)
    except AskedError as error:
        made.error(error.message)


def _write(rotation: Rotation) -> int:
    try:
        done = rotation.apply()
        for line in (*lines(done, is_preview=False), *checklist(done)):
            say(line)
        for note in rotation.notes:
            say_note(note)
    except (KeyboardInterrupt, OSError) as error:
        # the files that have the new token are named whatever happens: the user must know them
        paths = rotation.written_paths
        with suppress(OSError):
            said = STOPPED() if isinstance(error, KeyboardInterrupt) else CANNOT_REPORT(reason=cause(error))
            say_error(said)
            say_error(WRITTEN_BEFORE(paths=", ".join(paths)) if paths else NOTHING_WRITTEN())
        discard_output()
        return 130 if isinstance(error, KeyboardInterrupt) else 1 if paths else 2
    return 0 if done.is_complete else 1


def _show(rotation: Rotation, options: argparse.Namespace) -> int:
    done = rotation.preview()
    colour = wants_colour(options.color, sys.stdout, lambda: None)
    for change in done.changes:
        say(render(change, colour, localize), end="")
    for line in lines(done, is_preview=True):
        say_error(line)
    for note in rotation.notes:
        say_note(note)
    return 1 if done.changes or done.refused else 0


def _agreed(rotation: Rotation, options: argparse.Namespace) -> bool:
    """Whether the user wants the token in files that git does not ignore."""
    paths = dict.fromkeys(place.path for place in rotation.plan.tracked)
    say_error(WARNING(files=FILES(count=len(paths))))
    for path in paths:
        say_error(f"  {path}")
    if options.yes:
        return True
    say(f"{localize(ASK())} ", end="")
    return sys.stdin.readline().strip().lower() in {"y", "yes", *localize(YES_WORDS()).split()}
