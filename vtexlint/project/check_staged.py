"""The files of git's index, checked one by one as they are staged; what some of them say of others is known before these are read."""

from vtexlint._startup.typed import TYPE_CHECKING
from vtexlint.linter.references import may_refer
from vtexlint.project.environment_files import learn_variables
from vtexlint.project.errors import at
from vtexlint.project.referred_files import refer
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
    """Each blob of git's index as it was read, or why it was not; those that may name others first, which tell what the others are."""
    learn_variables(staged.levels, project, effective)
    for blob in staged._replace(files=tuple(sorted(staged.files, key=lambda wanted: not may_refer(wanted.path)))).read():
        path = blob.wanted.path
        if path in effective.referred:
            staged.levels[path] = "full"
        if blob.state == "absent":
            yield at(path, NOT_IN_CLONE())
        elif blob.state != "dismissed":
            if read := checker.check_blob(blob, staged.levels[path]):
                yield read
            refer(path, blob.data, project, effective)
