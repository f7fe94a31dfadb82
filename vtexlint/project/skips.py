"""What a walk does not read: counted, with the first paths of each kind."""

from vtexlint.linter.coverage import Excluded, Skipped
from vtexlint.linter.report import FileCoverage
from vtexlint.project.read_file import DEVICE, FIFO, OTHER_KIND, SOCKET
from vtexlint.text.messages import Message, Template, first_of

_SHOWN = 1000  # paths of one kind
_NAMED = 3  # in the words about a kind

KINDS = {
    "heavy": Template(
        "skips.heavy", "{count} untracked directories of dependencies or build output",
        one="{count} untracked directory of dependencies or build output",
    ),
    "ignored-directory": Template("skips.ignored-directory", "{count} directories ignored by git", one="{count} directory ignored by git"),
    "ignored-file": Template(
        "skips.ignored-file", "{count} other files ignored by git", one="{count} other file ignored by git"
    ),
    "absent": Template(
        "skips.absent", "{count} tracked files or submodules that are not on disk",
        one="{count} tracked file or submodule that is not on disk"
    ),
    "outside": Template("skips.outside", "{count} other files outside git", one="{count} other file outside git"),
    "scope": Template("skips.scope", '{count} other files (scope is "config")', one='{count} other file (scope is "config")'),
    "leftover": Template(
        "skips.leftover",
        "{count} directories with an unfinished copy of a file, left by a run that was killed: delete {paths}",
        one="{count} directory with an unfinished copy of a file, left by a run that was killed: delete {paths}",
    ),
    "report": Template("skips.report", "{count} reports of vtexlint", one="{count} report of vtexlint"),
    "link": Template(
        "skips.link", "{count} symbolic links out of the directory or to nothing",
        one="{count} symbolic link out of the directory or to nothing",
    ),
    FIFO.id: Template("skips.fifo", "{count} FIFOs", one="{count} FIFO"),
    SOCKET.id: Template("skips.socket", "{count} sockets", one="{count} socket"),
    DEVICE.id: Template("skips.device", "{count} devices", one="{count} device"),
    OTHER_KIND.id: Template("skips.else", "{count} files of another kind", one="{count} file of another kind"),
}  # fmt: skip
"""By kind, the words about it, in the order of reports. `other` files are not config files."""


class Skips:
    """Collects what a run does not read."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}
        self._paths: dict[str, list[str]] = {}
        self._excluded: dict[str, tuple[list[str], list[str]]] = {}

    def add(self, kind: str, path: str) -> None:
        """`kind` is a key of KINDS; the path is as reports show it."""
        self._counts[kind] = self._counts.get(kind, 0) + 1
        paths = self._paths.setdefault(kind, [])
        if len(paths) < _SHOWN:
            paths.append(path)

    def forget(self, kind: str, path: str) -> None:
        """A path that was added is read all the same."""
        self._counts[kind] -= 1
        if path in self._paths[kind]:
            self._paths[kind].remove(path)

    def exclude(self, by: str, path: str, *, is_directory: bool = False) -> None:
        """A path that a settings file leaves out; `by` is `""` for the command line."""
        self._excluded.setdefault(by, ([], []))[is_directory].append(path)

    def coverage(self) -> FileCoverage:
        excluded = (Excluded(by, tuple(sorted(files)), tuple(sorted(dirs))) for by, (files, dirs) in sorted(self._excluded.items()))
        skipped = (
            Skipped(kind, self._words(kind, template), self._counts[kind], tuple(sorted(self._paths[kind])))
            for kind, template in KINDS.items()
            if self._counts.get(kind)
        )
        return FileCoverage(tuple(excluded), tuple(skipped))

    def _words(self, kind: str, template: Template) -> Message:
        count = self._counts[kind]
        if "paths" not in template.fields:
            return template(count=count)
        return template(count=count, paths=first_of(sorted(self._paths[kind]), _NAMED))
