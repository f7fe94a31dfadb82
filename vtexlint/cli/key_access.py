"""`vtexlint access KEY [PATH ...]`: the role that a key needs for all calls in some files."""

import json

from vtexlint._startup.typed import TYPE_CHECKING, Any
from vtexlint.accounts.access.calls import MOST_TEXT, calls
from vtexlint.accounts.access.cover import Predefined, custom_role, predefined_roles
from vtexlint.accounts.access.curl import as_key
from vtexlint.accounts.access.key_calls import Collector, KeyCalls
from vtexlint.accounts.access.matching import MOST_SIMILAR, routes
from vtexlint.accounts.access.table import AccessTable, Operation, table
from vtexlint.accounts.access.verdicts import verdict
from vtexlint.accounts.access.words import HOLDER, HOLDER_UNKNOWN, KEY, NOT_LISTED, SIMILAR_LIMIT, answer, roles_named, source
from vtexlint.cli.access import laid_out, operation_json, snapshots_of
from vtexlint.cli.console import say, say_error
from vtexlint.cli.directory import current_project
from vtexlint.cli.options import LANGUAGE
from vtexlint.cli.parser import Parser, add
from vtexlint.cli.terminal import show_page
from vtexlint.credentials.shapes import account_in
from vtexlint.parsers.formats import format_of, guess_format
from vtexlint.project.effective_settings import RunOptions
from vtexlint.project.errors import TroubleError, at
from vtexlint.project.exclusion import shown_plain
from vtexlint.project.project import root_of
from vtexlint.project.read_file import OversizedError, UnreadableError, oversized, read_where
from vtexlint.project.run import Session
from vtexlint.text.messages import Message, Template, commas, first_of
from vtexlint.text.source import Source, UndecodableError
from vtexlint.text.suggestions import redact

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from vtexlint.accounts.access.words import Line
    from vtexlint.accounts.model import Key

DESCRIPTION = Template(
    "access-command.description",
    "Show the role that a key needs for all calls to VTEX in some files: the least resources, and predefined roles. Offline.",
)
EXAMPLES = Template(
    "access-command.examples.screen",
    """\
examples:
  vtexlint access vtexappkey-fakestore-AAAAAA                       the calls in this directory and below
  vtexlint access vtexappkey-fakestore-AAAAAA src requests.http     only those in these files
  vtexlint access vtexappkey-fakestore-AAAAAA --account export.xlsx compare with the roles that the key has

exit status: 0 all calls are known, 1 some are not, 2 vtexlint could not do its work""",
)
KEY_ARGUMENT = Template("access-command.argument-key", "an appKey: calls that send it, and those to its account that send no other")
PATHS = Template("access-command.argument-paths", "files and directories (default: .)")
ACCOUNTS = Template("access-command.option-account", "an account snapshot, or ACCOUNT=FILE: compare with the key's roles; may be repeated")
FORMAT = Template("access-command.option-format", "text or json (default: text)")
NOT_A_KEY = Template("access-command.not-a-key", "{word} is not an appKey (vtexappkey-ACCOUNT-ABCDEF)")
NO_CALL = Template("access-command.no-call", "no call of {key} was found in {places}")
CALLS = Template("access-command.calls", "{key}: {count} different calls", one="{key}: {count} call")
ONE_OF = Template("access-command.one-of", "needs one of: {resources}", one="needs {resources}")
ALL_OF = Template("access-command.all-of", "needs all of: {resources}")
NOT_STATED = Template("access-command.not-stated", "its page does not say what it needs")
FREE = Template("access-command.free", "needs no resource")
CUSTOM = Template("access-command.custom", "the role to make (Account settings > Roles in the Admin), with only these resources:")
TICK = Template("access-command.tick", "[ ] `{resource}`")
PREDEFINED = Template("access-command.predefined", "or, with more than the calls need, the smallest set of predefined roles:")
UNCOVERED = Template(
    "access-command.uncovered",
    "VTEX's pages name no predefined role for {count} of the calls: they need the custom role",
    one="VTEX's pages name no predefined role for {count} of the calls: it needs the custom role",
)
TOO_MUCH = Template(
    "access-command.too-much",
    "too much: Owner (Admin Super) has nearly every resource; these calls need {count}",
)
USER_TOKEN = Template("access-command.user-token", "calls that do not take an appKey, whatever its role:")
UNCLEAR = Template("access-command.unclear", "URLs whose method is not known; it decides what they need:")
UNKNOWN = Template("access-command.unknown", "not known, since VTEX's OpenAPI files of {date} do not have them:")
NEAR = Template("access-command.near", "similar: {call}")
OTHERS = Template(
    "access-command.others",
    "{count} calls of other keys or accounts were left out",
    one="{count} call of another key or account was left out",
)
ROLES_NOW = Template("access-command.roles-now", "the key has {roles}; may it make each call?")
NO_ROLES_NOW = Template("access-command.no-roles-now", "the snapshot lists no roles of the key; may it make each call?")

