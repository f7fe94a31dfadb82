"""The whole history of a repository: search every blob, once, for tokens."""

import os
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import IO

from vtexlint._startup.typed import NamedTuple
from vtexlint.diagnostics import Severity
from vtexlint.linter.coverage import HistoryStats
from vtexlint.linter.report import LintResult, Summary
from vtexlint.parsers.formats import FORMATS, format_of
from vtexlint.project.config import Configs
from vtexlint.project.errors import ConfigError, MessageError, TroubleError, at, where
from vtexlint.project.git import log, texts
from vtexlint.project.git.log import Commit, CommitChange
from vtexlint.project.git.objects import Wanted, open_blobs
from vtexlint.project.git.process import Git, GitError, git_at
from vtexlint.project.git.trees import TreeEntry, Trees, open_trees
from vtexlint.project.history.attribution import CommittedToken
from vtexlint.project.history.notes import BROKEN_TREES, message_of, missing, notes_of, unreachable
from vtexlint.project.history.pool import Scan, scanned
from vtexlint.project.history.scan_blob import BlobScanner
from vtexlint.project.history.token_hits import TokenHit
from vtexlint.project.project import Project, is_git_directory, root_of
from vtexlint.project.run import RunResult
from vtexlint.text.messages import Message, Template

PATH_FAILED = Template("history.path-failed", "vtexlint failed on this path ({error}), which was not read; please report it")
NO_DIRECTORY = Template("history.no-directory", "this directory does not exist")
IS_FILE = Template(
    "history.is-file", "is a file, but the history of the whole repository is read: name a directory of it, such as {directory}"
)

_MOST_PATHS = 10_000

Progress = Callable[[int, int, int], None]
"""Called as the walk proceeds, with the number of commits done, of all commits, and of requested blobs."""

# readings of a blob, as bits: one for each format that a name gives, then the same under a name with `vtex` in it
_FORMATS = (None, *dict.fromkeys(row.name for row in FORMATS))


class HistoryOptions(NamedTuple):
    """What to audit; `since` is a date that git understands, `branches` are refs (none: all of them)."""

    since: str | None = None
    branches: tuple[str, ...] = ()
    unreachable: bool = False
    snippets: bool = False
    suppressed: bool = False  # also tokens that an ignore comment covers
    alone: bool = False  # by this process alone: one with several threads cannot be forked


