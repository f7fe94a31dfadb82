"""The commits of a repository and what each of them changes, streamed from git's plumbing."""

import os
from collections.abc import Iterator, Sequence
from typing import IO

from vtexlint._startup.typed import NamedTuple
from vtexlint.project.errors import MessageError, at, cause
from vtexlint.project.exclusion import CANNOT_BE_READ
from vtexlint.project.git.process import Git, GitError
from vtexlint.project.git.trees import TreeEntry, Trees, Walk
from vtexlint.text.messages import Template
from vtexlint.text.suggestions import closest_match

UNKNOWN_REF = Template("history.unknown-ref", "{name} is not a branch, tag or commit of this repository")
UNKNOWN_REF_SIMILAR = Template(
    "history.unknown-ref-similar", "{name} is not a branch, tag or commit of this repository; did you mean `{meant}`?"
)

_MOST_KNOWN = 100_000  # commits whose tree is remembered for their children, some 250 bytes each


_COMMIT = b"commit "


class Commit(NamedTuple):
    """A commit's id, its author date and its committer date, ISO 8601."""

    id: str
    date: str
    committed: str = ""


class CommitChange(NamedTuple):
    """A blob that a commit puts at a path (relative to the repository's root, with `/`)."""

    commit: Commit
    oid: str
    path: str


class UnknownRefError(MessageError):
    """A branch or other ref that does not exist; the message suggests the closest one."""


def starts(git: Git, branches: Sequence[str], *, unreachable: bool) -> list[str]:
    """Where the walk starts, for `git rev-list`: the named refs, or every ref, HEAD and stash; `^REF` leaves out what REF reaches.

    `unreachable` adds the commits in the reflogs. Raises UnknownRefError, GitError.
    """
    left_out = [f"^{commit}" for name in branches if name.startswith("^") and (commit := _resolved(git, name[1:]))]
    names = [name for name in branches if not name.startswith("^")]
    if names:
        commits = list(filter(None, (_resolved(git, name) for name in names)))
        return [*(commits or ["--max-count=0", "--all"]), *left_out]
    stashes = git.run("rev-list", "--walk-reflogs", "--ignore-missing", "refs/stash", "--", accept=(0, 128))
    return [*stashes.decode().split(), "--all", *(["--reflog"] if unreachable else []), *left_out]


def tip_of(git: Git, branches: Sequence[str]) -> tuple[str, str]:
    """What is asked whether it still has a token: HEAD, or the one branch that is named; its name, and the id of its tree, "" for HEAD.

    A hook on a server names a commit that is pushed: what HEAD has there says nothing about it. Raises UnknownRefError, GitError.
    """
    named = [name for name in branches if not name.startswith("^")]
    if len(named) == 1 and (commit := _resolved(git, named[0])) and commit != _asked(git, "HEAD^{commit}"):
        return commit[:12] if commit == named[0] else named[0], _asked(git, f"{commit}^{{tree}}")
    return "HEAD", ""


def _asked(git: Git, name: str) -> str:
    return git.run("rev-parse", "--verify", "--quiet", name, accept=(0, 1, 128)).decode().strip()


def _resolved(git: Git, name: str) -> str:
    """The id of the commit of a ref; "" for one that points to a file or a directory. Raises UnknownRefError."""
    found = git.run("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}", accept=(0, 1, 128)).decode().strip()
    if found or _object_of(git, name):
        return found
    refs = git.run("for-each-ref", "--format=%(refname:short)").decode("utf-8", "replace").split("\n")
    if meant := closest_match(name, filter(None, refs)):
        raise UnknownRefError(UNKNOWN_REF_SIMILAR(name=repr(name), meant=meant))
    raise UnknownRefError(UNKNOWN_REF(name=repr(name)))


def _object_of(git: Git, name: str) -> tuple[str, str] | None:
    """Kind and id of the file (blob) or directory (tree) that a ref points to, perhaps through a tag."""
    for kind in ("blob", "tree"):
        if oid := git.run(
            "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{{kind}}}", accept=(0, 1, 128)
        ).decode().strip():  # fmt: skip
            return kind, oid
    return None


