"""An audited repository as values for JSON, and back: what a report contains, and what is kept of a repository between audits."""

from collections.abc import Mapping

from vtexlint._startup.typed import Any
from vtexlint.diagnostics import CommitOrigin
from vtexlint.linter.places.model import HistoryToken
from vtexlint.linter.places.organisation import AuditedRepository
from vtexlint.text.patterns import lazy

_ID = lazy(r"[0-9a-f]{32}")


def repository_values(one: AuditedRepository) -> dict[str, Any]:
    """A repository without its messages, which each user of this has a form for."""
    return {
        "path": one.path,
        "read": one.is_read,
        "first_commits": list(one.first_commits),
        "commits": one.commits,
        "blobs": one.blobs,
        "tokens": [_sighting_values(sighting) for sighting in one.tokens],
        "suppressed": one.suppressed,
    }


def repository_from(values: object) -> AuditedRepository:
    """The repository that `repository_values` made these of. Raises ValueError for any others."""
    found = _mapping(values)
    path = _text(found, "path")
    return AuditedRepository(
        path,
        _texts(found, "first_commits"),
        _number(found, "commits"),
        _number(found, "blobs"),
        tuple(_sighting(one, path) for one in _list(found, "tokens")),
        _number(found, "suppressed"),
        is_read=found.get("read") is True,
    )


def messages_from(values: object, name: str) -> tuple[str, ...]:
    """The texts of a list of a repository's values. Raises ValueError."""
    return _texts(_mapping(values), name)


def _sighting_values(one: HistoryToken) -> dict[str, Any]:
    origin = one.origin
    return {
        "id": one.token,
        "key": one.key or None,
        "first": {"commit": origin.commit, "date": origin.date, "committed": origin.committed},
        "last": {"commit": origin.last, "date": origin.last_date},
        "commits": origin.commits,
        "paths": list(origin.paths),
        "head_paths": list(origin.head_paths),
    }


def _sighting(values: object, repository: str) -> HistoryToken:
    found = _mapping(values)
    first, last = _mapping(found.get("first")), _mapping(found.get("last"))
    token, key = _text(found, "id"), "" if found.get("key") is None else _text(found, "key")
    if not _ID.fullmatch(token):
        raise ValueError("id")
    origin = CommitOrigin(
        _text(first, "commit"),
        _text(first, "date"),
        _number(found, "commits"),
        _texts(found, "paths"),
        _texts(found, "head_paths"),
        key,
        committed=_text(first, "committed"),
        last=_text(last, "commit"),
        last_date=_text(last, "date"),
    )
    return HistoryToken(token, key, repository, origin)


def _mapping(values: object) -> Mapping[str, object]:
    if not isinstance(values, dict):
        raise ValueError("an object is expected")
    return values


def _text(values: Mapping[str, object], name: str) -> str:
    found = values.get(name)
    if not isinstance(found, str):
        raise ValueError(name)
    return found


def _number(values: Mapping[str, object], name: str) -> int:
    found = values.get(name)
    if not isinstance(found, int) or isinstance(found, bool) or found < 0:
        raise ValueError(name)
    return found


def _list(values: Mapping[str, object], name: str) -> list[object]:
    found = values.get(name)
    if not isinstance(found, list):
        raise ValueError(name)
    return found


def _texts(values: Mapping[str, object], name: str) -> tuple[str, ...]:
    return tuple(_text({name: one}, name) for one in _list(values, name))
