"""Read one file, and lint or search it as its level says; an error with one file does not end the run."""

import os

from vtexlint._startup.modules import load
from vtexlint._startup.typed import TYPE_CHECKING, NamedTuple
from vtexlint.linter.prefilter import may_hold_credentials, may_hold_search
from vtexlint.linter.report import NO_COVERAGE, FileCoverage
from vtexlint.project.discovery import walking
from vtexlint.project.errors import TroubleError, at, where
from vtexlint.project.read_file import UnreadableError, limit_of, read_bytes, read_where, too_large
from vtexlint.text.messages import NO_MESSAGE, Message, Template

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from types import ModuleType
    from typing import TypeVar

    from vtexlint.linter.file_context import FileContext
    from vtexlint.linter.file_result import FileResult
    from vtexlint.parsers.model import Format
    from vtexlint.project.config import Reach
    from vtexlint.project.discovery import Found
    from vtexlint.project.effective_settings import EffectiveSettings
    from vtexlint.project.git.objects import Blob
    from vtexlint.project.project import Project
    from vtexlint.project.skips import Skips

    T = TypeVar("T")
    Work = Callable[..., "Read | None"]

FAILED = Template("run.failed", "vtexlint failed on this file ({error}); please report it, with the file's structure, without its values")
COULD_NOT_BE_CHECKED = Template("run.could-not-be-checked", "could not be checked: vtexlint failed on it ({error})")
DIED = Template("run.died", "its process ended")
_WORTH = 256 * 1024  # bytes; to parse them takes 0.2 s, to start two more processes 0.03 s
_MUCH = 8_000_000  # bytes; a run that has read so many is likely to read as many again, which is worth the start of the engine
_LARGEST_VALUE = 10_000  # bytes of a file with only one value
_READING = 40  # bytes that could be parsed in the time in which one file is read and filtered
_REPORTS_BEGIN = (b"{", b"[")  # JSON, SARIF, GitLab, a baseline


class Read(NamedTuple):
    """How a file was read, if that was not as planned, or if it has a result.

    `level` is full, search, report (a report of vtexlint, which is only searched) or none (neither linted nor searched). The level
    `content` (project/levels.py) is only planned: it becomes full, search or none when the file is read.
    """

    path: str
    level: str
    result: "FileResult | None" = None


class RunFiles(NamedTuple):
    """The files of a run, by how they were read, and what was not read. `read` are the paths of all of them."""

    read: tuple[str, ...]
    searched: int = 0
    results: "tuple[FileResult, ...]" = ()
    errors: tuple[Message, ...] = ()
    notes: tuple[Message, ...] = ()
    coverage: FileCoverage = NO_COVERAGE


def files_of(
    planned: "Sequence[tuple[str, str]]",
    reads: "Sequence[Read]",
    errors: "Sequence[Message]" = (),
    notes: "Sequence[Message]" = (),
    skips: "Skips | None" = None,
    *,
    baseline: str | None = None,
) -> RunFiles:
    """The files as they were read: `planned` has the path and level of each, and a level in `reads` replaces the planned one.

    `baseline` is the path of the run's own baseline, which is not listed as a skipped report.
    """
    levels = dict(planned) | {one.path: one.level for one in reads}
    reports = [path for path, level in levels.items() if level == "report" and path != baseline]
    others = [path for path, level in levels.items() if level == "none"]
    if reports or others:
        skips = skips or walking().Skips()
        for kind, paths in (("report", reports), ("scope", others)):
            for path in paths:
                skips.add(kind, path)
    read = tuple(path for path, level in levels.items() if level not in ("report", "none"))
    searched = sum(level in ("search", "content") for level in levels.values())
    results = tuple(one.result for one in reads if one.result is not None)
    return RunFiles(read, searched, results, tuple(errors), tuple(notes), skips.coverage() if skips else NO_COVERAGE)


