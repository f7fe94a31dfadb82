"""Ignore comments: what they name, which lines they cover, what they suppress."""

import re
from collections.abc import Iterator

from vtexlint._startup.modules import load
from vtexlint._startup.typed import TYPE_CHECKING
from vtexlint.diagnostics import Edit, Fix, Safety
from vtexlint.linter.file_result import Suppression
from vtexlint.linter.ignore_comments import mentions_comment
from vtexlint.parsers.model import Comment, Document
from vtexlint.rules.registry import is_rule_name
from vtexlint.text.messages import Template
from vtexlint.text.patterns import lazy
from vtexlint.text.secret import Secret
from vtexlint.text.source import Source, Span

if TYPE_CHECKING:
    from vtexlint.linter.comment_spellings import Attempt

REMOVE_COMMENT = Template("fix.remove-comment", "remove the comment")
REMOVE_NAME = Template("fix.remove-name", "remove the name from the comment")

RESPELL = Template("fix.respell-comment", "write `{spelling}`")

_COMMENT = lazy(r"vtexlint:[ \t]*(?P<what>ignore(?:-file)?)")
_RULES = lazy(r"[ \t]*\[(?P<rules>[^\]\r\n]*)\]")
_SHOWN = r"vtexlint:[ \t]*ignore(?:-file)?[ \t]*(?:\[(?P<names>[^\]\r\n]{0,200})\])?"
_YAML_HEADER = lazy(r"(?:(?<=[:?-])|^)[ \t]+(?:[&!]\S*[ \t]+)*(?:[|>][-+0-9]*|[&!]\S*)[ \t]+\Z")
"""What is before a comment whose value starts on a line below: `name: |- # ...`, `- &anchor # ...`."""

_LONGEST_HEADER = 200
_BLANK = lazy(r"\s*")

_ELIDED = "…"
_QUOTES = ("`", '"', "'")
_NEAR = 20  # characters before a comment in which a quote belongs to it
_TOP = 10  # lines of source code in which an `ignore-file` counts
_MARKS = "#;/*<!->{}% \t"  # what opens and closes a comment, in any format


def suppressions(source: Source, document: Document) -> tuple[Suppression, ...]:
    """The ignore comments of a document, in order.

    An `ignore-file` counts only before the first entry, and in the first lines of a text that has none because it is not config.
    """
    first = min((min(entry.name_span.start or entry.span.start, entry.span.start) for entry in document.entries), default=None)
    if first is None:
        is_short = document.format != "text" or len(source.line_starts) <= _TOP
        first = len(source.text) if is_short else source.line_starts[_TOP] - 1
    return tuple(_found(source, document, first))


def _found(source: Source, document: Document, top: int) -> Iterator[Suppression]:
    following = _following(sorted({source.position(comment.span.start).line for comment in document.comments if comment.own_line}))
    for comment in document.comments:
        match = _COMMENT.search(source.text, *comment.span)
        if match is not None and (match := _unquoted(source.text, comment.span, match)) is None:
            continue
        listed = _RULES.match(source.text, match.end(), comment.span.end) if match else None
        meant = _attempt(source.text, comment) if listed is None else None
        if meant and _is_quoted(source.text, comment.span, meant.span):
            continue
        if meant and (match is None or meant.rules or source.text.startswith(("-", "_"), match.end())):
            span, nowhere = meant.span, Span(meant.span.end, meant.span.end)
            yield Suppression(span, (), (), ("",), meant.rules, nowhere, _whole(source, comment, span), meant.spelling)
            continue
        if not match:
            continue
        names = [name.strip() for name in listed["rules"].split(",")] if listed else [""]
        known = tuple(name for name in names if is_rule_name(name))
        unknown = tuple(name for name in names if name and not is_rule_name(name)) or (() if known else ("",))
        end = (listed or match).end()
        whole_file = match["what"] == "ignore-file"
        if whole_file and comment.span.start > top:
            known, unknown = (), ("ignore-file",)
        lines = None if whole_file else _covered(source.position(comment.span.start).line, comment.own_line, following)
        if lines and document.format == "yaml" and not comment.own_line:
            lines += _below_header(source, comment, lines[0])
        span = Span(match.start(), end)
        brackets = Span(end - 1 - len(listed["rules"]), end - 1) if listed else Span(end, end)
        yield Suppression(span, lines, known, unknown, tuple(names), brackets, _whole(source, comment, span))


