"""`vtexlint explain access`: what a call needs, which role has it, and whether a key does."""

import json
import os
import sys

from vtexlint._startup.modules import load
from vtexlint._startup.typed import TYPE_CHECKING, Any, NamedTuple
from vtexlint.accounts.access.addresses import METHODS, Address, address_of
from vtexlint.accounts.access.matching import MOST_SIMILAR, Match, Matcher, routes
from vtexlint.accounts.access.table import AccessTable, Operation, table
from vtexlint.accounts.access.verdicts import AccountVerdict, documented, in_accounts
from vtexlint.accounts.access.words import (
    ACCOUNT,
    ANSWERS,
    KEY,
    KEY_IN_ACCOUNT,
    NO_ADDRESS,
    NO_PATH,
    OWN_DOMAIN,
    SENDS_USER_TOKEN,
    SIMILAR_LIMIT,
    about,
    answer,
    source,
)
from vtexlint.accounts.shapes import shown
from vtexlint.cli.access_json import near_json, operation_json, verdict_json
from vtexlint.cli.console import localize, say, say_error
from vtexlint.cli.directory import current_project
from vtexlint.cli.options import LANGUAGE
from vtexlint.cli.parser import Parser, add
from vtexlint.cli.terminal import show_page, terminal_width
from vtexlint.parsers.formats import format_of, guess_format
from vtexlint.project.errors import at
from vtexlint.project.exclusion import shown_plain
from vtexlint.project.read_file import UnreadableError, read_whole
from vtexlint.reporters.plain import harmless
from vtexlint.text.layout import wrapped
from vtexlint.text.messages import Message, Template
from vtexlint.text.source import Source, UndecodableError
from vtexlint.text.suggestions import redact

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from vtexlint.accounts.access.calls import Call
    from vtexlint.accounts.access.words import Line
    from vtexlint.accounts.model import Snapshots

DESCRIPTION = Template(
    "explain-access.description",
    "Show what a VTEX call needs: the resource that a role of the key must have, and the predefined roles that have it. Offline, from "
    "VTEX's OpenAPI files.",
)
EXAMPLES = Template(
    "explain-access.examples.screen",
    """\
examples:
  vtexlint explain access GET https://fakestore.vtexcommercestable.com.br/api/oms/pvt/orders
  vtexlint explain access GET /api/oms/pvt/orders --account export.xlsx
  vtexlint explain access requests.http          the calls of a Postman, Insomnia, .http or HAR file, or of commands with curl

exit status: 0 all calls are known, 1 some are not, 2 vtexlint could not do its work""",
)
CALL = Template("explain-access.argument-call", "METHOD URL, only a URL, or a file with calls; - reads it from standard input")
ACCOUNTS = Template(
    "explain-access.option-account", "an account snapshot, or ACCOUNT=FILE: say which keys have such a role; may be repeated"
)
ONE_KEY = Template("explain-access.option-key", "say it of this appKey alone (default: each key that the account lists)")
FORMAT = Template("explain-access.option-format", "text or json (default: text)")
KEY_ALONE = Template("explain-access.key-alone", "--key needs --account FILE")
NO_CALL = Template("explain-access.no-call", "no call to VTEX was found in {path}")
TOO_MANY = Template("explain-access.too-many", "expected METHOD URL, a URL, or FILE; {word} is not a method")
TOO_LARGE = Template("explain-access.too-large", "name a smaller file")
INPUT_TOO_LARGE = Template("explain-access.input-too-large", "has more than {limit} bytes")
EMPTY = Template("explain-access.empty", "expected METHOD URL, a URL, or FILE, not an empty text")
MORE = Template("explain-access.more", "and {count} more keys: name one with --key", one="and {count} more key: name it with --key")
MORE_PLACES = Template("explain-access.more-places", "and in {count} more places", one="and in {count} more place")

_MOST_KEYS = 20
_MOST_PLACES = 5
_ORDER = {"yes": 0, "unknown": 1, "no": 2}


class Question(NamedTuple):
    """A call to explain. `place`: where it is, as `file:line`, or empty; `key`: the appKey that it sends; `has_user_token`: as `Call`."""

    method: str
    url: str
    place: str = ""
    key: str = ""
    has_user_token: bool = False


