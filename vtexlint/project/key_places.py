"""Find the places of all keys and tokens in the files of a run, and in the histories of their repositories."""

import os

from vtexlint._startup.typed import TYPE_CHECKING, NamedTuple
from vtexlint.linter.places.encrypted import encryption_of
from vtexlint.linter.places.model import FilePlaces, HistoryToken, Place
from vtexlint.linter.places.of_file import may_mention, mentions_of, places_of
from vtexlint.linter.prefilter import may_hold_credentials
from vtexlint.project.check_file import Read
from vtexlint.project.errors import MessageError, TroubleError, at, where
from vtexlint.project.exclusion import shown_plain
from vtexlint.project.git import worktree
from vtexlint.project.git.process import NOT_INSTALLED, GitError
from vtexlint.project.git.worktree import content_path, states
from vtexlint.project.history.audit import HistoryOptions, audit
from vtexlint.project.project import broken_git_above
from vtexlint.project.read_file import UnreadableError, limit_of, read_where
from vtexlint.project.run import Session
from vtexlint.reporters.summary import NOT_READ_ONE, excluded
from vtexlint.text.capitals import may_hold_exact_token
from vtexlint.text.messages import NO_MESSAGE, Message, Template, commas
from vtexlint.text.source import Source, UndecodableError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from vtexlint.linter.parse_file import ParsedFile
    from vtexlint.project.discovery import Found
    from vtexlint.project.effective_settings import RunOptions
    from vtexlint.project.project import Project

FAILED = Template("places.failed", "vtexlint failed on this file ({error}), which was not searched; please report it")
BROKEN_GIT = Template(
    "places.broken-git",
    "{directory}: its `.git` is not a git repository, or a damaged one, so the git state of its files is not known: repair or remove it",
)
DIED = Template("places.died", "was not searched: its process ended")


class ReadPlaces(NamedTuple):
    """What was found in one file: its places, the result of linting it, and what prevented that. It has no secret once it is pickled."""

    file: FilePlaces
    read: Read | None = None
    trouble: Message = NO_MESSAGE


class FoundPlaces(NamedTuple):
    """The places of every key in the files of a run, whose reads are kept for their findings."""

    places: tuple[Place, ...]
    encrypted: tuple[FilePlaces, ...]
    reads: tuple[Read, ...]
    files: "tuple[Found, ...]"
    troubles: tuple[Message, ...]
    notes: tuple[Message, ...]


class PlaceReader:
    """Reads single files of a session for their places."""

    def __init__(self, project: "Project", session: Session) -> None:
        self._project = project
        self._session = session

    def read(self, found: "Found") -> ReadPlaces | None:
        """The places of a file; None for a file without any. What goes wrong with one file is its trouble."""
        try:
            return self._read(found)
        except TroubleError:
            raise
        except UnreadableError as error:
            return ReadPlaces(FilePlaces(found.path), trouble=at(shown_plain(found.path), error.message))
        except Exception as error:
            return ReadPlaces(FilePlaces(found.path), trouble=at(shown_plain(found.path), FAILED(error=where(error))))

    def died(self, found: "Found") -> ReadPlaces:
        """In place of the result for a file on which a process of vtexlint died."""
        return ReadPlaces(FilePlaces(found.path), trouble=at(shown_plain(found.path), DIED()))

    def parsed(self, found: "Found", data: bytes) -> "ParsedFile | None":
        """The file's text with its credentials; None for a file without any."""
        read = self._session.checker.check_data(found, data)
        return read.result.parsed if read is not None and read.result is not None else None

    def _read(self, found: "Found") -> ReadPlaces | None:
        context = self._session.effective.context_of(found.path)
        names = context.settings.extra_name_bytes

        def may_hold(data: bytes) -> bool:
            return may_mention(data) or may_hold_exact_token(data) or may_hold_credentials(data, context.repo_path, names)

        level = "search" if found.level == "search" else "full"
        data = read_where(self._project.absolute(found.path), limit_of(context.settings, level), may_hold)
        if data is None:
            return None
        if encryption := encryption_of(data):
            return ReadPlaces(FilePlaces(found.path, encryption=encryption))
        read = self._session.checker.check_data(found, data)
        if read is not None and read.level == "report":
            return ReadPlaces(FilePlaces(found.path), read)
        result = read.result if read is not None else None
        if result is not None and result.failure:
            return ReadPlaces(FilePlaces(found.path), read, result.failure)
        if result is not None and result.parsed is not None:
            places = places_of(result.parsed)
        else:
            places = mentions_of(_text(found.path, data)) if may_mention(data) else ()
        return ReadPlaces(FilePlaces(found.path, places), read) if places or read else None


