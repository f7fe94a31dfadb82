"""Reports of several audits, in JSON, taken together: one for the jobs of a CI matrix, or for the machines of an organisation."""

import json

from vtexlint._startup.typed import TYPE_CHECKING
from vtexlint.linter.places.audit_record import messages_from, repository_from
from vtexlint.linter.places.organisation import AuditedRepository, OrganisationAudit, renamed, together
from vtexlint.project.errors import at, cause
from vtexlint.project.history.status import read_snapshots
from vtexlint.project.organisation import with_snapshots
from vtexlint.project.read_file import CANNOT_BE_READ
from vtexlint.text.messages import Message, Template

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vtexlint.project.project import Project

NOT_A_REPORT = Template("merge.not-a-report", "is not a JSON report of `vtexlint audit`")


def merge_audits(project: "Project", names: "Sequence[str]", accounts: "Sequence[str]" = ()) -> OrganisationAudit:
    """The whole of the reports in some files; what is wrong with a file is a trouble. Raises TroubleError for an account snapshot.

    Repositories of different reports with one path are distinguished by the report's name, unless they are equal.
    """
    snapshots = read_snapshots(project, accounts) if accounts else None
    found: dict[str, AuditedRepository] = {}
    troubles: list[Message] = []
    unread: list[Message] = []
    for name in dict.fromkeys(names):
        try:
            repositories, said = _report(project.absolute(name))
        except OSError as error:
            unread.append(at(name, CANNOT_BE_READ(reason=cause(error))))
            continue
        except (ValueError, RecursionError):
            unread.append(at(name, NOT_A_REPORT()))
            continue
        troubles += said
        for one in repositories:
            if found.setdefault(one.path, one) != one:
                other = renamed(one, f"{name}:{one.path}")
                found[other.path] = other
    whole = together(found.values(), (*troubles, *unread))._replace(unread_reports=len(unread))
    return with_snapshots(whole, snapshots)


def _report(file: str) -> tuple[list[AuditedRepository], list[Message]]:
    """The repositories of a report, and its troubles with others. Raises OSError, ValueError or RecursionError."""
    with open(file, encoding="utf-8") as opened:
        values = json.load(opened)
    if not isinstance(values, dict) or values.get("version") != 1 or not isinstance(values.get("repositories"), list):
        raise ValueError(file)
    return [_repository(one) for one in values["repositories"]], list(map(Message, messages_from(values, "errors")))


def _repository(values: object) -> AuditedRepository:
    troubles, notes = (tuple(map(Message, messages_from(values, name))) for name in ("errors", "notes"))
    return repository_from(values)._replace(troubles=troubles, notes=notes)