def parser() -> Parser:
    made = Parser(prog="vtexlint explain access", description=DESCRIPTION(), epilog=EXAMPLES())
    made.add_argument("call", nargs="+", metavar="CALL", help=CALL())
    made.add_argument("--account", action="append", default=[], metavar="FILE", help=ACCOUNTS())
    made.add_argument("--key", default="", metavar="KEY", help=ONE_KEY())
    made.add_argument("--format", choices=("text", "json"), default="text", help=FORMAT())
    add(made, LANGUAGE)
    return made


def main(arguments: list[str]) -> int:
    made = parser()
    options = made.parse_intermixed_args(arguments)
    if options.key and not options.account:
        made.error(KEY_ALONE())
    words: list[str] = options.call
    if len(words) > 2 or (len(words) == 2 and words[0].upper() not in METHODS):
        made.error(TOO_MANY(word=repr(redact(words[0]))))
    if not all(word.strip() for word in words):
        made.error(EMPTY())
    try:
        asked = _asked(words)
    except (UnreadableError, UndecodableError) as error:
        say_error(at(shown_plain(words[0]), error.message))
        return 2
    if not asked:
        say_error(NO_CALL(path=shown_plain(words[0])))
        return 2
    snapshots, status = snapshots_of(options.account)
    if status == 2 and (snapshots is None or not snapshots.accounts):
        return 2
    known = table()
    matcher = Matcher(routes())
    judge = _Judge(snapshots, options.key, known) if snapshots is not None else None
    answered = [(one, matcher.similar(one.method, address) if (address := address_of(one.url)) else None, address) for one in asked]
    if options.format == "json":
        rows = [_as_json(one, match, address, known, judge) for one, match, address in answered]
        say(json.dumps({"version": 1, "date": known.date, "source": known.source, "calls": rows}, indent=2))
    else:
        lines = _grouped((one[0].place, [*_lines(*one, known, judge)]) for one in answered)
        limited = [(0, SIMILAR_LIMIT(count=MOST_SIMILAR))] if matcher.is_limited else []
        show_page(laid_out([*lines, *limited, (0, source(known))]))
    return status or int(any(match is None or not match.operations for _, match, _ in answered))


def snapshots_of(names: "Sequence[str]") -> "tuple[Snapshots | None, int]":
    """The snapshots of these names, None without any; 2 if one cannot be read, which is said."""
    if not names:
        return None, 0
    refused: list[Message] = []
    files = load("vtexlint.project.account_files").AccountFiles(current_project(), report=refused.append)
    snapshots: Snapshots = files.snapshots(names)
    for message in refused:
        say_error(message)
    return snapshots, 2 if refused else 0


def laid_out(lines: "Sequence[Line]") -> str:
    """Lines as text, each wrapped at its indentation."""
    width = terminal_width()
    made: list[str] = []
    for indent, line in lines:
        margin = " " * indent
        made += list(wrapped(harmless(localize(line)), width, margin, f"{margin}  ")) or [""]
    return "".join(f"{line}\n" for line in made)


def _asked(words: list[str]) -> list[Question]:
    """The calls that the command names. Raises UnreadableError, UndecodableError."""
    if len(words) == 2:
        return [Question(words[0].upper(), words[1])]
    word = words[0]
    project = current_project()
    if (
        word != "-"
        and not os.path.exists(project.absolute(word))
        and ("://" in word or word.startswith(("/", "{", "$")) or "/api/" in word)
    ):
        return [Question("", word)]
    reader = load("vtexlint.accounts.access.calls")
    limit: int = reader.MOST_TEXT
    data = sys.stdin.buffer.read(limit + 1) if word == "-" else read_whole(project.absolute(word), limit, TOO_LARGE())
    if len(data) > limit:
        raise UnreadableError(INPUT_TOO_LARGE(limit=load("vtexlint.text.numbers").grouped(limit)))
    text = Source.from_bytes(word, data)
    found: list[Call] = reader.calls(text, format_of(word) or guess_format(text.text, word))
    return list(dict.fromkeys(_question(call, text) for call in found if _is_wanted(call)))


def _question(call: "Call", text: Source) -> Question:
    line = text.position(call.span.start).line
    return Question(call.method, call.url, f"{shown_plain(text.display_path)}:{line}", call.key, call.has_user_token)


def _is_wanted(call: "Call") -> bool:
    address = call.address
    return address is not None and bool(address.segments) and (bool(call.key) or not address.is_foreign)


