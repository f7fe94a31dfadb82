"""`vtexlint account show FILE ...`: what was understood of account snapshots."""

import argparse
import json
import sys
from collections.abc import Iterator

from vtexlint._startup.typed import TYPE_CHECKING, Any
from vtexlint.accounts.model import Key, Role, Snapshot, SnapshotFile, Snapshots
from vtexlint.accounts.shapes import shown
from vtexlint.cli.console import print_error, write
from vtexlint.cli.directory import current_project
from vtexlint.cli.parser import Parser
from vtexlint.credentials.labels import REVOKE
from vtexlint.project.account_files import AccountFileError, AccountFiles
from vtexlint.reporters.plain import harmless

if TYPE_CHECKING:
    from datetime import date

_DESCRIPTION = """\
Show what vtexlint understands of a saved account: its keys with state, roles and ages, and what was not understood.

FILE is one of these; several files of one account are put together:
  the answer of GET /api/vlm/account or GET /api/vlm/appkeys (JSON)
  {"account": <that answer, or a name>, "roles": {"<appKey>": <answer of GET .../users/{id}/roles>}}
  the export of Account settings > API keys in the Admin (XLSX, or a tab of it saved as CSV)
A file that does not say which account it is of is named as ACCOUNT=FILE."""


def main(arguments: list[str]) -> int:
    options = _parser().parse_args(arguments)
    files = AccountFiles(current_project())
    try:
        snapshots = files.snapshots(options.files)
    except AccountFileError as error:
        print_error(str(error))
        return 2
    if options.format == "json":
        text = json.dumps(_as_json(snapshots, files.parts), indent=2) + "\n"
    else:
        text = "".join(f"{line}\n" for line in _as_text(snapshots, files.parts))
    write(text, sys.stdout)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="vtexlint account", description="Saved accounts: what no config file shows.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    show = commands.add_parser(
        "show",
        help="what was understood of account snapshots",
        description=_DESCRIPTION,
    )
    show.add_argument("files", nargs="+", metavar="FILE", help="an account snapshot, or ACCOUNT=FILE")
    show.add_argument("--format", choices=("text", "json"), default="text")
    return parser


def _as_text(snapshots: Snapshots, parts: tuple[SnapshotFile, ...]) -> Iterator[str]:
    for snapshot in snapshots.accounts.values():
        yield from _account_lines(snapshot, snapshots)
        yield ""
    for part in parts:
        yield f"read {harmless(part.path)}: {harmless(part.kind)}"
    for part in parts:
        for leak in part.leaks:
            yield f"a token in clear stands in {harmless(part.path)}, {harmless(leak.where)}: {REVOKE}; then delete it from the file"
    told = [(part.path, problem) for part in parts for problem in part.problems]
    if told:
        yield "not understood:"
    for path, problem in told:
        yield f"  {harmless(path + problem.place)}: {harmless(problem.message)}"


def _account_lines(snapshot: Snapshot, snapshots: Snapshots) -> Iterator[str]:
    state = {True: "active", False: "inactive", None: "state not told"}[snapshot.active]
    whole = "all keys" if snapshot.is_complete else "not all keys: none is called unknown"
    keys, external = snapshot.app_keys(), snapshot.external_keys()
    yield f"account {harmless(snapshot.account)} ({state}; {whole})"
    yield f"  {len(keys)} generated {'key' if len(keys) == 1 else 'keys'}"
    for app_key in keys:
        yield from _key_lines(snapshot.own(app_key), snapshots)
    if snapshot.knows_external:
        yield f"  {len(external)} external {'key' if len(external) == 1 else 'keys'}"
        for app_key in external:
            yield from _key_lines(snapshot.external(app_key), snapshots)
    else:
        yield "  external keys: not told"


def _key_lines(key: Key | None, snapshots: Snapshots) -> Iterator[str]:
    assert key is not None
    label = f" ({harmless(key.label)})" if key.label else ""
    yield f"    {shown(key.app_key)}{label}: {_state(key)}; {_roles(key.roles)}; {_ages(key, snapshots)}"


def _state(key: Key) -> str:
    return "blocked" if key.blocked else {True: "active", False: "inactive", None: "state not told"}[key.active]


def _roles(roles: tuple[Role, ...] | None) -> str:
    if roles is None:
        return "roles not told"
    names = [harmless(role.name) or f"number {role.number}" for role in roles]
    return f"roles: {', '.join(names)}" if names else "no role"


def _ages(key: Key, snapshots: Snapshots) -> str:
    told = []
    if key.token_created:
        told.append(f"token {snapshots.days_since(key.token_created)} days old")
    if key.renewal_in_progress and key.renewal_started:
        told.append(f"renewal begun {snapshots.days_since(key.renewal_started)} days ago")
    if key.created:
        told.append(f"key {snapshots.days_since(key.created)} days old")
    return ", ".join(told) or "age not told"


def _as_json(snapshots: Snapshots, parts: tuple[SnapshotFile, ...]) -> dict[str, Any]:
    return {
        "version": 1,
        "accounts": [_account_json(snapshot) for snapshot in snapshots.accounts.values()],
        "files": [
            {
                "path": part.path,
                "kind": part.kind,
                "problems": [{"place": problem.place, "message": problem.message} for problem in part.problems],
                "tokens": [{"where": leak.where} for leak in part.leaks],
            }
            for part in parts
        ],
    }


def _account_json(snapshot: Snapshot) -> dict[str, Any]:
    return {
        "account": snapshot.account,
        "active": snapshot.active,
        "complete": snapshot.is_complete,
        "keys": [_key_json(snapshot.own(app_key)) for app_key in snapshot.app_keys()],
        "external_keys": [_key_json(snapshot.external(app_key)) for app_key in snapshot.external_keys()]
        if snapshot.knows_external
        else None,
    }


def _key_json(key: Key | None) -> dict[str, Any]:
    assert key is not None
    return {
        "key": shown(key.app_key),
        "label": key.label,
        "active": key.active,
        "blocked": key.blocked,
        "roles": None if key.roles is None else [{"id": role.number, "name": role.name, "owner": role.is_owner} for role in key.roles],
        "created": _iso(key.created),
        "token_created": _iso(key.token_created),
        "renewal_started": _iso(key.renewal_started) if key.renewal_in_progress else None,
    }


def _iso(day: "date | None") -> str | None:
    return day.isoformat() if day else None