class History:
    """One audit. The memory that it takes grows by some hundred bytes a blob, and not with the blobs' sizes."""

    def __init__(self, git: Git, inspector: BlobScanner, options: HistoryOptions, progress: Progress) -> None:
        self._git = git
        self._inspector = inspector
        self._options = options
        self._progress = progress
        self._asked: dict[bytes, int] = {}  # blob -> the readings that were asked for, as bits
        self._readings: dict[str, int] = {}
        self._absent: dict[str, str] = {}  # blob -> a path of it
        self._large: dict[str, str] = {}
        self._secrets: dict[str, CommittedToken] = {}
        self._holders: dict[str, set[str]] = {}  # blob -> the secrets in it
        self._silenced: dict[str, set[str]] = {}  # blob -> the secrets in it that an ignore comment covers
        self._tip = "HEAD"
        self._present: frozenset[bytes] | None = None
        self._failures: list[Message] = []
        self._failed: set[str] = set()  # paths
        inspector.configs.report = self._failures.append

    def run(self) -> RunResult:
        """Walk, read, and attribute. Raises TroubleError."""
        try:
            return self._run()
        except (GitError, ConfigError, log.UnknownRefError) as error:
            raise TroubleError(error.message) from None

    def _run(self) -> RunResult:
        git, options = self._git, self._options
        if log.is_partial(git):
            self._present = frozenset(map(bytes.fromhex, log.present_blobs(git)))
        wanted = log.starts(git, options.branches, unreachable=options.unreachable)
        with tempfile.TemporaryFile() as listed, open_trees(git) as trees:
            total = log.list_commits(git, wanted, options.since, listed)
            self._read(self._of_commits(trees, listed, total))
            self._read_messages(wanted)
            if not options.branches and not options.since:
                self._read(self._of_objects(trees, log.loose_refs(git)))
            objects = list(log.named_objects(git, options.branches))
            self._read(self._of_objects(trees, objects))
            if options.unreachable:
                self._read(self._of_no_ref())
            head = list(log.tree(trees, log.head_tree(git)))
            self._tip, tree = log.tip_of(git, options.branches)
            at_tip = list(log.tree(trees, tree)) if tree else head
            tips = (head, at_tip) if tree else (head,)
            if self._secrets and (options.since or options.branches):
                for entries in tips:
                    self._read(filter(None, (self._wanted(one.oid, one.path) for one in entries if not one.is_submodule)), known=True)
            suppressed = self._drop_accepted(*tips)
            if self._secrets:
                self._attribute(trees, listed, at_tip)
            cut = log.cut_at(git)
            is_new = options.since is None and any(name.startswith("^") for name in options.branches)
            notes = list(notes_of(cut, trees, head, self._large, total or len(objects), options.since, only_new=is_new))
            if trees.missing:
                self._failures.append(BROKEN_TREES(count=len(trees.missing)))
        return self._concluded(total, suppressed, notes, len(cut))

    # which blobs are read, and how each is asked for

    def _of_commits(self, trees: Trees, listed: IO[bytes], total: int) -> Iterator[Wanted]:
        done = 0
        for change in log.changes(trees, listed):
            if isinstance(change, Commit):
                done += 1
                self._progress(done, total, len(self._asked))
            elif wanted := self._wanted(change.oid, change.path):
                yield wanted

    def _of_objects(self, trees: Trees, objects: Iterable[tuple[str, str, str]]) -> Iterator[Wanted]:
        """Of refs that point to no commit."""
        for kind, oid, name in objects:
            blobs = log.tree(trees, oid) if kind == "tree" else (TreeEntry(oid, name),)
            yield from filter(None, (self._wanted(one.oid, one.path) for one in blobs if not one.is_submodule))

    def _read_messages(self, wanted: Sequence[str]) -> None:
        """Search the messages of the commits, and of the annotated tags that are named, or of all."""
        options = self._options
        for oid, message in texts.commit_messages(self._git, wanted, options.since):
            self._search(oid, message_of("commit", oid[:12]), message)
        named = [name for name in options.branches if not name.startswith("^")]
        if not options.since and (named or not options.branches):
            for name, message in texts.tag_messages(self._git, named or None):
                path = message_of("tag", name)
                self._search(path, path, message)

    def _search(self, oid: str, path: str, message: bytes) -> None:
        if self._limit(path) is None:
            return
        try:
            hits = self._inspector.inspect(path, message)
        except MessageError:
            raise
        except Exception as error:
            self._failures.append(at(path, PATH_FAILED(error=where(error))))
            return
        for hit in hits:
            self._note(oid, hit)

    def _of_no_ref(self) -> Iterator[Wanted]:
        for oid in log.present_blobs(self._git):
            if bytes.fromhex(oid) not in self._asked and (wanted := self._wanted(oid, unreachable(oid))):
                yield wanted

    def _wanted(self, oid: str, path: str) -> Wanted | None:
        """The request for a blob under a name; None if that reading of it was asked for before, or is ignored.

        A blob that has several names is read once for each format that these give it: damaged tokens count in config files alone.
        """
        reading = self._reading(path)
        key = bytes.fromhex(oid)
        asked = self._asked.get(key, 0)
        if asked & reading:
            return None
        limit = self._limit(path)
        if limit is None:
            return None
        if self._present is not None and key not in self._present:
            self._absent.setdefault(oid, path)
            return None
        self._asked[key] = asked | reading
        return Wanted(oid, path, limit)

    def _limit(self, path: str) -> int | None:
        """As the scanner's; a path for which it fails is a failure, and is not read."""
        try:
            return self._inspector.limit(path)
        except MessageError:
            raise
        except Exception as error:
            if path not in self._failed and len(self._failed) < _MOST_PATHS:
                self._failed.add(path)
                self._failures.append(at(path, PATH_FAILED(error=where(error))))
            return None

    def _reading(self, path: str) -> int:
        """How a blob of this name is read, as a bit."""
        reading = self._readings.get(path)
        if reading is None:
            if len(self._readings) >= _MOST_PATHS:
                self._readings.clear()
            kind = format_of(path)
            for_vtex = kind is not None and "vtex" in path.lower()
            reading = self._readings[path] = 1 << _FORMATS.index(kind) << (len(_FORMATS) if for_vtex else 0)
        return reading

    # what is read

    def _read(self, wanted: Iterator[Wanted], *, known: bool = False) -> None:
        """Inspect blobs; with `known`, only for secrets that were found before."""
        for one in scanned(self._scanning, wanted, alone=self._options.alone):
            oid, path, *_ = one.wanted
            if one.state == "absent":
                self._absent.setdefault(oid, path)
            elif one.state == "large":
                self._large.setdefault(oid, path)
            if one.failure is not None:
                self._failures.append(one.failure)
            for hit in one.hits:
                if not known or hit.token in self._secrets:
                    self._note(oid, hit)

    @contextmanager
    def _scanning(self) -> Iterator[Scan]:
        with open_blobs(self._git) as blobs:
            yield partial(self._inspector.scan, blobs)

    def _note(self, oid: str, hit: TokenHit) -> None:
        if hit.finding is None:
            self._silenced.setdefault(oid, set()).add(hit.token)
            return
        self._holders.setdefault(oid, set()).add(hit.token)
        secret = self._secrets.get(hit.token)
        if secret is None:
            self._secrets[hit.token] = CommittedToken(hit.finding, oid, hit.key)
        else:
            secret.key = secret.key or hit.key

    # what is known of the secrets

    def _drop_accepted(self, *trees: Sequence[TreeEntry]) -> int:
        """Drop a secret that HEAD, or the named branch, has only with ignore comments, in older commits too.

        No comment can be added to these. Returns how many secrets are not reported because of a comment.
        """
        silenced: set[str] = set().union(*self._silenced.values())
        for entries in trees if silenced else ():
            accepted: set[str] = set()
            held: set[str] = set()
            for oid, path, _ in entries:
                if self._limit(path) is not None:
                    accepted |= self._silenced.get(oid, set())
                    held |= self._holders.get(oid, set())
            for token in accepted - held:
                self._secrets.pop(token, None)
        return len(silenced - self._secrets.keys())

    def _attribute(self, trees: Trees, listed: IO[bytes], head: Sequence[TreeEntry]) -> None:
        """A second walk over what commits change, for the blobs with findings alone."""
        for change in log.changes(trees, listed, repeats=True):
            if isinstance(change, CommitChange) and change.oid in self._holders and self._limit(change.path) is not None:
                for secret in self._secrets_in(change.oid):
                    secret.written(change)
            elif isinstance(change, Commit) and change.id in self._holders:
                for secret in self._secrets_in(change.id):
                    secret.written(CommitChange(change, change.id, message_of("commit", change.id[:12])))
        for oid, path, _ in head:
            if oid in self._holders and self._limit(path) is not None:
                for secret in self._secrets_in(oid):
                    secret.in_head(path)

    def _secrets_in(self, oid: str) -> Iterator[CommittedToken]:
        return (self._secrets[token] for token in self._holders[oid] if token in self._secrets)

    def _concluded(self, total: int, suppressed: int, notes: list[Message], cut: int) -> RunResult:
        findings = tuple(
            sorted((secret.reported(self._tip) for secret in self._secrets.values()), key=lambda one: (one.sort_key, one.fingerprint))
        )
        audited = HistoryStats(total, len(self._asked), len(self._absent), len(self._large), cut)
        pairs = sum(bool(secret.key) for secret in self._secrets.values())
        count = Counter(finding.severity for finding in findings)
        summary = Summary(
            audited.blobs, len(findings), pairs, count[Severity.ERROR], count[Severity.WARNING], count[Severity.INFO], suppressed
        )
        troubles = tuple(self._failures)
        if self._absent and self._present is None:
            troubles += (missing(self._absent, is_partial=False),)
        elif self._absent:
            notes.append(missing(self._absent, is_partial=True))
        return RunResult(LintResult(findings, summary, troubles=troubles, history=audited), bool(findings), troubles, tuple(notes))


