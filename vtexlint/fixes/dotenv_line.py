"""The fix of a line that loaders read differently: the spelling that all of them read alike, verified by their models."""

import re
from collections.abc import Iterator

from vtexlint.credentials import shapes
from vtexlint.credentials.labels import half_label
from vtexlint.diagnostics import Edit, ExpectedValue, Fix
from vtexlint.loaders.compare import LoaderComparison
from vtexlint.loaders.compare import compare_loaders as compare_loaders
from vtexlint.loaders.explain import remedy as remedy
from vtexlint.loaders.explain import who_reads_what as who_reads_what
from vtexlint.loaders.table import LOADERS
from vtexlint.text.messages import Template
from vtexlint.text.secret import Secret
from vtexlint.text.source import Source, Span

TITLE = Template("fix.dotenv-line", "{half}: write `NAME=value` with the value alone, as every loader reads it")

_PREFIX = r"(?P<indent>[ \t]*)(?P<export>export(?P<blanks>[ \t]+))?"


def respell(read: LoaderComparison, source: Source, loaders: tuple[str, ...]) -> Fix | None:
    """`NAME=value` with the bare value; None where the right value is not known, or loaders would still read it differently."""
    credential, entry = read.credential, read.credential.entry
    value = read.written
    if entry is None or entry.span.end != credential.span.end or not shapes.has_exact_shape(value):
        return None
    if source.slice(Span(entry.name_span.end, entry.separator.start)):
        return None  # a quoted name
    edits = tuple(sorted(_edits(read, source, value, loaders), key=lambda edit: edit.span))
    if not edits or not _is_read_alike(source, read, edits, value, loaders):
        return None
    return Fix(
        TITLE(half=half_label(credential)),
        edits,
        "unsafe",
        ("loader-dependent-value",),
        (ExpectedValue(credential.span, credential.name, Secret(value)),),
    )


def _edits(read: LoaderComparison, source: Source, value: str, loaders: tuple[str, ...]) -> Iterator[Edit]:
    entry = read.credential.entry
    assert entry is not None
    start, end = entry.span
    line = source.text.rfind("\n", 0, entry.name_span.start) + 1
    prefix = re.fullmatch(_PREFIX, source.text[line : entry.name_span.start])
    if prefix and "\t" in prefix["indent"]:
        yield Edit(Span(line, line + prefix.end("indent")), Secret(""))
    if prefix and prefix["export"] and "docker-run" in loaders:
        yield Edit(Span(line + prefix.start("export"), line + prefix.end("export")), Secret(""))
    elif prefix and prefix["export"] and prefix["blanks"] != " ":
        yield Edit(Span(line + prefix.start("blanks"), line + prefix.end("blanks")), Secret(" "))
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


def _is_read_alike(source: Source, read: LoaderComparison, edits: tuple[Edit, ...], value: str, loaders: tuple[str, ...]) -> bool:
    text = source.text
    start = text.rfind("\n", 0, read.credential.name_span.start) + 1
    end = text.find("\n", max(edits[-1].span.end, read.credential.span.end))
    end = len(text) if end == -1 else end
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
