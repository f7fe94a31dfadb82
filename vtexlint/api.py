"""The Python interface: lint a text or some paths, get findings."""

import os
from collections.abc import Iterable, Sequence
from datetime import datetime

from vtexlint._startup.modules import load
from vtexlint._startup.typed import TYPE_CHECKING
from vtexlint.cli.directory import current_project
from vtexlint.diagnostics import Finding, GitState
from vtexlint.linter.conclude import conclude
from vtexlint.linter.file_context import FileContext
from vtexlint.linter.lint import lint_bytes, lint_file
from vtexlint.linter.places.inventory import Inventory
from vtexlint.linter.places.model import KeyPlaces
from vtexlint.linter.places.organisation import OrganisationAudit
from vtexlint.linter.places.select import asked_for, asked_for_token, entered_token
from vtexlint.linter.rule_selection import disabled_rules
from vtexlint.parsers.formats import format_of, guess_format
from vtexlint.project import merged_audits
from vtexlint.project.effective_settings import RunOptions
from vtexlint.project.errors import TroubleError
from vtexlint.project.history.status import read_snapshots
from vtexlint.project.inventory import take_inventory
from vtexlint.project.organisation import AuditOptions, audit_organisation
from vtexlint.project.project import Project
from vtexlint.project.rotate import Rotated, Rotation
from vtexlint.project.run import Session
from vtexlint.project.where import WhereOptions, where
from vtexlint.settings import Settings
from vtexlint.text.messages import Message
from vtexlint.text.secret import Secret
from vtexlint.text.source import Source

if TYPE_CHECKING:
    from vtexlint.accounts.access.answer import CallAccess
    from vtexlint.project.cluster import Scheduler

__all__ = [
    "Secret",
    "TroubleError",
    "audit",
    "call_access",
    "check_paths",
    "check_text",
    "find_key",
    "inventory",
    "merge_audits",
    "rotate_key",
]

_DEFAULTS = Settings()


def check_text(
    text: str | bytes,
    path: str = ".env",
    *,
    settings: Settings = _DEFAULTS,
    git_state: GitState = "outside",
    now: datetime | None = None,
) -> tuple[Finding, ...]:
    """Return the findings in one text, sorted by location. Reads no file and does not run git.

    `path` determines the format and is shown in the findings. The secret rules use `git_state`: `tracked` counts as committed,
    `staged` as not committed yet. The rules about time use `now` (default: the clock).
    Bytes are decoded like a file's; bytes that cannot be decoded give an `unreadable-file` finding. Raises
    `vtexlint.linter.rule_selection.UnknownRuleError` for a name in the settings that is not a rule.
    """
    context = FileContext(settings, disabled_rules(settings), now=now.timestamp() if now else None)
    if isinstance(text, bytes):
        result = lint_bytes(path, text, context)
    else:
        result = lint_file(Source(path, text), format_of(path) or guess_format(text, path), context)
    return conclude([result], {path: git_state}).findings


def check_paths(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    *,
    root: str | os.PathLike[str] | None = None,
    config: str | None = None,
    no_config: bool = False,
    accounts: Iterable[str] = (),
    now: datetime | None = None,
) -> tuple[Finding, ...]:
    """Return the findings in files and directories, as `vtexlint check PATH ...` in the directory `root` reports them.

    `root` is absolute (default: the current directory). `accounts` are account snapshots, as for `--account`. The rules about
    time use `now` (default: the clock). Raises TroubleError if the command exits with 2: a path does not exist, settings
    are wrong, git refuses to answer.
    """
    project = _project(root)
    options = RunOptions(
        paths=_paths(paths),
        config=config,
        no_config=no_config,
        accounts=tuple(accounts),
        now=now.timestamp() if now else None,
    )
    run = Session(project, options).check_paths()
    if run.troubles:
        raise TroubleError(Message("\n".join(run.troubles)))
    return run.outcome.findings


def call_access(method: str, url: str, *, accounts: Iterable[str] = (), root: str | os.PathLike[str] | None = None) -> "CallAccess":
    """Return what a call to VTEX needs, as `vtexlint explain access METHOD URL` shows it. Offline.

    `method` may be empty: then each documented method of the path is returned. `url` may be a path, and contain variables.
    `accounts` are account snapshots, as for `--account`, relative to `root` (default: the current directory): each of their keys gets
    a verdict. Raises TroubleError for a snapshot that cannot be read.
    """
    snapshots = read_snapshots(_project(root), tuple(accounts)) if accounts else None
    found: CallAccess = load("vtexlint.accounts.access.answer").answer(method, url, snapshots)
    return found


