"""Reads the account snapshots that the command line and the settings name."""

import os
import re
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime

from vtexlint._startup.modules import load
from vtexlint._startup.typed import TYPE_CHECKING
from vtexlint.accounts.load import ZIP, read
from vtexlint.accounts.merge import UnnamedError, merge
from vtexlint.accounts.model import SnapshotError, SnapshotFile, Snapshots
from vtexlint.accounts.shapes import as_label
from vtexlint.credentials.labels import REVOKE
from vtexlint.credentials.shapes import ACCOUNT
from vtexlint.linter.file_context import FileContext
from vtexlint.project.config import Config
from vtexlint.project.errors import ConfigError, SavedError, at, where
from vtexlint.project.exclusion import shown_plain
from vtexlint.project.named_paths import LinkError, boundary_of, in_settings, without_links
from vtexlint.project.project import Project
from vtexlint.project.read_file import SNAPSHOT_LIMIT, UnreadableError, read_whole, stamp_of
from vtexlint.rules.names import SCOPES, SECRET_RULES
from vtexlint.text.globs import glob_matches
from vtexlint.text.messages import Message, Template

if TYPE_CHECKING:
    from vtexlint.linter.file_result import FileResult

IN_SETTINGS = Template("account-file.in-settings", "{place}: `account-snapshots`: {message}")
OTHER_ACCOUNT = Template(
    "account-file.other-account",
    "this file is of account `{own}`, but was named as that of `{account}`: omit the account's name, or save the other account's answer",
)
SEVERAL_PROBLEMS = Template("account-file.several-problems", "{message} ({count} parts could not be read: `vtexlint account show {path}`)")
TOKENS = Template(
    "account-file.tokens",
    "{path} contains appTokens ({places}): {revoke}; then delete them from the file",
    one="{path} contains an appToken ({places}): {revoke}; then delete it from the file",
)
UNMATCHED = Template(
    "account-file.unmatched",
    "`required-roles`: {patterns} match no key of any account snapshot",
    one="`required-roles`: {patterns} matches no key of any account snapshot",
)
SAVE_LESS = Template("account-file.save-less", "save the account's answers in several files, and name each of them")
CANNOT_BE_USED = Template("account-file.unreadable", "the account snapshot {reason}")
NO_LIBRARY = Template("account-file.no-library", "{problem}: {command} (or save each tab as CSV)")

FAILED = Template(
    "account-file.failed", "vtexlint failed on this account snapshot ({error}); please report it, with its structure, without its values"
)

SILENT_IN_SNAPSHOTS = frozenset(SCOPES) - SECRET_RULES
"""The rules that do not apply to an account snapshot: it is not a config file, but a token in it is a token."""

_NAMED = rf"(?P<account>{ACCOUNT})=(?P<path>.+)"


class AccountFileError(SavedError):
    """A snapshot that cannot be used: names the file, the place, what was expected."""


def day_of(now: float | None) -> date | None:
    """The day of a moment, given in seconds since 1970."""
    return None if now is None else datetime.fromtimestamp(now, UTC).date()


class AccountFiles:
    """Reads each file once, even if several settings files name it.

    `report`, where it is given, is called for a file that cannot be used, in place of an AccountFileError; the others are used.
    """

    def __init__(self, project: Project, today: "date | None" = None, report: "Callable[[Message], object] | None" = None) -> None:
        self._project = project
        self._report = report
        self._today = today
        self._parts: dict[str, SnapshotFile] = {}
        self._stamps: dict[str, tuple[int, int, int] | None] = {}

    @property
    def parts(self) -> tuple[SnapshotFile, ...]:
        return tuple(self._parts.values())

    @property
    def is_stale(self) -> bool:
        """Whether a file is no longer as it was read."""
        return any(stamp_of(path) != stamp for path, stamp in self._stamps.items())

    def combined(self, configs: Sequence[Config], names: Sequence[str] = ()) -> Snapshots:
        """The snapshots of settings files and the named ones, merged; what is later outranks what is earlier.

        Raises AccountFileError, with the settings' own place.
        """
        found = (self._part_of_settings(config, name) for config in configs for name in config.settings.account_snapshots)
        parts = [part for part in found if part is not None]
        return self._merged(parts + self._named(names))

    def snapshots(self, names: Sequence[str]) -> Snapshots:
        """The named files, merged. A name is FILE or ACCOUNT=FILE. Raises AccountFileError."""
        return self._merged(self._named(names))

    def _part_of_settings(self, config: Config, name: str) -> SnapshotFile | None:
        try:
            return self._part(name, lambda text: in_settings(config, "account-snapshots", text))
        except ConfigError as error:
            self._refuse(AccountFileError(error.message))
        except (AccountFileError, LinkError) as error:
            self._refuse(AccountFileError(IN_SETTINGS(place=config.place_of(name), message=error.message)))
        return None

    def _named(self, names: Sequence[str]) -> list[SnapshotFile]:
        root = self._project.root
        boundary = boundary_of(root) if names else root
        parts = []
        for name in names:
            try:
                parts.append(self._part(name, lambda text: without_links(os.path.join(root, text), boundary)))
            except LinkError as error:
                self._refuse(AccountFileError(at(shown_plain(name), CANNOT_BE_USED(reason=error.message))))
            except AccountFileError as error:
                self._refuse(error)
        return parts

    def _refuse(self, error: AccountFileError) -> None:
        if self._report is None:
            raise error from None
        self._report(error.message)

    def _merged(self, parts: Sequence[SnapshotFile]) -> Snapshots:
        while True:
            try:
                return merge(parts, self._today or date.today())
            except UnnamedError as error:
                self._refuse(AccountFileError(at(shown_plain(error.path), error.message)))
                parts = [part for part in parts if part.path != error.path]

    def _part(self, name: str, locate: "Callable[[str], str]") -> SnapshotFile:
        account, path = split_name(name, locate)
        if path not in self._parts:
            self._stamps[path] = stamp_of(path)
            self._parts[path] = _read(self._project, path)
        part = self._parts[path]
        if account and part.is_named and part.account != account:
            own = as_label(part.account or "")
            raise AccountFileError(at(shown_plain(part.path), OTHER_ACCOUNT(own=own, account=account)))
        return part._replace(account=account) if account else part