def _unquoted(text: str, comment: Span, match: re.Match[str] | None) -> re.Match[str] | None:
    """The first ignore comment in a comment, from a match on, that is not only quoted, as in an explanation of these comments."""
    while match is not None:
        end = (_RULES.match(text, match.end(), comment.end) or match).end()
        if not _is_quoted(text, comment, Span(match.start(), end)):
            break
        match = _COMMENT.search(text, end, comment.end)
    return match


def _is_quoted(text: str, comment: Span, span: Span) -> bool:
    """Whether the same quote is directly before and after a part of a comment; marks of a comment may be inside."""
    before = text[max(comment.start, span.start - _NEAR) : span.start].rstrip(_MARKS)
    return before.endswith(_QUOTES) and text[span.end : min(span.end + 1, comment.end)] == before[-1:]


def _attempt(text: str, comment: Comment) -> "Attempt | None":
    """A comment that was meant as one of these; most comments are about something else."""
    if not mentions_comment(text[comment.span.start : comment.span.end]):
        return None
    found: Attempt | None = load("vtexlint.linter.comment_spellings").attempt(text, *comment.span)
    return found


def shown_comments(text: str) -> Iterator[tuple[int, int, str]]:
    """As `ignore_comments.shown_comments`."""
    bare: list[tuple[int, int, str]] = []
    for match in re.finditer(_SHOWN, text):
        head, bracket, _ = match[0].partition("[")
        if not bracket:
            bare.append((*match.span(), head))
            continue
        words = [name.strip() for name in (match["names"] or "").split(",")]
        yield *match.span(), f"{head}[{', '.join(word if is_rule_name(word) else word and _ELIDED for word in words)}]"
    yield from load("vtexlint.linter.comment_spellings").shown(text)
    yield from bare


def respelled(comment: Suppression) -> Fix:
    """The fix that makes of a comment the ignore comment that was meant."""
    return Fix(RESPELL(spelling=comment.spelling), (Edit(comment.span, Secret(comment.spelling)),), "unsafe")


def without(comment: Suppression, words: tuple[str, ...], safety: Safety) -> Fix:
    """The fix that removes words from a comment, or the whole comment if no word remains."""
    removed = frozenset(words)
    kept = [name for name in comment.names if name and name not in removed]
    if not kept or words == ("ignore-file",):
        return Fix(REMOVE_COMMENT(), (Edit(comment.whole, Secret("")),), safety)
    return Fix(REMOVE_NAME(), (Edit(comment.brackets, Secret(", ".join(kept))),), safety)


def _whole(source: Source, comment: Comment, span: Span) -> Span:
    """The comment, with its line if nothing else is on it, and the spaces around it; other words in the comment stay."""
    text = source.text
    start, end = comment.span
    if text[start : span.start].strip(_MARKS) or text[span.end : end].strip(_MARKS):
        return _with_blanks(text, span, start, end)
    line_start = source.line_span(source.position(start).line).start
    line_end = source.line_span(source.position(end).line).end
    if text[end:line_end].strip():
        return _with_blanks(text, comment.span, end, line_end)
    if text[line_start:start].strip():
        return Span(line_start + len(text[line_start:start].rstrip(" \t")), end)
    if line_end < len(text):
        return Span(line_start, line_end + (2 if text.startswith("\r\n", line_end) else 1))
    # the last line, without a line break: the text must not end with one now
    above = line_start - (2 if text[:line_start].endswith("\r\n") else 1)
    return Span(max(above, 0), line_end)


def _with_blanks(text: str, span: Span, least: int, most: int) -> Span:
    """The span and the spaces after it; the spaces before it if nothing follows."""
    end = span.end
    while end < most and text[end] in " \t":
        end += 1
    start = span.start
    while end == most and start > least and text[start - 1] in " \t":
        start -= 1
    return Span(start, end)


def _covered(line: int, own_line: bool, following: dict[int, int]) -> tuple[int, ...]:
    """Its own line; for a comment that is alone on its line, also the next one, and the next one that is not a comment."""
    return tuple(dict.fromkeys((line, line + 1, following[line]))) if own_line else (line,)


def _below_header(source: Source, comment: Comment, line: int) -> tuple[int, ...]:
    """The first line of the value, where a comment ends its header in YAML."""
    before = source.text[max(source.line_span(line).start, comment.span.start - _LONGEST_HEADER) : comment.span.start]
    blank = _BLANK.match(source.text, comment.span.end) if _YAML_HEADER.search(before) else None
    return (source.position(blank.end()).line,) if blank else ()


def _following(own: list[int]) -> dict[int, int]:
    """For each line with only a comment, the next line that is not one."""
    found: dict[int, int] = {}
    for line in reversed(own):
        found[line] = found.get(line + 1, line + 1)
    return found
