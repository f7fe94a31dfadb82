"""What a run did not read or check, and how much of a history was read. Imported only by a run that has something to report."""

from vtexlint._startup.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from vtexlint.text.messages import Message


class Excluded(NamedTuple):
    """Files and directories that `exclude` removed from the run; `by` is the settings file, empty for the command line."""

    by: str
    files: tuple[str, ...] = ()
    directories: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        return len(self.files) + len(self.directories)


class Skipped(NamedTuple):
    """Paths that were not read for one reason. `paths` are the first of them, for `--verbose`."""

    kind: str
    message: "Message"
    total: int
    paths: tuple[str, ...] = ()


class RulesOff(NamedTuple):
    """The rules that a settings file turns off, in the paths of a glob where it has one."""

    settings: str
    rules: tuple[str, ...]
    glob: str = ""


class HistoryStats(NamedTuple):
    """How much of a history was read: commits, blobs, and why some of it was not read.

    `absent` blobs are not in the clone, `large` ones are over the size limit and may contain credentials; `cut` commits have parents
    that a shallow clone lacks.
    """

    commits: int
    blobs: int
    absent: int = 0
    large: int = 0
    cut: int = 0
