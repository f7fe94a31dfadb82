"""The texts that commits and annotated tags have of their own: their messages."""

from collections.abc import Iterator, Sequence

from vtexlint._startup.typed import TYPE_CHECKING
from vtexlint.linter.prefilter import may_hold_search

if TYPE_CHECKING:
    from vtexlint.project.git.process import Git

_CHUNK = 1 << 18  # bytes of many messages that are looked at together
_END = b"\0\n"  # of a message: git ends one at its first NUL


def commit_messages(git: "Git", wanted: "Sequence[str]", since: str | None) -> Iterator[tuple[str, bytes]]:
    """The id and the message, in UTF-8, of the commits that `log.list_commits` lists, if the message may have a token. Raises GitError."""
    limit = [f"--since={since}"] if since else []
    with git.stream("rev-list", "--encoding=UTF-8", "--format=%B%x00", *limit, *wanted, "--") as process:
        assert process.stdout is not None
        rest = b""
        while chunk := process.stdout.read(_CHUNK):
            whole, end, rest = (rest + chunk).rpartition(_END)
            if end and may_hold_search(whole):
                yield from filter(lambda one: may_hold_search(one[1]), map(_of_commit, whole.split(_END)))


def _of_commit(text: bytes) -> tuple[str, bytes]:
    first, _, message = text.partition(b"\n")
    return first.removeprefix(b"commit ").decode("ascii"), message


def tag_messages(git: "Git", names: "Sequence[str] | None" = None) -> Iterator[tuple[str, bytes]]:
    """The name and the message of the annotated tags: of all, or of those among some refs. Raises GitError."""
    if names is not None:
        for name in names:
            if text := git.run("cat-file", "tag", name, accept=(0, 1, 128)):
                yield name, text.partition(b"\n\n")[2]
        return
    asked = "%(refname)%00%(if:equals=tag)%(objecttype)%(then)%(contents)%(end)%00"
    for one in git.run("for-each-ref", f"--format={asked}", "refs/tags").split(_END):
        ref, _, message = one.partition(b"\0")
        if message and may_hold_search(message):
            yield ref.decode("utf-8", "surrogateescape").removeprefix("refs/tags/"), message
