"""Which tokens of a history still work, by account snapshots."""

from vtexlint._startup.typed import TYPE_CHECKING
from vtexlint.accounts.status import token_status
from vtexlint.project.account_files import AccountFiles
from vtexlint.project.errors import SavedError, TroubleError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vtexlint.accounts.model import Snapshots
    from vtexlint.diagnostics import CommitOrigin
    from vtexlint.project.project import Project
    from vtexlint.project.run import RunResult


def read_snapshots(project: "Project", names: "Sequence[str]") -> "Snapshots":
    """The account snapshots that a command line names. Raises TroubleError."""
    try:
        return AccountFiles(project).snapshots(names)
    except SavedError as error:
        raise TroubleError(error.message) from None


def judged(origin: "CommitOrigin", snapshots: "Snapshots", key: str = "") -> "CommitOrigin":
    """The origin of a token with its status; `key` where the history has none."""
    found = token_status(snapshots, origin.key or key, origin.date, origin.committed)
    return origin._replace(status=found.status, reason=found.reason, todo=found.todo)


def with_status(run: "RunResult", snapshots: "Snapshots") -> "RunResult":
    """The result of an audit; the help of each finding says what to do first."""
    findings = []
    for finding in run.outcome.findings:
        if finding.origin is not None:
            origin = judged(finding.origin, snapshots)
            finding = finding._replace(origin=origin, help=origin.todo)
        findings.append(finding)
    return run._replace(outcome=run.outcome._replace(findings=tuple(findings)))
