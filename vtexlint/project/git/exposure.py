"""How far the tokens of tracked files have got: the work tree, the index, HEAD, a remote-tracking branch.

A tracked file is not a committed one: `git add` tracks it before the first commit, and a tracked file may be changed. So the versions
that git has of a file are read as the file itself is, and their tokens compared by digest. A handful of git calls a repository, only
for files with tokens; nothing is fetched. What cannot be read (a partial clone) is said to be unknown.
"""

import os
import tempfile
from collections import defaultdict

from vtexlint._startup.typed import TYPE_CHECKING, NamedTuple
from vtexlint.diagnostics import Exposure
from vtexlint.project.git.objects import Wanted, contents
from vtexlint.project.git.process import MOST_PATHS, Git, GitError, git_at
from vtexlint.project.git.worktree import content_path, names_in_index
from vtexlint.project.project import git_name, relative_to

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from vtexlint.project.project import Project

    Tokens = frozenset[str]
    ReadTokens = Callable[[str, bytes], Tokens]
    """From a path, as reports show it, and the bytes of one version of the file, to the digests of its tokens."""

_BRANCHES = 16  # remote-tracking branches that are looked at: the upstream, the default ones, then the newest
_ELSEWHERE = 20  # other files of HEAD that are read for one file
_NONE: frozenset[str] = frozenset()


class FileTokens(NamedTuple):
    """A file with tokens: its path as reports show it, its name in the repository, the tokens' digests, whether git tracks it."""

    path: str
    name: str
    tokens: "Tokens"
    tracked: bool


def exposures(
    project: "Project", files: "Mapping[str, Tokens]", read: "ReadTokens", limit: "Callable[[str], int]", untracked: "Collection[str]" = ()
) -> dict[str, dict[str, Exposure]]:
    """For each path and each of its tokens, how far it has got. `limit` is the size in bytes up to which a version is read.

    Of the paths that git does not track (any more), `untracked`, there are answers only for tokens that HEAD's version still has.
    """
    groups: dict[str, list[FileTokens]] = defaultdict(list)
    gits: dict[str, Git] = {}
    found: dict[str, dict[str, Exposure]] = {}
    for path, tokens in files.items():
        place = content_path(project, path)
        root = project.repository_of(place)
        if root is None and place != project.absolute(path):  # git has the link alone
            found[path] = dict.fromkeys(tokens, Exposure("unknown"))
            continue
        git = Git(root, project.root) if root else git_at(project.root)  # a hook's own, where no directory names it
        if git is not None and tokens:
            git = gits.setdefault(git.directory, git)
            groups[git.directory].append(FileTokens(path, git_name(relative_to(git.directory, place)), tokens, path not in untracked))
    for directory, members in groups.items():
        try:
            spelled = names_in_index(gits[directory], [file.name for file in members])
            own = [file._replace(name=spelled.get(file.name, file.name)) for file in members]
            found.update(_Repository(gits[directory], own, read, limit).exposures())
        except GitError:
            # the token is reported in any case; a clone without an object ends some versions of git
            found.update({file.path: dict.fromkeys(file.tokens, Exposure("unknown")) for file in members if file.tracked})
    return found