def find_key(
    key: str | Secret,
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]] = ".",
    *,
    root: str | os.PathLike[str] | None = None,
    history: bool = False,
    accounts: Iterable[str] = (),
    config: str | None = None,
    no_config: bool = False,
) -> KeyPlaces:
    """Return the places of an appKey and its appToken, as `vtexlint where KEY PATH ...` in the directory `root` reports them.

    `key` is an appKey, an account, or an appToken as `vtexlint.Secret(token)`, which cannot be printed; the result has its
    digest only. `history`: also the commits of the repositories; `accounts` are account snapshots, which give each token of the history a
    `status`. Raises ValueError for a `key` of another form, and TroubleError if the
    command exits with 2.
    """
    asked = asked_for_token(entered_token(key)) if isinstance(key, Secret) else asked_for(key)
    found = where(_project(root), asked, WhereOptions(_paths(paths), history, config, no_config, tuple(accounts)))
    if found.troubles:
        raise TroubleError(Message("\n".join(found.troubles)))
    return found


def rotate_key(
    key: str,
    token: Secret,
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]] = ".",
    *,
    root: str | os.PathLike[str] | None = None,
    also_tracked: bool = False,
    dry_run: bool = False,
    config: str | None = None,
    no_config: bool = False,
) -> Rotated:
    """Write a new appToken in every place of the old one, as `vtexlint rotate KEY PATH ...` in the directory `root` does.

    `key` is an appKey, or an account that has one; `token` is `vtexlint.Secret(token)`, which cannot be printed.
    `also_tracked`: also in files that git does not ignore. `dry_run`: nothing is written. A file that cannot be written is in `refused`,
    with the reason. Raises ValueError, with nothing written, for a key or a token of another form, and where the places disagree;
    TroubleError if a file could not be searched.
    """
    options = WhereOptions(_paths(paths), False, config, no_config)
    rotation = Rotation(_project(root), asked_for(key), options, entered_token(token), also_tracked=also_tracked)
    return rotation.preview() if dry_run else rotation.apply()


def inventory(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]] = ".",
    *,
    root: str | os.PathLike[str] | None = None,
    accounts: Iterable[str] = (),
    config: str | None = None,
    no_config: bool = False,
    now: datetime | None = None,
) -> Inventory:
    """Return all appKeys in files and directories, as `vtexlint inventory PATH ...` in the directory `root` reports them.

    `accounts` are account snapshots; `now`: as for `check_paths`. Raises TroubleError if the command exits with 2.
    """
    options = WhereOptions(_paths(paths), False, config, no_config, tuple(accounts))
    found = take_inventory(_project(root), options, now.timestamp() if now else None)
    if found.troubles:
        raise TroubleError(Message("\n".join(found.troubles)))
    return found


def audit(
    repositories: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    *,
    root: str | os.PathLike[str] | None = None,
    accounts: Iterable[str] = (),
    config: str | None = None,
    no_config: bool = False,
    cache: str | os.PathLike[str] | None = None,
    jobs: int = 1,
    scheduler: str | None = None,
    certificates: Sequence[str | os.PathLike[str]] = (),
) -> OrganisationAudit:
    """Return the tokens of many git repositories, as `vtexlint audit REPOSITORY ...` in the directory `root` reports them.

    `repositories` are work trees, bare repositories and directories of them. A repository that cannot be read has `troubles`, and the
    others are audited. `accounts` are account snapshots, which give each token a `status`; `cache` is the directory for results that
    are kept; `jobs`: how many processes.

    `scheduler` is the address of a Dask cluster whose workers read the repositories, as for `--scheduler`; `certificates`, for `tls://`:
    the files of the CA, of a certificate and of its key, which the environment may name instead. `local:N` starts processes that import
    the main module, which must permit it (`if __name__ == "__main__":`).

    Raises TroubleError for a snapshot that cannot be read, a `cache` that cannot be made, and a cluster that cannot be used.
    """
    project, kept = _project(root), None if cache is None else os.fspath(cache)
    found: Scheduler | None = None
    if scheduler is not None:
        found = load("vtexlint.project.cluster").scheduler_named(scheduler, [os.fspath(one) for one in certificates], project.root)
    return audit_organisation(project, AuditOptions(_paths(repositories), config, no_config, tuple(accounts), jobs, kept, found))


def merge_audits(
    reports: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    *,
    root: str | os.PathLike[str] | None = None,
    accounts: Iterable[str] = (),
) -> OrganisationAudit:
    """Return the whole of several JSON reports of `vtexlint audit`, as `vtexlint merge REPORT ...` in the directory `root` reports it.

    A file that is not such a report is one of the result's `troubles`. Raises TroubleError for an account snapshot that cannot be read.
    """
    return merged_audits.merge_audits(_project(root), _paths(reports), tuple(accounts))


def _project(root: str | os.PathLike[str] | None) -> Project:
    return current_project() if root is None else Project(os.fspath(root))


def _paths(paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]]) -> tuple[str, ...]:
    if isinstance(paths, str | os.PathLike):  # else each letter of a text would be a path
        paths = (paths,)
    return tuple(os.fspath(path) for path in paths)
