"""Put a new token in the place of the old one, file by file, each in one step; the result is read back from the disk."""

import os

from vtexlint._startup.digests import digest
from vtexlint._startup.typed import TYPE_CHECKING, NamedTuple
from vtexlint.linter.file_result import FileResult
from vtexlint.linter.fix_file import FixResult
from vtexlint.linter.places.model import Place
from vtexlint.linter.places.of_file import places_of, token_digest
from vtexlint.linter.places.rotation import Plan, Refused, plan
from vtexlint.linter.places.select import selected
from vtexlint.linter.renew_file import Renewed, renew_file
from vtexlint.project.discovery import Found
from vtexlint.project.errors import AT_PLACE, MessageError, TroubleError, at, where
from vtexlint.project.exclusion import shown_plain
from vtexlint.project.key_places import PlaceReader, places_in
from vtexlint.project.read_file import UnreadableError, limit_of, read_where
from vtexlint.project.run import Session
from vtexlint.project.where import WhereOptions, run_options
from vtexlint.project.write_file import write_bytes
from vtexlint.text.messages import Message, Template
from vtexlint.text.source import Position

if TYPE_CHECKING:
    from vtexlint.linter.parse_file import ParsedFile
    from vtexlint.linter.places.select import Asked
    from vtexlint.project.project import Project
    from vtexlint.text.secret import Secret

FAILED = Template("rotate.failed", "was not changed: vtexlint failed on it ({error}); please report it")
CHANGED = Template("rotate.changed", "changed while vtexlint was running: nothing was written; run it again")
CANNOT_SEARCH = Template("rotate.cannot-search", "nothing was written, because of these errors")


class SearchError(TroubleError):
    """Why the files could not be searched: its text has one line for each of `troubles`."""

    def __init__(self, *troubles: Message) -> None:
        super().__init__(troubles[0] if len(troubles) == 1 else Message("\n".join(troubles)))
        self.troubles = troubles

    def __reduce__(self) -> tuple[type["SearchError"], tuple[Message, ...]]:
        return SearchError, self.troubles


class Rotated(NamedTuple):
    """The outcome: the places that were written, those that were not, and how many of `total` have the new token now, read back.

    `changes`: the files as they would be, of a run that writes nothing.
    """

    plan: Plan
    written: tuple[Place, ...] = ()
    refused: tuple[Refused, ...] = ()
    holding: int = 0
    changes: tuple[FixResult, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether every place has the new token."""
        return self.holding == self.plan.total


class Rotation:
    """One rotation: find and plan, then write. `new` is never kept anywhere but in memory."""

    def __init__(self, project: "Project", asked: "Asked", options: WhereOptions, new: "Secret", *, also_tracked: bool = False) -> None:
        """Raises TroubleError where a file cannot be searched, and RotationError where nothing may be written."""
        self._project = project
        self._new = new
        self.written_paths: list[str] = []  # those that `apply` has replaced, as soon as it has
        self._session = Session(project, run_options(options))
        self._reader = PlaceReader(project, self._session)
        found = places_in(project, self._session)
        if found.troubles:
            raise SearchError(*found.troubles, CANNOT_SEARCH())
        self._files = {file.path: file for file in found.files}
        self.notes = found.notes
        self._new_digest = digest(new.reveal())
        chosen = selected(found.places, asked)._replace(encrypted=found.encrypted)
        self.plan = plan(chosen, self._new_digest, found.places, also_tracked=also_tracked)

    def preview(self) -> Rotated:
        """What `apply` would change. Nothing is written."""
        return self._run(writes=False)

    def apply(self) -> Rotated:
        """Write every file of the plan, each completely or not at all. One that cannot be written does not end the run."""
        return self._run(writes=True)

    def _run(self, *, writes: bool) -> Rotated:
        by_path: dict[str, list[Place]] = {}
        for place in self.plan.to_write:
            by_path.setdefault(place.path, []).append(place)
        written: list[Place] = []
        refused = list(self.plan.refused)
        changes: list[FixResult] = []
        for path, places in by_path.items():
            try:
                done = self._of_file(path, places, refused, writes=writes)
            except MessageError as error:
                reason = _reason(error.message, path)
                refused += (Refused(place, reason) for place in places)
            except Exception as error:
                refused += (Refused(place, FAILED(error=where(error))) for place in places)
            else:
                if done is not None:
                    gone = {one.place for one in refused}
                    written += (place for place in places if place not in gone)
                    if not writes:
                        changes.append(FixResult(done.before, FileResult(path, parsed=done.after), replaced=done.replaced))
        holding = self._holding() if writes else len(self.plan.done)
        return Rotated(self.plan, tuple(written), tuple(refused), holding, tuple(changes))

    def _of_file(self, path: str, places: list[Place], refused: list[Refused], *, writes: bool) -> Renewed | None:
        data, parsed = self._read(self._files[path])
        old = self.plan.old
        wanted = {Position(place.line, place.column) for place in places}
        there = [place for place in places_of(parsed) if place.is_token and place.token == old] if parsed is not None else []
        if data is None or parsed is None or not wanted <= {Position(place.line, place.column) for place in there}:
            raise TroubleError(CHANGED())
        context = self._session.effective.context_of(path)
        done = renew_file(parsed, data, context, lambda credential: token_digest(credential) == old, self._new, wanted)
        source = done.before.source
        reasons = {source.position(span.start): reason for span, reason in done.refused}
        refused += (Refused(place, reason) for place in places if (reason := reasons.get(Position(place.line, place.column))))
        if not done.done:
            return None
        if writes:
            new = done.after.source.encode()
            absolute = self._project.absolute(path)
            try:
                write_bytes(absolute, new, data, self._project.root, path)
            finally:  # also after an interrupt: what is on the disk counts
                if _contains(absolute, new):
                    self.written_paths.append(path)
        return done

    def _read(self, found: Found) -> "tuple[bytes | None, ParsedFile | None]":
        context = self._session.effective.context_of(found.path)
        level = "search" if found.level == "search" else "full"
        try:
            data = read_where(os.path.join(self._project.root, found.path), limit_of(context.settings, level), lambda chunk: True)
        except UnreadableError as error:
            raise TroubleError(at(shown_plain(found.path), error.message)) from None
        return data, None if data is None else self._reader.parsed(found, data)

    def _holding(self) -> int:
        """How many places have the new token, as the files are on the disk now."""
        count = 0
        paths = dict.fromkeys(place.path for place in (*self.plan.to_write, *self.plan.done))
        for path in paths:
            read = self._reader.read(self._files[path])
            if read is not None:
                count += sum(place.is_token and place.token == self._new_digest for place in read.file.places)
        return count


def _reason(message: Message, path: str) -> Message:
    """The message without the path at its start: each place has it already."""
    inner = message.parameters.get("message")
    is_about_path = message.id == AT_PLACE.id and message.parameters["place"] in (path, shown_plain(path))
    return inner if is_about_path and isinstance(inner, Message) else message


def _contains(path: str, data: bytes) -> bool:
    try:
        with open(path, "rb") as file:
            return file.read() == data
    except OSError:
        return False
