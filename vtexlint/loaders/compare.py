"""Compare how the loaders read a file's credentials, without the faults that other rules report.

The text that the models read is cleaned first: without CR LF, without the indentation of a line (except a tab before a credential's
name, which Node.js 20 reads as a part of it) and the whitespace around a value or its `=`, with the bare value if another rule reports
what surrounds it, and without the quote that a syntax-error reports as never closed. Only loader differences remain.
"""

import re
from bisect import bisect_right

from vtexlint._startup.typed import Literal, NamedTuple
from vtexlint.credentials.model import Credential
from vtexlint.credentials.normalize import BLANKS
from vtexlint.loaders.edited import Edited
from vtexlint.loaders.edited import edited as edited_text
from vtexlint.loaders.model import Finder, LoaderResult
from vtexlint.loaders.table import LOADERS, Assignment
from vtexlint.parsers.dotenv import is_assigned
from vtexlint.parsers.model import ParseError
from vtexlint.text.patterns import lazy
from vtexlint.text.source import Source, Span

_LINE_BLANKS = lazy(r"(?:(?<=\n)|\A)[ \t]++|\r(?=\n)")

_SHORTER_BY = 1024  # a value may be as long as the file, and is searched for each credential below it
_KEPT = 2  # assignments that are kept after a line that loaders may read differently

Kind = Literal["value", "command", "environment", "name", "nothing", "refusal"]
"""How a credential is read: a value, what a command prints, the environment's value, another name, not read, the file rejected."""


class LoadedValue(NamedTuple):
    kind: Kind
    value: str = ""

    def __repr__(self) -> str:  # values are secret
        return f"LoadedValue({self.kind}, {len(self.value)} characters)"


class LoaderComparison(NamedTuple):
    """A credential, its value once other faults are fixed, and how each loader reads it.

    If a loader stops at another line, this is how it would read this line alone.
    """

    credential: Credential
    written: str
    outcomes: dict[str, LoadedValue]

    def __repr__(self) -> str:
        return f"LoaderComparison({self.credential!r}, {self.outcomes!r})"


class BlockingLine(NamedTuple):
    """A line without a credential that keeps loaders from reading one.

    They reject the file, stop there, read the line as part of the next name, or the next lines as this line's value.
    """

    span: Span
    refusing: list[str]
    stopping: list[str]
    joining: list[str]
    swallowing: list[str]


def compare_loaders(
    source: Source,
    problem: ParseError | None,
    judged: list[Credential],
    loaders: tuple[str, ...],
    read_alike: tuple[re.Pattern[str], re.Pattern[str]] | None = None,
) -> tuple[list[LoaderComparison], list[BlockingLine]]:
    """How each loader reads each credential, and the other lines at which a loader stops.

    `read_alike`: a pattern of a cleaned text that all these loaders are known to read the same way, and one of a line of such a text
    without a quote, its name in the group `name`. Most of these lines are left out: an editor asks at each keystroke.
    """
    written = {id(credential): _written(credential) for credential in judged}
    feeds = Finder(source.text)
    starts = {_lines(feeds, source.text, credential).start for credential in judged}
    edited = _with_values(source, problem, judged, written, starts)
    readings: dict[str, LoaderResult] = {}
    if read_alike is not None:
        whole, bare = read_alike
        if whole.match(edited.text):
            return [], []
        if (shortened := _shortened(edited, bare, loaders)) is not None:
            edited, readings = shortened
            judged = [credential for credential in judged if edited.keeps(credential.name_span.start)]
    if not readings:
        readings = {name: LOADERS[name](edited.text) for name in loaders}
    lines = [_lines(feeds, source.text, credential) for credential in judged]
    stops = _BlockingLines(source.text, feeds, lines)
    for name, reading in readings.items():
        if reading.refusal is not None:
            stops.refused(edited.back(reading.refusal.offset), name, whole=reading.refusal.whole)
    alone = _Alone(edited.text)
    reads: list[LoaderComparison] = []
    places = {name: [one.start for one in reading.assignments] for name, reading in readings.items()}
    for credential, line in zip(judged, lines, strict=True):
        spelled = written[id(credential)]
        as_written = LoadedValue("value", spelled)
        first, last = edited.forward(line.start), edited.forward(line.end)
        at = edited.forward(credential.name_span.start)
        outcomes: dict[str, LoadedValue] = {}
        for name, reading in readings.items():
            found = _assignment_at(reading.assignments, at, places[name])
            if joins := found is not None and found.start < first:
                stops.joined(edited.back(found.start), name)
            elif found is None and (swallowing := _swallowing(reading.assignments, edited.text[first:last], at)) is not None:
                joins = stops.swallowed(edited.back(swallowing), name)
            if joins or (reading.refusal is not None and (reading.refusal.whole or reading.refusal.offset <= last)):
                reading, found = alone.read(name, first, last, at)
                outcomes[name] = LoadedValue("refusal") if reading.refusal is not None else _outcome(found, credential, as_written)
            else:
                outcomes[name] = _outcome(found, credential, as_written)
        reads.append(LoaderComparison(credential, spelled, outcomes))
    return reads, stops.found()


