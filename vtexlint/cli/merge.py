"""`vtexlint merge REPORT ...`: one report of several audits."""

from vtexlint.cli.audit import FORMAT, QUIET, report
from vtexlint.cli.console import say_error
from vtexlint.cli.directory import current_project
from vtexlint.cli.extras import MissingPackageError, demand
from vtexlint.cli.history import ACCOUNT
from vtexlint.cli.options import LANGUAGE
from vtexlint.cli.parser import Parser, add
from vtexlint.project.errors import TroubleError
from vtexlint.project.merged_audits import merge_audits
from vtexlint.text.messages import Template

DESCRIPTION = Template(
    "merge.description", "Make one report of several JSON reports of `vtexlint audit`, as if all repositories had been audited at once."
)
EXAMPLES = Template(
    "merge.examples.screen",
    """\
examples:
  vtexlint merge part-*.json                             the whole, for people
  vtexlint merge a.json b.json --format json > all.json  a report that can be merged again

exit status: 0 no token found, 1 tokens found, 2 a report or a repository could not be read""",
)
REPORTS = Template("merge.argument-reports", "files that `vtexlint audit --format json` has written")
OPTIONS = (ACCOUNT, FORMAT, LANGUAGE, QUIET)


def parser() -> Parser:
    made = Parser(prog="vtexlint merge", description=DESCRIPTION(), epilog=EXAMPLES())
    made.add_argument("reports", nargs="+", metavar="REPORT", help=REPORTS())
    for option in OPTIONS:
        add(made, option)
    return made


def main(arguments: list[str]) -> int:
    options = parser().parse_intermixed_args(arguments)
    try:
        demand((options.format,))
        found = merge_audits(current_project(), options.reports, options.account)
    except (MissingPackageError, TroubleError) as error:
        say_error(error.message)
        return 2
    return report(found, options)