def audit(project: Project, path: str, options: HistoryOptions, config: str | None, no_config: bool, progress: Progress) -> RunResult:
    """Audit the repository of a directory. Raises TroubleError."""
    if not os.path.exists(project.absolute(path)):
        raise TroubleError(at(path, NO_DIRECTORY()))
    if not os.path.isdir(project.absolute(path)):
        raise TroubleError(at(path, IS_FILE(directory=os.path.dirname(path) or ".")))
    git = locate(project, path)
    try:
        bare = git.run("rev-parse", "--is-bare-repository").strip() == b"true"
        # a bare repository has no work tree with settings
        configs = Configs(project, config, none=no_config or (bare and config is None))
    except (GitError, ConfigError) as error:
        raise TroubleError(error.message) from None
    scanner = BlobScanner(configs, git.directory, snippets=options.snippets, suppressed=options.suppressed)
    return History(git, scanner, options, progress).run()


def locate(project: Project, path: str) -> Git:
    """git for the repository of a directory; the current directory's may be one that only a hook's environment knows."""
    absolute = project.absolute(path)
    if is_git_directory(absolute) and os.path.basename(absolute) != ".git":
        return Git(absolute, project.root)  # bare, perhaps in the work tree of another repository
    if absolute == project.root and (found := git_at(absolute)):
        return found
    return Git(root_of(absolute) or absolute, project.root)
