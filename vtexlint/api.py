"""The Python interface: lint a text or some paths, get findings."""

import os
from collections.abc import Iterable
from datetime import datetime

from vtexlint.cli.directory import current_project
from vtexlint.diagnostics import Finding, GitState
from vtexlint.linter.file_context import FileContext
from vtexlint.linter.lint import conclude, lint_bytes, lint_file
from vtexlint.linter.rule_selection import disabled_rules
from vtexlint.parsers.formats import format_of, guess_format
from vtexlint.project.effective_settings import RunOptions
from vtexlint.project.errors import TroubleError
from vtexlint.project.project import Project
from vtexlint.project.run import Session
from vtexlint.settings import Settings
from vtexlint.text.messages import Message
from vtexlint.text.source import Source

__all__ = ["TroubleError", "check_paths", "check_text"]

_DEFAULTS = Settings()


def check_text(
    text: str | bytes,
    path: str = ".env",
    *,
    settings: Settings = _DEFAULTS,
    git_state: GitState = "outside",
    now: datetime | None = None,
) -> tuple[Finding, ...]:
    """The findings about one text, sorted by place. Reads no file and does not run git.

    `path` gives the format and is shown in the findings; `git_state` is what the secret rules go by: `tracked`
    counts as committed, `staged` as not committed yet; `now` is the time that rules about time go by (default: the clock).
    Bytes are decoded as a file's would be; undecodable ones give an `unreadable-file` finding. Raises
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
    """The findings about files and directories, as `vtexlint check PATH ...` in the directory `root` gives them.

    `root` is absolute; by default the current directory. `accounts` are account snapshots, as for `--account`, `now`
    is the time that rules about time go by. Raises TroubleError for what ends the command with 2: a path that does not exist,
    settings that are wrong, git that refuses.
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