class _Alone:
    """How a loader reads lines without the others. Lone carriage returns make one line of many credentials: each is read once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._read: dict[tuple[str, int, int], LoaderResult] = {}

    def read(self, loader: str, start: int, end: int, at: int) -> tuple[LoaderResult, Assignment | None]:
        """The result, and the assignment in it whose name is at an offset of the whole text."""
        key = (loader, start, end)
        if key not in self._read:
            self._read[key] = LOADERS[loader](self._text[start:end] + "\n")
        return self._read[key], _assignment_at(self._read[key].assignments, at - start)


class _BlockingLines:
    """The blocking lines by the offset of their text; the line of a credential itself is not one of them."""

    def __init__(self, text: str, feeds: Finder, lines: list[Span]) -> None:
        self._text = text
        self._feeds = feeds
        self._lines = sorted(lines)
        self._found: dict[int, BlockingLine] = {}

    def refused(self, offset: int, name: str, *, whole: bool) -> None:
        if stop := self._at(offset):
            (stop.refusing if whole else stop.stopping).append(name)

    def joined(self, offset: int, name: str) -> None:
        if (stop := self._at(offset)) and name not in stop.joining:
            stop.joining.append(name)

    def swallowed(self, offset: int, name: str) -> bool:
        """False where the line is a credential's own."""
        if (stop := self._at(offset)) is None:
            return False
        if name not in stop.swallowing:
            stop.swallowing.append(name)
        return True

    def found(self) -> list[BlockingLine]:
        return [self._found[start] for start in sorted(self._found)]

    def _at(self, offset: int) -> BlockingLine | None:
        line = bisect_right(self._lines, offset, key=lambda line: line.start) - 1
        if line >= 0 and offset <= self._lines[line].end:
            return None
        start = self._feeds.previous("\n", offset) + 1
        while start < offset and self._text[start].isspace():
            start += 1
        end = min(start + 1, len(self._text))
        return self._found.setdefault(start, BlockingLine(Span(start, end), [], [], [], []))


