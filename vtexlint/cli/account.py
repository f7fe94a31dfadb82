"""`vtexlint account show FILE ...`: what was understood of account snapshots."""

import argparse
import json
from collections.abc import Iterator

from vtexlint._startup.typed import TYPE_CHECKING, Any
from vtexlint.accounts.model import Key, Role, Snapshot, SnapshotFile, Snapshots
from vtexlint.accounts.shapes import shown
from vtexlint.cli.console import localize, say, say_error, spoken
from vtexlint.cli.directory import current_project
from vtexlint.cli.options import LANGUAGE
from vtexlint.cli.parser import Parser, add
from vtexlint.credentials.labels import REVOKE
from vtexlint.project.account_files import AccountFiles
from vtexlint.project.errors import at
from vtexlint.reporters.plain import harmless
from vtexlint.text.messages import Message, Template, commas

if TYPE_CHECKING:
    from datetime import date

DESCRIPTION = Template("account.description", "Account snapshots: the keys of an account, which no config file shows.")
SHOW = Template("account.show", "show what vtexlint reads in account snapshots")
SHOW_DESCRIPTION = Template(
    "account.show.screen",
    """\
Show what vtexlint reads in an account snapshot: the keys with their state, roles and ages, and what it cannot read.

FILE is one of these; several files of one account are combined:
  the response of GET /api/vlm/account or GET /api/vlm/appkeys (JSON)
  {"account": <that response, or a name>, "roles": {"<appKey>": <response of GET .../users/{{id}}/roles>}}
  the export of Account settings > API keys in the Admin (XLSX, or a tab of it saved as CSV)
If a file does not contain the name of the account, write ACCOUNT=FILE.""",
)
FILES = Template("account.argument-files", "an account snapshot, or ACCOUNT=FILE")

FORMAT = Template("account.option-format", "text or json (default: text)")

READ = Template("account.read", "read {path}: {kind}")
TOKEN = Template("account.token", "{path} contains an appToken ({where}): {revoke}; then delete it from the file")
NOT_UNDERSTOOD = Template("account.not-understood", "could not be read:")
ACCOUNT = Template("account.account", "account {account} ({state}; {completeness})")
ALL_KEYS = Template("account.all-keys", "all keys")
SOME_KEYS = Template("account.some-keys", "not all keys: `unknown-key` is not reported")
GENERATED = Template("account.generated-keys", "{count} generated keys", one="{count} generated key")
EXTERNAL = Template("account.external-keys", "{count} external keys", one="{count} external key")
NO_EXTERNAL = Template("account.no-external-keys", "external keys: not in the snapshot")
KEY = Template("account.key", "{key}: {state}; {roles}; {ages}")
KEY_LABEL = Template("account.key-label", "{key} ({label}): {state}; {roles}; {ages}")
ACTIVE = Template("account.active", "active")
INACTIVE = Template("account.inactive", "inactive")
STATE_UNKNOWN = Template("account.state-unknown", "state not in the snapshot")
BLOCKED = Template("account.blocked", "blocked")
ROLES = Template("account.roles", "roles: {roles}")
ROLE_NUMBER = Template("account.role-number", "number {number}")
NO_ROLE = Template("account.no-role", "no role")
ROLES_UNKNOWN = Template("account.roles-unknown", "roles not in the snapshot")
TOKEN_AGE = Template("account.token-age", "token {count} days old", one="token {count} day old")
RENEWAL_AGE = Template("account.renewal-age", "renewal started {count} days ago", one="renewal started {count} day ago")
KEY_AGE = Template("account.key-age", "key {count} days old", one="key {count} day old")
AGE_UNKNOWN = Template("account.age-unknown", "age not in the snapshot")

_STATES = {True: ACTIVE, False: INACTIVE, None: STATE_UNKNOWN}


def main(arguments: list[str]) -> int:
    options = parser().parse_args(arguments)
    refused: list[Message] = []
    files = AccountFiles(current_project(), report=refused.append)
    snapshots = files.snapshots(options.files)
    for message in refused:
        say_error(message)
    if refused and not snapshots.accounts:
        return 2
    if options.format == "json":
        text = json.dumps(_as_json(snapshots, files.parts), indent=2) + "\n"
    else:
        text = "".join(f"{' ' * indent}{harmless(localize(line))}\n" for indent, line in _as_text(snapshots, files.parts))
    say(text, end="")
    return 2 if refused else 0