class _Repository:
    """What one repository has of some files. Its methods raise GitError."""

    def __init__(self, git: Git, files: list[FileTokens], read: "ReadTokens", limit: "Callable[[str], int]") -> None:
        self._git = git
        self._files = files
        self._read = read
        self._limit = limit
        self._tokens: dict[tuple[str, str], Tokens | None] = {}  # by blob and path; None: not to be had

    def exposures(self) -> "Iterator[tuple[str, dict[str, Exposure]]]":
        self._leave_out_what_head_lacks()
        if not self._files:
            return
        head = self._git.run("rev-parse", "--verify", "--quiet", "HEAD^{commit}", accept=(0, 1)).strip().decode()
        names = [file.name for file in self._files]
        index = _entries(self._git, names, "ls-files", "--stage", "--full-name")
        in_head = _entries(self._git, names, "ls-tree", "--full-tree", head) if head else {}
        pushed = self._pushed()
        self._fetch((oid, file.path) for file in self._files for blobs in (index, in_head, pushed) for oid in blobs.get(file.name, ()))
        elsewhere = self._elsewhere(head, index, in_head) if head else {}
        for file in self._files:
            answer = {token: self._exposure(file, token, index, in_head, pushed, elsewhere) for token in file.tokens}
            yield file.path, answer if file.tracked else dict(_of_removed(answer))

    def _leave_out_what_head_lacks(self) -> None:
        """One call for what is the usual case, a `.env` that git never had, keeps the others for `git rm --cached`."""
        names = [file.name for file in self._files if not file.tracked]
        if names:
            # 128: no commit yet
            left = _entries(self._git, names, "ls-tree", "--full-tree", "HEAD", accept=(0, 128))
            self._files = [file for file in self._files if file.tracked or file.name in left]

    def _exposure(
        self,
        file: FileTokens,
        token: str,
        index: "Mapping[str, Mapping[str, str]]",
        in_head: "Mapping[str, Mapping[str, str]]",
        pushed: "Mapping[str, Mapping[str, str]]",
        elsewhere: "Mapping[str, Mapping[str, str]]",
    ) -> Exposure:
        for oid, branch in pushed.get(file.name, {}).items():
            if token in (self._tokens_of(oid, file) or _NONE):
                return Exposure("pushed", branch)
        committed = [self._tokens_of(oid, file) for oid in in_head.get(file.name, {})]
        if any(token in (tokens or _NONE) for tokens in committed):
            return Exposure("committed")
        for oid, name in elsewhere.get(file.name, {}).items():
            if token in (self._tokens_of(oid, file) or _NONE):
                return Exposure("committed", name)
        staged = [self._tokens_of(oid, file) for oid in index.get(file.name, {})]
        if None in committed or None in staged:
            return Exposure("unknown")
        return Exposure("staged" if any(token in (tokens or _NONE) for tokens in staged) else "modified", "HEAD")

    def _tokens_of(self, oid: str, file: FileTokens) -> "Tokens | None":
        return self._tokens.get((oid, file.path))

    def _fetch(self, wanted: "Iterable[tuple[str, str]]") -> None:
        """Read the tokens of blobs, each under the path of the file that it is compared with."""
        new = [one for one in dict.fromkeys(wanted) if one not in self._tokens]
        if not new:
            return
        for blob in contents(self._git, (Wanted(oid, path, self._limit(path)) for oid, path in new)):
            tokens = None
            if blob.state == "read":
                tokens = self._read(blob.wanted.path, blob.data)
            elif blob.state == "dismissed":
                tokens = _NONE
            self._tokens[blob.wanted.oid, blob.wanted.path] = tokens

    def _elsewhere(
        self, head: str, index: "Mapping[str, Mapping[str, str]]", in_head: "Mapping[str, Mapping[str, str]]"
    ) -> dict[str, dict[str, str]]:
        """For files with tokens that HEAD's version lacks: other files of HEAD with the same content or the same base name."""
        lacking = [file for file in self._files if self._lacks(file, in_head)]
        if not lacking:
            return {}
        by_oid: dict[str, list[FileTokens]] = defaultdict(list)
        by_base: dict[str, list[FileTokens]] = defaultdict(list)
        for file in lacking:
            by_base[_base(file.name)].append(file)
            for oid in index.get(file.name, ()):
                by_oid[oid].append(file)
        found: dict[str, dict[str, str]] = defaultdict(dict)
        for line in self._git.run("ls-tree", "-r", "-z", "--full-tree", head).split(b"\0"):
            meta, _, raw = line.partition(b"\t")
            name = os.fsdecode(raw)
            oid = meta[12:].decode("ascii")
            for file in (*by_oid.get(oid, ()), *by_base.get(_base(name), ())):
                if meta.startswith(b"100") and name != file.name and len(found[file.name]) < _ELSEWHERE:
                    found[file.name].setdefault(oid, name)
        self._fetch((oid, file.path) for file in lacking for oid in found[file.name])
        return found

    def _lacks(self, file: FileTokens, in_head: "Mapping[str, Mapping[str, str]]") -> bool:
        versions = [self._tokens_of(oid, file) for oid in in_head.get(file.name, {})]
        return None not in versions and not file.tokens <= _NONE.union(*(tokens for tokens in versions if tokens is not None))

    def _pushed(self) -> dict[str, dict[str, str]]:
        """For each file's name, the blobs that remote-tracking branches have of it, and the branch."""
        branches = self._branches()
        names = [file.name for file in self._files if "\n" not in file.name]
        found: dict[str, dict[str, str]] = defaultdict(dict)
        if not branches or not names:
            return found
        asked = [(branch, commit, name) for name in names for branch, commit in branches]
        with tempfile.TemporaryFile() as requests:
            requests.writelines(os.fsencode(f"{commit}:{name}\n") for _, commit, name in asked)
            requests.seek(0)
            answer = self._git.run("cat-file", "--batch-check=%(objecttype) %(objectname)", stdin=requests)
        for (branch, _, name), line in zip(asked, answer.split(b"\n"), strict=False):
            kind, _, oid = line.partition(b" ")
            if kind == b"blob":
                found[name].setdefault(oid.decode("ascii"), branch)
        return found

    def _branches(self) -> list[tuple[str, str]]:
        """The name and the commit of the remote-tracking branches to look at, one for each commit."""
        upstream = self._git.run("rev-parse", "--symbolic-full-name", "--verify", "--quiet", "@{upstream}", accept=(0, 1, 128)).strip()
        asked = "--format=%(objectname) %(objecttype) %(refname) %(symref)"
        lines = [line.split(b" ") for line in self._git.run("for-each-ref", "--sort=-committerdate", asked, "refs/remotes").splitlines()]
        first = {upstream, *(words[3] for words in lines if len(words) == 4)}
        lines.sort(key=lambda words: (words[2] != upstream, words[2] not in first))
        commits: dict[str, str] = {}
        for words in lines:
            if words[1] == b"commit" and not (len(words) == 4 and words[3]) and len(commits) < _BRANCHES:
                commits.setdefault(words[0].decode("ascii"), words[2].decode("utf-8", "replace").removeprefix("refs/remotes/"))
        return [(branch, commit) for commit, branch in commits.items()]


def _entries(git: Git, names: list[str], *command: str, accept: tuple[int, ...] = (0,)) -> dict[str, dict[str, str]]:
    """The blobs of regular files that `ls-files --stage` or `ls-tree` lists, by name; several for a file in conflict."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for start in range(0, len(names), MOST_PATHS):
        answer = git.run("--literal-pathspecs", *command[:1], "-z", *command[1:], "--", *names[start : start + MOST_PATHS], accept=accept)
        for line in answer.split(b"\0"):
            meta, _, raw = line.partition(b"\t")
            words = meta.decode("ascii").split(" ")
            if words[0].startswith("100"):
                # `mode oid stage` of ls-files, `mode type oid` of ls-tree
                found[os.fsdecode(raw)][words[2 if words[1] == "blob" else 1]] = ""
    return found


def _of_removed(answer: "Mapping[str, Exposure]") -> "Iterator[tuple[str, Exposure]]":
    """What an answer says of a file that the index lacks and HEAD has: only the tokens that a commit has are exposed."""
    for token, exposure in answer.items():
        if exposure.reach == "pushed":
            yield token, exposure
        elif exposure.reach == "committed":
            yield token, exposure._replace(reach="removed")


def _base(name: str) -> str:
    return name.rpartition("/")[2]
