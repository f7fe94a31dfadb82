"""One secret of a history: the commit that added it, its places, whether HEAD still has it."""

from vtexlint._startup.modules import load
from vtexlint.diagnostics import CommitOrigin, Finding
from vtexlint.project.git.log import Commit, CommitChange
from vtexlint.text.messages import Template
from vtexlint.text.numbers import day

IN_COMMIT_AND_HEAD = Template("history.commit-head", "commit {commit} of {date} added an appToken; {tip} still contains it")
IN_COMMIT = Template("history.commit", "commit {commit} of {date} added an appToken; {tip} does not contain it, but the history does")
IN_OBJECT_AND_HEAD = Template("history.object-head", "a git object without a commit contains an appToken; {tip} contains it too")
IN_OBJECT = Template("history.object", "a git object without a commit contains an appToken; {tip} does not contain it")
HELP_OF_KEY_IN_HEAD = Template(
    "history.help-key-head",
    "first stop the token of {key}: {revoke}; then remove it from the files; rewrite the history only if you must",
)
HELP_OF_KEY = Template(
    "history.help-key",
    "first stop the token of {key}: {revoke}; rewrite the history only after that, and only if you must",
)
HELP_IN_HEAD = Template(
    "history.help-head",
    "first stop the token: {revoke}; then remove it from the files; rewrite the history only if you must",
)
HELP = Template(
    "history.help",
    "first stop the token: {revoke}; rewrite the history only after that, and only if you must",
)


class CommittedToken:
    """A secret and what is learnt of it: the first finding about it, in the blob `oid`, then the changes that write it."""

    __slots__ = ("_commits", "_finding", "_first", "_head_paths", "_last", "_oid", "_paths", "key")

    def __init__(self, finding: Finding, oid: str, key: str) -> None:
        self._finding = finding
        self._oid = oid
        self._first: CommitChange | None = None
        self._last = Commit("", "")
        self._commits: set[str] = set()
        self._paths: set[str] = set()
        self._head_paths: set[str] = set()
        self.key = key

    def written(self, change: CommitChange) -> None:
        """A commit writes a blob that holds it; the older commits come first."""
        self._commits.add(change.commit.id)
        self._last = change.commit
        self._paths.add(change.path)
        if self._first is None and change.oid == self._oid:
            self._first = change

    def in_head(self, path: str) -> None:
        self._head_paths.add(path)

    def reported(self, tip: str) -> Finding:
        """The finding, in the words of the history; `tip` is HEAD, or what is asked in its place."""
        place = self._finding.location
        commit, _, path = self._first or CommitChange(Commit("", ""), self._oid, place.path)
        origin = CommitOrigin(
            commit.id,
            commit.date,
            len(self._commits),
            tuple(sorted(self._paths)),
            tuple(sorted(self._head_paths)),
            self.key,
            tip,
            commit.committed,
            self._last.id,
            self._last.date,
        )
        in_head = bool(origin.head_paths)
        revoke = load("vtexlint.credentials.labels").REVOKE
        if commit.id:
            message = (IN_COMMIT_AND_HEAD if in_head else IN_COMMIT)(commit=commit.id[:12], date=day(commit.date[:10]), tip=tip)
        else:
            message = (IN_OBJECT_AND_HEAD if in_head else IN_OBJECT)(tip=tip)
        if self.key:
            remedy = (HELP_OF_KEY_IN_HEAD if in_head else HELP_OF_KEY)(key=self.key, revoke=revoke)
        else:
            remedy = (HELP_IN_HEAD if in_head else HELP)(revoke=revoke)
        return self._finding._replace(
            location=place._replace(path=path),
            message=message,
            help=remedy,
            origin=origin,
        )