NOT_READ = Template("access-command.not-read", "its calls are not read")

_HINTS = (b"vtex", b"/api/", b"curl", b"{{")
_OF_VTEX = (b"vtexcommerce", b"myvtex", b"vtexpayments", b"vtexappkey", b"x-vtex-api")  # not by chance in any binary file
_MOST_PLACES = 3


def parser() -> Parser:
    made = Parser(prog="vtexlint access", description=DESCRIPTION(), epilog=EXAMPLES())
    made.add_argument("key", metavar="KEY", help=KEY_ARGUMENT())
    made.add_argument("paths", nargs="*", metavar="PATH", help=PATHS())
    made.add_argument("--account", action="append", default=[], metavar="FILE", help=ACCOUNTS())
    made.add_argument("--format", choices=("text", "json"), default="text", help=FORMAT())
    add(made, LANGUAGE)
    return made


def main(arguments: list[str]) -> int:
    made = parser()
    options = made.parse_intermixed_args(arguments)
    app_key = as_key(options.key)
    if not app_key:
        made.error(NOT_A_KEY(word=repr(redact(options.key))))
    snapshots, status = snapshots_of(options.account)
    if status == 2 and (snapshots is None or not snapshots.accounts):
        return 2
    known = table()
    collector = Collector(app_key, account_in(app_key), routes())
    places = options.paths or ["."]
    try:
        troubles = _collect(tuple(places), collector)
    except TroubleError as error:
        say_error(error.message)
        return 2
    for trouble in troubles:
        say_error(trouble)
    found = collector.found
    if found.is_empty:
        say_error(NO_CALL(key=app_key, places=commas(shown_plain(place) for place in places)))
        return 2
    listings = snapshots.listings(app_key) if snapshots is not None else ()
    key = listings[0].key if listings else None
    if options.format == "json":
        say(json.dumps(_as_json(app_key, found, known, key), indent=2))
    else:
        limited = [(0, SIMILAR_LIMIT(count=MOST_SIMILAR))] if collector.matcher.is_limited else []
        show_page(laid_out([*_lines(app_key, found, known, key, is_asked=snapshots is not None), *limited, (0, source(known))]))
    return 2 if troubles or status else int(bool(found.unknown or found.unclear))


def _collect(paths: tuple[str, ...], collector: Collector) -> list[Message]:
    """Give the collector the calls of all files. Returns what could not be read. Raises TroubleError."""
    project = current_project()
    # outside of a git work tree nothing says which files are the project's own: all are read
    options = RunOptions(paths=paths, scope="all", assume_tracked=root_of(project.root) is None)
    discovery = Session(project, options).discover()
    troubles = list(discovery.errors)
    for file in discovery.files:
        try:
            data = read_where(project.absolute(file.path), MOST_TEXT, _may_have_calls)
        except OversizedError:
            troubles.append(at(shown_plain(file.path), oversized(project.absolute(file.path), MOST_TEXT, NOT_READ())))
            continue
        except UnreadableError as error:
            troubles.append(at(shown_plain(file.path), error.message))
            continue
        if data is None or not any(hint in data.replace(b"\0", b"") for hint in _HINTS):  # UTF-16 has a NUL in each ASCII character
            continue
        try:
            text = Source.from_bytes(file.path, data)
        except UndecodableError as error:
            if file.named or format_of(file.path) or _may_have_calls(data):
                troubles.append(at(shown_plain(file.path), error.message))
            continue
        for call in calls(text, format_of(file.path) or guess_format(text.text)):
            collector.add(call, f"{shown_plain(file.path)}:{text.position(call.span.start).line}")
    return troubles


def _may_have_calls(data: bytes) -> bool:
    """Whether what cannot be read may have a call: it names VTEX, or it is text with the path of an API."""
    if b"/api/" in data and b"\0" not in data:
        return True
    folded = data.replace(b"\0", b"").lower()
    return any(word in folded for word in _OF_VTEX)