def split_name(name: str, locate: "Callable[[str], str]") -> tuple[str | None, str]:
    """The account (None: not given) and the path of `ACCOUNT=FILE` or `FILE`; a file with exactly that name comes first.

    `locate` gives the absolute path of a name, or refuses it.
    """
    match = re.fullmatch(_NAMED, name) if "=" in name else None
    if match is None:
        return None, locate(name)
    if ".." not in name and os.path.exists(path := locate(name)):
        return None, path
    return match["account"], locate(match["path"])


def about(part: SnapshotFile, context: FileContext, results: "Sequence[FileResult]") -> "tuple[list[FileResult], list[Message]]":
    """Findings and notes about a snapshot file itself, without what the run found in it as in any other file."""
    name = shown_plain(part.path)
    notes: list[Message] = []
    if part.problems:
        number = len(part.problems)
        first = part.problems[0]
        message = first.message if number == 1 else SEVERAL_PROBLEMS(message=first.message, count=number, path=name)
        notes.append(at(f"{name}{first.place}", message))
    if not part.leaks:
        return [], notes
    known = {c.finding.location.start for one in results if one.path == part.path for c in one.pending if c.requires_git_state}
    leaks = [leak for leak in part.leaks if leak.position not in known]
    places = ", ".join(leak.where for leak in part.leaks[:3]) + (", ..." if len(part.leaks) > 3 else "")
    notes.append(TOKENS(path=name, places=places, revoke=REVOKE, count=len(part.leaks)))
    if not leaks:
        return [], notes
    lint_snapshot = load("vtexlint.linter.snapshot_leaks").lint_snapshot  # `explain access` needs no other part of the linter
    return [lint_snapshot(part.path, leaks, context)], notes


def unmatched(config: Config, snapshots: Snapshots) -> list[Message]:
    """A note about the `required-roles` for appKeys that no snapshot lists: a typing error would never be noticed."""
    wanted = [pattern for pattern, _ in config.settings.required_roles if pattern.startswith("vtexappkey-")]
    if not wanted:
        return []
    listed = {key for snapshot in snapshots.accounts.values() for key in (*snapshot.app_keys(), *snapshot.external_keys())}
    lost = [pattern for pattern in wanted if not any(glob_matches(pattern, key) for key in listed)]
    if not lost:
        return []
    patterns = ", ".join(f"`{as_label(pattern)}`" for pattern in lost[:3]) + (", ..." if len(lost) > 3 else "")
    return [at(shown_plain(config.place_of(lost[0])), UNMATCHED(patterns=patterns, count=len(lost)))]


def _read(project: Project, path: str) -> SnapshotFile:
    name = project.display(path)
    try:
        data = read_whole(path, SNAPSHOT_LIMIT, SAVE_LESS())
        if data.startswith(ZIP):
            return _read_spreadsheet(name, data)
        return read(name, data)
    except UnreadableError as error:
        raise AccountFileError(at(shown_plain(name), CANNOT_BE_USED(reason=error.message))) from None
    except SnapshotError as error:
        raise AccountFileError(at(f"{shown_plain(name)}{error.place}", error.message)) from None
    except Exception as error:
        raise AccountFileError(at(shown_plain(name), FAILED(error=where(error)))) from None


def _read_spreadsheet(name: str, data: bytes) -> SnapshotFile:
    from vtexlint.accounts.spreadsheet import MissingLibraryError, read_spreadsheet  # noqa: PLC0415  tables: JSON needs none

    try:
        return read_spreadsheet(name, data)
    except MissingLibraryError as error:
        problem, install = error.message, load("vtexlint.project.missing_package").command("openpyxl")
        raise SnapshotError(NO_LIBRARY(problem=problem, command=install)) from None
