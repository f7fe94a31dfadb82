"""Which account snapshots apply to which settings file. Imported only if one is named."""

from vtexlint._startup.typed import TYPE_CHECKING
from vtexlint.project.account_files import SILENT_IN_SNAPSHOTS, AccountFiles, about, day_of, unmatched

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from vtexlint.accounts.model import SnapshotFile, Snapshots
    from vtexlint.linter.file_context import FileContext
    from vtexlint.linter.file_result import FileResult
    from vtexlint.project.config import Config
    from vtexlint.project.project import Project
    from vtexlint.text.messages import Message


class Saved:
    """The snapshots of one run: those of the command line, and those of each settings file. Each file is read once."""

    __slots__ = ("_files", "_named", "_notes", "_now", "_of", "_project")

    def __init__(self, project: "Project", named: tuple[str, ...], now: float | None = None) -> None:
        self._project = project
        self._named = named
        self._now = now
        self._files: AccountFiles | None = None
        self._of: dict[int, Snapshots] = {}
        self._notes: list[Message] = []

    @property
    def parts(self) -> "tuple[SnapshotFile, ...]":
        """What was read so far, file by file."""
        return self._files.parts if self._files is not None else ()

    @property
    def is_stale(self) -> bool:
        """Whether one of the files is no longer as it was read."""
        return self._files is not None and self._files.is_stale

    def of(self, config: "Config") -> "Snapshots":
        """The snapshots that are named for a settings file, merged. Raises SavedError."""
        found = self._of.get(id(config))
        if found is None:
            self._files = self._files or AccountFiles(self._project, day_of(self._now))
            found = self._of[id(config)] = self._files.combined(config, self._named)
            if config.settings.required_roles:
                self._notes += unmatched(config, found)
        return found

    def silent_in(self, path: str) -> frozenset[str]:
        """The rules that do not apply to a file of the run: a snapshot is not a config file, but a token in it is a token."""
        if not any(part.path == path for part in self.parts):
            return frozenset()
        return SILENT_IN_SNAPSHOTS

    def their_own(
        self, results: "Sequence[FileResult]", notes: "Sequence[Message]", context_of: "Callable[[str], FileContext]"
    ) -> "tuple[list[FileResult], list[Message]]":
        """The findings about the snapshots themselves, and the run's notes with theirs."""
        found: list[FileResult] = []
        all_notes = [*notes, *self._notes]
        for part in self.parts:
            more, their_notes = about(part, context_of(part.path), results)
            found += more
            all_notes += their_notes
        return found, all_notes