def _shortened(edited: Edited, bare: re.Pattern[str], loaders: tuple[str, ...]) -> tuple[Edited, dict[str, LoaderResult]] | None:
    """The text without most of the lines that all loaders read alike, and how they read it; None where that may not be as in the whole.

    A line that is not read alike reaches into the next ones as far as a quote or a `=`. So no line with a quote is left out, and behind
    such a line two assignments are kept. Where a loader reads the second as it is written, it is at the start of a line there, and what
    follows is read alike again; where it has given up before, it reads each line alone. A variable's value may be in any line.
    """
    if "$" in edited.text:
        return None
    drops: list[tuple[int, int, str]] = []
    kept: list[Assignment] = []  # since the last line that loaders read differently
    last_kept: list[Assignment] = []  # before the omitted lines
    at = 0
    for line in edited.text.split("\n")[:-1]:
        match = bare.fullmatch(line)
        if match is None:
            kept.clear()
        elif len(kept) < _KEPT:
            if match["name"]:
                kept.append(Assignment(match["name"], match["value"] or "", at + match.start("name"), at + match.end("name")))
        elif drops and drops[-1][1] == at:
            drops[-1] = (drops[-1][0], at + len(line) + 1, "")
        else:
            drops.append((at, at + len(line) + 1, ""))
            last_kept.append(kept[-1])
        at += len(line) + 1
    if not drops:
        return None
    shortened = edited_text(edited.text, drops)
    starts = [*map(shortened.forward, (one.start for one in last_kept))]
    readings = {loader: LOADERS[loader](shortened.text) for loader in loaders}
    for reading in readings.values():
        end = reading.refusal.offset if reading.refusal else len(shortened.text)
        for start, one in zip(starts, last_kept, strict=True):
            if start < end and _assignment_at(reading.assignments, start) != one._replace(start=start, end=start + len(one.name)):
                return None
    return shortened._replace(before=edited), readings


def _lines(feeds: Finder, text: str, credential: Credential) -> Span:
    """From the start of the name's line to the end of the value's."""
    end = feeds.next("\n", max(credential.span.end, credential.name_span.end))
    return Span(feeds.previous("\n", credential.name_span.start) + 1, len(text) if end == -1 else end)


def _outcome(found: Assignment | None, credential: Credential, written: LoadedValue) -> LoadedValue:
    if found is None:
        return LoadedValue("nothing")
    if found.name != credential.name:
        return LoadedValue("name")
    if found.value == written.value:
        return written
    if found.runs:  # the same value: whether the line is run is not known, and not a fault
        return LoadedValue("command")
    return LoadedValue("environment") if found.value is None else LoadedValue("value", found.value)


def _assignment_at(assignments: list[Assignment], at: int, starts: list[int] | None = None) -> Assignment | None:
    """The assignment whose name is, at least in part, at an offset. `starts` are those of the assignments, where many are asked for."""
    by_start = bisect_right(assignments, at, key=lambda assignment: assignment.start) if starts is None else bisect_right(starts, at)
    index = by_start - 1
    return assignments[index] if index >= 0 and assignments[index].end > at else None


def _swallowing(assignments: list[Assignment], line: str, at: int) -> int | None:
    """The offset of the assignment whose value the line at `at` has become part of."""
    index = bisect_right(assignments, at, key=lambda assignment: assignment.start) - 1
    if index < 0:
        return None
    before = assignments[index]
    distance = at - before.end  # the line is at this place of the value, or earlier if escapes make the value shorter
    within = (before.value or "").find(line.strip(), max(0, distance - _SHORTER_BY), distance + len(line))
    return before.start if within != -1 else None


def _written(credential: Credential) -> str:
    """The value without the faults that other rules report."""
    if not credential.normalized.is_bare and credential.shape.is_exact_but_for_case:
        return credential.value
    value = credential.raw.reveal()
    return value.strip(BLANKS) if credential.normalized.surrounding else value


def _with_values(source: Source, problem: ParseError | None, judged: list[Credential], written: dict[int, str], starts: set[int]) -> Edited:
    """`starts`: of the credentials' lines."""
    text = source.text
    edits: list[tuple[int, int, str]] = []
    if text[:1] in (" ", "\t") or "\n " in text or "\n\t" in text or "\r" in text:  # most texts have none of them
        edits += [(*match.span(), "") for match in _LINE_BLANKS.finditer(text) if match.start() not in starts or "\t" not in match[0]]
    for credential in judged:
        entry = credential.entry
        assert entry is not None
        if is_assigned(source.slice(entry.separator)) and entry.separator.end - entry.separator.start > 1:
            edits.append((*entry.separator, "="))
        if written[id(credential)] != credential.raw.reveal():
            edits.append((*entry.span, written[id(credential)]))
    if problem is not None:
        edits.append((problem.offset, min(problem.offset + 1, len(text)), ""))
    return edited_text(text, sorted(edits, key=lambda edit: (edit[0], -edit[1])))