def _text(path: str, data: bytes) -> Source:
    try:
        return Source.from_bytes(path, data)
    except UndecodableError:
        return Source(path, data.replace(b"\0", b"").decode("latin-1"))


def find_places(project: "Project", options: "RunOptions") -> FoundPlaces:
    """The places of every key and token in the files that the options name. Raises TroubleError."""
    return places_in(project, Session(project, options))


def places_in(project: "Project", session: Session) -> FoundPlaces:
    """As `find_places`, in a session that the caller has made: its reads can be concluded to findings. Raises TroubleError."""
    discovery = session.with_referred(session.discover())
    session.effective.read_snapshots(file.path for file in discovery.files)
    reader = PlaceReader(project, session)
    found = session.read_each(discovery.files, reader.read, reader.died)
    troubles = [*discovery.errors, *session.effective.troubles, *(one.trouble for one in found if one.trouble)]
    paths = [one.file.path for one in found if one.file.places or one.file.encryption]
    try:
        by_path = states(project, paths)
    except GitError as error:
        troubles.append(error.message)
        by_path = {}
    directories = dict.fromkeys(os.path.dirname(content_path(project, path)) for path in paths)
    broken = dict.fromkeys(filter(None, map(broken_git_above, directories)))
    troubles += (BROKEN_GIT(directory=project.display(directory)) for directory in broken)
    places = tuple(place._replace(state=by_path.get(place.path, "outside")) for one in found for place in one.file.places)
    notes = list(dict.fromkeys(session.effective.notes))
    if discovery.skips is not None:
        coverage = discovery.skips.coverage()
        reasons = [*map(excluded, coverage.excluded), *(skipped.message for skipped in coverage.skipped if skipped.kind != "report")]
        if reasons:
            notes.append(NOT_READ_ONE(reason=commas(reasons)))
    return FoundPlaces(
        places,
        tuple(one.file for one in found if one.file.encryption),
        tuple(one.read for one in found if one.read is not None),
        discovery.files,
        tuple(dict.fromkeys(map(_without_option, troubles))),
        tuple(notes),
    )


def _without_option(trouble: Message) -> Message:
    """A trouble without the advice to use `--assume-tracked`, which is an option of `check` only."""
    return NOT_INSTALLED(directory=trouble.parameters["directory"]) if trouble.id == worktree.NOT_INSTALLED.id else trouble


class FoundHistory(NamedTuple):
    """The tokens in the histories of some repositories."""

    tokens: tuple[HistoryToken, ...]
    troubles: tuple[Message, ...] = ()
    notes: tuple[Message, ...] = ()


def find_history(
    project: "Project", paths: "Iterable[str]", config: str | None, no_config: bool, progress: "Callable[[int, int, int], None]"
) -> FoundHistory:
    """Every token that a commit of the repositories of these paths has, also where an ignore comment covers it. Raises TroubleError."""
    tokens: list[HistoryToken] = []
    troubles: list[Message] = []
    notes: list[Message] = []
    for root in repositories_of(project, paths):
        name = project.display(root)
        try:
            run = audit(project, root, HistoryOptions(suppressed=True), config, no_config, progress)
        except MessageError as error:
            troubles.append(error.message)
            continue
        troubles += run.troubles
        notes += run.notes
        for finding in run.outcome.findings:
            token = finding.digest or finding.damaged
            if token and finding.origin is not None:
                tokens.append(HistoryToken(token, finding.origin.key, name, finding.origin))
    return FoundHistory(tuple(tokens), tuple(troubles), tuple(notes))


def repositories_of(project: "Project", paths: "Iterable[str]") -> list[str]:
    """The roots of the repositories of some paths, each once; a path outside of any is its own, for git to answer."""
    roots: dict[str, None] = {}
    for path in paths:
        absolute = project.absolute(path)
        inside = os.path.join(absolute, "x") if os.path.isdir(absolute) else absolute
        roots[project.repository_of(inside) or os.path.dirname(inside)] = None
    return list(roots)
