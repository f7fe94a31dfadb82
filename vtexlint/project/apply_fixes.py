"""Fixing the files of a run: each is read again, mended in this process, and written in one step, or shown as it would be."""

from vtexlint._startup.typed import TYPE_CHECKING, NamedTuple
from vtexlint.diagnostics import Finding
from vtexlint.linter.file_result import FileResult
from vtexlint.linter.fix_file import fix
from vtexlint.parsers.formats import format_of, guess_format
from vtexlint.project.read_file import UnreadableError, read_bytes
from vtexlint.project.replace_file import WriteError, replace
from vtexlint.text.source import Source, UndecodableError

if TYPE_CHECKING:
    from vtexlint.parsers.model import Format
    from vtexlint.project.effective_settings import FileContext


class Change(NamedTuple):
    """What fixing would make of one file."""

    before: Source
    after: Source
    format: "Format"
    extra_names: tuple[tuple[str, ...], tuple[str, ...]]


class Repair:
    """Mends the files given to it one after another and keeps the account. `writes`: not for a `--diff`."""

    def __init__(self, *, unsafe: bool, writes: bool) -> None:
        self._unsafe = unsafe
        self._writes = writes
        self.changes: list[Change] = []
        self.fixed: list[Finding] = []
        self.troubles: list[str] = []
        self.notes: list[str] = []
        self.output: bytes | None = None

    def of_file(self, examined: FileResult, context: "FileContext") -> FileResult:
        """What the file gives once it is mended; as it was given where nothing could be done."""
        if not _may_be_fixable(examined):
            return examined
        path = examined.path
        try:
            data = read_bytes(path, context.settings.max_file_size, context.place, context.settings.extra_name_bytes)
            source = Source.from_bytes(path, data, context.place) if data is not None else None
        except (UnreadableError, UndecodableError) as error:
            self.troubles.append(f"{path}: {error}")
            return examined
        if source is None or data is None:
            return examined
        after, result, found = self._mend(source, context)
        if after is None:
            return result
        if self._writes:
            try:
                replace(path, data, after.encode())
            except WriteError as error:
                self.troubles.append(f"{path}: {error}")
                return examined
        self.fixed += found
        return result

    def of_text(self, examined: FileResult, data: bytes, context: "FileContext") -> FileResult:
        """Likewise for a text that stands in no file: `output` holds it mended."""
        if not _may_be_fixable(examined):
            return examined
        after, result, found = self._mend(Source.from_bytes(examined.path, data, context.place), context)
        if after is None:
            return examined
        self.fixed += found
        self.output = after.encode()
        return result

    def _mend(self, source: Source, context: "FileContext") -> tuple[Source | None, FileResult, tuple[Finding, ...]]:
        format = format_of(source.display_path) or guess_format(source.text)
        done = fix(
            source, format, context.settings, ignored=context.ignored, unsafe=self._unsafe, snippets=context.snippets,
            snapshots=context.snapshots, relative=context.relative,
        )  # fmt: skip
        for finding, reason in done.refused:
            start = finding.location.start
            self.notes.append(f"{source.display_path}:{start.line}:{start.column}: {finding.rule} was not fixed: {reason}")
        if done.source is source:
            return None, done.examined, ()
        if not self._writes:
            self.changes.append(Change(source, done.source, format, context.settings.extra_names))
        return done.source, done.examined, done.fixed

    def told(self) -> str:
        """`fixed 3 findings in 2 files`."""
        verb = "fixed" if self._writes else "would fix"
        files = len({finding.location.path for finding in self.fixed})
        return f"{verb} {_counted(len(self.fixed), 'finding')} in {_counted(files, 'file')}"


def _may_be_fixable(examined: FileResult) -> bool:
    return bool(examined.suppression_comments) or any(candidate.finding.fix is not None for candidate in examined.candidates)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
