"""Which account snapshots apply to which settings file. Imported only if one is named."""

from vtexlint._startup.typed import TYPE_CHECKING
from vtexlint.linter.file_result import FileResult
from vtexlint.project.account_files import FAILED, SILENT_IN_SNAPSHOTS, AccountFiles, about, day_of, unmatched
from vtexlint.project.errors import MessageError, at, where

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from vtexlint.accounts.model import SnapshotFile, Snapshots
    from vtexlint.linter.file_context import FileContext
    from vtexlint.project.config import Config
    from vtexlint.project.project import Project
    from vtexlint.text.messages import Message


class Saved:
    """The snapshots of one run: the command line's, each settings file's, those of the user's `own` settings. Each file is read once."""

    __slots__ = ("_files", "_named", "_notes", "_now", "_of", "_own", "_project", "_report")

    def __init__(
        self,
        project: "Project",
        named: tuple[str, ...],
        now: float | None = None,
        own: "Config | None" = None,
        report: "Callable[[Message], object] | None" = None,
    ) -> None:
        """`report`, where it is given, is called for a snapshot that cannot be used; the others are used."""
        self._project = project
        self._own = own
        self._report = report
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
            self._files = self._files or AccountFiles(self._project, day_of(self._now), self._report)
            found = self._of[id(config)] = self._files.combined((self._own, config) if self._own else (config,), self._named)
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
            try:
                more, their_notes = about(part, context_of(part.path), results)
            except MessageError:
                raise
            except Exception as error:
                found.append(FileResult(part.path, failure=at(part.path, FAILED(error=where(error)))))
                continue
            found += more
            all_notes += their_notes
        return found, all_notes