class FileChecker:
    """Checks files of one run. Its methods raise TroubleError, for settings that cannot be used."""

    def __init__(self, project: "Project", effective: "EffectiveSettings", reach: "Reach") -> None:
        self._project = project
        self._effective = effective
        self._reach = reach
        self._filter: Callable[[bytes, str, Sequence[bytes]], bool] = may_hold_credentials
        self._filtered = 0  # bytes that the filter has searched
        self._has_asked = False  # for the engine
        self._effort = 0  # of what was checked so far, as a number of bytes to parse
        self._limits: dict[str, int] = {}  # by directory: the size up to which a file in it is searched

    def check(self, found: "Found") -> Read | None:
        """Check a file on disk; None if it was read as planned and contains nothing."""
        if found.level == "search":
            return self._guarded(self._search_one, found.path)
        return self._guarded(self._lint_one, found.path, found.level)

    def check_data(self, found: "Found", data: bytes) -> Read | None:
        """As `check`, for the bytes of a file that the caller has read."""
        if found.level == "search":
            return self._guarded(self._search, found.path, data)
        return self._guarded(self._lint_by_content if found.level == "content" else self._lint, found.path, data)

    def check_text(self, name: str, data: bytes, format: "Format | None" = None) -> Read | None:
        """Check a text without a file, as a file of that name would be. `format` is given where it is known: it is linted in full then."""
        return self._guarded(self._lint_text, name, data, format)

    def lint(self, name: str, data: bytes, format: "Format | None" = None) -> Read | None:
        """As `check_text`, linted in full whatever the name."""
        return self._guarded(self._lint, name, data, format)

    def search(self, name: str, data: bytes) -> Read | None:
        """As `check_text`, but searched for exact tokens only."""
        return self._guarded(self._search, name, data)

    def check_blob(self, blob: "Blob", level: str) -> Read | None:
        """Check a blob (git's version of a file); one that is over its limit was not read."""
        if blob.state == "large":
            return self.too_large(blob.wanted.path, level, blob.wanted.limit)
        return (self.search if level == "search" else self.lint)(blob.wanted.path, blob.data)

    def too_large(self, path: str, level: str, limit: int) -> Read:
        """A file over its limit of bytes, which was not read."""
        return Read(path, level, self._unreadable(path, too_large(limit)))

    def died(self, found: "Found") -> Read:
        """A file on which a process of vtexlint died."""
        failure = at(found.path, FAILED(error=DIED()))
        return Read(found.path, "full", self._unreadable(found.path, COULD_NOT_BE_CHECKED(error=DIED()), failure))

    def is_worth_sharing(self, done: int, total: int) -> bool:
        """Whether the rest is likely to be worth several processes, by the effort for the first `done` files of `total`."""
        return self._effort > _WORTH and self._effort * (total - done) > _WORTH * done

    def read_each(
        self,
        files: "Sequence[Found]",
        shown: "Iterator[Found]",
        jobs: int | None,
        work: "Callable[[Found], T | None]",
        died: "Callable[[Found], T | None]",
    ) -> "list[T]":
        """As `Session.read_each`; `shown` gives the files one by one, as they are read. `jobs`: None for as many as pays."""
        reads: list[T | None] = []
        if jobs is None or jobs == 1:
            for found in shown:
                reads.append(work(found))
                if jobs is None and self.is_worth_sharing(len(reads), len(files)):
                    break
        if len(reads) < len(files):
            # only a large run forks
            jobs = jobs or load("vtexlint.project.processors").usable_processors()
            shares = load("vtexlint.project.workers").in_processes
            reads += shares(work, files[len(reads) :], jobs, self.size, died, lambda: next(shown, None))
        return [one for one in reads if one is not None]

    def size(self, found: "Found") -> int:
        """The size of a file in bytes; 0 if it is not known."""
        try:
            return os.stat(os.path.join(self._project.root, found.path)).st_size
        except OSError:
            return 0

    def tokens_in(self, path: str, data: bytes) -> frozenset[str]:
        """The tokens of another version of a file, read as the file itself is."""
        read = self.check_text(path, data)
        return read.result.tokens if read and read.result else frozenset()

    def size_limit(self, path: str) -> int:
        """The size in bytes up to which a file is linted."""
        return self._effective.context_of(path).settings.max_file_size

    def _guarded(self, work: "Work", path: str, *arguments: object) -> Read | None:
        """`work(path, ...)`. A fault of vtexlint on one file must not hide what it finds in the others: it becomes that file's finding."""
        try:
            return work(path, *arguments)
        except TroubleError:
            raise
        except Exception as error:
            failure = at(path, FAILED(error=where(error)))
            return Read(path, "full", self._unreadable(path, COULD_NOT_BE_CHECKED(error=where(error)), failure))

    def _lint_one(self, path: str, level: str) -> Read | None:
        context = self._effective.context_of(path)
        settings = context.settings
        try:
            data = read_bytes(self._project.absolute(path), settings.max_file_size, context.repo_path, settings.extra_name_bytes)
        except UnreadableError as error:
            return Read(path, "full", self._unreadable(path, error.message))
        self._effort += _READING
        if data is None:
            return None
        return self._lint_by_content(path, data) if level == "content" else self._lint(path, data, context=context)

    def _lint_text(self, name: str, data: bytes, format: "Format | None") -> Read | None:
        """A text without a file, as a file of that name would be read."""
        if name == "-" or format is not None:
            return self._lint(name, data, format)
        level = walking().level_of_named(
            name.rpartition("/")[2], self._project.absolute(name), self._effective.config_of(name), self._reach
        )
        if level == "content":
            return self._lint_by_content(name, data)
        if level is None:
            return Read(name, "none")
        return self._lint(name, data) if level == "full" else (self._search(name, data) or Read(name, "search"))

    def _lint_by_content(self, path: str, data: bytes) -> Read | None:
        if walking().looks_like_config(data):
            return self._lint(path, data) or Read(path, "full")
        if not self._reach.searches(self._effective.config_of(path)):
            return Read(path, "none")
        return self._search(path, data)

    def _lint(self, path: str, data: bytes, format: "Format | None" = None, context: "FileContext | None" = None) -> Read | None:
        """Lint what passes the prefilter; None for a file that cannot contain a credential.

        `format` None: as the name or the content shows.
        """
        context = context or self._effective.context_of(path)
        if data[:1] in _REPORTS_BEGIN and load("vtexlint.project.own_reports").is_own_report(data):
            return (self._search(path, data) or Read(path, "report"))._replace(level="report")
        is_value = context.value_name and len(data) <= _LARGEST_VALUE  # the prefilter finds no name in it
        if not is_value and not self._may_hold(data, context.repo_path, context.settings.extra_name_bytes):
            return None
        if len(data) > (limit := context.settings.max_file_size):  # only an editor's document: other callers have not read such a file
            return Read(path, "full", self._unreadable(path, too_large(limit)))
        self._effort += len(data)
        result: FileResult = _linter().lint_bytes(path, data, context, format)
        if result.unreadable and result.parsed is None and self._reach.full and not self._is_config(path):
            return self._search(path, data) or Read(path, "search")  # `--full` does not make a picture a config file
        if result.unreadable and result.parsed is None and (read := self._search(path, data)) and read.result:
            # a file that is not text is searched, as a file of another name is
            result = read.result._replace(pending=(*result.pending, *read.result.pending), unreadable=True)
        return Read(path, "full", result)

    def _may_hold(self, data: bytes, place: str, extra_names: "Sequence[bytes]") -> bool:
        """The prefilter: once a run has read much, the engine of the extra `fast` where it is installed."""
        self._filtered += len(data)
        if self._filtered > _MUCH and not self._has_asked:
            self._has_asked = True
            self._filter = load("vtexlint.linter.prefilter_engine").load() or may_hold_credentials
        return self._filter(data, place, extra_names)

    def _is_config(self, path: str) -> bool:
        config = self._effective.config_of(path)
        return bool(walking().is_config(path.rpartition("/")[2], self._project.absolute(path), config))

    def _search_one(self, path: str) -> Read | None:
        directory = path.rpartition("/")[0]
        limit = self._limits.get(directory)
        if limit is None:
            limit = self._limits[directory] = limit_of(self._effective.config_of(path).settings, "search")
        try:
            data = read_where(os.path.join(self._project.root, path), limit, may_hold_search)
        except UnreadableError as error:
            return Read(path, "search", self._unreadable(path, error.message))
        self._effort += _READING
        return None if data is None else self._search(path, data)

    def _search(self, path: str, data: bytes) -> Read | None:
        """Search for exact tokens, also in base64, and session tokens; nothing is imported or looked up for a file without a candidate."""
        if not may_hold_search(data):
            return None
        return Read(path, "search", _search().search_bytes(path, data, self._effective.context_of(path)))

    def _unreadable(self, path: str, reason: Message, failure: Message = NO_MESSAGE) -> "FileResult":
        try:
            contexts = [self._effective.context_of(path)]
        except TroubleError:
            raise
        except Exception:  # it may be what failed
            contexts = []
        result: FileResult = _linter().unreadable_file(path, reason, *contexts, failure=failure)
        return result


def _linter() -> "ModuleType":
    from vtexlint.linter import lint  # noqa: PLC0415  parsers, rules: most files hold no credential

    return lint


def _search() -> "ModuleType":
    from vtexlint.linter import search  # noqa: PLC0415  as above

    return search
