"""The tokens of many repositories, taken together: which are in several, which keys have several, which repositories are copies."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from math import inf

from vtexlint._startup.typed import NamedTuple
from vtexlint.credentials.shapes import key_parts
from vtexlint.linter.places.model import HistoryToken
from vtexlint.text.messages import NO_MESSAGE, Message


class AuditedRepository(NamedTuple):
    """One repository, HEAD and history. It has digests of tokens and no token.

    `path`: as reports show it; `first_commits`: the commits of HEAD without a parent, by which copies are known; `commits` and `blobs`:
    how many were read; `suppressed`: how many tokens an ignore comment covers. `troubles`: what prevented a part of the audit; if
    `is_read` is false, all of it. `is_kept`: it was not read now, because it has not changed since an earlier audit.
    """

    path: str
    first_commits: tuple[str, ...] = ()
    commits: int = 0
    blobs: int = 0
    tokens: tuple[HistoryToken, ...] = ()
    suppressed: int = 0
    troubles: tuple[Message, ...] = ()
    notes: tuple[Message, ...] = ()
    is_read: bool = True
    is_kept: bool = False


def renamed(one: AuditedRepository, path: str) -> AuditedRepository:
    """The repository under another path."""
    return one._replace(path=path, tokens=tuple(token._replace(repository=path) for token in one.tokens))


class AuditedToken(NamedTuple):
    """One token: its digest, its appKeys ("" is none of them), and where it is, one of `sightings` for each repository that has it.

    `families`: how many repositories have it, if copies of one count once. With account snapshots: `status`, `reason`, and what `todo`
    first, by its oldest commit.
    """

    token: str
    keys: tuple[str, ...]
    sightings: tuple[HistoryToken, ...]
    families: int
    status: str = ""
    reason: Message = NO_MESSAGE
    todo: Message = NO_MESSAGE

    @property
    def in_head(self) -> bool:
        """Whether the HEAD of a repository contains it."""
        return any(one.origin.head_paths for one in self.sightings)

    @property
    def repositories(self) -> tuple[str, ...]:
        return tuple(one.repository for one in self.sightings)

    @property
    def oldest(self) -> HistoryToken:
        """The sighting with the oldest commit; one without a commit only if no other has one."""
        return min(self.sightings, key=lambda one: (not one.origin.commit, _moment(one.origin.committed), _moment(one.origin.date)))


def _moment(date: str) -> float:
    """Seconds since 1970. The dates of commits have different offsets, and a merged report may have any text."""
    try:
        return datetime.fromisoformat(date).timestamp()
    except (ValueError, OverflowError, OSError):
        return inf


class AuditedKey(NamedTuple):
    """One appKey: its tokens, those that some HEAD contains, and the repositories that have one of them with it."""

    key: str
    account: str
    tokens: tuple[str, ...]
    head_tokens: tuple[str, ...]
    repositories: tuple[str, ...]


class AuditedAccount(NamedTuple):
    """One account: its appKeys, their tokens, and the repositories that have one of them."""

    account: str
    keys: tuple[str, ...]
    tokens: tuple[str, ...]
    repositories: tuple[str, ...]


class OrganisationAudit(NamedTuple):
    """Many repositories. `copies`: groups of repositories that have a first commit in common, such as forks and clones.

    `troubles`: what was named and is not a repository; those of a repository are its own. The last `unread_reports` of them are about
    reports to be merged.
    """

    repositories: tuple[AuditedRepository, ...]
    tokens: tuple[AuditedToken, ...]
    keys: tuple[AuditedKey, ...]
    accounts: tuple[AuditedAccount, ...]
    copies: tuple[tuple[str, ...], ...]
    troubles: tuple[Message, ...] = ()
    unread_reports: int = 0

    @property
    def shared(self) -> tuple[AuditedToken, ...]:
        """The tokens in several repositories that are not copies of each other."""
        return tuple(token for token in self.tokens if token.families > 1)

    @property
    def with_several(self) -> tuple[AuditedKey, ...]:
        """The keys with several tokens."""
        return tuple(key for key in self.keys if len(key.tokens) > 1)


def together(repositories: Iterable[AuditedRepository], troubles: Sequence[Message] = ()) -> OrganisationAudit:
    """The whole of some repositories, each path once, in the order of their paths."""
    audited = sorted({one.path: one for one in repositories}.values(), key=lambda one: one.path)
    family = _families(audited)
    sightings: dict[str, list[HistoryToken]] = {}
    for repository in audited:
        for one in repository.tokens:
            sightings.setdefault(one.token, []).append(one)
    tokens = tuple(
        AuditedToken(
            token, tuple(dict.fromkeys(one.key for one in found if one.key)), tuple(found), len({family[one.repository] for one in found})
        )
        for token, found in sightings.items()
    )
    keys = tuple(_keys(tokens))
    copies: dict[int, list[str]] = {}
    for path, number in family.items():
        copies.setdefault(number, []).append(path)
    groups = tuple(tuple(paths) for paths in copies.values() if len(paths) > 1)
    return OrganisationAudit(tuple(audited), tokens, keys, tuple(_accounts(keys)), groups, tuple(troubles))


def with_statuses(audit: OrganisationAudit, judge: Callable[[HistoryToken, str], tuple[str, Message, Message]]) -> OrganisationAudit:
    """With the status of each token. `judge` gives status, reason and what to do first, for a sighting and the appKey ("" for none)."""
    judged = []
    for token in audit.tokens:
        status, reason, todo = judge(token.oldest, next(iter(token.keys), ""))
        judged.append(token._replace(status=status, reason=reason, todo=todo))
    return audit._replace(tokens=tuple(judged))


def _families(audited: Sequence[AuditedRepository]) -> dict[str, int]:
    """A number for each path: the same for repositories that have a first commit in common, directly or through others."""
    parent: dict[str, str] = {}

    def top(name: str) -> str:
        while parent.setdefault(name, name) != name:
            name = parent[name]
        return name

    for one in audited:
        own = top(f"path {one.path}")
        for commit in one.first_commits:
            parent[top(f"commit {commit}")] = own
    numbers: dict[str, int] = {}
    return {one.path: numbers.setdefault(top(f"path {one.path}"), len(numbers)) for one in audited}


def _keys(tokens: Iterable[AuditedToken]) -> Iterable[AuditedKey]:
    by_key: dict[str, list[tuple[AuditedToken, HistoryToken]]] = {}
    for token in tokens:
        for sighting in token.sightings:
            if sighting.key:
                by_key.setdefault(sighting.key, []).append((token, sighting))
    for key in sorted(by_key):
        parts, found = key_parts(key), by_key[key]
        in_head = (token.token for token, sighting in found if sighting.origin.head_paths)
        repositories = sorted({sighting.repository for _, sighting in found})
        tokens_of = tuple(dict.fromkeys(token.token for token, _ in found))
        yield AuditedKey(key, parts.account if parts else "", tokens_of, tuple(dict.fromkeys(in_head)), tuple(repositories))


def _accounts(keys: Iterable[AuditedKey]) -> Iterable[AuditedAccount]:
    by_account: dict[str, list[AuditedKey]] = {}
    for key in keys:
        if key.account:
            by_account.setdefault(key.account, []).append(key)
    for account in sorted(by_account):
        found = by_account[account]
        tokens = dict.fromkeys(token for key in found for token in key.tokens)
        repositories = sorted({path for key in found for path in key.repositories})
        yield AuditedAccount(account, tuple(key.key for key in found), tuple(tokens), tuple(repositories))
