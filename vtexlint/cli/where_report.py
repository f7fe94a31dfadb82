"""The reports of `vtexlint where`: text, JSON, CSV. Tokens are numbered, so that equal ones have the same number."""

import csv
import io
from collections.abc import Iterable, Iterator

from vtexlint._startup.typed import Any
from vtexlint.cli.console import localize
from vtexlint.cli.terminal import terminal_width
from vtexlint.credentials.labels import LABELS
from vtexlint.diagnostics import CommitOrigin, GitState
from vtexlint.linter.places.model import FilePlaces, HistoryToken, KeyPlaces, Place, Value
from vtexlint.linter.places.select import Asked
from vtexlint.reporters.encoded import encoded
from vtexlint.reporters.plain import harmless, harmless_start, shown
from vtexlint.reporters.summary import FILES
from vtexlint.reporters.text import STATUS_REASON, STATUSES
from vtexlint.text.layout import table
from vtexlint.text.messages import Message, Template, commas, first_of
from vtexlint.text.numbers import day

NO_PLACE = Template("where.no-place", "no place found")
PLACES = Template("where.places", "{count} places in {files}", one="{count} place in {files}")
AGREE = Template("where.agree", "{places}; all appTokens are the same")
DISAGREE = Template("where.disagree", "{places}; with {count} different values for the appToken")
NO_TOKEN = Template("where.not-a-token-there", "{places}; what is there for the appToken is not one")
NO_VALUE = Template("where.no-value", "{places}; no appToken")
HEADING = Template("where.heading", "{key}: {what}")
THE_TOKEN = Template("where.the-token", "the appToken")
OTHER_PLACES = Template("where.other-places", "the appToken without this appKey")
HISTORY = Template("where.history", "git history:")
IN_HISTORY = Template("where.in-history", "{what}: commits {first} of {date} to {last} of {last_date}; {commits}; {paths}")
IN_ONE = Template("where.in-one", "{what}: commit {first} of {date}; {paths}")
IN_OBJECT = Template("where.in-object", "{what}: a git object without a commit; {paths}")
COMMITS = Template("where.commits", "{count} commits", one="{count} commit")
IN_HEAD = Template("where.in-head", "{history}; HEAD still contains it")
ENCRYPTED = Template("where.encrypted", "{path} is encrypted ({with_what}) and could not be searched")
REFERENCE_TO = Template("where.reference-to", "reference to {name}")
MENTION = Template("where.mention", "in the text")
TOKEN = Template("where.token", "token {number}")
STATES: dict[GitState, Template] = {
    "tracked": Template("where.state-tracked", "tracked by git"),
    "staged": Template("where.state-staged", "staged"),
    "untracked": Template("where.state-untracked", "untracked, not ignored"),
    "ignored": Template("where.state-ignored", "ignored by git"),
    "outside": Template("where.state-outside", "outside git"),
}
VALUES: dict[Value, Template] = {
    "damaged": Template("where.value-damaged", "damaged"),
    "reference": Template("where.value-reference", "reference"),
    "placeholder": Template("where.value-placeholder", "placeholder"),
    "empty": Template("where.value-empty", "empty"),
    "other": Template("where.value-other", "another value"),
}
_COLUMNS = (
    "kind", "key", "path", "line", "column", "half", "name", "value", "token", "state",
    "first_commit", "first_date", "last_commit", "last_date", "commits", "status", "reason",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_SHORT = 12  # characters of a commit's id
_FEW = 5


def as_text(found: KeyPlaces, asked: Asked) -> Iterator[str]:
    """The lines for people."""
    numbers = _numbers(found)
    for key in found.keys:
        places = [place for place in found.places if place.key == key]
        yield harmless(localize(HEADING(key=key, what=_verdict(found, key, places))))
        yield from _table(places, numbers)
    others = [place for place in found.places if place.key not in found.keys]
    if others or (not found.keys and not found.commits):
        what = PLACES(count=len(others), files=FILES(count=len({place.path for place in others}))) if others else NO_PLACE()
        heading = OTHER_PLACES() if found.keys else THE_TOKEN() if asked.token else asked.account
        yield harmless(localize(HEADING(key=heading, what=what)))
        yield from _table(others, numbers)
    if found.commits:
        yield localize(HISTORY())
        for one in found.commits:
            yield f"  {harmless(localize(committed(TOKEN(number=numbers[one.token]), one.origin)))}"
            if one.origin.status:
                status = STATUS_REASON(status=STATUSES[one.origin.status](), reason=one.origin.reason)
                yield f"    {harmless(localize(status))}"
                yield f"    {harmless(localize(one.origin.todo))}"
    for file in found.encrypted:
        yield harmless(localize(_encrypted(file)))


def _verdict(found: KeyPlaces, key: str, places: "list[Place]") -> Message:
    if not places:
        return NO_PLACE()
    counted = PLACES(count=len(places), files=FILES(count=len({place.path for place in places})))
    values = found.values_of(key)
    if len(values) > 1:
        return DISAGREE(places=counted, count=len(values))
    if "" in values:
        return NO_TOKEN(places=counted)
    return AGREE(places=counted) if values else NO_VALUE(places=counted)


def _table(places: "Iterable[Place]", numbers: dict[str, int]) -> Iterator[str]:
    rows = [
        (
            shown(harmless_start(place.shown)),
            LABELS[place.half],
            shown(place.name) or "-",
            localize(STATES[place.state]()),
            shown(localize(about(place, numbers))),
        )
        for place in places
    ]
    yield from table(rows, max(terminal_width(), 120), indent=2)


def about(place: Place, numbers: dict[str, int]) -> Message:
    """What a place contains, by the numbers of the tokens; "" for an appKey in its field."""
    parts: list[Message] = []
    if place.half == "token" and place.token in numbers:
        parts.append(TOKEN(number=numbers[place.token]))
    if place.value == "reference" and place.reference:
        parts.append(REFERENCE_TO(name=place.reference))
    elif place.value != "valid":
        parts.append(VALUES[place.value]())
    if place.form == "mention":
        parts.append(MENTION())
    return commas(parts) if parts else Message("")


def committed(what: str, origin: CommitOrigin) -> Message:
    """Which commits have a token, and where; `what` is the token, or the repository."""
    paths = first_of(origin.paths, _FEW)
    first, date = origin.commit[:_SHORT], day(origin.date[:10])
    if not origin.commit:
        said = IN_OBJECT(what=what, paths=paths)
    elif origin.commits == 1:
        said = IN_ONE(what=what, first=first, date=date, paths=paths)
    else:
        said = IN_HISTORY(
            what=what,
            first=first,
            date=date,
            last=origin.last[:_SHORT],
            last_date=day(origin.last_date[:10]),
            commits=COMMITS(count=origin.commits),
            paths=paths,
        )
    return IN_HEAD(history=said) if origin.head_paths else said


def _encrypted(file: FilePlaces) -> Message:
    return ENCRYPTED(path=file.path, with_what=file.encryption)


def _numbers(found: KeyPlaces) -> dict[str, int]:
    """A number for each token, in place of its digest."""
    return {token: number for number, token in enumerate(found.tokens, 1)}


def as_json(found: KeyPlaces, asked: Asked) -> str:
    """The report for programs; its contract is docs/where.md. `token` numbers the tokens of this report, null for no token."""
    numbers = _numbers(found)
    return encoded(
        {
            "version": 1,
            "key": asked.key or asked.account or (found.keys[0] if len(found.keys) == 1 else None),
            "keys": list(found.keys),
            "agree": found.agree,
            "places": [place_json(place, numbers) for place in found.places],
            "commits": [commit_json(one, numbers) for one in found.commits],
            "encrypted": [{"path": file.path, "with": file.encryption} for file in found.encrypted],
        }
    )


def place_json(place: Place, numbers: dict[str, int]) -> dict[str, Any]:
    return {
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "name": place.name,
        "half": place.half,
        "state": place.state,
        "key": place.key or None,
        "value": place.value,
        "token": numbers.get(place.token) if place.half == "token" else None,
        "reference": place.reference or None,
        "form": place.form,
    }


def commit_json(one: HistoryToken, numbers: dict[str, int]) -> dict[str, Any]:
    origin = one.origin
    return {
        "token": numbers[one.token],
        "key": one.key or None,
        "repository": one.repository,
        "first": {"commit": origin.commit, "date": origin.date},
        "last": {"commit": origin.last, "date": origin.last_date},
        "commits": origin.commits,
        "paths": list(origin.paths),
        "head_paths": list(origin.head_paths),
        **({"status": origin.status, "reason": localize(origin.reason), "todo": localize(origin.todo)} if origin.status else {}),
    }


def as_csv(found: KeyPlaces) -> str:
    """One row for each place, then one for each token of the history."""
    numbers = _numbers(found)
    rows: list[dict[str, object]] = [
        {
            "kind": "place",
            **{name: getattr(place, name) for name in ("key", "path", "line", "column", "half", "name", "value", "state")},
            "token": numbers.get(place.token, "") if place.half == "token" else "",
        }
        for place in found.places
    ]
    for one in found.commits:
        origin = one.origin
        rows.append(
            {
                "kind": "history", "key": one.key, "path": " ".join(origin.paths), "half": "token", "token": numbers[one.token],
                "first_commit": origin.commit, "first_date": origin.date, "last_commit": origin.last, "last_date": origin.last_date,
                "commits": origin.commits, "status": origin.status, "reason": localize(origin.reason),
            }
        )  # fmt: skip
    return rows_as_csv(_COLUMNS, rows)


def rows_as_csv(columns: Iterable[str], rows: "Iterable[dict[str, object]]") -> str:
    """A table with a heading, as RFC 4180 has it but for its line ends. No cell is a formula to a spreadsheet."""
    out = io.StringIO()
    names = list(columns)
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    for row in rows:
        writer.writerow([_cell(row.get(name, "")) for name in names])
    return out.getvalue()


def _cell(value: object) -> object:
    if not isinstance(value, str):
        return value
    text = harmless(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
