"""The files of git's index, checked one by one as they are staged; what some of them say of others is known before these are read."""

from vtexlint._startup.typed import TYPE_CHECKING
from vtexlint.linter.references import may_refer
from vtexlint.linter.sent_variables import requests_of
from vtexlint.project.environment_files import Environments
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
    """Each blob of git's index as it was read, or why it was not."""
    environments = Environments(staged.levels, project, effective)
    for blob in staged._replace(files=tuple(sorted(staged.files, key=lambda wanted: _turn(wanted.path)))).read():
        path = blob.wanted.path
        if path in effective.referred:
            staged.levels[path] = "full"
        if blob.state == "absent":
            yield at(path, NOT_IN_CLONE())
        elif blob.state != "dismissed":
            if read := checker.check_blob(blob, staged.levels[path]):
                yield read
            refer(path, blob.data, project, effective)
            if asking := environments.asking(path):
                environments.learn(path, blob.data, asking)


def _turn(path: str) -> int:
    """A file's place in the order: first what names other files, last the environment files, of which requests say what they contain."""
    return 0 if may_refer(path) else 2 if requests_of(path) else 1
