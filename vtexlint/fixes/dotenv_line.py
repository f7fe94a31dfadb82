"""The fix of a line that loaders read differently: the spelling that all of them read the same way, verified by their models."""

import re
from collections.abc import Iterator

from vtexlint.credentials import shapes
from vtexlint.credentials.labels import kind_label
from vtexlint.diagnostics import Edit, ExpectedValue, Fix
from vtexlint.loaders.compare import LoaderComparison
from vtexlint.loaders.compare import compare_loaders as compare_loaders
from vtexlint.loaders.explain import remedy as remedy
from vtexlint.loaders.explain import who_reads_what as who_reads_what
from vtexlint.loaders.table import LOADERS
from vtexlint.parsers.dotenv import COMMAND
from vtexlint.text.messages import Template
from vtexlint.text.secret import Secret
from vtexlint.text.source import Source, Span

TITLE = Template("fix.dotenv-line", "{kind}: write `NAME=value` with only the value, which every loader reads the same way")

_MOST_RETURNS = 40  # lone carriage returns in one line of a loader
_FOREIGN = rf"[ \t]*{COMMAND}"
_PREFIX = r"(?P<indent>[ \t]*)(?P<export>export(?P<spaces>[ \t]+))?"


def respell(read: LoaderComparison, source: Source, loaders: tuple[str, ...]) -> Fix | None:
    """`NAME=value` with the bare value; None if the correct value is not known, or loaders would still read it differently."""
    credential, entry = read.credential, read.credential.entry
    value = read.written
    if entry is None or entry.span.end != credential.span.end or not shapes.has_exact_shape(value):
        return None
    if source.slice(Span(entry.name_span.end, entry.separator.start)):
        return None  # a quoted name
    line = _line(source, entry.name_span.start, max(entry.span.end, credential.span.end))
    if line is None:
        return None
    edits = tuple(sorted(_edits(read, source, value, loaders, line.start), key=lambda edit: edit.span))
    if not edits or not _is_read_alike(source, read, edits, value, loaders, line):
        return None
    return Fix(
        TITLE(kind=kind_label(credential)),
        edits,
        "unsafe",
        ("loader-dependent-value",),
        (ExpectedValue(credential.span, credential.name, Secret(value)),),
    )


def _line(source: Source, start: int, end: int) -> Span | None:
    """The line of a value as loaders divide a text: only at line feeds. None if it contains too many carriage returns."""
    text, starts = source.text, source.line_starts
    first, last = source.position(start).line - 1, source.position(end).line
    most = last - first + _MOST_RETURNS
    while first and text[starts[first] - 1] == "\r" and last - first <= most:
        first -= 1
    while last < len(starts) and text[starts[last] - 1] == "\r" and last - first <= most:
        last += 1
    if last - first > most:
        return None
    stop = starts[last] - 1 if last < len(starts) else len(text)
    return Span(starts[first], stop)


def _edits(read: LoaderComparison, source: Source, value: str, loaders: tuple[str, ...], line: int) -> Iterator[Edit]:
    entry = read.credential.entry
    assert entry is not None
    start, end = entry.span
    prefix = re.fullmatch(_PREFIX, source.text[line : entry.name_span.start])
    if prefix is None and re.fullmatch(_FOREIGN, source.text[line : entry.name_span.start]):
        yield Edit(Span(line, entry.name_span.start), Secret(""))
    if prefix and "\t" in prefix["indent"]:
        yield Edit(Span(line, line + prefix.end("indent")), Secret(""))
    if prefix and prefix["export"] and "docker-run" in loaders:
        yield Edit(Span(line + prefix.start("export"), line + prefix.end("export")), Secret(""))
    elif prefix and prefix["export"] and prefix["spaces"] != " ":
        yield Edit(Span(line + prefix.start("spaces"), line + prefix.end("spaces")), Secret(" "))
    if source.slice(entry.separator) != "=":
        yield Edit(entry.separator, Secret("="))
    if entry.style != "plain":
        yield Edit(Span(start - 1, start), Secret(""))
        yield Edit(Span(end, end + 1), Secret(""))
        end += 1
    if entry.style != "plain" or source.slice(entry.span) != value:
        yield Edit(entry.span, Secret(value))
    behind = re.compile(r"[ \t]*(?=#)").match(source.text, end)
    if behind and behind[0] != " ":
        yield Edit(Span(*behind.span()), Secret(" "))


def _is_read_alike(
    source: Source, read: LoaderComparison, edits: tuple[Edit, ...], value: str, loaders: tuple[str, ...], line_span: Span
) -> bool:
    text = source.text
    start, end = line_span
    pieces: list[str] = []
    for edit in edits:
        pieces += (text[start : edit.span.start], edit.text.reveal())
        start = edit.span.end
    line = "".join((*pieces, text[start:end])).rstrip("\r")
    for loader in loaders:
        reading = LOADERS[loader](f"{line}\n")
        if reading.refusal is not None or reading.values() != {read.credential.name: value}:
            return False
    return True
