"""What staged files say of other staged files. Imported where one of them may say something, by its name."""

from vtexlint._startup.typed import TYPE_CHECKING
from vtexlint.linter.references import may_refer
from vtexlint.linter.sent_variables import requests_of
from vtexlint.project.environment_files import Environments
from vtexlint.project.referred_files import refer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vtexlint.project.effective_settings import EffectiveSettings
    from vtexlint.project.project import Project


class StagedRelations:
    """Tells `effective` what each text says of others, in the order of `turn`. Nothing is read from disk."""

    def __init__(self, paths: "Iterable[str]", project: "Project", effective: "EffectiveSettings") -> None:
        self._project = project
        self._effective = effective
        self._environments = Environments(paths, project, effective)

    def learn(self, path: str, data: bytes) -> None:
        """What a text of this path says of others; nothing, for most."""
        refer(path, data, self._project, self._effective)
        if asking := self._environments.asking(path):
            self._environments.learn(path, data, asking)


def turn(path: str) -> int:
    """A file's place in the order: first what names other files, last the environment files, of which requests say what they contain."""
    return 0 if may_refer(path) else 2 if requests_of(path) else 1
