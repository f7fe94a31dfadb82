"""`vtexlint inventory [PATH ...]`: one row for each key."""

from vtexlint._startup.modules import load
from vtexlint.cli.console import say, say_error, say_note
from vtexlint.cli.directory import current_project
from vtexlint.cli.extras import MissingPackageError, demand
from vtexlint.cli.inventory_report import as_csv, as_json, as_text
from vtexlint.cli.options import MOMENT, Option, append, moment
from vtexlint.cli.parser import Parser, add
from vtexlint.cli.where import COMMON, FORMAT_HELP
from vtexlint.project.errors import TroubleError
from vtexlint.project.inventory import take_inventory
from vtexlint.project.where import WhereOptions
from vtexlint.text.messages import Template

DESCRIPTION = Template(
    "inventory.description",
    "List every appKey in the files: its places, its environments, its token, and its state in the account. Offline.",
)
EXAMPLES = Template(
    "inventory.examples.screen",
    """\
examples:
  vtexlint inventory                             the keys in this directory and below
  vtexlint inventory --account keys.xlsx         also their state, roles and ages, and the keys that no file uses
  vtexlint inventory --format csv > keys.csv     a table for a spreadsheet
  vtexlint inventory --format html > keys.html   a page with filters and charts

exit status: 0 the inventory was taken, 2 vtexlint could not do its work""",
)
FORMATS = ("text", "json", "csv", "html")
PATHS = Template("inventory.argument-paths", "files and directories (default: .)")

OPTIONS = (
    Option(
        ("--account",),
        Template("inventory.option-account", "account snapshot with the state of the keys: FILE or ACCOUNT=FILE"),
        "FILE",
        default=(),
        convert=append,
        repeats=True,
    ),
    Option(
        ("--now",),
        Template("inventory.option-now", "current date for ages, in UTC (default: the clock)"),
        "DATE",
        convert=moment,
        expected=MOMENT,
    ),
    Option(("--format",), FORMAT_HELP, "FORMAT", FORMATS, "text"),
    *COMMON,
)


def parser() -> Parser:
    made = Parser(prog="vtexlint inventory", description=DESCRIPTION(), epilog=EXAMPLES())
    made.add_argument("paths", nargs="*", metavar="PATH", help=PATHS())
    for option in OPTIONS:
        add(made, option)
    return made


def main(arguments: list[str]) -> int:
    options = parser().parse_intermixed_args(arguments)
    wanted = WhereOptions(tuple(options.paths) or (".",), False, options.config, options.isolated, options.account)
    try:
        if options.format == "html":
            demand(("html",))
        found = take_inventory(current_project(), wanted, options.now)
    except (MissingPackageError, TroubleError) as error:
        say_error(error.message)
        return 2
    if options.format == "json":
        say(as_json(found), end="")
    elif options.format == "csv":
        say(as_csv(found), end="")
    elif options.format == "html":
        say(load("vtexlint.cli.inventory_page").as_html(found), end="")
    else:
        say("".join(f"{line}\n" for line in as_text(found)), end="")
    for line in found.troubles:
        say_error(line)
    for note in found.notes:
        say_note(note)
    return 2 if found.troubles else 0
