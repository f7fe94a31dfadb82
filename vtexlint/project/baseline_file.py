"""A run's baseline: read before the work, compared with its findings, written when that is requested."""

import os
from collections.abc import Callable, Iterable, Sequence
from functools import partial

from vtexlint.linter.baseline import (
    VERSION,
    Baseline,
    BaselineEntry,
    BaselineError,
    Comparison,
    NewerBaselineError,
    compare,
    entries_of,
    parse,
    render,
    silenced,
)
from vtexlint.linter.report import LintResult
from vtexlint.project.errors import MessageError, at, where
from vtexlint.project.named_paths import LinkError, boundary_of, without_links
from vtexlint.project.project import Project, Root, after
from vtexlint.project.read_file import BASELINE_LIMIT, OversizedError, UnreadableError, read_whole
from vtexlint.project.write_file import UnwritableError, check_writable, write_bytes
from vtexlint.reporters.encoded import without_commands
from vtexlint.reporters.plain import without_tokens
from vtexlint.rules.names import UNBASELINED
from vtexlint.text.messages import Message, Template

FAILED = Template("baseline.failed", "vtexlint failed on this baseline ({error}), which was not used; please report it")
NOT_WRITTEN = Template("baseline.not-written", "not written, because the run was incomplete")
FIXED = Template(
    "baseline.fixed",
    "{count} entries of the baseline are fixed: --write-baseline prunes them",
    one="{count} entry of the baseline is fixed: --write-baseline prunes it",
)
WRITTEN = Template(
    "baseline.written",
    "{count} known findings ({added} added, {pruned} pruned)",
    one="{count} known finding ({added} added, {pruned} pruned)",
)
CONVERTED = Template("baseline.converted", "{message}; converted from format version {old} to {new}")
UNUSED = Template("baseline.unused", "{message}; it takes effect only with --baseline {name} or `baseline` in the settings")
TOO_LARGE = Template("baseline.too-large", "the baseline {reason}")
PRUNE = Template("baseline.prune", "exclude the generated files in it, delete it, and write it again with --write-baseline")
UNREADABLE = Template("baseline.unreadable", "the baseline {reason}")
MISSING = Template("baseline.missing", "the baseline {reason}; to create it: vtexlint check --write-baseline --baseline {path}")
NOT_UTF8 = Template("baseline.not-utf8", "this is not JSON: it is not UTF-8")
BROKEN = Template(
    "baseline.broken", "{reason}; fix it (it may contain merge markers), or delete it and write it again with --write-baseline"
)

DEFAULT_NAME = ".vtexlint-baseline.json"


class BaselineFileError(MessageError):
    """A baseline that cannot be used; names the file, the place, the remedy."""


class Coverage:
    """What a run covered: the files it read, those below the directories it walked, and the enabled rules."""

    def __init__(
        self, project: Project, root: Root, read: Iterable[str], named: Iterable[str], disabled_rules: Callable[[str], frozenset[str]]
    ) -> None:
        self._root = root
        self._read = {project.absolute(path) for path in read}
        self._named = tuple(project.absolute(path) for path in named)
        self._off = disabled_rules

    def looked_at(self, entry: BaselineEntry) -> bool:
        path = self._root.absolute(entry.path)
        return (path in self._read or (self.is_gone(entry.path) and self._is_below(path))) and entry.rule not in self._off(path)

    def is_gone(self, path: str) -> bool:
        return not os.path.lexists(self._root.absolute(path))

    def _is_below(self, path: str) -> bool:
        return any(after(named, path + os.sep) is not None for named in self._named)


class BaselineFile:
    """The baseline file of a run, None for the default name. `write`: it is created or updated.

    The constructor raises BaselineFileError.
    """

    def __init__(self, project: Project, path: str | None, *, write: bool) -> None:
        self._is_unused = path is None  # without a name, nothing makes a later run use it
        self.path = path = path or DEFAULT_NAME
        self._root = project.root
        try:
            self._file = without_links(project.absolute(path), boundary_of(project.root))
        except LinkError as error:
            raise BaselineFileError(at(path, error.message)) from None
        self._write = write
        self._baseline = Baseline()
        self._data: bytes | None = None
        if write:
            try:
                check_writable(self._file, self._root, path)
            except UnwritableError as error:
                raise BaselineFileError(error.message) from None
        if not write or os.path.lexists(self._file):
            self._data = _bytes_of(path, self._file)
            self._baseline = _parsed(path, self._data)

    def applied(self, outcome: LintResult, root: Root, coverage: Coverage) -> tuple[LintResult, list[Message]]:
        """As `apply`; where that fails, the whole result, with the reason among its troubles."""
        try:
            return self.apply(outcome, root, coverage)
        except BaselineFileError as error:
            problem = error.message
        except MessageError:
            raise
        except Exception as error:
            problem = at(self.path, FAILED(error=where(error)))
        return outcome._replace(troubles=(*outcome.troubles, problem)), []

    def apply(self, outcome: LintResult, root: Root, coverage: Coverage) -> tuple[LintResult, list[Message]]:
        """The result without the baseline's findings, and notes. Raises BaselineFileError if the baseline cannot be written."""
        found = compare(outcome.findings, self._baseline, partial(_located, root), coverage.looked_at, coverage.is_gone)
        if not self._write or outcome.troubles:
            return silenced(outcome, found.known), self._notes(found, outcome)
        salt = self._baseline.salt or os.urandom(16).hex()
        entries = (*entries_of(outcome.findings, partial(_located, root), salt), *found.unseen)
        try:
            text = without_commands(render(entries, salt))
            write_bytes(self._file, text.encode("utf-8", "backslashreplace"), self._data, self._root, self.path)
        except UnwritableError as error:
            raise BaselineFileError(error.message) from None
        known = frozenset(finding.fingerprint for finding in outcome.findings if finding.rule not in UNBASELINED)
        return silenced(outcome, known), [self._written(len(entries), len(known - found.known), found.fixed)]

    def _notes(self, found: Comparison, outcome: LintResult) -> list[Message]:
        if outcome.troubles:
            return [at(self.path, NOT_WRITTEN())] if self._write else []
        return [at(self.path, FIXED(count=len(found.fixed)))] if found.fixed else []

    def _written(self, total: int, added: int, fixed: Sequence[BaselineEntry]) -> Message:
        message = WRITTEN(count=total, added=added, pruned=len(fixed))
        if self._baseline.version != VERSION:
            message = CONVERTED(message=message, old=self._baseline.version, new=VERSION)
        return at(self.path, UNUSED(message=message, name=DEFAULT_NAME) if self._is_unused else message)


def _located(root: Root, path: str) -> str:
    """The path of a finding as the baseline has it: the file is committed, so no token is to be in it, not even as a file's name."""
    return without_tokens(root.locate(path))


def _bytes_of(path: str, file: str) -> bytes:
    try:
        return read_whole(file, BASELINE_LIMIT, PRUNE())
    except OversizedError as error:
        raise BaselineFileError(at(path, TOO_LARGE(reason=error.message))) from None
    except UnreadableError as error:
        found = os.path.lexists(file)
        message = UNREADABLE(reason=error.message) if found else MISSING(reason=error.message, path=path)
        raise BaselineFileError(at(path, message)) from None


def _parsed(path: str, data: bytes) -> Baseline:
    try:
        return parse(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        reason: str = NOT_UTF8()
    except NewerBaselineError as error:
        raise BaselineFileError(at(path, error.message)) from None
    except BaselineError as error:
        reason = error.message
    raise BaselineFileError(at(path, BROKEN(reason=reason)))
