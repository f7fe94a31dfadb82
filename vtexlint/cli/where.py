"""`vtexlint where KEY [PATH ...]`: every place of a key and of its tokens."""

import argparse
import sys

from vtexlint.cli.console import say, say_error, say_note
from vtexlint.cli.directory import current_project
from vtexlint.cli.entered import entered
from vtexlint.cli.history import ACCOUNT, PROGRESS
from vtexlint.cli.options import LANGUAGE, Option
from vtexlint.cli.parser import Parser, add
from vtexlint.cli.progress import Progress
from vtexlint.cli.where_report import as_csv, as_json, as_text
from vtexlint.linter.places.model import KeyPlaces
from vtexlint.linter.places.select import Asked, AskedError, asked_for, asked_for_token
from vtexlint.project.errors import TroubleError
from vtexlint.project.where import WhereOptions, where
from vtexlint.text.messages import Template

DESCRIPTION = Template(
    "where.description",
    "Find every place of an appKey and of the appToken that belongs to it: fields, comments, base64, source code. Offline.",
)
EXAMPLES = Template(
    "where.examples.screen",
    """\
examples:
  vtexlint where vtexappkey-fakestore-ABCDEF              the places in this directory and below
  vtexlint where vtexappkey-fakestore-ABCDEF --history    also the commits
  vtexlint where fakestore ../shop ../worker              all keys of an account
  vtexlint where -                                        asks for an appToken, which is not shown

exit status: 0 no place, 1 places, 2 vtexlint could not do its work""",
)
KEY = Template("where.argument-key", "an appKey, an account, or `-`: an appToken is read from a hidden prompt or standard input")
PATHS = Template("where.argument-paths", "files and directories (default: .)")
PROMPT = Template("where.prompt", "appToken (not shown):")
ACCOUNT_WITHOUT_HISTORY = Template("where.account-without-history", "--account says which tokens of the history still work: add --history")
FORMATS = ("text", "json", "csv")

FORMAT_HELP = Template("where.option-format", "{choices} (default: text)")
COMMON = (
    Option(("--config",), Template("where.option-config", "use this settings file for all files"), "FILE"),
    Option(("--isolated", "--no-config"), Template("where.option-no-config", "use no settings file")),
    LANGUAGE,
)
OPTIONS = (
    Option(("--history",), Template("where.option-history", "also search the whole git history: the commits, first and last")),
    ACCOUNT,
    Option(("--format",), FORMAT_HELP, "FORMAT", FORMATS, "text"),
    *COMMON,
    Option(("-q", "--quiet"), Template("where.option-quiet", "print only the result")),
)


def parser() -> Parser:
    made = Parser(prog="vtexlint where", description=DESCRIPTION(), epilog=EXAMPLES())
    made.add_argument("key", metavar="KEY", help=KEY())
    made.add_argument("paths", nargs="*", metavar="PATH", help=PATHS())
    for option in OPTIONS:
        add(made, option)
    return made


def main(arguments: list[str]) -> int:
    made = parser()
    options = made.parse_intermixed_args(arguments)
    if options.account and not options.history:
        made.error(ACCOUNT_WITHOUT_HISTORY())
    try:
        asked = asked_for_token(entered(PROMPT)) if options.key == "-" else asked_for(options.key)
        found = _found(asked, options)
    except AskedError as error:
        made.error(error.message)
    except TroubleError as trouble:
        say_error(trouble.message)
        return 2
    return _report(found, asked, options)


def _found(asked: Asked, options: argparse.Namespace) -> KeyPlaces:
    progress = Progress(sys.stderr, PROGRESS, quiet=options.quiet)

    def report_progress(done: int, total: int, blobs: int) -> None:
        progress.show(done=done, total=total, blobs=blobs)

    wanted = WhereOptions(tuple(options.paths) or (".",), options.history, options.config, options.isolated, options.account)
    try:
        return where(current_project(), asked, wanted, report_progress)
    finally:
        progress.clear()


def _report(found: KeyPlaces, asked: Asked, options: argparse.Namespace) -> int:
    if options.format == "json":
        say(as_json(found, asked), end="")
    elif options.format == "csv":
        say(as_csv(found), end="")
    else:
        say("".join(f"{line}\n" for line in as_text(found, asked)), end="")
    for trouble in found.troubles:
        say_error(trouble)
    for note in found.notes:
        say_note(note)  # also with --quiet: without it, "no place" would mean more than was searched
    if found.troubles:
        return 2
    return 1 if found.places or found.commits else 0