def named_objects(git: Git, branches: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """Kind (tree, blob), id and name of the named refs that point to no commit. Raises GitError."""
    for name in branches:
        if not name.startswith("^") and not _asked(git, f"{name}^{{commit}}") and (found := _object_of(git, name)):
            yield *found, name


def list_commits(git: Git, wanted: Sequence[str], since: str | None, file: IO[bytes]) -> int:
    """Write the commits to a file, parents before children, the older first; answers how many. Raises GitError."""
    limit = [f"--since={since}"] if since else []
    git.run("rev-list", "--reverse", "--date-order", "--format=%aI %cI %T %P", *limit, *wanted, "--", stdout=file)
    file.seek(0)
    return sum(line.startswith(_COMMIT) for line in file)


def changes(trees: Trees, commits: IO[bytes], *, repeats: bool = False) -> Iterator[Commit | CommitChange]:
    """Each listed commit, and after it what it changes against all its parents (a root: all it has). Raises GitError.

    Without `repeats`, what an earlier commit has at the same path may be left out.
    """
    commits.seek(0)
    walk = Walk(trees, repeats=repeats)
    known: dict[str, str] = {}  # commit -> tree
    oid = ""
    for line in commits:
        if line.startswith(_COMMIT):
            oid = line[len(_COMMIT) :].decode("ascii").strip()
            continue
        date, committed, tree, *parents = line.decode("ascii", "replace").split()
        commit = Commit(oid, date, committed)
        yield commit
        for one in walk.changes(tree, [known.get(parent) or f"{parent}^{{tree}}" for parent in parents]):
            if not one.is_submodule:
                yield CommitChange(commit, one.oid, one.path)
        if len(known) >= _MOST_KNOWN:
            known.clear()
        known[oid] = tree


def tree(trees: Trees, name: str) -> Iterator[TreeEntry]:
    """Every blob and submodule of a tree, "" for none. Raises GitError."""
    return Walk(trees).changes(name) if name else iter(())


def loose_refs(git: Git) -> Iterator[tuple[str, str, str]]:
    """Kind (tree, blob), id and name of the refs and tags that point to no commit. Raises GitError."""
    answer = git.run("for-each-ref", "--format=%(objecttype) %(objectname) %(*objecttype) %(*objectname) %(refname)")
    for line in answer.splitlines():  # of bytes: a ref's name may contain characters that end a line of text
        kind, oid, inner, inner_oid, name = line.decode("utf-8", "surrogateescape").split(" ", 4)
        if kind == "tag":
            kind, oid = inner, inner_oid
        if kind in ("tree", "blob"):
            yield kind, oid, name


def present_blobs(git: Git) -> Iterator[str]:
    """The id of every blob that the clone has, whatever refers to it. Raises GitError."""
    asked = ("cat-file", "--batch-all-objects", "--unordered", "--batch-check=%(objecttype) %(objectname)")
    with git.stream(*asked) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if line.startswith(b"blob "):
                yield line[5:].decode("ascii").strip()


def is_partial(git: Git) -> bool:
    """Whether the clone may lack objects that its remote has."""
    pattern = r"^(extensions\.partialclone|remote\..*\.promisor)$"
    return bool(git.run("config", "-z", "--name-only", "--get-regexp", pattern, accept=(0, 1)))


def head_tree(git: Git) -> str:
    """The id of HEAD's tree, "" before the first commit."""
    return _asked(git, "HEAD^{tree}")


def cut_at(git: Git) -> list[str]:
    """The commits at which a shallow clone ends."""
    path = git.run("rev-parse", "--git-path", "shallow").decode("utf-8", "surrogateescape").strip()
    try:
        with open(os.path.join(git.directory, path), encoding="ascii", errors="replace") as file:
            return file.read().split()
    except FileNotFoundError:
        return []
    except OSError as error:
        raise GitError(at(path, CANNOT_BE_READ(reason=cause(error)))) from None
