"""`vtexlint audit REPOSITORY ...`: the tokens of many repositories, HEAD and history."""

import argparse
import sys

from vtexlint._startup.modules import load
from vtexlint._startup.typed import TYPE_CHECKING
from vtexlint.cli.audit_report import as_json, as_text
from vtexlint.cli.audit_sarif import SarifFolder
from vtexlint.cli.console import say, say_error, say_note
from vtexlint.cli.directory import current_project
from vtexlint.cli.extras import MissingPackageError, demand
from vtexlint.cli.history import ACCOUNT
from vtexlint.cli.options import JOBS, LANGUAGE, Option, jobs
from vtexlint.cli.parser import Parser, add
from vtexlint.cli.progress import Progress
from vtexlint.linter.places.organisation import OrganisationAudit
from vtexlint.project.errors import TroubleError, at
from vtexlint.project.organisation import AuditOptions, audit_organisation, listed_repositories
from vtexlint.project.project import Project
from vtexlint.text.messages import Template

if TYPE_CHECKING:
    from vtexlint.project.cluster import Scheduler

DESCRIPTION = Template(
    "audit.description",
    "Find appTokens in many git repositories, HEAD and history, and which are in several of them. Offline.",
)
EXAMPLES = Template(
    "audit.examples.screen",
    """\
examples:
  vtexlint audit ~/work                                  all repositories in this directory, at any depth
  vtexlint audit shop.git ../api --account keys.xlsx     also which tokens still work
  vtexlint audit --repositories list.txt --format json   those in a file, one path a line
  vtexlint audit /mnt/git --scheduler ADDRESS            read by the workers of a Dask cluster

exit status: 0 no token found, 1 tokens found, 2 a repository or a part of it could not be read""",
)
REPOSITORIES = Template("audit.argument-repositories", "work trees, bare repositories, and directories of them")
JOBS_AND_SCHEDULER = Template("audit.jobs-and-scheduler", "--jobs and --scheduler contradict each other: choose one")
TLS_WITHOUT_SCHEDULER = Template("audit.tls-without-scheduler", "--tls-ca, --tls-cert and --tls-key need --scheduler")
NONE_NAMED = Template("audit.none-named", "name a repository, a directory of repositories, or --repositories FILE")
PROGRESS = Template("audit.progress", "{done} of {total} repositories")
KEPT = Template(
    "audit.kept",
    "{count} repositories have not changed since an earlier audit, whose results were used",
    one="{count} repository has not changed since an earlier audit, whose result was used",
)
FORMATS = ("text", "json", "html")

FORMAT = Option(("--format",), Template("audit.option-format", "{choices} (default: text)"), "FORMAT", FORMATS, "text")
QUIET = Option(("-q", "--quiet"), Template("audit.option-quiet", "print only the result"))
OPTIONS = (
    Option(("--repositories",), Template("audit.option-repositories", "also the repositories in this file, one path a line"), "FILE"),
    ACCOUNT,
    Option(
        ("--cache",),
        Template("audit.option-cache", "keep the results in this directory, and read only repositories that have changed since"),
        "DIR",
    ),
    Option(("--sarif",), Template("audit.option-sarif", "also write a SARIF report for each repository into this directory"), "DIR"),
    Option(("--jobs",), Template("audit.option-jobs", "number of processes (default: automatic)"), "N", convert=jobs, expected=JOBS),
    Option(
        ("--scheduler",),
        Template(
            "audit.option-scheduler", "have a Dask cluster read the repositories: `tls://HOST:PORT`, `tcp://127.0.0.1:PORT` or `local:N`"
        ),
        "ADDRESS",
    ),
    Option(("--tls-ca",), Template("audit.option-tls-ca", "with `tls://`: the CA that has signed the certificates of the cluster"), "FILE"),
    Option(("--tls-cert",), Template("audit.option-tls-cert", "with `tls://`: the certificate to show to the scheduler"), "FILE"),
    Option(("--tls-key",), Template("audit.option-tls-key", "with `tls://`: the key of this certificate"), "FILE"),
    FORMAT,
    Option(("--config",), Template("audit.option-config", "use this settings file for all repositories"), "FILE"),
    Option(("--isolated", "--no-config"), Template("audit.option-no-config", "use no settings file")),
    LANGUAGE,
    QUIET,
)


def parser() -> Parser:
    made = Parser(prog="vtexlint audit", description=DESCRIPTION(), epilog=EXAMPLES())
    made.add_argument("paths", nargs="*", metavar="REPOSITORY", help=REPOSITORIES())
    for option in OPTIONS:
        add(made, option)
    return made


def main(arguments: list[str]) -> int:
    made = parser()
    options = made.parse_intermixed_args(arguments)
    if not options.paths and not options.repositories:
        made.error(NONE_NAMED())
    if options.scheduler and options.jobs:
        made.error(JOBS_AND_SCHEDULER())
    if not options.scheduler and (options.tls_ca or options.tls_cert or options.tls_key):
        made.error(TLS_WITHOUT_SCHEDULER())
    try:
        demand((options.format,))
        found = _found(options)
    except (MissingPackageError, TroubleError) as error:
        say_error(error.message)
        return 2
    return report(found, options)


def _found(options: argparse.Namespace) -> OrganisationAudit:
    project = current_project()
    listed = listed_repositories(project, options.repositories) if options.repositories else []
    each = SarifFolder(options.sarif, project.root).write if options.sarif else None
    wanted = AuditOptions(
        (*options.paths, *listed),
        options.config,
        options.isolated,
        options.account,
        options.jobs,
        options.cache,
        _scheduler(options, project) if options.scheduler else None,
        each,
    )
    progress = Progress(sys.stderr, PROGRESS, quiet=options.quiet)

    def report_progress(done: int, total: int) -> None:
        progress.show(done=done, total=total)

    try:
        return audit_organisation(project, wanted, report_progress)
    finally:
        progress.clear()


def _scheduler(options: argparse.Namespace, project: Project) -> "Scheduler":
    files = options.tls_ca, options.tls_cert, options.tls_key
    found: Scheduler = load("vtexlint.project.cluster").scheduler_named(options.scheduler, files, project.root)
    return found


def report(found: OrganisationAudit, options: argparse.Namespace) -> int:
    """Print an audit; the exit status."""
    if options.format == "json":
        say(as_json(found), end="")
    elif options.format == "html":
        say(load("vtexlint.cli.audit_page").as_html(found), end="")
    else:
        say("".join(f"{line}\n" for line in as_text(found)), end="")
    troubles = [*found.troubles, *(at(one.path, trouble) for one in found.repositories for trouble in one.troubles)]
    for trouble in troubles:
        say_error(trouble)
    for one in found.repositories:
        for note in one.notes:
            say_note(at(one.path, note))  # also with --quiet: without it, "no token" would mean more than was read
    if (kept := sum(one.is_kept for one in found.repositories)) and not options.quiet:
        say_note(KEPT(count=kept))
    if troubles:
        return 2
    return 1 if found.tokens else 0
