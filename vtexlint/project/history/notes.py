"""The notes of a history next to its findings: what was not read, and why."""

from collections.abc import Iterator, Mapping, Sequence

from vtexlint.project.git.trees import MOST_PLACES, TreeEntry, Trees
from vtexlint.text.messages import Message, Template, first_of

BROKEN = Template(
    "history.broken",
    "{count} blobs are missing from this repository, which is damaged: run `git fsck`",
    one="{count} blob is missing from this repository, which is damaged: run `git fsck`",
)
PARTIAL = Template(
    "history.partial",
    "{count} blobs are not in this partial clone and not read: clone without --filter to audit everything",
    one="{count} blob is not in this partial clone and not read: clone without --filter to audit everything",
)
BROKEN_PATHS = Template(
    "history.broken-paths",
    "{count} blobs are missing from this repository, which is damaged: run `git fsck` ({paths})",
    one="{count} blob is missing from this repository, which is damaged: run `git fsck` ({paths})",
)
PARTIAL_PATHS = Template(
    "history.partial-paths",
    "{count} blobs are not in this partial clone and not read: clone without --filter to audit everything ({paths})",
    one="{count} blob is not in this partial clone and not read: clone without --filter to audit everything ({paths})",
)
BROKEN_TREES = Template(
    "history.broken-trees",
    "{count} directories of commits are missing from this repository, so their files were not read: run `git fsck`",
    one="{count} directory of a commit is missing from this repository, so its files were not read: run `git fsck`",
)
SUBMODULES = Template(
    "history.submodules",
    "{count} submodules have a separate history, which was not read: run `vtexlint history` in each ({paths})",
    one="{count} submodule has a separate history, which was not read: run `vtexlint history` in it ({paths})",
)
NO_COMMIT = Template("history.no-commit", "there is no commit: no history was read")
NO_COMMIT_SINCE = Template("history.no-commit-since", "there is no commit since {date}: no history was read")
NO_NEW_COMMIT = Template("history.no-new-commit", "there is no commit but those that are left out: nothing is new")
SHALLOW = Template(
    "history.shallow",
    "history ends at {commits}: this clone is shallow, and earlier commits were not read; get them with `git fetch --unshallow`",
)
REPEATED = Template(
    "history.repeated",
    "directories with the same content are in more than {most} places: only the first {most} were read",
)
LARGE = Template("history.large", "{path} (blob {blob}) is larger than `max-file-size`, may contain credentials and was not read")
MORE_LARGE = Template(
    "history.more-large",
    "{count} more blobs are larger than `max-file-size`, may contain credentials and were not read",
    "{count} more blob is larger than `max-file-size`, may contain credentials and was not read",
)

_MOST_NAMED = 10


def unreachable(oid: str) -> str:
    """The path of a blob that no commit names; a path, not a message: fingerprints and programs use it."""
    return f"(unreachable blob {oid[:12]})"


def message_of(what: str, name: str) -> str:
    """The path of the message of a commit or of a tag; a path, as above."""
    return f"(message of {what} {name})"


def missing(absent: Mapping[str, str], *, is_partial: bool) -> Message:
    """The message about blobs that are not there, given with a path each; a blob of no commit has none."""
    paths = sorted({path for oid, path in absent.items() if path != unreachable(oid)})
    if not paths:
        return (PARTIAL if is_partial else BROKEN)(count=len(absent))
    return (PARTIAL_PATHS if is_partial else BROKEN_PATHS)(count=len(absent), paths=first_of(paths, _MOST_NAMED))


def notes_of(
    cut: Sequence[str],
    trees: Trees,
    head: Sequence[TreeEntry],
    large: Mapping[str, str],
    commits: int,
    since: str | None,
    *,
    only_new: bool = False,
) -> Iterator[Message]:
    """The notes on a history that was read.

    `cut`: the commits at which a shallow clone ends; `large`: a path of each blob over the limit; `commits`: how many there are since
    `since`; `only_new`: what other refs reach was left out.
    """
    if not commits:
        yield NO_COMMIT_SINCE(date=since) if since else NO_NEW_COMMIT() if only_new else NO_COMMIT()
    if cut:
        yield SHALLOW(commits=first_of([commit[:12] for commit in cut], 3))
    if submodules := [one.path for one in head if one.is_submodule]:
        yield SUBMODULES(count=len(submodules), paths=first_of(submodules, 3))
    if trees.left_out:
        yield REPEATED(most=MOST_PLACES)
    for oid, path in list(large.items())[:_MOST_NAMED]:
        yield LARGE(path=path, blob=oid[:12])
    if len(large) > _MOST_NAMED:
        yield MORE_LARGE(count=len(large) - _MOST_NAMED)
