"""One secret of a history: where it first came in, where it stands, whether HEAD still has it."""

from vtexlint.credentials.labels import REVOKE
from vtexlint.diagnostics import CommitOrigin, Finding
from vtexlint.project.git.log import Commit, CommitChange


class CommittedToken:
    """A secret and what is learnt of it: the first finding about it, in the blob `oid`, then the changes that write it."""

    __slots__ = ("_commits", "_finding", "_first", "_head_paths", "_oid", "_paths", "key")

    def __init__(self, finding: Finding, oid: str, key: str) -> None:
        self._finding = finding
        self._oid = oid
        self._first: CommitChange | None = None
        self._commits: set[str] = set()
        self._paths: set[str] = set()
        self._head_paths: set[str] = set()
        self.key = key

    def written(self, change: CommitChange) -> None:
        """A commit writes a blob that holds it; the older commits come first."""
        self._commits.add(change.commit.id)
        self._paths.add(change.path)
        if self._first is None and change.oid == self._oid:
            self._first = change

    def in_head(self, path: str) -> None:
        self._head_paths.add(path)

    def told(self) -> Finding:
        """The finding, in the words of the history."""
        place = self._finding.location
        commit, _, path = self._first or CommitChange(Commit("", ""), self._oid, place.path)
        origin = CommitOrigin(
            commit.id, commit.date, len(self._commits), tuple(sorted(self._paths)), tuple(sorted(self._head_paths)), self.key
        )
        where = f"first in commit {commit.id[:12]} of {commit.date[:10]}" if commit.id else "in an object that no commit holds"
        tip = "HEAD still has it" if origin.head_paths else "HEAD no longer has it, the history has"
        whose = f"the token of {self.key}" if self.key else "the token"
        then = (
            "then take it out of the files, and out of the history only if you must"
            if origin.head_paths
            else "rewrite the history only after that"
        )
        return self._finding._replace(
            location=place._replace(path=path),
            message=f"a real appToken stands in the git history, {where}; {tip}",
            help=f"first stop {whose} (Account settings > API keys): {REVOKE}; {then}",
            origin=origin,
        )
