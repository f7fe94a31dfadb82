"""What is in the trees of a repository, and what commits change: each tree object is read once, however many paths lead to it.

A few hostile objects can name more paths than there are atoms: a tree that contains another one ten times, which contains the next one
ten times. git walks paths, so `diff-tree` and `ls-tree -r` never end there. Here a tree is visited at no more than `MOST_PLACES` places.
"""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from subprocess import Popen

from vtexlint._startup.typed import NamedTuple
from vtexlint.project.git.objects import LITTLE_MEMORY
from vtexlint.project.git.process import REFUSED, Git, GitError
from vtexlint.project.git.refusals import UNREADABLE_TREE

MOST_PLACES = 100
"""At how many places of one walk a tree is visited, for each state of the commit's parents there."""

_MOST_KEPT = 40_000  # entries of trees that are kept, some 250 bytes each
_MOST_PLACES_KEPT = 30_000  # trees of a walk whose places are kept, some 500 bytes each
_TREE = b"40000"
_LINK_TO_COMMIT = b"160000"  # a submodule
# mode, space, name, NUL, id: whole, as bytes remember their hash and tuples do not
_ENTRY = {20: re.compile(rb"[0-7]+ [^\0]+\0.{20}", re.DOTALL), 32: re.compile(rb"[0-7]+ [^\0]+\0.{32}", re.DOTALL)}

_Entries = dict[bytes, None]


class TreeEntry(NamedTuple):
    """A blob or a submodule (`oid` is then a commit's), and its path."""

    oid: str
    path: str
    is_submodule: bool = False


@contextmanager
def open_trees(git: Git) -> "Iterator[Trees]":
    """The trees of a repository, read by one process as long as the context lasts. Raises GitError."""
    with git.stream(*LITTLE_MEMORY, "cat-file", "--batch") as process:
        yield Trees(git, process)


class Trees:
    """Reads trees from a running `git cat-file --batch`, and keeps those that were read last."""

    def __init__(self, git: Git, process: "Popen[bytes]") -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self._directory = git.directory
        self._requests, self._answers = process.stdin, process.stdout
        self._kept: dict[str, _Entries] = {}
        self._size = 0
        self.read = 0
        self.left_out = 0
        """How many trees were found at more than `MOST_PLACES` places."""
        self.missing: set[str] = set()
        """The trees that the repository lacks, or that are damaged: they are read as empty."""

    def entries(self, name: str) -> _Entries:
        """What is in a tree (of this id, or a commit's: `ID^{tree}`), each entry as git has it: `MODE NAME NUL ID`. Raises GitError."""
        found = self._kept.pop(name, None)
        if found is not None:
            self._kept[name] = found  # the last one again
            return found
        found = self._kept[name] = self._read(name)
        self._size += len(found)
        while self._size > _MOST_KEPT and len(self._kept) > 1:
            oldest = next(iter(self._kept))
            self._size -= len(self._kept.pop(oldest))
        return found

    def _read(self, name: str) -> _Entries:
        self._requests.write(f"{name}\n".encode())
        self._requests.flush()
        head = self._answers.readline().split()
        if not head:
            raise EOFError
        if len(head) == 2 and head[1] == b"missing":
            self.missing.add(name)
            return {}
        if len(head) != 3 or head[1] != b"tree":
            raise GitError(REFUSED(directory=self._directory, reason=UNREADABLE_TREE(name=name)))
        size = int(head[2])
        data = self._answers.read(size + 1)
        if len(data) <= size or data[-1:] != b"\n":
            raise EOFError
        self.read += 1
        return dict.fromkeys(_ENTRY[len(head[0]) // 2].findall(data, 0, size))


class Walk:
    """One walk over trees: what was visited whole is not visited again at the same place."""

    def __init__(self, trees: Trees, *, repeats: bool = False) -> None:
        """`repeats`: every call of `changes` is a separate walk."""
        self._trees = trees
        self._repeats = repeats
        self._places: dict[tuple[str, ...], set[bytes]] = {}

    def changes(self, tree: str, parents: Sequence[str] = ()) -> Iterator[TreeEntry]:
        """What a tree has that none of its parents has at the same path; in the order of paths. Raises GitError."""
        if self._repeats or len(self._places) > _MOST_PLACES_KEPT:
            self._places.clear()
        # a stack, not recursion: a path may have thousands of parts
        stack = [iter(self._level(tree, tuple(parents), b""))]
        while stack:
            for one in stack[-1]:
                if isinstance(one, TreeEntry):
                    yield one
                elif self._is_due(one):
                    stack.append(iter(self._level(*one)))
                    break
            else:
                stack.pop()

    def _is_due(self, below: "_Below") -> bool:
        places = self._places.setdefault((below.tree, *below.parents), set())
        if below.prefix in places:
            return False
        if len(places) >= MOST_PLACES:
            self._trees.left_out += 1
            return False
        places.add(below.prefix)
        return True

    def _level(self, tree: str, parents: tuple[str, ...], prefix: bytes) -> "list[TreeEntry | _Below]":
        found: list[TreeEntry | _Below] = []
        others = [self._trees.entries(parent) for parent in parents]
        entries = self._trees.entries(tree)
        new: Iterable[bytes] = entries
        for other in others:
            new = [entry for entry in new if entry not in other]
        gone: list[dict[bytes, bytes]] | None = None
        for entry in new:
            head, _, oid = entry.partition(b"\0")
            mode, _, name = head.partition(b" ")
            mode = mode.lstrip(b"0")
            if mode == _TREE:
                gone = [_trees_gone(other, entries) for other in others] if gone is None else gone
                below = tuple(filter(None, (trees.get(name, b"").hex() for trees in gone)))
                found.append(_Below(oid.hex(), below, prefix + name + b"/"))
            else:
                found.append(TreeEntry(oid.hex(), os.fsdecode(prefix + name), mode == _LINK_TO_COMMIT))
        return found


def _trees_gone(old: _Entries, new: _Entries) -> dict[bytes, bytes]:
    """Name and id of the trees that the old entries have and the new ones do not, or with other content."""
    heads = (entry.partition(b"\0") for entry in old if entry not in new)
    return {head.partition(b" ")[2]: oid for head, _, oid in heads if head.lstrip(b"0").startswith(_TREE + b" ")}


class _Below(NamedTuple):
    tree: str
    parents: tuple[str, ...]
    prefix: bytes
