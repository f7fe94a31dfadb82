"""Fix the files of a run: each is fixed in this process, and written in one step or shown as it would be."""

import os

from vtexlint._startup.typed import TYPE_CHECKING
from vtexlint.diagnostics import Finding
from vtexlint.linter.fix_file import FixResult, fix_file
from vtexlint.linter.lint import lint_bytes
from vtexlint.project.errors import MessageError, at, where
from vtexlint.project.read_file import UnreadableError, read_bytes
from vtexlint.project.write_file import UnwritableError, write_bytes
from vtexlint.reporters.summary import FILES
from vtexlint.text.messages import Message, Template

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from vtexlint.linter.file_context import FileContext
    from vtexlint.linter.file_result import FileResult
    from vtexlint.project.check_file import Read
    from vtexlint.project.project import Project


FAILED = Template(
    "fix.failed", "was not fixed: vtexlint failed on it ({error}); please report it, with the file's structure, without its values"
)
NOT_FIXED = Template("fix.not-fixed", "{rule} was not fixed: {reason}")
NOT_NAMED = Template("fix.not-named", "was not fixed: only another file names it; to fix it, name it on the command line")
FINDINGS = Template("fix.findings", "{count} findings", one="{count} finding")
FIXED = Template("fix.fixed", "fixed {findings} in {files}")
WOULD_FIX = Template("fix.would-fix", "would fix {findings} in {files}")


class Repair:
    """Fixes one file after another and records what was done. `writes`: not for a `--diff`."""

    def __init__(self, project: "Project", *, unsafe: bool, writes: bool) -> None:
        self._project = project
        self._unsafe = unsafe
        self._writes = writes
        self.changes: list[FixResult] = []
        self.fixed: list[Finding] = []
        self.troubles: list[Message] = []
        self.notes: list[Message] = []
        self.output: bytes | None = None
        self._tidied: set[str] = set()  # directories, so that a large one is not listed for each of its files

    def of_file(self, result: "FileResult", context: "FileContext") -> "FileResult":
        """The file's result after the fixes; unchanged if nothing could be fixed. A fault of vtexlint on one file is a trouble."""
        try:
            return self._of_file(result, context)
        except MessageError:
            raise
        except Exception as error:
            self.troubles.append(at(result.path, FAILED(error=where(error))))
            return result

    def of_reads(
        self, reads: "Iterable[Read]", own: "Collection[str]", context_of: "Callable[[str], FileContext]"
    ) -> "tuple[FileResult, ...]":
        """The results of a run's files after the fixes. `own`: the paths that the user named, or a walk found; a file that only another
        one names stays as it is.
        """
        results = []
        for path, level, result in reads:
            if result is None:
                continue
            if level == "full" and path in own:
                result = self.of_file(result, context_of(path))
            elif level == "full" and result.may_be_fixable:
                self.notes.append(at(path, NOT_NAMED()))
            results.append(result)
        return tuple(results)

    def _of_file(self, result: "FileResult", context: "FileContext") -> "FileResult":
        if not result.may_be_fixable:
            return result
        path = result.path
        if result.parsed is None:  # it was linted in another process
            try:
                data = read_bytes(self._project.absolute(path), context.settings.max_file_size)
            except UnreadableError as error:
                self.troubles.append(at(path, error.message))
                return result
            if data is None:
                return result
            result = lint_bytes(path, data, context)
            if result.parsed is None:
                return result
        done = self._fix(result, context)
        if not done.changes:
            return done.result
        if self._writes:
            try:
                self._write(path, done)
            except UnwritableError as error:
                self.troubles.append(error.message)
                return result
        self.fixed += done.fixed
        return done.result

    def of_text(self, result: "FileResult", context: "FileContext") -> "FileResult":
        """The same for a text that is in no file: `output` is the fixed text."""
        if not result.may_be_fixable or result.parsed is None:
            return result
        done = self._fix(result, context)
        if done.changes:
            self.fixed += done.fixed
            self.output = done.after.source.encode()
        return done.result

    def _fix(self, result: "FileResult", context: "FileContext") -> FixResult:
        done = fix_file(result, context, unsafe=self._unsafe)
        for finding, reason in done.refused:
            self.notes.append(at(result.path, NOT_FIXED(rule=finding.rule, reason=reason), finding.location.start))
        if done.changes and not self._writes:
            self.changes.append(done)
        return done

    def _write(self, path: str, done: FixResult) -> None:
        absolute = self._project.absolute(path)
        directory = os.path.dirname(absolute)
        tidy = directory not in self._tidied
        self._tidied.add(directory)
        write_bytes(absolute, done.after.source.encode(), done.before.source.encode(), self._project.root, path, tidy=tidy)

    def summary(self) -> Message:
        """`fixed 3 findings in 2 files`."""
        files = FILES(count=len({finding.location.path for finding in self.fixed}))
        return (FIXED if self._writes else WOULD_FIX)(findings=FINDINGS(count=len(self.fixed)), files=files)
