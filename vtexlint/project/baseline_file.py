"""A run's baseline: read before the work, compared with its findings, written when that is asked for."""

import os
from collections.abc import Callable, Iterable, Sequence

from vtexlint.linter.baseline import (
    VERSION,
    Baseline,
    BaselineError,
    Comparison,
    Entry,
    NewerBaselineError,
    compare,
    entries_of,
    parse,
    render,
    silenced,
)
from vtexlint.linter.report import LintResult
from vtexlint.project.location import Root
from vtexlint.project.project import Project
from vtexlint.project.read_file import UnreadableError, read_bytes
from vtexlint.project.write_file import UnwritableError, check_writable, write_text
from vtexlint.rules.names import UNBASELINED

DEFAULT_NAME = ".vtexlint-baseline.json"
_LIMIT = 1 << 28  # bytes


class BaselineFileError(Exception):
    """A baseline that cannot be used; names the file, the place, the remedy."""


class Coverage:
    """What a run looked at: the files it read, those below the directories it walked, and the rules that were on."""

    def __init__(
        self, project: Project, root: Root, read: Iterable[str], named: Iterable[str], disabled_rules: Callable[[str], frozenset[str]]
    ) -> None:
        self._root = root
        self._read = {project.absolute(path) for path in read}
        self._named = tuple(project.absolute(path) for path in named)
        self._off = disabled_rules

    def looked_at(self, entry: Entry) -> bool:
        path = self._root.absolute(entry.path)
        return (path in self._read or (self.is_gone(entry.path) and self._is_below(path))) and entry.rule not in self._off(path)

    def is_gone(self, path: str) -> bool:
        return not os.path.lexists(self._root.absolute(path))

    def _is_below(self, path: str) -> bool:
        return any(path == named or path.startswith(named.rstrip(os.sep) + os.sep) for named in self._named)


class BaselineFile:
    """The baseline file of a run; `path` None: the default name. `write`: it is created or updated.

    The constructor raises BaselineFileError.
    """

    def __init__(self, project: Project, path: str | None, *, write: bool) -> None:
        # without --baseline or a setting, the file has no effect yet
        self._hint = f"; it takes effect only with --baseline {DEFAULT_NAME} or `baseline` in the settings" if path is None else ""
        self.path = path = path or DEFAULT_NAME
        self._file = project.absolute(path)
        self._write = write
        self._baseline = Baseline()
        if write:
            try:
                check_writable(self._file, path)
            except UnwritableError as error:
                raise BaselineFileError(str(error)) from None
        if not write or os.path.lexists(self._file):
            self._baseline = _load(path, self._file)

    def apply(self, outcome: LintResult, root: Root, reach: Coverage) -> tuple[LintResult, list[str]]:
        """The outcome without the known findings, and notes. Raises BaselineFileError where the baseline cannot be written."""
        found = compare(outcome.findings, self._baseline, root.locate, reach.looked_at, reach.is_gone)
        if not self._write or outcome.troubles:
            return silenced(outcome, found.known), self._notes(found, outcome)
        salt = self._baseline.salt or os.urandom(16).hex()
        entries = (*entries_of(outcome.findings, root.locate, salt), *found.unseen)
        try:
            write_text(self._file, render(entries, salt), self.path)
        except UnwritableError as error:
            raise BaselineFileError(str(error)) from None
        known = frozenset(finding.fingerprint for finding in outcome.findings if finding.rule not in UNBASELINED)
        return silenced(outcome, known), [self._written(len(entries), len(known - found.known), found.fixed)]

    def _notes(self, found: Comparison, outcome: LintResult) -> list[str]:
        if outcome.troubles:
            return [f"{self.path}: not written, because the run was incomplete"] if self._write else []
        if not found.fixed:
            return []
        count = len(found.fixed)
        what = "1 entry of the baseline is" if count == 1 else f"{count} entries of the baseline are"
        return [f"{self.path}: {what} fixed: --write-baseline prunes {'it' if count == 1 else 'them'}"]

    def _written(self, total: int, added: int, fixed: Sequence[Entry]) -> str:
        noun = "finding" if total == 1 else "findings"
        converted = "" if self._baseline.version == VERSION else f"; converted from format version {self._baseline.version} to {VERSION}"
        return f"{self.path}: {total} known {noun} ({added} added, {len(fixed)} pruned){converted}{self._hint}"


def _load(path: str, file: str) -> Baseline:
    try:
        data = read_bytes(file, _LIMIT)
        if data is None:
            raise BaselineError("this is too large for a baseline")
        return parse(data.decode("utf-8-sig"))
    except UnreadableError as error:
        remedy = "" if os.path.lexists(file) else f"; to make it: vtexlint check --write-baseline --baseline {path}"
        raise BaselineFileError(f"{path}: the baseline {error}{remedy}") from None
    except UnicodeDecodeError:
        reason = "this is not JSON: it is not UTF-8"
    except NewerBaselineError as error:
        raise BaselineFileError(f"{path}: {error}") from None
    except (BaselineError, ValueError) as error:
        reason = str(error)
    raise BaselineFileError(
        f"{path}: {reason}; fix it (a merge may have left its marks), or delete it and write it again with --write-baseline"
    )
