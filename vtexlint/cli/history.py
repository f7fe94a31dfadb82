"""`vtexlint history`: search the whole git history for tokens that were committed."""

import argparse
import re
import sys

from vtexlint._startup.typed import TYPE_CHECKING
from vtexlint.cli.colour import wants_colour
from vtexlint.cli.console import print_error, write
from vtexlint.cli.directory import current_project
from vtexlint.cli.options import COLOURS, Option, append
from vtexlint.cli.outputs import Output, outputs
from vtexlint.cli.parser import Parser, add
from vtexlint.cli.progress import Progress
from vtexlint.project.errors import TroubleError
from vtexlint.project.history.audit import HistoryOptions, audit
from vtexlint.reporters.style import Style
from vtexlint.reporters.table import HISTORY_FORMATS, needs_snippets, reporter

if TYPE_CHECKING:
    from vtexlint.project.run import RunResult

# git takes any other words for "now", and a history since now is empty
_DATE = re.compile(
    r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:Z| ?[+-]\d\d:?\d\d)?)?"
    r"|(?:\d{1,5}[ .](?:second|minute|hour|day|week|month|year)s?[ .]ago)|yesterday"
)
NEXT = """
How to go on:
  1. For each token (VTEX, Account settings > API keys): deactivate the key, or renew the token and finish the renewal
     (until then the old one still works). Until that is done every clone and fork can use it.
  2. Take the tokens that HEAD still has out of the files; keep them in a secret store. `vtexlint check` tells when you are done.
  3. Rewrite the history only after that, and only if you must: `git filter-repo --replace-text FILE`. Every clone must then be made anew.
"""
EXAMPLES = """\
examples:
  vtexlint history                                  the repository of the current directory, all of its refs
  vtexlint history ../shop --since 2024-01-01       what commits since a day brought in
  vtexlint history --branch HEAD --branch ^origin/main   what a pull request brings in

exit status: 0 no token found, 1 tokens found, 2 vtexlint could not do its work"""


def _since(text: str) -> str:
    if not _DATE.fullmatch(text):
        raise ValueError(text)
    return f"{text} 00:00:00" if len(text) == 10 and text[0].isdigit() and text.count("-") == 2 else text


_since.__name__ = "date (2024-01-31, 2024-01-31T12:00, 3 months ago)"  # argparse words its error with it

OPTIONS = (
    Option(("--since",), "only what commits since then (their commit date) brought in", "DATE", convert=_since),
    Option(
        ("--branch",),
        "only what a ref reaches; ^REF: but not what that reaches; may be repeated",
        "REF",
        default=(),
        convert=append,
        repeats=True,
    ),
    Option(("--unreachable",), "also what no ref reaches: reflogs, amended commits, dangling blobs"),
    Option(("--format",), f"how to report: {', '.join(HISTORY_FORMATS)} (default: text)", "FORMAT", HISTORY_FORMATS, "text"),
    Option(("--output",), "write a report to a file too; may be repeated", "FORMAT=FILE", default=(), convert=append, repeats=True),
    Option(("--exit-zero",), "exit with 0 also with findings"),
    Option(("--config",), "use this settings file for all paths", "FILE"),
    Option(("--isolated", "--no-config"), "use no settings file"),
    Option(("--color", "--colour"), "colours: auto, always, never", "WHEN", COLOURS, "auto"),
    Option(("-q", "--quiet"), "print findings alone"),
)


def _parser() -> argparse.ArgumentParser:
    made = Parser(
        prog="vtexlint history",
        description="Find real appTokens in the whole git history: every blob of every commit, once. Offline.",
        epilog=EXAMPLES,
    )
    made.add_argument("path", nargs="?", default=".", metavar="PATH", help="a directory of the repository, or a bare one (default: .)")
    for option in OPTIONS:
        add(made, option)
    return made


def main(arguments: list[str]) -> int:
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.config and options.isolated:
        parser.error("--config names a settings file, and --isolated uses none: choose one")
    if options.branch and options.unreachable:
        parser.error("--unreachable looks beyond all refs, --branch at one: choose one")
    try:
        files = outputs(options.output, ())
    except ValueError as error:
        parser.error(str(error))
    if odd := [file for file in files if file.format not in HISTORY_FORMATS]:
        parser.error(f"--output {odd[0].format}={odd[0].path}: a history is reported as {', '.join(HISTORY_FORMATS)}")
    snippets = any(map(needs_snippets, (options.format, *(file.format for file in files))))
    history_options = HistoryOptions(options.since, options.branch, options.unreachable, snippets)
    progress = Progress(sys.stderr, quiet=options.quiet)
    try:
        run = audit(current_project(), options.path, history_options, options.config, options.isolated, progress.told)
    except TroubleError as trouble:
        print_error(str(trouble))
        return 2
    finally:
        progress.clear()
    return _report(options, run, files)


def _report(options: argparse.Namespace, run: "RunResult", files: "tuple[Output, ...]") -> int:
    style = Style(colour=options.format == "text" and wants_colour(options.color, sys.stdout), quiet=options.quiet)
    write(reporter(options.format)(run.outcome, style), sys.stdout)
    if options.format == "text" and run.outcome.findings and not options.quiet:
        write(NEXT, sys.stdout)
    style.colour = False
    troubles = [*run.troubles, *[trouble for output in files if (trouble := output.write(run.outcome, style))]]
    for line in troubles:
        print_error(line)
    for note in run.notes:
        print_error(f"note: {note}")  # also with --quiet: what was not read bears on every all-clear
    if troubles:
        return 2
    return 1 if run.fails and not options.exit_zero else 0