def parser() -> argparse.ArgumentParser:
    made = Parser(prog="vtexlint account", description=DESCRIPTION())
    add(made, LANGUAGE)
    commands = made.add_subparsers(dest="command", required=True, metavar="COMMAND")
    show = commands.add_parser(
        "show",
        help=localize(SHOW()),
        description=SHOW_DESCRIPTION(),
    )
    show.add_argument("files", nargs="+", metavar="FILE", help=FILES())
    show.add_argument("--format", choices=("text", "json"), default="text", help=FORMAT())
    add(show, LANGUAGE)
    return made


def _as_text(snapshots: Snapshots, parts: tuple[SnapshotFile, ...]) -> Iterator[tuple[int, str]]:
    """The lines, each with its indentation."""
    for snapshot in snapshots.accounts.values():
        yield from _account_lines(snapshot, snapshots)
        yield 0, ""
    for part in parts:
        yield 0, READ(path=part.path, kind=part.kind)
    for part in parts:
        for leak in part.leaks:
            yield 0, TOKEN(path=part.path, where=leak.where, revoke=REVOKE)
    problems = [(part.path, problem) for part in parts for problem in part.problems]
    if problems:
        yield 0, NOT_UNDERSTOOD()
    for path, problem in problems:
        yield 2, at(path + problem.place, problem.message)


def _account_lines(snapshot: Snapshot, snapshots: Snapshots) -> Iterator[tuple[int, str]]:
    completeness = ALL_KEYS() if snapshot.is_complete else SOME_KEYS()
    keys, external = snapshot.app_keys(), snapshot.external_keys()
    yield 0, ACCOUNT(account=snapshot.account, state=_STATES[snapshot.active](), completeness=completeness)
    yield 2, GENERATED(count=len(keys))
    for app_key in keys:
        yield 4, _key_line(snapshot.own(app_key), snapshots)
    if snapshot.knows_external:
        yield 2, EXTERNAL(count=len(external))
        for app_key in external:
            yield 4, _key_line(snapshot.external(app_key), snapshots)
    else:
        yield 2, NO_EXTERNAL()


def _key_line(key: Key | None, snapshots: Snapshots) -> Message:
    assert key is not None
    state = BLOCKED() if key.blocked else _STATES[key.active]()
    name, roles, ages = shown(key.app_key), _roles(key.roles), _ages(key, snapshots)
    if key.label:
        return KEY_LABEL(key=name, label=key.label, state=state, roles=roles, ages=ages)
    return KEY(key=name, state=state, roles=roles, ages=ages)


def _roles(roles: tuple[Role, ...] | None) -> Message:
    if roles is None:
        return ROLES_UNKNOWN()
    names = [role.name or ROLE_NUMBER(number=str(role.number)) for role in roles]
    return ROLES(roles=commas(names)) if names else NO_ROLE()


def _ages(key: Key, snapshots: Snapshots) -> Message:
    ages = []
    if key.token_created:
        ages.append(TOKEN_AGE(count=snapshots.days_since(key.token_created)))
    if key.renewal_in_progress and key.renewal_started:
        ages.append(RENEWAL_AGE(count=snapshots.days_since(key.renewal_started)))
    if key.created:
        ages.append(KEY_AGE(count=snapshots.days_since(key.created)))
    return commas(ages) if ages else AGE_UNKNOWN()


def _as_json(snapshots: Snapshots, parts: tuple[SnapshotFile, ...]) -> dict[str, Any]:
    return {
        "version": 1,
        "accounts": [_account_json(snapshot) for snapshot in snapshots.accounts.values()],
        "files": [
            {
                "path": part.path,
                "kind": _asked(part.kind),
                "problems": [{"place": problem.place, "message": _asked(problem.message)} for problem in part.problems],
                "tokens": [{"where": leak.where} for leak in part.leaks],
            }
            for part in parts
        ],
    }


def _asked(message: str) -> str:
    """In the language that the user asked for; that of the locale is not for programs."""
    return localize(message) if spoken.is_asked else message


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
