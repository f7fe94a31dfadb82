"""The files of git's index, checked one by one as they are staged; what some of them say of others is known before these are read."""

from vtexlint._startup.modules import load
from vtexlint._startup.typed import TYPE_CHECKING
from vtexlint.linter.file_context import may_be_related
from vtexlint.project.errors import at
from vtexlint.text.messages import Message, Template

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vtexlint.project.check_file import FileChecker, Read
    from vtexlint.project.effective_settings import EffectiveSettings
    from vtexlint.project.git.index import Staged
    from vtexlint.project.project import Project

NOT_IN_CLONE = Template("staged.not-in-clone", "is staged, but its contents are not in this clone")


def check_staged(
    staged: "Staged", checker: "FileChecker", effective: "EffectiveSettings", project: "Project"
) -> "Iterator[Read | Message]":
    """Each blob of git's index as it was read, or why it was not."""
    files, learn = staged.files, None
    if any(map(may_be_related, staged.levels)):
        relations = load("vtexlint.project.staged_relations")
        files = tuple(sorted(files, key=lambda wanted: relations.turn(wanted.path)))
        learn = relations.StagedRelations(staged.levels, project, effective).learn
    for blob in staged._replace(files=files).read():
        path = blob.wanted.path
        if path in effective.referred:
            staged.levels[path] = "full"
        if blob.state == "absent":
            yield at(path, NOT_IN_CLONE())
        elif blob.state != "dismissed":
            if read := checker.check_blob(blob, staged.levels[path]):
                yield read
            if learn is not None:
                learn(path, blob.data)
