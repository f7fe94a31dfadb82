"""What `vtexlint check` finds in a directory at the time of `vtexlint init`."""

import os

from vtexlint.cli.init.plan import PlanError
from vtexlint.project.effective_settings import RunOptions
from vtexlint.project.errors import TroubleError
from vtexlint.project.project import Project
from vtexlint.project.run import RunResult, Session
from vtexlint.rules.unprotected_secret import IGNORE_HELP


def look(directory: str, baseline: str | None = None) -> RunResult:
    """Check a directory, with its settings; the findings are recorded in `baseline`, a path relative to it. Raises PlanError."""
    options = RunOptions(baseline=baseline, write_baseline=baseline is not None)
    try:
        return Session(Project(os.path.abspath(directory)), options).check_paths()
    except TroubleError as error:
        raise PlanError(error.message) from None


def unprotected(directory: str) -> tuple[str, ...]:
    """The files that belong into .gitignore, relative to the directory: each contains a token. Raises PlanError."""
    found = look(directory).outcome.findings
    return tuple(dict.fromkeys(finding.location.path for finding in found if getattr(finding.help, "id", "") == IGNORE_HELP.id))
