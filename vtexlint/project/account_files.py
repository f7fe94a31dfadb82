"""Reads the account snapshots that the command line and the settings name."""

import os
import re
from collections.abc import Sequence
from datetime import date

from vtexlint._startup.modules import load
from vtexlint._startup.typed import TYPE_CHECKING
from vtexlint.accounts.load import ZIP, read
from vtexlint.accounts.merge import UnnamedError, merge
from vtexlint.accounts.model import SnapshotError, SnapshotFile, Snapshots
from vtexlint.accounts.shapes import as_label
from vtexlint.credentials.labels import REVOKE
from vtexlint.credentials.shapes import ACCOUNT
from vtexlint.linter.file_context import FileContext
from vtexlint.linter.snapshot_leaks import lint_snapshot
from vtexlint.project.config import Config
from vtexlint.project.errors import SavedError
from vtexlint.project.exclusion import shown_plain
from vtexlint.project.project import Project
from vtexlint.project.read_file import UnreadableError, read_bytes
from vtexlint.rules.names import SCOPES, SECRET_RULES
from vtexlint.text.globs import glob_matches
from vtexlint.text.messages import Message

if TYPE_CHECKING:
    from vtexlint.linter.file_result import FileResult

SILENT_IN_SNAPSHOTS = frozenset(SCOPES) - SECRET_RULES
"""The rules that do not judge an account snapshot: it is no config file, but a token in it is a token."""

MAX_SIZE = 64 * 1024 * 1024
_NAMED = rf"(?P<account>{ACCOUNT})=(?P<path>.+)"


class AccountFileError(SavedError):
    """A snapshot that cannot be used: names the file, the place, what was expected."""


class AccountFiles:
    """Reads each file once, whatever settings name it."""

    def __init__(self, project: Project, today: "date | None" = None) -> None:
        self._project = project
        self._today = today
        self._parts: dict[str, SnapshotFile] = {}
        self._stamps: dict[str, tuple[int, int, int] | None] = {}

    @property
    def parts(self) -> tuple[SnapshotFile, ...]:
        return tuple(self._parts.values())

    @property
    def is_stale(self) -> bool:
        """Whether a file is no longer as it was read."""
        return any(_stamp(path) != stamp for path, stamp in self._stamps.items())

    def combined(self, config: Config, names: Sequence[str] = ()) -> Snapshots:
        """What the settings' snapshots and the named ones say together. Raises AccountFileError, with the settings' own place."""
        parts = []
        for name in config.settings.account_snapshots:
            try:
                parts.append(self._part(name, config.directory))
            except AccountFileError as error:
                raise AccountFileError(f"{config.place_of(name)}: `account-snapshots`: {error}") from None
        return self._merged(parts + [self._part(name, self._project.root) for name in names])

    def snapshots(self, names: Sequence[str]) -> Snapshots:
        """What the named files say together. A name is FILE or ACCOUNT=FILE. Raises AccountFileError."""
        return self._merged([self._part(name, self._project.root) for name in names])

    def _merged(self, parts: Sequence[SnapshotFile]) -> Snapshots:
        try:
            return merge(parts, self._today or date.today())
        except UnnamedError as error:
            raise AccountFileError(f"{shown_plain(error.path)}: {error.message}") from None

    def _part(self, name: str, directory: str) -> SnapshotFile:
        account, path = split_name(name, directory)
        key = os.path.normpath(path)
        if key not in self._parts:
            self._stamps[key] = _stamp(key)
            self._parts[key] = _read(self._project, path)
        part = self._parts[key]
        if account and part.is_named and part.account != account:
            own = as_label(part.account or "")
            raise AccountFileError(
                f"{shown_plain(part.path)}: this file says itself that it is of account {own}, and it was named as that of {account}: "
                "name the file alone, or save the other account's answer"
            )
        return part._replace(account=account) if account else part


def split_name(name: str, directory: str) -> tuple[str | None, str]:
    """The account (None where it is not said) and the path of `ACCOUNT=FILE` or `FILE`; a file of that very name comes first."""
    path = os.path.join(directory, name)
    match = re.fullmatch(_NAMED, name) if "=" in name else None
    if match is None or os.path.exists(path):
        return None, path
    return match["account"], os.path.join(directory, match["path"])


def _stamp(path: str) -> tuple[int, int, int] | None:
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino


def about(part: SnapshotFile, context: FileContext, examined: "Sequence[FileResult]") -> "tuple[list[FileResult], list[str]]":
    """Findings and notes about a snapshot file itself. What the run found in it as in any other file is not told twice."""
    name = shown_plain(part.path)
    notes = []
    if part.problems:
        number = len(part.problems)
        what = "one thing" if number == 1 else f"{number} things"
        first = part.problems[0]
        notes.append(
            f"{name}{first.place}: {first.message}" + (f" ({what} not understood: `vtexlint account show {name}`)" if number > 1 else "")
        )
    if not part.leaks:
        return [], notes
    known = {c.finding.location.start for one in examined if one.path == part.path for c in one.pending if c.requires_git_state}
    leaks = [leak for leak in part.leaks if leak.position not in known]
    places = ", ".join(leak.where for leak in part.leaks[:3]) + (", ..." if len(part.leaks) > 3 else "")
    notes.append(
        f"{name} holds {'an appToken' if len(part.leaks) == 1 else 'appTokens'} in clear ({places}): {REVOKE}; "
        f"then delete {'it' if len(part.leaks) == 1 else 'them'} from the file"
    )
    return [lint_snapshot(part.path, leaks, context)] if leaks else [], notes


def unmatched(config: Config, snapshots: Snapshots) -> list[str]:
    """A note about the `required-roles` for appKeys that no snapshot lists: mistyped, they would be silent for ever."""
    wanted = [pattern for pattern, _ in config.settings.required_roles if pattern.startswith("vtexappkey-")]
    if not wanted:
        return []
    listed = {key for snapshot in snapshots.accounts.values() for key in (*snapshot.app_keys(), *snapshot.external_keys())}
    lost = [pattern for pattern in wanted if not any(glob_matches(pattern, key) for key in listed)]
    if not lost:
        return []
    told = ", ".join(f"`{as_label(pattern)}`" for pattern in lost[:3]) + (", ..." if len(lost) > 3 else "")
    verb = "matches" if len(lost) == 1 else "match"
    return [f"{shown_plain(config.place_of(lost[0]))}: `required-roles`: {told} {verb} no key of any account snapshot"]


def _read(project: Project, path: str) -> SnapshotFile:
    name = project.display(path)
    try:
        data = read_bytes(path, MAX_SIZE)
        if data is None:
            raise UnreadableError(f"is larger than {MAX_SIZE // 1024 // 1024} MiB")
        if data.startswith(ZIP):
            return _read_spreadsheet(name, data)
        return read(name, data)
    except UnreadableError as error:
        raise AccountFileError(f"{shown_plain(name)}: the account snapshot {error}") from None
    except SnapshotError as error:
        raise AccountFileError(f"{shown_plain(name)}{error.place}: {error.message}") from None


def _read_spreadsheet(name: str, data: bytes) -> SnapshotFile:
    from vtexlint.accounts.spreadsheet import MissingLibraryError, read_spreadsheet  # noqa: PLC0415  tables: JSON needs none

    try:
        return read_spreadsheet(name, data)
    except MissingLibraryError as error:
        raise SnapshotError(
            Message(f"{error.message}: {load('vtexlint.project.extras').command('xlsx')} (or save each tab as CSV)")
        ) from None
