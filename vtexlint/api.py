"""The Python interface: judge a text or some paths, get findings."""

import os
from collections.abc import Iterable

from vtexlint.diagnostics import Finding, GitState
from vtexlint.linter.lint import conclude, lint_file, unreadable
from vtexlint.parsers.formats import format_of, guess_format
from vtexlint.project.effective_settings import RunOptions, TroubleError
from vtexlint.project.run import Session
from vtexlint.settings import Settings
from vtexlint.text.source import Source, UndecodableError

__all__ = ["TroubleError", "check_paths", "check_text"]

_DEFAULTS = Settings()


def check_text(
    text: str | bytes, path: str = ".env", *, settings: Settings = _DEFAULTS, git_state: GitState = "outside"
) -> tuple[Finding, ...]:
    """The findings about one text, sorted by place. Reads no file and asks no git.

    `path` gives the format and stands in the findings; `git_state` is what the secret rules go by. Bytes are decoded as a
    file's would be; what is no text gives an `unreadable-file` finding. Raises
    `vtexlint.linter.rule_selection.UnknownRuleError` for a name in the settings that is no rule.
    """
    try:
        source = Source(path, text) if isinstance(text, str) else Source.from_bytes(path, text)
    except UndecodableError as error:
        return conclude([unreadable(path, str(error), settings)], {}).findings
    return conclude([lint_file(source, format_of(path) or guess_format(source.text), settings)], {path: git_state}).findings


def check_paths(
    paths: Iterable[str | os.PathLike[str]], *, config: str | None = None, no_config: bool = False, accounts: Iterable[str] = ()
) -> tuple[Finding, ...]:
    """The findings about files and directories, as `vtexlint check PATH ...` gives them.

    `accounts` are account snapshots, as for `--account`. Raises TroubleError for what ends the command with 2: a path that does not
    exist, settings that are wrong, git that refuses.
    """
    options = RunOptions(paths=tuple(os.fspath(path) for path in paths), config=config, no_config=no_config, accounts=tuple(accounts))
    run = Session(options).check_paths()
    if run.troubles:
        raise TroubleError("\n".join(run.troubles))
    return run.outcome.findings
