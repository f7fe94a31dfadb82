"""`vtexlint history`: search the whole git history for tokens that were committed."""

import argparse
import os
import re
import sys

from vtexlint._startup.modules import load
from vtexlint._startup.typed import TYPE_CHECKING
from vtexlint.cli.console import language_of, localize, say, say_error, say_note, wants_colour
from vtexlint.cli.directory import current_project
from vtexlint.cli.extras import MissingPackageError, demand
from vtexlint.cli.options import LANGUAGE, Option, append
from vtexlint.cli.outputs import Output, OutputError, outputs
from vtexlint.cli.own_color import own_color
from vtexlint.cli.parser import Parser, add
from vtexlint.cli.progress import Progress
from vtexlint.project.errors import TroubleError
from vtexlint.project.history.audit import HistoryOptions, audit
from vtexlint.reporters.style import Style
from vtexlint.reporters.table import FORMATS, has_commands, needs_snippets, reporter
from vtexlint.settings import COLOURS
from vtexlint.text.messages import Template

if TYPE_CHECKING:
    from vtexlint.project.run import RunResult

# git takes any other words for "now", and a history since now is empty
_DATE = re.compile(
    r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:Z| ?[+-]\d\d:?\d\d)?)?"
    r"|(?:\d{1,5}[ .](?:second|minute|hour|day|week|month|year)s?[ .]ago)|yesterday"
)
NEXT = Template(
    "history.next.screen",
    """\
What to do:
  1. In the VTEX Admin (Account settings > API keys), for each token: `Renew token`, deploy the new one, then `Delete old token` (the
     old one works until then). Or deactivate the key, which stops the integration at once. Until then anyone with a clone can use it.
  2. Remove the tokens that HEAD still contains from the files, keep them in a secret store, and commit. `vtexlint check` searches
     every file that git tracks, except those that your settings exclude: you are done when it reports no `committed-secret`.
  3. Rewrite the history only after that, and only if you must: `git filter-repo --replace-text FILE`. Everyone must clone again.
""".rstrip(),
)
DESCRIPTION = Template(
    "history.description", "Find appTokens in the whole git history: each version of each file is searched once. Offline."
)
EXAMPLES = Template(
    "history.examples.screen",
    """\
examples:
  vtexlint history                                       all refs of the repository of the current directory
  vtexlint history ../shop --since 2024-01-01            only what commits since this date added
  vtexlint history --branch HEAD --branch ^origin/main   only what a pull request adds

exit status: 0 no token found, 1 tokens found, 2 vtexlint could not do its work""",
)
PATH = Template("history.argument-path", "a directory in the repository, or a bare repository (default: .)")
TWO_CONFIGS = Template("history.two-configs", "--config and --no-config contradict each other")
BRANCH_AND_UNREACHABLE = Template("history.branch-and-unreachable", "--unreachable searches beyond all refs, --branch only one: choose one")
PROGRESS = Template("history.progress", "{done} of {total} commits, {blobs} blobs")


def _since(text: str) -> str:
    if not _DATE.fullmatch(text):
        raise ValueError(text)
    return f"{text} 00:00:00" if len(text) == 10 and text[0].isdigit() and text.count("-") == 2 else text


SINCE = Template("history.expected-since", "a date such as 2024-01-31, 2024-01-31T12:00 or `3 months ago`")

ACCOUNT = Option(
    ("--account",),
    Template("history.option-account", "account snapshot that shows which tokens still work: FILE or ACCOUNT=FILE"),
    "FILE",
    default=(),
    convert=append,
    repeats=True,
)
OPTIONS = (
    Option(
        ("--since",),
        Template("history.option-since", "only what commits since then added (by commit date)"),
        "DATE",
        convert=_since,
        expected=SINCE,
    ),
    Option(
        ("--branch",),
        Template("history.option-branch", "only what is reachable from a ref; ^REF excludes what is reachable from it; may be repeated"),
        "REF",
        default=(),
        convert=append,
        repeats=True,
    ),
    Option(
        ("--unreachable",), Template("history.option-unreachable", "also what no ref reaches: reflogs, amended commits, dangling objects")
    ),
    ACCOUNT,
    Option(("--format",), Template("history.option-format", "{choices} (default: text)"), "FORMAT", FORMATS, "text"),
    Option(
        ("--output",),
        Template("history.option-output", "also write a report to a file; may be repeated"),
        "FORMAT=FILE",
        default=(),
        convert=append,
        repeats=True,
    ),
    Option(("--exit-zero",), Template("history.option-exit-zero", "exit with 0 even if there are findings")),
    Option(("--config",), Template("history.option-config", "use this settings file for all files"), "FILE"),
    Option(("--isolated", "--no-config"), Template("history.option-no-config", "use no settings file")),
    Option(("--color", "--colour"), Template("history.option-color", "colours: {choices} (default: auto)"), "WHEN", COLOURS),
    LANGUAGE,
    Option(("-q", "--quiet"), Template("history.option-quiet", "print only findings")),
)


def parser() -> Parser:
    made = Parser(
        prog="vtexlint history",
        description=DESCRIPTION(),
        epilog=EXAMPLES(),
    )
    made.add_argument("path", nargs="?", default=".", metavar="PATH", help=PATH())
    for option in OPTIONS:
        add(made, option)
    return made


def main(arguments: list[str]) -> int:
    made = parser()
    options = made.parse_args(arguments)
    if options.config and options.isolated:
        made.error(TWO_CONFIGS())
    if options.branch and options.unreachable:
        made.error(BRANCH_AND_UNREACHABLE())
    try:
        files = outputs(options.output, ())
    except OutputError as error:
        made.error(error.message)
    formats = (options.format, *(file.format for file in files))
    try:
        demand(formats)
    except MissingPackageError as error:
        say_error(error.message)
        return 2
    snippets = any(map(needs_snippets, formats))
    history_options = HistoryOptions(options.since, options.branch, options.unreachable, snippets)
    progress = Progress(sys.stderr, PROGRESS, quiet=options.quiet)

    def report_progress(done: int, total: int, blobs: int) -> None:
        progress.show(done=done, total=total, blobs=blobs)

    try:
        snapshots = load("vtexlint.project.history.status").read_snapshots(current_project(), options.account) if options.account else None
        run = audit(current_project(), options.path, history_options, options.config, options.isolated, report_progress)
    except TroubleError as trouble:
        say_error(trouble.message)
        return 2
    finally:
        progress.clear()
    if snapshots is not None:
        run = load("vtexlint.project.history.status").with_status(run, snapshots)
    return _report(options, run, files)


def _report(options: argparse.Namespace, run: "RunResult", files: "tuple[Output, ...]") -> int:
    colour = options.format == "text" and wants_colour(options.color, sys.stdout, own_color if not options.isolated else lambda: None)
    style = Style(colour=colour, quiet=options.quiet, language=language_of(options.format), guides=True, environment=os.environ)
    say(reporter(options.format)(run.outcome, style), end="", commands=has_commands(options.format))
    if options.format == "text" and run.outcome.findings and not options.quiet:
        say(f"\n{localize(NEXT())}")
    style.colour = False
    troubles = [*run.troubles, *[trouble for output in files if (trouble := output.write(run.outcome, style))]]
    for line in troubles:
        say_error(line)
    for note in run.notes:
        say_note(note)  # also with --quiet: without it, "no token" would mean more than was read
    if troubles:
        return 2
    return 1 if run.fails and not options.exit_zero else 0
