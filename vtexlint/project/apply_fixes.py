"""Fixing the files of a run: each is read again, mended in this process, and written in one step, or shown as it would be."""

from vtexlint._startup.typed import TYPE_CHECKING, NamedTuple
from vtexlint.diagnostics import Finding
from vtexlint.linter.file_result import Examined
from vtexlint.linter.fix_file import fix
from vtexlint.parsers.formats import format_of, guess_format
from vtexlint.project.read_file import UnreadableError, read_bytes
from vtexlint.project.replace_file import WriteError, replace
from vtexlint.text.source import Source, UndecodableError

if TYPE_CHECKING:
    from vtexlint.parsers.model import Format
    from vtexlint.project.effective_settings import Terms


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

    def of_file(self, examined: Examined, terms: "Terms") -> Examined:
        """What the file gives once it is mended; as it was given where nothing could be done."""
        if not _may_be_fixable(examined):
            return examined
        path = examined.path
        try:
            data = read_bytes(path, terms.settings.max_file_size, terms.place, terms.settings.extra_name_bytes)
            source = Source.from_bytes(path, data, terms.place) if data is not None else None
        except (UnreadableError, UndecodableError) as error:
            self.troubles.append(f"{path}: {error}")
            return examined
        if source is None or data is None:
            return examined
        after, mended, found = self._mend(source, terms)
        if after is None:
            return mended
        if self._writes:
            try:
                replace(path, data, after.encode())
            except WriteError as error:
                self.troubles.append(f"{path}: {error}")
                return examined
        self.fixed += found
        return mended

    def of_text(self, examined: Examined, data: bytes, terms: "Terms") -> Examined:
        """Likewise for a text that stands in no file: `output` holds it mended."""
        if not _may_be_fixable(examined):
            return examined
        after, mended, found = self._mend(Source.from_bytes(examined.path, data, terms.place), terms)
        if after is None:
            return examined
        self.fixed += found
        self.output = after.encode()
        return mended

    def _mend(self, source: Source, terms: "Terms") -> tuple[Source | None, Examined, tuple[Finding, ...]]:
        kind = format_of(source.path) or guess_format(source.text)
        done = fix(
            source, kind, terms.settings, ignored=terms.ignored, unsafe=self._unsafe, frames=terms.frames,
            snapshots=terms.snapshots, relative=terms.relative,
        )  # fmt: skip
        for finding, reason in done.refused:
            start = finding.place.start
            self.notes.append(f"{source.path}:{start.line}:{start.column}: {finding.rule} was not fixed: {reason}")
        if done.source is source:
            return None, done.examined, ()
        if not self._writes:
            self.changes.append(Change(source, done.source, kind, terms.settings.extra_names))
        return done.source, done.examined, done.fixed

    def told(self) -> str:
        """`fixed 3 findings in 2 files`."""
        verb = "fixed" if self._writes else "would fix"
        files = len({finding.place.path for finding in self.fixed})
        return f"{verb} {_counted(len(self.fixed), 'finding')} in {_counted(files, 'file')}"


def _may_be_fixable(examined: Examined) -> bool:
    return bool(examined.silencers) or any(candidate.finding.fix is not None for candidate in examined.candidates)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
