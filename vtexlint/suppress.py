"""Ignore comments: what they name, which lines they cover, what they silence."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from vtexlint.documents.model import Document
from vtexlint.patterns import lazy
from vtexlint.source import Source, Span
from vtexlint.typed import NamedTuple

_COMMENT = r"vtexlint:[ \t]*(?P<what>ignore(?:-file)?)(?P<rest>[^\r\n]*)"
_RULES = r"[ \t]*\[(?P<rules>[^\]\r\n]*)\]"


class Suppression(NamedTuple):
    """One ignore comment: `lines` it covers (1-based, both included), None for the whole file.

    `known` are the rules that it names, `unknown` the other words in its brackets ("" where it has none).
    """

    span: Span
    lines: tuple[int, int] | None
    known: tuple[str, ...]
    unknown: tuple[str, ...]


def suppressions(source: Source, document: Document, rules: frozenset[str]) -> tuple[Suppression, ...]:
    """The ignore comments of a document, in order. An `ignore-file` counts above the first entry alone."""
    if "vtexlint:" not in source.text:
        return ()
    first = min((min(entry.name_span.start or entry.span.start, entry.span.start) for entry in document.entries), default=None)
    return tuple(_found(source, document, rules, len(source.text) if first is None else first))


def _found(source: Source, document: Document, rules: frozenset[str], top: int) -> Iterator[Suppression]:
    own = sorted(source.position(comment.span.start).line for comment in document.comments if comment.own_line)
    for comment in document.comments:
        match = lazy(_COMMENT).search(source.text, comment.span.start, comment.span.end)
        if not match:
            continue
        listed = re.match(_RULES, match["rest"])
        names = [name.strip() for name in listed["rules"].split(",")] if listed else [""]
        known = tuple(name for name in names if name in rules)
        unknown = tuple(name for name in names if name not in rules) or (() if known else ("",))
        end = match.start("rest") + listed.end() if listed else match.end("what")
        whole_file = match["what"] == "ignore-file"
        if whole_file and comment.span.start > top:
            known, unknown = (), ("ignore-file",)
        lines = None if whole_file else _covered(source, comment.span, comment.own_line, own)
        yield Suppression(Span(match.start(), end), lines, known, unknown)


def _covered(source: Source, span: Span, own_line: bool, comment_lines: list[int]) -> tuple[int, int]:
    """Its own line; for a comment on a line of its own, the next line that is no comment."""
    line = source.position(span.start).line
    if not own_line:
        return line, line
    following = line + 1
    index = bisect_left(comment_lines, following)
    while index < len(comment_lines) and comment_lines[index] == following:
        following += 1
        index += 1
    return line, following
