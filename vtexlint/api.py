"""The Python interface: lint a text or some paths, get findings."""

import os
from collections.abc import Iterable
from datetime import datetime

from vtexlint._startup.modules import load
from vtexlint._startup.typed import TYPE_CHECKING
from vtexlint.cli.directory import current_project
from vtexlint.diagnostics import Finding, GitState
from vtexlint.linter.file_context import FileContext
from vtexlint.linter.lint import conclude, lint_bytes, lint_file
from vtexlint.linter.rule_selection import disabled_rules
from vtexlint.parsers.formats import format_of, guess_format
from vtexlint.project.account_files import AccountFiles
from vtexlint.project.effective_settings import RunOptions
from vtexlint.project.errors import MessageError, TroubleError
from vtexlint.project.project import Project
from vtexlint.project.run import Session
from vtexlint.settings import Settings
from vtexlint.text.messages import Message
from vtexlint.text.source import Source

if TYPE_CHECKING:
    from vtexlint.access.answer import CallAccess

__all__ = ["TroubleError", "call_access", "check_paths", "check_text"]

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
        result = lint_file(Source(path, text), format_of(path) or guess_format(text), context)
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
    if isinstance(paths, str | os.PathLike):  # else each letter of a text would be a path
        paths = (paths,)
    project = current_project() if root is None else Project(os.fspath(root))
    options = RunOptions(
        paths=tuple(os.fspath(path) for path in paths),
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
    project = current_project() if root is None else Project(os.fspath(root))
    try:
        snapshots = AccountFiles(project).snapshots(tuple(accounts)) if accounts else None
    except MessageError as error:
        raise TroubleError(error.message) from None
    found: CallAccess = load("vtexlint.access.answer").answer(method, url, snapshots)
    return found