def _lines(app_key: str, found: KeyCalls, known: AccessTable, key: "Key | None", *, is_asked: bool) -> "Iterator[Line]":
    needing = {**found.operations, **found.free}
    yield 0, CALLS(key=app_key, count=len(needing) + len(found.user_token) + len(found.unclear) + len(found.unknown))
    for operation, places in needing.items():
        yield 2, _call(operation, places)
        yield 6, _needs(operation, is_free=operation in found.free)
    yield from _roles(found, known)
    yield from _without_role(found, known)
    if key is not None:
        yield from _verdicts([*needing, *found.user_token], known, key)
    elif is_asked:
        yield 0, KEY(key=app_key, verdict=NOT_LISTED())
    yield 0, Message("")


def _call(operation: Operation, places: list[str]) -> Message:
    return Message(f"{operation.method} {operation.path} ({_places(places)})")


def _places(places: list[str]) -> str:
    return first_of(list(dict.fromkeys(places)), _MOST_PLACES)


def _needs(operation: Operation, *, is_free: bool) -> Message:
    if not operation.resources:
        return FREE() if is_free else NOT_STATED()
    resources = commas(f"`{resource.shown}`" for resource in operation.resources)
    return ALL_OF(resources=resources) if operation.needs_all else ONE_OF(resources=resources, count=len(operation.resources))


def _roles(found: KeyCalls, known: AccessTable) -> "Iterator[Line]":
    wanted = custom_role(list(found.operations), known)
    if not wanted:
        return
    yield 0, CUSTOM()
    for one in wanted:
        yield 2, TICK(resource=one.shown)
    predefined: Predefined = predefined_roles(found.operations, known)
    if predefined.roles:
        yield 0, PREDEFINED()
        for holder in predefined.roles:
            yield 2, HOLDER_UNKNOWN(role=holder.name) if holder.total is None else HOLDER(role=holder.name, count=holder.total)
    if predefined.uncovered:
        yield 2, UNCOVERED(count=len(predefined.uncovered))
    yield 0, TOO_MUCH(count=len(wanted))


def _without_role(found: KeyCalls, known: AccessTable) -> "Iterator[Line]":
    if found.user_token:
        yield 0, USER_TOKEN()
    for operation, places in found.user_token.items():
        yield 2, _call(operation, places)
    if found.unclear:
        yield 0, UNCLEAR()
    for path, (methods, places) in found.unclear.items():
        yield 2, Message(f"{'/'.join(methods)} {path} ({_places(places)})")
    if found.unknown:
        yield 0, UNKNOWN(date=known.date)
    for (method, segments), (match, places) in found.unknown.items():
        path = "/" + "/".join(redact(part.replace("\0", "{...}")) for part in segments)
        yield 2, Message(f"{method} {path} ({_places(places)})".strip())
        if match.near:
            yield 6, NEAR(call=f"{match.near[0].operation.method} {match.near[0].operation.path}")
    if found.others:
        yield 0, OTHERS(count=len(found.others))


def _verdicts(operations: "Iterable[Operation]", known: AccessTable, key: "Key") -> "Iterator[Line]":
    names = [role.name or f"#{role.number}" for role in key.roles or ()]
    yield 0, ROLES_NOW(roles=roles_named(names)) if names else NO_ROLES_NOW()
    said: dict[Message, list[str]] = {}
    for operation in operations:
        said.setdefault(answer(verdict((operation,), key, known)), []).append(f"{operation.method} {operation.path}")
    for verdict_words, those in said.items():
        yield 2, verdict_words
        for call in those:
            yield 6, Message(call)


def _as_json(app_key: str, found: KeyCalls, known: AccessTable, key: "Key | None") -> dict[str, Any]:
    def row(operation: Operation, places: list[str]) -> dict[str, Any]:
        made = {**operation_json(operation, known), "places": places}
        if key is not None:
            said = verdict((operation,), key, known)
            made["answer"], made["reason"] = said.answer, said.reason
        return made

    predefined = predefined_roles(found.operations, known)
    return {
        "version": 1,
        "date": known.date,
        "key": app_key,
        "calls": [row(*one) for kind in (found.operations, found.free, found.user_token) for one in kind.items()],
        "role": [list(resource) for resource in custom_role(list(found.operations), known)],
        "predefined": {
            "roles": [{"name": one.name, "resources": one.total} for one in predefined.roles],
            "uncovered": [f"{one.method} {one.path}" for one in predefined.uncovered],
        },
        "unclear": [{"path": path, "methods": list(methods), "places": places} for path, (methods, places) in found.unclear.items()],
        "unknown": [
            {"method": method or None, "path": "/" + "/".join(redact(part.replace("\0", "{...}")) for part in segments), "places": places}
            for (method, segments), (_, places) in found.unknown.items()
        ],
        "left_out": len(found.others),
    }
