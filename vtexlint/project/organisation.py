"""Audit many repositories: find them, judge each by its HEAD and history in one of several processes, then take all together."""

import os
from functools import partial

from vtexlint._startup.digests import digest
from vtexlint._startup.modules import load
from vtexlint._startup.typed import TYPE_CHECKING, NamedTuple
from vtexlint.linter.places.model import HistoryToken
from vtexlint.linter.places.organisation import AuditedRepository, OrganisationAudit, renamed, together, with_statuses
from vtexlint.project.errors import MessageError, TroubleError, at, cause, where
from vtexlint.project.git.process import GitError
from vtexlint.project.history.audit import HistoryOptions, audit, locate
from vtexlint.project.history.status import judged, read_snapshots
from vtexlint.project.kept_audits import KeptAudits, state_of
from vtexlint.project.processors import usable_processors
from vtexlint.project.project import git_directory, is_git_directory, is_work_tree
from vtexlint.project.quiet_copy import quiet_copy
from vtexlint.project.read_file import CANNOT_BE_READ
from vtexlint.project.scratch_names import is_scratch
from vtexlint.project.workers import in_processes
from vtexlint.project.write_file import UnwritableError
from vtexlint.text.messages import Message, Template

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from vtexlint.accounts.model import Snapshots
    from vtexlint.linter.report import LintResult
    from vtexlint.project.cluster import Scheduler
    from vtexlint.project.project import Project

NO_DIRECTORY = Template("audit.no-directory", "this directory does not exist")
NO_REPOSITORY = Template("audit.no-repository", "is not a git repository, and contains none")
DAMAGED = Template("audit.damaged", "was not read: it is a damaged git repository, or has a `.git` that is none; repair or remove it")
FAILED = Template("audit.failed", "vtexlint failed on this repository ({error}), which was not read; please report it")
DIED = Template("audit.died", "was not read: its process ended")

_SMALLEST = 64 * 1024  # bytes that the work on any repository is worth: a process gets few at once, so that progress is seen


class AuditOptions(NamedTuple):
    """What to audit: repositories, and directories of them. `jobs`: processes (None: as many as there are processors)."""

    repositories: tuple[str, ...]
    config: str | None = None
    no_config: bool = False
    accounts: tuple[str, ...] = ()
    jobs: int | None = None
    cache: str | None = None  # the directory for results that are kept between audits
    scheduler: "Scheduler | None" = None  # of the Dask cluster whose workers read the repositories
    each: "Callable[[str, LintResult], Message | None] | None" = None
    """Called with the path and the result of each repository, in the process that has read it; returns what went wrong. Each one is read
    then, whatever is kept.
    """


def audit_organisation(
    project: "Project", options: AuditOptions, progress: "Callable[[int, int], None]" = lambda done, total: None
) -> OrganisationAudit:
    """Audit all repositories; one that fails has troubles, and the rest goes on. `progress`: how many are done, of how many.

    Raises TroubleError for an account snapshot that cannot be read, a directory that cannot be made, and a cluster that cannot be used.
    """
    snapshots = read_snapshots(project, options.accounts) if options.accounts else None
    roots, troubles = find_repositories(project, options.repositories)
    kept = _kept(project, options)
    done = iter(range(1, len(roots) + 1))
    progress(0, len(roots))
    work = partial(audit_repository, project, options._replace(repositories=()), kept)

    def lost(root: str) -> AuditedRepository:
        return _failed(project.display(root), DIED())

    def report_done() -> None:
        progress(next(done), len(roots))

    if options.scheduler is None:
        found = in_processes(work, roots, options.jobs or usable_processors(), _size, lost, report_done)
    else:
        connection = load("vtexlint.project.dask_client").connected(options.scheduler)
        found = load("vtexlint.project.cluster").on_cluster(connection, work, roots, _size, lost, report_done)
    named = (renamed(one, project.display(root)) for root, one in zip(roots, found, strict=True))  # two may have names that are tokens
    return with_snapshots(together(named, troubles), snapshots)


def with_snapshots(whole: OrganisationAudit, snapshots: "Snapshots | None") -> OrganisationAudit:
    """With the status of each token, where there are account snapshots."""
    if snapshots is None:
        return whole

    def judge(sighting: HistoryToken, key: str) -> tuple[str, Message, Message]:
        origin = judged(sighting.origin, snapshots, key)
        return origin.status, origin.reason, origin.todo

    return with_statuses(whole, judge)


def _kept(project: "Project", options: AuditOptions) -> "KeptAudits | None":
    if options.cache is None:
        return None
    try:
        return KeptAudits(project.absolute(options.cache))
    except UnwritableError as error:
        raise TroubleError(error.message) from None


def audit_repository(project: "Project", options: AuditOptions, kept: "KeptAudits | None", root: str) -> AuditedRepository:
    """HEAD and history of one repository, or the kept result where it has not changed. What goes wrong with it is its trouble.

    It raises nothing, and what it returns has no part of a token, not even in a path: other processes and other machines get it.
    """
    try:
        found = _audited(project, options, root) if kept is None else _kept_or_audited(project, options, kept, root)
    except MessageError as error:
        found = _failed(project.display(root), error.message)
    except Exception as error:
        found = _failed(project.display(root), FAILED(error=where(error)))
    quiet: AuditedRepository = quiet_copy(found)
    return quiet


