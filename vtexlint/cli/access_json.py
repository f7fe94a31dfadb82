"""What the reports of `explain access` and of `access` say of a call, for programs."""

from vtexlint._startup.typed import Any
from vtexlint.accounts.access.matching import Match
from vtexlint.accounts.access.table import AccessTable, Operation
from vtexlint.accounts.access.verdicts import AccountVerdict, holders


def near_json(match: Match) -> list[dict[str, str]] | None:
    """The similar calls; None if none were looked for."""
    if not match.operations and not match.is_compared:
        return None
    return [{"method": near.operation.method, "url": near.address} for near in match.near]


def operation_json(operation: Operation, known: AccessTable) -> dict[str, Any]:
    """An operation."""
    return {
        "method": operation.method,
        "path": operation.path,
        "summary": operation.summary,
        "page": operation.api,
        "security": operation.security,
        "needs": "all" if operation.needs_all else "one",
        "resources": [list(resource) for resource in operation.resources],
        "open": operation.open or None,
        "roles": [{"name": one.name, "resources": one.total} for one in holders(operation, known)],
    }


def verdict_json(one: AccountVerdict) -> dict[str, Any]:
    """A verdict; the account is null if it is not known."""
    said = one.verdict
    return {"account": one.account or None, "answer": said.answer, "reason": said.reason, "roles": list(said.roles)}
