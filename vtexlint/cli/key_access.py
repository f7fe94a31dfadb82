"""`vtexlint access KEY [PATH ...]`: the role that a key needs for all calls in some files."""

import json
import os

from vtexlint.accounts.access.calls import MOST_TEXT, calls
from vtexlint.accounts.access.curl import as_key
from vtexlint.accounts.access.key_calls import Collector
from vtexlint.accounts.access.matching import MOST_SIMILAR
from vtexlint.accounts.access.table import table
from vtexlint.accounts.access.words import SIMILAR_LIMIT, source
from vtexlint.cli.access import laid_out, snapshots_of
from vtexlint.cli.console import say, say_error
from vtexlint.cli.directory import current_project
from vtexlint.cli.key_access_report import as_json, lines
from vtexlint.cli.options import LANGUAGE
from vtexlint.cli.parser import Parser, add
from vtexlint.cli.terminal import show_page
from vtexlint.parsers.formats import format_of, guess_format
from vtexlint.project.effective_settings import RunOptions
from vtexlint.project.errors import TroubleError, at
from vtexlint.project.exclusion import shown_plain
from vtexlint.project.project import root_of
from vtexlint.project.read_file import OversizedError, UnreadableError, oversized, read_where
from vtexlint.project.run import Session
from vtexlint.text.messages import Message, Template, commas
from vtexlint.text.source import Source, UndecodableError
from vtexlint.text.suggestions import redact

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
NOT_READ = Template("access-command.not-read", "its calls are not read")

_HINTS = (b"vtex", b"/api/", b"curl", b"{{")
_OF_VTEX = (b"vtexcommerce", b"myvtex", b"vtexpayments", b"vtexappkey", b"x-vtex-api")  # not by chance in any binary file


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
    collector = Collector(app_key)
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
    if options.format == "json":
        say(json.dumps(as_json(app_key, found, known, snapshots), indent=2))
    else:
        limited = [(0, SIMILAR_LIMIT(count=MOST_SIMILAR))] if collector.matcher.is_limited else []
        show_page(laid_out([*lines(app_key, found, known, snapshots), *limited, (0, source(known))]))
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
            troubles.append(at(shown_plain(file.path), oversized(os.path.getsize(project.absolute(file.path)), MOST_TEXT, NOT_READ())))
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
        for call in calls(text, format_of(file.path) or guess_format(text.text, file.path)):
            collector.add(call, f"{shown_plain(file.path)}:{text.position(call.span.start).line}")
    return troubles


def _may_have_calls(data: bytes) -> bool:
    """Whether what cannot be read may have a call: it names VTEX, or it is text with the path of an API."""
    if b"/api/" in data and b"\0" not in data:
        return True
    folded = data.replace(b"\0", b"").lower()
    return any(word in folded for word in _OF_VTEX)