def _kept_or_audited(project: "Project", options: AuditOptions, kept: "KeptAudits", root: str) -> AuditedRepository:
    config = None if options.config is None else project.absolute(options.config)
    state = state_of(locate(project, root), root, config, options.no_config)
    found = kept.get(root, state, project.display(root)) if options.each is None else None
    if found is None:
        found = _audited(project, options, root)
        try:
            kept.keep(root, state, found)
        except UnwritableError as error:  # what was found counts all the same
            found = found._replace(troubles=(*found.troubles, error.message))
    return found


def _audited(project: "Project", options: AuditOptions, root: str) -> AuditedRepository:
    path = project.display(root)
    wanted = HistoryOptions(alone=options.scheduler is not None)
    run = audit(project, root, wanted, options.config, options.no_config, lambda done, total, blobs: None)
    tokens = []
    for finding in run.outcome.findings:
        if finding.origin is not None:
            tokens.append(HistoryToken(token_id(finding.digest or finding.damaged), finding.origin.key, path, finding.origin))
    stats = run.outcome.history
    failed = options.each(path, run.outcome) if options.each is not None else None
    return AuditedRepository(
        path,
        _first_commits(project, root),
        stats.commits if stats else 0,
        stats.blobs if stats else 0,
        tuple(tokens),
        run.outcome.summary.suppressed,
        run.troubles if failed is None else (*run.troubles, failed),
        run.notes,
    )


def token_id(token: str) -> str:
    """What a report calls a token, by the token's digest: the same in all reports, and not the digest itself."""
    return digest(f"audit\0{token}")[:32]


def _first_commits(project: "Project", root: str) -> tuple[str, ...]:
    """The ids of the commits of HEAD without a parent; none if HEAD has no commit."""
    git = locate(project, root)
    try:
        return tuple(sorted(git.run("rev-list", "--max-parents=0", "HEAD", "--").decode().split()))
    except GitError:
        return ()


def _failed(path: str, message: Message) -> AuditedRepository:
    return AuditedRepository(path, troubles=(message,), is_read=False)


def _size(root: str) -> int:
    """About how much work a repository is: the bytes of its packs."""
    try:
        with os.scandir(os.path.join(git_directory(root), "objects", "pack")) as entries:
            return max(_SMALLEST, sum(entry.stat().st_size for entry in entries))
    except OSError:
        return _SMALLEST


def find_repositories(project: "Project", names: "Iterable[str]") -> "tuple[Sequence[str], list[Message]]":
    """The roots of the repositories of some paths, each once, and what is wrong with the other paths.

    A path is a work tree, a bare repository, a directory with repositories in it at any depth, or a directory in a work tree.
    """
    roots: dict[str, str] = {}  # by the real path
    troubles: list[Message] = []
    for name in names:
        absolute = project.absolute(name)
        if not os.path.isdir(absolute):
            troubles.append(at(name, NO_DIRECTORY()))
            continue
        unread: list[Message] = []
        found = list(_below(project, absolute, unread))
        if not found and (outer := project.repository_of(os.path.join(absolute, "x"))):
            found = [outer]
        if not found and not unread:
            unread = [at(name, NO_REPOSITORY())]
        troubles += unread
        for root in found:
            roots.setdefault(os.path.realpath(root), root)
    return sorted(roots.values()), troubles


def _below(project: "Project", directory: str, troubles: "list[Message]") -> "Iterator[str]":
    """The repositories in a directory; none that is inside another one, and none behind a link."""
    if is_git_directory(directory):
        yield os.path.dirname(directory) if os.path.basename(directory) == ".git" else directory
        return
    if is_work_tree(directory):
        yield directory
        return
    if is_scratch(os.path.basename(directory)):  # of a run that writes, or was killed: it has a `.git` that is not a repository
        return
    if _is_damaged(directory):
        troubles.append(at(project.display(directory), DAMAGED()))
    try:
        with os.scandir(directory) as entries:
            names = sorted(entry.name for entry in entries if entry.is_dir(follow_symlinks=False))
    except OSError as error:
        troubles.append(at(project.display(directory), CANNOT_BE_READ(reason=cause(error))))
        return
    for name in names:
        yield from _below(project, os.path.join(directory, name), troubles)


def _is_damaged(directory: str) -> bool:
    """Whether a directory that is not a repository has the marks of one: a `.git`, or parts of a bare one and its name."""
    if os.path.lexists(os.path.join(directory, ".git")):
        return True
    name = os.path.basename(directory)
    parts = ("HEAD", "objects", "refs")
    return name.endswith(".git") and name != ".git" and any(os.path.lexists(os.path.join(directory, part)) for part in parts)


def listed_repositories(project: "Project", name: str) -> list[str]:
    """The paths in a file, one a line; empty lines, and those that begin with `#`, are none. Raises TroubleError."""
    try:
        with open(project.absolute(name), encoding="utf-8", errors="surrogateescape") as file:
            text = file.read()
    except OSError as error:
        raise TroubleError(at(name, CANNOT_BE_READ(reason=cause(error)))) from None
    lines = (line.strip() for line in text.removeprefix("\ufeff").splitlines())
    return [line for line in lines if line and not line.startswith("#")]