def _grouped(answered: "Iterable[tuple[str, list[Line]]]") -> "list[Line]":
    """The answers, each once, below the places of its calls: a recorded session asks for the same again and again."""
    places: dict[tuple[Line, ...], list[str]] = {}
    for place, lines in answered:
        places.setdefault(tuple(lines), []).append(place)
    found: list[Line] = []
    for body, named in places.items():
        shown_ones = [place for place in named[:_MOST_PLACES] if place]
        found += [(0, Message(place)) for place in shown_ones]
        if len(named) > _MOST_PLACES:
            found.append((0, MORE_PLACES(count=len(named) - _MOST_PLACES)))
        found += body
    return found


class _Judge:
    """Whether keys may make calls; the same is judged once, for a recorded session has it again and again."""

    def __init__(self, snapshots: "Snapshots", key: str, known: AccessTable) -> None:
        """`key`: the one that the user names, or empty."""
        self.snapshots = snapshots
        self._key = key
        self._known = known
        self._judged: dict[tuple[tuple[Operation, ...], str, str], list[tuple[str, AccountVerdict]]] = {}

    def verdicts(self, match: Match, address: Address, asked: Question) -> list[tuple[str, AccountVerdict]]:
        """The key that is named or sent, else each that the account of the URL lists, with its verdict in that account, or in each."""
        call = match.operations, address.account, self._key or asked.key
        if call not in self._judged:
            self._judged[call] = self._of(*call)
        return self._judged[call]

    def _of(self, operations: tuple[Operation, ...], account: str, key: str) -> list[tuple[str, AccountVerdict]]:
        if key:
            return [(key, one) for one in in_accounts(operations, key, account, self.snapshots, self._known)]
        accounts = [one for one in self.snapshots.accounts.values() if account in ("", one.account)]
        return [
            (name, one)
            for listing in accounts
            for name in dict.fromkeys([*listing.app_keys(), *listing.external_keys()])
            for one in in_accounts(operations, name, listing.account, self.snapshots, self._known)
        ]


def _lines(asked: Question, match: Match | None, address: Address | None, known: AccessTable, judge: "_Judge | None") -> "Iterator[Line]":
    if match is None or address is None or not address.segments:
        yield 0, NO_PATH() if address is not None or len(asked.url.split()) == 1 else NO_ADDRESS()
        yield 0, Message("")
        return
    if not match.operations:
        yield 0, Message(f"{asked.method} {address.shown}".strip())
    yield from about(match, known)
    if match.operations and address.is_foreign:
        yield 2, OWN_DOMAIN()
    if address.account:
        yield 2, ACCOUNT(account=address.account)
    if asked.has_user_token and match.operations:
        yield 2, SENDS_USER_TOKEN()
    if judge is not None and match.operations:
        yield from _verdict_lines(judge.verdicts(match, address, asked), address, judge.snapshots)
    yield 0, Message("")


def _verdict_lines(judged: "list[tuple[str, AccountVerdict]]", address: Address, snapshots: "Snapshots") -> "Iterator[Line]":
    if not judged and address.account and address.account not in snapshots.accounts:
        yield 2, ANSWERS["no-snapshot"](account=address.account)
    # where the URL does not name the account, a key may be in several, with other roles in each
    is_unsure = not address.account and len({one.account for _, one in judged}) > 1
    for name, one in sorted(judged, key=lambda one: _ORDER[one[1].verdict.answer])[:_MOST_KEYS]:
        said = answer(one.verdict, one.account)
        is_named = is_unsure and one.account
        yield 2, KEY_IN_ACCOUNT(key=shown(name), account=one.account, verdict=said) if is_named else KEY(key=shown(name), verdict=said)
    if len(judged) > _MOST_KEYS:
        yield 4, MORE(count=len(judged) - _MOST_KEYS)


def _as_json(asked: Question, match: Match | None, address: Address | None, known: AccessTable, judge: "_Judge | None") -> dict[str, Any]:
    found = documented(match.operations) if match else []
    made: dict[str, Any] = {
        "method": asked.method or None,
        "path": address.shown if address else None,
        "place": asked.place or None,
        "account": (address.account or None) if address else None,
        "known": bool(found),
        "operations": [operation_json(one, known) for one in found],
        "near": near_json(match) if match else [],
        "user_token": asked.has_user_token,
    }
    if judge is not None and match and address and match.operations:
        made["keys"] = [{"key": shown(name), **verdict_json(one)} for name, one in judge.verdicts(match, address, asked)]
    return made
